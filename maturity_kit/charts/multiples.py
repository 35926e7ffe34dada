"""Small multiples: a chart of one scale for each part and theme, with every side of a comparison in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.compare import INDENT, NUMBERED_FROM, draw_mark, joined, sides_key
from maturity_kit.charts.parts import Measured, is_open
from maturity_kit.charts.tables.signs import Sign, draw_key
from maturity_kit.charts.text import wrap
from maturity_kit.content.model import THEMES
from maturity_kit.content.wording import Wording
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.room import score_words
from maturity_kit.insight.comparing.sides import labels, row_title, shared
from maturity_kit.insight.words import EQUAL, whole
from maturity_kit.scoring.resampling import Band
from maturity_kit.scoring.result import NodeScore

TALL, GAP, TITLE, SMALL = 60.0, 18.0, 13.0, 11.0
CAP = 9.0
MARGIN = 24.0
"""Px left of the first chart of a row, for the numbers of its scale."""


@dataclass(frozen=True)
class Panel:
    """One small chart: what every side scores, and what other voters could have given."""

    name: str
    title: str
    nodes: tuple[Measured | None, ...]
    bands: tuple[Band, ...]

    @property
    def scores(self) -> list[float]:
        """Those there are, in the order of the sides."""
        return [node.score for node in self.nodes if node and node.score is not None]

    @property
    def spread(self) -> float:
        """From the lowest to the highest."""
        return max(self.scores, default=0.0) - min(self.scores, default=0.0)


@dataclass(frozen=True)
class Section:
    """The small charts of one model, or of the themes, under a title."""

    title: str
    panels: tuple[Panel, ...]


def multiples(comparison: Comparison, language: str) -> Chart:
    """A small chart for each model, each of its parts and each theme; every one from 0 to 100."""
    say = Wording("compare", language)
    sections = tuple(sections_of(comparison, language))
    names = labels(comparison.sides, language)
    rows = [row for section in sections for row in _rows(section, language)]
    table = Table(say("multiples.caption", names=", ".join(names)), (say("head.part"), *names), tuple(rows))
    title = say("multiples.rounds" if comparison.of_rounds else "multiples.sides", names=shared(comparison.sides))
    alt = " ".join(_seen(comparison, sections, say)) or say("picture.none")
    return picture(lambda canvas: paint_multiples(canvas, comparison, sections, language), title, alt, table, language)


def sections_of(comparison: Comparison, language: str) -> Iterator[Section]:
    """Model after model, then the themes; parts without any score are left out."""
    say, none = Wording("compare", language), (Band(),) * len(comparison.sides)
    for model_id, model in comparison.models.items():
        whole_model = Panel(model_id, say("multiples.whole"), comparison.results(model_id), comparison.bands(model_id))
        parts = [Panel(row.id, row_title(row, language), row.scores, row.bands) for row in comparison.parts(model_id)]
        yield from _section(model.title.to(language), [whole_model, *parts])
    named = Wording("charts", language)
    themes = [Panel(f"theme:{theme}", named(f"theme.{theme}"), _of_theme(comparison, theme), none) for theme in THEMES]
    yield from _section(say("multiples.themes"), themes)


def _section(title: str, panels: Sequence[Panel]) -> Iterator[Section]:
    shown = tuple(panel for panel in panels if panel.scores)
    if shown:
        yield Section(title, shown)


def _of_theme(comparison: Comparison, theme: str) -> tuple[Measured | None, ...]:
    scores = (side.result.themes.get(theme) for side in comparison.sides)
    return tuple(None if score is None else NodeScore(score, None, None, None) for score in scores)


def _rows(section: Section, language: str) -> Iterator[tuple[str, ...]]:
    yield (section.title, *("" for _ in section.panels[0].nodes))
    for panel in section.panels:
        cells = (score_words(node.score if node else None, band, language)
                 for node, band in zip(panel.nodes, panel.bands, strict=True))  # fmt: skip
        yield (INDENT + panel.title, *cells)


def _seen(comparison: Comparison, sections: Sequence[Section], say: Wording) -> Iterator[str]:
    """How many parts rose and fell, and which are widest apart and closest together."""
    pairs = [(section.title, panel) for section in sections for panel in section.panels if len(panel.scores) > 1]
    if comparison.of_rounds and pairs:
        moves = [int(whole(panel.scores[-1])) - int(whole(panel.scores[0])) for _, panel in pairs]
        signs = [(move > 0) - (move < 0) for move in moves]
        yield say("multiples.moved", up=signs.count(1), down=signs.count(-1), same=signs.count(0))
    if len(pairs) > 1:
        title, widest = max(pairs, key=lambda pair: pair[1].spread)
        ends = (whole(min(widest.scores)), whole(max(widest.scores)))
        key = "multiples.widest" if widest.spread > EQUAL else "multiples.alike"
        yield say(key, part=widest.title, model=title, low=ends[0], high=ends[1])


def paint_multiples(canvas: Canvas, comparison: Comparison, sections: Sequence[Section], language: str) -> Canvas:
    """The key, then section after section in rows of four small charts, of two on a narrow sheet."""
    y = draw_key(canvas, 0, _key(canvas, comparison, sections, language))
    across = 4 if canvas.wide else 2
    width = (canvas.width - MARGIN - 1 - (across - 1) * GAP) / across
    for section in sections:
        y = canvas.lines(0, y + 26, section.title, canvas.width, most=3, bold=True, name="section") - canvas.size - 4
        for start in range(0, len(section.panels), across):
            row = section.panels[start : start + across]
            deep = max(len(wrap(panel.title, TITLE, width, 3)) for panel in row)
            top = y + 8 + deep * TITLE * 1.3
            _scale(canvas, top)
            for place, panel in enumerate(row):
                _panel(canvas, panel, comparison, MARGIN + place * (width + GAP), top, width, deep)
            y = top + TALL + 18 + (14 if _numbered(comparison) else 0)
    if not sections:
        y = canvas.lines(0, y + 18, Wording("compare", language)("picture.none"), canvas.width, most=3)
    return canvas.finish(y + 8)


def _numbered(comparison: Comparison) -> bool:
    return len(comparison.sides) >= NUMBERED_FROM


def _key(canvas: Canvas, comparison: Comparison, sections: Sequence[Section], language: str) -> list[tuple[Sign, str]]:
    panels = [panel for section in sections for panel in section.panels]
    signs = sides_key(canvas, labels(comparison.sides, language))
    say = Wording("charts", language)
    if any(node and is_open(node) for panel in panels for node in panel.nodes):
        signs.append((lambda x, base: _open_line(canvas, x + 12, base - 10, base + 2, "key"), say("key.open")))
    if any(band.defined for panel in panels for band in panel.bands):
        words = Wording("compare", language)("multiples.key")
        signs.append((lambda x, base: _whisker(canvas, x + 12, base - 10, base + 2, "key"), words))
    return signs


def _scale(canvas: Canvas, top: float) -> None:
    for score in (0, 50, 100):
        y = top + TALL * (1 - score / 100)
        canvas.text(MARGIN - 4, y + 4, str(score), size=SMALL - 1, colour="muted", anchor="right", name="axis")


def _panel(
    canvas: Canvas, panel: Panel, comparison: Comparison, left: float, top: float, width: float, deep: int
) -> None:
    """The title, the frame with its half, then every side with its score below it."""
    lines = wrap(panel.title, TITLE, width, 3)
    for place, line in enumerate(lines):
        base = top - 6 - (len(lines) - 1 - place) * TITLE * 1.3
        canvas.text(left, base, line, size=TITLE, name=f"{panel.name}:title")
    canvas.box(left, top, width, TALL, fill="paper", edge="line", name=f"{panel.name}:scale")
    canvas.line([(left, top + TALL / 2), (left + width, top + TALL / 2)], colour="line", name=f"{panel.name}:half")
    xs = [left + width * (place + 0.5) / len(panel.nodes) for place in range(len(panel.nodes))]
    _marks(canvas, panel, comparison, xs, top)
    for place, (x, node) in enumerate(zip(xs, panel.nodes, strict=True)):
        words = whole(node.score if node else None)
        canvas.text(x, top + TALL + 14, words, size=SMALL, anchor="center", name=f"{panel.name}:amount")
        if _numbered(comparison):
            canvas.text(x, top + TALL + 27, str(place + 1), size=SMALL - 1, colour="muted", anchor="center",
                        name=f"{panel.name}:number")  # fmt: skip


def _marks(canvas: Canvas, panel: Panel, comparison: Comparison, xs: Sequence[float], top: float) -> None:
    def height(score: float | None) -> float:
        return top + TALL * (1 - (score or 0.0) / 100)

    known = {place: node for place, node in enumerate(panel.nodes) if node and node.score is not None}
    for one, other in joined(comparison, list(known)) if comparison.steps else ():
        ends = [(xs[place], height(known[place].score)) for place in (one, other)]
        canvas.line(ends, colour="muted", stroke=1.5, name=f"{panel.name}:join")
    for place, (x, node, band) in enumerate(zip(xs, panel.nodes, panel.bands, strict=True)):
        if node and is_open(node):
            _open_line(canvas, x, height(node.high), height(node.low), f"{panel.name}:{place}:range")
        if band.defined:
            _whisker(canvas, x, height(band.high), height(band.low), f"{panel.name}:{place}:band")
        if place in known:
            draw_mark(canvas, x, height(known[place].score), place, f"{panel.name}:{place}")


def _open_line(canvas: Canvas, x: float, top: float, floor: float, name: str) -> None:
    canvas.line([(x, top), (x, floor)], colour="accent", stroke=1.5, dash=True, name=name)


def _whisker(canvas: Canvas, x: float, top: float, floor: float, name: str) -> None:
    """An upright line with a bar at both ends, wider than a mark that may stand on it."""
    for points in ([(x, top), (x, floor)], [(x - CAP, top), (x + CAP, top)], [(x - CAP, floor), (x + CAP, floor)]):
        canvas.line(points, colour="ink", stroke=1.5, name=name)
