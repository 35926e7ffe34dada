"""Dialogues with customers: per layer where each stands and has to go, and the one to start with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_kit.assessment.registers import Dialogue, Registers
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, draw_key, layer_titles, panel, percent, said
from maturity_kit.charts.text import wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Focus, Tables
from maturity_kit.insight.words import listed, plain
from maturity_kit.scoring.registers.dialogues import HIGHEST, DialogueGap
from maturity_kit.scoring.result import ModelResult

RADIUS, INSET, MOST = 6.0, 12.0, 4
HEADS = (("dialogue", "objective"), ("lag", "gap-of-scale", "priority", "technology"))
Titles = Mapping[str, str]


def dialogues(registers: Registers, tables: Tables, results: Mapping[str, ModelResult], language: str) -> Chart | None:
    """Each dialogue with a dumbbell a layer from its current step to its ambition; None without dialogues.

    The dialogue with the greatest priority comes with what it needs; the others follow in their order.
    """
    if not registers.dialogues:
        return None
    say = Wording("charts", language)
    used = (layer for one in registers.dialogues for layer in (*one.current, *one.ambition))
    titles = layer_titles(results, used, language)
    pairs = tuple(zip(registers.dialogues, tables.dialogues, strict=True))
    heads, last = (tuple(say(f"head.{name}") for name in names) for names in HEADS)
    table = Table(
        say("dialogues.caption"),
        (*heads, *titles.values(), *last),
        tuple(_cells(one, found, titles, say) for one, found in pairs),
    )  # fmt: skip
    return picture(lambda canvas: paint_dialogues(canvas, pairs, tables.focus, titles, say), say("dialogues.title"),
                   _alt(len(pairs), tables.focus, titles, say), table, language)  # fmt: skip


def _cells(one: Dialogue, found: DialogueGap, titles: Titles, say: Wording) -> tuple[str, ...]:
    steps = (say("dialogues.step", current=_step(one.current, layer, say), ambition=_step(one.ambition, layer, say))
             for layer in titles)  # fmt: skip
    shares = (percent(share, say) for share in (found.lag, found.gap, found.priority))
    return (one.name, said(one.objective), *steps, *shares, said(listed(one.missing_technology, say)))


def _step(steps: Mapping[str, float], layer: str, say: Wording) -> str:
    return plain(steps[layer], say.language) if layer in steps else "–"


def _alt(total: int, focus: Focus | None, titles: Titles, say: Wording) -> str:
    if focus is None:
        return say("dialogues.alt-none", count=total)
    layers = listed((titles.get(layer, layer) for layer in focus.layers), say)
    return say("dialogues.alt", count=total, name=focus.dialogue, layers=layers)


def paint_dialogues(
    canvas: Canvas, pairs: Sequence[tuple[Dialogue, DialogueGap]], focus: Focus | None, titles: Titles, say: Wording
) -> Canvas:
    """A frame a dialogue, the focus first and in a stronger frame."""
    y, first = 2.0, focus.dialogue if focus else None
    for one, found in sorted(pairs, key=lambda pair: pair[0].name != first):
        top, chosen = y, one.name == first
        y = _head(canvas, y + 6, one, found, chosen, say)
        y = _layers(canvas, y, one, titles, say)
        needs = _needs(one, focus if chosen else None, titles, say)
        for words in needs:
            y = canvas.lines(INSET, y + 16, words, canvas.width - 2 * INSET, size=13, most=MOST,
                             name=f"{one.name}:needs") - 13  # fmt: skip
        panel(canvas, top, y + 8, strong=chosen, name=f"{one.name}:frame")
        y += 18
    signs = [(lambda x, base: canvas.dot(x + 12, base - 5, RADIUS, fill="accent"), say("dialogues.key-current")),
             (lambda x, base: _aim(canvas, x + 12, base - 5, ""), say("dialogues.key-ambition"))]  # fmt: skip
    return canvas.finish(draw_key(canvas, y - 8, signs) + 2)


def _head(canvas: Canvas, y: float, one: Dialogue, found: DialogueGap, chosen: bool, say: Wording) -> float:
    room = canvas.width - 2 * INSET
    if chosen:
        y = canvas.lines(INSET, y + 14, say("dialogues.focus"), room, size=13, bold=True, colour="accent",
                         name=f"{one.name}:focus") - 12  # fmt: skip
    y = canvas.lines(INSET, y + 15, one.name, room, bold=True, name=f"{one.name}:title")
    if one.objective:
        y = canvas.lines(INSET, y, say("dialogues.serves", objective=one.objective), room, size=13, colour="muted",
                         name=f"{one.name}:objective")  # fmt: skip
    key = "dialogues.priority" if found.priority is not None else "dialogues.no-priority"
    words = say(key, priority=percent(found.priority, say), lag=percent(found.lag, say), gap=percent(found.gap, say))
    return canvas.lines(INSET, y, words, room, size=13, colour="muted", name=f"{one.name}:priority") - 4


def _layers(canvas: Canvas, y: float, one: Dialogue, titles: Titles, say: Wording) -> float:
    """The steps 0 to 4 in a row, one line a layer."""
    left = INSET + (170.0 if canvas.wide else 100.0)
    pitch = (canvas.width - left - INSET - (70 if canvas.wide else 14)) / HIGHEST
    places = [left + 8 + step * pitch for step in range(HIGHEST + 1)]
    for step, x in enumerate(places):
        canvas.text(x, y + 8, str(step), size=SMALL, colour="muted", anchor="center", name="step")
    y += 14
    for layer, title in titles.items():
        lines = wrap(title, 13, left - INSET - 10, 2)
        tall = max(26.0, 17.0 * len(lines) + 8)
        canvas.lines(INSET, y + tall / 2 + 5 - 8.5 * (len(lines) - 1), title, left - INSET - 10, size=13,
                     name=f"{one.name}:{layer}:title")  # fmt: skip
        _dumbbell(canvas, y + tall / 2, places, one, layer)
        if canvas.wide:
            canvas.text(canvas.width - INSET, y + tall / 2 + 5,
                        say("dialogues.step", current=_step(one.current, layer, say),
                            ambition=_step(one.ambition, layer, say)),
                        size=13, colour="muted", anchor="right", name=f"{one.name}:{layer}:steps")  # fmt: skip
        y += tall
    return y


def _dumbbell(canvas: Canvas, y: float, places: Sequence[float], one: Dialogue, layer: str) -> None:
    name, pitch = f"{one.name}:{layer}", places[1] - places[0]
    canvas.line([(places[0], y), (places[-1], y)], colour="line", name=f"{name}:scale")
    for x in places:
        canvas.line([(x, y - 4), (x, y + 4)], colour="line")
    now, aim = (None if steps.get(layer) is None else places[0] + pitch * steps[layer]
                for steps in (one.current, one.ambition))  # fmt: skip
    if now is not None and aim is not None and aim > now:
        canvas.line([(now, y), (aim, y)], colour="warn", stroke=4, name=f"{name}:gap")
    if aim is not None:
        _aim(canvas, aim, y, f"{name}:ambition")
    if now is not None:
        canvas.dot(now, y, RADIUS, fill="accent", edge="panel", name=f"{name}:current")


def _aim(canvas: Canvas, x: float, y: float, name: str) -> None:
    """A ring wider than the disc of the current step, so that both show where they coincide."""
    canvas.dot(x, y, RADIUS + 3, fill="panel", edge="ink", stroke=2, name=name)


def _needs(one: Dialogue, focus: Focus | None, titles: Titles, say: Wording) -> list[str]:
    """What the focus asks for, in sentences; of another dialogue only the technology that is missing."""
    found = []
    if focus:
        found.append(say("dialogues.layers", names=listed((titles.get(one, one) for one in focus.layers), say)))
        roles = [role for missing in focus.missing_roles.values() for role in missing]
        if roles:
            found.append(say("dialogues.roles", names=listed(roles, say)))
    if one.missing_technology:
        found.append(say("dialogues.technology", names=listed(one.missing_technology, say)))
    return found
