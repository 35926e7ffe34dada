"""How sure the outcome is when weights are drawn: worked examples, and what must hold for any model and weights."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import jsonschema
import numpy as np
import pytest
import yaml
from building import answered, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

import maturity_kit as mk
from maturity_kit.content.model import Model
from maturity_kit.content.wording import FOLDER
from maturity_kit.errors import InputError
from maturity_kit.insight.doubts import verdict_of
from maturity_kit.insight.flips import flips
from maturity_kit.insight.roadmap import candidates
from maturity_kit.insight.schemas import schema_of
from maturity_kit.insight.sensitivity import ModelSensitivity, Sensitivity, draw_weights, run, sensitivity, tornado
from maturity_kit.insight.sensitivity.draws import Drawing
from maturity_kit.insight.sensitivity.ranks import Race
from maturity_kit.insight.sensitivity.words import model_sentences, road_sentence, sentences
from maturity_kit.scoring.case import Case, case_of
from maturity_kit.scoring.compiled import Weights
from maturity_kit.scoring.score import score_model

close = pytest.approx
SEED = (1, 2, 3, 4)
WEIGHTS = st.sampled_from([0.0, 1e-300, 1e-9, 0.5, 1.0, 3.0, 1e9, 1e300])
VALUES = st.sampled_from([0, 1, 2, 3, 4, "unknown", "not_applicable", None])
PLANE = model("quadrant", simple("x", 2), simple("y", 2), parameters={"x": "x", "y": "y"})
LADDER = model("ladder", simple("a", 2), simple("b", 1), simple("c", 1))
LAYERS = model("layers", simple("a", 2), simple("b", 2))
CYCLE = model(
    "cycle", group("s", simple("a", 2), simple("b", 2)), simple("f", 1, beside=True),
    parameters={"elements": "s", "factors": "f"},
)  # fmt: skip
TREE = model("tree", group("g", simple("a", 3), simple("b", 1)), simple("c", 2), simple("d", 2, beside=True))


def drawn(one: Model, answers: dict[str, Any], **more: Any) -> Sensitivity:
    """The draws over a single model."""
    options = {name: more.pop(name) for name in ("rng", "draws", "kappa") if name in more}
    return sensitivity(answered(answers, models={"m": "1"}, **more), {"m": one}, **options)


def case(one: Model, answers: dict[str, Any], **more: Any) -> Case:
    return case_of(one, answered(answers, **more))


def test_the_concentration_of_a_sibling_is_kappa_times_m_times_its_share() -> None:
    """Weights 1 and 3 beside a 5 that does not apply: alpha = 10 * 2 * (1/4, 3/4) = (5, 15).

    A share of Beta(5, 15) has variance 75 / (400 * 21); w = 4 times the share: 16 * 75 / 8400 = 1/7.
    """
    one = model("tree", group("a", item("a1"), item("a2", weight=3), item("a3", weight=5)))
    found = draw_weights(case(one, {"a1": 1, "a2": 2, "a3": "not_applicable"}), np.random.default_rng(1), 40_000)
    assert found.items.mean(axis=0) == close([1, 3, 5], rel=0.01)
    assert found.items[:, :2].var(axis=0) == close([1 / 7, 1 / 7], rel=0.05)


def test_a_group_with_nothing_left_is_no_sibling() -> None:
    """Of three groups one has only an item that does not apply: the other two share alpha 10, variance 1/21 of w."""
    one = model("tree", simple("a", 1), simple("b", 1), simple("c", 1))
    found = draw_weights(case(one, {"a1": 1, "b1": 2, "c1": "not_applicable"}), np.random.default_rng(2), 40_000)
    assert found.groups[:, 1:3].var(axis=0) == close([1 / 21, 1 / 21], rel=0.05)
    assert np.ptp(found.groups[:, 3]) == 0


@given(st.lists(WEIGHTS, min_size=11, max_size=11), st.lists(VALUES, min_size=8, max_size=8), st.floats(1e-6, 1e12))
@settings(max_examples=150, deadline=None)
def test_what_holds_for_any_weights(weights: list[float], values: list[Any], kappa: float) -> None:
    """Zero stays zero, above zero stays so, nothing is infinite, and who is alone or beside keeps the weight."""
    ids = [*[one.id for one in TREE.items], "g", "a", "b"]
    answers = dict(zip([one.id for one in TREE.items], values, strict=True))
    given_ = dict(zip(ids, weights, strict=True))
    one = case(TREE, answers, weights=given_)
    found = draw_weights(one, np.random.default_rng(3), 20, kappa)
    for part, before in ((found.items, one.weights.items), (found.groups, one.weights.groups)):
        assert np.isfinite(part).all()
        assert ((part > 0) == (before > 0)).all()
    kept = [one.compiled.group_index["d"]]
    alone = [one.compiled.item_index["b1"]]
    assert (found.groups[:, kept] == one.weights.groups[kept]).all()
    assert (found.items[:, alone] == one.weights.items[alone]).all()


@given(st.lists(st.floats(0.05, 20), min_size=3, max_size=3), st.floats(0.5, 50))
@settings(max_examples=25, deadline=None)
def test_the_mean_of_drawn_weights_is_what_was_given(weights: list[float], kappa: float) -> None:
    """Within five standard errors of a Dirichlet share: sqrt(s (1 - s) / (alpha0 + 1) / n), alpha0 = 3 kappa."""
    one = case(model("tree", simple("a", 3)), {"a1": 1}, weights=dict(zip(("a1", "a2", "a3"), weights, strict=True)))
    found = draw_weights(one, np.random.default_rng(4), 4000, kappa).items / sum(weights)
    share = np.array(weights) / sum(weights)
    error = np.sqrt(share * (1 - share) / (3 * kappa + 1) / 4000)
    assert (np.abs(found.mean(axis=0) - share) < 5 * error).all()
    assert found.sum(axis=1) == close(np.ones(4000))


@pytest.mark.parametrize("kappa", [0.01, 10.0])
def test_in_which_portions_draws_are_made_changes_nothing(kappa: float) -> None:
    """Three draws and then seven are the ten that one portion gives, to the last bit."""
    one = case(TREE, {"a1": 1, "a2": 2, "c1": 3})
    parts, whole = Drawing(one, SEED, kappa), Drawing(one, SEED, kappa).next(10)
    some = [parts.next(3), parts.next(7)]
    assert (np.concatenate([part.items for part in some]) == whole.items).all()
    assert (np.concatenate([part.groups for part in some]) == whole.groups).all()


def test_small_portions_give_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example in portions of a few draws is the example in one."""
    whole = mk.sensitivity(mk.example(), draws=100).as_json()
    monkeypatch.setattr(run, "CELLS", 2000)
    sizes: list[int] = []
    parts = mk.sensitivity(mk.example(), draws=100, portions=lambda some: [*(sizes.extend(some) or some)])
    assert len(sizes) > 5 and sum(sizes) == 100
    found = parts.as_json()
    assert [found["ranks"], found["sentences"]] == [whole["ranks"], whole["sentences"]]
    for name, one in found["models"].items():
        assert one["probabilities"] == whole["models"][name]["probabilities"]
        assert [one[key] for key in ("mean", "low", "high")] == close(
            [whole["models"][name][key] for key in ("mean", "low", "high")]
        )


def test_what_a_node_draws_does_not_depend_on_other_models() -> None:
    """One model of the five drawn alone has the same band as among the others."""
    models = mk.load_models()
    alone = mk.sensitivity(mk.example(), {"four-d": models["four-d"]}, draws=50).models["four-d"]
    among = mk.sensitivity(mk.example(), draws=50).models["four-d"]
    assert (alone.mean, alone.low, alone.high) == (among.mean, among.low, among.high)


@pytest.mark.parametrize("name", ["insurer", "garden-retailer"])
def test_each_draw_is_scored_as_if_its_weights_were_given(name: str) -> None:
    """Drawn weights written into the assessment give the same scores, verdicts and order of the roadmap."""
    sheet, models = mk.example(name), mk.load_models()
    results = {model_id: score_model(one, sheet) for model_id, one in models.items()}
    portion = {model_id: Drawing(result.case, SEED, 10.0).next(4) for model_id, result in results.items()}
    race, found = (
        Race(results, {}),
        {model_id: run.scored(result.case, portion[model_id]) for model_id, result in results.items()},
    )
    priority = race.priorities(portion)
    for place in range(4):
        weights = {
            node: weight
            for model_id, result in results.items()
            for node, weight in named(result.case, portion[model_id], place)
        }
        given_ = sheet.model_copy(update={"weights": weights})
        again = {model_id: score_model(one, given_) for model_id, one in models.items()}
        for model_id, result in again.items():
            score, verdict = (part[place] for part in found[model_id])
            assert score == close(result.score)
            assert (
                verdict_of(result.case, int(verdict)) == ModelSensitivity(result, *[None] * 3, {}, {}, (), (), {}).now
            )
        order = [one.item.id for one in sorted(candidates(again, {}), key=lambda one: -one.priority)][:5]
        rows = [one.item.id for one in candidates(results, {})]
        assert [rows[row] for row in np.argsort(-priority[:, place])[:5]] == order


def named(one: Case, portion: Weights, place: int) -> list[tuple[str, float]]:
    """The weights of one draw by the ids of their nodes."""
    compiled = one.compiled
    items = zip(compiled.item_ids, portion.items[place].tolist(), strict=True)
    return [*items, *zip(compiled.group_ids[1:], portion.groups[place, 1:].tolist(), strict=True)]


def test_a_score_that_is_drawn_evenly() -> None:
    """Items at 100 and 0 with kappa 1: alpha (1, 1), so the score is uniform on 0..100.

    Its band is 5..95, and it reaches the threshold of 62.5 in 37.5 of 100 draws; the empty levels never are secured.
    """
    found = drawn(LADDER, {"a1": 4, "a2": 0}, kappa=1, draws=40_000, weights={"b": 0, "c": 0}).models["m"]
    assert (found.mean, found.low, found.high) == (close(50, abs=1), close(5, abs=1), close(95, abs=1))
    assert found.probabilities == {0: close(0.625, abs=0.02), 1: close(0.375, abs=0.02)}


def test_situations_of_two_axes_that_are_drawn_apart() -> None:
    """Both axes uniform: low in 0.625 of draws each, so 0.390625, 0.234375, 0.234375 and 0.140625."""
    found = drawn(PLANE, {"x1": 4, "x2": 0, "y1": 4, "y2": 0}, kappa=1, draws=40_000).models["m"]
    assert list(found.probabilities.values()) == close([0.390625, 0.234375, 0.234375, 0.140625], abs=0.02)
    assert next(iter(found.probabilities)) == found.now == "single-channel"


def test_the_weakest_layer() -> None:
    """a uniform on 0..100 against b at 50: each is the bottleneck in half of the draws."""
    found = drawn(LAYERS, {"a1": 4, "a2": 0, "b1": 2, "b2": 2}, kappa=1, draws=40_000).models["m"]
    assert found.weakest == {"a": close(0.5, abs=0.02), "b": close(0.5, abs=0.02)}
    assert (dict(found.probabilities), found.kind, found.now) == ({}, "weakest", "a")


def test_the_weakest_element_follows_its_drawn_weight() -> None:
    """Both elements at 50, weights uniform: w (100 - S) is greater for a in half of the draws."""
    found = drawn(CYCLE, {"a1": 2, "a2": 2, "b1": 2, "b2": 2}, kappa=1, draws=40_000).models["m"]
    assert found.weakest == {"a": close(0.5, abs=0.02), "b": close(0.5, abs=0.02)}


def test_ranks_of_two_steps_that_gain_alike() -> None:
    """Each comes first in half of the draws, and never third."""
    ranks = drawn(model("tree", simple("a", 2)), {"a1": 0, "a2": 0}, kappa=1, draws=40_000).ranks
    assert list(ranks) == ["a1", "a2"]
    assert ranks["a1"] == close((0.5, 0.5, *[0] * 8), abs=0.02)


def test_ranks_of_a_shared_topic_take_the_greater_priority() -> None:
    """Three shares of a uniform division; two of them are one step. The third is the greatest in 1 of 3 draws."""
    one = model("tree", group("a", item("a1", topic="t"), item("a2"), item("a3", topic="t")))
    ranks = drawn(one, {"a1": 0, "a2": 0, "a3": 0}, kappa=1, draws=40_000).ranks
    assert ranks == {"a1": close((2 / 3, 1 / 3, *[0] * 8), abs=0.02), "a2": close((1 / 3, 2 / 3, *[0] * 8), abs=0.02)}


def test_a_tie_between_steps_goes_by_the_order_of_items() -> None:
    """Beside the score every importance is 1, whatever is drawn: the first of three equal steps is always first."""
    one = model("tree", simple("a", 1), simple("d", 3, beside=True))
    ranks = drawn(one, {"a1": 4, "d1": 0, "d2": 0, "d3": 0}, kappa=1, draws=50).ranks
    assert [row.index(1.0) for row in ranks.values()] == [0, 1, 2]


def test_more_candidates_than_a_byte_counts() -> None:
    """Of 300 steps that gain alike each is first in 1 of 300 draws; the ranks of one step stay a distribution."""
    one = model("tree", simple("a", 300))
    ranks = drawn(one, {f"a{n}": 0 for n in range(1, 301)}, kappa=1, draws=3000).ranks
    assert len(ranks) == 10
    assert max(sum(row) for row in ranks.values()) < 0.1


@given(st.lists(VALUES, min_size=8, max_size=8), st.lists(st.sampled_from([0, 0.5, 1, 7]), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_shares_add_up_and_the_band_lies_within_the_answers(values: list[Any], weights: list[float]) -> None:
    """For ladder, quadrant, cycle and layers alike; a score lies between the lowest and the highest answer."""
    for one in (LADDER, PLANE, CYCLE, LAYERS):
        ids = [each.id for each in one.items]
        answers, given_ = (dict(zip(ids, some, strict=False)) for some in (values, weights))
        found = drawn(one, answers, weights=given_, draws=40, kappa=2).models["m"]
        assert sum(found.chances.values()) == close(1)
        assert (found.mean is None) == (found.result.score is None)
        if found.mean is not None and found.low is not None and found.high is not None:
            scored = [25 * value for value in answers.values() if isinstance(value, int)]
            assert min(scored) - 1e-9 <= found.low <= found.high <= max(scored) + 1e-9


@given(st.lists(st.integers(0, 4), min_size=8, max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_great_kappa_gives_the_score_itself(values: list[int]) -> None:
    """At 1e14 weights hardly move: the band closes on the score, and one verdict takes all draws."""
    answers = dict(zip([one.id for one in TREE.items], values, strict=True))
    found = drawn(TREE, answers, draws=30, kappa=1e14).models["m"]
    assert [found.mean, found.low, found.high] == close([found.result.score] * 3, abs=1e-3)


def test_without_an_answer_there_is_nothing_to_move() -> None:
    found = drawn(LADDER, {}).models["m"]
    assert (found.mean, found.low, found.high, found.tornado) == (None, None, None, ())
    assert found.probabilities == {0: 1.0, 1: 0.0, 2: 0.0, 3: 0.0}
    assert {one.score for one in found.rules.values()} == {None}
    assert {flip.item for flip in found.flips} == {"a1", "a2", "b1", "c1"}


def test_a_ladder_with_every_level_dropped_has_no_level() -> None:
    found = drawn(LADDER, {"a1": 1}, weights={"a": 0, "b": 0, "c": 0}).models["m"]
    assert (dict(found.probabilities), found.now, found.mean) == ({None: 1.0}, None, None)


def test_a_quadrant_with_a_silent_axis_has_no_situation() -> None:
    found = drawn(PLANE, {"x1": 4}).models["m"]
    assert (dict(found.probabilities), found.now) == ({None: 1.0}, None)


def test_a_single_item_is_as_sure_as_its_answer() -> None:
    found = drawn(model("tree", simple("a", 1)), {"a1": 3}).models["m"]
    assert (found.mean, found.low, found.high, found.tornado) == (75, 75, 75, ())


def test_other_ways_of_adding_up() -> None:
    """100 and 25: mean 62.5, secured; geometric sqrt(1 * 0.25) = 50 and minimum 25, not secured."""
    found = drawn(LADDER, {"a1": 4, "a2": 1}, weights={"b": 0, "c": 0}).models["m"].rules
    assert {name: (one.score, one.verdict) for name, one in found.items()} == {
        "mean": (62.5, 1), "geometric": (close(50), 0), "minimum": (25, 0)
    }  # fmt: skip


def test_the_open_questions_are_those_of_flips() -> None:
    sheet = answered({"a1": 3, "b1": 4})
    assert sensitivity(sheet, {"m": LADDER}, draws=10).models["m"].flips == flips(LADDER, sheet)


def test_the_tornado_of_extreme_weights_is_finite() -> None:
    """Doubling the greatest weight a file can hold: shares are what counts, 1 and 1 become 2 and 1."""
    found = tornado(case(model("tree", simple("a", 2)), {"a1": 4, "a2": 0}, weights={"a1": 1.7e308, "a2": 1.7e308}))
    assert [(bar.node, bar.halved, bar.doubled) for bar in found] == [
        ("a1", close(-50 / 3), close(50 / 3)),
        ("a2", close(50 / 3), close(-50 / 3)),
    ]


def test_the_same_seed_or_generator_gives_the_same() -> None:
    """A seed is told, that of a generator is not known; another seed gives another band."""
    one = model("tree", simple("a", 2))
    by_seed, by_source, other = (
        drawn(one, {"a1": 4, "a2": 0}, rng=source, draws=20) for source in (5, np.random.default_rng(5), 6)
    )
    assert by_seed.models["m"].mean == by_source.models["m"].mean != other.models["m"].mean
    assert (by_seed.seed, by_source.seed) == (5, None)


@pytest.mark.parametrize(
    ("options", "place", "found"),
    [
        ({"draws": 0}, "draws", "0"), ({"draws": 10**6 + 1}, "draws", "1000001"), ({"draws": 2.5}, "draws", "2.5"),
        ({"draws": True}, "draws", "True"), ({"draws": "9"}, "draws", "9"), ({"kappa": 0}, "kappa", "0"),
        ({"kappa": -1.0}, "kappa", "-1.0"), ({"kappa": math.nan}, "kappa", "nan"), ({"kappa": math.inf}, "kappa", "inf"),
        ({"kappa": "10"}, "kappa", "10"), ({"rng": 1.5}, "rng", "1.5"), ({"rng": -1}, "rng", "-1"),
        ({"kappa": 10**400}, "kappa", "1000000000"), ({"kappa": 1j}, "kappa", "1j"), ({"rng": "x"}, "rng", "x"), ({"rng": False}, "rng", "False"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(options: dict[str, Any], place: str, found: str) -> None:
    with pytest.raises(InputError) as refused:
        drawn(LADDER, {"a1": 1}, **options)
    assert str(refused.value).startswith(f"{place}: Found {found}")
    assert "; allowed is" in str(refused.value)
    assert refused.value.to("nl").startswith(f"{place}: Gevonden: {found}")


def test_a_value_off_the_scale_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"x\.json: answers\.a1\.value: Found 9"):
        sensitivity(answered({"a1": 9}), {"m": LADDER}, where="x.json")


@pytest.mark.parametrize("one", [LADDER, PLANE, CYCLE, LAYERS, TREE])
@pytest.mark.parametrize("answers", [{}, {"a1": 4, "x1": 1, "c1": 0}])
def test_the_file_fits_its_schema_whatever_is_missing(one: Model, answers: dict[str, Any]) -> None:
    known = {each.id for each in one.items}
    found = drawn(one, {name: value for name, value in answers.items() if name in known}, draws=5)
    jsonschema.validate(json.loads(json.dumps(found.as_json("nl"), allow_nan=False)), schema_of("sensitivity"))


def test_it_shows_itself_without_a_wall_of_numbers() -> None:
    """One line, and a table in the language of the assessment in which what people typed is escaped."""
    risky = model("ladder", simple("a", 2), title={"en": "<b>M", "nl": "<b>M"})
    found = sensitivity(answered({"a1": 4, "a2": 1}, language="nl"), {"m": risky}, draws=200)
    assert repr(found) == "Sensitivity(1 models, 1 steps of the roadmap: 200 draws, kappa 10)"
    assert len(repr(found.models["m"])) < 80
    assert "&lt;b&gt;M" in found._repr_html_() and "<b>" not in found._repr_html_()
    assert "200 trekkingen van de gewichten (kappa 10, startgetal 0)" in found._repr_html_()


def test_the_tables_are_tidy() -> None:
    """One row for each thing, numbers as numbers, and columns also when there is nothing to tell."""
    found = drawn(PLANE, {"x1": 4, "x2": 0, "y1": 4, "y2": 1}, draws=100)
    verdicts = mk.verdicts_frame(found)
    assert verdicts.verdict.tolist() == [
        "single-channel",
        "omnichannel",
        "single-channel-one-to-one",
        "omnichannel-one-to-one",
    ]
    assert verdicts[verdicts.now].verdict.tolist() == [found.models["m"].now]
    assert mk.bands_frame(found)[["score", "mean", "low", "high"]].dtypes.eq(float).all()
    assert set(mk.tornado_frame(found).node) == {"x", "y", "x1", "x2", "y1", "y2"}
    assert mk.ranks_frame(found).groupby("item").probability.sum().tolist() == close([1, 1])
    nothing = sensitivity(answered({}), {"m": PLANE}, draws=5)
    for frame in (mk.bands_frame, mk.verdicts_frame, mk.tornado_frame, mk.ranks_frame):
        assert len(frame(nothing)) == 0 and list(frame(nothing)) == list(frame(found))


@pytest.mark.parametrize(
    ("third", "kappa", "said"),
    [
        (1, 1e9, "The level “a” holds in every draw of the weights."),
        (1, 10.0, "holds in 97 of 100 draws of the weights; other weights hardly change it."),
        (1, 1.0, "holds in 75 of 100 draws of the weights; in 25 it is “a, under construction”. Likely, but say that"),
        (
            "not_applicable",
            10.0,
            "holds in only 50 of 100 draws of the weights; in 50 it is “a, under construction”. Agree",
        ),
    ],
)
def test_how_often_a_level_holds_is_told_with_what_to_do(third: Any, kappa: float, said: str) -> None:
    """A level is secured at 62.5.

    With 100, 100 and 25 it holds while the share of the third is at most 1/2: of Beta(10, 20) that is as likely as ten
    heads or more in 29 throws of a coin, 0.969; of Beta(1, 2) it is 1 - 1/4. With 100 and 25 alone it holds while the share of the second is at most 1/2: half.
    """
    one = model("ladder", simple("a", 3), simple("b", 1))
    answers = {"a1": 4, "a2": 1, "a3": third} if third == "not_applicable" else {"a1": 4, "a2": 4, "a3": third}
    found = drawn(one, answers, kappa=kappa, draws=40_000)
    assert said in model_sentences(found.models["m"], "en")[0]


def test_what_depends_on_nothing_is_told_as_such() -> None:
    """A score that no weight moves, one that is not there, and a roadmap without steps."""
    still = drawn(TREE, {one.id: 4 for one in TREE.items}, draws=20)
    assert "The score of 100 stays the same whatever the weights." in model_sentences(still.models["m"], "en")
    assert road_sentence(still, "nl") == "Niets blijft achter bij zijn doel, dus er is geen stap om voorop te zetten."
    empty = drawn(TREE, {}, draws=20)
    assert model_sentences(empty.models["m"], "nl") == ["Er is nog geen score, dus gewichten veranderen niets."]


def test_the_open_questions_that_turn_a_verdict_are_named() -> None:
    """a2 decides whether the first level is secured (100 and open); b1 and c1 lie above it."""
    found = drawn(LADDER, {"a1": 4}, draws=20)
    told = [line for line in model_sentences(found.models["m"], "en") if "unanswered" in line]
    assert told == ["One unanswered question can change the level by itself: “a2?”."]
    settled = drawn(LADDER, {"a1": 0, "a2": 0, "b1": 0}, draws=20)
    assert "The one unanswered question cannot change the level." in model_sentences(settled.models["m"], "en")


@pytest.mark.parametrize(
    ("gains", "kappa", "said"),
    [
        ((0, 0, 0, 2, 2), 1e9, "Each of the three steps"),
        ((0, 2, 2, 2, 2), 30.0, "one is among the first three"),
        ((2, 2, 2, 2, 2), 10.0, "None of the three steps"),
        ((0, 0), 10.0, "The roadmap has 2 steps"),
    ],
)
def test_whether_the_first_steps_stay_first(gains: tuple[int, ...], kappa: float, said: str) -> None:
    """Five siblings: those at 0 gain 0.75, those at step 2 gain 0.25."""
    one = model("tree", simple("a", len(gains)))
    answers = {f"a{place}": value for place, value in enumerate(gains, 1)}
    assert said in road_sentence(drawn(one, answers, kappa=kappa, draws=2000), "en")


def test_what_was_found_cannot_be_changed() -> None:
    found = drawn(LADDER, {"a1": 1}, draws=5)
    for mapping in (found.models, found.ranks, found.models["m"].probabilities, found.models["m"].rules):
        with pytest.raises(TypeError):
            mapping["m"] = None  # type: ignore[index]


def test_every_wording_names_the_same_in_both_languages() -> None:
    """Each key has English and Dutch, with the same forms and the same names in braces."""
    for key, entry in yaml.safe_load((FOLDER / "sensitivity.yaml").read_text(encoding="utf-8")).items():
        named = [re.findall(r"\{\w+\}", str(entry[language])) for language in ("en", "nl")]
        assert set(named[0]) == set(named[1]), key
        assert isinstance(entry["en"], str) or entry["en"].keys() == entry["nl"].keys(), key


def test_every_sentence_stands_in_both_languages() -> None:
    """The example, whose five models cover the methods: as many sentences, none of them the same."""
    found = mk.sensitivity(mk.example(), draws=300)
    english, dutch = (sentences(found, language) for language in ("en", "nl"))
    assert len(english) == len(dutch) and not set(english) & set(dutch)
