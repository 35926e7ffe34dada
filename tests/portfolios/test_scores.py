"""A portfolio gives every assessment the numbers that it gets alone, in either form, for any model."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring.made import assessments, models

import maturity_kit as mk
from maturity_kit.assessment.fit import carried
from maturity_kit.content.model import METHODS
from maturity_kit.scoring.compiled import compile

PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
FOUR = ("score", "low", "high", "coverage")
READ = ("attained", "reached", "position", "situation", "margin", "x", "y", "weakest", "strongest", "bottleneck", "chain",
        "insight", "solution")  # fmt: skip
GIVEN = ("answered", "unknown", "not_applicable")


def alone(assessment, of):
    """Every number of the row that a portfolio should give this assessment."""
    found = mk.score(assessment, of, rules=())
    row = {f"overall.{name}": getattr(found.overall, name) for name in FOUR}
    for model, result in found.models.items():
        row |= {f"{model}.{name}": getattr(result, name) for name in FOUR}
        row |= {f"{model}.{name}": getattr(result.reading, name) for name in READ if hasattr(result.reading, name)}
        row |= {f"{group}.score": result.nodes[group].score for group in compile(result.model).group_ids[1:]}
    return row


def told(assessment, of):
    """(item, value, state) of everything that was said, with votes pooled."""
    cases = [mk.score_model(model, assessment).case for model in of.values()]
    rows = [
        (item.id, value, state)
        for case in cases
        for item, value, state in zip(case.model.items, case.pooled.values, case.pooled.states, strict=True)
    ]
    return [row for row in rows if row[2] in GIVEN]


def long_of(many, of):
    """One row for each answer; weights of items stand beside them, those of groups and models in rows of their own."""
    rows = []
    for number, one in enumerate(many):
        about = {"assessment": f"a{number}", "edition": one.edition}
        weights = {**one.weights, **one.model_weights}
        for item, value, state in told(one, of):
            rows.append({**about, "item": item, "value": value, "state": state, "weight": weights.pop(item, None)})
        rows += [{**about, "item": node, "value": None, "state": None, "weight": weights[node]} for node in weights]
    return pd.DataFrame(rows, columns=["assessment", "edition", "item", "value", "state", "weight"])


def wide_of(many, of):
    """One row for each assessment, with the states and the weights in columns beside the values."""
    rows = []
    for number, one in enumerate(many):
        row = {"assessment": f"a{number}", "edition": one.edition}
        for item, value, state in told(one, of):
            row |= {item: value, f"{item}.state": None if state == "answered" else state}
        rows.append(row | {f"weight:{node}": found for node, found in {**one.weights, **one.model_weights}.items()})
    items = [item.id for model in of.values() for item in model.items]
    return pd.DataFrame(
        rows, columns=list(dict.fromkeys(["assessment", "edition", *items, *(n for r in rows for n in r)]))
    )


def known_ids(one, of):
    """The assessment without weights of ids that no model has, and with old names replaced."""
    moved = carried(one, of.values())
    nodes = {node.id for model in of.values() for node in model.nodes}
    weights = {node: weight for node, weight in moved.weights.items() if node in nodes}
    return moved.model_copy(update={"weights": weights, "models": {}})


def differences(expected, row):
    """The numbers that differ by more than 1e-9, and the words that are not the same."""
    found = []
    for name, value in expected.items():
        here = row[name]
        if isinstance(here, float) and math.isnan(here):
            here = None
        same = here == value or (value is not None and here is not None and not isinstance(value, str)
                                 and abs(value - here) <= 1e-9)  # fmt: skip
        found += [] if same else [f"{name}: alone {value!r}, in the portfolio {here!r}"]
    return found


def check(frame, many, of):
    scores = mk.portfolio_frame(frame, of, groups=True).set_index("assessment")
    for number, one in enumerate(many):
        expected = alone(one, of)
        if f"a{number}" in scores.index:
            assert differences(expected, scores.loc[f"a{number}"].to_dict()) == []
        else:
            assert not told(one, of) and not one.weights and not one.model_weights


@settings(max_examples=40, **PATIENT)
@given(made=st.data())
@pytest.mark.parametrize("form", [long_of, wide_of])
def test_any_model_scores_as_alone(made, form):
    """Every method, depth, scale, weight and edition; with don't knows, what does not apply, and weights of 0."""
    of = made.draw(models())
    drawn = made.draw(st.lists(assessments(of), min_size=1, max_size=3))
    many = [known_ids(mk.parse_assessment(json.dumps(fields)), of) for fields in drawn]
    frame = form(many, of)
    if len(frame):
        check(frame, many, of)


@settings(max_examples=10, **PATIENT)
@given(made=st.data())
def test_the_five_models_score_as_alone_in_both_forms(made):
    of = mk.load_models()
    many = [known_ids(mk.parse_assessment(json.dumps(made.draw(assessments(of)))), of) for _ in range(2)]
    for form in (long_of, wide_of):
        check(form(many, of), many, of)


def test_every_method_is_among_the_five_models_and_the_plain_tree():
    """The five models cover all methods but the tree, which the models above that are made up cover."""
    assert {model.method for model in mk.load_models().values()} == {*METHODS} - {"tree"}


def test_the_tidy_answers_of_a_result_are_a_portfolio_as_they_are(tmp_path):
    """``answers_frame`` with the id beside it is the long form, states and all."""
    of = mk.load_models()
    one = mk.example("insurer").model_copy(update={"weights": {}, "model_weights": {}})
    frame = mk.answers_frame(mk.score(one)).assign(assessment="insurer")

    scores = mk.portfolio_frame(frame[["assessment", "item", "value", "state"]], groups=True)

    assert differences(alone(one, of), scores.iloc[0].to_dict()) == []
