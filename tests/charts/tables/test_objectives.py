"""Objectives: the way covered, the time that passed, and the lag between them."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import along, between, named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.objectives import paint_objectives

# On 1 July 2026, 73 of the 146 days from 19 April to 12 September have passed: a half. 15 of the way from 10 to 30: a quarter.
HALF = {"name": "Grow", "start": 10, "target": 30, "actual": 15, "unit": "%", "from": "2026-04-19", "due": "2026-09-12"}


def both(*rows: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(objectives=[*rows])
    pairs = tuple(zip(registers.objectives, found.objectives, strict=True))
    return canvases(lambda canvas: paint_objectives(canvas, pairs, english()))


def test_progress_expectation_and_the_lag_between_them_share_one_scale() -> None:
    for canvas in both(HALF):
        assert between(canvas, "Grow:progress", "Grow:scale") == (0, 25)
        assert between(canvas, "Grow:short", "Grow:scale") == (25, 50)
        assert along(only(canvas, "Grow:expected").get_xdata()[0], canvas, "Grow:scale") == 50
        assert words(canvas, "Grow:lag") == "25 points behind"
        assert words(canvas, "Grow:now") == "now 15% (25%)"


def test_an_objective_that_shrinks_is_read_from_its_start() -> None:
    for canvas in both({**HALF, "start": 30, "target": 10, "actual": 20}):
        assert between(canvas, "Grow:progress", "Grow:scale") == (0, 50)
        assert named(canvas, "Grow:short") == []
        assert words(canvas, "Grow:lag") == "no lag"


def test_progress_outside_the_scale_leads_on_with_a_point() -> None:
    for canvas in both({**HALF, "actual": 5}, {**HALF, "name": "Past", "actual": 40}):
        assert only(canvas, "Grow:back")
        assert named(canvas, "Grow:progress") == []
        assert only(canvas, "Past:beyond")
        assert between(canvas, "Past:progress", "Past:scale") == (0, 100)


def test_a_judged_lag_is_said_without_a_scale() -> None:
    for canvas in both({"name": "Tone", "lag": 2.5}):
        assert words(canvas, "Tone:lag") == "lag judged at 2.5 out of 4"
        assert named(canvas, "Tone:scale") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 of 3 objectives lag, most of all Tone, by 50 points out of 100."),
        ("nl", "2 van 3 doelstellingen lopen achter, Tone het meest, met 50 punten van de 100."),
    ],
)
def test_the_words_name_the_objective_that_lags_most(language: str, said: str) -> None:
    rows = [HALF, {"name": "Tone", "lag": 2}, {"name": "New"}]
    assert drawn("objectives", language, objectives=rows).alt == said


def test_the_table_holds_numbers_dates_and_lag() -> None:
    rows = drawn("objectives", "nl", objectives=[HALF, {"name": "New"}]).table.rows
    assert rows[0] == ("Grow", "10%", "15%", "30%", "19 apr 2026", "12 sep 2026", "25%", "50%", "25 punten achter")
    assert rows[1] == ("New", "–", "–", "–", "–", "–", "–", "–", "achterstand niet bekend")


def test_without_objectives_there_is_no_picture() -> None:
    assert chart("objectives") is None
