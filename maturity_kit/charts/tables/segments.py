"""Segments of customers in the phase of their journey, against the level that is attained and the level they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.registers import Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, draw_key, ladder_of, said
from maturity_kit.charts.text import cut
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed
from maturity_kit.scoring.registers.lists import SegmentNeed
from maturity_kit.scoring.result import ModelResult

PHASES = ("see", "think", "do", "care", None)
TALL, GAP = 16.0, 4.0
# Below this many px a level has its number as its heading: of a name too little would be left.
NAMED = 60.0


@dataclass(frozen=True)
class Stairs:
    """The levels that segments are held against.

    Attributes:
        names: of the levels from 1 on; numbers where no ladder names them.
        attained: 0 is under construction, None while no level is known.
    """

    names: tuple[str, ...]
    attained: int | None

    def name(self, level: int | None, say: Wording) -> str:
        """A level in words."""
        if level is None:
            return "–"
        if level == 0:
            return say("segments.below")
        return self.names[level - 1] if level <= len(self.names) else str(level)


def segments(registers: Registers, tables: Tables, results: Mapping[str, ModelResult], language: str) -> Chart | None:
    """Each segment under its phase with the levels it needs and how many are missing; None without segments."""
    if not registers.segments:
        return None
    say, stairs = Wording("charts", language), stairs_of(tables, results, language)
    sizes = {segment.name: segment.size for segment in registers.segments}
    rows = tuple(
        (one.name, say(f"phase.{one.phase or 'none'}"), said(sizes[one.name]), stairs.name(stairs.attained, say),
         stairs.name(one.needed, say) if one.needed else say("segments.unset"), shortfall(one, stairs, say))
        for one in tables.segments
    )  # fmt: skip
    table = Table(say("segments.caption"), tuple(say(f"head.{name}") for name in (
        "segment", "phase", "size", "attained", "needed", "shortfall")), rows)  # fmt: skip
    return picture(lambda canvas: paint_segments(canvas, tables.segments, stairs, say), say("segments.title"),
                   _alt(tables.segments, stairs, say), table, language)  # fmt: skip


def stairs_of(tables: Tables, results: Mapping[str, ModelResult], language: str) -> Stairs:
    """The levels of the ladder, else numbers up to the highest level that is needed."""
    found = ladder_of(results)
    most = max((one.needed or 0 for one in tables.segments), default=0)
    names = [level.title.to(language) for level in found[0].model.groups] if found else []
    numbers = (str(level) for level in range(len(names) + 1, max(most, 0 if found else 1) + 1))
    return Stairs((*names, *numbers), found[1].attained if found else None)


def shortfall(one: SegmentNeed, stairs: Stairs, say: Wording) -> str:
    """How a segment stands, in a few words."""
    if one.needed is None:
        return say("segments.unset")
    return say("segments.unknown") if one.shortfall is None else say("segments.short", count=one.shortfall)


def _alt(needs: Sequence[SegmentNeed], stairs: Stairs, say: Wording) -> str:
    short = [one for one in needs if one.shortfall]
    unset = sum(one.needed is None for one in needs)
    here = _here(stairs, say).rstrip(".") + "."
    names = listed((one.name for one in short), say)
    parts = [here, say("segments.alt", count=len(short), total=len(needs), names=names)]
    return " ".join(parts + ([say("segments.alt-unset", count=unset)] if unset else []))


def _here(stairs: Stairs, say: Wording) -> str:
    known = stairs.attained is not None
    return say("segments.here", level=stairs.name(stairs.attained, say)) if known else say("segments.no-level")


def _by_phase(needs: Sequence[SegmentNeed]) -> Iterator[tuple[str | None, list[SegmentNeed]]]:
    for phase in PHASES:
        if chosen := [one for one in needs if one.phase == phase]:
            yield phase, chosen


def paint_segments(canvas: Canvas, needs: Sequence[SegmentNeed], stairs: Stairs, say: Wording) -> Canvas:
    """One row a segment with a cell for each level: solid up to what is attained, dashed for what is missing."""
    left, right = (184.0, 104.0) if canvas.wide else (0.0, 0.0)
    pitch = (canvas.width - left - right) / len(stairs.names)
    y = canvas.lines(0, 16, _here(stairs, say), canvas.width, bold=True, name="here") + 2
    for place, name in enumerate(stairs.names):
        words = cut(name, SMALL, pitch - 1) if pitch >= NAMED else str(place + 1)
        canvas.text(left + place * pitch, y, words, size=SMALL, colour="muted", name="level")
    y += 8
    for phase, chosen in _by_phase(needs):
        y = _heading(canvas, y, phase, stairs.name(chosen[0].needed, say), say)
        for one in chosen:
            y = _row(canvas, y, one, stairs, (left, pitch), say)
    looks = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("segments.key-attained")),
             (lambda x, base: _missing(canvas, x, base - 10, 24, 10, ""), say("segments.key-missing"))]  # fmt: skip
    used = [bool(stairs.attained), any(one.shortfall for one in needs)]
    y = draw_key(canvas, y, [look for look, shown in zip(looks, used, strict=True) if shown])
    y = canvas.lines(0, y + 14, say("segments.ours"), canvas.width, size=13, colour="muted", most=3, name="ours")
    return canvas.finish(y - 8)


def _heading(canvas: Canvas, y: float, phase: str | None, needed: str, say: Wording) -> float:
    """The phase with the level it needs; a segment without a phase needs none."""
    canvas.line([(0, y + 4), (canvas.width, y + 4)], colour="line")
    words = say(f"phase.{phase or 'none'}")
    if phase:
        aim = say("segments.unset-phase") if needed == "–" else say("segments.needs", level=needed)
        words = f"{words} · {aim}"
    return canvas.lines(0, y + 24, words, canvas.width, size=13, colour="accent", bold=True,
                        name=f"phase:{phase or 'none'}") - 2  # fmt: skip


def _row(canvas: Canvas, y: float, one: SegmentNeed, stairs: Stairs, grid: tuple[float, float], say: Wording) -> float:
    left, pitch = grid
    words, colour = shortfall(one, stairs, say), "warn" if one.shortfall else "muted"
    name = f"segment:{one.name}"
    if canvas.wide:
        below = canvas.lines(0, y + 12, one.name, left - 12, most=3, name=f"{name}:title")
        end = canvas.lines(canvas.width - 96, y + 12, words, 96, size=13, colour=colour, name=f"{name}:said")
        top, floor = y, max(below, end, y + TALL + 14) - 6
    else:
        below = canvas.lines(0, y + 12, one.name, canvas.width, most=3, name=f"{name}:title")
        below = canvas.lines(0, below, words, canvas.width, size=13, colour=colour, name=f"{name}:said")
        top, floor = below - 11, below + TALL
    for level in range(1, len(stairs.names) + 1):
        x, wide = left + (level - 1) * pitch, pitch - GAP
        if stairs.attained is not None and level <= stairs.attained:
            canvas.box(x, top, wide, TALL, fill="accent", name=f"{name}:attained")
        elif one.shortfall and one.needed is not None and level <= one.needed:
            _missing(canvas, x, top, wide, TALL, f"{name}:missing")
        else:
            canvas.box(x, top, wide, TALL, fill="paper", edge="line", name=f"{name}:free")
    return floor + 6


def _missing(canvas: Canvas, x: float, y: float, width: float, tall: float, name: str) -> None:
    canvas.box(x, y, width, tall, fill="warn-paper", edge="warn", stroke=2, dash=True, name=name)
