"""How formulas name cells and texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell

NEAR = "0.000000001"
"""Computed numbers that differ by less are equal."""
MOST_PARTS = 200
"""Parts in one call of a function; Excel allows 255."""
Value = float | int | str


def cell(row: int, column: int, sheet: str = "") -> str:
    """The name of a cell, counted from 0; fixed, and with its sheet, when a sheet is given.

    >>> cell(4, 2), cell(4, 2, "Data & more")
    ('C5', "'Data & more'!$C$5")
    """
    if not sheet:
        return str(xl_rowcol_to_cell(row, column))
    return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def column_of(first: int, last: int, column: int, sheet: str = "") -> str:
    """The cells of a column from row ``first`` to ``last``; fixed.

    >>> column_of(4, 6, 2)
    '$C$5:$C$7'
    """
    letters = xl_col_to_name(column)
    place = f"${letters}${first + 1}:${letters}${last + 1}"
    return f"{quote_sheetname(sheet)}!{place}" if sheet else place


def row_of(row: int, first: int, last: int, sheet: str = "") -> str:
    """The cells of a row from column ``first`` to ``last``; fixed."""
    ends = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for column in (first, last))
    place = ":".join(ends)
    return f"{quote_sheetname(sheet)}!{place}" if sheet else place


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows, rising, as stretches without a gap.

    >>> runs([4, 5, 6, 9])
    [(4, 6), (9, 9)]
    """
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def total(rows: Sequence[int], column: int, sheet: str = "") -> str:
    """The sum of the cells of some rows in a column.

    >>> total([4, 5, 8], 0)
    'SUM($A$5:$A$6,$A$9:$A$9)'
    """
    parts = [column_of(first, last, column, sheet) for first, last in runs(rows)]
    calls = [f"SUM({','.join(parts[n : n + MOST_PARTS])})" for n in range(0, len(parts), MOST_PARTS)]
    return "+".join(calls) if len(calls) < 2 else f"({'+'.join(calls)})"


def positive(rows: Sequence[int], column: int) -> str:
    """How many of these cells are above 0."""
    return "(" + "+".join(f'COUNTIF({column_of(first, last, column)},">0")' for first, last in runs(rows)) + ")"


def quoted(text: str) -> str:
    """A text inside a formula, its own quotes doubled."""
    return '"' + text.replace('"', '""') + '"'


def shown(number: float | int | None) -> Value:
    """A number as a formula leaves it: empty text where there is none."""
    return "" if number is None else number
