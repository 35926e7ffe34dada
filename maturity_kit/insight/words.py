"""Numbers and names as people read them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from maturity_kit.content.numbers import decimals as decimals
from maturity_kit.content.wording import Wording

EQUAL = 1e-9
FEW = 3


def whole(score: float | None) -> str:
    """A score for people: whole points, halves up; a dash when there is none.

    >>> whole(62.5), whole(0.4), whole(None)
    ('63', '0', '–')
    """
    return "–" if score is None else str(int(score + 0.5 + EQUAL))


def plain(number: float, language: str, most: int = 1) -> str:
    """A number with at most so many decimals, with the decimal sign of the language.

    >>> plain(62.5, "nl"), plain(50.0, "nl"), plain(0.25, "en", 2)
    ('62,5', '50', '0.25')
    """
    return decimals(number, language, most).rstrip("0").rstrip(".,")


def listed(names: Iterable[str], say: Wording, link: str = "and") -> str:
    """Names in a row, the last joined by "and" or "or" in the language; no names give no words.

    Semicolons part them when a name itself has a comma.
    """
    *head, last = [*names] or [""]
    between = "; " if any("," in name for name in (*head, last)) else ", "
    return f"{between.join(head)} {say(link)} {last}" if head else last


def in_words(count: int, say: Wording) -> str:
    """A number from four to twelve in words, any other in digits.

    >>> in_words(4, Wording("verdict", "nl")), in_words(13, Wording("verdict", "nl"))
    ('vier', '13')
    """
    return say(f"number.{count}") if f"number.{count}" in say.all() else str(count)


def whole_points(parts: Sequence[float | None], total: int | None = None) -> tuple[int | None, list[int | None]]:
    """The sum of the parts and the parts themselves in whole points, rounded so that they add up.

    The part whose fraction is greatest is rounded up first. A part that is not known stays out, and so does the sum.

    Args:
        parts: in points.
        total: what the sum is shown as, when it is the difference of two scores in whole points.

    >>> whole_points([10.4, 0.3, 0.0])
    (11, [11, 0, 0])
    >>> whole_points([-2.5, 1.25, None])
    (None, [-2, 1, None])
    >>> whole_points([1.3, 1.4, 0.0], 2)
    (2, [1, 1, 0])
    """
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None, [None if part is None else round(part) for part in parts]
    floors = [math.floor(part + EQUAL) for part in known]
    shown = round(math.fsum(known)) if total is None else total
    order = sorted(range(len(known)), key=lambda place: floors[place] - known[place])
    raised = order[: max(shown - sum(floors), 0)]
    return shown, [points + (place in raised) for place, points in enumerate(floors)]
