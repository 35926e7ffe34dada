"""Clauses of the formulas that are easily overlooked."""

from __future__ import annotations

import json

from building import answered, group, item, model, model_fields, simple

import maturity_kit
from maturity_kit.content.load import parse_model
from maturity_kit.insight.comparing.changes import changes_of
from maturity_kit.insight.sensitivity import tornado
from maturity_kit.scoring.result import Change
from maturity_kit.scoring.score import score_model


def test_an_earlier_round_is_read_by_its_own_version_with_that_versions_renaming():
    """Answer x0 = 2 is x1 in version 1.1 and x2 in 1.2: 50 in both, so only the answer 4 (100) changes anything."""
    expected = {"e1": Change(version=0, weights=0, answers=50)}
    former, present = (
        model("cycle", group("e", group("e1", item(name))), parameters={"elements": "e"}, renamed=renamed)
        for name, renamed in (("x1", {"x0": "x1"}), ("x2", {"x0": "x1", "x1": "x2"}))
    )

    changes = changes_of(answered({"x0": 2}), answered({"x2": 4}), former, present, ["e1"])

    assert changes == expected


def test_a_weight_that_only_moves_the_last_decimals_is_no_bar_of_the_tornado():
    """With the same answer everywhere no weight matters, although sums of 0.83 and 2.07 leave a rest of 1e-14."""
    expected = ()
    weighed = model("tree", simple("a", 3, weight=0.83), simple("b", 3, weight=2.07))
    answers = {item.id: 7 / 3 for item in weighed.items}
    weights = {"a1": 1.13, "a2": 0.37, "a3": 2.9, "b1": 0.41, "b2": 2.23, "b3": 1.71}

    result = score_model(weighed, answered(answers, weights=weights))

    assert tornado(result.case) == expected


def test_now_looks_past_the_first_ten_for_a_third_step_that_is_no_repair():
    """Twelve repairs of the skipped level a come first; of those two are taken, then c1, the thirteenth in order.

    Level b (100) is at work, so a (25) is skipped. Each a gains 0.5, c1 only 0.75 - 0.5. Now 3, next 3, later 4.
    """
    expected = [*["now"] * 3, *["next"] * 3, *["later"] * 4]
    staircase = model("ladder", simple("a", 12), simple("b", 1))
    plain = parse_model(json.dumps(model_fields("tree", simple("c", 1)) | {"id": "n"}))
    answers = {item.id: 1 for item in staircase.items} | {"b1": 4, "c1": 2}

    roadmap = maturity_kit.score(answered(answers), {"m": staircase, "n": plain}).roadmap

    assert [step.horizon for step in roadmap] == expected
    assert [step.item for step in roadmap[:4]] == ["a1", "a2", "c1", "a3"]
