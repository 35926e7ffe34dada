"""Sets of weights: kept with the assessment, put in force whole, and moved along with ids."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from building import answered, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.files import dump_assessment, parse_assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.registers import registers_of
from maturity_kit.assessment.registers.merge import merged
from maturity_kit.assessment.rounds import next_round
from maturity_kit.errors import InputError
from maturity_kit.insight.weighing.sets import apply_weights, save_weights, weighed_in, weight_set, weight_sets
from maturity_kit.insight.weighing.weighing import direct_weights, pairwise_weights, swing_weights
from maturity_kit.scoring.voters import freeze

P = model("tree", simple("a", 2), simple("b", 2), id="p")
Q = model("tree", group("c", item("c1")), id="q")
MODELS = {"p": P, "q": Q}
SWING = swing_weights({"a": 100, "b": 60}, ["a", "b"])
PAIRS = pairwise_weights(["a1", "a2"], {("a1", "a2"): 3})


def test_a_saved_set_has_what_was_in_force_and_what_was_weighed() -> None:
    """a and b: 100 and 60 over their mean of 80. The 0 of b1 was set before and stays in the set."""
    saved = save_weights(answered(weights={"b1": 0}), "Team", SWING, PAIRS, note="after lunch", models=MODELS)
    found = weight_set(saved, " team ")
    assert found.weights == pytest.approx({"b1": 0, "a": 1.25, "b": 0.75, "a1": 1.5, "a2": 0.5})
    assert [(part.of, part.method) for part in found.parts] == [("p", "swing"), ("a", "pairwise")]
    assert (found.parts[0].order, found.parts[1].judgements) == (("a", "b"), {"a1": {"a2": 3}})
    assert saved.weights == {"b1": 0}


def test_a_set_comes_back_from_its_file_as_it_went() -> None:
    saved = save_weights(answered(), "Team", SWING, PAIRS, models=MODELS)
    again = parse_assessment(dump_assessment(saved), "a.json")
    assert again == saved and weight_sets(again) == weight_sets(saved)


def test_a_set_is_whole_when_it_is_put_in_force() -> None:
    """What the set does not name has the weight of its model again, also a model."""
    saved = save_weights(answered(), "Team", SWING, direct_weights({"p": 3, "q": 1}), models=MODELS)
    other = saved.model_copy(update={"weights": {"b1": 7.0}, "model_weights": {}})
    found = apply_weights(other, "Team", MODELS)
    assert found.weights == pytest.approx({"a": 1.25, "b": 0.75})
    assert found.model_weights == pytest.approx({"p": 1.5, "q": 0.5})
    assert apply_weights(found, {}, MODELS).weights == {}


def test_a_weighing_goes_over_the_weights_in_force() -> None:
    found = apply_weights(answered(weights={"b1": 0, "a": 9}), SWING, MODELS)
    assert found.weights == pytest.approx({"b1": 0, "a": 1.25, "b": 0.75})


def test_a_mapping_may_hold_nodes_and_models() -> None:
    found = apply_weights(answered(), {"a": 2, "q": 0}, MODELS)
    assert (found.weights, found.model_weights) == ({"a": 2}, {"q": 0})


def test_nothing_chosen_leaves_what_is_in_force() -> None:
    assert apply_weights(answered(weights={"a": 4}), None, MODELS).weights == {"a": 4}


@pytest.mark.parametrize(
    ("weighing", "of"),
    [(SWING, "p"), (PAIRS, "a"), (direct_weights({"p": 1, "q": 2}), "models"), (direct_weights({"c1": 1}), "c")],
)
def test_what_was_weighed_is_found_by_its_parts(weighing: Any, of: str) -> None:
    assert weighed_in(weighing, MODELS) == of


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("Teem", "Did you mean: Team?"),
        ({"aa": 1}, "Did you mean: a?"),
        ({"a": -1}, "weights.a: Found -1; allowed is ≥ 0"),
        ({"a": math.nan}, "not a finite number"),
        ({"a": "2"}, "“2” is not a finite number"),
        ({2: 2}, "“2” is not an id"),
        (3, "the name of a set, a mapping"),
        (direct_weights({"a": 1, "a1": 1}), "Weigh each group on its own"),
        ({"a": 0, "b": 0}, "Every part of p has weight 0"),
        ({"p": 0, "q": 0}, "Every model has weight 0"),
        (direct_weights({"zz": 1}), "“zz” is not known here"),
    ],
)
def test_what_cannot_be_put_in_force_is_refused(chosen: Any, words: str) -> None:
    saved = save_weights(answered(), "Team", SWING, models=MODELS)
    with pytest.raises(InputError) as refused:
        apply_weights(saved, chosen, MODELS)
    assert words in refused.value.to("en")


def test_an_assessment_without_sets_says_so() -> None:
    with pytest.raises(InputError, match="this assessment has none yet"):
        weight_set(answered(), "Team")


@pytest.mark.parametrize("name", ["TEAM", " team", ""])
def test_a_name_is_filled_in_and_new(name: str) -> None:
    saved = save_weights(answered(), "Team", models=MODELS)
    with pytest.raises(InputError):
        save_weights(saved, name, models=MODELS)


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ({}, "weight_sets[0]", "name"),
        ({"name": "a", "weights": {"x": -1}}, "weight_sets[0].weights.x", "≥ 0"),
        ({"name": "a", "parts": [{"of": "p", "method": "ahp"}]}, "parts[0].method", "direct, swing, pairwise"),
        ({"name": "a", "parts": [{"of": "p", "method": "pairwise", "judgements": {"x": {"y": 12}}}]}, "x.y", "0.11"),
        ({"name": "a", "parts": [{"of": "p", "method": "pairwise", "judgements": {"x": {"x": 1}}}]}, "parts[0]", "two different parts"),
        ({"name": "a", "parts": [{"of": "p", "method": "pairwise", "judgements": {"x": {"y": 3}, "y": {"x": 3}}}]}, "parts[0]", "both directions"),
        ({"name": "a", "parts": [{"of": "p", "method": "swing"}, {"of": "P", "method": "swing"}]}, "weight_sets[0]", "is there twice"),
    ],
)  # fmt: skip
def test_a_set_that_does_not_fit_is_refused_with_its_place(row: dict[str, Any], place: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        answered(registers={"weight_sets": [row]})
    assert place in str(refused.value) and words in str(refused.value)


def test_two_sets_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match="is there twice"):
        answered(registers={"weight_sets": [{"name": "a"}, {"name": "A "}]})


def test_ids_of_an_older_version_move_along() -> None:
    """Version 2 calls a1 "a9": in weights, points, ranking, judgements and in what was weighed."""
    later = model("tree", group("new", item("a9"), item("a2")), id="p", renamed={"a1": "a9", "a": "new"})
    row = {"name": "s", "weights": {"a1": 2, "a2": 1}, "parts": [
        {"of": "a", "method": "pairwise", "points": {"a1": 1}, "order": ["a1", "a2"], "judgements": {"a2": {"a1": 3}}}]}  # fmt: skip
    (found,) = registers_of(carried(answered(registers={"weight_sets": [row]}), [later]).registers).weight_sets
    assert found.weights == {"a9": 2, "a2": 1}
    (part,) = found.parts
    assert (part.of, part.points, part.order) == ("new", {"a9": 1}, ("a9", "a2"))
    assert part.judgements == {"a2": {"a9": 3}}


def test_two_people_who_save_a_set_at_the_same_time_both_find_it_back() -> None:
    """And in one set each keeps the judgement that only he changed."""
    base: list[Any] = []
    assert merged(base, [{"name": "mine"}], [{"name": "theirs"}]) == [{"name": "mine"}, {"name": "theirs"}]

    def told(**others: int) -> list[Any]:
        return [{"name": "s", "parts": [{"of": "p", "judgements": {"a": others}}]}]

    assert merged(told(b=1, c=1), told(b=3, c=1), told(b=1, c=5)) == told(b=3, c=5)


def test_a_frozen_copy_and_the_next_round_keep_the_sets() -> None:
    saved = save_weights(answered(), "Team", SWING, models=MODELS)
    assert freeze(saved, MODELS).registers["weight_sets"] == saved.registers["weight_sets"]
    assert weight_sets(next_round(saved, MODELS, "2", "2027-11-22")) == weight_sets(saved)


@given(st.dictionaries(st.sampled_from(["a", "b", "a1", "b2"]), st.floats(0, 1e6)))
@settings(deadline=None)
def test_saving_and_putting_in_force_changes_nothing(weights: dict[str, float]) -> None:
    saved = save_weights(answered(weights=weights), "now", models=MODELS)
    assert apply_weights(saved, "now", MODELS).weights == weights
    assert json.loads(dump_assessment(saved))["registers"]["weight_sets"][0]["name"] == "now"
