"""What holds for every tree, every answer and every weight."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from building import Fields, answered, group, item, model
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.content.model import Group, Item, Model
from maturity_kit.scoring.result import LadderReading, ModelResult
from maturity_kit.scoring.score import score_model

NEAR = 1e-9
ANSWERS = st.one_of(st.none(), st.sampled_from(["unknown", "not_applicable", 0, 1, 2, 3, 4, 1.5]))
WEIGHTS = st.sampled_from([0, 0.3, 1, 1, 2, 7])


@st.composite
def levels(draw: st.DrawFn, method: str = "tree") -> Model:
    """Two to four groups of items, or of groups of items, some beside the score."""

    def part(name: str, depth: int) -> Fields:
        deeper = depth and draw(st.booleans())
        count = draw(st.integers(1, 3))
        if deeper:
            inside = [part(f"{name}{n}", depth - 1) for n in range(count)]
        else:
            inside = [item(f"{name}i{n}", weight=draw(WEIGHTS), essential=draw(st.booleans())) for n in range(count)]
        beside = draw(st.booleans()) if depth < 2 and draw(st.booleans()) else False
        return group(name, *inside, weight=draw(WEIGHTS), beside=beside)

    return model(method, *[part(f"g{n}", 2) for n in range(draw(st.integers(2, 4)))])


@st.composite
def sheets(draw: st.DrawFn, method: str = "tree") -> tuple[Model, dict[str, Any]]:
    """A model with some answers to it."""
    found = draw(levels(method))
    return found, {one.id: draw(ANSWERS) for one in found.items}


def plainly(node: Model | Group | Item, values: dict[str, Any]) -> tuple[float | None, ...]:
    """Score, low, high and coverage as the formulas are written, by recursion."""
    if isinstance(node, Item):
        value = values[node.id]
        if value == "not_applicable":
            return None, None, None, None
        return (None, 0, 100, 0) if value in (None, "unknown") else (25 * value, 25 * value, 25 * value, 1)
    children = node.groups if isinstance(node, Model) else (*node.groups, *node.items)
    used = [child for child in children if child.weight > 0 and not getattr(child, "beside", False)]
    parts = [(child.weight, plainly(child, values)) for child in used]
    parts = [(weight, four) for weight, four in parts if four[1] is not None]
    if not parts:
        return None, None, None, None

    def mean(n: int) -> float | None:
        known = [(weight, four[n]) for weight, four in parts if four[n] is not None]
        return sum(w * v for w, v in known) / sum(w for w, _ in known) if known else None

    return mean(0), mean(1), mean(2), mean(3)


def near(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and math.isclose(one, other, abs_tol=NEAR))


def every(result: ModelResult) -> list[Any]:
    return [result, *result.nodes.values()]


@given(sheets())
@settings(max_examples=150, deadline=None)
def test_the_arrays_give_what_the_formulas_say(sheet: tuple[Model, dict[str, Any]]) -> None:
    """An independent, recursive reading of the formulas, node by node."""
    tree, values = sheet
    result = score_model(tree, answered(values))
    for node_id, node in [*((one.id, one) for one in tree.nodes), (tree.id, tree)]:
        found = result.nodes.get(node_id, result)
        four = (found.score, found.low, found.high, found.coverage)
        assert all(near(*pair) for pair in zip(four, plainly(node, values), strict=True)), node_id


@given(sheets())
@settings(max_examples=100, deadline=None)
def test_low_score_high_are_in_order_and_equal_when_all_is_known(sheet: tuple[Model, dict[str, Any]]) -> None:
    for node in every(score_model(sheet[0], answered(sheet[1]))):
        if node.score is not None:
            assert 0 <= node.low <= node.score <= node.high <= 100
        if node.coverage == 1:
            assert near(node.low, node.score) and near(node.score, node.high)


@given(sheets("ladder"), st.data())
@settings(max_examples=150, deadline=None)
def test_a_better_answer_never_lowers_score_or_level(sheet: tuple[Model, dict[str, Any]], data: st.DataObject) -> None:
    ladder, values = sheet
    known = [one for one, value in values.items() if isinstance(value, int | float) and value < 4]
    if not known:
        return
    raised = data.draw(st.sampled_from(known))
    better = {**values, raised: data.draw(st.sampled_from([v for v in (1, 2, 3, 4) if v > values[raised]]))}
    before, after = (score_model(ladder, answered(one)) for one in (values, better))
    assert before.score is None or (after.score or 0) >= before.score - NEAR
    assert isinstance(before.reading, LadderReading) and isinstance(after.reading, LadderReading)
    assert before.reading.attained is None or (after.reading.attained or 0) >= before.reading.attained


@given(sheets("ladder"), st.data())
@settings(max_examples=100, deadline=None)
def test_every_completion_lies_within_the_bounds(sheet: tuple[Model, dict[str, Any]], data: st.DataObject) -> None:
    ladder, values = sheet
    complete = {
        one: data.draw(st.integers(0, 4)) if value in (None, "unknown") else value for one, value in values.items()
    }
    before, after = (score_model(ladder, answered(one)) for one in (values, complete))
    for node, found in before.nodes.items():
        done = after.nodes[node].score
        assert (found.low is None) == (done is None)
        assert done is None or found.low - NEAR <= done <= found.high + NEAR  # type: ignore[operator]
    low, level, high = (
        getattr(one, name)
        for one, name in [
            (before.reading, "attained_low"),
            (after.reading, "attained"),
            (before.reading, "attained_high"),
        ]
    )
    assert low == level == high or low <= level <= high
    assert before.reading.attained is None or low <= before.reading.attained <= high  # type: ignore[union-attr]


@given(sheets(), st.sampled_from([0.001, 3, 1e9]), st.data())
@settings(max_examples=80, deadline=None)
def test_rescaling_the_weights_of_siblings_changes_nothing(
    sheet: tuple[Model, dict[str, Any]], factor: float, data: st.DataObject
) -> None:
    tree, values = sheet
    parent = data.draw(st.sampled_from([None, *[node for node in tree.nodes if isinstance(node, Group)]]))
    siblings = tree.groups if parent is None else (*parent.groups, *parent.items)
    weights = {one.id: one.weight * factor for one in siblings}
    before, after = score_model(tree, answered(values)), score_model(tree, answered(values, weights=weights))
    pairs = zip(every(before), every(after), strict=True)
    assert all(near(one.score, other.score) and near(one.low, other.low) for one, other in pairs)


@given(sheets(), st.data())
@settings(max_examples=80, deadline=None)
def test_not_applicable_is_the_same_as_removed(sheet: tuple[Model, dict[str, Any]], data: st.DataObject) -> None:
    """Weight 0 takes an item out just as well."""
    tree, values = sheet
    gone = data.draw(st.sampled_from(list(values)))
    without = score_model(tree, answered({**values, gone: "not_applicable"}))
    off = score_model(tree, answered(values, weights={gone: 0}))
    assert near(without.score, off.score) and near(without.low, off.low) and near(without.high, off.high)
    assert near(without.rules["geometric"], off.rules["geometric"])


@given(sheets())
@settings(max_examples=80, deadline=None)
def test_minimum_geometric_and_mean_are_in_order(sheet: tuple[Model, dict[str, Any]]) -> None:
    result = score_model(sheet[0], answered(sheet[1]))
    lowest, middle, mean = result.rules["minimum"], result.rules["geometric"], result.score
    assert lowest is middle is mean is None or lowest - NEAR <= middle <= mean + NEAR  # type: ignore[operator]


@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
@settings(max_examples=30, deadline=None)
def test_removing_an_item_from_the_file_equals_not_applicable(values: list[int]) -> None:
    """Literally removed: another model without the item."""
    names = [f"a{n}" for n in range(6)]
    whole, less = (model("tree", group("a", *[item(n) for n in some])) for some in (names, names[1:]))
    answers: dict[str, Any] = dict(zip(names, values, strict=True))
    one = score_model(whole, answered({**answers, "a0": "not_applicable"}))
    two = score_model(less, answered({name: answers[name] for name in names[1:]}))
    np.testing.assert_allclose([one.score, one.low, one.high], [two.score, two.low, two.high])  # type: ignore[arg-type]
