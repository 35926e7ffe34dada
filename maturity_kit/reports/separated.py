"""Tables as CSV that a spreadsheet opens in columns, and in which no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the old code page of Windows."""
SEPARATORS = {"nl": ";"}
"""Excel parts columns at the list separator of its language, and the Dutch one is a semicolon."""
STARTS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def separated(rows: Iterable[Iterable[object]], language: str) -> str:
    """Rows as CSV with a byte order mark: semicolons in Dutch, commas in other languages; None is an empty cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=SEPARATORS.get(language, ","), lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BOM + written.getvalue()


def safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that has one.

    >>> safe("=1+1"), safe("'t Hof"), safe(-2.5), safe("Tuin")
    ("'=1+1", "''t Hof", -2.5, 'Tuin')
    """
    return MARK + cell if isinstance(cell, str) and cell.startswith((*STARTS, MARK)) else cell


def restored(cell: str) -> str:
    """The text that ``safe`` was given.

    >>> restored("'=1+1"), restored("''t Hof"), restored("Tuin")
    ('=1+1', "'t Hof", 'Tuin')
    """
    return cell[1:] if cell.startswith(MARK) else cell
