"""Objectives: how far each is on its way, held against the time that has passed."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.assessment.registers import Objective, Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import day, draw_key, number, percent
from maturity_kit.charts.text import cut, width_of
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import EQUAL, listed, plain
from maturity_kit.scoring.registers.dialogues import Progress

TALL = 14.0
Rows = Sequence[tuple[Objective, Progress]]


def objectives(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Each objective on a scale from its start to its target, with the lag between what is and what was expected.

    None without objectives. A judged lag is said in words; it has no place on the scale.
    """
    if not registers.objectives:
        return None
    say = Wording("charts", language)
    rows = tuple(zip(registers.objectives, tables.objectives, strict=True))
    heads = ("objective", "start", "actual", "aim", "from", "due", "progress", "expected", "lag")
    table = Table(say("objectives.caption"), tuple(say(f"head.{name}") for name in heads),
                  tuple(_cells(one, found, say) for one, found in rows))  # fmt: skip
    return picture(lambda canvas: paint_objectives(canvas, rows, say), say("objectives.title"), _alt(rows, say), table,
                   language)  # fmt: skip


def _cells(one: Objective, found: Progress, say: Wording) -> tuple[str, ...]:
    amounts = (number(amount, say.language, one.unit) for amount in (one.start, one.actual, one.target))
    expected = "–" if found.progress is None else percent(found.expected, say)
    return (one.name, *amounts, day(one.from_, say.language), day(one.due, say.language),
            percent(found.progress, say), expected, lag(one, found, say))  # fmt: skip


def lag(one: Objective, found: Progress, say: Wording) -> str:
    """The lag in words: counted in points of a hundred, or judged on 0..4."""
    if found.lag is None:
        return say("objectives.unknown")
    if found.progress is None:
        return say("objectives.judged", lag=plain(one.lag or 0.0, say.language))
    return say("objectives.lag", count=round(100 * found.lag))


def _alt(rows: Rows, say: Wording) -> str:
    known = [found for _, found in rows if found.lag is not None]
    behind = [found for found in known if (found.lag or 0.0) > EQUAL]
    most = max((found.lag or 0.0 for found in behind), default=0.0)
    names = listed((found.name for found in behind if (found.lag or 0.0) >= most - EQUAL), say)
    return say("objectives.alt", count=len(behind), known=len(known), total=len(rows), names=names,
               most=round(100 * most))  # fmt: skip


def paint_objectives(canvas: Canvas, rows: Rows, say: Wording) -> Canvas:
    """One block an objective, divided by lines."""
    y = 2.0
    for place, (one, found) in enumerate(rows):
        if place:
            canvas.line([(0, y), (canvas.width, y)], colour="line")
        y = _objective(canvas, y + 4, one, found, say) + 8
    signs = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("objectives.key-progress")),
             (lambda x, base: _expected(canvas, x + 12, base - 11, 12, ""), say("objectives.key-expected")),
             (lambda x, base: _lag(canvas, x, base - 10, 24, 10, ""), say("objectives.key-lag"))]  # fmt: skip
    counted = any(found.progress is not None for _, found in rows)
    return canvas.finish(draw_key(canvas, y, signs if counted else []) + 2)


def _objective(canvas: Canvas, y: float, one: Objective, found: Progress, say: Wording) -> float:
    behind = (found.lag or 0.0) > EQUAL
    room = canvas.width - 230.0 if canvas.wide else float(canvas.width)
    below = canvas.lines(0, y + 15, one.name, room, bold=True, name=f"{one.name}:title")
    words, colour = lag(one, found, say), "warn" if behind else "muted"
    if canvas.wide:
        canvas.text(canvas.width, y + 15, words, size=13, colour=colour, anchor="right", name=f"{one.name}:lag")
    else:
        below = canvas.lines(0, below, words, room, size=13, colour=colour, name=f"{one.name}:lag")
    if found.progress is None:
        return below - 8
    top = below - 4
    _scale(canvas, top, found, one.name)
    return _amounts(canvas, top + TALL + 17, one, found, say)


def _amounts(canvas: Canvas, y: float, one: Objective, found: Progress, say: Wording) -> float:
    """Start and target under the ends of the scale, the present between them, or below where that does not fit."""
    ends = [number(amount, say.language) for amount in (one.start, one.target)]
    for x, words, anchor in ((0, ends[0], "left"), (canvas.width, ends[1], "right")):
        canvas.text(x, y, words, size=13, colour="muted", anchor=anchor, name=f"{one.name}:end")
    now = say("objectives.now", amount=number(one.actual, say.language, one.unit), share=percent(found.progress, say))
    room = canvas.width - 2 * max(width_of(words, 13) for words in ends) - 20
    line = y if width_of(now, 13) <= room else y + 17
    canvas.text(canvas.width / 2, line, cut(now, 13, canvas.width), size=13, anchor="center", name=f"{one.name}:now")
    return line + 2


def _scale(canvas: Canvas, top: float, found: Progress, name: str) -> None:
    """From start to target; progress outside of that ends in a point that leads on."""
    left, width = 1.0, canvas.width - 2.0
    progress = found.progress or 0.0
    done = min(1.0, max(0.0, progress))
    canvas.box(left, top, width, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
    if done > 0:
        canvas.box(left, top, width * done, TALL, fill="accent", name=f"{name}:progress")
    if found.expected - done > EQUAL:
        _lag(canvas, left + width * done, top, width * (found.expected - done), TALL, f"{name}:short")
    if progress < 0:
        canvas.shape([(left + 12, top + 2), (left + 12, top + TALL - 2), (left + 2, top + TALL / 2)], fill="warn",
                     name=f"{name}:back")  # fmt: skip
    if progress > 1:
        end = left + width
        canvas.shape([(end - 12, top + 2), (end - 12, top + TALL - 2), (end - 2, top + TALL / 2)], fill="on-accent",
                     name=f"{name}:beyond")  # fmt: skip
    _expected(canvas, left + width * found.expected, top - 4, TALL + 8, f"{name}:expected")


def _lag(canvas: Canvas, x: float, y: float, width: float, tall: float, name: str) -> None:
    canvas.box(x, y, width, tall, fill="warn-paper", edge="warn", stroke=1.5, dash=True, name=name)


def _expected(canvas: Canvas, x: float, y: float, tall: float, name: str) -> None:
    canvas.line([(x, y), (x, y + tall)], stroke=3, name=name)
