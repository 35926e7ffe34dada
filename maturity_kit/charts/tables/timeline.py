"""A calendar as a line: days as places in px, and the months to name on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.signs import SMALL, day
from maturity_kit.charts.text import width_of
from maturity_kit.content.wording import Wording

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 6000)
LABEL = 84.0


@dataclass(frozen=True)
class Calendar:
    """From the first day of a month to the first day of a later one, over a width in px."""

    first: date
    last: date
    left: float
    width: float

    def at(self, when: date) -> float:
        """The place of a day in px."""
        return self.left + self.width * (when - self.first).days / (self.last - self.first).days

    def months(self) -> list[date]:
        """First days of months at equal steps, as many as have room for their name."""
        low, high = month_of(self.first), month_of(self.last)
        step = next((step for step in STEPS if (high - low) / step <= max(self.width / LABEL, 1)), STEPS[-1])
        return [first_of(month) for month in range(low + -low % step, high + 1, step)]


def calendar(days: Iterable[date], left: float, width: float) -> Calendar:
    """A calendar of whole months that holds all days, the last one with room after it."""
    some = [*days]
    return Calendar(first_of(month_of(min(some))), first_of(month_of(max(some)) + 1), left, width)


def month_of(when: date) -> int:
    """Months since the year 0, so that months can be counted."""
    return when.year * 12 + when.month - 1


def first_of(month: int) -> date:
    """The first day of a month counted since the year 0, within the years that dates have.

    >>> first_of(month_of(date(2026, 12, 31)) + 1)
    datetime.date(2027, 1, 1)
    """
    year, place = divmod(month, 12)
    return date.max if year > date.max.year else date(max(year, 1), place + 1, 1)


def draw_axis(canvas: Canvas, line: Calendar, today: date, say: Wording) -> float:
    """The date of the assessment above the months, both with a mark; returns the y below."""
    words = say("programmes.today", day=day(today, say.language))
    _label(canvas, line, line.at(today), 14, words, "ink", "today:words")
    canvas.shape([(line.at(today) - 5, 18), (line.at(today) + 5, 18), (line.at(today), 26)], fill="ink", name="today")
    for month in line.months():
        _label(canvas, line, line.at(month), 42, _month(month, say.language), "muted", "month")
        canvas.line([(line.at(month), 47), (line.at(month), 53)], colour="muted", name="month:mark")
    canvas.line([(line.left, 50), (line.left + line.width, 50)], colour="muted", name="axis")
    return 56


def _label(canvas: Canvas, line: Calendar, x: float, y: float, words: str, colour: str, name: str) -> None:
    """Centred on its place, but inside the line."""
    half = width_of(words, SMALL) / 2
    inside = min(max(x, line.left + half), line.left + line.width - half)
    canvas.text(inside, y, words, size=SMALL, colour=colour, anchor="center", name=name)


def _month(month: date, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(month, "MMM y", locale=language))
