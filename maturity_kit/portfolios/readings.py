"""What each method says of very many assessments at once, as columns: the same readings, without what is only words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.model import EQUAL, SITUATIONS, Method, Model
from maturity_kit.content.parameters import ids, numeric
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights
from maturity_kit.scoring.ladder import attained, rungs, secured
from maturity_kit.scoring.parts import elements_of
from maturity_kit.scoring.quadrant import axes, situations
from maturity_kit.scoring.tree import TreeScores

Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Choice:
    """One of some names for each row: its place among them, -1 without one."""

    places: Places
    names: tuple[str, ...]


Columns = dict[str, Floats | Places | Choice]


@dataclass(frozen=True, eq=False)
class Batch:
    """Some assessments of one model.

    Attributes:
        x: answers in 0..1, shape (rows, items), NaN unless answered.
        weights: with or without an axis of rows.
        tree: the four values of every group, shape (rows, groups).
    """

    model: Model
    compiled: Compiled
    x: Floats
    weights: Weights
    tree: TreeScores

    def weights_of(self, groups: Sequence[str]) -> Floats:
        """Weights of some groups, shape (groups, 1) or (groups, rows)."""
        return np.asarray(np.atleast_2d(self.weights.groups).T[self._places(groups)])

    def scored(self, groups: Sequence[str]) -> Floats:
        """Scores of some groups, shape (groups, rows); NaN where the weight is 0."""
        return np.where(self.weights_of(groups) > 0, self.tree.score.T[self._places(groups)], np.nan)

    def _places(self, groups: Sequence[str]) -> list[int]:
        return [self.compiled.group_index[group] for group in groups]


def first_least(amounts: Floats) -> Places:
    """Per column the place of the least amount, the first of those that are equal within 1e-9; -1 without any.

    >>> first_least(np.array([[2.0, np.nan, np.nan], [1.0, np.nan, 3.0], [1.0, np.nan, 3.0 - 1e-12]])).tolist()
    [1, -1, 1]
    """
    if not len(amounts):
        return np.full(amounts.shape[1:], -1)
    least = np.fmin.reduce(amounts, axis=0)
    return np.where(np.isnan(least), -1, np.argmax(amounts <= least + EQUAL, axis=0))


def _ladder(batch: Batch) -> Columns:
    model = batch.model
    found = rungs(batch.compiled, model, batch.x, batch.weights, batch.tree)
    firm = secured(model, found)
    level = attained(firm, found.left)
    steps = np.arange(1, firm.shape[-1] + 1)
    with np.errstate(invalid="ignore"):
        working = (firm | (found.score >= numeric(model, "at_work") - EQUAL)) & found.left
    return {
        "attained": level,
        "reached": np.max(np.where(working, steps, 0), axis=-1),
        "position": _position(model, found.score, firm, found.left, level),
    }


def _position(model: Model, score: Floats, firm: Bools, left: Bools, level: Places) -> Floats:
    """``attained`` with the way to the next level behind the point; the number of levels when all are secured."""
    after = left & (np.arange(firm.shape[-1]) >= level[:, None])
    following = np.argmax(after, axis=-1)[:, None]
    part = np.nan_to_num(np.take_along_axis(score, following, axis=-1)[:, 0]) / numeric(model, "threshold")
    whole = (firm | ~left).all(axis=-1) | ~after.any(axis=-1)
    found = np.where(whole, float(firm.shape[-1]), level + np.minimum(0.99, part))
    return np.where(level < 0, np.nan, found)


def _quadrant(batch: Batch) -> Columns:
    model, both = batch.model, list(axes(batch.model))
    score = batch.tree.score[:, both]
    left = (batch.weights.groups[..., both] > 0) & ~np.isnan(batch.tree.low[:, both])
    place = situations(model, score, left)
    limits = np.array([numeric(model, "threshold_x"), numeric(model, "threshold_y")])
    margin = np.where(place >= 0, np.abs(score - limits).min(axis=-1), np.nan)
    return {"situation": Choice(place, SITUATIONS), "margin": margin, "x": score[:, 0], "y": score[:, 1]}


def _cycle(batch: Batch) -> Columns:
    groups = tuple(elements_of(batch.model))
    score = batch.scored(groups)
    lost = -batch.weights_of(groups) * (100 - score)
    return {name: Choice(first_least(one), groups) for name, one in (("weakest", lost), ("strongest", -score))}


def _layers(batch: Batch) -> Columns:
    groups = _counted(batch.model)
    score = batch.scored(groups)
    place = first_least(score)
    weakest = place == np.arange(len(groups))[:, None]
    chain = np.where(place >= 0, np.where(weakest, score, 0.0).sum(axis=0), np.nan)
    return {"bottleneck": Choice(place, groups), "chain": chain}


def _values(batch: Batch) -> Columns:
    groups = _counted(batch.model)
    halves = {name: ids(batch.model, name) for name in ("insight", "solution")}
    means: Columns = {name: weighted_means(batch.scored(half), batch.weights_of(half)) for name, half in halves.items()}
    return {**means, "weakest": Choice(first_least(batch.scored(groups)), groups)}


def _counted(model: Model) -> tuple[str, ...]:
    """The groups directly under the model that do not stand beside its score."""
    return tuple(group.id for group in model.groups if not group.beside)


def weighted_means(values: Floats, weights: Floats) -> Floats:
    """Weighted mean of each column over the values that are there and have a weight above 0; NaN without any.

    Args:
        values: shape (parts, rows), NaN where there is none.
        weights: shape (parts, 1) or (parts, rows), 0 or more.

    >>> weighted_means(np.array([[50.0], [np.nan], [100.0]]), np.array([[1.0], [5.0], [3.0]])).tolist()
    [87.5]
    """
    known = ~np.isnan(values)
    if not known.all():
        values, weights = np.where(known, values, 0.0), np.where(known, weights, 0.0)
    share = weights / _or_one(weights.max(axis=0, initial=0.0))
    total = share.sum(axis=0)
    return np.where(total > 0, (share * values).sum(axis=0) / _or_one(total), np.nan)


def _or_one(found: Floats) -> Floats:
    return np.where(found > 0, found, 1.0)


READINGS: dict[Method, Callable[[Batch], Columns]] = {
    "ladder": _ladder,
    "quadrant": _quadrant,
    "cycle": _cycle,
    "layers": _layers,
    "values": _values,
    "tree": lambda batch: {},
}


def read_many(batch: Batch) -> Columns:
    """The readings of a batch: a column for each, one entry a row; what does not exist is NaN, None or -1."""
    return READINGS[batch.model.method](batch)
