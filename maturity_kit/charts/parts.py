"""What the pictures share: a track with what is certain and what is open, rows of tracks, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.text import width_of
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
          tall: float = TALL) -> None:  # fmt: skip
    """A scale of 0..100 with its top left corner at (x, y).

    Solid up to the low bound, dashed up to the high bound, a tick at the score, a triangle at the target.
    """
    step = width / 100
    canvas.box(x, y, width, tall, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
    if node.low is not None and node.high is not None:
        if node.low > 0:
            canvas.box(x, y, node.low * step, tall, fill=fill, name=f"{name}:certain")
        if is_open(node):
            canvas.box(x + node.low * step, y, (node.high - node.low) * step, tall, fill=fill, alpha=0.25, edge=fill,
                       dash=True, name=f"{name}:open")  # fmt: skip
        if node.score is not None:
            at = x + node.score * step
            canvas.line([(at, y - 3), (at, y + tall + 3)], stroke=3, name=f"{name}:score")
    if node.target is not None:
        aim = x + node.target * step
        canvas.shape([(aim - 6, y - 10), (aim + 6, y - 10), (aim, y - 1)], fill="panel", edge="ink", stroke=1.5,
                     name=f"{name}:target")  # fmt: skip


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


def scale(canvas: Canvas) -> tuple[float, float]:
    """Left end and width in px of the tracks that ``draw_rows`` draws."""
    return (226.0, canvas.width - 112 - 226.0) if canvas.wide else (0.0, canvas.width - 1.0)


@dataclass(frozen=True)
class Row:
    """One line of a profile; ``mark`` is said in the colour of a warning, ``indent`` counts depth in a tree."""

    name: str
    title: str
    node: Measured
    mark: str = ""
    indent: int = 0


def draw_rows(canvas: Canvas, rows: Iterable[Row], y: float, say: Wording, fill: str = "accent") -> float:
    """Rows below each other from y on; returns the y below the last."""
    for row in rows:
        y = (_wide_row if canvas.wide else _narrow_row)(canvas, row, y, say, fill)
    return y


def _wide_row(canvas: Canvas, row: Row, y: float, say: Wording, fill: str) -> float:
    left, (start, length) = row.indent * 14, scale(canvas)
    below = canvas.lines(left, y + 18, row.title, 214 - left, bold=bool(row.mark), name=f"{row.name}:title")
    if row.mark:
        below = canvas.lines(left, below, row.mark, 214 - left, size=13, colour="warn", name=f"{row.name}:mark")
    middle = (y + below) / 2 - 7
    track(canvas, start, middle - TALL / 2, length, row.node, name=row.name, fill=fill)
    _amount_at(canvas, canvas.width - 100, middle + 5, row, say)
    return max(below, y + 34)


def _narrow_row(canvas: Canvas, row: Row, y: float, say: Wording, fill: str) -> float:
    left = row.indent * 10
    below = canvas.lines(left, y + 16, row.title, canvas.width - 108 - left, bold=bool(row.mark),
                         name=f"{row.name}:title")  # fmt: skip
    _amount_at(canvas, canvas.width - 98, y + 16, row, say)
    if row.mark:
        below = canvas.lines(left, below, row.mark, canvas.width - left, colour="warn", name=f"{row.name}:mark")
    top = below - 8 + (6 if row.node.target is not None else 0)
    track(canvas, left, top, canvas.width - left - 1, row.node, name=row.name, fill=fill)
    return top + TALL + 12


def _amount_at(canvas: Canvas, x: float, y: float, row: Row, say: Wording) -> None:
    node = row.node
    if node.low is None:
        canvas.text(x, y, say("left-out"), colour="muted", name=f"{row.name}:amount")
        return
    score = whole(node.score)
    canvas.text(x, y, score, size=canvas.size + 2, bold=True, name=f"{row.name}:amount")
    if is_open(node):
        shift = width_of(score, canvas.size + 2, bold=True) + 8
        canvas.text(x + shift, y, between(node, say), colour="muted", name=f"{row.name}:range")


def key(canvas: Canvas, y: float, nodes: Sequence[Measured], say: Wording) -> float:
    """One line that names the signs in use, next to the signs themselves; none when nothing is open or aimed at."""
    used = ["certain", "open"] if any(map(is_open, nodes)) else []
    if any(node.target is not None for node in nodes):
        used.append("target")
    x, line = 0.0, y + 20
    for sign in used:
        words = say(f"key.{sign}")
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
