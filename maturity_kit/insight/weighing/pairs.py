"""Comparisons in pairs as a matrix: its weights, how far the judgements contradict each other, and which one most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from maturity_kit.insight.weighing.given import WeighingError, number

Floats: TypeAlias = NDArray[np.float64]
Pair: TypeAlias = tuple[str, str]
HIGHEST = 9.0
STEPS = (*(1 / step for step in (9, 7, 5, 3)), *(float(step) for step in (1, 3, 5, 7, 9)))
"""The steps of Saaty's scale that have words, from "extremely less" to "extremely more"; even ones lie between."""
RANDOM_INDEX = (0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
"""Mean consistency index of random judgements of 1 to 15 things."""
MOST = len(RANDOM_INDEX)
SOUND = 1e-6
"""A consistency index up to here is rounding and no contradiction."""


class Clash(NamedTuple):
    """The judgement that contradicts the others most.

    Attributes:
        first, second: the pair.
        said: how many times as important the first was called.
        implied: what the other judgements say of it.
        step: the step of the scale nearest to that: 1, 3, 5, 7 or 9, or one of these turned round.
        ratio: the consistency ratio that this step would give.
    """

    first: str
    second: str
    said: float
    implied: float
    step: float
    ratio: float


class Solved(NamedTuple):
    """Weights that add up to 1, and how the judgements hang together."""

    weights: Floats
    ratio: float | None
    clash: Clash | None
    missing: tuple[Pair, ...]


def judged(pairs: Iterable[tuple[Pair, Any]]) -> dict[Pair, float]:
    """The judgements, each on the scale and each pair once.

    Raises:
        WeighingError: a thing beside itself, a pair in both directions, or a judgement outside 1/9 to 9.
    """
    found: dict[Pair, float] = {}
    for (first, second), value in pairs:
        where = f"judgements.{first}/{second}"
        if first == second:
            raise WeighingError("error.itself", where, found=first)
        if (second, first) in found:
            raise WeighingError("error.both-ways", where, first=first, second=second)
        found[first, second] = number(value, where, 1 / HIGHEST, HIGHEST)
    return found


def solve(ids: Sequence[str], judgements: Mapping[Pair, float]) -> Solved:
    """The weights that the judgements amount to.

    Raises:
        WeighingError: no chain of judgements connects all ids.
    """
    import networkx as nx

    compared = nx.Graph()
    compared.add_nodes_from(ids)
    compared.add_edges_from(judgements)
    parts = [sorted(part, key=ids.index) for part in nx.connected_components(compared)]
    if len(parts) > 1:
        raise WeighingError("error.apart", "judgements", first=", ".join(parts[0]), second=", ".join(parts[1]))
    place = {name: n for n, name in enumerate(ids)}
    known = {(place[first], place[second]): value for (first, second), value in judgements.items()}
    weights, ratio = _weighed(len(ids), known)
    clash = None
    if ratio is not None and ratio > SOUND:
        bridges = {frozenset(pair) for pair in nx.bridges(compared)}
        checked = [pair for pair in judgements if frozenset(pair) not in bridges]
        clash = min((_without(ids, place, known, pair) for pair in checked), key=lambda one: one.ratio)
    missing = tuple(pair for pair in combinations(ids, 2) if pair not in judgements and pair[::-1] not in judgements)
    return Solved(weights, ratio, clash if clash and ratio and clash.ratio < ratio - SOUND else None, missing)


def _weighed(count: int, known: Mapping[tuple[int, int], float]) -> tuple[Floats, float | None]:
    """Weights that add up to 1 and the consistency ratio; None when no judgement can contradict another."""
    matrix = np.zeros((count, count))
    for (first, second), value in known.items():
        matrix[first, second], matrix[second, first] = value, 1 / value
    # Harker: 1 for the thing itself, and 1 for each comparison in its row that is missing.
    np.fill_diagonal(matrix, (matrix == 0).sum(axis=1))
    values, vectors = np.linalg.eig(matrix)
    greatest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, greatest].real)
    index = max(0.0, float(values[greatest].real) - count) / max(count - 1, 1)
    expected = _random_index(count, count * (count - 1) // 2 - len(known))
    return weights / weights.sum(), index / expected if expected else None


def _random_index(count: int, missing: int) -> float:
    """Mean consistency index of random judgements; 0 when the judgements make no circle."""
    circles = (count - 1) * (count - 2) / 2
    return RANDOM_INDEX[count - 1] * (1 - missing / circles) if circles > missing else 0.0


def _without(ids: Sequence[str], place: Mapping[str, int], known: Mapping[tuple[int, int], float], pair: Pair) -> Clash:
    """What the other judgements say of a pair, and the consistency ratio once it says the same."""
    at = place[pair[0]], place[pair[1]]
    weights, _ = _weighed(len(ids), {one: value for one, value in known.items() if one != at})
    implied = float(weights[at[0]] / weights[at[1]])
    step = min(STEPS, key=lambda one: abs(np.log(one / implied)))
    _, ratio = _weighed(len(ids), {**known, at: step})
    return Clash(*pair, known[at], implied, step, ratio or 0.0)
