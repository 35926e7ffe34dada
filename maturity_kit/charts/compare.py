"""Rounds or units beside each other: per model its parts as rows, on each a mark for every side, joined by a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from maturity_kit.charts.canvas import Canvas, Point
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Measured, is_open
from maturity_kit.charts.tables.signs import Sign, draw_key
from maturity_kit.charts.text import wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.sides import labels, row_title, shared, standing_words
from maturity_kit.insight.comparing.table import table_head, table_lines
from maturity_kit.insight.comparing.words import shift_sentence, spread_sentences, step_title
from maturity_kit.insight.words import whole

LANE, SIZE, PAD = 12.0, 5.0, 6.0
NUMBERED_FROM = 3
"""With fewer sides the shapes alone tell them apart."""
FILLS = ("panel", "accent", "panel", "accent", "panel", "accent")
INDENT = "\u2003"


def compared(comparison: Comparison, language: str) -> Chart:
    """Every model and its parts on one scale, each side with a shape of its own; open answers as a dashed range."""
    say = Wording("compare", language)
    rows = tuple((INDENT * line.depth + line.title, *line.cells) for line in table_lines(comparison, language))
    caption = say("picture.caption", names=", ".join(labels(comparison.sides, language)))
    table = Table(caption, table_head(comparison, language), rows)
    title = shared(comparison.sides) or say("picture.title")
    alt = " ".join(_seen(comparison, language)) or say("picture.none")
    return picture(lambda canvas: paint_compared(canvas, comparison, language), title, alt, table, language)


def _seen(comparison: Comparison, language: str) -> list[str]:
    """What became of each model in each step, and who is highest; of several steps each under its title."""
    told = []
    for step in comparison.steps:
        models = step.models.values()
        words = [shift_sentence(one.model.title.to(language), one.whole, language, step.kind) for one in models]
        titled = len(comparison.steps) > 1 and any(words)
        told += [f"{step_title(comparison, step, language)}:" if titled else "", *words]
    return [*filter(None, told), *spread_sentences(comparison, language)]


def paint_compared(canvas: Canvas, comparison: Comparison, language: str) -> Canvas:
    """The key and the scale, then model after model with its standing and its parts."""
    names = labels(comparison.sides, language)
    y = draw_key(canvas, 0, _key(canvas, comparison, names, language))
    y = _axis(canvas, y)
    for model_id, model in comparison.models.items():
        results = comparison.results(model_id)
        y = _row(canvas, y + 8, model_id, model.title.to(language), results, comparison, bold=True)
        y = _standing(canvas, y, model_id, comparison, names, language)
        for row in comparison.parts(model_id):
            y = _row(canvas, y, row.id, row_title(row, language), row.scores, comparison)
    if not comparison.models:
        y = canvas.lines(0, y + 18, Wording("compare", language)("picture.none"), canvas.width, most=3)
    return canvas.finish(y + 4)


def _key(canvas: Canvas, comparison: Comparison, names: Sequence[str], language: str) -> list[tuple[Sign, str]]:
    """The shape of each side, and the dashed range where an answer is open."""
    signs = sides_key(canvas, names)
    shown = [node for model in comparison.models for row in comparison.parts(model) for node in row.scores]
    shown += [result for model in comparison.models for result in comparison.results(model) if result]  # type: ignore[misc]
    if any(node and is_open(node) for node in shown):
        words = Wording("charts", language)("key.open")
        signs.append(
            (lambda x, base: canvas.line([(x, base - 4), (x + 24, base - 4)], colour="accent", dash=True), words)
        )
    return signs


def sides_key(canvas: Canvas, names: Sequence[str]) -> list[tuple[Sign, str]]:
    """The shape of each side before its name, which has its number where there are many."""

    def sample(place: int) -> Sign:
        return lambda x, base: draw_mark(canvas, x + 12, base - 4, place, "key")

    numbered = len(names) >= NUMBERED_FROM
    return [(sample(place), f"{place + 1}  {name}" if numbered else name) for place, name in enumerate(names)]


def _track(canvas: Canvas) -> tuple[float, float]:
    """Left end and length in px of the scale."""
    return (242.0, canvas.width - 112 - 242.0) if canvas.wide else (18.0, canvas.width - 26.0)


def _axis(canvas: Canvas, y: float) -> float:
    left, length = _track(canvas)
    for score, anchor in ((0, "left"), (50, "center"), (100, "right")):
        canvas.text(
            left + score / 100 * length, y + 16, str(score), size=12, colour="muted", anchor=anchor, name="axis"
        )
    return y + 18


def _row(
    canvas: Canvas, y: float, name: str, title: str, nodes: Sequence[Measured | None], comparison: Comparison,
    bold: bool = False,
) -> float:  # fmt: skip
    """One title with its lanes; returns the y below."""
    left, length = _track(canvas)
    tall, words, inset = len(nodes) * LANE + 2 * PAD, _values(nodes, comparison), 0 if bold else 10
    if canvas.wide:
        lines = wrap(title, canvas.size, 222 - inset, 3, bold)
        high = canvas.size * 1.3 * (len(lines) - 1)
        top = y + max(4.0, (high + canvas.size - tall) / 2 + 4)
        middle = top + tall / 2 + 5
        below = canvas.lines(inset, middle - high / 2, title, 222 - inset, most=3, bold=bold, name=f"{name}:title") - 12
        canvas.text(canvas.width - 100, middle, words, bold=bold, name=f"{name}:amount")
    else:
        below = canvas.lines(inset, y + 16, title, canvas.width - 96 - inset, most=3, bold=bold, name=f"{name}:title")
        canvas.text(canvas.width - 8, y + 16, words, bold=bold, anchor="right", name=f"{name}:amount")
        top = below - 10
    canvas.box(left, top, length, tall, fill="paper", edge="line", name=f"{name}:scale")
    canvas.line([(left + length / 2, top), (left + length / 2, top + tall)], colour="line", name=f"{name}:half")
    _lanes(canvas, name, nodes, comparison, (left, top + PAD + LANE / 2), length)
    return max(below, top + tall) + 4


def _lanes(
    canvas: Canvas, name: str, nodes: Sequence[Measured | None], comparison: Comparison, start: Point, length: float
) -> None:
    """A lane below the other for each side, so that equal scores never hide each other."""
    left, first = start
    lanes = [(place, first + place * LANE, node) for place, node in enumerate(nodes)]
    points = {
        place: (left + node.score / 100 * length, y) for place, y, node in lanes if node and node.score is not None
    }
    for one, other in joined(comparison, list(points)):
        canvas.line([points[one], points[other]], colour="muted", stroke=1.5, name=f"{name}:join")
    for place, y, node in lanes:
        if len(nodes) >= NUMBERED_FROM:
            canvas.text(left - 6, y + 4, str(place + 1), size=10, colour="muted", anchor="right", name=f"{name}:number")
        if node and is_open(node):
            ends = [(left + (end or 0.0) / 100 * length, y) for end in (node.low, node.high)]
            canvas.line(ends, colour="accent", stroke=1.5, dash=True, name=f"{name}:{place}:range")
        if place in points:
            draw_mark(canvas, *points[place], place, f"{name}:{place}")


def joined(comparison: Comparison, places: Sequence[int]) -> list[tuple[int, int]]:
    """Which marks a line joins: a round and the next of its unit; without rounds each and the one below it."""
    rounds = [step for step in comparison.steps if step.kind == "change"]
    if not rounds:
        return [*pairwise(places)]
    return [(step.before, step.after) for step in rounds if {step.before, step.after} <= set(places)]


def draw_mark(canvas: Canvas, x: float, y: float, place: int, name: str) -> None:
    """The sign of one side, 10 px wide, around (x, y): six shapes, hollow and filled in turn."""
    paint: dict[str, Any] = {"fill": FILLS[place % len(FILLS)], "edge": "ink", "stroke": 1.5, "name": name}
    reach = SIZE + 1
    match place % len(FILLS):
        case 0:
            canvas.dot(x, y, SIZE, **paint)
        case 1:
            canvas.shape([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)], **paint)
        case 2:
            canvas.box(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE, **paint)
        case 3:
            canvas.shape([(x - reach, y + SIZE), (x, y - reach), (x + reach, y + SIZE)], **paint)
        case 4:
            canvas.shape([(x - reach, y - SIZE), (x, y + reach), (x + reach, y - SIZE)], **paint)
        case _:
            canvas.box(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE, **paint)


def _values(nodes: Sequence[Measured | None], comparison: Comparison) -> str:
    """The first and the last score of rounds, the lowest and the highest of units; a dash without any."""
    scores = [node.score for node in nodes if node and node.score is not None]
    if len(scores) < 2:
        return whole(scores[0]) if scores else "–"
    rounds = comparison.of_rounds
    ends = (scores[0], scores[-1]) if rounds else (min(scores), max(scores))
    return (" → " if rounds else "–").join(map(whole, ends))


def _standing(
    canvas: Canvas, y: float, model_id: str, comparison: Comparison, names: Sequence[str], language: str
) -> float:
    """Where each side stands, below the model; nothing where the method has no such word."""
    say = Wording("compare", language)
    stands = [standing_words(result, language) if result else "" for result in comparison.results(model_id)]
    said = [
        say("picture.stands", name=name, standing=words) for name, words in zip(names, stands, strict=True) if words
    ]
    for line in said:
        y = canvas.lines(
            10, y + 14, line, canvas.width - 20, most=3, size=13, colour="muted", name=f"{model_id}:standing"
        )
        y -= 14
    return y + 6 if said else y
