"""Would other weights change the advice? Worked by hand on small models."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.insight.weighing.effect import WeightEffect, compare_weights
from maturity_kit.insight.weighing.effect_words import (
    answer,
    differing,
    effect_html,
    road_lines,
    score_lines,
    weights_frame,
    weights_road_frame,
)
from maturity_kit.insight.weighing.sets import save_weights
from maturity_kit.insight.weighing.weighing import swing_weights

close = pytest.approx
TREE = model("tree", group("a", item("a1")), simple("b", 3), id="p")
FOUR = {"a1": 2, "b1": 1, "b2": 1, "b3": 1}
SIGHT = model("quadrant", simple("x", 2), simple("y", 1), simple("s", 1, beside=True), id="q",
              parameters={"x": "x", "y": "y", "symptoms": "s"})  # fmt: skip


def compared(one: Any, other: Any, values: dict[str, Any] | None = None, **more: Any) -> WeightEffect:
    return compare_weights(answered(FOUR if values is None else values, **more), one, other, {"p": TREE, "q": SIGHT})


def test_scores_stand_beside_each_other() -> None:
    """a is 50, b 25: 37.5 as they are, (5 x 50 + 25) / 6 = 45.83 with a five times as heavy; overall is the same."""
    effect = compared({}, {"a": 5})
    assert [pair.score for pair in effect.models["p"]] == close([37.5, 275 / 6])
    assert (effect.one.overall.score, effect.other.overall.score) == close((37.5, 275 / 6))
    assert effect.greatest_move == ("p", close(275 / 6 - 37.5))


def test_the_road_changes_its_order() -> None:
    """Without weights each b gains 0.75 - 0.25 and a1 0.75 - 0.5, so a1 comes fourth.

    With a at 5 the mean of a and b is 3: a1 has 0.25 x 5/3 = 0.417 and each b 0.5 x 1/3 = 0.167, so a1 comes first.
    """
    effect = compared({}, {"a": 5})
    assert [(step.item.id, step.ranks, step.horizons) for step in effect.steps] == [
        ("b1", (1, 2), ("now", "now")),
        ("b2", (2, 3), ("now", "now")),
        ("b3", (3, 4), ("now", "next")),
        ("a1", (4, 1), ("next", "now")),
    ]
    assert [step.item.id for step in effect.entered] == ["a1"]
    assert [step.item.id for step in effect.left] == ["b3"]
    assert effect.changes_advice


def test_a_part_that_is_switched_off_leaves_the_road() -> None:
    effect = compared({}, {"a": 0})
    assert [(step.item.id, step.ranks) for step in effect.steps][-1] == ("a1", (4, None))
    assert not effect.changes_advice


def test_a_step_stands_for_its_topic() -> None:
    """a1 and b1 are about the same: under other weights the other of the two stands for the step, which stays."""
    about = model("tree", group("a", item("a1", topic="t")), group("b", item("b1", topic="t")), id="p")
    effect = compare_weights(answered({"a1": 1, "b1": 1}), {"a": 2}, {"b": 2}, {"p": about})
    assert [(step.item.id, step.ranks, step.moved) for step in effect.steps] == [("a1", (1, 1), False)]


def test_another_situation_is_another_advice() -> None:
    """x is (100 + 0) / 2 = 50, below 62.5; with x1 three times as heavy 75. y is 0 all along."""
    effect = compared({}, {"x1": 3}, {"x1": 4, "x2": 0, "y1": 0})
    assert effect.verdicts_changed == ("q",)
    said = effect.answer()
    assert "M goes from “Single-channel" in said and "to “Omnichannel" in said
    assert said.startswith("Yes, with the weights given instead of the weights of the models the advice changes.")


def test_the_same_weights_change_nothing() -> None:
    effect = compared({}, {"a": 1})
    assert (effect.changes_advice, effect.greatest_move) == (False, ("", 0.0))
    assert effect.answer() == (
        "No, with the weights given instead of the weights of the models nothing changes: "
        "no score, no verdict and no step of the road."
    )
    assert effect.answer("nl").startswith("Nee, met de gegeven gewichten in plaats van de gewichten van de modellen")


def test_another_score_need_not_be_another_advice() -> None:
    """One step and no verdict: 2 of 4 is 50 in a and 3 of 4 is 75 in b, 62.5 and with a at 3 56.25."""
    effect = compared({}, {"a": 3}, {"a1": 2, "b1": 3, "b2": 3, "b3": 3})
    assert not effect.changes_advice
    assert "the advice stays" in effect.answer()
    assert "The score that moves most is that of M: 63 to 56." in effect.answer()


def test_a_score_that_moves_less_than_is_shown_has_moved() -> None:
    """37.5 becomes (1.01 x 50 + 25) / 2.01 = 37.56, and both are shown as 38."""
    said = compared({}, {"a": 1.01}).answer()
    assert "the advice stays" in said and "moves most" not in said


def test_without_answers_there_is_no_advice() -> None:
    assert "no advice to change" in compared({}, {"a": 3}, {}).answer()


def saved() -> Assessment:
    """An assessment with b at 2 in force and a set of its own."""
    plain = answered(FOUR, weights={"b": 2})
    return save_weights(plain, "<i>Team</i>", swing_weights({"a": 100, "b": 20}), models={"p": TREE})


def test_sides_are_named_as_they_were_chosen() -> None:
    effect = compare_weights(saved(), "<i>team</i>", None, {"p": TREE})
    assert (effect.kinds, effect.names) == (("set", "current"), ("<i>Team</i>", ""))
    assert "with the weights in force instead of “<i>Team</i>”" in effect.answer()
    assert compare_weights(saved(), swing_weights({"a": 100, "b": 20}), {}, {"p": TREE}).kinds == ("swing", "own")


def test_a_set_may_be_called_anything() -> None:
    """Also what a side without a name is called."""
    named = save_weights(answered(FOUR), "own", models={"p": TREE})
    assert "with “own” instead of the weights of the models" in compare_weights(named, {}, "own", {"p": TREE}).answer()


def test_two_that_were_given_alike_are_told_apart() -> None:
    assert "with the second weights instead of the first weights" in compared({"a": 2}, {"a": 3}).answer()


def test_what_people_typed_is_escaped_in_a_notebook() -> None:
    for language in ("en", "nl"):
        shown = effect_html(compare_weights(saved(), "<i>team</i>", None, {"p": TREE}), language)
        assert "&lt;i&gt;Team" in shown and "<i>" not in shown


def test_the_tables_hold_scores_standing_and_places() -> None:
    effect = compared({}, {"a": 5})
    lines = score_lines(effect, "en")
    assert lines == [
        (0, "M", "38", "46", "+8", False),
        (1, "a", "50", "50", "0", True),
        (1, "b", "25", "25", "0", True),
        (0, "All models", "38", "46", "+8", False),
    ]
    assert [line.title for line in differing(lines)] == ["M", "All models"]
    assert road_lines(effect, "nl") == [
        ("b1?", "1, nu", "2, nu"), ("b2?", "2, nu", "3, nu"), ("b3?", "3, nu", "4, daarna"), ("a1?", "4, daarna", "1, nu"),
    ]  # fmt: skip
    assert answer(effect, "nl")[0].startswith("Ja, met de gegeven gewichten")


def test_the_frames_are_tidy() -> None:
    effect = compared({}, {"a": 5, "p": 2})
    frame = weights_frame(effect).set_index("node")
    assert frame.loc["p", ["weight_one", "weight_other", "score_one", "change"]].tolist() == close([1, 2, 37.5, 25 / 3])
    assert frame.loc["a", ["weight_one", "weight_other", "change"]].tolist() == [1, 5, 0]
    assert list(frame["kind"]) == ["model", "group", "group", "overall"]
    road = weights_road_frame(compared({}, {"a": 0}))
    assert road["rank_other"].isna().tolist() == [False, False, False, True]
    assert list(weights_road_frame(compared({}, {}, {}))) == list(road)


WEIGHTS = st.dictionaries(st.sampled_from(["a", "b", "a1", "b1", "b2"]), st.floats(0.1, 9))


@given(WEIGHTS, WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_turning_the_sides_round_turns_the_effect_round(one: dict[str, float], other: dict[str, float]) -> None:
    """And a set beside itself changes nothing."""
    there, back = compared(one, other), compared(other, one)
    assert {(step.item.id, step.ranks) for step in there.steps} == {(s.item.id, s.ranks[::-1]) for s in back.steps}
    assert there.changes_advice == back.changes_advice
    assert {step.item.id for step in there.entered} == {step.item.id for step in back.left}
    assert there.greatest_move[1] == close(-back.greatest_move[1], abs=1e-9)
    same = compared(one, dict(one))
    assert not same.changes_advice and not any(step.moved for step in same.steps)
