"""The customer journey map: phase by phase how it is, beside how it should become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_kit.assessment.registers import Registers, Touchpoint
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, said
from maturity_kit.charts.text import wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import listed

VERSIONS = ("as_is", "to_be")
PAD, LEFT, APART = 8.0, 116.0, 10.0
Phases = Mapping[str, Sequence[Touchpoint]]
Line = tuple[str, float, bool, str]


def journey(registers: Registers, language: str) -> Chart | None:
    """Every phase with its touchpoints as they are and as they should become; None without touchpoints."""
    if not registers.journey:
        return None
    say, phases = Wording("charts", language), phases_of(registers.journey)
    heads = ("phase", "version", "channel", "touchpoint", "metric", "standing")
    table = Table(say("journey.caption"), tuple(say(f"head.{name}") for name in heads), tuple(
        (phase, say(f"journey.{one.version}"), said(one.channel), said(one.touchpoint), said(one.metric),
         said(one.value))
        for phase, rows in phases.items() for version in VERSIONS for one in rows if one.version == version
    ))  # fmt: skip
    return picture(lambda canvas: paint_journey(canvas, phases, say), say("journey.title"), _alt(phases, say), table,
                   language)  # fmt: skip


def phases_of(rows: Sequence[Touchpoint]) -> dict[str, list[Touchpoint]]:
    """Touchpoints by phase in order of entry, whatever the capitals of a phase."""
    names: dict[str, str] = {}
    found: dict[str, list[Touchpoint]] = {}
    for one in rows:
        name = names.setdefault(one.phase.strip().casefold(), one.phase)
        found.setdefault(name, []).append(one)
    return found


def _alt(phases: Phases, say: Wording) -> str:
    left = [phase for phase, rows in phases.items() if not any(one.version == "to_be" for one in rows)]
    unmeasured = sum(not (one.metric or "").strip() for rows in phases.values() for one in rows)
    parts = [say("journey.alt", count=len(phases), phases=" → ".join(phases)),
             say("journey.alt-left", count=len(left), names=listed(left, say)),
             say("journey.alt-unmeasured", count=unmeasured)]  # fmt: skip
    return " ".join(parts)


def paint_journey(canvas: Canvas, phases: Phases, say: Wording) -> Canvas:
    """Phases downwards; both versions beside each other where there is room, else below each other."""
    width = (canvas.width - LEFT - APART - 1) / 2 if canvas.wide else canvas.width - 2.0
    y = 0.0
    if canvas.wide:
        for place, version in enumerate(VERSIONS):
            _version(canvas, LEFT + place * (width + APART), 16, version, say)
        y = 26.0
    for place, (phase, rows) in enumerate(phases.items()):
        if place:
            canvas.line([(0, y + 4), (canvas.width, y + 4)], colour="line")
            y += 14
        top = y
        room = LEFT - 12 if canvas.wide else canvas.width
        below = canvas.lines(0, y + 16, phase, room, bold=True, most=4 if canvas.wide else 2, name=f"{phase}:title")
        columns = [[one for one in rows if one.version == version] for version in VERSIONS]
        if canvas.wide:
            floors = [_cards(canvas, LEFT + at * (width + APART), y, width, some, phase, VERSIONS[at], say)
                      for at, some in enumerate(columns)]  # fmt: skip
            y = max(*floors, below + 6)
        else:
            y = below - 14
            for version, some in zip(VERSIONS, columns, strict=True):
                _version(canvas, 0, y + 16, version, say)
                y = _cards(canvas, 1, y + 22, width, some, phase, version, say)
        if place < len(phases) - 1:
            _onward(canvas, 1 if canvas.wide else canvas.width - 16.0, below + 2 if canvas.wide else top + 16, phase)
    return canvas.finish(y + 2)


def _version(canvas: Canvas, x: float, y: float, version: str, say: Wording) -> None:
    canvas.text(x, y, say(f"journey.{version}"), size=13, bold=True, colour="accent" if version == "to_be" else "muted",
                name=f"version:{version}")  # fmt: skip


def _onward(canvas: Canvas, x: float, y: float, phase: str) -> None:
    """A small arrow downwards: the next phase follows."""
    canvas.shape([(x, y - 9), (x + 12, y - 9), (x + 6, y - 1)], fill="muted", name=f"{phase}:onward")


def _cards(
    canvas: Canvas, x: float, y: float, width: float, rows: Sequence[Touchpoint], phase: str, version: str,
    say: Wording,
) -> float:  # fmt: skip
    """A frame a touchpoint below each other, or an empty one that says so; returns the y below."""
    look = "accent" if version == "to_be" else "muted"
    for one in rows:
        lines = _lines(one, width - 2 * PAD, say)
        tall = sum(size * 1.3 for _, size, _, _ in lines) + 2 * PAD - 2
        canvas.box(x, y, width, tall, fill="panel", edge=look, stroke=1.5 if version == "to_be" else 1,
                   name=f"{phase}:{version}:card")  # fmt: skip
        line = y + PAD - 2
        for words, size, bold, colour in lines:
            line += size * 1.3
            canvas.text(x + PAD, line - 3, words, size=size, bold=bold, colour=colour, name=f"{phase}:{version}:words")
        y += tall + 6
    if not rows:
        canvas.box(x, y, width, 32, edge="line", dash=True, name=f"{phase}:{version}:none")
        canvas.text(x + PAD, y + 21, say("journey.none"), size=13, colour="muted", name=f"{phase}:{version}:words")
        y += 38
    return y


def _lines(one: Touchpoint, room: float, say: Wording) -> list[Line]:
    """Channel, touchpoint and metric with where it stands, each on as many lines as it needs up to three."""
    metric = ": ".join(words.strip() for words in (one.metric, one.value) if words and words.strip())
    parts: list[Line] = [
        (one.channel or "", 13.0, True, "ink"),
        (one.touchpoint or "", 13.0, False, "ink"),
        (metric or say("journey.unmeasured"), float(SMALL), False, "muted" if metric else "warn"),
    ]
    return [(line, size, bold, colour) for words, size, bold, colour in parts
            for line in wrap(words, size, room, 3, bold)]  # fmt: skip
