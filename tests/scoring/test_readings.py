"""Quadrant, cycle, layers and values, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model, simple

from maturity_kit.content.model import Model
from maturity_kit.scoring.result import CycleReading, LayersReading, QuadrantReading, ValuesReading
from maturity_kit.scoring.score import score_model

close = pytest.approx


def plane(**parameters: Any) -> Model:
    groups = [simple("x", 2), simple("y", 2), simple("s", 1, beside=True)]
    return model("quadrant", *groups, parameters={"x": "x", "y": "y", "symptoms": "s", **parameters})


def where(x: Any, y: Any, s: Any = None, **more: Any) -> QuadrantReading:
    values = {"x1": x, "x2": x, "y1": y, "y2": y, "s1": s}
    reading = score_model(plane(), answered(values, **more)).reading
    assert isinstance(reading, QuadrantReading)
    return reading


@pytest.mark.parametrize(
    ("x", "y", "situation"),
    [
        (2, 2, "single-channel"),
        (2.5, 2, "omnichannel"),
        (2, 2.5, "single-channel-one-to-one"),
        (2.5, 2.5, "omnichannel-one-to-one"),
    ],
)
def test_the_two_axes_give_one_of_four_situations(x: float, y: float, situation: str) -> None:
    """2.5 of 4 is 62.5: on the threshold is high."""
    assert where(x, y).situation == situation


def test_the_margin_is_the_distance_to_the_nearest_border() -> None:
    # x = 75: 12.5 away; y = 25: 37.5 away
    reading = where(3, 1)
    assert (reading.margin, reading.on_the_border) == (close(12.5), False)


def test_under_ten_from_the_border_is_said() -> None:
    # x = 67.5 (mean of 2.7), 5 away
    assert where(2.7, 0).on_the_border


def test_an_open_axis_leaves_situations_possible() -> None:
    # x 0..100 unknown; y = 75, high
    reading = where("unknown", 3)
    assert (reading.situation, reading.margin) == (None, None)
    assert reading.possible == ("single-channel-one-to-one", "omnichannel-one-to-one")


def test_everything_is_possible_before_the_first_answer() -> None:
    everything = ("single-channel", "omnichannel", "single-channel-one-to-one", "omnichannel-one-to-one")
    assert where(None, None).possible == everything


def test_one_situation_is_possible_when_everything_is_known() -> None:
    assert where(4, 0).possible == ("omnichannel",)


def test_an_axis_that_dropped_out_gives_no_situation() -> None:
    reading = where(4, 4, weights={"x": 0})
    assert (reading.situation, reading.margin, reading.possible, reading.x) == (None, None, (), close(100))


@pytest.mark.parametrize(
    ("x", "y", "s", "odd"), [(4, 4, 1, True), (4, 4, 2, False), (0, 0, 2.5, True), (0, 0, 2, False), (4, 0, 0, False)]
)
def test_symptoms_at_odds_with_the_axes(x: int, y: int, s: float, odd: bool) -> None:
    """Both high and symptoms under 50, or both low and symptoms from 62.5."""
    assert where(x, y, s).at_odds is odd


def test_the_claim_stands_beside_the_situation() -> None:
    assert where(1, 1, claims={"m": "omnichannel"}).claimed == "omnichannel"


def test_thresholds_are_parameters_of_each_axis() -> None:
    # x = 50 is high from 40; y = 50 is low below 60
    reading = score_model(
        plane(threshold_x=40, threshold_y=60), answered(dict.fromkeys(("x1", "x2", "y1", "y2"), 2))
    ).reading
    assert isinstance(reading, QuadrantReading)
    assert (reading.situation, reading.margin) == ("omnichannel", close(10))


def ring(values: dict[str, Any], **more: Any) -> CycleReading:
    elements = group("e", simple("a", 1), simple("b", 1), simple("c", 1))
    factors = group("f", simple("fa", 1), beside=True)
    parts = {"elements": "e", "factors": "f"}
    reading = score_model(model("cycle", elements, factors, parameters=parts), answered(values, **more)).reading
    assert isinstance(reading, CycleReading)
    return reading


def test_weakest_weighs_by_relevance_and_strongest_does_not() -> None:
    # w (100 - S): a 1*75 = 75, b 2*50 = 100, c 1*0
    reading = ring({"a1": 1, "b1": 2, "c1": 4}, weights={"b": 2})
    assert (reading.weakest, reading.strongest) == ("b", "c")


def test_the_first_element_wins_a_tie() -> None:
    reading = ring({"a1": 2, "b1": 2, "c1": 2})
    assert (reading.weakest, reading.strongest) == ("a", "a")


def test_elements_without_score_or_weight_are_passed_over() -> None:
    reading = ring({"a1": 0, "b1": 3, "c1": "unknown"}, weights={"a": 0})
    assert (reading.weakest, reading.strongest) == ("b", "b")


def test_a_cycle_without_answers_has_no_weakest_element() -> None:
    assert (ring({}).weakest, ring({}).strongest) == (None, None)


def test_factors_do_not_count_in_the_cycle() -> None:
    assert ring({"a1": 2, "fa1": 0}).weakest == "a"


def layered(values: dict[str, Any], **more: Any) -> LayersReading:
    layers = model("layers", simple("a", 1), simple("b", 1), simple("c", 1), simple("d", 1, beside=True))
    reading = score_model(layers, answered(values, **more)).reading
    assert isinstance(reading, LayersReading)
    return reading


def test_the_bottleneck_is_the_lowest_layer_and_its_score_is_the_chain() -> None:
    reading = layered({"a1": 3, "b1": 1, "c1": 1, "d1": 0})
    assert (reading.bottleneck, reading.chain) == ("b", close(25))


def test_a_layer_that_is_switched_off_is_no_bottleneck() -> None:
    assert layered({"a1": 3, "b1": 1, "c1": 2}, weights={"b": 0}).bottleneck == "c"


def test_gaps_by_layer() -> None:
    # 80 - 75 = 5; 80 - 25 = 55; c has no score
    assert layered({"a1": 3, "b1": 1}, targets={"m": 80}).gaps == {"a": close(5), "b": close(55), "c": None}


def valued(values: dict[str, Any], **more: Any) -> ValuesReading:
    tags = [{"signals": ["coherence"]}, {"signals": ["coherence", "congruence"]}, {}]
    insight = [group("a", *[item(f"a{n}", **tag) for n, tag in enumerate(tags, 1)]), simple("b", 1, weight=3)]
    beside = group("z", item("z1", signals=["congruence"]), beside=True)
    parts = {"insight": ["a", "b"], "solution": ["c", "d"]}
    every = model("values", *insight, simple("c", 1), simple("d", 1), beside, parameters=parts)
    reading = score_model(every, answered(values, **more)).reading
    assert isinstance(reading, ValuesReading)
    return reading


def test_insight_and_solution_are_weighted_means() -> None:
    # a = 50, b = 100 with weight 3: (50 + 300) / 4 = 87.5; c = 25, d open: 25
    reading = valued({"a1": 2, "b1": 4, "c1": 1})
    assert (reading.insight, reading.solution, reading.weakest) == (close(87.5), close(25), "c")


@pytest.mark.parametrize(("c", "ahead"), [(2.7, True), (2.6, False)])
def test_a_solution_more_than_fifteen_ahead_is_flagged(c: float, ahead: bool) -> None:
    """Insight 50; a solution of 65 is not more than 15 ahead, 67.5 is."""
    assert valued({"a1": 2, "b1": 2, "c1": c}).solution_ahead is ahead


@pytest.mark.concept("ev-failure-signals")
def test_signals_count_tagged_items_by_their_own_weight() -> None:
    # coherence: 100 - (3*100 + 1*50)/4 = 12.5; congruence: a2 and, beside the score, z1: 100 - (50 + 0)/2 = 75
    reading = valued({"a1": 4, "a2": 2, "a3": 0, "z1": 0}, weights={"a1": 3})
    assert reading.signals == {"coherence": close(12.5), "congruence": close(75), "consistency": None}


def test_signals_pass_over_what_is_switched_off_above_the_item() -> None:
    reading = valued({"a1": 4, "a2": 2, "z1": 0}, weights={"a": 0})
    assert reading.signals == {"coherence": None, "congruence": close(100), "consistency": None}


def test_no_answers_no_signals() -> None:
    reading = valued({})
    assert (set(reading.signals.values()), reading.insight, reading.weakest) == ({None}, None, None)
