"""All models together: overall, themes, roadmap, changes, notices and the result file, worked by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from building import Fields, answered, group, item, model, simple

from maturity_kit.content.load import load_models
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.home import home
from maturity_kit.insight.comparing.changes import changes_of
from maturity_kit.insight.notices import jumps, unsure
from maturity_kit.insight.roadmap import Proposal, importances
from maturity_kit.insight.schemas import FILES, export_schemas, schema_of
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.scoring.case import case_of
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import Change, CycleReading
from maturity_kit.scoring.score import score_model

close = pytest.approx


def tree(name: str, *items: Fields, **more: Any) -> Model:
    return model("tree", group(f"{name}-g", *items), id=name, **more)


def scored(known: list[Model], values: dict[str, Any], **more: Any) -> Result:
    return score(answered(values, **more), {one.id: one for one in known})


TWO = [tree("p", item("p1"), item("p2")), tree("q", item("q1"))]


def test_overall_weighs_the_models() -> None:
    # p: S 75, L 37.5, H 87.5, C 0.5; q: 25 with weight 3
    # S = (75 + 75)/4 = 37.5; L = (37.5 + 75)/4 = 28.125; H = (87.5 + 75)/4 = 40.625; C = (0.5 + 3)/4 = 0.875
    overall = scored(TWO, {"p1": 3, "q1": 1}, model_weights={"q": 3}).overall
    assert (overall.score, overall.low, overall.high, overall.coverage) == close((37.5, 28.125, 40.625, 0.875))


def test_a_model_that_nobody_touched_is_not_scored() -> None:
    result = scored(TWO, {"p1": 3})
    assert (list(result.models), result.overall.score) == (["p"], close(75))


def test_a_model_in_the_list_is_scored_without_answers() -> None:
    result = scored(TWO, {"p1": 3}, models={"q": "1"})
    # q has no score, L 0, H 100: overall L = (37.5 + 0)/2
    assert (list(result.models), result.overall.score, result.overall.low) == (["p", "q"], close(75), close(18.75))


def test_a_model_with_weight_zero_or_nothing_that_applies_drops_out_of_overall() -> None:
    off = scored(TWO, {"p1": 4, "p2": 4, "q1": 0}, model_weights={"q": 0}).overall
    gone = scored(TWO, {"p1": 4, "p2": 4, "q1": "not_applicable"}).overall
    assert (off.score, off.low, gone.score, gone.coverage) == close((100, 100, 100, 1))


def test_nothing_filled_in_gives_an_empty_result_and_says_so() -> None:
    result = scored(TWO, {})
    assert (dict(result.models), result.overall.score, result.roadmap) == ({}, None, ())
    assert [one.key for one in result.notices] == ["models.none"]


def test_a_theme_is_the_mean_over_the_models_that_have_it() -> None:
    # p: (3*100 + 1*0)/4 = 75, q: 25, so data = 50; r has no answer for it
    p = tree("p", item("p1", themes=["data"], weight=3), item("p2", themes=["data", "people"]))
    q = tree("q", item("q1", themes=["data"]), item("q2", themes=["planning"]))
    r = tree("r", item("r1", themes=["data"]), item("r2"))
    result = scored([p, q, r], {"p1": 4, "p2": 0, "q1": 1, "r2": 4})
    assert result.themes == {"data": close(50), "people": close(0)}


def test_a_theme_counts_items_beside_the_score_but_not_those_switched_off() -> None:
    beside = group("b", item("b1", themes=["data"]), beside=True)
    off = group("o", item("o1", themes=["data"]), weight=0)
    one = model("tree", beside, off, simple("a", 1))
    assert scored([one], {"b1": 3, "o1": 0, "a1": 0}).themes == {"data": close(75)}


def steps(result: Result) -> list[tuple[str, str]]:
    return [(step.item, step.horizon) for step in result.roadmap]


def only(result: Result, name: str) -> Proposal:
    return next(step for step in result.roadmap if step.item == name)


def test_with_equal_weights_every_importance_is_one() -> None:
    """However large the group."""
    big = model("tree", simple("a", 5), group("b", simple("bb", 1)), simple("z", 1, beside=True))
    case = case_of(big, answered(dict.fromkeys([one.id for one in big.items], 2)))
    assert list(importances(case, case.weights)) == close([1] * 7)


def test_importance_is_the_product_of_relative_weights_on_the_path() -> None:
    # a weighs 3, b 1: mean 2, so 1.5 and 0.5; a1 weighs 1, a2 3: mean 2, so 0.5 and 1.5
    # a1 = 1.5*0.5 = 0.75, a2 = 1.5*1.5 = 2.25, b1 = 0.5
    one = model("tree", group("a", item("a1"), item("a2", weight=3), weight=3), simple("b", 1))
    case = case_of(one, answered())
    assert list(importances(case, case.weights)) == close([0.75, 2.25, 0.5])


def test_siblings_that_dropped_out_do_not_count_in_the_mean() -> None:
    # a2 does not apply, a4 is off: mean of 1 and 3 is 2
    one = model("tree", group("a", item("a1"), item("a2", weight=9), item("a3", weight=3), item("a4", weight=0)))
    case = case_of(one, answered({"a2": "not_applicable"}))
    found = importances(case, case.weights)
    assert (found[0], found[2], found[3]) == close((0.5, 1.5, 0))


def test_a_step_into_or_below_a_beside_group_counts_one() -> None:
    one = model("tree", group("a", item("a1", weight=5), item("a2"), weight=4, beside=True), simple("b", 1))
    case = case_of(one, answered())
    assert list(importances(case, case.weights)) == close([1, 1, 1])


def test_priority_is_importance_times_the_gap_over_effort() -> None:
    # models weigh 3 and 1: mean 2; p1: 3/2 * (0.9 - 0.5) / 2 = 0.3; q1: 0.5 * (0.75 - 0) / 1 = 0.375
    models = [tree("p", item("p1", effort=2)), tree("q", item("q1"))]
    result = scored(models, {"p1": 2, "q1": 0}, targets={"p": 90}, model_weights={"p": 3})
    assert (only(result, "p1").priority, only(result, "q1").priority) == close((0.3, 0.375))
    assert steps(result) == [("q1", "now"), ("p1", "now")]


def test_only_answered_items_below_their_target_are_candidates() -> None:
    """75 by default: step 3 is enough."""
    one = tree("p", *[item(f"p{n}") for n in range(5)])
    result = scored([one], {"p0": 3, "p1": 2, "p2": "unknown", "p3": 4, "p4": 0}, weights={"p4": 0})
    assert steps(result) == [("p1", "now")]


def test_a_target_of_ones_own_can_ask_for_more_or_less() -> None:
    one = tree("p", item("p1"), item("p2"))
    assert steps(scored([one], {"p1": 3, "p2": 2}, targets={"p1": 100, "p2": 50})) == [("p1", "now")]


def test_ties_go_by_model_and_then_by_item() -> None:
    models = [tree("q", item("q2"), item("q1")), tree("p", item("p1"))]
    assert [one for one, _ in steps(scored(models, {"q1": 1, "q2": 1, "p1": 1}))] == ["p1", "q2", "q1"]


def test_items_about_one_topic_are_one_step() -> None:
    """The greatest priority leads and names the others."""
    models = [
        tree("p", item("p1", topic="t"), item("p2")),
        tree("q", item("q1", topic="t")),
        tree("r", item("r1", topic="t")),
    ]
    result = scored(models, {"p1": 2, "p2": 1, "q1": 0, "r1": 1})
    assert [(one.item, one.also) for one in result.roadmap] == [("q1", ("r1", "p1")), ("p2", ())]


def test_ten_steps_at_most_three_now_three_next() -> None:
    one = tree("p", *[item(f"p{n:02}") for n in range(14)])
    horizons = [horizon for _, horizon in steps(scored([one], {f"p{n:02}": 1 for n in range(14)}))]
    assert horizons == ["now"] * 3 + ["next"] * 3 + ["later"] * 4


def test_at_most_two_repairs_of_skipped_levels_come_now() -> None:
    """The third such repair waits; the walk goes on, even beyond the tenth."""
    # level a: 12 items at 0, skipped, because b is at work; all repairs (a) with priority 0.75; b1 at 2: 0.25
    ladder = model("ladder", simple("a", 12), simple("b", 2))
    result = scored([ladder], {**{f"a{n}": 0 for n in range(1, 13)}, "b1": 2, "b2": 3})
    now = [name for name, horizon in steps(result) if horizon == "now"]
    assert (now, len(result.roadmap)) == (["a1", "a2", "b1"], 10)
    assert [name for name, horizon in steps(result) if horizon == "next"] == ["a3", "a4", "a5"]


def test_a_step_brings_its_descriptor() -> None:
    assert scored([tree("p", item("p1"))], {"p1": 1}).roadmap[0].next_step.to("en") == "p1 step 2"


def keys(result: Result) -> list[str]:
    return [one.key for one in result.notices]


def test_unknown_ids_are_reported_in_both_languages() -> None:
    result = scored(TWO, {"p1": 1, "zz": 1})
    assert [one.to("en")[:28] for one in result.notices] == ["One entry in answers belongs"]
    assert "zz" in result.notices[0].to("nl")


def test_another_version_is_reported() -> None:
    assert keys(scored(TWO, {"p1": 1}, models={"p": "0.9"})) == ["model.version"]


def test_a_target_that_jumps_a_level_is_warned_about() -> None:
    ladder = model("ladder", simple("a", 1), simple("b", 1), simple("c", 1))
    assert keys(scored([ladder], {"a1": 3, "b1": 0, "c1": 0}, targets={"c1": 80})) == ["target.jump"]
    assert keys(scored([ladder], {"a1": 3, "b1": 0, "c1": 0}, targets={"b": 80, "m": 90})) == []


def test_a_jump_can_be_asked_about_before_it_is_made() -> None:
    ladder = model("ladder", simple("a", 1), simple("b", 1), simple("c", 1))
    result = scored([ladder], {"a1": 0, "b1": 0, "c1": 0}).models["m"]
    assert [len(jumps(result, [node])) for node in ("a", "b", "c1")] == [0, 1, 1]


def test_rules_that_give_another_level_are_told() -> None:
    # a: mean (100 + 25)/2 = 62.5 secured; geometric sqrt(100*25) = 50 and minimum 25 are not
    ladder = model("ladder", simple("a", 2))
    assert keys(scored([ladder], {"a1": 4, "a2": 1})) == ["rules.geometric", "rules.minimum"]


def test_rules_that_give_another_situation_are_told() -> None:
    # x: mean 62.5 is high, geometric 50 is low; y low by every rule
    plane = model("quadrant", simple("x", 2), simple("y", 1), parameters={"x": "x", "y": "y"})
    result = scored([plane], {"x1": 4, "x2": 1, "y1": 0})
    assert keys(result) == ["rules.geometric", "rules.minimum"]
    assert "Omnichannel marketing" in result.notices[0].to("en")


def test_notices_and_verdicts_call_a_situation_by_one_name() -> None:
    for language in ("en", "nl"):
        said, verdicts = (Wording(room, language) for room in ("notices", "verdict"))
        assert [said(f"situation.{one}") for one in SITUATIONS] == [verdicts(f"situation.{one}") for one in SITUATIONS]


def test_rules_that_agree_say_nothing() -> None:
    assert keys(scored([model("ladder", simple("a", 2))], {"a1": 3, "a2": 3})) == []


@pytest.mark.parametrize(("unknown", "told"), [(2, True), (1, False)])
def test_more_than_a_third_that_does_not_know_is_told(unknown: int, told: bool) -> None:
    """Of those for whom it applies: 1 of 3 is not more than a third, 2 of 4 is."""
    rows = [{"value": 2}] * 2 + [{"state": "unknown"}] * unknown + [{"state": "not_applicable"}]
    assert (keys(scored(TWO, {}, votes={"p1": rows})) == ["votes.unknown"]) is told


def test_questions_on_which_many_do_not_know_are_given_in_their_own_words() -> None:
    asked = answered({}, votes={"p1": [{"value": 2}, {"state": "unknown"}]})
    (found,) = unsure(asked, score_model(TWO[0], asked))
    assert (found.to("en"), found.to("nl")) == (
        "M: on one question more than a third of those it concerns do not know: “p1?”. "
        "Plan an action to find out before agreeing.",
        "M: bij één vraag weet meer dan een derde van de mensen die het aangaat het niet: ‘p1?’. "
        "Plan eerst een actie om het uit te zoeken.",
    )


def test_without_votes_nobody_is_unsure() -> None:
    asked = answered({"p1": "unknown"})
    assert unsure(asked, score_model(TWO[0], asked)) == []


def test_symptoms_at_odds_and_a_solution_ahead_are_told() -> None:
    plane = model(
        "quadrant",
        simple("x", 1),
        simple("y", 1),
        simple("s", 1, beside=True),
        parameters={"x": "x", "y": "y", "symptoms": "s"},
    )
    halves = model("values", simple("i", 1), simple("o", 1), id="v", parameters={"insight": ["i"], "solution": ["o"]})
    assert keys(scored([plane, halves], {"x1": 4, "y1": 4, "s1": 0, "i1": 1, "o1": 4})) == [
        "quadrant.symptoms",
        "values.ahead",
    ]


def test_a_claim_that_is_no_situation_is_told() -> None:
    plane = model("quadrant", simple("x", 1), simple("y", 1), parameters={"x": "x", "y": "y"})
    assert keys(scored([plane], {"x1": 1, "y1": 1}, claims={"m": "very omnichannel"})) == ["claim.unknown"]


def cycle(version: str, *names: str, **more: Any) -> Model:
    elements = group("e", *[simple(name, 1) for name in names])
    return model("cycle", elements, version=version, parameters={"elements": "e"}, **more)


def test_a_change_is_split_into_version_weights_and_answers() -> None:
    # Old model: element a = items a1, a2 equally. New model: a1 is called n1 and weighs 3 by default.
    # Before: n1 25, a2 75. Own version: 50. In the new model: (3*25 + 75)/4 = 37.5: version -12.5
    # After: weight of n1 set to 1: (25 + 75)/2 = 50: weights +12.5. Answers 100 and 75: 87.5: answers +37.5
    old = model("tree", simple("a", 2))
    new = model("tree", group("a", item("n1", weight=3), item("a2")), version="2", renamed={"a1": "n1"})
    before, after = answered({"a1": 1, "a2": 3}), answered({"n1": 4, "a2": 3}, weights={"n1": 1})
    assert changes_of(before, after, old, new, ["a"])["a"] == Change(close(-12.5), close(12.5), close(37.5))


def test_the_earlier_weights_are_carried_onto_the_present_defaults() -> None:
    # Before: a1 weighs 3: (3*0 + 100)/4 = 25 in both versions; after: equal weights, (0 + 100)/2 = 50
    old, new = model("tree", simple("a", 2)), model("tree", group("a", item("n1"), item("a2")), renamed={"a1": "n1"})
    found = changes_of(answered({"a1": 0, "a2": 4}, weights={"a1": 3}), answered({"n1": 0, "a2": 4}), old, new, ["a"])
    assert found["a"] == Change(close(0), close(25), close(0))


def test_a_change_without_a_score_is_null() -> None:
    one = model("tree", simple("a", 1))
    assert changes_of(answered(), answered({"a1": 1}), one, one, ["a"])["a"] == Change(None, None, None)


def test_a_previous_round_gives_changes_per_element() -> None:
    ring = cycle("1", "a", "b")
    result = score(answered({"a1": 3, "b1": 1}, round=2), {"m": ring}, previous=answered({"a1": 1}))
    reading = result.models["m"].reading
    assert isinstance(reading, CycleReading) and reading.changes is not None
    assert reading.changes == {"a": Change(close(0), close(0), close(50)), "b": Change(None, None, None)}


def test_a_previous_round_of_a_lost_version_says_so() -> None:
    ring = cycle("2", "a")
    result = score(answered({"a1": 3}), {"m": ring}, previous=answered({"a1": 1}, models={"m": "1"}))
    assert keys(result) == ["previous.version"]
    reading = result.models["m"].reading
    assert isinstance(reading, CycleReading) and reading.changes == {"a": Change(None, close(0), close(50))}


def test_a_previous_round_of_something_else_is_told() -> None:
    result = score(answered({"a1": 3}), {"m": cycle("1", "a")}, previous=answered({"a1": 1}, unit="North"))
    assert keys(result) == ["previous.other"]


def test_a_previous_round_off_the_scale_is_refused() -> None:
    with pytest.raises(InputError, match=r"answers.a1.value: Found 7"):
        score(answered({"a1": 3}), {"m": cycle("1", "a")}, previous=answered({"a1": 7}))


def test_without_a_previous_round_there_are_no_changes_in_the_file() -> None:
    reading = scored([cycle("1", "a")], {"a1": 1}).as_json()["models"]["m"]["reading"]
    assert reading == {"method": "cycle", "weakest": "a", "strongest": "a"}


def test_a_value_off_the_scale_is_refused_with_the_file() -> None:
    with pytest.raises(InputError, match=r"x.json: answers.p1.value: Found 9"):
        score(answered({"p1": 9}), {"p": TWO[0]}, where="x.json")


def test_the_result_file_has_exactly_the_fields_of_the_format() -> None:
    ladder = model("ladder", simple("a", 2))
    found = scored([ladder], {"a1": 1, "a2": 3}).as_json()
    first = ["format", "models", "overall", "themes", "contradictions", "roadmap"]
    assert list(found) == [*first, "registers", "agreement", "notices"]
    assert list(found["models"]["m"]) == [
        "score",
        "low",
        "high",
        "coverage",
        "target",
        "gap",
        "rules",
        "nodes",
        "reading",
    ]
    assert found["models"]["m"]["reading"]["repairs"] == [
        {"item": "a1", "class": "c", "next_step": {"en": "a1 step 2"}}
    ]
    assert found["roadmap"] == [
        {"item": "a1", "priority": 0.5, "horizon": "now", "also": [], "next_step": {"en": "a1 step 2"}}
    ]


EXAMPLES = sorted((home() / "data" / "examples").glob("*.json"))


@pytest.mark.parametrize("values", [0, 2, 4, "unknown", "not_applicable", None])
def test_results_of_the_five_models_fit_the_schema(values: Any) -> None:
    models = load_models(home() / "data" / "models")
    every = {one.id: values for each in models.values() for one in each.items}
    found = score(answered(every, models=dict.fromkeys(models, "1.0")), models).as_json()
    jsonschema.validate(json.loads(json.dumps(found, allow_nan=False)), schema_of("result"))


@pytest.mark.parametrize("kind", FILES)
def test_the_schemas_in_the_workbook_are_in_step(kind: str, tmp_path: Path) -> None:
    export_schemas(tmp_path)
    name = f"{kind}.schema.json"
    kept = home() / "data" / "schemas" / name
    assert (tmp_path / name).read_text() == kept.read_text(), "run export_schemas('data/schemas')"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_fit_the_schema_of_an_assessment(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema_of("assessment"))
