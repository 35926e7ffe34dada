"""How a room voted on one question: people per step, the mean or the agreed value, and who did not know."""

from __future__ import annotations

from maturity_kit.assessment.pool import Ballot
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import mean_of
from maturity_kit.insight.words import plain


def votes(ballot: Ballot, item: Item, language: str, agreed: float | None = None) -> Chart:
    """People per step of the scale, with a line at the agreed value, else at the mean of those who gave a step."""
    say = Wording("charts", language)
    rows = [(str(item.scale.min + step), _words(item, step, language), count)
            for step, count in enumerate(ballot.counts)]  # fmt: skip
    rows += [("–", say("votes.unknown"), ballot.unknown), ("–", say("votes.not-applicable"), ballot.not_applicable)]
    table = Table(item.text.to(language), tuple(say(f"head.{name}") for name in ("step", "meaning", "people")),
                  tuple((step, words, str(count)) for step, words, count in rows))  # fmt: skip
    alt = " ".join(filter(None, (say("votes.alt", count=ballot.voters), _value(ballot, item, agreed, say, "-alt"),
                                 say("votes.unknown-alt", count=ballot.unknown))))  # fmt: skip
    return picture(lambda canvas: paint_votes(canvas, ballot, item, agreed, say), item.text.to(language), alt, table,
                   language)  # fmt: skip


def _words(item: Item, step: int, language: str) -> str:
    return item.levels[step].to(language) if step < len(item.levels) else ""


def _value(ballot: Ballot, item: Item, agreed: float | None, say: Wording, form: str = "") -> str:
    found = mean_of(ballot, item) if agreed is None else agreed
    if found is None:
        return ""
    return say(f"votes.{'mean' if agreed is None else 'agreed'}{form}", value=plain(found, say.language))


def paint_votes(canvas: Canvas, ballot: Ballot, item: Item, agreed: float | None, say: Wording) -> Canvas:
    """One bar a step from low to high, its words above it; a point in the margin at the mean or agreed value."""
    most = max(*ballot.counts, ballot.unknown, ballot.not_applicable, 1)
    room, y = canvas.width - 60.0, 2.0
    value = _value(ballot, item, agreed, say)
    if value:
        canvas.shape([(2, 6), (2, 20), (14, 13)], fill="ink", name="key:value")
        canvas.text(20, 18, value, size=13, bold=True, name="value:words")
        y = 28.0
    middles: list[float] = []
    for step, count in enumerate(ballot.counts):
        words = f"{item.scale.min + step}  {_words(item, step, say.language)}".strip()
        below = canvas.lines(20, y + 16, words, canvas.width - 22, size=13, most=4, name=f"step:{step}:words")
        middles.append(below - 1)
        y = _bar(canvas, below - 8, room * count / most, count, f"step:{step}", "accent")
    for name, count in (("unknown", ballot.unknown), ("not-applicable", ballot.not_applicable)):
        if count:
            below = canvas.lines(20, y + 16, say(f"votes.{name}"), canvas.width - 22, size=13, colour="muted",
                                 name=f"{name}:words")  # fmt: skip
            y = _bar(canvas, below - 8, room * count / most, count, name, "")
    found = mean_of(ballot, item) if agreed is None else agreed
    if found is not None:
        at = _between(middles, found - item.scale.min)
        canvas.shape([(2, at - 7), (2, at + 7), (14, at)], fill="ink", name="value:point")
    return canvas.finish(y)


def _between(middles: list[float], step: float) -> float:
    """The y of a step, or of a value between two steps."""
    low = min(int(step), len(middles) - 1)
    high = min(low + 1, len(middles) - 1)
    return middles[low] + (step - low) * (middles[high] - middles[low])


def _bar(canvas: Canvas, y: float, length: float, count: int, name: str, fill: str) -> float:
    if count:
        canvas.box(20, y, length, 14, fill=fill, edge=fill or "muted", dash=not fill, name=f"{name}:bar")
    canvas.text(28 + length if count else 20, y + 12, str(count), size=13, colour="ink" if count else "muted",
                name=f"{name}:count")  # fmt: skip
    return y + 24
