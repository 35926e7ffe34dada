"""Programmes on a calendar: projects with their testing and evaluation, routine work with its score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maturity_kit.assessment.registers import Programme, Project, Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import Chip, day, draw_chips, draw_key, said
from maturity_kit.charts.tables.timeline import Calendar, calendar, draw_axis
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed, whole

TALL, LEFT = 14.0, 200.0


@dataclass(frozen=True)
class Block:
    """A programme with its projects; ``name`` is empty for what belongs to none.

    Attributes:
        programme: None when only a project or task names it.
        score: 0..100 of its routine work; None when none is due.
        tasks: how many of its tasks there are.
    """

    name: str
    programme: Programme | None
    projects: tuple[Project, ...]
    score: float | None
    tasks: int


def programmes(registers: Registers, tables: Tables, today: date, language: str) -> Chart | None:
    """Each programme with its projects on a calendar and the score of its routine work; None without any of them."""
    blocks = blocks_of(registers, tables)
    if not blocks:
        return None
    say = Wording("charts", language)
    heads = ("programme", "kind", "owner", "project", "start", "end", "testing", "evaluation", "operation")
    table = Table(say("programmes.caption", score=whole(tables.operation_score)),
                  tuple(say(f"head.{name}") for name in heads),
                  tuple(row for block in blocks for row in _cells(block, say)))  # fmt: skip
    return picture(lambda canvas: paint_programmes(canvas, blocks, today, say), say("programmes.title"),
                   _alt(registers, tables, today, say), table, language)  # fmt: skip


def blocks_of(registers: Registers, tables: Tables) -> tuple[Block, ...]:
    """Programmes in order of entry, then those that only a project or task names, then what belongs to none."""
    known = {one.name: one for one in registers.programmes}
    projects = [one.programme or "" for one in registers.projects]
    tasks = [one.programme or "" for one in registers.tasks]
    names = sorted(dict.fromkeys((*known, *projects, *tasks)), key=lambda name: name == "")
    found = []
    for name in names:
        own = tuple(one for one in registers.projects if (one.programme or "") == name)
        found.append(Block(name, known.get(name), own, tables.operation_scores.get(name), tasks.count(name)))
    return tuple(found)


def _cells(block: Block, say: Wording) -> list[tuple[str, ...]]:
    one, language = block.programme, say.language
    about = (title_of(block, say), say(f"kind.{one.kind}") if one else "–", said(one.owner if one else None))
    rows = [(project.name, day(project.start, language), day(project.end, language), said(project.testing),
             said(project.evaluation)) for project in block.projects]  # fmt: skip
    return [(*about, *row, whole(block.score)) for row in rows or [("–",) * 5]]


def title_of(block: Block, say: Wording) -> str:
    """Its name, or that it is no programme."""
    return block.name or say("programmes.loose")


def is_late(project: Project, today: date) -> bool:
    """Whether a project has ended and nobody evaluated it."""
    return project.end is not None and project.end < today and not (project.evaluation or "").strip()


def _alt(registers: Registers, tables: Tables, today: date, say: Wording) -> str:
    untested = [one.name for one in registers.projects if not (one.testing or "").strip()]
    late = [one.name for one in registers.projects if is_late(one, today)]
    parts = [say("programmes.alt", count=len(registers.projects), programmes=len(registers.programmes))]
    if registers.projects:
        parts.append(say("programmes.alt-untested", count=len(untested), names=listed(untested, say)))
    if late:
        parts.append(say("programmes.alt-late", count=len(late), names=listed(late, say)))
    if tables.operation_score is not None:
        parts.append(say("programmes.alt-routine", score=whole(tables.operation_score)))
    return " ".join(parts)


def paint_programmes(canvas: Canvas, blocks: Sequence[Block], today: date, say: Wording) -> Canvas:
    """The calendar on top, then a block a programme; what is ahead is lighter than what has passed."""
    days = [when for block in blocks for one in block.projects for when in (one.start, one.end) if when is not None]
    left = LEFT if canvas.wide else 1.0
    line = calendar([*days, today], left, canvas.width - left - 1)
    y = draw_axis(canvas, line, today, say) if days else 0.0
    for place, block in enumerate(blocks):
        if place:
            canvas.line([(0, y + 2), (canvas.width, y + 2)], colour="line")
        y = _heading(canvas, y + 4, block, say)
        for project in block.projects:
            y = _project(canvas, y, project, line, today, say)
    signs = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("programmes.key-passed")),
             (lambda x, base: _ahead(canvas, x, base - 10, 24, 10, ""), say("programmes.key-ahead"))]  # fmt: skip
    return canvas.finish(draw_key(canvas, y, signs if days else []) + 4)


def _heading(canvas: Canvas, y: float, block: Block, say: Wording) -> float:
    """Name, kind and owner, goal, and routine work as a short bar."""
    one, name = block.programme, block.name or "loose"
    y = canvas.lines(0, y + 16, title_of(block, say), canvas.width, bold=True, name=f"{name}:title")
    about = [say(f"kind.{one.kind}") if one.kind != "other" else "", one.owner or "", one.goal or ""] if one else []
    y = canvas.lines(0, y, " · ".join(filter(None, about)), canvas.width, size=13, colour="muted",
                     name=f"{name}:about")  # fmt: skip
    if block.tasks:
        words = say("programmes.routine" if block.score is not None else "programmes.not-due", count=block.tasks,
                    score=whole(block.score))  # fmt: skip
        y = canvas.lines(0, y, words, LEFT - 12 if canvas.wide else canvas.width, size=13, name=f"{name}:routine")
        if block.score is not None:
            left, top = (LEFT, y - 27) if canvas.wide else (1.0, y - 11)
            width = 160.0 if canvas.wide else canvas.width - 2.0
            canvas.box(left, top, width, 10, fill="paper", edge="muted", stroke=0.75, name=f"{name}:scale")
            if block.score:
                canvas.box(left, top, width * block.score / 100, 10, fill="accent", name=f"{name}:score")
            y = max(y, top + 26)
    return y - 8


def _project(canvas: Canvas, y: float, project: Project, line: Calendar, today: date, say: Wording) -> float:
    """Name, bar and chips; returns the y below."""
    room = line.left - 14 if canvas.wide else float(canvas.width)
    below = canvas.lines(0, y + 14, project.name, room, size=13, most=4 if canvas.wide else 2,
                         name=f"{project.name}:title")  # fmt: skip
    top = y + 4 if canvas.wide else below - 11
    floor = top
    if project.start or project.end:
        _bar(canvas, top, project, line, today)
        floor = top + TALL + 6
    floor = draw_chips(canvas, _chips(project, today, say), line.left - 1, floor, line.width, f"{project.name}:chip")
    return max(floor + 8, below - 4)


def _bar(canvas: Canvas, y: float, project: Project, line: Calendar, today: date) -> None:
    """From start to end, solid up to today; an end that is not known is open, with a point that leads on."""
    first, last = sorted((project.start or line.first, project.end or line.last))
    left, right, now = line.at(first), line.at(last), line.at(min(max(today, first), last))
    name = project.name
    if now > left:
        canvas.box(left, y, now - left, TALL, fill="accent", name=f"{name}:passed")
    if right > now:
        _ahead(canvas, now, y, right - now, TALL, f"{name}:ahead")
    if first == last:
        canvas.line([(left, y), (left, y + TALL)], colour="accent", stroke=4, name=f"{name}:moment")
    if project.end is None:
        canvas.shape([(right - 12, y + 2), (right - 12, y + TALL - 2), (right - 2, y + TALL / 2)], fill="ink",
                     name=f"{name}:no-end")  # fmt: skip
    if project.start is None:
        canvas.shape([(left + 12, y + 2), (left + 12, y + TALL - 2), (left + 2, y + TALL / 2)],
                     fill="on-accent" if now > left else "ink", name=f"{name}:no-start")  # fmt: skip
    canvas.line([(line.at(today), y), (line.at(today), y + TALL + 4)], stroke=2, name=f"{name}:today")


def _ahead(canvas: Canvas, x: float, y: float, width: float, tall: float, name: str) -> None:
    canvas.box(x, y, width, tall, fill="accent", alpha=0.25, edge="accent", dash=True, name=name)


def _chips(project: Project, today: date, say: Wording) -> list[Chip]:
    """Dates when they are missing, time for testing, and the evaluation once the project has ended."""
    testing, held = (project.testing or "").strip(), (project.evaluation or "").strip()
    chips = [] if project.start or project.end else [Chip(say("programmes.no-dates"), "missing")]
    chips.append(Chip(say("programmes.testing", time=testing)) if testing else Chip(say("programmes.no-testing"),
                                                                                    "missing"))  # fmt: skip
    if held:
        chips.append(Chip(say("programmes.evaluated", words=held)))
    elif is_late(project, today):
        chips.append(Chip(say("programmes.not-evaluated"), "missing"))
    return chips
