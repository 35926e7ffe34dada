"""Every shipped rule is made to speak from its own conditions, and silenced by flipping any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from building import answered

from maturity_kit.content.load import load_models
from maturity_kit.content.model import Group
from maturity_kit.content.rules import Condition, Rule, load_rules
from maturity_kit.insight.synthesis import score

TERM = {"term": "x", "definition": "d", "kpi": "k", "value": 1, "target": 2}
MODELS = load_models()
ITEMS = {one.id: one for each in MODELS.values() for one in each.items}
SHIPPED = load_rules()
Draft = dict[str, Any]
LAYER_IDS = ("fd.data", "fd.decisions", "fd.design", "fd.delivery")


def fill(draft: Draft, node: str, high: bool) -> None:
    """The highest, or the lowest, answer to every question under a node."""
    for each in MODELS.values():
        for one in each.items:
            if node in (each.id, *each.path(one.id)):
                draft["answers"][one.id] = one.scale.max if high else one.scale.min


def up(one: Condition) -> bool:
    return one.bound[0] in ("at_least", "above")


def make_level(draft: Draft, one: Condition, holds: bool) -> None:
    """The levels up to the bound secured, or the level that the bound forbids missing."""
    wanted = int(one.bound[1]) + (one.bound[0] == "above") - (one.bound[0] == "below")
    top = wanted if holds else wanted - 1 if up(one) else wanted + 1
    for place, level in enumerate(MODELS[one.subject].groups, 1):
        fill(draft, level.id, place <= top)


def make_skip(draft: Draft, one: Condition, holds: bool) -> None:
    for place, level in enumerate(MODELS[one.subject].groups[:2]):
        fill(draft, level.id, place == 1 or not holds)


def make_claim(draft: Draft, one: Condition, holds: bool) -> None:
    assert one.in_
    fill(draft, MODELS[one.subject].groups[2].id, True)
    draft["claims"][one.subject] = one.in_[0] if holds else "single-channel"


def make_signal(draft: Draft, one: Condition, holds: bool) -> None:
    for each in MODELS[one.model or ""].items:
        if one.subject in each.signals:
            draft["answers"][each.id] = each.scale.max if up(one) != holds else each.scale.min


def operation(high: bool) -> Draft:
    return {"tasks": [{"task": "n", "due": "2026-11-01", "done": "2026-11-01" if high else "2026-11-09"}]}


def terms(high: bool) -> Draft:
    return {"kpis": [TERM if high else {"term": "x"}]}


def roles(high: bool) -> Draft:
    state = "present" if high else "missing"
    return {"roles": {layer: [{"role": "p", "state": state}] for layer in LAYER_IDS}}


def investments(high: bool) -> Draft:
    shared = {layer: {"influence": 9 if high and layer == LAYER_IDS[0] else 1} for layer in LAYER_IDS}
    return {"investments": [{"name": "CDP", "layers": shared}]}


def dialogues(high: bool) -> Draft:
    steps = {"current": {"fd.data": 0}, "ambition": {"fd.data": 4}}
    return {
        "objectives": [{"name": "stay", "lag": 4 if high else 0}],
        "dialogues": [{"name": "Renewal", "objective": "stay", **steps}],
    }


def channels(high: bool) -> Draft:
    return {"channels": [{"name": "p", "exchanges_with": ["q"] if high else []}, {"name": "q"}]}


TABLES: dict[str, Callable[[bool], Draft]] = {
    "operation_score": operation,
    "kpis.complete": terms,
    "roles.coverage": roles,
    "investments.dominance": investments,
    "dialogues.priority": dialogues,
    "channels.density": channels,
}


def make(draft: Draft, one: Condition, holds: bool) -> None:
    """Make a condition true, or known and not true; one choice of several is enough to make them true."""
    if one.any_ is not None:
        for choice in one.any_[:1] if holds else one.any_:
            make(draft, choice, holds)
    elif one.kind == "node":
        fill(draft, one.subject, (one.is_ == "high") == holds)
    elif one.kind == "item":
        scale = ITEMS[one.subject].scale
        draft["answers"][one.subject] = scale.max if up(one) == holds else scale.min
    elif one.kind == "register":
        draft["registers"] |= TABLES[one.subject](up(one) == holds)
    else:
        kinds = {"attained": make_level, "skipped": make_skip, "claimed": make_claim, "signal": make_signal}
        kinds[one.kind](draft, one, holds)


def contradictions(rule: Rule, flipped: int | None = None) -> set[str]:
    """Ids of the shipped rules that speak when the conditions of one hold, but for the flipped one."""
    draft: Draft = {"answers": {}, "claims": {}, "registers": {}}
    for place, one in enumerate(rule.when):
        make(draft, one, place != flipped)
    rest = {name: part for name, part in draft.items() if name != "answers"}
    every = score(answered(draft["answers"], **rest), MODELS, rules=SHIPPED).contradictions
    told = next((one for one in every if one.rule.id == rule.id), None)
    assert told is None or len(told.facts) >= len(rule.when)
    for language in ("en", "nl"):
        assert all("{" not in fact.to(language) for one in every for fact in one.facts)
    return {one.rule.id for one in every}


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda one: one.id)
def test_every_shipped_rule_can_speak_and_is_silenced_by_any_of_its_conditions(rule: Rule) -> None:
    """Only its own conditions are filled in, so the other models and tables are empty."""
    assert rule.id in contradictions(rule)
    for place in range(len(rule.when)):
        assert rule.id not in contradictions(rule, flipped=place)


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda one: one.id)
def test_a_shipped_rule_is_silent_when_one_of_its_models_is_gone(rule: Rule) -> None:
    """As in a workbook with models of its own."""
    draft: Draft = {"answers": {}, "claims": {}, "registers": {}}
    for one in rule.when:
        make(draft, one, True)
    named = {node for one in rule.when for choice, _ in one.walk() for node in (choice.subject, choice.model)}
    rest = {name: part for name, part in draft.items() if name != "answers"}
    for gone in [each.id for each in MODELS.values() if named & {each.id, *each.by_id}]:
        left = {name: each for name, each in MODELS.items() if name != gone}
        every = score(answered(draft["answers"], **rest), left, rules=SHIPPED).contradictions
        assert rule.id not in {one.rule.id for one in every}


@pytest.mark.parametrize("state", ["unknown", "not_applicable", None])
def test_without_answers_nothing_contradicts(state: Any) -> None:
    every = {one.id: state for each in MODELS.values() for one in each.items}
    assert score(answered(every, models=dict.fromkeys(MODELS, "1.0")), MODELS, rules=SHIPPED).contradictions == ()


@pytest.mark.parametrize("value", [0, 2, 4])
def test_one_answer_to_every_question_contradicts_nothing(value: int) -> None:
    every = {one.id: value for each in MODELS.values() for one in each.items}
    assert score(answered(every), MODELS, rules=SHIPPED).contradictions == ()


def test_the_facts_of_a_shipped_rule_name_parts_that_people_know() -> None:
    layer = MODELS["four-d"].by_id["fd.decisions"]
    assert isinstance(layer, Group)
    rule = next(one for one in SHIPPED if one.id == "prediction-without-people")
    draft: Draft = {"answers": {"fd.data-view": 1}, "claims": {}, "registers": {}}
    for one in rule.when:
        make(draft, one, True)
    result = score(answered(draft["answers"], registers=draft["registers"]), MODELS, rules=(rule,))
    assert result.contradictions[0].facts[1].to("nl") == f"In de laag {layer.title['nl']} is 0% van de rollen bezet."
    assert [one.id for one in result.contradictions[0].models] == ["digital-maturity", "four-d"]
