"""The tree: score, bounds, coverage, targets and the two other rules, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from building import answered, group, item, model, simple

from maturity_kit.scoring.compiled import Weights, compile
from maturity_kit.scoring.result import NodeScore
from maturity_kit.scoring.score import score_model, share_reached
from maturity_kit.scoring.tree import score_rule, score_tree

close = pytest.approx


def four(node: NodeScore) -> tuple[float | None, ...]:
    return node.score, node.low, node.high, node.coverage


def test_a_group_is_the_weighted_mean_of_its_answers() -> None:
    """Weights 1 and 3, answers 4 and 2 of 4."""
    # (1*100 + 3*50) / 4 = 62.5
    tree = model("tree", group("a", item("a1"), item("a2", weight=3)))
    result = score_model(tree, answered({"a1": 4, "a2": 2}))
    assert four(result.nodes["a"]) == close((62.5, 62.5, 62.5, 1))


def test_an_open_item_has_no_score_but_widens_the_bounds() -> None:
    """Unknown and not asked are alike."""
    # a1 = 75, weight 1; a2 unknown, weight 2; a3 not asked, weight 1
    # S = 75; L = (75 + 0 + 0) / 4 = 18.75; H = (75 + 200 + 100) / 4 = 93.75; C = 1/4
    tree = model("tree", group("a", item("a1"), item("a2", weight=2), item("a3")))
    result = score_model(tree, answered({"a1": 3, "a2": "unknown"}))
    assert four(result.nodes["a"]) == close((75, 18.75, 93.75, 0.25))


def test_what_does_not_apply_drops_out() -> None:
    """As if the item were not in the model."""
    # a2 drops out: S = (100 + 0) / 2 = 50
    tree = model("tree", simple("a", 3))
    result = score_model(tree, answered({"a1": 4, "a2": "not_applicable", "a3": 0}))
    assert four(result.nodes["a"]) == close((50, 50, 50, 1))


def test_an_item_that_does_not_apply_has_none_of_the_four_values() -> None:
    result = score_model(model("tree", simple("a", 2)), answered({"a1": 4, "a2": "not_applicable"}))
    assert four(result.nodes["a2"]) == (None, None, None, None)


def test_an_open_item_may_still_be_anything() -> None:
    result = score_model(model("tree", simple("a", 2)), answered({"a1": 4}))
    assert four(result.nodes["a2"]) == (None, 0, 100, 0)


def test_a_group_with_nothing_left_drops_out_of_the_model() -> None:
    """All its items do not apply."""
    # only b counts: 25
    tree = model("tree", simple("a", 1), simple("b", 1))
    result = score_model(tree, answered({"a1": "not_applicable", "b1": 1}))
    assert (result.score, result.coverage, four(result.nodes["a"])) == (close(25), 1, (None,) * 4)


def test_weight_zero_switches_off_but_the_node_keeps_its_own_values() -> None:
    # only b counts in the model: 25; a itself is 100
    tree = model("tree", simple("a", 1, weight=0), simple("b", 1))
    result = score_model(tree, answered({"a1": 4, "b1": 1}))
    assert (result.score, result.nodes["a"].score) == (close(25), close(100))


def test_the_assessment_overrides_weights_and_targets_of_the_model() -> None:
    # (3*100 + 1*0) / 4 = 75
    tree = model("tree", simple("a", 2))
    result = score_model(tree, answered({"a1": 4, "a2": 0}, weights={"a1": 3}))
    assert result.score == close(75)


def test_a_beside_group_is_scored_and_does_not_count() -> None:
    tree = model("tree", simple("a", 1), simple("b", 1, beside=True))
    result = score_model(tree, answered({"a1": 2, "b1": 4}))
    assert (result.score, result.nodes["b"].score) == (close(50), close(100))


def test_a_group_with_only_beside_groups_has_nothing_left() -> None:
    tree = model("tree", group("a", simple("aa", 1, beside=True)), simple("b", 1))
    result = score_model(tree, answered({"aa1": 4, "b1": 2}))
    assert (result.score, result.nodes["a"].score, result.nodes["aa"].score) == (close(50), None, close(100))


def test_groups_nest_to_any_depth_and_mix_depths() -> None:
    """A third-party tree: groups 1, 2 and 3 deep side by side."""
    # deep: a = aa = aaa = (100 + 0)/2 = 50; b = 25 with weight 3
    # (1*50 + 3*25) / 4 = 31.25
    deep = group("a", group("aa", simple("aaa", 2)))
    tree = model("tree", deep, simple("b", 1, weight=3))
    result = score_model(tree, answered({"aaa1": 4, "aaa2": 0, "b1": 1}))
    assert result.score == close(31.25)


def test_forty_levels_of_groups_are_no_problem() -> None:
    nested = simple("g", 1)
    for depth in range(40):
        nested = group(f"g{depth}-", nested)
    assert score_model(model("tree", nested), answered({"g1": 3})).score == close(75)


def test_each_item_may_have_its_own_scale() -> None:
    # 2 on 1..3 is x = 0.5; 1 on 0..1 is x = 1; (50 + 100) / 2 = 75
    own = group("a", item("a1", scale={"min": 1, "max": 3}), item("a2", scale={"min": 0, "max": 1}))
    assert score_model(model("tree", own), answered({"a1": 2, "a2": 1})).score == close(75)


def test_a_published_model_gives_its_own_published_score() -> None:
    """OWASP SAMM 2: answers worth 0, 0.25, 0.5 and 1, mean per practice, three levels add up to at most 3."""
    # Two questions a level. Level 1: 1 and 0.5; level 2: 0.25 and 0.5; level 3: 0 and 0.
    # SAMM: 0.75 + 0.375 + 0 = 1.125 of 3. Here: 1.125 / 3 = 37.5 of 100.
    samm = {"min": 0, "max": 4}
    levels = [group(f"l{n}", item(f"l{n}a", scale=samm), item(f"l{n}b", scale=samm)) for n in (1, 2, 3)]
    answers = {"l1a": 4, "l1b": 2, "l2a": 1, "l2b": 2, "l3a": 0, "l3b": 0}
    assert score_model(model("tree", group("p", *levels)), answered(answers)).score == close(100 * 1.125 / 3)


def test_geometric_mean_and_minimum_stand_beside_the_mean() -> None:
    # items 100 and 25 with weights 1 and 1: mean 62.5, geometric sqrt(100*25) = 50, minimum 25
    result = score_model(model("tree", simple("a", 2)), answered({"a1": 4, "a2": 1}))
    assert (result.score, result.rules) == (close(62.5), close({"geometric": 50, "minimum": 25}))


def test_the_geometric_mean_is_weighted_at_every_level() -> None:
    # a = (100^1 * 25^3)^(1/4) = 35.3553...; b = 50; root = sqrt(35.3553 * 50) = 42.0448...
    tree = model("tree", group("a", item("a1"), item("a2", weight=3)), simple("b", 1))
    result = score_model(tree, answered({"a1": 4, "a2": 1, "b1": 2}))
    assert result.rules["geometric"] == close(math.sqrt((100 * 25**3) ** 0.25 * 50))


def test_one_zero_makes_the_geometric_mean_zero_unless_it_is_switched_off() -> None:
    tree = model("tree", simple("a", 2))
    zero = score_model(tree, answered({"a1": 0, "a2": 4})).rules["geometric"]
    off = score_model(tree, answered({"a1": 0, "a2": 4}, weights={"a1": 0})).rules["geometric"]
    assert (zero, off) == (0, close(100))


def test_without_any_answer_there_is_no_score_by_any_rule() -> None:
    result = score_model(model("tree", simple("a", 2)), answered())
    assert (result.score, result.low, result.high, result.rules) == (None, 0, 100, {"geometric": None, "minimum": None})


def test_a_model_in_which_nothing_applies_has_no_values() -> None:
    result = score_model(model("tree", simple("a", 1)), answered({"a1": "not_applicable"}))
    assert (result.score, result.low, result.high, result.coverage) == (None, None, None, None)


def test_a_target_comes_from_the_nearest_node_above() -> None:
    tree = model("tree", group("a", simple("aa", 1)), simple("b", 1))
    result = score_model(tree, answered({"aa1": 2, "b1": 4}, targets={"m": 60, "a": 80}))
    targets = {node: score.target for node, score in result.nodes.items()}
    assert (result.target, targets) == (60, {"a": 80, "aa": 80, "aa1": 80, "b": 60, "b1": 60})


def test_the_gap_is_what_is_missing_and_never_negative() -> None:
    # a1: 80 - 50 = 30; b1: above its target
    tree = model("tree", simple("a", 1), simple("b", 1))
    result = score_model(tree, answered({"a1": 2, "b1": 4}, targets={"a": 80, "b": 60}))
    assert (result.nodes["a1"].gap, result.nodes["b1"].gap) == (close(30), 0)


def test_no_gap_without_a_score_or_a_target() -> None:
    result = score_model(model("tree", simple("a", 2)), answered({"a1": 2}, targets={"a2": 50}))
    assert (result.nodes["a1"].gap, result.nodes["a2"].gap) == (None, None)


def test_share_of_target_reached() -> None:
    # targets 80 and 40, scores 50 and 60: 1 - (30 + 0) / 120 = 0.75; the third has no target
    nodes = [NodeScore(s, s, s, 1, t) for s, t in ((50, 80), (60, 40), (10, None))]
    assert share_reached(nodes) == close(0.75)


def test_share_of_target_reached_with_weights() -> None:
    # 1 - (3*30 + 1*0) / (3*80 + 1*40) = 1 - 90/280
    nodes = [NodeScore(s, s, s, 1, t) for s, t in ((50, 80), (60, 40))]
    assert share_reached(nodes, {0: 3, 1: 1}) == close(1 - 90 / 280)


def test_everything_is_reached_when_there_is_no_target() -> None:
    assert share_reached([NodeScore(50, 50, 50, 1, 0)]) == 1


def test_extreme_weights_stay_finite() -> None:
    weights = {"a1": 1e308, "a2": 1e308, "a3": 1e-300}
    assert score_model(
        model("tree", simple("a", 3)), answered({"a1": 4, "a2": 0, "a3": 4}, weights=weights)
    ).score == close(50)


def test_the_only_answer_counts_however_small_its_weight() -> None:
    weights = {"a1": 1e300, "a2": 1e-300}
    assert score_model(model("tree", simple("a", 2)), answered({"a2": 3}, weights=weights)).score == close(75)


@pytest.mark.parametrize("lead", [(), (1,), (5,), (3, 2), (9001,), (0,)])
def test_any_leading_axes_give_what_each_assessment_gives_alone(lead: tuple[int, ...]) -> None:
    """The same numbers in a block, across blocks, and in no row at all."""
    tree = compile(
        model("tree", group("a", simple("aa", 2), simple("ab", 1)), simple("b", 3), simple("c", 2, beside=True))
    )
    rng = np.random.default_rng(5)
    x = rng.integers(0, 5, (*lead, 8)) / 4
    x[rng.random(x.shape) < 0.3] = np.nan
    applies = rng.random(x.shape) > 0.2
    found = score_tree(tree, x, applies)
    for place in np.ndindex(*lead) if len(found.score) < 100 else [(0,), (4096,), (8192,), (9000,)]:
        alone = score_tree(tree, x[place], applies[place])
        for part in ("score", "low", "high", "coverage"):
            np.testing.assert_allclose(getattr(found, part)[place], getattr(alone, part), atol=1e-9)


def test_complete_rows_take_the_short_way_to_the_same_numbers() -> None:
    tree = compile(model("tree", simple("a", 2), simple("b", 3, weight=2), simple("c", 1, weight=0)))
    x = np.random.default_rng(5).integers(0, 5, (50, 6)) / 4
    short, long = (
        score_tree(tree, x),
        score_tree(tree, x[:, None], None, Weights(tree.weights.items[None], tree.weights.groups)),
    )
    for part in ("score", "low", "high", "coverage"):
        np.testing.assert_allclose(getattr(short, part), getattr(long, part)[:, 0], atol=1e-9)


def test_weights_may_have_leading_axes_of_their_own() -> None:
    # weights 1:1 give 50, weights 3:1 give 75
    tree = compile(model("tree", simple("a", 2)))
    found = score_tree(tree, np.array([1.0, 0.0]), None, Weights(np.array([[1.0, 1.0], [3.0, 1.0]]), np.ones((2, 2))))
    assert found.score[:, 0] == close([50, 75])


def test_the_other_rules_take_leading_axes_too() -> None:
    tree = compile(model("tree", simple("a", 2)))
    x = np.array([[1.0, 0.25], [np.nan, 0.5]])
    assert score_rule(tree, x, rule="geometric")[:, 0] == close([50, 50])
