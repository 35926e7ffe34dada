"""Agreement, flips, drawn weights, voters and explanations, worked by hand or against published values."""

from __future__ import annotations

import math
from typing import Any

import krippendorff as second_opinion
import numpy as np
import pytest
from building import answered, entry, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.files import dump_assessment
from maturity_kit.insight.agreement.alpha import alpha_of, krippendorff
from maturity_kit.insight.agreement.item import agreement_of, agreement_on, consensus, r_wg
from maturity_kit.insight.explain import Row, explain
from maturity_kit.insight.flips import Flip, flips
from maturity_kit.insight.sensitivity import draw_weights, sensitivity
from maturity_kit.scoring.case import case_of
from maturity_kit.scoring.score import score_model
from maturity_kit.scoring.voters import freeze, voters_of

close = pytest.approx
NAN = math.nan
PAPER = [  # The data C of Krippendorff's "Computing Krippendorff's alpha-reliability": observers A to D, units 1 to 12.
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]


def counted(rows: list[list[float]], steps: range) -> list[list[int]]:
    """Values per person and item as counts per item and step."""
    return [[sum(value == step for value in column) for step in steps] for column in zip(*rows, strict=True)]


def test_the_published_consensus() -> None:
    assert consensus((30, 40, 210, 130, 530, 50, 10)) == close(0.7256876, abs=1e-7)


def test_consensus_by_hand() -> None:
    # one on 0, one on 2 of 0..4: mean 1; 1 + 2 * 0.5 * log2(1 - 1/4) = 1 + log2(0.75)
    assert consensus((1, 0, 1, 0, 0)) == close(1 + math.log2(0.75))


def test_two_extreme_camps_have_no_consensus() -> None:
    # 1 + log2(1 - 2/4) = 0
    assert consensus((3, 0, 0, 0, 3)) == close(0)


def test_r_wg_by_hand() -> None:
    # steps 2 and 4 of 1..5: sample variance ((−1)^2 + 1^2)/1 = 2; (25 − 1)/12 = 2; 1 − 2/2 = 0
    # steps 2, 3, 4: variance 1; 1 − 1/2 = 0.5
    assert (r_wg((0, 1, 0, 1, 0)), r_wg((0, 1, 1, 1, 0))) == close((0, 0.5))


def test_r_wg_below_zero_is_cut_off_and_said() -> None:
    # steps 1 and 5: variance 8; 1 − 8/2 = −3
    found = agreement_of((1, 0, 0, 0, 1))
    assert (found.r_wg, found.cut) == (0, close(-3))


def test_unanimity_is_one() -> None:
    found = agreement_of((0, 0, 4, 0, 0))
    assert (found.consensus, found.r_wg, found.cut, found.word) == (1, 1, None, "agreed")


@pytest.mark.parametrize("counts", [(0, 1, 0, 0, 0), (0, 0, 0, 0, 0)])
def test_agreement_of_fewer_than_two_is_undefined(counts: tuple[int, ...]) -> None:
    found = agreement_of(counts)
    assert (found.consensus, found.r_wg, found.word, found.voters) == (None, None, None, sum(counts))


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 2, 2, 0, 0), "agreed"),  # 1 + log2(1 - 0.125) = 0.807
        ((1, 0, 1, 0, 0), "divided"),  # 0.585, nobody above the middle
        ((0, 3, 0, 1, 1), "two-camps"),  # three below, two above, nobody on 2
        ((0, 1, 1, 1, 0), "mixed"),  # 1 + 2/3 log2(0.75) = 0.723
        ((1, 0, 2, 0, 1), "divided"),  # 1 + 1/2 log2(0.5) = 0.5, and the middle is fuller than each side
        ((2, 0, 2, 0, 2), "divided"),  # as many on the middle as in each camp
        ((2, 0, 0, 2), "two-camps"),  # an even number of steps has nobody on the middle
    ],
)
def test_agreement_in_a_word(counts: tuple[int, ...], word: str) -> None:
    assert agreement_of(counts).word == word


def test_agreement_reads_the_newest_ballot() -> None:
    one = model("tree", simple("a", 1))
    rows = [{"ballot": 1, "value": 0}, {"ballot": 2, "value": 3}, {"ballot": 2, "value": 3}]
    assert agreement_on(answered(votes={"a1": rows}), one.items[0]).consensus == 1


@pytest.mark.parametrize(("level", "published"), [("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_alphas(level: Any, published: float) -> None:
    assert krippendorff(counted(PAPER, range(1, 6)), level) == close(published, abs=5e-4)


@given(st.lists(st.lists(st.sampled_from([0, 1, 2, 3, 4, NAN]), min_size=4, max_size=4), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_alpha_agrees_with_a_second_opinion(rows: list[list[float]]) -> None:
    table = counted(rows, range(5))
    used = {step for row in table if sum(row) >= 2 for step, people in enumerate(row) if people}
    if len(used) > 1:
        theirs = second_opinion.alpha(rows, level_of_measurement="ordinal", value_domain=[0, 1, 2, 3, 4])
        assert krippendorff(table) == close(theirs)


def test_alpha_over_the_items_of_a_model_with_its_band() -> None:
    """Items on another scale are left out; the same seed gives the same band."""
    one = model("tree", group("a", *[item(f"a{n}") for n in range(4)], item("odd", scale={"min": 0, "max": 1})))
    ballots = {f"a{n}": [{"value": n}, {"value": n}, {"value": min(4, n + 1)}] for n in range(4)}
    found = alpha_of(answered(votes={**ballots, "odd": [{"value": 0}, {"value": 1}]}), one)
    assert found == alpha_of(answered(votes=ballots), one)
    assert found.items == 4 and found.alpha is not None and found.low is not None and found.high is not None
    assert found.low <= found.alpha <= found.high


@pytest.mark.parametrize(
    ("ballots", "reason"),
    [
        ({"a1": [{"value": 1}, {"value": 2}], "a2": [{"value": 1}, {"state": "unknown"}]}, "alpha.few"),
        ({"a1": [{"value": 1}, {"value": 1}], "a2": [{"value": 1}, {"value": 1}]}, "alpha.equal"),
    ],
)
def test_an_undefined_alpha_says_why(ballots: dict[str, Any], reason: str) -> None:
    found = alpha_of(answered(votes=ballots), model("tree", simple("a", 2)))
    assert (found.alpha, found.reason) == (None, reason)


def test_what_could_flip_a_level_comes_first() -> None:
    # a: (75 + 75 + open)/3 with weights 1: at min 50, at max 83: flips between 0 and 1 (now 1, coverage 2/3)
    # b: open with weight 3 of the model: wider, but its level is not reached whatever happens
    ladder = model("ladder", simple("a", 3), simple("b", 1, weight=3))
    found = flips(ladder, answered({"a1": 3, "a2": 3}, weights={"b": 6}))
    # widths: a3 = 100/7/3, b1 = 600/7; b1 at max makes level 2: flips too, so it is first by width
    assert [(one.item, one.flips, one.at_low, one.at_high) for one in found] == [("b1", True, 1, 2), ("a3", True, 0, 1)]
    assert [one.width for one in found] == close([600 / 7, 100 / 21])


def test_what_flips_nothing_comes_by_width() -> None:
    ladder = model("ladder", simple("a", 1), group("b", item("b1"), item("b2", weight=2), item("b3", weight=9)))
    found = flips(ladder, answered({"a1": 0, "b3": 0}))
    # b counts half: b2 = 50 * 2/12, b1 = 50 * 1/12
    assert found == (Flip("b2", False, 0, 0, close(100 / 12)), Flip("b1", False, 0, 0, close(50 / 12)))


def test_flips_of_a_quadrant_name_the_situations() -> None:
    plane = model("quadrant", simple("x", 2), simple("y", 1), parameters={"x": "x", "y": "y"})
    found = flips(plane, answered({"x1": 2, "y1": 0}))
    # x = 50 now; x2 at max: 75
    assert found == (Flip("x2", True, "single-channel", "omnichannel", close(25)),)


def test_an_open_item_beside_the_score_adds_no_width() -> None:
    one = model("tree", simple("a", 1), simple("b", 1, beside=True))
    assert [(flip.item, flip.width) for flip in flips(one, answered())] == [("a1", close(100)), ("b1", 0)]


def test_an_item_that_does_not_apply_cannot_flip_anything() -> None:
    assert flips(model("tree", simple("a", 2)), answered({"a1": 1, "a2": "not_applicable"})) == ()


def test_drawn_weights_have_the_given_ones_as_their_mean() -> None:
    """Dropped and beside nodes and only children keep theirs; siblings keep their sum."""
    one = model(
        "tree",
        group("a", item("a1"), item("a2", weight=3), item("a3", weight=5)),
        simple("b", 1, weight=2),
        simple("c", 1, beside=True, weight=7),
    )
    case = case_of(one, answered({"a1": 1, "a2": 2, "a3": "not_applicable", "b1": 1}))
    drawn = draw_weights(case, np.random.default_rng(1), 20_000)
    assert drawn.items.mean(axis=0) == close([1, 3, 5, 1, 1], rel=0.02)
    assert drawn.groups.mean(axis=0) == close([1, 1, 2, 7], rel=0.02)
    assert drawn.items[:, :2].sum(axis=1) == close(np.full(20_000, 4.0))
    assert (np.ptp(drawn.items[:, 2:], axis=0), np.ptp(drawn.groups[:, 3])) == (close([0, 0, 0]), 0)


def test_drawn_weights_spread_as_the_dirichlet_does() -> None:
    # m = 2, kappa = 10: alpha = (10, 10), variance of a share = 0.25/21, of w = 2 x share: 4 * 0.25/21
    case = case_of(model("tree", simple("a", 2)), answered({"a1": 1}))
    drawn = draw_weights(case, np.random.default_rng(2), 40_000)
    assert drawn.items[:, 0].var() == close(1 / 21, rel=0.05)


def test_sensitivity_of_a_score_that_weights_cannot_move() -> None:
    one = model("tree", simple("a", 3))
    found = sensitivity(answered({"a1": 2, "a2": 2, "a3": 2}), {"m": one}).models["m"]
    assert (found.mean, found.low, found.high, found.tornado) == (close(50), close(50), close(50), ())


def test_the_tornado_halves_and_doubles_each_weight_alone() -> None:
    # 100 and 0, weights 1 and 1: S = 50. a1 halved: 0.5/1.5 = 33.3; doubled: 2/3 = 66.7
    found = sensitivity(answered({"a1": 4, "a2": 0}), {"m": model("tree", simple("a", 2))}).models["m"].tornado
    assert [(bar.node, bar.halved, bar.doubled) for bar in found] == [
        ("a1", close(-50 / 3), close(50 / 3)),
        ("a2", close(50 / 3), close(-50 / 3)),
    ]


def test_probabilities_of_levels_add_up_and_follow_the_seed() -> None:
    # a = 62.5 at equal weights: about half of the draws secure it
    ladder = model("ladder", simple("a", 2))
    once, again = (sensitivity(answered({"a1": 4, "a2": 1}), {"m": ladder}, np.random.default_rng(3)) for _ in range(2))
    likely = once.models["m"].probabilities
    assert once.models["m"].probabilities == again.models["m"].probabilities
    assert sum(likely.values()) == close(1) and 0.4 < likely[1] < 0.6


def test_ranks_of_the_roadmap() -> None:
    """A step that gains more on equal weights is nearly always first; every rank adds up."""
    one = model("tree", group("a", item("a1"), item("a2", topic="t"), item("a3", topic="t")))
    ranks = sensitivity(answered({"a1": 2, "a2": 0, "a3": 0}), {"m": one}).ranks
    assert list(ranks) == ["a2", "a1"]
    assert [sum(row) for row in ranks.values()] == close([1, 1])
    assert ranks["a2"][0] > 0.9


def test_sensitivity_without_answers_has_no_score() -> None:
    found = sensitivity(answered(models={"m": "1"}), {"m": model("ladder", simple("a", 2))})
    assert (found.models["m"].mean, dict(found.models["m"].probabilities), found.ranks) == (None, {0: 1.0, 1: 0.0}, {})


PLANE = model("quadrant", simple("x", 1), simple("y", 1), parameters={"x": "x", "y": "y"})


def room() -> dict[str, Any]:
    """Number 1 is high on both, Bob low on both, Cid voted on one axis only; the first vote of number 1 is replaced."""
    return {
        "x1": [{"voter": "nr-1", "ballot": 1, "value": 0}, {"voter": "nr-1", "ballot": 2, "value": 4},
               {"voter": "bob", "ballot": 1, "value": 1}, {"voter": "cid", "value": 4}, {"value": 4}],
        "y1": [{"voter": "nr-1", "value": 3}, {"voter": "bob", "value": 1}],
    }  # fmt: skip


def test_each_voter_is_scored_alone() -> None:
    found = voters_of(PLANE, answered(votes=room()))
    assert (found.count, found.points) == (2, ((25, 25), (100, 75)))
    assert found.shares == {
        "single-channel": 0.5,
        "omnichannel": 0,
        "single-channel-one-to-one": 0,
        "omnichannel-one-to-one": 0.5,
    }


def test_agreed_answers_do_not_move_the_voters() -> None:
    assert voters_of(PLANE, answered({"x1": 0, "y1": 0}, votes=room())).points == ((25, 25), (100, 75))


def test_freezing_keeps_the_shares_and_forgets_the_voters() -> None:
    kept = freeze(answered(votes=room()), {"m": PLANE})
    found = voters_of(PLANE, kept)
    assert (found.shares, found.points) == (voters_of(PLANE, answered(votes=room())).shares, ())
    assert "nr-1" not in dump_assessment(kept)


def test_without_voters_there_are_no_shares() -> None:
    assert voters_of(PLANE, answered()) == voters_of(PLANE, answered(registers={"voter_situations": "odd"}))
    assert voters_of(PLANE, answered()).count == 0


def test_an_explanation_adds_up_from_the_answers() -> None:
    # a = (3*100 + 1*0)/4 = 75 with weight 1 of 2; b = 25: contributions 37.5 + 12.5 = 50
    one = model("tree", group("a", item("a1", weight=3), item("a2")), simple("b", 1))
    found = explain(score_model(one, answered({"a1": 4, "a2": 0, "b1": 1})))
    assert [(row.node, row.share, row.contribution) for row in found.rows] == [
        ("a", 0.5, close(37.5)),
        ("b", 0.5, close(12.5)),
    ]
    assert [(depth, row.node, row.value) for depth, row in found.walk()] == [
        (0, "a", None),
        (1, "a1", 4),
        (1, "a2", 0),
        (0, "b", None),
        (1, "b1", 1),
    ]


def test_an_explanation_says_what_does_not_count_and_why() -> None:
    one = model("tree", simple("a", 4), simple("b", 1, beside=True), simple("c", 1))
    result = score_model(
        one,
        answered(
            {"a1": 4, "a2": "unknown", "a3": "not_applicable", "a4": 0, "b1": 1, "c1": "not_applicable"},
            weights={"a4": 0},
        ),
    )
    reasons = {row.node: row.left for _, row in explain(result).walk()}
    assert reasons == {
        "a": None,
        "a1": None,
        "a2": "no-answer",
        "a3": "not-applicable",
        "a4": "switched-off",
        "b": "beside",
        "b1": None,
        "c": "empty",
        "c1": "not-applicable",
    }


def test_an_explanation_starts_at_any_node() -> None:
    result = score_model(model("tree", simple("a", 1)), answered({"a1": 2}))
    rows: tuple[Row, ...] = explain(result, "a").rows
    assert ([row.node for row in rows], explain(result, "a1").rows, explain(result, "m").score) == (["a1"], (), 50)


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, "unknown", "not_applicable"]), min_size=5, max_size=5))
@settings(max_examples=50, deadline=None)
def test_contributions_always_add_up_to_the_score(values: list[Any]) -> None:
    one = model("tree", group("a", item("a1", weight=2), item("a2"), item("a3", weight=0)), simple("b", 2, weight=3))
    answers = dict(zip([each.id for each in one.items], values, strict=True))
    result = score_model(one, answered({name: value for name, value in answers.items() if entry(value)}))
    found = explain(result)
    assert found.score is None or sum(row.contribution for row in found.rows) == close(found.score)
