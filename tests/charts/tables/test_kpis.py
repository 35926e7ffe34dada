"""The KPI register: values against targets, and the fields that are missing."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import between, named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.kpis import paint_kpis

FULL = {"term": "Loyalty", "definition": "stays a year", "kpi": "retention", "value": 40, "target": 80, "unit": "%"}


def both(*rows: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(kpis=[*rows])
    return canvases(lambda canvas: paint_kpis(canvas, registers.kpis, found.kpis, english()))


def test_the_bar_ends_at_the_value_and_the_triangle_stands_at_the_target() -> None:
    for canvas in both(FULL):  # the scale runs from 0 to 80: 40 is half way
        assert between(canvas, "Loyalty:value", "Loyalty:scale") == (0, 50)
        tip = only(canvas, "Loyalty:target").get_xy()[2][0]
        scale = only(canvas, "Loyalty:scale")
        assert tip == pytest.approx(scale.get_x() + scale.get_width(), abs=7)
        assert words(canvas, "Loyalty:amounts") == "now 40% · target 80%"


def test_a_value_below_nought_runs_to_the_left_of_it() -> None:
    for canvas in both({**FULL, "value": -5, "target": 15}):  # from -5 to 15: nought lies at a quarter
        assert between(canvas, "Loyalty:value", "Loyalty:scale") == (0, 25)
        assert words(canvas, "Loyalty:nought") == "0"


def test_each_missing_field_is_a_dashed_chip() -> None:
    for canvas in both({"term": "Reach", "definition": " ", "value": 0}):
        assert words(canvas, "Reach:field:words") == "○ definition ○ KPI ✓ value ○ target"
        assert len(named(canvas, "Reach:field:missing")) == 3
        assert len(named(canvas, "Reach:field:there")) == 1


def test_a_value_without_a_target_is_said_and_not_drawn() -> None:
    for canvas in both({"term": "Reach", "value": 12500}):
        assert words(canvas, "Reach:amounts") == "now 12,500"
        assert named(canvas, "Reach:scale") == []


def test_a_value_and_target_of_nought_leave_an_empty_scale() -> None:
    for canvas in both({**FULL, "value": 0, "target": 0}):
        assert named(canvas, "Loyalty:value") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "1 of 2 terms has everything that is needed to measure it. Filled in: definition 50%, KPI 50%, value 50%, target 50%.",
        ),
        (
            "nl",
            "1 van 2 begrippen heeft alles wat nodig is om het te meten. Ingevuld: definitie 50%, KPI 50%, stand 50%, streefwaarde 50%.",
        ),
    ],
)
def test_the_words_count_the_terms_that_can_be_measured(language: str, said: str) -> None:
    assert drawn("kpis", language, kpis=[FULL, {"term": "Reach"}]).alt == said


def test_the_table_says_what_is_missing() -> None:
    rows = drawn("kpis", "nl", kpis=[FULL, {"term": "Reach", "value": 1.5}]).table.rows
    assert rows == (
        ("Loyalty", "stays a year", "retention", "40%", "80%", "–"),
        ("Reach", "–", "–", "1,5", "–", "definitie, KPI en streefwaarde"),
    )


def test_without_terms_there_is_no_picture() -> None:
    assert chart("kpis") is None
