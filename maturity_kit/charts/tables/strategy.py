"""The seven steps of the strategy: taken or not, and where that can be read."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.assessment.registers import Registers
from maturity_kit.assessment.registers.rows import StrategyStep
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, said
from maturity_kit.charts.text import wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed

RADIUS, MOST = 15.0, 3
SIGNS = {True: "✓", False: "–", None: "?"}
INKS = {True: "accent", False: "warn", None: "muted"}
Steps = Mapping[str, StrategyStep]


def strategy_steps(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Seven steps in a row, filled when taken; None while nothing was said of any."""
    kept = registers.strategy_steps
    steps: Steps = {name: getattr(kept, name) for name in type(kept).model_fields}
    if not any(step.done is not None or (step.where or "").strip() for step in steps.values()):
        return None
    say = Wording("charts", language)
    rows = tuple((say(f"strategy.{name}"), state(step, say), said(step.where)) for name, step in steps.items())
    table = Table(say("strategy.caption"), tuple(say(f"head.{name}") for name in ("step", "state", "where")), rows)
    return picture(lambda canvas: paint_steps(canvas, steps, say), say("strategy.title"), _alt(steps, tables, say),
                   table, language)  # fmt: skip


def state(step: StrategyStep, say: Wording) -> str:
    """Taken, not taken, or not said."""
    return say("strategy.unsaid" if step.done is None else "strategy.taken" if step.done else "strategy.open")


def _alt(steps: Steps, tables: Tables, say: Wording) -> str:
    left = [say(f"strategy.{name}").lower() for name in steps if name not in tables.strategy_steps]
    return say("strategy.alt", count=len(left), taken=len(tables.strategy_steps), total=len(steps),
               names=listed(left, say))  # fmt: skip


def paint_steps(canvas: Canvas, steps: Steps, say: Wording) -> Canvas:
    """From left to right with words above and below in turn; where it is narrow from top to bottom."""
    return _row(canvas, steps, say) if canvas.wide else _column(canvas, steps, say)


def _words(name: str, step: StrategyStep, room: float, say: Wording) -> list[tuple[str, float, bool, str]]:
    """Lines of a step: words, size, bold and colour; a step that was not taken says so."""
    lines = [(line, 14.0, True, "ink") for line in wrap(say(f"strategy.{name}"), 14, room, 2, True)]
    if not step.done:
        lines.append((state(step, say), 13.0, False, INKS[step.done]))
    return lines + [(line, float(SMALL), False, "muted") for line in wrap(step.where or "", SMALL, room, MOST)]


def _row(canvas: Canvas, steps: Steps, say: Wording) -> Canvas:
    """The first step begins at the left edge, the last ends at the right one, the others are in the middle."""
    pitch, last = (canvas.width - 2 * RADIUS - 10) / (len(steps) - 1), len(steps) - 1
    rooms = [1.4 * pitch if place in (0, last) else 1.75 * pitch for place in range(len(steps))]
    lines = [_words(name, step, rooms[place], say) for place, (name, step) in enumerate(steps.items())]
    above = max(len(found) for found in lines[::2]) * 17.0 + 4
    middle = above + RADIUS + 8
    canvas.line([(RADIUS, middle), (canvas.width - RADIUS, middle)], colour="muted", stroke=2, name="way")
    for place, (name, step) in enumerate(steps.items()):
        x, found = RADIUS + 5 + place * pitch, lines[place]
        _mark(canvas, x, middle, name, step)
        top = middle - RADIUS - 10 - (len(found) - 1) * 17 if place % 2 == 0 else middle + RADIUS + 20
        at, anchor = (0.0, "left") if place == 0 else (float(canvas.width), "right") if place == last else (x, "center")
        for line, (words, size, bold, colour) in enumerate(found):
            canvas.text(at, top + line * 17, words, size=size, bold=bold, colour=colour, anchor=anchor,
                        name=f"{name}:words")  # fmt: skip
    return canvas.finish(middle + RADIUS + 16 + max(len(found) for found in lines[1::2]) * 17)


def _column(canvas: Canvas, steps: Steps, say: Wording) -> Canvas:
    y, places = 0.0, []
    left = 2 * RADIUS + 14
    for name, step in steps.items():
        places.append(y + RADIUS + 2)
        for line, (words, size, bold, colour) in enumerate(_words(name, step, canvas.width - left, say)):
            canvas.text(left, y + 22 + line * 17, words, size=size, bold=bold, colour=colour, name=f"{name}:words")
        y = max(y + 30 + line * 17, y + 2 * RADIUS + 10) + 6
    canvas.line([(RADIUS + 2, places[0]), (RADIUS + 2, places[-1])], colour="muted", stroke=2, name="way")
    for place, (name, step) in zip(places, steps.items(), strict=True):
        _mark(canvas, RADIUS + 2, place, name, step)
    return canvas.finish(y)


def _mark(canvas: Canvas, x: float, y: float, name: str, step: StrategyStep) -> None:
    """A disc, filled when the step was taken, with the same in a sign."""
    ink = INKS[step.done]
    canvas.dot(x, y, RADIUS, fill="accent" if step.done else "panel", edge=ink, stroke=2,
               name=f"{name}:{'taken' if step.done else 'open'}")  # fmt: skip
    canvas.text(x, y + 5, SIGNS[step.done], bold=True, colour="on-accent" if step.done else ink, anchor="center",
                name=f"{name}:sign")  # fmt: skip
