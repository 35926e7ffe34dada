"""How the objects of the package show themselves in a notebook: one plain, readable table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from numbers import Integral, Real
from typing import TypeGuard

from maturity_kit.content.numbers import decimals


def html_table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], language: str = "en", digits: int = 1
) -> str:
    """An HTML table whose every text is escaped, and whose columns of numbers stand to the right.

    Args:
        caption: what the table is.
        head: the name of each column.
        rows: as many cells each as ``head``; the first names the row. None and NaN become a dash.
        language: of the decimal sign.
        digits: decimals of a float.

    Raises:
        ValueError: a row is shorter or longer than ``head``.

    >>> html_table("Scores", ["Model", "Score"], [["<b>", 62.5]]).split("<tbody>")[1].split("</th>")[0]
    '<tr><th scope="row" style="text-align:left">&lt;b&gt;'
    """
    body = [tuple(row) for row in rows]
    sides = _sides(head, body)
    names = "".join(_cell("th", name, side, "col") for name, side in zip(head, sides, strict=True))
    shown = [[_shown(cell, language, digits) for cell in row] for row in body]
    lines = "".join(f"<tr>{_row(row, sides)}</tr>" for row in shown)
    return (
        f'<table><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _sides(head: Sequence[str], body: Iterable[Sequence[object]]) -> list[str]:
    """Per column ``right`` when it holds numbers and nothing but numbers, else ``left``."""
    numbers, words = set[int](), set[int]()
    for row in body:
        numbers |= {place for place, cell in enumerate(row) if _is_number(cell)}
        words |= {place for place, cell in enumerate(row) if cell is not None and not _is_number(cell)}
    return ["right" if place in numbers - words else "left" for place in range(len(head))]


def _row(row: Sequence[str], sides: Sequence[str]) -> str:
    cells = enumerate(zip(row, sides, strict=True))
    return "".join(_cell("td" if place else "th", text, side, "row") for place, (text, side) in cells)


def _cell(tag: str, text: str, side: str, scope: str) -> str:
    scoped = f' scope="{scope}"' if tag == "th" else ""
    return f'<{tag}{scoped} style="text-align:{side}">{escape(text)}</{tag}>'


def _shown(found: object, language: str, digits: int) -> str:
    if found is None or not _is_number(found):
        return "–" if found is None else str(found)
    if math.isnan(found):
        return "–"
    shown = str(found) if isinstance(found, Integral) else decimals(float(found), language, digits)
    return shown.replace("-", "−")


def _is_number(found: object) -> TypeGuard[Real]:
    return isinstance(found, Real) and not isinstance(found, bool)
