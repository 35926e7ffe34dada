"""Roles per layer: who is there, who is hired until when, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from maturity_kit.assessment.registers import Registers, Role
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import Chip, day, draw_chips, draw_key, layer_titles, percent, said
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed
from maturity_kit.scoring.registers.roles import LayerRoles, state_on
from maturity_kit.scoring.result import ModelResult

TALL = 12.0
SIGNS = {"present": "✓", "external": "◐", "missing": "○"}
LOOKS = {"present": "there", "external": "lent", "missing": "missing"}
Rows = Mapping[str, Sequence[Role]]


def roles(
    registers: Registers, tables: Tables, results: Mapping[str, ModelResult], today: date, language: str
) -> Chart | None:
    """Each layer with its coverage as a bar and its roles as chips; None while no layer has a role.

    Help from outside whose last day has passed is missing.
    """
    if not any(registers.roles.values()):
        return None
    say, titles = Wording("charts", language), layer_titles(results, registers.roles, language)
    rows = {layer: registers.roles.get(layer, ()) for layer in titles}
    heads = tuple(say(f"head.{name}") for name in ("role", "layer", "state", "until", "takes-over"))
    table = Table(_coverage(rows, tables.roles, titles, say), heads, tuple(
        (one.role, titles[layer], say(f"roles.{state_on(one, today)}"), day(one.until, language), said(one.takes_over))
        for layer, some in rows.items() for one in some
    ))  # fmt: skip
    return picture(lambda canvas: paint_roles(canvas, rows, tables.roles, titles, today, say), say("roles.title"),
                   _alt(rows, tables.roles, titles, say), table, language)  # fmt: skip


def _coverage(rows: Rows, found: Mapping[str, LayerRoles], titles: Mapping[str, str], say: Wording) -> str:
    parts = (say("seen", part=titles[layer], amount=percent(found[layer].coverage, say) if some else say("roles.none"))
             for layer, some in rows.items())  # fmt: skip
    return say("roles.coverage", parts="; ".join(parts))


def _alt(rows: Rows, found: Mapping[str, LayerRoles], titles: Mapping[str, str], say: Wording) -> str:
    missing = [role for layer in rows if layer in found for role in found[layer].missing]
    return f"{_coverage(rows, found, titles, say)} {say('roles.alt', count=len(missing), names=listed(missing, say))}"


def paint_roles(
    canvas: Canvas, rows: Rows, found: Mapping[str, LayerRoles], titles: Mapping[str, str], today: date, say: Wording
) -> Canvas:
    """One block a layer, divided by lines."""
    y = 2.0
    for place, (layer, some) in enumerate(rows.items()):
        if place:
            canvas.line([(0, y), (canvas.width, y)], colour="line")
        y = _layer(canvas, y + 4, layer, titles[layer], found.get(layer) if some else None, say)
        chips = [Chip(_words(one, today, say), LOOKS[state_on(one, today)]) for one in some]
        y = draw_chips(canvas, chips, 0, y, canvas.width, f"{layer}:role") + 10
    signs = [(lambda x, base: canvas.box(x, base - 10, 24, 10, fill="accent"), say("roles.present")),
             (lambda x, base: _lent(canvas, x, base - 10, 24, 10, ""), say("roles.external")),
             (lambda x, base: canvas.box(x, base - 10, 24, 10, fill="paper", edge="muted", stroke=0.75),
              say("roles.missing"))]  # fmt: skip
    return canvas.finish(draw_key(canvas, y, signs) + 2)


def _layer(canvas: Canvas, y: float, layer: str, title: str, found: LayerRoles | None, say: Wording) -> float:
    """The title, the coverage in words, and a bar: solid for who stays, lighter for who leaves."""
    covered = None if found is None else found.coverage
    words = say("roles.none") if covered is None else say("roles.filled", share=percent(covered, say))
    room = 220.0 if canvas.wide else canvas.width - 130.0
    below = canvas.lines(0, y + 15, title, room, bold=True, name=f"{layer}:title")
    canvas.text(canvas.width, y + 15, words, size=13, colour="muted", anchor="right", name=f"{layer}:coverage")
    if found is None or covered is None:
        return below - 8
    left, top = (232.0, y + 5) if canvas.wide else (0.0, below - 9)
    width = canvas.width - left - (150 if canvas.wide else 1)
    stays = covered - (found.external or 0.0)
    canvas.box(left, top, width, TALL, fill="paper", edge="muted", stroke=0.75, name=f"{layer}:scale")
    if stays > 0:
        canvas.box(left, top, width * stays, TALL, fill="accent", name=f"{layer}:present")
    if found.external:
        _lent(canvas, left + width * stays, top, width * found.external, TALL, f"{layer}:external")
    return max(below - 6, top + TALL + 8)


def _lent(canvas: Canvas, x: float, y: float, width: float, tall: float, name: str) -> None:
    canvas.box(x, y, width, tall, fill="accent", alpha=0.25, edge="accent", dash=True, name=name)


def _words(one: Role, today: date, say: Wording) -> str:
    """The role with its state in a sign; of help from outside also until when, and who takes over."""
    state, more = state_on(one, today), []
    if one.state == "external":
        if one.until is not None:
            more.append(say("roles.ended" if state == "missing" else "roles.until", day=day(one.until, say.language)))
        if (one.takes_over or "").strip():
            more.append(say("roles.then", who=one.takes_over))
    return ", ".join((f"{SIGNS[state]} {one.role}", *more))
