"""Peers as strips: where eight in ten of each group lie, its middle half and its middle, and one organisation."""

from __future__ import annotations

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.text import width_of
from maturity_kit.content.numbers import decimals
from maturity_kit.content.wording import Wording
from maturity_kit.insight.peers import Distribution, Peers, name_of, remarks, rows

TALL, LABEL, AMOUNT = 18.0, 200.0, 40.0
COLUMNS = ("group", "count", "tenth", "quarter", "median", "three", "ninth")
KEYS = ("tenths", "quarters", "median")


def peers_chart(peers: Peers, language: str = "en") -> Chart:
    """One strip for each distribution that is shown; the numbers are in the table, what is hidden in the sentence.

    Args:
        peers: from ``mk.peers``.
        language: of every word.

    >>> import maturity_kit as mk
    >>> scores = mk.portfolio_frame(mk.example_portfolio().iloc[:-3])
    >>> peers_chart(mk.peers(scores, by="sector")).alt.split(". ")[0]
    'Everybody: half of the 120 organisations lie between 39.3 and 64.9, the middle is 51.0'
    """
    say = Wording("portfolio", language)
    cells = [tuple(_cell(cell, language) for cell in row) for row in rows(peers, say)]
    title = say("peers.title", value=peers.value, by=peers.by)
    table = Table(say("peers.caption", value=peers.value, by=peers.by), tuple(say(f"peers.{c}") for c in COLUMNS),
                  tuple(cells))  # fmt: skip
    alt = " ".join([*(_seen(one, say) for one in peers.shown), *remarks(peers, say)])
    return picture(lambda canvas: paint_strips(canvas, peers, say), title, alt, table, language)


def _cell(found: object, language: str) -> str:
    return decimals(found, language) if isinstance(found, float) else str(found)


def _seen(one: Distribution, say: Wording) -> str:
    low, median, high = (decimals(part, say.language) for part in one.quartiles)
    return say("peers.seen", group=name_of(one.group, say), count=one.count, low=low, high=high, median=median)


def paint_strips(canvas: Canvas, peers: Peers, say: Wording) -> Canvas:
    """The strips below each other, a scale under them, and a key."""
    left = LABEL if canvas.wide else 0.0
    width = canvas.width - left - AMOUNT
    y = 4.0
    for place, one in enumerate(peers.shown):
        y = _strip(canvas, one, peers, (left, width), y, f"group{place}", say)
    if not peers.shown:
        return canvas.finish(canvas.lines(0, 20, say("peers.none", least=peers.least), canvas.width) + 8)
    y = _scale(canvas, peers.top, (left, width), y, say.language)
    return canvas.finish(_key(canvas, peers, y, say))


def _strip(
    canvas: Canvas, one: Distribution, peers: Peers, across: tuple[float, float], y: float, name: str, say: Wording
) -> float:
    """A strip with its label beside it, above it where it is narrow; returns the y below."""
    (left, width), label = across, f"{name_of(one.group, say)} ({one.count})"
    if canvas.wide:
        below = canvas.lines(0, y + 14, label, left - 12, bold=one.group is None, name=f"{name}:label")
    else:
        y = canvas.lines(0, y + 14, label, canvas.width, bold=one.group is None, name=f"{name}:label") - 8
        below = y
    step = width / peers.top
    low, high = one.deciles[0], one.deciles[-1]
    canvas.box(left, y, width, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
    canvas.box(left + low * step, y, (high - low) * step, TALL, fill="accent", alpha=0.25, name=f"{name}:tenths")
    first, median, third = (left + part * step for part in one.quartiles)
    canvas.box(first, y + 3, third - first, TALL - 6, fill="accent", name=f"{name}:quarters")
    canvas.line([(median, y - 3), (median, y + TALL + 3)], stroke=3, name=f"{name}:median")
    canvas.text(left + width + 6, y + 14, decimals(one.quartiles[1], say.language), name=f"{name}:amount")
    standing = peers.standing
    if standing and standing.others and standing.group == one.group:
        canvas.dot(
            left + standing.value * step, y + TALL / 2, 6, fill="warn", edge="panel", stroke=2, name=f"{name}:own"
        )
    return max(below, y + TALL + 14)


def _scale(canvas: Canvas, top: float, across: tuple[float, float], y: float, language: str) -> float:
    """The two ends and the middle of the scale."""
    left, width = across
    for share, anchor in ((0.0, "left"), (0.5, "center"), (1.0, "right")):
        digits = 0 if top > 1 else 1
        words = decimals(top * share, language, digits)
        canvas.text(left + width * share, y + 8, words, size=12, colour="muted", anchor=anchor, name=f"scale:{share:g}")
    return y + 20


def _key(canvas: Canvas, peers: Peers, y: float, say: Wording) -> float:
    """What the signs mean, on as many lines as they need."""
    own = [(peers.standing.organisation, "own")] if peers.standing and peers.standing.others else []
    x, line = 0.0, y + 14
    for words, sign in [*((say(f"peers.key.{key}"), key) for key in KEYS), *own]:
        wide = 24 + min(width_of(words, 13), canvas.width - 24) + 18
        if x and x + wide > canvas.width:
            x, line = 0.0, line + 20
        _sign(canvas, sign, x, line)
        canvas.lines(x + 24, line, words, canvas.width - x - 24, most=1, size=13, colour="muted", name=f"key:{sign}")
        x += wide
    return line + 10


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    if sign == "own":
        canvas.dot(x + 9, y - 5, 6, fill="warn", edge="panel", stroke=2)
    elif sign == "median":
        canvas.line([(x + 9, y - 12), (x + 9, y + 2)], stroke=3)
    else:
        canvas.box(x, y - 10, 18, 10, fill="accent", alpha=1 if sign == "quarters" else 0.25)
