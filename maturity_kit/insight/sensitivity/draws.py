"""Weights drawn around those given: among siblings a Dirichlet distribution with the weights given as its mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Floats, Weights

KAPPA = 10.0
CLOSEST = 1e200
"""A greater kappa draws as this one does."""
LEAST = 1e-12
SMALLEST = 1e-300
FLOAT = np.finfo(float)
SPIKY = 0.1
"""With every alpha below this, gamma variates could all vanish; numpy then breaks a stick instead."""


@dataclass(frozen=True, eq=False)
class Siblings:
    """Children of one group whose weights are drawn together.

    Attributes:
        of_items: whether they are items.
        places: of the items or groups that did not drop out, two at least; a slice where they lie together.
        alpha: of the Dirichlet distribution.
        average: of their weights as given.
        streams: the source of chance of each.
    """

    of_items: bool
    places: slice | NDArray[np.intp]
    alpha: Floats
    average: float
    streams: tuple[np.random.Generator, ...]


class Drawing:
    """The weights of one case, drawn some at a time; in which portions changes nothing.

    Every node has a stream of chance of its own, made from the seed and its id: what one node draws does not depend
    on which others there are.

    Args:
        case: whose weights are the mean.
        entropy: the seed, as ``entropy_of`` gives it.
        kappa: concentration, above 0.
    """

    def __init__(self, case: Case, entropy: tuple[int, ...], kappa: float) -> None:
        self.case = case
        self.siblings = tuple(_siblings(case, entropy, min(kappa, CLOSEST)))

    def next(self, count: int) -> Weights:
        """Weights of items (count, items) and groups (count, groups), such that drawn siblings have a mean of 1.

        Where nothing is drawn the weight is 1, or 0 when it was 0. In memory the draws of a node lie together.
        """
        items, groups = (_room(part, rows, count) for part, rows in self._kept)
        for one in self.siblings:
            nodes = items if one.of_items else groups
            if isinstance(one.places, slice):
                _draw(one, nodes[one.places])
            else:
                nodes[one.places] = _draw(one, np.empty((len(one.alpha), count)))
        return Weights(items.T, groups.T, near_one=True)

    @cached_property
    def _kept(self) -> tuple[tuple[Floats, NDArray[np.intp]], ...]:
        """Of items and of groups: the weights given, and the places where nothing is drawn."""
        given = (self.case.weights.items, self.case.weights.groups)
        kept = [np.ones(len(part), bool) for part in given]
        for one in self.siblings:
            kept[not one.of_items][one.places] = False
        return tuple((part, np.flatnonzero(rows)) for part, rows in zip(given, kept, strict=True))


def entropy_of(rng: np.random.Generator) -> tuple[int, ...]:
    """A seed taken from a source of chance."""
    return tuple(int(part) for part in rng.integers(0, 2**32, 4, dtype=np.uint32))


def draw_weights(case: Case, rng: np.random.Generator, draws: int, kappa: float = KAPPA) -> Weights:
    """Weights of items (draws, items) and groups (draws, groups) around those of a case.

    Among the m siblings that did not drop out w ~ sum(w0) x Dirichlet(kappa m w0 / sum(w0)), so their mean is w0;
    a sibling alone keeps its weight, and so do beside groups.
    """
    drawing = Drawing(case, entropy_of(rng), kappa)
    drawn = drawing.next(draws)
    items, groups = case.weights.items.copy(), case.weights.groups.copy()
    for one in drawing.siblings:
        (items if one.of_items else groups)[one.places] = one.average
    return Weights(_scaled(drawn.items, items), _scaled(drawn.groups, groups))


def _scaled(drawn: Floats, average: Floats) -> Floats:
    """Drawn weights by their average as given; what is above 0 stays so, and nothing becomes infinite."""
    with np.errstate(over="ignore"):
        return np.where(average > 0, np.clip(drawn * average, FLOAT.tiny, FLOAT.max), 0.0)


def _siblings(case: Case, entropy: tuple[int, ...], kappa: float) -> Iterator[Siblings]:
    compiled = case.compiled
    left = ~np.isnan(case.tree.low) & ~compiled.beside
    for of_items, span in compiled.siblings:
        weights, counts = (case.weights.items, case.applicable) if of_items else (case.weights.groups, left)
        places = span.start + np.flatnonzero(counts[span] & (weights[span] > 0))
        if len(places) > 1:
            ids = compiled.item_ids if of_items else compiled.group_ids
            top = weights[places].max()
            shares = weights[places] / top / (weights[places] / top).mean()
            streams = tuple(_stream(entropy, ids[place]) for place in places)
            average = float((weights[places] / top).mean() * top)
            yield Siblings(of_items, _together(places), np.maximum(kappa * shares, LEAST), average, streams)


def _together(places: NDArray[np.intp]) -> slice | NDArray[np.intp]:
    start, stop = int(places[0]), int(places[-1]) + 1
    return slice(start, stop) if stop - start == len(places) else places


def _stream(entropy: tuple[int, ...], node: str) -> np.random.Generator:
    named = int.from_bytes(node.encode(), "little")
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(entropy, spawn_key=(named,))))


def _room(given: Floats, rows: NDArray[np.intp], count: int) -> Floats:
    """Room for weights of shape (nodes, count), with 1, or 0 for a weight of 0, in the rows where nothing is drawn."""
    room = np.empty((len(given), count))
    room[rows] = (given[rows, None] > 0).astype(float)
    return room


def _draw(siblings: Siblings, room: Floats) -> Floats:
    """Fills ``room``, shape (siblings, draws), with weights whose mean over the siblings is 1.

    What is above 0 stays above 0.
    """
    if siblings.alpha.max() < SPIKY:
        room[:] = siblings.streams[0].dirichlet(siblings.alpha, room.shape[1]).T
    else:
        for stream, alpha, row in zip(siblings.streams, siblings.alpha, room, strict=True):
            stream.standard_gamma(alpha, out=row)
    if siblings.alpha.min() < 1:
        np.maximum(room, SMALLEST, out=room)
    room *= len(room) / room.sum(axis=0)
    return room
