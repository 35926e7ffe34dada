"""The engine and a naive second writing of the same formulas give the same result for anything people may say."""

from __future__ import annotations

import json
from numbers import Real

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring.made import assessments, models
from scoring.oracle_synthesis import result

import maturity_kit

REAL = maturity_kit.load_models()
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def differences(expected, found, place=""):
    """Every place where two results differ by more than 1e-9."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = expected.keys() | found.keys()
        return [one for key in sorted(keys) for one in differences(expected.get(key, "-"), found.get(key, "-"), f"{place}.{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = zip(expected, found, strict=True)
        return [one for n, pair in enumerate(pairs) for one in differences(*pair, f"{place}[{n}]")]
    if isinstance(expected, Real) and isinstance(found, Real) and abs(expected - found) <= 1e-9:
        return []
    return [] if expected == found else [f"{place}: expected {expected!r}, found {found!r}"]


def assert_same(fields, of):
    assessment = maturity_kit.parse_assessment(json.dumps(fields))
    found = maturity_kit.score(assessment, of).as_json()
    assert differences(result(fields, of), {name: found[name] for name in ("models", "overall", "themes", "roadmap")}) == []


@settings(max_examples=60, **PATIENT)
@given(fields=assessments(REAL))
def test_the_five_models_are_scored_as_the_formulas_say(fields):
    """Whatever was answered, voted, aimed at or weighed, every number is that of the formulas."""
    assert_same(fields, REAL)


@settings(max_examples=250, **PATIENT)
@given(made=st.data())
def test_any_model_is_scored_as_the_formulas_say(made):
    """Models of every method, with scales, depths and parameters of their own, are read by the same formulas."""
    of = made.draw(models())
    assert_same(made.draw(assessments(of)), of)
