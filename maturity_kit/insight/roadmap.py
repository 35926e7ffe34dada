"""What to do first: the answered items below their target, by what they would add for the effort."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maturity_kit.content.model import EQUAL, Item
from maturity_kit.content.text import Text
from maturity_kit.scoring.case import Case, in_use
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.result import LadderReading, ModelResult

Horizon = Literal["now", "next", "later"]
Waits = Literal["", "repairs", "focus"]
TARGET = 75.0
PROPOSAL = 10
TAKEN = 3
REPAIRS = 2


@dataclass(frozen=True)
class Candidate:
    """An answered item with something to gain: priority = importance x (target / 100 - x) / effort."""

    item: Item
    model: str
    importance: float
    gain: float
    next_step: Text
    also: tuple[str, ...] = ()

    @property
    def priority(self) -> float:
        """What it adds, 0..1 of the scale times importance, for each unit of effort."""
        return self.importance * self.gain


@dataclass(frozen=True, repr=False)
class Proposal:
    """A step on the roadmap.

    Attributes:
        item, model: their ids.
        priority: importance x what is to gain, 0..1 of the scale, for each unit of effort.
        importance: 1 on average over the items that count.
        horizon: ``now``, ``next`` or ``later``.
        also: items of other models about the same topic.
        waits: why a step of high priority does not come now: ``repairs`` when two of the three repair a skipped level
            already, ``focus`` when it made room for the focus dialogue; else empty.
    """

    item: str
    model: str
    priority: float
    importance: float
    horizon: Horizon
    also: tuple[str, ...]
    next_step: Text
    waits: Waits = ""

    def __repr__(self) -> str:
        return f"Proposal({self.horizon}: {self.item}, priority {self.priority:.2f})"


def importances(case: Case, weights: Weights) -> Floats:
    """Importance of each item inside its model, shape (..., items); 0 where a weight on its path is 0.

    The product over the steps from the model down to the item of w / (mean w of the siblings that count); a step into
    or below a beside group counts 1. With equal weights every importance is 1. ``weights`` may have leading axes.
    """
    compiled = case.compiled
    items = np.ones((*weights.lead, len(compiled.item_ids)))
    groups = np.ones((*weights.lead, len(compiled.branches)))
    left = ~np.isnan(case.tree.low) & ~compiled.beside
    for of_items, span in compiled.siblings:
        steps, own, counts = (items, weights.items, case.applicable) if of_items else (groups, weights.groups, left)
        steps[..., span] = _steps(own[..., span], counts[span])
    items[..., below_beside(compiled)[compiled.item_parents]] = 1.0
    return np.where(in_use(compiled, weights), items * down(compiled, groups)[..., compiled.item_parents], 0.0)


def below_beside(compiled: Compiled) -> Bools:
    """Whether each group stands beside the score or in a group that does."""
    below = compiled.beside.copy()
    for place in range(1, len(below)):
        below[place] |= below[compiled.parents[place]]
    return below


def down(compiled: Compiled, steps: Floats) -> Floats:
    """The product of the steps from the model down to each group, shape (..., groups).

    Args:
        compiled: the model.
        steps: w / (mean w of the siblings that count), shape (..., groups); one into or below a beside group counts 1.
    """
    found, below = np.ones_like(steps), below_beside(compiled)
    for place in range(1, len(below)):
        above = found[..., compiled.parents[place]]
        found[..., place] = above if below[place] else above * steps[..., place]
    return found


def _steps(weights: Floats, counts: Bools) -> Floats:
    """w / (mean w of the siblings that count), shape (..., siblings)."""
    top = np.maximum(weights.max(axis=-1, keepdims=True), np.finfo(float).tiny)
    part = weights / top
    used = np.where(counts & (part > 0), part, 0.0)
    mean = used.sum(axis=-1, keepdims=True) / np.maximum((used > 0).sum(axis=-1, keepdims=True), 1)
    return np.asarray(np.divide(part, mean, out=np.ones_like(part), where=mean > 0))


def candidates(results: Mapping[str, ModelResult], model_weights: Mapping[str, float]) -> list[Candidate]:
    """Every candidate, in order of model and item."""
    own = {model: model_weights.get(model, 1.0) for model in results}
    top = max(own.values(), default=0.0) or 1.0
    average = sum(weight / top for weight in own.values()) / max(len(own), 1)
    found = []
    for model, result in results.items():
        share = own[model] / top / average if average else 0.0
        inside = importances(result.case, result.case.weights)
        found += [_candidate(result, place, float(inside[place]) * share) for place in gaining(result.case)]
    return [one for one in found if one.importance > 0]


def gaining(case: Case) -> list[int]:
    """Places of the answered items below their target."""
    return [place for place in case.answered if _to_gain(case, place) > EQUAL / 100]


def _to_gain(case: Case, place: int) -> float:
    target = case.target(case.compiled.item_ids[place])
    return (TARGET if target is None else target) / 100 - float(case.x[place])


def _candidate(result: ModelResult, place: int, importance: float) -> Candidate:
    item = result.case.item(place)
    next_step = item.next_step(result.case.pooled.values[place])
    return Candidate(item, result.model.id, importance, _to_gain(result.case, place) / item.effort, next_step)


def in_order(found: list[Candidate]) -> list[Candidate]:
    """By priority; of items that share a topic only the first stays, which names the others."""
    ordered = [found[place] for place in ranked([one.priority for one in found])]
    kept: dict[str, Candidate] = {}
    for one in ordered:
        topic = f"topic {one.item.topic}" if one.item.topic else f"item {one.item.id}"
        first = kept.setdefault(topic, one)
        if first is not one:
            also = (*first.also, one.item.id)
            kept[topic] = Candidate(first.item, first.model, first.importance, first.gain, first.next_step, also)
    return list(kept.values())


def roadmap_of(
    results: Mapping[str, ModelResult], model_weights: Mapping[str, float], widest: Collection[str] = ()
) -> tuple[Proposal, ...]:
    """Ten steps at most: three now, of which at most two repair a skipped level, three next, the rest later.

    Args:
        results: of the scored models.
        model_weights: by model, 1 by default.
        widest: the layers in which the focus dialogue falls short most; when none of the three lies in them, the third
            gives way to the first candidate that does.
    """
    order = in_order(candidates(results, model_weights))
    first, passed = _now(order, skipped_repairs(results))
    now = _focused(first, order, items_in(results, widest))
    waits: dict[str, Waits] = dict.fromkeys([one.item.id for one in passed], "repairs")
    waits |= dict.fromkeys([one.item.id for one in first if one not in now], "focus")
    rest = [one for one in order if one not in now][: PROPOSAL - len(now)]
    horizons: list[tuple[Horizon, list[Candidate]]] = [
        ("now", now),
        ("next", rest[:TAKEN]),
        ("later", rest[TAKEN:]),
    ]
    return tuple(
        _proposal(one, horizon, "" if horizon == "now" else waits.get(one.item.id, ""))
        for horizon, some in horizons
        for one in some
    )


def _proposal(one: Candidate, horizon: Horizon, waits: Waits) -> Proposal:
    return Proposal(one.item.id, one.model, one.priority, one.importance, horizon, one.also, one.next_step, waits)


def items_in(results: Mapping[str, ModelResult], groups: Collection[str]) -> set[str]:
    """Ids of all items under these groups, to any depth."""
    models = [result.model for result in results.values()]
    return {item.id for model in models for item in model.items if not set(model.path(item.id)).isdisjoint(groups)}


def _focused(now: list[Candidate], order: list[Candidate], wanted: Collection[str]) -> list[Candidate]:
    first = next((one for one in order if one.item.id in wanted), None)
    if first is None or len(now) < TAKEN or any(one.item.id in wanted for one in now):
        return now
    return [*now[:-1], first]


def skipped_repairs(results: Mapping[str, ModelResult]) -> set[str]:
    """Ids of the items to repair in skipped levels, class (a)."""
    ladders = [result.reading for result in results.values() if isinstance(result.reading, LadderReading)]
    return {repair.item for reading in ladders for repair in reading.repairs if repair.cls == "a"}


def _now(order: list[Candidate], repairs: set[str]) -> tuple[list[Candidate], list[Candidate]]:
    """The first three, and the repairs passed over on the way because two are among them already."""
    taken: list[Candidate] = []
    passed: list[Candidate] = []
    for one in order:
        if len(taken) == TAKEN:
            break
        third_repair = one.item.id in repairs and sum(other.item.id in repairs for other in taken) == REPAIRS
        (passed if third_repair else taken).append(one)
    return taken, passed
