"""The seven steps of the strategy."""

from __future__ import annotations

from typing import Any

from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.strategy import paint_steps

ORDER = ("question", "analysis", "conclusion", "options", "strategy", "objectives", "implementation")
SOME = {"question": {"done": True, "where": "the brief"}, "analysis": {"done": False}, "strategy": {"done": True}}


def both(steps: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, _ = tables(strategy_steps=steps)
    kept = {name: getattr(registers.strategy_steps, name) for name in ORDER}
    return canvases(lambda canvas: paint_steps(canvas, kept, english()))


def test_steps_are_filled_when_taken_and_carry_a_sign_of_their_own() -> None:
    for canvas in both(SOME):
        assert [words(canvas, f"{name}:sign") for name in ORDER] == ["✓", "–", "?", "?", "✓", "?", "?"]
        assert only(canvas, "question:taken").get_facecolor() != only(canvas, "analysis:open").get_facecolor()


def test_steps_follow_each_other_to_the_right_and_where_it_is_narrow_downwards() -> None:
    wide, narrow = both(SOME)
    for canvas, axis in ((wide, 0), (narrow, 1)):
        discs = [(named(canvas, f"{name}:taken") + named(canvas, f"{name}:open"))[0].get_center() for name in ORDER]
        ends = [disc[axis] for disc in discs]
        assert ends == sorted(ends)
        assert len({disc[1 - axis] for disc in discs}) == 1


def test_where_a_step_can_be_read_stands_beside_it() -> None:
    for canvas in both(SOME):
        assert words(canvas, "question:words") == "Question the brief"
        assert words(canvas, "analysis:words") == "Analysis not taken"
        assert words(canvas, "options:words") == "Options not said"


def test_the_words_name_the_steps_that_are_left() -> None:
    left = "analyse, conclusie, opties, doelstellingen en implementatie"
    assert drawn("strategy_steps", "nl", strategy_steps=SOME).alt == f"2 van 7 stappen zijn gezet; nog niet {left}."
    done = {name: {"done": True} for name in ORDER}
    assert drawn("strategy_steps", strategy_steps=done).alt == "All 7 steps were taken."


def test_the_table_has_seven_rows_with_state_and_place() -> None:
    rows = drawn("strategy_steps", strategy_steps=SOME).table.rows
    assert [row[1] for row in rows] == ["taken", "not taken", "not said", "not said", "taken", "not said", "not said"]
    assert rows[0] == ("Question", "taken", "the brief")


def test_without_a_word_about_any_step_there_is_no_picture() -> None:
    assert chart("strategy_steps", strategy_steps={"question": {"where": " "}}) is None
