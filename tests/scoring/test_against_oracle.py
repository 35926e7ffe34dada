"""The engine and a naive second writing of the same formulas give the same result for anything people may say."""

from __future__ import annotations

import json
from numbers import Real

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring.made import assessments, models
from scoring.oracle import four, sheet_of
from scoring.oracle_synthesis import result

import maturity_kit
from maturity_kit.assessment.fit import carried
from maturity_kit.content.model import Item
from maturity_kit.scoring.case import case_of
from maturity_kit.scoring.compiled import Weights
from maturity_kit.scoring.tree import score_tree

REAL = maturity_kit.load_models()
PARTS = ("models", "overall", "themes", "roadmap")
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def differences(expected, found, place=""):
    """Every place where two results differ by more than 1e-9."""
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs = [(f"{place}.{key}", expected.get(key, "-"), found.get(key, "-")) for key in {**expected, **found}]
        return [one for where, *pair in pairs for one in differences(*pair, where)]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = zip(expected, found, strict=True)
        return [one for n, pair in enumerate(pairs) for one in differences(*pair, f"{place}[{n}]")]
    if isinstance(expected, Real) and isinstance(found, Real) and abs(expected - found) <= 1e-9:
        return []
    return [] if expected == found else [f"{place}: expected {expected!r}, found {found!r}"]


def read(fields):
    return maturity_kit.parse_assessment(json.dumps(fields))


def scored(assessment, of):
    found = maturity_kit.score(assessment, of).as_json()
    return {name: found[name] for name in PARTS}


@settings(max_examples=50, **PATIENT)
@given(fields=assessments(REAL))
def test_the_five_models_are_scored_as_the_formulas_say(fields):
    """Whatever was answered, voted, aimed at or weighed, every number is that of the formulas."""
    expected = result(fields, REAL)

    assert differences(expected, scored(read(fields), REAL)) == []


@settings(max_examples=120, **PATIENT)
@given(made=st.data())
def test_any_model_is_scored_as_the_formulas_say(made):
    """Models of every method, with scales, depths and parameters of their own, are read by the same formulas."""
    of = made.draw(models())
    fields = made.draw(assessments(of))
    expected = result(fields, of)

    assert differences(expected, scored(read(fields), of)) == []


@settings(max_examples=30, **PATIENT)
@given(made=st.data())
def test_freezing_the_votes_changes_no_result(made):
    """Counts per step say as much as the votes they were made of, and no voter is left in them."""
    of = made.draw(models())
    fields = made.draw(assessments(of))
    expected = result(fields, of)

    frozen = maturity_kit.freeze(read(fields), of)

    assert differences(expected, scored(frozen, of)) == []
    assert all(vote.voter is None for votes in frozen.votes.values() for vote in votes)


@settings(max_examples=30, **PATIENT)
@given(made=st.data(), own_weights=st.booleans())
def test_many_assessments_at_once_are_scored_as_each_alone(made, own_weights):
    """With a leading axis every row is what the formulas say of that one assessment."""
    model = next(iter(made.draw(models()).values()))
    many = made.draw(st.lists(assessments({model.id: model}), min_size=1, max_size=4))
    many = [fields if own_weights else {**fields, "weights": {}} for fields in many]
    groups = [node for node in (model, *model.nodes) if not isinstance(node, Item)]
    expected = [[four(sheet_of(fields, model), group) for group in groups] for fields in many]

    cases = [case_of(model, carried(read(fields), [model])) for fields in many]
    x, applicable = np.stack([case.x for case in cases]), np.stack([case.applicable for case in cases])
    weights = Weights(
        np.stack([case.weights.items for case in cases]), np.stack([case.weights.groups for case in cases])
    )
    tree = score_tree(cases[0].compiled, x, applicable, weights if own_weights else None)

    places = [cases[0].compiled.group_index[group.id] for group in groups]
    parts = np.stack([tree.score, tree.low, tree.high, tree.coverage], axis=-1)[:, places]
    wanted = [[[np.nan if one is None else one for one in numbers] for numbers in row] for row in expected]
    np.testing.assert_allclose(parts, wanted, rtol=0, atol=1e-9)
