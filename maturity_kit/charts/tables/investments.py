"""Investments: how much each layer weighed in the decision, who was not heard, and the value for the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_kit.assessment.registers import Investment, Registers, Representative
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL, day, layer_titles, panel, percent, said
from maturity_kit.charts.text import cut, width_of
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed, plain
from maturity_kit.scoring.registers.roles import DOMINANT, InvestmentCheck
from maturity_kit.scoring.result import ModelResult

INSET, TALL = 12.0, 24.0
FILLS = (("score-4", "on-score-4"), ("score-0", "on-score-0"), ("score-2", "on-score-0"), ("score-1", "on-score-0"))
NOBODY = Representative()
Pairs = Sequence[tuple[Investment, InvestmentCheck]]
Titles = Mapping[str, str]


def investments(
    registers: Registers, tables: Tables, results: Mapping[str, ModelResult], language: str
) -> Chart | None:
    """Each investment with the influence of the layers as parts of one bar, and a line at a half; None without any."""
    if not registers.investments:
        return None
    say = Wording("charts", language)
    titles = layer_titles(results, (layer for one in registers.investments for layer in one.layers), language)
    pairs = tuple(zip(registers.investments, tables.investments, strict=True))
    heads = ("investment", "day", "layer", "spoke", "wishes", "requirements", "customer-value", "influence")
    table = Table(say("investments.caption"), tuple(say(f"head.{name}") for name in heads), tuple(
        row for one, found in pairs for row in _cells(one, found, titles, say)
    ))  # fmt: skip
    return picture(lambda canvas: paint_investments(canvas, pairs, titles, say), say("investments.title"),
                   " ".join(_alt(one, found, titles, say) for one, found in pairs), table, language)  # fmt: skip


def _cells(one: Investment, found: InvestmentCheck, titles: Titles, say: Wording) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for layer, title in titles.items():
        spoke = one.layers.get(layer, NOBODY)
        who = said(spoke.representative) if layer in found.represented else say("investments.unheard")
        value = "–" if spoke.value is None else plain(spoke.value, say.language)
        rows.append((one.name, day(one.date, say.language), title, who, said(spoke.wishes), said(spoke.requirements),
                     value, percent(found.shares.get(layer), say)))  # fmt: skip
    return rows


def _alt(one: Investment, found: InvestmentCheck, titles: Titles, say: Wording) -> str:
    return f"{one.name}: {verdict_on(one, found, titles, say)}."


def verdict_on(one: Investment, found: InvestmentCheck, titles: Titles, say: Wording) -> str:
    """How the decision was made, in a few words."""
    unheard = [title for layer, title in titles.items() if layer not in found.represented]
    if found.balanced:
        return say("investments.balanced")
    parts = []
    if len(unheard) == len(titles):
        return say("investments.nobody")
    if unheard:
        parts.append(say("investments.not-heard", count=len(unheard), names=listed(unheard, say)))
    if found.dominant:
        title = titles.get(found.dominant, found.dominant)
        parts.append(say("investments.dominant", layer=title, share=percent(found.dominance, say)))
    if found.dominance is None:
        parts.append(say("investments.no-influence"))
    return "; ".join(parts)


def paint_investments(canvas: Canvas, pairs: Pairs, titles: Titles, say: Wording) -> Canvas:
    """A frame an investment: its verdict, the bar, then a line for each layer."""
    y = 2.0
    for one, found in pairs:
        top, room = y, canvas.width - 2 * INSET
        y = canvas.lines(INSET, y + 22, one.name, room, bold=True, name=f"{one.name}:title")
        words = verdict_on(one, found, titles, say)
        sign = "✓" if found.balanced else "▲"
        y = canvas.lines(INSET, y, f"{sign} {words[:1].upper()}{words[1:]}", room, size=13, most=4,
                         colour="accent" if found.balanced else "warn", name=f"{one.name}:verdict")  # fmt: skip
        y = _bar(canvas, y - 6, found, titles, say)
        if found.represented:
            y = _layers(canvas, y, one, found, titles, say)
        panel(canvas, top, y, name=f"{one.name}:frame")
        y += 10
    return canvas.finish(y - 6)


def _bar(canvas: Canvas, y: float, found: InvestmentCheck, titles: Titles, say: Wording) -> float:
    """Parts in the order of the layers with their number, and a line at a half; nothing without influence."""
    shares, x, width = found.shares, INSET, canvas.width - 2 * INSET
    if not shares:
        return y
    half = INSET + DOMINANT * width
    canvas.text(half, y + 12, say("investments.half"), size=SMALL, colour="muted", anchor="center", name="half:words")
    top = y + 20
    for place, layer in enumerate(titles):
        wide = width * shares.get(layer, 0.0)
        if wide:
            fill, ink = FILLS[place % len(FILLS)]
            canvas.box(x, top, wide, TALL, fill=fill, edge="panel", stroke=1.5, name=f"{found.name}:{layer}:share")
            words = f"{place + 1} · {percent(shares[layer], say)}"
            words = words if width_of(words, SMALL, True) < wide - 8 else str(place + 1)
            if width_of(words, SMALL, True) < wide:
                canvas.text(x + wide / 2, top + 16, words, size=SMALL, bold=True, colour=ink, anchor="center",
                            name=f"{found.name}:{layer}:number")  # fmt: skip
        x += wide
    canvas.line([(half, top - 5), (half, top + 3)], stroke=2, name="half")
    canvas.line([(half, top + TALL - 3), (half, top + TALL + 5)], stroke=2, name="half")
    return top + TALL + 8


def _layers(canvas: Canvas, y: float, one: Investment, found: InvestmentCheck, titles: Titles, say: Wording) -> float:
    """One line a layer: its number and colour, who spoke, and the value for the customer in discs."""
    for place, (layer, title) in enumerate(titles.items()):
        spoke, heard = one.layers.get(layer, NOBODY), layer in found.represented
        canvas.box(INSET, y + 6, 18, 18, fill=FILLS[place % len(FILLS)][0], edge="muted", stroke=0.5)
        canvas.text(INSET + 9, y + 19, str(place + 1), size=SMALL, bold=True, colour=FILLS[place % len(FILLS)][1],
                    anchor="center", name="number")  # fmt: skip
        room = canvas.width - 2 * INSET - 28 - (200 if canvas.wide else 118)
        who = (spoke.representative or "").strip()
        below = canvas.lines(INSET + 28, y + 19, " · ".join(filter(None, (title, who))), room, size=13, most=3,
                             name=f"{one.name}:{layer}:who")  # fmt: skip
        _value(canvas, y + 19, one.name, layer, spoke.value, heard, say)
        y = max(below - 14, y + 24)
    return y + 8


def _value(canvas: Canvas, y: float, name: str, layer: str, value: float | None, heard: bool, say: Wording) -> None:
    """The value 0..4 in words and, where there is room, as a short scale; or that the layer was not heard."""
    end = canvas.width - INSET
    if value is None:
        words = say("investments.no-value" if heard else "investments.unheard")
        canvas.text(end, y, cut(words, 13, 190), size=13, colour="muted" if heard else "warn", anchor="right",
                    name=f"{name}:{layer}:value")  # fmt: skip
        return
    amount = plain(value, say.language)
    canvas.text(end, y, say("investments.value", amount=amount), size=13, anchor="right", name=f"{name}:{layer}:value")
    if canvas.wide:
        canvas.box(end - 190, y - 9, 60, 8, fill="paper", edge="muted", stroke=0.75, name=f"{name}:{layer}:scale")
        if value:
            canvas.box(end - 190, y - 9, 60 * value / 4, 8, fill="accent", name=f"{name}:{layer}:worth")
