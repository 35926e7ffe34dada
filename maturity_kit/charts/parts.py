"""What the pictures share: a track with what is certain and what is open, rows of tracks, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.text import width_of
from maturity_kit.charts.voters import BELOW, ROOM, draw_along, draw_dots, size
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import plain, whole

NEAR = 1e-9
TALL = 12


class Measured(Protocol):
    """A node's numbers: 0..100, or none; coverage 0..1."""

    @property
    def score(self) -> float | None:
        """The score, none without an answer."""

    @property
    def low(self) -> float | None:
        """The score with every open answer at its lowest step."""

    @property
    def high(self) -> float | None:
        """The score with every open answer at its highest step."""

    @property
    def coverage(self) -> float | None:
        """The share that is answered."""

    @property
    def target(self) -> float | None:
        """The target, none without one."""


def is_open(node: Measured) -> bool:
    """Whether an answer that is missing can still move the score."""
    return node.low is not None and node.high is not None and node.high - node.low > NEAR


def between(node: Measured, say: Wording) -> str:
    """What the score can still become, such as "60–80"; no words when it is settled or left out."""
    return say("range", low=whole(node.low), high=whole(node.high)) if is_open(node) else ""


def amount(node: Measured, say: Wording) -> str:
    """A score with what it can still become: "71", "71 (60–80)", "no score (0–100)" or "left out"."""
    if node.low is None:
        return say("left-out")
    score = say("no-score") if node.score is None else whole(node.score)
    return f"{score} ({between(node, say)})" if is_open(node) else score


def track(canvas: Canvas, x: float, y: float, width: float, node: Measured, *, name: str, fill: str = "accent",
          limit: float | None = None, voters: Sequence[float] = ()) -> None:  # fmt: skip
    """A scale of 0..100 with its top left corner at (x, y).

    Solid up to the low bound, dashed up to the high bound, a tick at the score, a triangle at the target, below it dots
    at the scores of ``voters`` and a notch at ``limit``. Nothing for a node that does not count and so has no values.
    """
    if node.low is None or node.high is None:
        return
    step = width / 100
    canvas.box(x, y, width, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
    if node.low > 0:
        canvas.box(x, y, node.low * step, TALL, fill=fill, name=f"{name}:certain")
    if is_open(node):
        canvas.box(x + node.low * step, y, (node.high - node.low) * step, TALL, fill=fill, alpha=0.25, edge=fill,
                   dash=True, name=f"{name}:open")  # fmt: skip
    if node.score is not None:
        at = x + node.score * step
        canvas.line([(at, y - 3), (at, y + TALL + 3)], stroke=3, name=f"{name}:score")
    draw_along(canvas, x, y + TALL + BELOW, width, voters, name)
    if limit is not None:
        canvas.line([(x + limit * step, y + TALL), (x + limit * step, y + TALL + 6)], stroke=2, name=f"{name}:limit")
    if node.target is not None:
        _target(canvas, x + node.target * step, y, x + width, node.target, name)


def _target(canvas: Canvas, aim: float, y: float, end: float, target: float, name: str) -> None:
    """A triangle that stands on the track, with the number beside it on the side that has room."""
    canvas.shape([(aim - 6, y - 10), (aim + 6, y - 10), (aim, y - 1)], fill="panel", edge="ink", stroke=1.5,
                 name=f"{name}:target")  # fmt: skip
    left = aim + 30 > end
    canvas.text(aim - 9 if left else aim + 9, y - 2, whole(target), size=12, colour="muted",
                anchor="right" if left else "left", name=f"{name}:aim")  # fmt: skip


@dataclass(frozen=True)
class Alone:
    """A score without bounds of its own, such as a signal or a mean."""

    score: float | None
    target: float | None = None

    @property
    def low(self) -> float:
        """Its own score: nothing is open; 0 without one."""
        return self.score or 0.0

    high = low

    @property
    def coverage(self) -> float:
        """1: it says nothing about answers that are missing."""
        return 1.0


def scale(canvas: Canvas, inset: float = 0) -> tuple[float, float]:
    """Left end and width in px of the tracks that ``draw_rows`` draws."""
    return (226.0, canvas.width - 112 - 226.0 - inset) if canvas.wide else (inset, canvas.width - 1.0 - 2 * inset)


@dataclass(frozen=True)
class Row:
    """One line of a profile; ``mark`` is said in the colour of a warning, ``indent`` counts depth in a tree.

    ``voters`` are the scores of those who are shown alone.
    """

    name: str
    title: str
    node: Measured
    mark: str = ""
    indent: int = 0
    voters: Sequence[float] = ()


def left_out(node: Measured, share: float, say: Wording) -> str:
    """What to remark on a row with values that do not count; nothing when it counts, or has no values at all."""
    return say("left-out") if share == 0 and node.low is not None else ""


def draw_rows(
    canvas: Canvas, rows: Iterable[Row], y: float, say: Wording, fill: str = "accent", inset: float = 0
) -> float:
    """Rows below each other from y on, ``inset`` px from both edges; returns the y below the last."""
    for row in rows:
        y = (_wide_row if canvas.wide else _narrow_row)(canvas, row, y, say, fill, inset)
    return y


def _wide_row(canvas: Canvas, row: Row, y: float, say: Wording, fill: str, inset: float) -> float:
    left, (start, length) = inset + row.indent * 14, scale(canvas, inset)
    below = canvas.lines(left, y + 18, row.title, 214 - left, bold=bool(row.mark), name=f"{row.name}:title")
    if row.mark:
        below = canvas.lines(left, below, row.mark, 214 - left, size=13, colour="warn", name=f"{row.name}:mark")
    middle = (y + below) / 2 - 7
    track(canvas, start, middle - TALL / 2, length, row.node, name=row.name, fill=fill, voters=row.voters)
    _amount_at(canvas, canvas.width - 100 - inset, middle + 5, row, say)
    return max(below, y + 34)


def _narrow_row(canvas: Canvas, row: Row, y: float, say: Wording, fill: str, inset: float) -> float:
    left, end = inset + row.indent * 10, canvas.width - inset
    below = canvas.lines(left, y + 14, row.title, end - 108 - left, bold=bool(row.mark), name=f"{row.name}:title")
    _amount_at(canvas, end, y + 14, row, say)
    if row.mark:
        below = _narrow_mark(canvas, row, left, below, end - left)
    if row.node.low is None:
        return below - 8
    top = below - 11 + (10 if row.node.target is not None else 0)
    track(canvas, left, top, end - left - 1, row.node, name=row.name, fill=fill, voters=row.voters)
    return top + TALL + 4 + (ROOM if row.voters else 0)


def _narrow_mark(canvas: Canvas, row: Row, left: float, below: float, room: float) -> float:
    """The mark beside a short title, else below it; returns the baseline of the next line."""
    used = width_of(row.title, canvas.size, bold=True) + 10
    if used + width_of(row.mark, canvas.size) <= room - (108 if is_open(row.node) else 44):
        canvas.text(left + used, below - canvas.size * 1.3, row.mark, colour="warn", name=f"{row.name}:mark")
        return below
    return canvas.lines(left, below, row.mark, room, colour="warn", name=f"{row.name}:mark")


def _amount_at(canvas: Canvas, x: float, y: float, row: Row, say: Wording) -> None:
    """The score, then its range; where it is narrow the score ends at x and the range stands before it."""
    node, size, anchor = row.node, canvas.size + 2, "left" if canvas.wide else "right"
    if node.low is None:
        canvas.text(canvas.width - 1, y, say("left-out"), colour="muted", anchor="right", name=f"{row.name}:amount")
        return
    score = "" if node.score is None and not canvas.wide else whole(node.score)
    if score:
        canvas.text(x, y, score, size=size, bold=True, anchor=anchor, name=f"{row.name}:amount")
    if is_open(node):
        shift = width_of(score, size, bold=True) + 8 if score else 0
        canvas.text(x + (shift if canvas.wide else -shift), y, between(node, say), colour="muted", anchor=anchor,
                    name=f"{row.name}:range")  # fmt: skip


def key(
    canvas: Canvas, y: float, nodes: Sequence[Measured], say: Wording, limit: str = "", voters: bool = False
) -> float:
    """One line that names the signs in use, next to the signs themselves.

    ``limit`` is said of the notch, if any; ``voters`` tells whether there are dots.
    """
    used = ["certain", "open"] if any(map(is_open, nodes)) else []
    if any(node.target is not None for node in nodes):
        used.append("target")
    if limit:
        used.append("limit")
    if voters:
        used.append("voters")
    x, line = 0.0, y + 20
    for sign in used:
        words = limit if sign == "limit" else say(f"key.{sign}")
        wide = 24 + width_of(words, 13) + 18
        if x and x + wide > canvas.width:
            x, line = 0.0, line + 20
        _sign(canvas, x, line, sign)
        canvas.text(x + 24, line, words, size=13, colour="muted", name=f"key:{sign}")
        x += wide
    return line + 8 if used else y


def _sign(canvas: Canvas, x: float, y: float, sign: str) -> None:
    if sign == "target":
        canvas.shape([(x + 3, y - 10), (x + 15, y - 10), (x + 9, y - 1)], fill="panel", edge="ink", stroke=1.5)
    elif sign == "voters":
        draw_dots(canvas, [(x + 4, y - 5, size(1)), (x + 13, y - 5, size(4))])
    elif sign == "limit":
        canvas.line([(x, y - 8), (x + 18, y - 8)], colour="muted")
        canvas.line([(x + 9, y - 8), (x + 9, y - 1)], stroke=2)
    else:
        canvas.box(x, y - 10, 18, 10, fill="accent", alpha=1 if sign == "certain" else 0.25, edge="accent",
                   dash=sign == "open")  # fmt: skip


def cells(title: str, node: Measured, say: Wording) -> tuple[str, ...]:
    """A row of a table: title, score, lowest, highest, answered, target."""
    if node.low is None:
        return (title, say("left-out"), "–", "–", "–", whole(node.target))
    known = say("percent", number=plain(round(100 * (node.coverage or 0)), say.language))
    return (title, whole(node.score), whole(node.low), whole(node.high), known, whole(node.target))


def head(say: Wording, first: str) -> tuple[str, ...]:
    """The headings that go with ``cells``."""
    return (say(f"head.{first}"), *(say(f"head.{name}") for name in ("score", "low", "high", "known", "target")))
