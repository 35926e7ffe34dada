"""The pieces a chapter is made of, as data for the template; every text in them stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
Rows = Iterable[Sequence[str]]
COLUMN = 84.0
"""Width in mm of one of two columns."""


def chapter(title: str, blocks: Iterable[Block]) -> Block:
    """A chapter with its heading."""
    return {"title": title, "blocks": list(blocks)}


def run(columns: int, *chapters: Block) -> Block:
    """Chapters that flow on from one to the next, from the top of a page; the more columns the smaller the type.

    A run of one column holds one chapter, whose pictures shrink a little if that keeps it on a page.
    """
    return {"columns": columns, "chapters": list(chapters)}


def heading(text: str, level: int = 2) -> Block:
    """A heading that stays with what follows it."""
    return {"kind": "heading", "text": text, "level": level}


def lead(text: str) -> Block:
    """A sentence to be read first."""
    return {"kind": "lead", "text": text}


def words(*texts: str, soft: bool = False) -> Block:
    """Sentences as one paragraph; ``soft`` for what is only there to be looked up."""
    return {"kind": "words", "text": " ".join(text for text in texts if text), "soft": soft}


def items(texts: Iterable[str]) -> Block:
    """A list with a point before each line."""
    return {"kind": "items", "items": list(texts)}


def facts(rows: Iterable[tuple[str, Sequence[str]]], numbered: bool = False, columns: int = 1) -> Block:
    """Entries with a first line and what there is to say on it, each by itself."""
    found = [{"lead": first, "lines": [line for line in lines if line]} for first, lines in rows]
    return {"kind": "facts", "rows": found, "numbered": numbered, "columns": columns}


def table(caption: str, head: Sequence[str], rows: Rows, widths: Sequence[float], numbers: Sequence[int] = ()) -> Block:
    """A table; ``widths`` are parts of the line, ``numbers`` the columns that are set to the right."""
    found = [list(row) for row in rows]
    return {"kind": "table", "caption": caption, "head": list(head), "rows": found, "widths": list(widths),
            "numbers": list(numbers)}  # fmt: skip


def picture(found: Block, wide: float, tall: float, floats: bool = False) -> Block:
    """A picture with its title, at most so many mm wide and tall.

    It stands where it is told, or ``floats`` to the nearest end of a column while text flows on.
    """
    return {"kind": "picture", **found, "wide": wide, "tall": tall, "floats": floats}


def rich(kind: str, spans: Sequence[Block], level: int = 0) -> Block:
    """Text with words in bold, italics or another letter."""
    return {"kind": kind, "spans": list(spans), "level": level}
