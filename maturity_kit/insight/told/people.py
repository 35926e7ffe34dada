"""Roles that are missing or soon will be, and investments that not everybody was heard on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from maturity_kit.assessment.registers import Role
from maturity_kit.insight.tables import layers_of
from maturity_kit.insight.told.telling import CLASH, GAP, Filled, Said, blank
from maturity_kit.insight.words import EQUAL, plain
from maturity_kit.scoring.registers.roles import InvestmentCheck

SOON = timedelta(days=60)


def roles(filled: Filled) -> Iterator[Said]:
    """How many roles are filled, which are missing, and which help ends, with who takes over."""
    say, found = filled.say, filled.tables.roles
    rows = [row for layer in filled.kept.roles.values() for row in layer]
    if not rows:
        yield Said(say("roles.empty"))
        return
    missing = {layer: one.missing for layer, one in found.items() if one.missing}
    if missing:
        yield Said(_missing(filled, missing), GAP)
    else:
        yield Said(say("roles.all", count=len(rows)))
    yield from _ending(filled, [row for row in rows if row.state == "external"])
    bare = [layer for layer in layers_of(filled.results) if not filled.kept.roles.get(layer)]
    if bare:
        yield Said(say("roles.bare", count=len(bare), layers=filled.titles(bare)))


def _missing(filled: Filled, missing: Mapping[str, Sequence[str]]) -> str:
    parts = [filled.say("dialogues.role", names=filled.names(names), layer=filled.title(layer))
             for layer, names in missing.items()]  # fmt: skip
    total = sum(map(len, filled.kept.roles.values()))
    return filled.say("roles.missing", count=sum(map(len, missing.values())), total=total, parts=filled.row(parts))


def _ending(filled: Filled, helpers: Sequence[Role]) -> Iterator[Said]:
    """Help that nobody takes over from, whenever it ends; then help that ends within sixty days."""
    say = filled.say
    helpers = sorted(helpers, key=lambda role: (role.until is None, role.until or filled.today))
    alone = [role for role in helpers if blank(role.takes_over)]
    if alone:
        parts = filled.row(_until(filled, role) for role in alone)
        yield Said(say("roles.nobody", count=len(alone), parts=parts), CLASH)
    soon = [role for role in helpers if not blank(role.takes_over) and _is_soon(filled, role)]
    if soon:
        parts = filled.row(say("roles.handover", role=_until(filled, role), heir=filled.quoted(role.takes_over))
                           for role in soon)  # fmt: skip
        yield Said(say("roles.soon", count=len(soon), parts=parts), GAP)


def _is_soon(filled: Filled, role: Role) -> bool:
    return role.until is not None and filled.today <= role.until <= filled.today + SOON


def _until(filled: Filled, role: Role) -> str:
    """A role with the day its help ends or ended."""
    say, name = filled.say, filled.quoted(role.role)
    if role.until is None:
        return say("roles.no-date", name=name)
    key = "roles.ended" if role.until < filled.today else "roles.until"
    return say(key, name=name, day=filled.day(role.until))


def investments(filled: Filled) -> Iterator[Said]:
    """Layers that were not heard, a layer that decided alone, and the value for the customer."""
    say, found = filled.say, filled.tables.investments
    if not found:
        yield Said(say("investments.empty"))
        return
    unheard = [one for one in found if _unheard(filled, one)]
    if unheard:
        parts = filled.row(say("investments.part", name=filled.quoted(one.name),
                               layers=filled.titles(_unheard(filled, one))) for one in unheard)  # fmt: skip
        yield Said(say("investments.unheard", count=len(unheard), parts=parts), GAP)
    yield from _dominated(filled, [one for one in found if one.dominant])
    balanced = [one.name for one in found if one.balanced]
    if balanced:
        yield Said(say("investments.balanced", count=len(balanced), names=filled.names(balanced)))
    yield from _value(filled, [one for one in found if one.value is not None])
    silent = [one.name for one in found if one.dominance is None]
    if silent:
        yield Said(say("investments.silent", count=len(silent), names=filled.names(silent)))


def _unheard(filled: Filled, one: InvestmentCheck) -> list[str]:
    return [layer for layer in layers_of(filled.results) if layer not in one.represented]


def _dominated(filled: Filled, found: Sequence[InvestmentCheck]) -> Iterator[Said]:
    parts = [filled.say("investments.share", name=filled.quoted(one.name), layer=filled.title(one.dominant),
                        share=filled.percent(one.dominance or 0.0)) for one in found if one.dominant]  # fmt: skip
    if parts:
        yield Said(filled.say("investments.dominated", count=len(parts), parts=filled.row(parts)), CLASH)


def _value(filled: Filled, found: Sequence[InvestmentCheck]) -> Iterator[Said]:
    """The investment that the layers think customers gain least from, when they differ."""
    values = [one.value or 0.0 for one in found]
    if len(found) > 1 and max(values) - min(values) > EQUAL:
        least = [one.name for one in found if (one.value or 0.0) <= min(values) + EQUAL]
        lowest = plain(min(values), filled.say.language)
        yield Said(filled.say("investments.value", count=len(least), names=filled.names(least), value=lowest))
