"""Rank acceptability: how often each of the first steps of the roadmap comes first, second, and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maturity_kit.content.model import EQUAL
from maturity_kit.insight.roadmap import Candidate, below_beside, candidates, down, importances, in_order
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Bools, Floats, Weights
from maturity_kit.scoring.result import ModelResult

RANKS = 10


@dataclass(frozen=True, eq=False)
class Runners:
    """The candidates of one model.

    Attributes:
        case: of the model.
        places: of the candidates among its items.
        parents: the group of each.
        moves: whether the weight of the item itself counts: not in a group beside the score.
        gains: priority of each for an importance of 1.
    """

    case: Case
    places: tuple[int, ...]
    parents: tuple[int, ...]
    moves: Bools
    gains: Floats

    def fill(self, drawn: Weights, room: Floats) -> None:
        """Fills ``room``, shape (candidates, draws), with the priority of each; drawn siblings have a mean of 1."""
        above, own = down(self.case.compiled, drawn.groups).T, drawn.items.T
        for row, place, parent, moves, gain in zip(
            room, self.places, self.parents, self.moves, self.gains, strict=True
        ):
            np.multiply(above[parent], gain, out=row)
            if moves:
                row *= own[place]


class Race:
    """Counts, portion by portion, on which rank each of the first ten steps of the roadmap comes.

    Items that share a topic count as one, with the greatest priority any of them has in that draw. Priorities that
    differ less than 1e-9 are a tie, which goes by the order of models and items.
    """

    def __init__(self, results: Mapping[str, ModelResult], model_weights: Mapping[str, float]) -> None:
        given = candidates(results, model_weights)
        order = in_order(given)
        rows = {one.item.id: row for row, one in enumerate(given)}
        self.first = tuple(one.item.id for one in order[:RANKS])
        self._shown = [rows[item] for item in self.first]
        self._together = [[rows[item] for item in (one.item.id, *one.also)] for one in order if one.also]
        self._runners = {name: _runners(name, result.case, given) for name, result in results.items()}
        self._rows = len(given)
        self._later = np.arange(len(given))[:, None] * (EQUAL / (len(given) + 1))
        self._most = np.min_scalar_type(len(given))
        self._counts = np.zeros((len(self.first), RANKS), np.intp)

    def count(self, drawn: Mapping[str, Weights]) -> None:
        """Takes in a portion of draws, of each model as many."""
        if not self.first:
            return
        priority = self.priorities(drawn)
        for first, *others in self._together:
            priority[first] = priority[[first, *others]].max(axis=0)
            priority[others] = -np.inf
        for place, row in enumerate(self._shown):
            ahead = np.add.reduce((priority > priority[row]).view(np.uint8), axis=0, dtype=self._most)
            self._counts[place] += np.bincount(ahead, minlength=RANKS)[:RANKS]

    def priorities(self, drawn: Mapping[str, Weights]) -> Floats:
        """Priority of every candidate, shape (candidates, draws), less a trifle for each that stands before it."""
        count = next(iter(drawn.values())).items.shape[0]
        priority, start = np.empty((self._rows, count)), 0
        for name, one in self._runners.items():
            one.fill(drawn[name], priority[start : start + len(one.places)])
            start += len(one.places)
        priority -= self._later
        return priority

    def shares(self, draws: int) -> dict[str, tuple[float, ...]]:
        """For each of the first ten the share of draws, 0..1, in which it took rank 1 to 10."""
        return {item: tuple((self._counts[place] / draws).tolist()) for place, item in enumerate(self.first)}


def _runners(name: str, case: Case, given: list[Candidate]) -> Runners:
    compiled, own = case.compiled, [one for one in given if one.model == name]
    places = tuple(compiled.item_index[one.item.id] for one in own)
    parents = tuple(int(compiled.item_parents[place]) for place in places)
    fixed = importances(case, case.weights)
    gains = np.array([one.priority / fixed[place] for one, place in zip(own, places, strict=True)])
    moves = ~below_beside(compiled)[list(parents)]
    return Runners(case, places, parents, moves, gains)
