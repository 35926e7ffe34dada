"""The customer journey map: phases with what is and what should become."""

from __future__ import annotations

from typing import Any

from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.journey import paint_journey, phases_of

ROWS: list[dict[str, Any]] = [
    {
        "version": "to_be",
        "phase": "Orient",
        "channel": "App",
        "touchpoint": "Guide",
        "metric": "finished",
        "value": "60%",
    },
    {"version": "as_is", "phase": "Buy", "channel": "Phone"},
    {"version": "as_is", "phase": "orient ", "channel": "Web", "touchpoint": "List"},
]


def both(rows: list[dict[str, Any]]) -> tuple[Canvas, Canvas]:
    registers, _ = tables(journey=rows)
    return canvases(lambda canvas: paint_journey(canvas, phases_of(registers.journey), english()))


def test_touchpoints_of_one_phase_stand_together_whatever_its_capitals() -> None:
    for canvas in both(ROWS):
        assert words(canvas, "Orient:as_is:words").startswith("Web List")
        assert words(canvas, "Orient:to_be:words") == "App Guide finished: 60%"


def test_versions_stand_beside_each_other_and_where_it_is_narrow_below() -> None:
    wide, narrow = both(ROWS)
    now, then = (only(wide, f"Orient:{version}:card") for version in ("as_is", "to_be"))
    assert now.get_x() + now.get_width() < then.get_x()
    assert now.get_y() == then.get_y()
    now, then = (only(narrow, f"Orient:{version}:card") for version in ("as_is", "to_be"))
    assert now.get_y() + now.get_height() < then.get_y()


def test_what_should_become_is_told_apart_by_a_thicker_edge() -> None:
    for canvas in both(ROWS):
        assert only(canvas, "Orient:to_be:card").get_linewidth() > only(canvas, "Orient:as_is:card").get_linewidth()


def test_a_touchpoint_without_a_metric_says_that_nothing_is_measured() -> None:
    for canvas in both(ROWS):
        assert words(canvas, "Buy:as_is:words") == "Phone ○ nothing is measured here"


def test_a_phase_without_a_version_says_so() -> None:
    for canvas in both(ROWS):
        assert words(canvas, "Buy:to_be:words") == "nothing filled in yet"
        assert len(named(canvas, "Buy:to_be:none")) == 1


def test_an_arrow_leads_to_the_next_phase_and_none_away_from_the_last() -> None:
    for canvas in both(ROWS):
        assert len(named(canvas, "Orient:onward")) == 1
        assert named(canvas, "Buy:onward") == []


def test_the_words_name_phases_and_what_is_left_to_do() -> None:
    assert drawn("journey", "nl", journey=ROWS).alt == (
        "De reis heeft 2 fasen: Orient → Buy. Van Buy staat er nog niet hoe die moet worden. "
        "2 touchpoints hebben geen meetwaarde."
    )
    assert drawn("journey", journey=ROWS[:1]).alt == (
        "The journey has 1 phase: Orient. For each phase it is said what it should become. Each touchpoint has a metric."
    )


def test_the_table_goes_phase_by_phase_from_what_is_to_what_should_become() -> None:
    assert drawn("journey", journey=ROWS).table.rows == (
        ("Orient", "As it is", "Web", "List", "–", "–"),
        ("Orient", "As it should become", "App", "Guide", "finished", "60%"),
        ("Buy", "As it is", "Phone", "–", "–", "–"),
    )


def test_without_touchpoints_there_is_no_picture() -> None:
    assert chart("journey") is None
