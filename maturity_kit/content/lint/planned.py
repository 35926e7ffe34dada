"""Rules that only the workbook's own models follow: how many items, of which kind, about which concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.content.lint.finding import Finding, fault
from maturity_kit.content.lint.house import House, ModelPlan, Range
from maturity_kit.content.lint.passages import passages
from maturity_kit.content.model import SIGNALS, Group, Item, Model


def planned_findings(model: Model, house: House) -> Iterator[Finding]:
    """Where one model differs from its plan and its concepts."""
    plan = house.plan.models[model.id]
    yield from _languages(model, house.plan.languages)
    yield from _counts(model, plan)
    yield from _essential(model, plan.essential) if plan.essential else ()
    yield from _signals(model, plan.signals)
    yield from _quick_everywhere(model)
    yield from _concepts(model, house)


def together_findings(models: Sequence[Model], house: House) -> Iterator[Finding]:
    """Whether the planned models have as many items in all as is asked; silent while one of them is missing."""
    planned = [model for model in models if model.id in house.plan.models]
    count = sum(len(model.items) for model in planned)
    if len(planned) == len(house.plan.models) and count not in house.plan.items:
        yield fault("plan.items", "data/models", found=count, allowed=house.plan.items)


def _languages(model: Model, wanted: Sequence[str]) -> Iterator[Finding]:
    spoken = {language for passage in passages(model) for language in passage.text}
    if missing := [language for language in wanted if language not in spoken]:
        yield fault("plan.languages", model.id, found=", ".join(sorted(spoken)), missing=", ".join(missing))


def _counts(model: Model, plan: ModelPlan) -> Iterator[Finding]:
    quick = sum(item.quick for item in model.items)
    if quick != plan.quick:
        yield fault("plan.quick", model.id, found=quick, allowed=plan.quick)
    for group_id, allowed in plan.groups.items():
        count = len(_items(model, group_id))
        if count not in allowed:
            yield fault("plan.group", group_id, found=count, allowed=allowed)


def _essential(model: Model, allowed: Range) -> Iterator[Finding]:
    for level in model.groups:
        count = sum(item.essential for item in _items(model, level.id))
        if count not in allowed:
            yield fault("plan.essential", level.id, found=count, allowed=allowed)


def _signals(model: Model, least: int) -> Iterator[Finding]:
    for signal in SIGNALS:
        count = sum(signal in item.signals for item in model.items)
        if count < least:
            yield fault("plan.signals", model.id, signal=signal, found=count, allowed=least)


def _quick_everywhere(model: Model) -> Iterator[Finding]:
    """A part that counts must not be without a score in the quick scan."""
    for node in model.nodes:
        if isinstance(node, Group) and node.items and not any(item.quick for item in node.items):
            above = [model.by_id[name] for name in model.path(node.id)]
            if not any(isinstance(group, Group) and group.beside for group in above):
                yield fault("plan.part", node.id)


def _concepts(model: Model, house: House) -> Iterator[Finding]:
    known = house.concepts[model.id].items if model.id in house.concepts else {}
    covered = {concept for item in model.items for concept in item.concepts}
    for concept in known:
        if concept not in covered:
            yield fault("concept.open", model.id, found=concept, told=known[concept])
    for item in model.items:
        for concept in item.concepts:
            if concept not in known:
                yield fault("concept.unknown", f"{item.id}.concepts", found=concept)


def _items(model: Model, group_id: str) -> list[Item]:
    """The items in a group at any depth; none when the model has no such group."""
    group = model.by_id.get(group_id)
    return [node for node in group.walk() if isinstance(node, Item)] if isinstance(group, Group) else []
