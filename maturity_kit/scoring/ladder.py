"""The ladder: which levels are secured, which is attained, and what to repair."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.model import EQUAL, Model
from maturity_kit.content.parameters import numeric
from maturity_kit.scoring.case import Case, at_least, in_use, levels_of_items
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights, compile
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.result import LadderReading, Repair, RepairClass
from maturity_kit.scoring.tree import TreeScores, score_tree

Levels = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Rungs:
    """What holds for each level, arrays of shape (..., levels); the levels are the groups 1..n of the tree.

    Attributes:
        score, coverage: of the level; NaN without any.
        left: False for a level that dropped out.
        blocked: an answered essential item in it has a value under the gate.
    """

    score: Floats
    coverage: Floats
    left: Bools
    blocked: Bools


def rungs(compiled: Compiled, model: Model, x: Floats, weights: Weights, tree: TreeScores) -> Rungs:
    """The levels of a ladder; ``x`` (..., items) is NaN for items that are not answered or do not apply."""
    levels = slice(1, 1 + len(model.groups))
    essential = np.array([item.essential for item in model.items], bool)
    value = compiled.lowest + np.nan_to_num(x) * compiled.width
    used = in_use(compiled, weights, of_levels=True, beside_too=False)
    below = essential & used & ~np.isnan(x) & (value < numeric(model, "gate") - EQUAL)
    member = np.equal.outer(levels_of_items(compiled), np.arange(len(model.groups)))
    left = (weights.groups[..., levels] > 0) & ~np.isnan(tree.low[..., levels])
    return Rungs(tree.score[..., levels], tree.coverage[..., levels], left, below.astype(float) @ member > 0)


def secured(model: Model, found: Rungs, score: Floats | None = None) -> Bools:
    """Whether each level is secured, shape (..., levels); ``score`` replaces the mean by another rule."""
    with np.errstate(invalid="ignore"):
        high = (found.score if score is None else score) >= numeric(model, "threshold") - EQUAL
        known = found.coverage >= numeric(model, "min_coverage") - EQUAL
    return np.asarray(high & known & ~found.blocked)


def attained(firm: Bools, left: Bools) -> Levels:
    """The greatest level with every level up to it secured or dropped out; 0 if none, -1 when all dropped out."""
    chain = np.logical_and.accumulate(firm | ~left, axis=-1) & left
    greatest = np.max(np.where(chain, np.arange(1, firm.shape[-1] + 1), 0), axis=-1)
    return np.where(left.any(axis=-1), greatest, -1)


def attained_of(model: Model, x: Floats, applicable: Bools, weights: Weights) -> Levels:
    """``attained`` of very many answers or weights at once, shape (...)."""
    compiled = compile(model)
    x = np.where(applicable, x, np.nan)
    return attained_in(model, x, weights, score_tree(compiled, x, applicable, weights))


def attained_in(model: Model, x: Floats, weights: Weights, tree: TreeScores) -> Levels:
    """``attained`` of trees that were scored already, shape (...); ``x`` is NaN where an item does not apply.

    Of the weights only which are above 0 matters, so those that others were drawn around will do.
    """
    found = rungs(compile(model), model, x, weights, tree)
    return attained(secured(model, found), found.left)


def read_ladder(case: Case) -> LadderReading:
    """The reading of a ladder."""
    model, ids = case.model, [level.id for level in case.model.groups]
    found = rungs(case.compiled, model, case.applied, case.weights, case.tree)
    firm = secured(model, found)
    low, high = (secured(model, _filled(case, edge)) for edge in (0.0, 1.0))
    reached = _reached(case, found, firm)
    skipped = [n for n in range(reached - 1) if found.left[n] and not firm[n]]
    level = _level(firm, found.left)
    following = next((n for n in range(level or 0, len(ids)) if found.left[n]), None)
    return LadderReading(
        attained=level,
        attained_low=_level(low, found.left),
        attained_high=_level(high, found.left),
        reached=reached,
        skipped=tuple(ids[n] for n in skipped),
        open=tuple(ids[n] for n in range(len(ids)) if found.left[n] and high[n] and not low[n]),
        position=_position(case, found, firm, level, following),
        repairs=_repairs(case, found, firm, skipped, following),
    )


def firm_levels(case: Case) -> dict[str, bool]:
    """Whether each level that did not drop out is secured, by id."""
    found = rungs(case.compiled, case.model, case.applied, case.weights, case.tree)
    firm = secured(case.model, found)
    return {level.id: bool(firm[n]) for n, level in enumerate(case.model.groups) if found.left[n]}


def attained_by(case: Case, score: Floats) -> int | None:
    """``attained`` when the groups have other scores, shape (groups,), such as those of another rule."""
    found = rungs(case.compiled, case.model, case.applied, case.weights, case.tree)
    return _level(secured(case.model, found, score[1 : 1 + len(case.model.groups)]), found.left)


def _filled(case: Case, edge: float) -> Rungs:
    """The levels with every item without an answer at 0 or at 1."""
    x = np.where(case.applicable & np.isnan(case.x), edge, case.x)
    tree = score_tree(case.compiled, x, case.applicable, case.weights)
    return rungs(case.compiled, case.model, np.where(case.applicable, x, np.nan), case.weights, tree)


def _level(firm: Bools, left: Bools) -> int | None:
    found = int(attained(firm, left))
    return None if found < 0 else found


def _reached(case: Case, found: Rungs, firm: Bools) -> int:
    """The greatest level at work that did not drop out."""
    at_work = numeric(case.model, "at_work")
    working = [firm[n] or at_least(found.score[n], at_work) for n in range(len(firm))]
    return max((n + 1 for n, works in enumerate(working) if works and found.left[n]), default=0)


def _position(case: Case, found: Rungs, firm: Bools, level: int | None, following: int | None) -> float | None:
    if level is None:
        return None
    if bool((firm | ~found.left).all()) or following is None:
        return float(len(firm))
    score = found.score[following]
    return level + min(0.99, (0.0 if math.isnan(score) else float(score)) / numeric(case.model, "threshold"))


def _repairs(case: Case, found: Rungs, firm: Bools, skipped: list[int], following: int | None) -> tuple[Repair, ...]:
    used = in_use(case.compiled, case.weights, of_levels=True, beside_too=False)
    threshold, gate = numeric(case.model, "threshold"), numeric(case.model, "gate")
    rows: list[tuple[tuple[RepairClass, int, bool], float, int]] = []
    for place, level in enumerate(levels_of_items(case.compiled)):
        if not used[place] or place not in case.answered:
            continue
        under_gate = case.pooled.values[place] < gate - EQUAL
        essential = case.item(place).essential
        weak = 100 * case.x[place] < threshold - EQUAL or (essential and under_gate)
        cls: RepairClass | None = None
        if level in skipped:
            cls = "a" if weak else None
        elif found.left[level] and firm[level]:
            cls = "b" if under_gate else None
        elif level == following:
            cls = "c" if weak else None
        if cls:
            rows.append(((cls, level, not essential), case.weights.items[place] * (1 - case.x[place]), place))
    order = ranked([row[1] for row in rows], [row[0] for row in rows])
    items = [(case.item(rows[n][2]), case.pooled.values[rows[n][2]], rows[n][0][0]) for n in order]
    return tuple(Repair(item.id, cls, item.next_step(value)) for item, value, cls in items)
