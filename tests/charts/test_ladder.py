"""The staircase: each step's numbers, its state, and the flag where the work is."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, model, simple
from drawn import along, between, named, only, texts, words

from maturity_kit.charts import staircase
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.ladder import paint_stairs
from maturity_kit.content.wording import Wording
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model


def scored(values: dict[str, Any], levels: str = "abc", **more: Any) -> ModelResult:
    return score_model(model("ladder", *[simple(level, 2) for level in levels]), answered(values, **more))


def stairs(result: ModelResult, width: int = WIDE) -> Canvas:
    return paint_stairs(Canvas(width), result, Wording("charts", "en"))


# a = (3+3)/2 of 4 = 75; b = (1+1)/2 of 4 = 25; c1 = 4 of 4, c2 unknown: S = 100, L = 50, H = 100, C = 0.5
SKIPPING = {"a1": 3, "a2": 3, "b1": 1, "b2": 1, "c1": 4, "c2": "unknown"}


def test_a_level_is_solid_up_to_its_lowest_and_dashed_up_to_its_highest() -> None:
    drawn = stairs(scored(SKIPPING))
    assert between(drawn, "c:certain", "c:scale") == (0, 50)
    assert between(drawn, "c:open", "c:scale") == (50, 100)


def test_nothing_is_dashed_when_all_is_answered() -> None:
    assert named(stairs(scored(SKIPPING)), "a:open") == []


def test_the_tick_stands_at_the_score() -> None:
    drawn = stairs(scored(SKIPPING))
    assert along(only(drawn, "a:score").get_xdata()[0], drawn, "a:scale") == 75


def test_the_notch_stands_at_the_threshold() -> None:
    drawn = stairs(scored(SKIPPING))
    assert along(only(drawn, "b:limit").get_xdata()[0], drawn, "b:scale") == 62.5


def test_a_target_is_a_triangle_with_its_number() -> None:
    drawn = stairs(scored(SKIPPING, targets={"b": 80}))
    assert along(only(drawn, "b:target").get_xy()[2][0], drawn, "b:scale") == 80
    assert words(drawn, "b:aim") == "80"


def test_every_state_is_said_in_words_beside_its_sign() -> None:
    drawn = stairs(scored(SKIPPING))
    assert [words(drawn, f"{level}:state") for level in "abc"] == ["✓ Secured", "▲ Gap, not secured", "◐ Under way"]


# a = 25, b = 100: b passes its own threshold of 62.5 while a below it does not
ABOVE = {"a1": 1, "a2": 1, "b1": 4, "b2": 4, "c1": 0, "c2": 0}


@pytest.mark.parametrize(
    ("language", "width", "expected"),
    [
        ("en", WIDE, "△ Passes, above a gap"),
        ("nl", WIDE, "△ Haalt de grens, boven een gat"),
        ("en", NARROW, "△ Above a gap"),
        ("nl", NARROW, "△ Boven een gat"),
    ],
)
def test_a_level_that_passes_above_a_gap_has_a_state_of_its_own(language: str, width: int, expected: str) -> None:
    drawn = paint_stairs(Canvas(width), scored(ABOVE), Wording("charts", language))
    assert words(drawn, "b:state") == expected


def test_a_level_above_a_gap_does_not_look_like_one_that_is_secured() -> None:
    above, secured = (only(stairs(scored(values)), "b:step") for values in (ABOVE, {**ABOVE, "a1": 4, "a2": 4}))
    assert above.get_facecolor() != secured.get_facecolor()


def test_the_table_says_which_level_passes_above_a_gap() -> None:
    states = [[row[-1] for row in staircase(scored(ABOVE), language).table.rows] for language in ("en", "nl")]
    assert states == [
        ["not secured: a gap", "passes, but above a gap", "not yet"],
        ["niet geborgd: een gat", "haalt de grens, maar boven een gat", "nog niet"],
    ]


def test_a_level_that_may_still_be_secured_is_not_called_skipped() -> None:
    drawn = stairs(scored({**SKIPPING, "b1": None, "b2": "unknown"}))
    assert words(drawn, "b:state") == "▲ Not known yet"


def test_a_level_without_weight_is_said_not_to_count() -> None:
    assert words(stairs(scored(SKIPPING, weights={"b": 0})), "b:state") == "– Does not count"


def test_steps_rise_to_the_right_where_there_is_room() -> None:
    tops = [only(stairs(scored(SKIPPING)), f"{level}:step").get_y() for level in "abc"]
    assert tops == sorted(tops, reverse=True)


def test_where_it_is_narrow_the_highest_level_is_on_top() -> None:
    drawn = stairs(scored(SKIPPING), NARROW)
    tops = [only(drawn, f"{level}:step").get_y() for level in "abc"]
    assert tops == sorted(tops, reverse=True)
    assert len({only(drawn, f"{level}:step").get_x() for level in "abc"}) == 3


@pytest.mark.parametrize(("targets", "most"), [({}, 330), ({"a": 80, "b": 75, "c": 70}, 350)])
def test_four_levels_fit_on_a_screen_beside_the_questions(targets: dict[str, float], most: float) -> None:
    """In a column of 430 px every px of the view box, 340 wide, is 430 / 340 px."""
    drawn = stairs(scored({**SKIPPING, "c2": 4, "d1": 0, "d2": 0}, levels="abcd", targets=targets), NARROW)
    assert drawn.height * 430 / 340 <= most


def test_where_it_is_narrow_name_state_and_score_share_a_line() -> None:
    drawn = stairs(scored(SKIPPING), NARROW)
    lines = {named(drawn, f"c:{part}")[0].y for part in ("title", "state", "amount", "range")}
    assert len(lines) == 1


def test_the_flag_stands_on_the_level_at_work_as_far_as_it_is() -> None:
    # attained 1, b is next; b = 25, so 25 / 62.5 = 0.4 of the way; the point runs over the step between margins of 8 px
    drawn = stairs(scored(SKIPPING))
    step = only(drawn, "b:step")
    assert words(drawn, "flag:words") == "Next to secure: b"
    assert only(drawn, "flag:point").get_xy()[2][0] == pytest.approx(step.get_x() + 8 + 0.4 * (step.get_width() - 16))


@pytest.mark.parametrize(("language", "expected"), [("en", "You are here: a"), ("nl", "Je bent hier: a")])
def test_before_any_level_is_secured_the_flag_says_where_one_is(language: str, expected: str) -> None:
    assert words(paint_stairs(Canvas(), scored(ABOVE), Wording("charts", language)), "flag:words") == expected


def test_the_flag_stands_at_the_end_when_every_level_is_secured() -> None:
    drawn = stairs(scored({f"{level}{n}": 4 for level in "abc" for n in (1, 2)}))
    step = only(drawn, "c:step")
    assert words(drawn, "flag:words") == "You are here: c"
    assert only(drawn, "flag:point").get_xy()[2][0] == step.get_x() + step.get_width() - 8


def test_there_is_no_flag_when_every_level_dropped_out() -> None:
    assert named(stairs(scored(SKIPPING, weights={"a": 0, "b": 0, "c": 0})), "flag:tag") == []


def test_many_levels_lie_on_top_of_each_other_in_any_width() -> None:
    drawn = stairs(scored({}, levels="abcdefg"))
    assert len({only(drawn, f"{level}:step").get_y() for level in "abcdefg"}) == 7


def test_alt_and_table_hold_what_the_picture_shows() -> None:
    chart = staircase(scored(SKIPPING), "en")
    assert "b 25, not secured: a gap; c 100 (50–100), under way" in chart.alt
    assert chart.table.rows[2] == ("c", "100", "50", "100", "50%", "–", "under way")


def test_words_are_in_the_language_asked_for() -> None:
    assert "▲ Gat, niet geborgd" in texts(staircase(scored(SKIPPING), "nl").svg)
