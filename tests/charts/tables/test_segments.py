"""Segments against the ladder: what is attained, what is needed, and what nobody set."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, ladder, tables
from drawn import named, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.segments import paint_segments, stairs_of

ROWS: dict[str, Any] = {
    "segments": [
        {"name": "Families", "phase": "care", "size": "31%"},
        {"name": "Starters", "phase": "see"},
        {"name": "Former customers"},
    ],
    "phase_levels": {"care": 4},
}


def both(attained: int | None) -> tuple[Canvas, Canvas]:
    results = ladder(attained)
    _, found = tables(results, **ROWS)
    return canvases(lambda canvas: paint_segments(canvas, found.segments, stairs_of(found, results, "en"), english()))


def test_solid_cells_go_up_to_the_level_attained_and_dashed_ones_on_to_the_level_needed() -> None:
    for canvas in both(1):  # care needs 4: of A B C D one is there and three are missing
        assert len(named(canvas, "segment:Families:attained")) == 1
        assert len(named(canvas, "segment:Families:missing")) == 3
        assert words(canvas, "segment:Families:said") == "3 levels short"


def test_a_phase_without_a_level_says_that_none_is_set_and_misses_nothing() -> None:
    for canvas in both(1):
        assert words(canvas, "phase:see") == "See · needed level not set"
        assert named(canvas, "segment:Starters:missing") == []
        assert words(canvas, "segment:Starters:said") == "not set"


def test_segments_stand_in_the_order_of_the_journey_whatever_their_order_of_entry() -> None:
    for canvas in both(1):
        tops = [named(canvas, f"segment:{name}:title")[0].y for name in ("Starters", "Families", "Former customers")]
        assert tops == sorted(tops)


def test_an_unknown_level_is_no_shortfall() -> None:
    for canvas in both(None):
        assert words(canvas, "here") == "No level is known yet"
        assert named(canvas, "segment:Families:attained") == named(canvas, "segment:Families:missing") == []
        assert words(canvas, "segment:Families:said") == "not known yet"


def test_the_foundation_under_construction_leaves_every_needed_level_missing() -> None:
    for canvas in both(0):
        assert len(named(canvas, "segment:Families:missing")) == 4


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Attained: A. 1 of 3 segments falls short: Families. For 2 segments no level is set."),
        ("nl", "Bereikt: A. 1 van 3 segmenten komt te kort: Families. Voor 2 segmenten is geen niveau ingesteld."),
    ],
)
def test_the_words_name_who_falls_short(language: str, said: str) -> None:
    assert drawn("segments", language, ladder(1), **ROWS).alt == said


def test_the_table_holds_every_segment_with_both_levels() -> None:
    assert drawn("segments", "en", ladder(1), **ROWS).table.rows == (
        ("Families", "Care", "31%", "A", "D", "3 levels short"),
        ("Starters", "See", "–", "A", "not set", "not set"),
        ("Former customers", "No phase chosen", "–", "A", "not set", "not set"),
    )


def test_the_levels_that_phases_need_are_said_to_be_of_the_workshop() -> None:
    for canvas in both(1):
        assert words(canvas, "ours").startswith("The workshop itself sets which level a phase needs")


def test_without_a_ladder_levels_are_numbers() -> None:
    assert drawn("segments", "en", {}, **ROWS).table.rows[0][3:] == ("–", "4", "not known yet")


def test_many_levels_have_their_number_as_heading() -> None:
    results = ladder(1)
    _, found = tables(results, **{**ROWS, "phase_levels": {"care": 8}})
    stairs = stairs_of(found, results, "en")
    for canvas in canvases(lambda canvas: paint_segments(canvas, found.segments, stairs, english())):
        assert words(canvas, "level") == "1 2 3 4 5 6 7 8"


def test_a_level_above_the_ladder_gets_a_cell_of_its_own() -> None:
    rows = {**ROWS, "phase_levels": {"care": 5}}
    results = ladder(4)
    assert stairs_of(tables(results, **rows)[1], results, "en").names == ("A", "B", "C", "D", "5")


def test_without_segments_there_is_no_picture() -> None:
    assert chart("segments", results=ladder(1), phase_levels={"see": 1}) is None
