"""Weights from numbers, from ranked swings, and from comparisons in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from maturity_kit.content.html_table import html_table
from maturity_kit.content.wording import Wording
from maturity_kit.insight.weighing.given import WeighingError, entries, known, mean_of_one, numbers, repeated, text
from maturity_kit.insight.weighing.pairs import MOST, Clash, Pair, judged, solve

Method = Literal["direct", "swing", "pairwise"]
METHODS: tuple[Method, ...] = ("direct", "swing", "pairwise")
FULL = 100.0
"""Points of the swing that is worth most."""
CONSISTENT = 0.1
"""Saaty's rule of thumb: up to this consistency ratio the judgements are consistent enough to use."""


@dataclass(frozen=True, repr=False)
class Weighing:
    """Weights of things that stand beside each other, and what people said to get them.

    Attributes:
        method: ``direct``, ``swing`` or ``pairwise``.
        weights: by id, 0 or more; their mean is 1, which is what a weight is when nobody sets it.
        points: what was given, for direct and swing.
        order: the swings as they were ranked, the one worth most first; empty without a ranking.
        judgements: how many times as important the first of a pair is as the second, 1/9 to 9.
        consistency_ratio: for pairwise, 0 when no judgement contradicts another; None when none can, because no three
            things were compared all round. Above 0.1 the judgements are better looked at again.
        clash: the judgement that contradicts the others most; None when none does.
        missing: pairs that nobody compared; their ratio follows from the other judgements.

    >>> import maturity_kit as mk
    >>> mk.direct_weights({"fd.data": 3, "fd.design": 1})
    <Weighing: direct, 2 parts>
    """

    method: Method
    weights: Mapping[str, float]
    points: Mapping[str, float] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    judgements: Mapping[Pair, float] = field(default_factory=dict)
    consistency_ratio: float | None = None
    clash: Clash | None = None
    missing: tuple[Pair, ...] = ()

    @property
    def consistent(self) -> bool:
        """Whether the judgements are consistent enough to use: a ratio of 0.1 or less; so without a ratio."""
        return self.consistency_ratio is None or self.consistency_ratio <= CONSISTENT

    def __repr__(self) -> str:
        ratio = "" if self.consistency_ratio is None else f", consistency ratio {self.consistency_ratio:.3f}"
        parts = "part" if len(self.weights) == 1 else "parts"
        return f"<Weighing: {self.method}, {len(self.weights)} {parts}{ratio}>"

    def _repr_html_(self) -> str:
        say = Wording("weighing", "en")
        head = [say(f"table.{name}") for name in ("part", "weight", "share")]
        total = sum(self.weights.values())
        rows = [(name, weight, round(100 * weight / total)) for name, weight in self.weights.items()]
        return html_table(repr(self).strip("<>"), head, rows, digits=2)


def direct_weights(points: Mapping[str, float]) -> Weighing:
    """Weights in proportion to numbers that people gave at once, such as a division of 100 points.

    Args:
        points: id → a finite number from 0 on any scale; 0 switches a part off. A pandas Series will do.

    Returns:
        The weights, with a mean of 1.

    Raises:
        InputError: nothing given, an id twice, a number that is negative, not finite or none at all, or only zeros.

    >>> direct_weights({"data": 50, "content": 25, "people": 25}).weights
    {'data': 1.5, 'content': 0.75, 'people': 0.75}
    """
    found = numbers(points, "points")
    return Weighing("direct", mean_of_one(found), points=found)


def swing_weights(points: Mapping[str, float], order: Sequence[str] | None = None) -> Weighing:
    """Weights in proportion to what it is worth to lift each part from its worst to its best.

    Suppose everything is at its worst. Which part would you lift to its best first, and which next? That is the order.
    The first gets 100 points, and each other one points for how much its swing is worth beside that.

    Args:
        points: id → 0 to 100; the swing that is worth most has 100, and one of no worth 0.
        order: every id once, the swing that is worth most first. Without it the points are the ranking.

    Returns:
        The weights, with a mean of 1: points / mean of the points.

    Raises:
        InputError: as for ``direct_weights``; no swing with 100 points; a ranking of other ids; or points that
            contradict the ranking, with the pair that does.

    Source: von Winterfeldt and Edwards, Decision Analysis and Behavioral Research, 1986.

    >>> swing_weights({"data": 75, "people": 100, "content": 50}, order=["people", "data", "content"]).weights
    {'data': 1.0, 'people': 1.3333333333333333, 'content': 0.6666666666666666}
    """
    found = numbers(points, "points", FULL)
    if max(found.values()) < FULL - 1e-9:
        raise WeighingError("error.no-full-swing", "points", found=f"{max(found.values()):g}")
    ranked = () if order is None else _ranking(order, found)
    return Weighing("swing", mean_of_one(found), points=found, order=ranked)


def _ranking(order: Sequence[str], points: Mapping[str, float]) -> tuple[str, ...]:
    if isinstance(order, str) or repeated(order) is not None or set(order) != set(points):
        raise WeighingError("error.order", "order", found=_shown(order), allowed=", ".join(points))
    for first, second in pairwise(order):
        if points[second] > points[first] + 1e-9:
            told = {"above": f"{points[first]:g}", "below": f"{points[second]:g}"}
            raise WeighingError("error.contradicts", "points", first=first, second=second, **told)
    return tuple(order)


def _shown(order: Sequence[str]) -> str:
    return order if isinstance(order, str) else ", ".join(str(name) for name in order)


def pairwise_weights(ids: Sequence[str], judgements: Mapping[Pair, float]) -> Weighing:
    """Weights from comparisons in pairs (the analytic hierarchy process), with a check whether they fit together.

    The weights are the principal eigenvector of the matrix of judgements. The consistency index is
    (greatest eigenvalue - n) / (n - 1), the consistency ratio that index divided by its mean over random judgements.
    Pairs that nobody compared are filled in by Harker's method: each stands for the ratio of the weights themselves,
    so it adds no contradiction. The random index is then smaller, times 1 - 2 m / ((n - 1) (n - 2)) for m such pairs;
    when most pairs are missing that judges a little too strictly.

    Args:
        ids: what is weighed, 2 to 15 of them.
        judgements: (a, b) → how many times as important a is as b, 1/9 to 9; each pair in one direction. On Saaty's
            scale 1 is equally, 3 somewhat, 5 clearly, 7 much and 9 extremely more important.

    Returns:
        The weights, with a mean of 1, the consistency ratio, and the judgement that clashes most with the others.

    Raises:
        InputError: an id twice or unknown, a pair twice or of one id, a judgement outside the scale, fewer than 2 or
            more than 15 ids, or ids that no chain of judgements connects.

    Source: Saaty, The Analytic Hierarchy Process, 1980, and Theory and Applications of the Analytic Network Process,
    2005, p. 31 (random index); Harker, Incomplete pairwise comparisons, Mathematical Modelling 9, 1987; Ágoston and
    Csató, Inconsistency thresholds for incomplete pairwise comparison matrices, Omega 108, 2022.

    >>> found = pairwise_weights(["data", "people", "content"], {("data", "people"): 2, ("people", "content"): 2,
    ...                                                          ("data", "content"): 4})
    >>> {name: round(weight, 3) for name, weight in found.weights.items()}, round(found.consistency_ratio, 6)
    ({'data': 1.714, 'people': 0.857, 'content': 0.429}, 0.0)
    """
    names = [text(name, "ids") for name in ids]
    if repeated(names) is not None:
        raise WeighingError("error.twice", "ids", found=repeated(names))
    if not 2 <= len(names) <= MOST:
        raise WeighingError("error.many", "ids", found=len(names), allowed=f"2–{MOST}")
    found = judged(_pairs(judgements, names))
    solved = solve(names, found)
    weights = mean_of_one(dict(zip(names, solved.weights.tolist(), strict=True)))
    return Weighing(
        "pairwise",
        weights,
        judgements=found,
        consistency_ratio=solved.ratio,
        clash=solved.clash,
        missing=solved.missing,
    )


def _pairs(judgements: Any, names: Sequence[str]) -> list[tuple[Pair, Any]]:
    found = []
    for pair, value in entries(judgements, "judgements"):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise WeighingError("error.pair", "judgements", found=pair)
        first, second = (known(text(name, "judgements"), names, "judgements") for name in pair)
        found.append(((first, second), value))
    return found
