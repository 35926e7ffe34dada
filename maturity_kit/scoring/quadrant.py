"""The quadrant: two axes give one of four situations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.model import EQUAL, Model
from maturity_kit.content.model import SITUATIONS as SITUATIONS
from maturity_kit.content.parameters import ids, numeric
from maturity_kit.scoring.case import Case, number
from maturity_kit.scoring.compiled import Bools, Floats, Weights, compile
from maturity_kit.scoring.result import QuadrantReading
from maturity_kit.scoring.tree import score_tree


def axes(model: Model) -> tuple[int, int]:
    """Places of the two axes among the groups of the compiled model."""
    index = compile(model).group_index
    return index[ids(model, "x")[0]], index[ids(model, "y")[0]]


def situations(model: Model, score: Floats, left: Bools) -> NDArray[np.intp]:
    """Places in ``SITUATIONS``, shape (...), -1 where an axis dropped out or has no score.

    Args:
        model: a quadrant.
        score: of the two axes, shape (..., 2).
        left: whether each axis is left, shape (..., 2).
    """
    limits = np.array([numeric(model, "threshold_x"), numeric(model, "threshold_y")])
    with np.errstate(invalid="ignore"):
        high = score >= limits - EQUAL
    known = (left & ~np.isnan(score)).all(axis=-1)
    return np.where(known, high @ np.array([1, 2]), -1)


def situation_of(model: Model, x: Floats, applicable: Bools, weights: Weights) -> NDArray[np.intp]:
    """``situations`` of very many answers or weights at once, shape (...)."""
    tree = score_tree(compile(model), x, applicable, weights)
    both = list(axes(model))
    left = (weights.groups[..., both] > 0) & ~np.isnan(tree.low[..., both])
    return situations(model, tree.score[..., both], left)


def situation_under(case: Case, score: Floats) -> NDArray[np.intp]:
    """``situations`` when the groups of a case have other scores, shape (..., groups), as under other weights."""
    both = list(axes(case.model))
    left = np.array([case.left(case.compiled.group_ids[axis]) for axis in both])
    return situations(case.model, score[..., both], left)


def read_quadrant(case: Case, claimed: str | None) -> QuadrantReading:
    """The reading of a quadrant; ``claimed`` is what people said beforehand."""
    model, both = case.model, list(axes(case.model))
    x, y = (number(score) for score in case.tree.score[both])
    left = np.array([case.left(case.compiled.group_ids[axis]) for axis in both])
    place = int(situations(model, case.tree.score[both], left))
    limits = numeric(model, "threshold_x"), numeric(model, "threshold_y")
    distances = [abs(score - limit) for score, limit in zip((x, y), limits, strict=True) if score is not None]
    symptoms = ids(model, "symptoms")[0]
    return QuadrantReading(
        situation=SITUATIONS[place] if place >= 0 else None,
        possible=_possible(case.tree.low[both], case.tree.high[both], limits) if left.all() else (),
        margin=min(distances) if place >= 0 else None,
        x=x,
        y=y,
        symptoms=case.score(symptoms) if symptoms in case.compiled.group_index else None,
        claimed=claimed,
        threshold_x=limits[0],
        threshold_y=limits[1],
    )


def _possible(low: Floats, high: Floats, limits: tuple[float, float]) -> tuple[str, ...]:
    """The situations that the bounds of both axes allow, in the order of ``SITUATIONS``."""
    can_be_low = [low[axis] < limits[axis] - EQUAL for axis in (0, 1)]
    can_be_high = [high[axis] >= limits[axis] - EQUAL for axis in (0, 1)]
    allowed = [(can_be_low[axis], can_be_high[axis]) for axis in (0, 1)]
    return tuple(name for n, name in enumerate(SITUATIONS) if allowed[0][n % 2] and allowed[1][n // 2])
