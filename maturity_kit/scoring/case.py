"""One assessment of one model, ready for the formulas: everything a method reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import DROPPED, Pooled, pooled
from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights, compile
from maturity_kit.scoring.tree import TreeScores, score_rule, score_tree


@dataclass(frozen=True, eq=False)
class Case:
    """Answers, weights and targets of one assessment as arrays, with the tree they give."""

    model: Model
    pooled: Pooled
    overrides: Mapping[str, float]
    targets: Mapping[str, float]
    language: str = "en"

    @cached_property
    def compiled(self) -> Compiled:
        """The model as arrays."""
        return compile(self.model)

    @cached_property
    def x(self) -> Floats:
        """Answers in 0..1, shape (items,), NaN without one."""
        return self.compiled.shares(np.array(self.pooled.values))

    @cached_property
    def applicable(self) -> Bools:
        """Whether each item applies and belongs to the edition, shape (items,); what does not drops out."""
        return np.array([state not in DROPPED for state in self.pooled.states])

    @cached_property
    def applied(self) -> Floats:
        """``x``, and NaN where an item does not apply as well."""
        return np.where(self.applicable, self.x, np.nan)

    @cached_property
    def weights(self) -> Weights:
        """The assessment's weights, else the model's."""
        return self.compiled.own_weights(self.overrides)

    @cached_property
    def tree(self) -> TreeScores:
        """The four values of every group, shape (groups,)."""
        return score_tree(self.compiled, self.x, self.applicable, self.weights)

    @cached_property
    def rules(self) -> dict[str, Floats]:
        """Scores of every group by the two other rules, shape (groups,)."""
        return {
            rule: score_rule(self.compiled, self.x, self.applicable, self.weights, rule)
            for rule in ("geometric", "minimum")
        }

    @property
    def unanswered(self) -> list[int]:
        """Places of the items that do not drop out and have no answer."""
        return [n for n, state in enumerate(self.pooled.states) if state in ("unknown", "not_asked")]

    @property
    def answered(self) -> list[int]:
        """Places of the items with an answer."""
        return [n for n, state in enumerate(self.pooled.states) if state == "answered"]

    def item(self, place: int) -> Item:
        """The item at a place."""
        return self.model.items[place]

    def score(self, group: str) -> float | None:
        """Score of a group or, by the model's id, of the model; None without one."""
        return number(self.tree.score[self.compiled.group_index[group]])

    def left(self, group: str) -> bool:
        """Whether a group does not drop out: its weight is above 0 and something in it is left."""
        place = self.compiled.group_index[group]
        return bool(self.weights.groups[place] > 0 and not math.isnan(self.tree.low[place]))

    def target(self, node: str) -> float | None:
        """The node's own target, else that of the nearest node above it, up to the model itself."""
        above = () if node == self.model.id else self.model.path(node)
        return next((self.targets[one] for one in (*reversed(above), self.model.id) if one in self.targets), None)


def case_of(model: Model, assessment: Assessment) -> Case:
    """The case of an assessment whose ids are those of this model."""
    return Case(model, pooled(assessment, model), assessment.weights, assessment.targets, assessment.language)


def in_use(compiled: Compiled, weights: Weights, *, of_levels: bool = False, beside_too: bool = True) -> Bools:
    """Whether each item is one of "the items of" the model, shape (..., items).

    Its own weight and that of every group between it and the model are above 0. With ``of_levels`` the groups directly
    under the model may have any weight, for counting the items of such a group; without ``beside_too`` no group in
    between may stand beside the score.
    """
    used = np.ones((*weights.lead, len(compiled.branches)), bool)
    for place in range(1, len(compiled.branches)):
        parent = compiled.parents[place]
        if not (of_levels and parent == 0):
            stays = beside_too or not compiled.beside[place]
            used[..., place] = used[..., parent] & (weights.groups[..., place] > 0) & stays
    return used[..., compiled.item_parents] & (weights.items > 0)


def levels_of_items(compiled: Compiled) -> list[int]:
    """Per item the place, from 0, of the group directly under the model that it belongs to."""
    top = np.arange(len(compiled.branches))
    for place in range(1, len(top)):
        if compiled.parents[place] != 0:
            top[place] = top[compiled.parents[place]]
    return [int(top[parent]) - 1 for parent in compiled.item_parents]


def number(found: float) -> float | None:
    """A float, None for NaN."""
    return None if math.isnan(found) else float(found)


def at_least(found: float, threshold: float) -> bool:
    """``found >= threshold``, equal within 1e-9."""
    return bool(found >= threshold - EQUAL)


def first_least(amounts: Mapping[str, float]) -> str | None:
    """The name with the least amount, the first on a tie within 1e-9; None without names."""
    least = min(amounts.values(), default=math.nan)
    return next((name for name, amount in amounts.items() if amount <= least + EQUAL), None)


def weighted_mean(pairs: list[tuple[float, float]]) -> float | None:
    """Mean of (weight, value) pairs with a weight above 0; None without any."""
    pairs = [(weight, value) for weight, value in pairs if weight > 0]
    if not pairs:
        return None
    top = max(weight for weight, _ in pairs)
    total = sum(weight / top for weight, _ in pairs)
    return sum(weight / top * value for weight, value in pairs) / total
