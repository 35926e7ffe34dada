"""What functions are handed wrongly is refused in a sentence that names the place and the remedy."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from building import model, simple

import maturity_kit as mk

EXAMPLE = mk.example("insurer")
RESULT = mk.score(EXAMPLE)
MODELS = mk.load_models()
FOUR = MODELS["four-d"]
OTHER = dataclasses.replace(FOUR, id="other")
SHOP = mk.new_assessment("a1", "Shop", "2026-11-22")


def weighed(node: str, weight: Any) -> mk.Assessment:
    return mk.apply(EXAMPLE, mk.Event("weight", node, weight))


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    # kinds
    "load a number": (lambda: mk.load_assessment(5), "path: Found number.*text or as a Path"),
    "load a list": (lambda: mk.load_model(["a.yaml"]), "path: Found list.*text or as a Path"),
    "models of a number": (lambda: mk.load_models(3), "path: Found number"),
    "parse a mapping": (lambda: mk.parse_assessment({}), "text: Found mapping.*in quotes"),
    "dump a mapping": (lambda: mk.dump_assessment({}), "assessment: Found mapping.*load_assessment"),
    "an example that is not there": (lambda: mk.example("nobody"), "nobody.assessment.json: There is no such file"),
    "change a result": (lambda: mk.apply(RESULT, mk.Event("weight", "fd.data", 1)), "assessment: Found Result"),
    "change by a mapping": (lambda: mk.apply(EXAMPLE, {}), r"event: Found mapping.*Event\(kind"),
    "freeze nothing": (lambda: mk.freeze(None), "assessment: Found nothing"),
    "score a file name": (lambda: mk.score("my.json"), "assessment: Found text.*load_assessment"),
    "score after a mapping": (lambda: mk.score(EXAMPLE, previous={}), "previous: Found mapping"),
    "score by a list": (lambda: mk.score(EXAMPLE, [FOUR]), "models: Found list.*load_models"),
    "score by a name": (lambda: mk.score(EXAMPLE, {"four-d": "four-d"}), r"models\['four-d'\]: Found text"),
    "one model the wrong way round": (lambda: mk.score_model(EXAMPLE, FOUR), "model: Found Assessment.*load_model"),
    "explain all models": (lambda: mk.explain(RESULT), "model_result: Found Result.*score_model"),
    "explain what is not there": (lambda: mk.explain(RESULT.models["four-d"], "fd.dat"), "Did you mean: fd.data"),
    "flips the wrong way round": (lambda: mk.flips(EXAMPLE, FOUR), "model: Found Assessment"),
    "agreement on a text": (lambda: mk.agreement_on(EXAMPLE, "dm.forms"), "item: Found text.*model.items"),
    "agreement of a result": (lambda: mk.agreement(RESULT), "assessment: Found Result"),
    "a table of an assessment": (lambda: mk.nodes_frame(EXAMPLE), "result: Found Assessment.*score"),
    "a table of answers of none": (lambda: mk.answers_frame(None), "result: Found nothing"),
    "a table of agreement": (lambda: mk.agreement_frame(EXAMPLE), "result: Found Assessment"),
    "bands of a result": (lambda: mk.bands_frame(RESULT), "sensitivity: Found Result.*with sensitivity"),
    "ranks of a result": (lambda: mk.ranks_frame(RESULT), "sensitivity: Found Result"),
    "compared by a result": (lambda: mk.compare_frame(RESULT), "comparison: Found Result.*compare"),
    "the effect of a result": (lambda: mk.weights_frame(RESULT), "effect: Found Result.*compare_weights"),
    "a set of plain numbers": (
        lambda: mk.save_weights(EXAMPLE, "Team", {"fd.data": 2}), "weighing: Found mapping.*direct_weights"),
    "draws for a mapping": (lambda: mk.sensitivity({}), "assessment: Found mapping"),
    "other weights for a result": (lambda: mk.compare_weights(RESULT, {}), "assessment: Found Result"),
    "compare names": (lambda: mk.compare(["a", "b"]), "load_assessment"),
    # numbers
    "a weight below 0": (lambda: weighed("fd.data", -1), "weights.fd.data: Found -1; allowed is ≥ 0"),
    "a weight that is NaN": (lambda: weighed("fd.data", math.nan), "weights.fd.data: Found nan; a finite number"),
    "an endless weight": (lambda: weighed("fd.data", math.inf), "weights.fd.data: Found inf; a finite number"),
    "a weight in words": (lambda: weighed("fd.data", "2"), "weights.fd.data: Found 2; a number is expected"),
    "weights put in force below 0": (lambda: mk.apply_weights(EXAMPLE, {"fd.data": -1}), "fd.data.*-1"),
    "points that are all 0": (lambda: mk.direct_weights({"a": 0, "b": 0}), "more than 0"),
    "weights that sum to 0": (
        lambda: mk.apply_weights(EXAMPLE, {group.id: 0 for group in FOUR.groups}), "four-d has weight 0.*more than 0"),
    "points that are NaN": (lambda: mk.direct_weights({"a": math.nan}), "points.a"),
    "no points": (lambda: mk.swing_weights({}), "points"),
    "an endless judgement": (lambda: mk.pairwise_weights(["a", "b"], {("a", "b"): math.inf}), "judgements.a/b"),
    "no draws": (lambda: mk.sensitivity(EXAMPLE, draws=0), "draws: Found 0"),
    "kappa below 0": (lambda: mk.sensitivity(EXAMPLE, kappa=-1), "kappa: Found -1"),
    "an answer off the scale": (
        lambda: mk.score(mk.apply(EXAMPLE, mk.Event("answer", FOUR.items[0].id, {"value": 9}))), "Found 9; the scale"),
    # counts
    "counts below 0": (lambda: mk.agreement_of((0, -1, 3)), r"counts\[1\]: Found -1; allowed is ≥ 0"),
    "half a person": (lambda: mk.agreement_of((0, 1.5, 3)), r"counts\[1\]: Found 1.5; a whole number"),
    "counts that are NaN": (lambda: mk.consensus((0, math.nan, 3)), r"counts\[1\]: Found nan; a finite number"),
    "counts in words": (lambda: mk.r_wg(("a", "b")), "counts: Found list.*|counts: Found tuple.*people per step"),
    "no steps": (lambda: mk.agreement_of(()), "counts: Found.*people per step"),
    "one step": (lambda: mk.agreement_of((3,)), "counts: Found.*two steps"),
    "one person": (lambda: mk.consensus((0, 1, 0)), "counts: Found 1 people; this measure needs two"),
    "nobody": (lambda: mk.r_wg((0, 0, 0)), "counts: Found 0 people"),
    "a row for a table": (lambda: mk.krippendorff([1, 2, 3]), "counts: Found.*one row for each question"),
    "rows of unequal length": (lambda: mk.krippendorff([[1, 2], [1]]), "counts: Found rows of unequal length"),
    "a table below 0": (lambda: mk.krippendorff([[1, 2], [1, -2]]), r"counts\[1\]\[1\]: Found -2"),
    "an endless table": (lambda: mk.krippendorff([[1, math.inf], [1, 2]]), r"counts\[0\]\[1\]: Found inf"),
    "a level of measurement": (lambda: mk.krippendorff([[1, 2]], "ratio"), "level: Found ratio; allowed are: ordinal"),
    "an empty frame": (lambda: mk.portfolio_frame(pd.DataFrame()), "frame: There are no rows"),
    # ids
    "a model under another id": (lambda: mk.score(EXAMPLE, {"x": FOUR}), "Under x stands the model four-d"),
    "two models with one id of an item": (
        lambda: mk.score(EXAMPLE, {"four-d": FOUR, "other": OTHER}), "other: The id fd.data.* is also used in four-d"),
    "one assessment only": (lambda: mk.compare([EXAMPLE]), "Give two or more"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_it_is_refused_with_place_and_remedy(case: str) -> None:
    call, told = WRONG[case]
    with pytest.raises(mk.InputError, match=told) as problem:
        call()
    assert problem.value.to("nl") != problem.value.to("en")


def test_measures_are_undefined_where_nothing_can_be_compared() -> None:
    """No item with two values, or the same value everywhere: no number rather than a made-up one."""
    assert math.isnan(mk.krippendorff([[1, 0], [0, 1]])) and math.isnan(mk.krippendorff([[3, 0], [2, 0]]))


def test_parts_that_people_switched_off_one_by_one_leave_a_model_without_a_score() -> None:
    """Nothing counts in it any more: no score and no bounds; the other models stay as they were."""
    off = EXAMPLE
    for group in FOUR.groups:
        off = mk.apply(off, mk.Event("weight", group.id, 0))
    found = mk.score(off).models
    assert (found["four-d"].score, found["four-d"].low) == (None, None)
    assert found["eight-values"].score == RESULT.models["eight-values"].score


def test_answers_of_another_version_are_moved_along() -> None:
    """The new version calls the question a1; its answer under the old name is not lost and not counted twice."""
    now = model("tree", simple("a", 2), version="2", renamed={"old": "a1"})
    before = mk.apply(SHOP, mk.Event("answer", "old", {"value": 4}))
    assert mk.score(before, {"m": now}, rules=()).models["m"].score == 100
    again = mk.apply(before, mk.Event("answer", "a1", {"value": 0}))
    assert mk.score(again, {"m": now}, rules=()).models["m"].score == 0
