"""Voters as small dots beside a bar: what each would score alone, larger where several coincide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import sqrt
from statistics import fmean
from types import MappingProxyType

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Table
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import whole

Crowd = Mapping[str, Sequence[float]]
"""Per group the scores, 0..100, of voters alone; groups without voters are absent."""

Disc = tuple[float, float, float]
NOBODY: Crowd = MappingProxyType({})
SMALL, LARGE = 2.5, 5.0
BELOW = 5.5
"""Px from the floor of a bar to the middle of the dots below it."""

ROOM = 8.0
"""Px that dots take below a bar where the next thing stands close."""


def spots(scores: Iterable[float]) -> list[tuple[float, int]]:
    """The places of dots and how many voters coincide there: those whose score reads the same in whole points.

    >>> spots((25, 50.2, 49.8))
    [(25, 1), (50.0, 2)]
    """
    alike = (list(same) for _, same in groupby(sorted(scores), key=whole))
    return [(fmean(same) if len(same) > 1 else same[0], len(same)) for same in alike]


def size(people: int) -> float:
    """The radius in px of a dot for so many people; it stops growing where it would touch the bar."""
    return min(SMALL + 1.2 * (sqrt(people) - 1), LARGE)


def draw_dots(canvas: Canvas, discs: Sequence[Disc], name: str = "") -> None:
    """Quiet dots, each with x, y and radius."""
    canvas.dots(discs, fill="muted", edge="panel", stroke=0.75, alpha=0.8, name=name)


def draw_along(canvas: Canvas, x: float, y: float, width: float, scores: Iterable[float], name: str) -> None:
    """Dots along a scale of 0..100 that starts at x, with their middles at y; whole also at the edge of the sheet."""
    places = [(x + score * width / 100, size(people)) for score, people in spots(scores)]
    draw_dots(canvas, [(min(max(at, r), canvas.width - r), y, r) for at, r in places], f"{name}:voters")


def shown(crowd: Crowd, names: Iterable[str]) -> dict[str, Sequence[float]]:
    """The groups among these that have voters, in this order."""
    return {name: crowd[name] for name in names if crowd.get(name)}


def with_voters(table: Table, names: Sequence[str], crowd: Crowd, say: Wording) -> Table:
    """The table with a column that says of each row from where to where its voters reach; as it is without voters.

    Args:
        table: one row for each of ``names``, and maybe more below them.
        names: the group of each row.
        crowd: the voters of the groups.
        say: the words of the charts.
    """
    if not shown(crowd, names):
        return table
    said = [_cell(crowd.get(name, ()), say) for name in names] + ["–"] * (len(table.rows) - len(names))
    rows = tuple((*row, cell) for row, cell in zip(table.rows, said, strict=True))
    return replace(table, head=(*table.head, say("head.voters")), rows=rows)


def _cell(scores: Sequence[float], say: Wording) -> str:
    if not scores:
        return "–"
    low, high = whole(min(scores)), whole(max(scores))
    return say("voters.same" if low == high else "voters.range", low=low, high=high, count=len(scores))


def seen(titles: Mapping[str, str], crowd: Crowd, say: Wording) -> str:
    """The dots in one sentence, with a blank before it: where voters lie furthest apart; no words without voters.

    Args:
        titles: of the groups in the picture, by id.
        crowd: the voters of the groups.
        say: the words of the charts.
    """
    found = shown(crowd, titles)
    if not found:
        return ""
    widest = max(found, key=lambda name: max(found[name]) - min(found[name]))
    low, high = whole(min(found[widest])), whole(max(found[widest]))
    key = "voters.seen-same" if low == high else "voters.seen"
    return " " + say(key, part=titles[widest], low=low, high=high, count=max(map(len, found.values())))
