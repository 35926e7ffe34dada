"""Tables that stay in their box: the size of the type, the height of each row, and what is cut or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_kit.reports.deck.fitting import LINE, cut_to, lines_of, unbroken
from maturity_kit.reports.typesetting import one_line

PAD_X, PAD_Y = 6.0, 3.0
AIR, MORE = 7.0, 22.0
"""Room that a row may get besides, and that a line takes which says how many rows are left out."""
LEAST = 2
"""A cell keeps so many lines before rows are left out."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in points, and how its cells look."""

    title: str
    width: float
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Grid:
    """A table that fits.

    Attributes:
        size: of the type, in points.
        rows: the heading first, then those that fit.
        heights: of each row, in points.
        cut: whether a cell was cut.
        left: how many rows did not fit.
    """

    size: int
    rows: tuple[Row, ...]
    heights: tuple[float, ...]
    cut: bool
    left: int


def gridded(columns: Sequence[Column], rows: Sequence[Row], height: float, largest: int, smallest: int) -> Grid:
    """The rows at the largest size at which they fit; at the smallest, cells are cut first and rows left out last."""
    whole = [tuple(one_line(cell) for cell in row) for row in (tuple(one.title for one in columns), *rows)]
    for size in range(largest, smallest - 1, -1):
        heights = _heights(columns, whole, size)
        if sum(heights) <= height and (size == smallest or _unbroken(columns, whole, size)):
            return Grid(size, tuple(whole), _airy(heights, height), False, 0)
    for most in range(6, LEAST - 1, -1):
        brief = [_brief(columns, row, smallest, most) for row in whole]
        heights = _heights(columns, brief, smallest)
        if sum(heights) <= height:
            return Grid(smallest, tuple(brief), _airy(heights, height), True, 0)
    kept = len(brief)
    while kept > 2 and sum(heights[:kept]) > height - MORE:
        kept -= 1
    return Grid(smallest, tuple(brief[:kept]), heights[:kept], True, len(brief) - kept)


def _unbroken(columns: Sequence[Column], rows: Sequence[Row], size: float) -> bool:
    """Whether every word is on one line: smaller type reads better than a broken word."""
    return all(
        unbroken(cell, size, column.width - 2 * PAD_X, place == 0 or column.bold)
        for place, row in enumerate(rows)
        for column, cell in zip(columns, row, strict=True)
    )


def _airy(heights: tuple[float, ...], height: float) -> tuple[float, ...]:
    """What room is left, shared by the rows up to a limit."""
    more = min(AIR, (height - sum(heights)) / len(heights))
    return tuple(one + more for one in heights)


def _brief(columns: Sequence[Column], row: Row, size: float, most: int) -> Row:
    return tuple(
        cut_to(cell, size, column.width - 2 * PAD_X, most, True) for column, cell in zip(columns, row, strict=True)
    )


def _heights(columns: Sequence[Column], rows: Sequence[Row], size: float) -> tuple[float, ...]:
    return tuple(_height(columns, row, size, place == 0) for place, row in enumerate(rows))


def _height(columns: Sequence[Column], row: Row, size: float, heading: bool) -> float:
    most = max(
        len(lines_of(cell, size, column.width - 2 * PAD_X, heading or column.bold))
        for column, cell in zip(columns, row, strict=True)
    )
    return most * LINE * size + 2 * PAD_Y
