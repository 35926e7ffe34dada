"""The models together: their verdicts side by side, and the themes that run through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.icons import HEIGHT, WIDTH, draw_icon
from maturity_kit.charts.text import width_of, wrap
from maturity_kit.content.model import THEMES
from maturity_kit.content.wording import Wording
from maturity_kit.insight.themes import theme_scores
from maturity_kit.insight.verdict import Verdict, verdict
from maturity_kit.insight.words import EQUAL, listed, whole
from maturity_kit.scoring.result import ModelResult

DARK_FROM = 4
UPRIGHT = 150


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
        room, most = canvas.width - left, 6 if canvas.wide else 12
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
    return picture(lambda canvas: paint_heat(canvas, names, grid, themes, say), say("heat.title"),
                   _extremes(themes, say), table, language)  # fmt: skip


def _extremes(themes: Mapping[str, float], say: Wording) -> str:
    """The lowest and highest themes in words, all that tie among them."""
    if not themes:
        return say("heat.none")
    low, high = min(themes.values()), max(themes.values())
    weak, strong = ([theme for theme in THEMES if theme in themes and abs(themes[theme] - end) <= EQUAL]
                    for end in (low, high))  # fmt: skip
    names = [listed((say(f"theme.{theme}") for theme in row), say) for row in (weak, strong)]
    if high - low <= EQUAL:
        return say("heat.equal", count=len(strong), strong=names[1], high=whole(high))
    best = say("heat.best", count=len(strong), strong=names[1], high=whole(high))
    return say("heat.alt", count=len(weak), weak=names[0], low=whole(low), best=best)


def cells_of(result: ModelResult) -> dict[str, Cell]:
    """Each theme over the answered questions of one model that carry it."""
    scores, asked = theme_scores(result), {theme for item in result.model.items for theme in item.themes}
    return {theme: Cell(scores.get(theme), theme in asked) for theme in THEMES}


def paint_heat(
    canvas: Canvas, names: Sequence[str], grid: Mapping[str, Sequence[Cell]], themes: Mapping[str, float],
    say: Wording,
) -> Canvas:  # fmt: skip
    """Numbers in every cell; the colour of a cell only repeats its number."""
    left, tall = 90.0, 34.0 if canvas.wide else 28.0
    last = min(70.0, (canvas.width - left) / (len(names) + 1))
    pitch = (canvas.width - left - last) / max(len(names), 1)
    spans = [*((left + column * pitch, pitch) for column in range(len(names))), (canvas.width - last, last)]
    top = _columns(canvas, [*names, say("head.mean")], spans)
    for row, (theme, cells) in enumerate(grid.items()):
        y = top + row * (tall + 3)
        canvas.lines(0, y + tall / 2 + 5, say(f"theme.{theme}"), left - 6, most=1, size=13, name=f"{theme}:title")
        for column, cell in enumerate((*cells, Cell(themes.get(theme), True))):
            (x, width), apart = spans[column], 6 if column == len(cells) else 0
            _cell(canvas, x + apart, y, width - 3 - apart, tall, cell, f"{theme}:{column}")
    floor = top + len(grid) * (tall + 3)
    below = canvas.lines(0, floor + 18, say("heat.key"), canvas.width, size=13, colour="muted", name="key")
    return canvas.finish(below)


def _columns(canvas: Canvas, names: Sequence[str], spans: Sequence[tuple[float, float]]) -> float:
    """The names above the columns, upright where a word is wider than its column; returns the y where cells begin."""
    pairs = [*zip(names, spans, strict=True)]
    across = all(width_of(word, 12) < width for name, (_, width) in pairs for word in name.split())
    for name, (left, width) in pairs:
        lines = wrap(name, 12, width - 1 if across else UPRIGHT, 4 if across else 2)
        for line, words in enumerate(lines):
            if across:
                canvas.text(left + width / 2 - 1, 64 - 16 * (len(lines) - 1 - line), words, size=12, anchor="center",
                            name="model")  # fmt: skip
            else:
                middle = left + width / 2 + 3 - 7 * (len(lines) - 1)
                canvas.text(middle + 14 * line, UPRIGHT + 2, words, size=12, turn=90, name="model")
    return 74 if across else UPRIGHT + 10


def _cell(canvas: Canvas, x: float, y: float, width: float, tall: float, cell: Cell, name: str) -> None:
    if cell.score is None:
        canvas.box(x, y, width, tall, edge="line", dash=True, name=f"{name}:empty")
        canvas.text(x + width / 2, y + tall / 2 + 5, cell.words, colour="muted", anchor="center", name=name)
        return
    shade = int(cell.score / 25 + 0.5 + 1e-9)
    canvas.box(x, y, width, tall, fill=f"score-{shade}", edge="muted", stroke=0.5, name=f"{name}:shade")
    ink = "on-score-4" if shade >= DARK_FROM else "on-score-0"
    canvas.text(x + width / 2, y + tall / 2 + 5, cell.words, bold=True, colour=ink, anchor="center", name=name)
