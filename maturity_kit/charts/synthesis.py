"""The models together: their verdicts side by side, and the themes that run through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.icons import HEIGHT, WIDTH, draw_icon
from maturity_kit.charts.text import wrap
from maturity_kit.content.model import THEMES
from maturity_kit.content.wording import Wording
from maturity_kit.insight.themes import theme_scores
from maturity_kit.insight.verdict import Verdict, verdict
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult

DARK_FROM = 4


def side_by_side(results: Mapping[str, ModelResult], language: str) -> Chart:
    """Each model's verdict in its own terms, beside a small sign of its own picture."""
    say = Wording("charts", language)
    said = [(result, verdict(result, language)) for result in results.values()]
    table = Table(say("side.caption"), (say("head.model"), say("head.verdict"), say("head.doubt")), tuple(
        (result.model.title.to(language), found.sentence, found.uncertainty) for result, found in said
    ))  # fmt: skip
    alt = " ".join(say("side.seen", model=result.model.title.to(language), verdict=found.sentence)
                   for result, found in said) or say("side.none")  # fmt: skip
    return picture(lambda canvas: paint_sides(canvas, said, say), say("side.title"), alt, table, language)


def paint_sides(canvas: Canvas, said: Sequence[tuple[ModelResult, Verdict]], say: Wording) -> Canvas:
    """One row a model, divided by lines; the doubt stands under the verdict in a softer ink."""
    y = 4.0
    for place, (result, found) in enumerate(said):
        if place:
            canvas.line([(0, y), (canvas.width, y)], colour="line")
            y += 12
        draw_icon(canvas, 1, y + 2, result)
        left = WIDTH + 18
        name, title = result.model.id, result.model.title.to(say.language)
        below = canvas.lines(left, y + 14, title, canvas.width - left, bold=True, name=f"{name}:title")
        if not canvas.wide:
            left, below = 0, max(below, y + HEIGHT + 20)
        room, most = canvas.width - left, 3 if canvas.wide else 6
        below = canvas.lines(left, below, found.sentence, room, most=most, name=f"{name}:verdict")
        below = canvas.lines(left, below, found.uncertainty, room, most=most, size=13, colour="muted",
                             name=f"{name}:doubt")  # fmt: skip
        y = max(below - 4, y + HEIGHT + 12)
    if not said:
        y = canvas.lines(0, 24, say("side.none"), canvas.width, name="none")
    return canvas.finish(y + 4)


@dataclass(frozen=True)
class Cell:
    """A theme in a model: ``asked`` is False when the model has no question about it."""

    score: float | None
    asked: bool

    @property
    def words(self) -> str:
        """The score, a question mark without an answer, a dash without a question."""
        return whole(self.score) if self.score is not None else "?" if self.asked else "–"


def heatmap(results: Mapping[str, ModelResult], themes: Mapping[str, float], language: str) -> Chart:
    """Themes down, models across, a score in each cell; what is empty says why.

    Args:
        results: by model id, in the order of the columns.
        themes: mean of each theme over the models, themes without one are left out.
        language: of every word.
    """
    say = Wording("charts", language)
    names = [result.model.title.to(language) for result in results.values()]
    columns = [cells_of(result) for result in results.values()]
    grid = {theme: [column[theme] for column in columns] for theme in THEMES}
    table = Table(say("heat.caption"), (say("head.theme"), *names, say("head.mean")), tuple(
        (say(f"theme.{theme}"), *(cell.words for cell in row), whole(themes.get(theme))) for theme, row in grid.items()
    ))  # fmt: skip
    ranked = sorted(themes, key=lambda theme: themes[theme])
    alt = say("heat.none")
    if ranked:
        alt = say("heat.alt", weak=say(f"theme.{ranked[0]}"), low=whole(themes[ranked[0]]),
                  strong=say(f"theme.{ranked[-1]}"), high=whole(themes[ranked[-1]]))  # fmt: skip
    return picture(lambda canvas: paint_heat(canvas, names, grid, themes, say), say("heat.title"), alt, table, language)


def cells_of(result: ModelResult) -> dict[str, Cell]:
    """Each theme over the answered questions of one model that carry it."""
    scores, asked = theme_scores(result), {theme for item in result.model.items for theme in item.themes}
    return {theme: Cell(scores.get(theme), theme in asked) for theme in THEMES}


def paint_heat(
    canvas: Canvas, names: Sequence[str], grid: Mapping[str, Sequence[Cell]], themes: Mapping[str, float],
    say: Wording,
) -> Canvas:  # fmt: skip
    """Numbers in every cell; the colour of a cell only repeats its number."""
    left = 118.0 if canvas.wide else 96.0
    pitch, tall = (canvas.width - left) / (len(names) + 1), 34.0
    top = _columns(canvas, [*names, say("head.mean")], left, pitch)
    for row, (theme, cells) in enumerate(grid.items()):
        y = top + row * (tall + 3)
        canvas.lines(0, y + 22, say(f"theme.{theme}"), left - 6, most=1, name=f"{theme}:title")
        for column, cell in enumerate((*cells, Cell(themes.get(theme), True))):
            apart = 6 if column == len(cells) else 0
            _cell(canvas, left + column * pitch + apart, y, pitch - 3 - apart, tall, cell, f"{theme}:{column}")
    floor = top + len(grid) * (tall + 3)
    below = canvas.lines(0, floor + 18, say("heat.key"), canvas.width, size=13, colour="muted", name="key")
    return canvas.finish(below)


def _columns(canvas: Canvas, names: Sequence[str], left: float, pitch: float) -> float:
    """The names above the columns, upright where there is no room across; returns the y where cells begin."""
    for column, name in enumerate(names):
        middle = left + (column + 0.5) * pitch
        if canvas.wide:
            lines = wrap(name, 12, pitch - 4, 4)
            for line, words in enumerate(lines):
                canvas.text(middle, 64 - 16 * (len(lines) - 1 - line), words, size=12, anchor="center", name="model")
        else:
            for line, words in enumerate(wrap(name, 13, 136, 2)):
                canvas.text(middle - 2 + 15 * line, 138, words, size=13, turn=90, name="model")
    return 74 if canvas.wide else 146


def _cell(canvas: Canvas, x: float, y: float, width: float, tall: float, cell: Cell, name: str) -> None:
    if cell.score is None:
        canvas.box(x, y, width, tall, edge="line", dash=True, name=f"{name}:empty")
        canvas.text(x + width / 2, y + 22, cell.words, colour="muted", anchor="center", name=name)
        return
    shade = int(cell.score / 25 + 0.5 + 1e-9)
    canvas.box(x, y, width, tall, fill=f"score-{shade}", edge="muted", stroke=0.5, name=f"{name}:shade")
    ink = "on-score-4" if shade >= DARK_FROM else "on-score-0"
    canvas.text(x + width / 2, y + 22, cell.words, bold=True, colour=ink, anchor="center", name=name)
