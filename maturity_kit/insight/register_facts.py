"""The numbers of the working tables that a rule can name, each with what a sentence about it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from maturity_kit.insight.tables import Tables

Read = tuple[float | None, Mapping[str, object]]


def _operation_score(tables: Tables, layer: str | None) -> Read:
    return tables.operation_score, {"value": tables.operation_score}


def _kpis(tables: Tables, layer: str | None) -> Read:
    return tables.kpis.complete, {"value": 100 * (tables.kpis.complete or 0.0)}


def _density(tables: Tables, layer: str | None) -> Read:
    """Two channels at least, for one alone has nothing to exchange with."""
    found = tables.channels
    if found is None or sum(map(len, found.silos)) < 2:
        return None, {}
    return found.density, {"value": 100 * found.density}


def _roles(tables: Tables, layer: str | None) -> Read:
    """Of one layer, else of the layer with the lowest."""
    covers = {name: roles.coverage for name, roles in tables.roles.items() if layer in (None, name)}
    known = {name: cover for name, cover in covers.items() if cover is not None}
    if not known:
        return None, {}
    lowest = min(known, key=lambda name: known[name])
    return known[lowest], {"layer": lowest, "value": 100 * known[lowest]}


def _dominance(tables: Tables, layer: str | None) -> Read:
    known = {one.name: one.dominance for one in tables.investments if one.dominance is not None}
    if not known:
        return None, {}
    name = max(known, key=lambda one: known[one])
    return known[name], {"name": name, "value": 100 * known[name]}


def _priority(tables: Tables, layer: str | None) -> Read:
    focus = tables.focus
    if focus is None:
        return None, {}
    found = next(one.priority for one in tables.dialogues if one.name == focus.dialogue)
    return found, {"name": focus.dialogue}


READ: Mapping[str, Callable[[Tables, str | None], Read]] = {
    "channels.density": _density,
    "dialogues.priority": _priority,
    "investments.dominance": _dominance,
    "kpis.complete": _kpis,
    "operation_score": _operation_score,
    "roles.coverage": _roles,
}
"""By the name of the register; each takes the layer that a condition names, if any, and gives None without a number."""
