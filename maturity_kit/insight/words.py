"""Numbers and names as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from maturity_kit.content.wording import Wording

EQUAL = 1e-9


def whole(score: float | None) -> str:
    """A score for people: whole points, halves up; a dash when there is none.

    >>> whole(62.5), whole(0.4), whole(None)
    ('63', '0', '–')
    """
    return "–" if score is None else str(int(score + 0.5 + EQUAL))


def plain(number: float, language: str) -> str:
    """A number with at most one decimal, with the decimal sign of the language.

    >>> plain(62.5, "nl"), plain(50.0, "nl"), plain(62.5, "en")
    ('62,5', '50', '62.5')
    """
    digits = f"{number:.1f}".removesuffix(".0")
    return digits.replace(".", ",") if language == "nl" else digits


def listed(names: Iterable[str], say: Wording, link: str = "and") -> str:
    """Names in a row, the last joined by "and" or "or" in the language; no names give no words."""
    *head, last = [*names] or [""]
    return f"{', '.join(head)} {say(link)} {last}" if head else last
