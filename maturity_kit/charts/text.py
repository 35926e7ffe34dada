"""Widths of text without fonts: a reader's own system font sets the words, so widths are estimated on the safe side."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SLIM = frozenset("iljtfrI.,:;'|!()[]-· ")
BROAD = frozenset("mwMW@%…—<>=+×→")
BOLD = 1.15
ELLIPSIS = "…"
TAIL = 3


def width_of(words: str, size: float, bold: bool = False) -> float:
    """Width in px of one line at a font size in px, a little more than wide system fonts take.

    >>> round(width_of("ii", 10), 1), round(width_of("mm", 10), 1)
    (7.6, 19.0)
    """
    return size * sum(_em(sign) for sign in words) * (BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if sign in SLIM:
        return 0.38
    if sign in BROAD:
        return 0.95
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    return 0.72 if sign.isupper() else 0.62


@lru_cache(maxsize=4096)
def wrap(words: str, size: float, width: float, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """At most ``lines`` lines that fit a width in px; what does not fit ends in an ellipsis.

    Control characters and runs of blanks become one space. A word wider than a line is broken, with three signs
    at least on the next line. No words, no lines.

    >>> wrap("Data driven marketing", 10, 80)
    ('Data driven', 'marketing')
    >>> wrap("Data driven marketing", 10, 80, lines=1)
    ('Data driven…',)
    """
    found: list[str] = []
    for word in "".join(sign if sign.isprintable() else " " for sign in words).split():
        _place(word, found, size, width, bold)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], cut(" ".join(found[lines - 1 :]), size, width, bold))


def _place(word: str, found: list[str], size: float, width: float, bold: bool) -> None:
    if found and width_of(f"{found[-1]} {word}", size, bold) <= width:
        found[-1] = f"{found[-1]} {word}"
        return
    while width_of(word, size, bold) > width and len(word) > 1:
        head = _fitting(word, size, width, bold, tail="-")
        head = head[: max(min(len(head), len(word) - TAIL), 1)]
        found.append(head + "-" if head.isalpha() else head)
        word = word[len(head) :]
    found.append(word)


def _fitting(words: str, size: float, width: float, bold: bool, tail: str) -> str:
    """The longest beginning that fits with its tail; one sign at least."""
    room = width - width_of(tail, size, bold)
    used = 0.0
    for at, sign in enumerate(words):
        used += width_of(sign, size, bold)
        if used > room:
            return words[: max(at, 1)]
    return words


def cut(words: str, size: float, width: float, bold: bool = False) -> str:
    """The words on one line, ended by an ellipsis when they are wider than a width in px."""
    if width_of(words, size, bold) <= width:
        return words
    return _fitting(words, size, width, bold, tail=ELLIPSIS).rstrip() + ELLIPSIS
