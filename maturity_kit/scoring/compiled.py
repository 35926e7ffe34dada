"""A model as arrays, and the weights that hold for one assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from maturity_kit.content.model import Group, Model

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SMALLEST = 1e-300


@dataclass(frozen=True)
class Branch:
    """Where the children of one group are: items or groups from ``start`` up to ``stop``."""

    of_items: bool
    start: int
    stop: int

    @property
    def span(self) -> slice:
        """The children as a slice of items or groups."""
        return slice(self.start, self.stop)


@dataclass(frozen=True, eq=False)
class Generation:
    """Children whose parents are computed in one go: all items, or the groups of one depth.

    Attributes:
        of_items: whether the children are items.
        span: the children as a slice of items or groups.
        parents: the groups that hold them, in the order of their children.
        starts: per parent where its children begin, counted from the start of the span.
        owner: per child the place of its parent among ``parents``.
    """

    of_items: bool
    span: slice
    parents: slice | NDArray[np.intp]
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]

    def sum(self, weights: Floats, values: Floats) -> Floats:
        """Weighted sum of each parent's children, (children, rows) to (parents, rows); one product when it can be.

        Weights of shape (children,) or values of shape (children, 1) are the same for all rows.
        """
        if weights.ndim > 1:
            found = np.empty((len(self.starts), weights.shape[1]))
            for row, (start, stop) in zip(found, self.bounds, strict=True):
                np.einsum("cr,cr->r", weights[start:stop], values[start:stop], out=row)
            return found
        matrix = np.zeros((len(self.starts), len(self.owner)))
        matrix[self.owner, np.arange(len(self.owner))] = weights
        return np.asarray(matrix @ values)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """Per parent where its children begin and end."""
        return tuple(pairwise([*self.starts.tolist(), len(self.owner)]))

    def least(self, values: Floats) -> Floats:
        """The lowest of each parent's children, (children, rows) to (parents, rows)."""
        return np.asarray(np.minimum.reduceat(values, self.starts, axis=0))


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of items (..., items) and of groups (..., groups); that of the root is not used.

    ``near_one`` says that siblings are of about that size already, so that their sums need no care.
    """

    items: Floats
    groups: Floats
    near_one: bool = False

    @property
    def lead(self) -> tuple[int, ...]:
        """The axes in front."""
        return np.broadcast_shapes(self.items.shape[:-1], self.groups.shape[:-1])


@dataclass(frozen=True, eq=False)
class Compiled:
    """A model as arrays. Groups stand in order of depth with the root first, so siblings are one block; items in order.

    Attributes:
        branches: one per group.
        parents: per group the index of the group that holds it; the root holds itself.
        item_parents: per item the index of its group.
        beside: per group whether it is judged beside the score.
        weights: the model's own.
        lowest, width: per item the lowest value of its scale and the distance to the highest.
    """

    item_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    branches: tuple[Branch, ...]
    parents: NDArray[np.intp]
    item_parents: NDArray[np.intp]
    beside: Bools
    weights: Weights
    lowest: Floats
    width: Floats

    @cached_property
    def group_index(self) -> dict[str, int]:
        """Place of each group by its id; the root has the model's id."""
        return {group: n for n, group in enumerate(self.group_ids)}

    @cached_property
    def item_index(self) -> dict[str, int]:
        """Place of each item by its id."""
        return {item: n for n, item in enumerate(self.item_ids)}

    @cached_property
    def generations(self) -> tuple[Generation, ...]:
        """All items, then groups from the deepest up: every group is a child after it was a parent."""
        found = [_generation(True, slice(0, len(self.item_ids)), self.item_parents)]
        start, stop = 1, self.branches[0].stop if not self.branches[0].of_items else 1
        while start < stop:
            found.insert(1, _generation(False, slice(start, stop), self.parents[start:stop]))
            start, stop = stop, max([one.stop for one in self.branches[start:stop] if not one.of_items], default=stop)
        return tuple(found)

    @cached_property
    def siblings(self) -> tuple[tuple[bool, slice], ...]:
        """Per group with children: whether they are items, and their slice."""
        return tuple((branch.of_items, branch.span) for branch in self.branches)

    def shares(self, values: Floats) -> Floats:
        """Answers on their own scales, shape (..., items), as x in 0..1; NaN stays NaN."""
        return np.asarray((values - self.lowest) / self.width)

    def own_weights(self, overrides: Mapping[str, float]) -> Weights:
        """The weights of an assessment: its own by id of item or group, else the model's."""
        items, groups = self.weights.items.copy(), self.weights.groups.copy()
        for node, weight in overrides.items():
            if node in self.item_index:
                items[self.item_index[node]] = weight
            elif self.group_index.get(node, 0):
                groups[self.group_index[node]] = weight
        return Weights(items, groups)

    def relative(self, weights: Weights) -> Weights:
        """Weights for sums: the greatest sibling 1, beside groups 0. Keeps sums of extreme weights finite."""
        if weights.near_one:
            return Weights(weights.items, weights.groups * ~self.beside, near_one=True)
        items = np.array(weights.items, float)
        groups = np.where(self.beside, 0.0, weights.groups)
        for of_items, span in self.siblings:
            part = (items if of_items else groups)[..., span]
            top = part.max(axis=-1, keepdims=True)
            np.maximum(part / np.where(top > 0, top, 1), np.where(part > 0, SMALLEST, 0), out=part)
        return Weights(items, groups)


def _generation(of_items: bool, span: slice, parents: NDArray[np.intp]) -> Generation:
    starts = np.flatnonzero(np.diff(parents, prepend=-1))
    holders = parents[starts]
    together = slice(int(holders[0]), int(holders[-1]) + 1)
    row = np.array_equal(holders, np.arange(together.start, together.stop))
    owner = np.cumsum(np.diff(parents, prepend=parents[0]) != 0)
    return Generation(of_items, span, together if row else holders, starts, owner)


@lru_cache(maxsize=64)
def compile(model: Model) -> Compiled:
    """The model as arrays; compiled once per model."""
    order = {item.id: n for n, item in enumerate(model.items)}
    groups: list[Group | None] = [None]
    parents, branches = [0], []
    item_parents = np.zeros(len(order), np.intp)
    for place, group in enumerate(groups):
        children, items = (group.groups, group.items) if group else (model.groups, ())
        first = order[items[0].id] if items else len(groups)
        branches.append(Branch(bool(items), first, first + len(items or children)))
        item_parents[first : first + len(items)] = place
        groups += children
        parents += [place] * len(children)
    return Compiled(
        tuple(order),
        tuple(group.id if group else model.id for group in groups),
        tuple(branches),
        np.array(parents, np.intp),
        item_parents,
        np.array([bool(group and group.beside) for group in groups]),
        Weights(
            np.array([item.weight for item in model.items], float),
            np.array([group.weight if group else 1.0 for group in groups], float),
        ),
        np.array([item.scale.min for item in model.items], float),
        np.array([item.scale.max - item.scale.min for item in model.items], float),
    )
