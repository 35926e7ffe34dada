"""The weighted tree: from answers to scores of groups, for one assessment or very many at once.

Arrays have the nodes on their last axis and any other axes in front. Inside, nodes come first: the children of a group
are then one contiguous block, and a sum over them is one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights, compile

__all__ = ["Bools", "Compiled", "Floats", "TreeScores", "Weights", "compile", "score_rule", "score_tree"]

BLOCK = 2048
Rule = Callable[[Floats, Floats, Floats], tuple[Floats, Bools]]


@dataclass(frozen=True, eq=False)
class TreeScores:
    """The four values of every group, each of shape (..., groups), NaN where there is none.

    ``score``, ``low`` and ``high`` run from 0 to 100, ``coverage`` from 0 to 1.
    """

    score: Floats
    low: Floats
    high: Floats
    coverage: Floats


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
    lead = np.broadcast_shapes(x.shape[:-1], applies.shape[:-1], used.lead)
    rows = _rows(x, lead, len(compiled.item_ids))
    applied = None if applies.all() else _rows(applies, lead, len(compiled.item_ids))
    linear = _linear(compiled, used) if len(rows) > 1 and not used.lead else None
    if used.lead:
        used = Weights(*(_rows(part, lead, part.shape[-1]).T for part in (used.items, used.groups)))
    found = np.empty((4, len(compiled.branches), len(rows)))
    for start in range(0, len(rows), BLOCK):
        block = slice(start, start + BLOCK)
        some = None if applied is None else applied[block].T
        _block(compiled, rows[block].T, some, _part(used, block), linear, found[:, :, block])
    return TreeScores(*(np.moveaxis(part, 0, -1).reshape(*lead, len(part)) for part in found))


def _rows(values: NDArray[Any], lead: tuple[int, ...], nodes: int) -> NDArray[Any]:
    """(..., nodes) as (rows, nodes), without a copy where the leading axes are already there."""
    return np.broadcast_to(values, (*lead, nodes)).reshape(-1, nodes)


def _part(weights: Weights, block: slice) -> Weights:
    """Weights with nodes first: (nodes,) is the same for all rows, (nodes, rows) is cut."""
    return weights if weights.items.ndim == 1 else Weights(weights.items[:, block], weights.groups[:, block])


def _linear(compiled: Compiled, weights: Weights) -> Floats:
    """What an item adds to each group when nothing drops out, shape (groups, items): the tree is linear then."""
    one_each = np.eye(len(compiled.item_ids))
    return combine(compiled, one_each, np.ones_like(one_each), weights)


def _block(
    compiled: Compiled,
    x: Floats,
    applies: Bools | None,
    weights: Weights,
    linear: Floats | None,
    found: Floats,
) -> None:
    """Fill in score, low, high and coverage (4, groups, rows) of x (items, rows)."""
    answered = ~np.isnan(x)
    if linear is not None and applies is None and answered.all():
        found[:3] = 100 * (linear @ x)
        found[3] = np.where(np.isnan(linear[:, :1]), np.nan, 1.0)
        return
    applied = np.ones(x.shape) if applies is None else applies.astype(float)
    known = answered * applied
    filled = np.where(known > 0, x, 0.0)
    values, counted = np.hstack((filled, filled, known)), np.hstack((known, applied, applied))
    if weights.items.ndim > 1:
        weights = Weights(np.tile(weights.items, 3), np.tile(weights.groups, 3))
    score, low, coverage = np.hsplit(combine(compiled, values, counted, weights), 3)
    found[0] = 100 * score
    found[1] = np.fmin(100 * low, found[0])
    found[2] = np.fmax(100 * (low + 1 - coverage), found[0])
    found[3] = coverage


def mean(weights: Floats, values: Floats, counted: Floats) -> tuple[Floats, Bools]:
    """Weighted mean over the children that count, and whether there are any; all (children, rows)."""
    total = _weighted(weights, counted)
    return np.divide(_weighted(weights, values), total, out=np.zeros_like(total), where=total > 0), total > 0


def geometric(weights: Floats, values: Floats, counted: Floats) -> tuple[Floats, Bools]:
    """Weighted geometric mean over the children that count; one child at 0 gives 0."""
    zero = (counted > 0) & (values <= 0) & (_across(weights) > 0)
    logs = np.log(np.where(values > 0, values, 1.0))
    found, some = mean(weights, logs, counted)
    return np.where(zero.any(axis=0), 0.0, np.exp(found)) * some, some


def minimum(weights: Floats, values: Floats, counted: Floats) -> tuple[Floats, Bools]:
    """The lowest of the children that count."""
    used = (counted > 0) & (_across(weights) > 0)
    some = np.asarray(used.any(axis=0))
    return np.where(some, np.where(used, values, np.inf).min(axis=0, initial=np.inf), 0.0), some


RULES: dict[str, Rule] = {"mean": mean, "geometric": geometric, "minimum": minimum}


def score_rule(
    compiled: Compiled, x: Floats, applicable: Bools | None = None, weights: Weights | None = None, rule: str = "mean"
) -> Floats:
    """Score of every group, 0..100, by ``mean``, ``geometric`` or ``minimum``.

    Shapes as for ``score_tree``, but the weights are those of one assessment.
    """
    lead = x.shape[:-1]
    rows = _rows(x, lead, x.shape[-1]).T
    known = ~np.isnan(rows) if applicable is None else ~np.isnan(rows) & _rows(applicable, lead, x.shape[-1]).T
    used = compiled.relative(weights or compiled.weights)
    found = combine(compiled, np.where(known, rows, 0.0), known.astype(float), used, RULES[rule])
    return 100 * np.moveaxis(found, 0, -1).reshape(*lead, len(found))


def combine(compiled: Compiled, values: Floats, counted: Floats, weights: Weights, rule: Rule = mean) -> Floats:
    """One value per group, shape (groups, rows), NaN where nothing counts.

    Args:
        compiled: the model.
        values: per item, shape (items, rows); 0 where it does not count.
        counted: 1 where an item counts, else 0; same shape.
        weights: relative, nodes first: (nodes,) or (nodes, rows).
        rule: how the children of a group become its value.
    """
    found = np.zeros((len(compiled.branches), values.shape[1]))
    some = np.zeros_like(found)
    for place in reversed(range(len(compiled.branches))):
        of_items, span = compiled.siblings[place]
        if of_items:
            children = weights.items[span], values[span], counted[span]
        else:
            children = weights.groups[span], found[span], some[span]
        found[place], some[place] = rule(*children)
    return np.where(some > 0, found, np.nan)


def _weighted(weights: Floats, values: Floats) -> Floats:
    """Sum over the children; one matrix product when all rows have the same weights."""
    return np.asarray(weights @ values if weights.ndim == 1 else np.einsum("cr,cr->r", weights, values))


def _across(weights: Floats) -> Floats:
    return weights[:, None] if weights.ndim == 1 else weights
