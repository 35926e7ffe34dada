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

    def places(self, groups: Sequence[str]) -> list[int]:
        """Where some groups stand among those of the tree."""
        return [self.compiled.group_index[group] for group in groups]

    def scored(self, groups: Sequence[str]) -> Floats:
        """Scores of some groups, shape (rows, groups); NaN where the weight is 0."""
        places = self.places(groups)
        return np.where(self.weights.groups[..., places] > 0, self.tree.score[:, places], np.nan)


def first_least(amounts: Floats) -> Places:
    """Per row the place of the least amount, the first of those that are equal within 1e-9; -1 without any.

    >>> first_least(np.array([[2.0, 1.0, 1.0], [np.nan, np.nan, np.nan], [np.nan, 3.0, 3.0 - 1e-12]])).tolist()
    [1, -1, 1]
    """
    known = np.where(np.isnan(amounts), np.inf, amounts)
    least = known.min(axis=-1, keepdims=True, initial=np.inf)
    near = (known <= least + EQUAL) & np.isfinite(known)
    return np.where(near.any(axis=-1), (near.cumsum(axis=-1) == 0).sum(axis=-1), -1)


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
    groups = elements_of(batch.model)
    score = batch.scored(groups)
    lost = -batch.weights.groups[..., batch.places(groups)] * (100 - score)
    return {
        "weakest": Choice(first_least(lost), tuple(groups)),
        "strongest": Choice(first_least(-score), tuple(groups)),
    }


def _layers(batch: Batch) -> Columns:
    groups = [group.id for group in batch.model.groups if not group.beside]
    score = batch.scored(groups)
    place = first_least(score)
    weakest = place[:, None] == np.arange(len(groups))
    chain = np.where(place >= 0, np.where(weakest, score, 0.0).sum(axis=-1), np.nan)
    return {"bottleneck": Choice(place, tuple(groups)), "chain": chain}


def _values(batch: Batch) -> Columns:
    groups = [group.id for group in batch.model.groups if not group.beside]
    halves: Columns = {name: _half(batch, ids(batch.model, name)) for name in ("insight", "solution")}
    return {**halves, "weakest": Choice(first_least(batch.scored(groups)), tuple(groups))}


def _half(batch: Batch, groups: Sequence[str]) -> Floats:
    return weighted_means(batch.scored(groups), batch.weights.groups[..., batch.places(groups)])


def weighted_means(values: Floats, weights: Floats) -> Floats:
    """Weighted mean over the last axis of the values that are there and have a weight above 0; NaN without any.

    >>> weighted_means(np.array([[50.0, np.nan, 100.0]]), np.array([1.0, 5.0, 3.0])).tolist()
    [87.5]
    """
    used = np.where(np.isnan(values), 0.0, weights)
    top = used.max(axis=-1, keepdims=True, initial=0.0)
    share = used / np.where(top > 0, top, 1.0)
    total = share.sum(axis=-1)
    return np.where(total > 0, (share * np.nan_to_num(values)).sum(axis=-1) / np.where(total > 0, total, 1.0), np.nan)


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
