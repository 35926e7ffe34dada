"""The staircase of a ladder: levels as steps, what is secured, where a gap is, and where the organisation stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import amount, between, cells, head, key, track
from maturity_kit.charts.text import cut, width_of, wrap
from maturity_kit.charts.voters import NOBODY, ROOM, Crowd, seen, shown, with_voters
from maturity_kit.content.parameters import numeric
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import level_states, reading_of
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import plain, whole
from maturity_kit.scoring.result import LadderReading, ModelResult, NodeScore

RISE, TILE, TOP, LINE, POINT = 44, 140, 56, 17, 10
SLAB, AIM, BARE = 42, 9, 26
COLUMNS = 5
LOOKS: dict[str, dict[str, Any]] = {
    "secured": {"fill": "accent", "edge": "accent", "stroke": 2},
    "above-gap": {"fill": "panel", "edge": "accent", "stroke": 2},
    "at-work": {"fill": "panel", "edge": "accent", "stroke": 2, "dash": True},
    "skipped": {"fill": "warn-paper", "edge": "warn", "stroke": 2, "dash": True},
    "unproven": {"fill": "panel", "edge": "warn", "stroke": 2, "dash": True},
    "not-yet": {"fill": "panel", "edge": "muted"},
    "left-out": {"fill": "paper", "edge": "muted", "dash": True},
}
INKS = {"secured": "on-accent", "above-gap": "accent", "at-work": "accent", "skipped": "warn", "unproven": "warn"}
Step = tuple[float, float, float, float]


def staircase(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """The levels from low to high with score, bounds and target, and a flag where the organisation stands.

    Args:
        result: of a model with method ladder.
        language: of every word.
        voters: per level the scores of voters alone, as dots below its bar.
    """
    say = Wording("charts", language)
    levels = [(level.title.to(language), result.nodes[level.id]) for level in result.model.groups]
    looks = [say(f"state.{state}") for state in level_states(result)]
    table = Table(
        say("ladder.caption"),
        (*head(say, "level"), say("head.state")),
        tuple((*cells(title, node, say), look) for (title, node), look in zip(levels, looks, strict=True)),
    )
    told = [say("ladder.seen", level=title, amount=amount(node, say), state=look)
            for (title, node), look in zip(levels, looks, strict=True)]  # fmt: skip
    alt = f"{verdict(result, language).sentence} {say('ladder.alt', levels='; '.join(told))}"
    titles = {level.id: level.title.to(language) for level in result.model.groups}
    return picture(lambda canvas: paint_stairs(canvas, result, say, voters), result.model.title.to(language),
                   alt + seen(titles, voters, say), with_voters(table, [*titles], voters, say), language)  # fmt: skip


def paint_stairs(canvas: Canvas, result: ModelResult, say: Wording, voters: Crowd = NOBODY) -> Canvas:
    """Columns that rise to the right where there is room, else slabs on top of each other."""
    levels, looks = result.model.groups, level_states(result)
    flag = _flag_at(result, looks)
    columns = canvas.wide and len(levels) <= COLUMNS
    dots = shown(voters, [level.id for level in levels])
    talls = [_tall(result.nodes[level.id], level.id in dots) for level in levels]
    steps = _columns(canvas, len(levels)) if columns else _slabs(canvas, talls, flag)
    for level, look, step in zip(levels, looks, steps, strict=True):
        canvas.box(*step, name=f"{level.id}:step", **LOOKS[look])
        paint = _tile if columns else _row
        paint(canvas, step, level.id, level.title.to(say.language), result, look, say, dots.get(level.id, ()))
    if flag is not None:
        _flag(canvas, steps[flag], result, levels[flag].title.to(say.language), say)
    floor = max(y + tall for _, y, _, tall in steps)
    limit = say("ladder.limit", threshold=plain(numeric(result.model, "threshold"), say.language))
    return canvas.finish(key(canvas, floor, [result.nodes[level.id] for level in levels], say, limit, bool(dots)) + 2)


def _columns(canvas: Canvas, count: int) -> list[Step]:
    width = canvas.width / count
    floor = TOP + (count - 1) * RISE + TILE
    tops = [TOP + (count - 1 - step) * RISE for step in range(count)]
    return [(step * width + 2, top, width - 4, floor - top) for step, top in enumerate(tops)]


def _tall(node: NodeScore, dots: bool) -> float:
    """The height of a slab: more with a target or with voters below the bar, less for a level that does not count."""
    if node.low is None:
        return BARE
    return SLAB + (AIM if node.target is not None else 0) + (ROOM if dots else 0)


def _slabs(canvas: Canvas, talls: Sequence[float], flag: int | None) -> list[Step]:
    """Low slabs of these heights, the highest level on top."""
    inset = min(8.0, 0.25 * canvas.width / len(talls))
    steps, y = [], 2.0
    for step, tall in reversed([*enumerate(talls)]):
        y += LINE + POINT + 6 if step == flag else 0
        steps.append((step * inset + 2, y, canvas.width - step * inset - 4, tall))
        y += tall + 3
    return steps[::-1]


def _row(
    canvas: Canvas, step: Step, name: str, title: str, result: ModelResult, look: str, say: Wording,
    voters: Sequence[float],
) -> None:  # fmt: skip
    """Title, state and numbers on one line, the track below them."""
    x, y, width, tall = step
    node, line, end = result.nodes[name], y + 16, x + width - 8
    ink, colour = ("on-accent", "on-accent") if look == "secured" else ("ink", "muted")
    for kind, words, bold in (("amount", whole(node.score), True), ("range", between(node, say), False)):
        if node.low is not None and words:
            canvas.text(end, line, words, bold=bold, anchor="right", colour=ink if bold else colour,
                        name=f"{name}:{kind}")  # fmt: skip
            end -= width_of(words, canvas.size, bold) + 8
    state = cut(say(f"brief.{look}"), 12, end - x - 48)
    canvas.text(end, line, state, size=12, colour=INKS.get(look, "muted"), anchor="right", name=f"{name}:state")
    room = end - width_of(state, 12) - 10 - (x + 8)
    canvas.text(x + 8, line, cut(title, canvas.size, room, True), bold=True, colour=ink, name=f"{name}:title")
    if node.low is not None:
        canvas.box(x + 4, y + 21, width - 8, tall - 24, fill="panel", name=f"{name}:inset")
        track(canvas, x + 8, y + tall - 20 - (ROOM if voters else 0), width - 16, node, name=name,
              limit=numeric(result.model, "threshold"), voters=voters)  # fmt: skip


def _tile(
    canvas: Canvas, step: Step, name: str, title: str, result: ModelResult, look: str, say: Wording,
    voters: Sequence[float],
) -> None:  # fmt: skip
    """Title and state on the step itself; the numbers on an inset, so that they read the same on every step."""
    x, y, width, _ = step
    node, inside = result.nodes[name], width - 24
    ink, colour = "on-accent" if look == "secured" else "ink", INKS.get(look, "muted")
    below = canvas.lines(x + 12, y + 22, title, inside, bold=True, size=canvas.size + 1, colour=ink,
                         name=f"{name}:title")  # fmt: skip
    below = canvas.lines(x + 12, below, say(f"sign.{look}"), inside, size=13, colour=colour, name=f"{name}:state",
                         most=3 if look == "above-gap" else 1)  # fmt: skip
    if node.low is None:
        return
    top = below - 9
    canvas.box(x + 8, top, width - 16, 60, fill="panel", name=f"{name}:inset")
    score = whole(node.score)
    canvas.text(x + 14, top + 21, score, size=18, bold=True, name=f"{name}:amount")
    canvas.text(x + 22 + width_of(score, 18, bold=True), top + 21, between(node, say), size=13, colour="muted",
                name=f"{name}:range")  # fmt: skip
    track(canvas, x + 14, top + 37, width - 28, node, name=name, limit=numeric(result.model, "threshold"),
          voters=voters)  # fmt: skip


def _flag_at(result: ModelResult, looks: tuple[str, ...]) -> int | None:
    """The step that the position lies on: the first that is not left out, from the whole levels attained on."""
    position = reading_of(result, LadderReading).position
    if position is None or not looks:
        return None
    steps = [step for step, look in enumerate(looks) if look != "left-out"]
    return next((step for step in steps if step >= int(position)), steps[-1] if steps else None)


def _flag(canvas: Canvas, step: Step, result: ModelResult, level: str, say: Wording) -> None:
    """A tag above the step; its point stands as far along the step as the way to securing it is covered."""
    x, y, width, _ = step
    reading = reading_of(result, LadderReading)
    position, done = reading.position or 0.0, (reading.position or 0.0) >= len(result.model.groups)
    kind = "start" if result.score is None else "here" if done or not reading.attained else "next"
    words = say(f"flag.{kind}", level=level)
    lines = wrap(words, 13, width - 20, 2 if canvas.wide else 1, True)
    wide, tall = max(width_of(line, 13, bold=True) for line in lines) + 16, len(lines) * LINE + 6
    at = x + 8 + (width - 16) * (1 if done else position - int(position))
    left = min(max(at - wide / 2, x), x + width - wide)
    canvas.box(left, y - tall - POINT, wide, tall, fill="ink", name="flag:tag")
    canvas.shape([(at - 6, y - 11), (at + 6, y - 11), (at, y - 1)], fill="ink", name="flag:point")
    for place, line in enumerate(lines):
        canvas.text(left + wide / 2, y - tall + 5 + place * LINE, line, size=13, bold=True, colour="panel",
                    anchor="center", name="flag:words")  # fmt: skip
