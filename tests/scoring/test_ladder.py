"""The ladder: secured, attained, reached, skipped, open, position and repairs, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import Fields, answered, group, item, model, simple

from maturity_kit.content.model import Model
from maturity_kit.scoring.result import LadderReading
from maturity_kit.scoring.score import score_model


def ladder(*levels: Fields, **parameters: Any) -> Model:
    return model("ladder", *levels, parameters=parameters)


def three(**more: Any) -> Model:
    """Levels a, b and c of two items each; the first of each is essential."""
    return ladder(*[group(n, item(f"{n}1", essential=True), item(f"{n}2")) for n in "abc"], **more)


def read(steps: Model, values: dict[str, Any], **more: Any) -> LadderReading:
    reading = score_model(steps, answered(values, **more)).reading
    assert isinstance(reading, LadderReading)
    return reading


def repairs(reading: LadderReading) -> list[tuple[str, str]]:
    return [(repair.item, repair.cls) for repair in reading.repairs]


def values(**levels: tuple[Any, Any]) -> dict[str, Any]:
    return {f"{level}{n}": value for level, pair in levels.items() for n, value in enumerate(pair, 1)}


def test_every_level_up_to_the_attained_one_is_secured() -> None:
    # a = 75, b = (75+50)/2 = 62.5 exactly on the threshold, c = 25
    assert read(three(), values(a=(3, 3), b=(3, 2), c=(1, 1))).attained == 2


def test_a_gap_below_ends_the_climb() -> None:
    """Level c is secured, b is not: only a is attained."""
    reading = read(three(), values(a=(3, 3), b=(2, 2), c=(4, 4)))
    assert (reading.attained, reading.reached, reading.skipped) == (1, 3, ("b",))


def test_nothing_secured_is_under_construction() -> None:
    reading = read(three(), values(a=(1, 1), b=(0, 0), c=(0, 0)))
    assert (reading.attained, reading.reached, reading.skipped) == (0, 0, ())


def test_a_level_is_at_work_from_fifty() -> None:
    # b = 50: at work but not secured, so reached is 2 and nothing is skipped below it
    reading = read(three(), values(a=(3, 3), b=(2, 2), c=(0, 0)))
    assert (reading.attained, reading.reached, reading.skipped) == (1, 2, ())


def test_an_essential_item_under_the_gate_blocks_its_level() -> None:
    # a = (25 + 100) / 2 = 62.5 but a1 = 1 is under the gate 2
    reading = read(three(), values(a=(1, 4), b=(0, 0), c=(0, 0)))
    assert (reading.attained, reading.reached) == (0, 1)


def test_an_essential_item_that_is_switched_off_blocks_nothing() -> None:
    assert read(three(), values(a=(0, 3), b=(0, 0), c=(0, 0)), weights={"a1": 0}).attained == 1


def test_an_open_essential_item_blocks_nothing_by_itself() -> None:
    """Coverage 2/3 is enough, the essential item is not answered."""
    one = ladder(group("a", item("a1", essential=True), item("a2"), item("a3")))
    reading = read(one, {"a2": 3, "a3": 3})
    # with a1 at min: (0 + 75 + 75)/3 = 50 and under the gate; at max: 83.3
    assert (reading.attained, reading.attained_low, reading.attained_high, reading.open) == (1, 0, 1, ("a",))


def test_essential_items_beside_the_score_do_not_gate() -> None:
    level = group("a", simple("aa", 1), group("ab", item("ab1", essential=True), beside=True))
    assert read(ladder(level), {"aa1": 4, "ab1": 0}).attained == 1


def test_a_gate_is_a_value_on_the_scale_of_the_item() -> None:
    # scale 1..5, value 2: not under the gate 2
    level = group("a", item("a1", essential=True, scale={"min": 1, "max": 5}), item("a2"), item("a3"))
    # (25 + 100 + 100) / 3 = 75
    assert read(ladder(level), {"a1": 2, "a2": 4, "a3": 4}).attained == 1


def test_too_little_known_secures_nothing() -> None:
    """Coverage 1/2 is below 0.6, although the one answer is perfect."""
    reading = read(three(), {"a2": 4})
    # low: a = (0+100)/2 = 50, not secured; high: everything 100
    assert (reading.attained, reading.attained_low, reading.attained_high) == (0, 0, 3)


def test_answering_an_unknown_low_can_raise_the_level() -> None:
    """Weights 1 and 3 of which the heavy one is open: coverage 0.25."""
    one = ladder(group("a", item("a1"), item("a2", weight=3)))
    # a2 = 3: (100 + 225) / 4 = 81.25 with coverage 1
    assert (read(one, {"a1": 4}).attained, read(one, {"a1": 4, "a2": 3}).attained) == (0, 1)


def test_a_level_that_dropped_out_neither_breaks_the_chain_nor_counts() -> None:
    reading = read(three(), values(a=(3, 3), b=(0, 0), c=(3, 3)), weights={"b": 0})
    assert (reading.attained, reading.reached, reading.skipped, reading.open) == (3, 3, (), ())


def test_a_level_switched_off_at_the_top_is_not_attained() -> None:
    reading = read(three(), values(a=(3, 3), b=(3, 3), c=(4, 4)), weights={"c": 0})
    # every level that is left is secured: position is the number of levels
    assert (reading.attained, reading.reached, reading.position) == (2, 2, 3)


def test_when_every_level_dropped_out_there_is_no_verdict() -> None:
    reading = read(three(), {}, weights={"a": 0, "b": 0, "c": 0})
    assert (reading.attained, reading.attained_low, reading.attained_high, reading.position) == (None, None, None, None)


def test_position_counts_on_into_the_next_level() -> None:
    # attained 1; b = (50 + 0) / 2 = 25: 1 + 25 / 62.5 = 1.4
    assert read(three(), values(a=(3, 3), b=(2, 0), c=(0, 0))).position == pytest.approx(1.4)


def test_position_stays_below_the_next_level() -> None:
    # b = 100 but blocked by nothing known: coverage 1/2; 1 + min(0.99, 100/62.5)
    assert read(three(), {**values(a=(3, 3)), "b1": 4}).position == pytest.approx(1.99)


def test_position_without_a_score_in_the_next_level() -> None:
    assert read(three(), values(a=(3, 3))).position == 1


def test_position_at_the_top() -> None:
    assert read(three(), values(a=(3, 3), b=(3, 3), c=(3, 3))).position == 3


def test_open_names_the_levels_that_answers_could_still_decide() -> None:
    # a: 75 with 1 open -> 37.5 or 87.5: open; b: both answered; c: 0 with 1 open -> 0 or 50: not open
    reading = read(three(), {"a2": 3, **values(b=(1, 1)), "c2": 0})
    assert reading.open == ("a",)


def test_repairs_of_a_skipped_level() -> None:
    """(a): weak items, and essential ones under the gate; the essential first, then by w (1 - x)."""
    steps = ladder(
        group("a", item("a1"), item("a2", weight=2), item("a3", essential=True), item("a4"), item("a5")), simple("b", 1)
    )
    # w(1-x): a1 0.75, a2 2*0.5 = 1, a4 0.5, a5 (4): none; a3 = 1 essential first. S = (25+100+25+50+100)/6 = 50
    reading = read(steps, {"a1": 1, "a2": 2, "a3": 1, "a4": 2, "a5": 4, "b1": 3})
    assert reading.skipped == ("a",)
    assert repairs(reading) == [("a3", "a"), ("a2", "a"), ("a1", "a"), ("a4", "a")]


def test_repairs_below_the_gate_in_a_secured_level() -> None:
    """(b), also of items that are not essential; then (c) of the next level."""
    steps = ladder(simple("a", 4), simple("b", 1))
    # a = (100*3 + 25)/4 = 81.25, secured; b = 25 is the next level, not at work
    reading = read(steps, {"a1": 4, "a2": 1, "a3": 4, "a4": 4, "b1": 1})
    assert (reading.attained, repairs(reading)) == (1, [("a2", "b"), ("b1", "c")])


def test_repairs_skip_items_that_are_switched_off_or_open() -> None:
    reading = read(ladder(simple("a", 3)), {"a1": 0, "a2": "unknown", "a3": 0}, weights={"a1": 0})
    assert repairs(reading) == [("a3", "c")]


def test_ties_between_repairs_keep_the_order_of_the_model() -> None:
    reading = read(ladder(simple("a", 3)), {"a1": 1, "a2": 0, "a3": 1})
    assert repairs(reading) == [("a2", "c"), ("a1", "c"), ("a3", "c")]


def test_a_repair_brings_the_next_whole_step() -> None:
    """From 1.5 the next whole step is 2."""
    reading = read(ladder(simple("a", 1)), {"a1": 1.5})
    assert reading.repairs[0].next_step.to("en") == "a1 step 2"


def test_a_score_on_the_threshold_counts_whatever_the_rounding() -> None:
    """Three tenths: 0.1 + 0.2 is not 0.3 in binary, but equal within 1e-9."""
    steps = ladder(
        group("a", item("a1", weight=0.1), item("a2", weight=0.2)), threshold=100 / 3, at_work=10, min_coverage=0.3
    )
    # (0.1*100 + 0.2*0) / 0.3 = 33.33...
    assert read(steps, {"a1": 4, "a2": 0}).attained == 1
