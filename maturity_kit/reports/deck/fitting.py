"""Text that stays in its box: measured on the safe side, set smaller within limits, and else cut by words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from maturity_kit.reports.typesetting import one_line

LINE = 1.2
"""Height of a line and size of the type."""
AFTER = 0.4
"""Space below a paragraph and size of the type."""
BOLD = 1.08
SLACK = 0.95
"""DejaVu Sans is an eighth wider than Arial over a sentence, so this still is on the safe side."""
WIDE = 1.1
"""Capitals and signs, in which Arial is the wider of the two."""
INDENT = 14.0
ELLIPSIS = "…"
MEASURED = 100


@dataclass(frozen=True)
class Box:
    """A place on a slide in points, from the top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Para:
    """A paragraph.

    Attributes:
        scale: its size beside that of the text it stands in.
        colour: of the theme: ``ink``, ``muted``, ``accent`` or ``warn``.
    """

    text: str
    bold: bool = False
    bullet: bool = False
    colour: str = "ink"
    scale: float = 1.0


@dataclass(frozen=True)
class Fit:
    """What fits: the size in points, the paragraphs, and whether something was cut or left out."""

    size: int
    paras: tuple[Para, ...]
    cut: bool


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Width in points of one line; never less than Arial or a font as wide as Arial takes.

    >>> 40 < width_of("Maturity", 10) < 60
    True
    """
    return size * sum(_em(sign) for sign in text) * (BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.2
    width = float(_font().getlength(sign)) / MEASURED
    return max(width * (SLACK if sign.islower() or sign.isspace() else WIDE), 0.28)


@cache
def _font() -> Any:
    """Wider than Arial, and on every machine."""
    from matplotlib import get_data_path
    from PIL import ImageFont

    return ImageFont.truetype(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf", MEASURED)


def lines_of(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The lines of a text in a width in points; a word wider than a line is broken anywhere."""
    found: list[str] = []
    for word in text.split() or [""]:
        for piece in _pieces(word, size, width, bold):
            if found and width_of(f"{found[-1]} {piece}", size, bold) <= width:
                found[-1] = f"{found[-1]} {piece}"
            else:
                found.append(piece)
    return found


def unbroken(text: str, size: float, width: float, bold: bool = False) -> bool:
    """Whether no word of a text is wider than a line."""
    return all(width_of(word, size, bold) <= width for word in text.split())


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    while width_of(word, size, bold) > width and len(word) > 1:
        used, at = 0.0, 0
        while at < len(word) and (used := used + width_of(word[at], size, bold)) <= width:
            at += 1
        yield word[: max(at, 1)]
        word = word[max(at, 1) :]
    yield word


def cut_to(text: str, size: float, width: float, most: int, bold: bool = False) -> str:
    """The text on at most so many lines, cut after a whole word and ended by an ellipsis when it is longer."""
    lines = lines_of(text, size, width, bold)
    if len(lines) <= most:
        return text
    kept = " ".join(lines[:most])
    while kept:
        kept = kept.rsplit(" ", 1)[0] if " " in kept else kept[:-1]
        said = kept.rstrip(" ,;:.–-") + ELLIPSIS
        if len(lines_of(said, size, width, bold)) <= most:
            return said
    return ELLIPSIS


def height_of(paras: Sequence[Para], size: float, width: float) -> float:
    """Height in points of paragraphs of a size in a width."""
    sizes = [size * para.scale for para in paras]
    tall = sum(len(_lines(para, size, width)) * LINE * one for para, one in zip(paras, sizes, strict=True))
    return tall + sum(AFTER * size for _ in pairwise(paras))


def _lines(para: Para, size: float, width: float) -> list[str]:
    return lines_of(para.text, size * para.scale, _room(para, width), para.bold)


def _room(para: Para, width: float) -> float:
    return width - (INDENT if para.bullet else 0.0)


def fitted(paras: Sequence[Para], box: Box, largest: int, smallest: int) -> Fit:
    """The paragraphs at the largest size at which they fit; cut at the smallest when they fit at none."""
    whole = tuple(replace(para, text=one_line(para.text)) for para in paras)
    for size in range(largest, smallest - 1, -1):
        if height_of(whole, size, box.width) <= box.height:
            return Fit(size, whole, False)
    for most in (4, 3, 2):
        brief = tuple(replace(para, text=_brief(para, smallest, box.width, most)) for para in whole)
        if height_of(brief, smallest, box.width) <= box.height:
            return Fit(smallest, brief, True)
    while len(brief) > 1 and height_of(brief, smallest, box.width) > box.height:
        brief = brief[:-1]
    return Fit(smallest, brief, True)


def _brief(para: Para, size: float, width: float, most: int) -> str:
    return cut_to(para.text, size * para.scale, _room(para, width), most, para.bold)
