"""Tables as CSV that a spreadsheet opens in columns, and in which no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the old code page of Windows."""
SEPARATORS = {"nl": ";"}
"""Excel in Dutch opens a comma as part of the text and reads 62,5 as a number; elsewhere it is the other way round."""
ACTIVE = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""How a text begins that a spreadsheet could take for a formula, with or without the apostrophe put before it."""
Cell = str | float | int | None


def separated(rows: Iterable[Iterable[Cell]], language: str) -> str:
    """Rows as CSV with a byte order mark: in Dutch parted by semicolons and with decimal commas; None is empty."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=SEPARATORS.get(language, ","), lineterminator="\r\n")
    writer.writerows([_cell(cell, language) for cell in row] for row in rows)
    return BOM + written.getvalue()


def _cell(found: Cell, language: str) -> str:
    if found is None:
        return ""
    if isinstance(found, str):
        return harmless(found.replace("\x00", ""))
    digits = repr(found)
    return digits.replace(".", ",") if language in SEPARATORS else digits


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("'=1"), harmless("a=b")
    ("'=1+1", "''=1", 'a=b')
    """
    return f"'{text}" if ACTIVE.match(text) else text


def restored(text: str) -> str:
    """What ``harmless`` was given.

    >>> restored(harmless("'=1")), restored("'s avonds")
    ("'=1", "'s avonds")
    """
    return text[1:] if text.startswith("'") and ACTIVE.match(text) else text
