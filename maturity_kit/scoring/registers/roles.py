"""Which roles the layers have, and whether every layer was heard on an investment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from maturity_kit.assessment.registers import Investment, Representative, Role
from maturity_kit.content.model import EQUAL

DOMINANT = 0.5


@dataclass(frozen=True)
class LayerRoles:
    """The roles of one layer.

    Attributes:
        coverage: part of the roles that is present or external, 0..1; None without roles.
        external: part of the roles that is external, 0..1; the share of the coverage that ends on a date.
        missing: names of the roles that are missing, or external until a day that has passed.
    """

    coverage: float | None
    external: float | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class InvestmentCheck:
    """How an investment was decided.

    Attributes:
        represented: the layers that gave a wish, a requirement, a value or an influence.
        shares: the influence of each layer that was filled in as a part of all, 0..1; empty when nobody gave any.
        dominance: greatest influence as a part of all, 0..1; None when nobody gave any.
        dominant: the layer with that influence when it is above a half.
        value: mean value for the customer over the layers that gave one, 0..4; None without any.
        balanced: whether every layer is represented and none has more than half of the influence.
    """

    name: str
    represented: tuple[str, ...]
    shares: Mapping[str, float]
    dominance: float | None
    dominant: str | None
    value: float | None
    balanced: bool


def state_on(role: Role, today: date) -> str:
    """``present``, ``external`` or ``missing`` on a day: help from outside counts up to and including its last day."""
    ended = role.state == "external" and role.until is not None and role.until < today
    return "missing" if ended else role.state


def roles_of(roles: Sequence[Role], today: date) -> LayerRoles:
    """The coverage of one layer on a day."""
    if not roles:
        return LayerRoles(None, None, ())
    states = [state_on(role, today) for role in roles]
    missing = tuple(role.role for role, state in zip(roles, states, strict=True) if state == "missing")
    return LayerRoles(1 - len(missing) / len(roles), states.count("external") / len(roles), missing)


def investment_of(investment: Investment, layers: Iterable[str]) -> InvestmentCheck:
    """What the representatives of ``layers`` said of an investment."""
    order = list(layers)
    heard = tuple(layer for layer in order if _heard(investment.layers.get(layer)))
    shares = _influence(investment.layers)
    dominance = max(shares.values(), default=None)
    dominant = dominance is not None and dominance > DOMINANT + EQUAL
    values = [one.value for one in investment.layers.values() if one.value is not None]
    return InvestmentCheck(
        investment.name,
        heard,
        shares,
        dominance,
        max(shares, key=lambda layer: shares[layer]) if dominant else None,
        sum(values) / len(values) if values else None,
        len(heard) == len(order) and dominance is not None and not dominant,
    )


def _heard(said: Representative | None) -> bool:
    if said is None:
        return False
    words = any((text or "").strip() for text in (said.wishes, said.requirements))
    return words or said.value is not None or said.influence is not None


def _influence(layers: Mapping[str, Representative]) -> dict[str, float]:
    given = {layer: said.influence or 0.0 for layer, said in layers.items()}
    total = sum(given.values())
    return {layer: influence / total for layer, influence in given.items()} if total > 0 else {}
