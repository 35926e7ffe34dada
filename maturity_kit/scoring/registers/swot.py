"""The confrontation matrix: which strength or weakness matters most for which opportunity or threat."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from maturity_kit.assessment.registers import Swot

MOVES = {
    ("strengths", "opportunities"): "grow",
    ("strengths", "threats"): "defend",
    ("weaknesses", "opportunities"): "improve",
    ("weaknesses", "threats"): "turn",
}


@dataclass(frozen=True)
class Pair:
    """A strength or weakness (``insight``) against an opportunity or threat (``factor``), by their ids.

    Attributes:
        points: 3, 2 or 1 of each voter added up, times the weight of the factor.
        move: ``grow`` (S, O), ``defend`` (S, T), ``improve`` (W, O) or ``turn`` (W, T).
    """

    factor: str
    insight: str
    points: float
    move: str


def confrontation(swot: Swot) -> tuple[Pair, ...]:
    """Pairs that got points, most points first; ties in the order of entry, factors first.

    Points for an id that is not in the SWOT (any more) do not count.
    """
    points = points_of(swot)
    pairs = [
        Pair(factor.id, insight.id, points[factor.id, insight.id] * swot.weights.get(factor.id, 1.0), move)
        for outside in ("opportunities", "threats")
        for factor in getattr(swot, outside)
        for inside in ("strengths", "weaknesses")
        for insight in getattr(swot, inside)
        if (move := MOVES[inside, outside]) and points[factor.id, insight.id]
    ]
    return tuple(sorted(pairs, key=lambda pair: -pair.points))


def points_of(swot: Swot) -> Counter[tuple[str, str]]:
    """Points by factor and insight over all voters, with the totals that a frozen copy keeps."""
    found: Counter[tuple[str, str]] = Counter()
    for factor, given in swot.totals.items():
        found.update({(factor, insight): points for insight, points in given.items()})
    for factor, insight, points in swot.given():
        found[factor, insight] += points
    return found
