"""Dialogues: dumbbells from the current step to the ambition, and the one to start with."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, four_d, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.dialogues import paint_dialogues
from maturity_kit.charts.tables.signs import layer_titles

# Sales lags 3 / 4. Claims falls short (3 - 1) / 4 in data and 0 in design: gap 0.25, priority 0.1875, read as 19%.
ROWS: dict[str, Any] = {
    "objectives": [{"name": "Sales", "lag": 3}],
    "dialogues": [
        {"name": "Hello", "current": {"fd.data": 2}, "ambition": {"fd.data": 1, "fd.design": 4}},
        {
            "name": "Claims",
            "objective": "Sales",
            "current": {"fd.data": 1, "fd.design": 3},
            "ambition": {"fd.data": 3, "fd.design": 3},
            "missing_technology": ["rules engine"],
        },
    ],
    "roles": {"fd.data": [{"role": "Engineer", "state": "missing"}]},
}


def both(rows: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(four_d(), **rows)
    pairs = tuple(zip(registers.dialogues, found.dialogues, strict=True))
    titles = layer_titles(four_d(), (), "en")
    return canvases(lambda canvas: paint_dialogues(canvas, pairs, found.focus, titles, english()))


def test_a_dumbbell_reaches_from_the_current_step_to_the_ambition() -> None:
    for canvas in both(ROWS):
        zero, four = only(canvas, "Claims:fd.data:scale").get_xdata()
        current = only(canvas, "Claims:fd.data:current").get_center()[0]
        ambition = only(canvas, "Claims:fd.data:ambition").get_center()[0]
        assert current == pytest.approx(zero + (four - zero) / 4)
        assert ambition == pytest.approx(zero + 3 * (four - zero) / 4)
        assert list(only(canvas, "Claims:fd.data:gap").get_xdata()) == [current, ambition]


def test_an_ambition_that_is_reached_shows_both_signs_and_no_gap() -> None:
    for canvas in both(ROWS):
        current, ambition = (only(canvas, f"Claims:fd.design:{sign}") for sign in ("current", "ambition"))
        assert current.get_center() == ambition.get_center()
        assert ambition.get_radius() > current.get_radius()
        assert named(canvas, "Claims:fd.design:gap") == []


def test_a_step_that_is_not_known_has_no_sign() -> None:
    for canvas in both(ROWS):
        assert named(canvas, "Hello:fd.design:current") == []
        assert only(canvas, "Hello:fd.design:ambition")
        assert named(canvas, "Hello:fd.delivery:ambition") == []


def test_the_focus_comes_first_in_a_stronger_frame_with_what_it_needs() -> None:
    for canvas in both(ROWS):
        claims, hello = only(canvas, "Claims:frame"), only(canvas, "Hello:frame")
        assert claims.get_y() < hello.get_y()
        assert claims.get_linewidth() == 2 * hello.get_linewidth()
        assert words(canvas, "Claims:priority") == "Priority 19%: lag 75% × gap 25%"
        assert words(canvas, "Claims:needs") == (
            "Falls short in: Data. Roles that are missing: Engineer. Technology that is missing: rules engine."
        )


def test_without_a_lag_there_is_no_priority_and_no_focus() -> None:
    for canvas in both({"dialogues": ROWS["dialogues"]}):
        assert named(canvas, "Claims:focus") == []
        assert words(canvas, "Claims:priority") == "No priority yet: lag –, gap 25%"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Of 2 dialogues, start with Claims: it falls short in Data."),
        ("nl", "Begin van 2 dialogen met Claims: die komt te kort in Data."),
    ],
)
def test_the_words_name_the_focus(language: str, said: str) -> None:
    assert drawn("dialogues", language, four_d(), **ROWS).alt == said


def test_the_table_holds_steps_gap_and_priority() -> None:
    table = drawn("dialogues", "en", four_d(), **ROWS).table
    assert table.head[2:6] == ("Data", "Decisions", "Design", "Delivery")
    assert table.rows[1] == (
        "Claims", "Sales", "1 → 3", "– → –", "3 → 3", "– → –", "75%", "25%", "19%", "rules engine",
    )  # fmt: skip


def test_layers_of_an_unknown_model_keep_their_id() -> None:
    assert "fd.data" in drawn("dialogues", **ROWS).table.head


def test_without_dialogues_there_is_no_picture() -> None:
    assert chart("dialogues", results=four_d()) is None
