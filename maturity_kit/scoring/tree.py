"""The weighted tree: from answers to scores of groups, for one assessment or very many at once.

Arrays have the nodes on their last axis and any other axes in front. Inside, nodes come first: the children of a group
are then one contiguous block, and a sum over them is one matrix product.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Generation, Weights, compile

__all__ = ["Bools", "Compiled", "Floats", "TreeScores", "Weights", "compile", "score_rule", "score_tree"]

BLOCK = 8192
PRODUCT = 2**18
Rule = Callable[[Generation, Floats, Floats, Floats, Floats], Floats]


@dataclass(frozen=True, eq=False)
class TreeScores:
    """The four values of every group, each of shape (..., groups), NaN where there is none.

    ``score``, ``low`` and ``high`` run from 0 to 100, ``coverage`` from 0 to 1.
    """

    score: Floats
    low: Floats
    coverage: Floats

    @cached_property
    def high(self) -> Floats:
        """What is not covered counts 100 instead of 0: low + 100 (1 - coverage)."""
        return np.fmax(np.minimum(self.low + 100 * (1 - self.coverage), 100.0), self.score)


def score_tree(
    compiled: Compiled, x: Floats, applicable: Bools | None = None, weights: Weights | None = None
) -> TreeScores:
    """Score, bounds and coverage of every group by the weighted mean.

    Args:
        compiled: the model.
        x: answers in 0..1, shape (..., items); NaN where an item is unknown or was not asked.
        applicable: shape (..., items); False drops the item. None: every item applies.
        weights: the model's own by default. All three arrays may have leading axes, which broadcast.

    Returns:
        Arrays of shape (..., groups), in the order of ``compiled.group_ids``.
    """
    used = compiled.relative(weights or compiled.weights)
    applies = np.ones(1, bool) if applicable is None else applicable
    answers = np.broadcast_shapes(x.shape[:-1], applies.shape[:-1])
    lead = np.broadcast_shapes(answers, used.lead)
    over, total = answers if math.prod(answers) == 1 else lead, math.prod(lead)
    rows = _rows(x, over, len(compiled.item_ids))
    applied = None if applies.all() else _rows(applies, over, len(compiled.item_ids))
    linear = _linear(compiled, used) if total > 1 and not used.lead else None
    if used.lead:
        used = _turned(used, lead)
    found = [np.empty((len(compiled.branches), total)) for _ in range(3)]
    step = _rows_at_once(compiled, used.items.ndim > 1)
    for start in range(0, total, step):
        block = slice(start, start + step)
        some = None if applied is None else _cut(applied, block)
        x = np.ascontiguousarray(_cut(rows, block))
        for part, values in zip(found, _block(compiled, x, some, _part(used, block), linear), strict=True):
            part[:, block] = values
    return TreeScores(*(np.moveaxis(part, 0, -1).reshape(*lead, len(part)) for part in found))


def _rows_at_once(compiled: Compiled, own_weights: bool) -> int:
    """How many rows fit in the cache, and in a product that BLAS does in one thread: waking others takes longer.

    With weights of its own in each row there are no products.
    """
    each = len(compiled.item_ids) * (2 if own_weights else len(compiled.branches))
    return min(BLOCK, max(1, PRODUCT // each))


def _rows(values: NDArray[Any], lead: tuple[int, ...], nodes: int) -> NDArray[Any]:
    """(..., nodes) as (rows, nodes), without a copy where the leading axes are already there."""
    return np.broadcast_to(values, (*lead, nodes)).reshape(-1, nodes)


def _turned(weights: Weights, lead: tuple[int, ...]) -> Weights:
    """Weights with leading axes as (nodes, rows)."""
    items, groups = (_rows(part, lead, part.shape[-1]).T for part in (weights.items, weights.groups))
    return Weights(items, groups)


def _cut(rows: NDArray[Any], block: slice) -> NDArray[Any]:
    """Some rows with nodes first; one row that holds for all stays one: (items, 1)."""
    return (rows if len(rows) == 1 else rows[block]).T


def _part(weights: Weights, block: slice) -> Weights:
    """Weights with nodes first: (nodes,) is the same for all rows, (nodes, rows) is cut."""
    return weights if weights.items.ndim == 1 else Weights(weights.items[:, block], weights.groups[:, block])


def _linear(compiled: Compiled, weights: Weights) -> Floats:
    """Score that an item adds to each group when nothing drops out, shape (groups, items): the tree is linear then."""
    one_each = np.eye(len(compiled.item_ids))
    return 100 * combine(compiled, one_each, np.ones_like(one_each), weights)


def _block(
    compiled: Compiled, x: Floats, applies: Bools | None, weights: Weights, linear: Floats | None
) -> tuple[Floats, Floats, Floats]:
    """Score, low and coverage, each (groups, rows), of x (items, rows) or (items, 1)."""
    known = ~np.isnan(x)
    if linear is not None and applies is None and known.all():
        score = np.minimum(linear @ x, 100.0)
        return score, score, np.where(np.isnan(linear[:, :1]), np.nan, 1.0)
    answered = known.astype(float) if applies is None else np.asarray(known * applies.astype(float))
    filled = np.fmax(x, 0.0) if applies is None else np.fmax(x, 0.0) * answered
    if linear is not None and applies is None:
        share, low = combine(compiled, filled, answered, weights), linear @ filled
        coverage = linear @ answered / 100
    else:
        counted = np.ones(x.shape) if applies is None else applies.astype(float)
        share, low, coverage = _bounded(compiled, filled, answered, counted, weights)
        low *= 100
    score = np.minimum(100 * share, 100.0)
    return score, np.fmin(low, score), np.minimum(coverage, 1.0)


def _bounded(
    compiled: Compiled, filled: Floats, answered: Floats, counted: Floats, weights: Weights
) -> tuple[Floats, Floats, Floats]:
    """Score and low in 0..1 and coverage, each (groups, rows), by the mean; what they share is summed once."""
    rows = filled.shape[1] if weights.items.ndim == 1 else weights.items.shape[1]
    found = np.zeros((5, len(compiled.branches), rows))
    alike = weights.items.ndim > 1 and np.array_equal(answered, counted)
    for generation in compiled.generations:
        if generation.of_items:
            gained, known = (generation.sum(weights.items, part) for part in (filled, answered))
            sums = [
                gained,
                gained.copy(),
                known.copy(),
                known,
                known if alike else generation.sum(weights.items, counted),
            ]
        else:
            sums = [generation.sum(weights.groups[generation.span], part[generation.span]) for part in found]
        scored, left = sums[3:]
        parts = [_over(sums[0], scored), _over(sums[1], left), _over(sums[2], left), scored > 0, left > 0]
        for part, new in zip(found, parts, strict=True):
            part[generation.parents] = new
    score, low, coverage, scored, left = found
    score[scored == 0] = low[left == 0] = coverage[left == 0] = np.nan
    return score, low, coverage


def combine(compiled: Compiled, values: Floats, counted: Floats, weights: Weights, rule: str = "mean") -> Floats:
    """One value per group, shape (groups, rows), NaN where nothing counts.

    Args:
        compiled: the model.
        values: per item, shape (items, rows), or (items, 1) for all rows; 0 where it does not count.
        counted: 1 where an item counts, else 0; same shape.
        weights: relative, nodes first: (nodes,) or (nodes, rows).
        rule: how the children of a group become its value: ``mean``, ``geometric`` or ``minimum``.
    """
    rows = values.shape[1] if weights.items.ndim == 1 else weights.items.shape[1]
    found = np.zeros((len(compiled.branches), rows))
    some = np.zeros(found.shape)
    for generation in compiled.generations:
        if generation.of_items:
            own, children, counts = weights.items, values, counted
        else:
            own, children, counts = weights.groups[generation.span], found[generation.span], some[generation.span]
        total = generation.sum(own, counts)
        some[generation.parents] = total > 0
        found[generation.parents] = RULES[rule](generation, own, children, counts, total)
    found[some == 0] = np.nan
    return found


def mean(generation: Generation, weights: Floats, values: Floats, counted: Floats, total: Floats) -> Floats:
    """Weighted mean over the children that count; 0 without any. ``total`` is their weight."""
    return _over(generation.sum(weights, values), total)


def _over(sums: Floats, total: Floats) -> Floats:
    """``sums / total``, in the place of the sums; where the total is 0 they stay what they are: 0."""
    return np.divide(sums, total, out=sums, where=total > 0)


def geometric(generation: Generation, weights: Floats, values: Floats, counted: Floats, total: Floats) -> Floats:
    """Weighted geometric mean over the children that count; one child at 0 gives 0."""
    positive = values > 0
    found = mean(generation, weights, np.log(np.where(positive, values, 1.0)), counted, total)
    zero = generation.sum(weights, counted * ~positive) > 0
    return np.where(zero | (total <= 0), 0.0, np.exp(found))


def minimum(generation: Generation, weights: Floats, values: Floats, counted: Floats, total: Floats) -> Floats:
    """The lowest of the children that count; 0 without any."""
    used = (counted > 0) & (weights.reshape(len(values), -1) > 0)
    return np.where(total > 0, generation.least(np.where(used, values, np.inf)), 0.0)


RULES: dict[str, Rule] = {"mean": mean, "geometric": geometric, "minimum": minimum}


def score_rule(
    compiled: Compiled, x: Floats, applicable: Bools | None = None, weights: Weights | None = None, rule: str = "mean"
) -> Floats:
    """Score of every group, 0..100, by ``mean``, ``geometric`` or ``minimum``.

    Shapes as for ``score_tree``, but only one of answers and weights may have leading axes.
    """
    lead = x.shape[:-1]
    rows = _rows(x, lead, x.shape[-1]).T
    known = ~np.isnan(rows) if applicable is None else ~np.isnan(rows) & _rows(applicable, lead, x.shape[-1]).T
    used = compiled.relative(weights or compiled.weights)
    if used.lead:
        lead = used.lead
        used = _turned(used, lead)
    found = combine(compiled, np.where(known, rows, 0.0), known.astype(float), used, rule)
    found *= 100
    return np.moveaxis(found, 0, -1).reshape(*lead, len(found))
