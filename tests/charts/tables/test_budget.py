"""The budget beside the figures of the source, and how it is spread."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import between, named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.budget import paint_budget


def euro(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


# 46 of 200 is 23%, twice 11.5%; the scale of both runs up to 1.15 x 23% = 26.45%.
BUDGET: dict[str, Any] = {
    "marketing": euro(46000),
    "company": euro(200000),
    "basis": "roi",
    "lines": [
        {"name": "Ads", "department": "Sales", "amount": euro(300), "from": "2026-01-01", "basis": "last_year"},
        {"name": "Tests", "amount": euro(100)},
        {"name": "Later"},
    ],
}


def both(budget: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(budget=budget)
    return canvases(lambda canvas: paint_budget(canvas, registers.budget, found.budget, english()))


def test_the_own_share_and_the_figure_of_the_source_share_one_scale() -> None:
    for canvas in both(BUDGET):
        low, high = between(canvas, "company:own", "company:scale")
        assert (low, high) == (0, pytest.approx(100 / 1.15))
        scale, tip = only(canvas, "company:scale"), only(canvas, "company:source").get_xy()[2][0]
        assert (tip - scale.get_x()) / scale.get_width() == pytest.approx(0.113 / (1.15 * 0.23))
        assert words(canvas, "company:share") == "23%"


def test_a_share_that_cannot_be_worked_out_says_why() -> None:
    for canvas in both(BUDGET):
        assert words(canvas, "revenue:unknown").startswith("cannot be worked out")
        assert named(canvas, "revenue:own") == []
        assert words(canvas, "revenue:figure") == "9%"


def test_the_source_is_said_to_give_neither_year_nor_origin() -> None:
    for canvas in both(BUDGET):
        assert "names neither year nor origin" in words(canvas, "caveat")


def test_departments_and_bases_are_parts_of_the_amounts() -> None:
    for canvas in both(BUDGET):  # 300 and 100 of 400
        assert between(canvas, "by-department:Sales:part", "by-department:Sales:scale") == (0, 75)
        assert between(canvas, "by-basis:not filled in:part", "by-basis:not filled in:scale") == (0, 25)
        assert words(canvas, "by-department:share") == "75% 25%"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Marketing budget €46,000; it rests on: its return. That is 23% of the company's budget; the source says 11.3%. "
            "The largest part, 75%, is paid by: Sales. "
            "The source names neither year nor origin of its 11.3% and 9%: they start a conversation and are no norm.",
        ),
        (
            "nl",
            "Marketingbudget € 46.000; het rust op: het rendement. Dat is 23% van het bedrijfsbudget; de bron noemt 11,3%. "
            "Het grootste deel, 75%, betaalt: Sales. "
            "De bron noemt geen jaar en geen herkomst bij haar 11,3% en 9%: ze beginnen een gesprek en zijn geen norm.",
        ),
    ],
)
def test_the_words_hold_the_shares_beside_the_source(language: str, said: str) -> None:
    assert drawn("budget", language, budget=BUDGET).alt == said


def test_the_table_holds_the_figures_and_every_part() -> None:
    rows = drawn("budget", budget=BUDGET).table.rows
    assert rows[0][:3] == ("Share of the company's budget", "–", "23% (source: 11.3%)")
    assert rows[2] == ("Ads", "Sales", "€300", "1 Jan 2026", "–", "last year's figure")
    assert rows[4] == ("Later", "–", "–", "–", "–", "not filled in")


def test_parts_alone_are_a_picture() -> None:
    assert drawn("budget", budget={"lines": BUDGET["lines"]}).table.caption == (
        "The marketing budget itself is not filled in."
    )


def test_without_amounts_there_is_no_picture() -> None:
    assert chart("budget", budget={"revenue": euro(5), "lines": [{"name": "Later"}]}) is None
