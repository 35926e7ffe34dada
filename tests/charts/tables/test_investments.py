"""Investments: influence as parts of a bar, who was not heard, and value."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, four_d, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.investments import paint_investments
from maturity_kit.charts.tables.signs import layer_titles

ONE: dict[str, Any] = {
    "name": "Platform",
    "date": "2026-05-12",
    "layers": {
        "fd.data": {"representative": "head of IT", "wishes": "one view", "value": 3, "influence": 60},
        "fd.decisions": {"requirements": "daily", "influence": 20},
        "fd.delivery": {"value": 1, "influence": 0},
    },
}
EVEN = {
    "name": "Portal",
    "layers": {f"fd.{name}": {"influence": 1} for name in ("data", "decisions", "design", "delivery")},
}


def both(*rows: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(four_d(), investments=[*rows])
    pairs = tuple(zip(registers.investments, found.investments, strict=True))
    titles = layer_titles(four_d(), (), "en")
    return canvases(lambda canvas: paint_investments(canvas, pairs, titles, english()))


def test_each_layer_has_its_part_of_the_bar() -> None:
    for canvas in both(ONE):  # 60 and 20 of 80: three quarters and one
        data, decisions = (only(canvas, f"Platform:fd.{name}:share") for name in ("data", "decisions"))
        assert data.get_width() == pytest.approx(3 * decisions.get_width())
        assert decisions.get_x() == pytest.approx(data.get_x() + data.get_width())
        assert words(canvas, "Platform:fd.data:number") == "1 · 75%"
        assert named(canvas, "Platform:fd.delivery:share") == []


def test_the_line_stands_at_half_of_the_bar() -> None:
    for canvas in both(EVEN):
        bar = [only(canvas, f"Portal:fd.{name}:share") for name in ("data", "delivery")]
        middle = (bar[0].get_x() + bar[1].get_x() + bar[1].get_width()) / 2
        assert named(canvas, "half")[0].get_xdata()[0] == pytest.approx(middle)


def test_who_was_not_heard_and_who_weighed_most_is_said() -> None:
    for canvas in both(ONE):
        assert words(canvas, "Platform:verdict") == "▲ Design was not heard; Data had 75% of the influence"
        assert words(canvas, "Platform:fd.design:value") == "not heard"
        assert words(canvas, "Platform:fd.decisions:value") == "no value"
        assert words(canvas, "Platform:fd.data:value") == "value 3 of 4"


def test_the_value_is_a_short_scale_where_there_is_room() -> None:
    wide, narrow = both(ONE)
    worth, scale = only(wide, "Platform:fd.data:worth"), only(wide, "Platform:fd.data:scale")
    assert worth.get_width() == 0.75 * scale.get_width()
    assert named(narrow, "Platform:fd.data:worth") == []


def test_a_balanced_investment_says_so() -> None:
    for canvas in both(EVEN):
        assert words(canvas, "Portal:verdict") == (
            "✓ Every layer was heard and none has more than half of the influence"
        )


def test_an_investment_that_nobody_spoke_of_has_no_bar() -> None:
    for canvas in both({"name": "Bot"}):
        assert words(canvas, "Bot:verdict") == "▲ Nobody was heard yet"
        assert named(canvas, "half") == []


def test_the_words_give_every_verdict() -> None:
    assert drawn("investments", "nl", four_d(), investments=[ONE, {"name": "Bot"}]).alt == (
        "Platform: Design is niet gehoord; Data had 75% van de invloed. Bot: er is nog niemand gehoord."
    )


def test_heard_by_everyone_without_influence_is_said() -> None:
    silent = {"name": "Portal", "layers": {layer: {"value": 2} for layer in EVEN["layers"]}}  # type: ignore[attr-defined]
    assert drawn("investments", "en", four_d(), investments=[silent]).alt == "Portal: no influence was filled in."


def test_the_table_has_one_row_a_layer_with_all_that_was_said() -> None:
    rows = drawn("investments", "en", four_d(), investments=[ONE]).table.rows
    assert rows[0] == ("Platform", "12 May 2026", "Data", "head of IT", "one view", "–", "3", "75%")
    assert rows[2][3] == "not heard"


def test_without_investments_there_is_no_picture() -> None:
    assert chart("investments", results=four_d()) is None
