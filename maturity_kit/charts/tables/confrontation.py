"""The confrontation matrix: strengths and weaknesses against opportunities and threats, with the points of the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.registers import Entry, Registers, Swot
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.tables.signs import SMALL
from maturity_kit.charts.text import cut, wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import EQUAL, plain
from maturity_kit.scoring.registers.swot import MOVES, Pair

INSIDE, OUTSIDE = ("strengths", "weaknesses"), ("opportunities", "threats")
FIRST, MOST, STRIP, APART, DARK_FROM = 3, 5, 20.0, 10.0, 4


@dataclass(frozen=True)
class Grid:
    """The four pillars with a code for each insight, such as S1, and the points of each pair.

    Attributes:
        pillars: insights by pillar.
        codes: by id of an insight.
        points: by id of the opportunity or threat and of the strength or weakness.
        top: the pairs to name: the first three and those with as many points as the third, five at most.
    """

    swot: Swot
    pillars: Mapping[str, Sequence[Entry]]
    codes: Mapping[str, str]
    points: Mapping[tuple[str, str], float]
    top: Sequence[Pair]

    def across(self) -> list[Entry]:
        """Opportunities, then threats."""
        return [entry for pillar in OUTSIDE for entry in self.pillars[pillar]]

    def down(self) -> list[Entry]:
        """Strengths, then weaknesses."""
        return [entry for pillar in INSIDE for entry in self.pillars[pillar]]

    def times(self, entry: Entry, say: Wording) -> str:
        """The weight of an opportunity or threat; no words when it is 1."""
        weight = self.swot.weights.get(entry.id, 1.0)
        return "" if abs(weight - 1) < EQUAL else f"×{plain(weight, say.language, 2)}"

    def named(self, entry: Entry, say: Wording) -> str:
        """Code, weight and words."""
        return " ".join(filter(None, (self.codes[entry.id], self.times(entry, say), entry.text)))


def confrontation(registers: Registers, tables: Tables, language: str) -> Chart | None:
    """Every pair with its points, the strongest pairs named with their move; None without any insight."""
    say = Wording("charts", language)
    grid = grid_of(registers.swot, tables.swot, say)
    if not grid.codes:
        return None
    heads = [grid.named(entry, say) for entry in grid.across()]
    rows = tuple(
        (grid.named(entry, say), *(plain(grid.points.get((factor.id, entry.id), 0.0), language, 2)
                                   for factor in grid.across()))
        for entry in grid.down()
    )  # fmt: skip
    table = Table(say("swot.caption"), (say("head.insight"), *heads), rows)
    return picture(lambda canvas: paint_confrontation(canvas, grid, say), say("swot.title"), _alt(grid, say), table,
                   language)  # fmt: skip


def grid_of(swot: Swot, pairs: Sequence[Pair], say: Wording) -> Grid:
    """The pillars with codes in the language; ``pairs`` strongest first."""
    pillars: dict[str, Sequence[Entry]] = {pillar: getattr(swot, pillar) for pillar in (*INSIDE, *OUTSIDE)}
    codes = {entry.id: f"{say(f'swot.{pillar}.code')}{place}" for pillar, entries in pillars.items()
             for place, entry in enumerate(entries, 1)}  # fmt: skip
    least = pairs[min(FIRST, len(pairs)) - 1].points if pairs else 0.0
    top = [pair for pair in pairs if pair.points >= least - EQUAL][:MOST]
    return Grid(swot, pillars, codes, {(pair.factor, pair.insight): pair.points for pair in pairs}, top)


def _alt(grid: Grid, say: Wording) -> str:
    if not grid.top:
        return say("swot.alt-none", inside=len(grid.down()), outside=len(grid.across()))
    return say("swot.alt", pairs="; ".join(_pair(pair, grid, say) for pair in grid.top))


def _pair(pair: Pair, grid: Grid, say: Wording) -> str:
    texts = {entry.id: entry.text.rstrip(". ") for entry in (*grid.down(), *grid.across())}
    return say("swot.pair", move=say(f"swot.{pair.move}"), insight=texts[pair.insight], factor=texts[pair.factor],
               points=plain(pair.points, say.language, 2))  # fmt: skip


def paint_confrontation(canvas: Canvas, grid: Grid, say: Wording) -> Canvas:
    """The grid in four blocks, one a move; then the strongest pairs, and where it is narrow what the codes mean."""
    y = 0.0
    if grid.down() and grid.across():
        y = _blocks(canvas, grid, say)
        y = _strongest(canvas, y + 12, grid, say)
    if not canvas.wide or not (grid.down() and grid.across()):
        y = _legend(canvas, y, grid, say)
    return canvas.finish(y)


def _columns(canvas: Canvas, grid: Grid) -> dict[str, tuple[float, float]]:
    """Left end and width of the column of each opportunity and threat."""
    left = 190.0 if canvas.wide else 36.0
    both = all(grid.pillars[pillar] for pillar in OUTSIDE)
    pitch = (canvas.width - left - (APART if both else 0)) / len(grid.across())
    first = len(grid.pillars[OUTSIDE[0]])
    return {entry.id: (left + place * pitch + (APART if both and place >= first else 0), pitch - 3)
            for place, entry in enumerate(grid.across())}  # fmt: skip


def _blocks(canvas: Canvas, grid: Grid, say: Wording) -> float:
    columns, y = _columns(canvas, grid), 0.0
    for entry in grid.across():
        x, width = columns[entry.id]
        aside = [grid.times(entry, say), *(wrap(entry.text, SMALL, width, 4) if canvas.wide else ())]
        lines = [(grid.codes[entry.id], 13, "ink"), *((words, SMALL, "muted") for words in aside if words)]
        for line, (words, size, colour) in enumerate(lines):
            canvas.text(x + width / 2, 16 + line * 15.6, words, size=size, bold=colour == "ink", anchor="center",
                        colour=colour, name=f"{entry.id}:head")  # fmt: skip
        y = max(y, 16 + (len(lines) - 1) * 15.6)
    y += 4
    for inside in INSIDE:
        if not grid.pillars[inside]:
            continue
        for outside in OUTSIDE:
            if grid.pillars[outside]:
                x, room = _block(columns, grid.pillars[outside])
                move = MOVES[inside, outside]
                canvas.text(x, y + 15, cut(say(f"swot.{move}"), SMALL, room), size=SMALL, colour="accent",
                            name=f"move:{move}")  # fmt: skip
        y += STRIP
        for entry in grid.pillars[inside]:
            y = _row(canvas, y, entry, columns, grid, say)
    return y


def _block(columns: Mapping[str, tuple[float, float]], entries: Sequence[Entry]) -> tuple[float, float]:
    (x, _), (last, width) = columns[entries[0].id], columns[entries[-1].id]
    return x, last + width - x


def _row(
    canvas: Canvas, y: float, entry: Entry, columns: Mapping[str, tuple[float, float]], grid: Grid, say: Wording
) -> float:
    tall = 34.0
    canvas.text(0, y + (14 if canvas.wide else tall / 2 + 5), grid.codes[entry.id], size=13, bold=True,
                name=f"{entry.id}:code")  # fmt: skip
    if canvas.wide:
        below = canvas.lines(28, y + 14, entry.text, 152, most=3, size=SMALL, colour="muted", name=f"{entry.id}:text")
        tall = max(tall, below - y - 8)
    for factor, (x, width) in columns.items():
        pair = (factor, entry.id)
        _cell(canvas, (x, y, width, tall), grid.points.get(pair, 0.0), grid, pair, say)
    return y + tall + 3


def _cell(canvas: Canvas, area: tuple[float, float, float, float], points: float, grid: Grid, pair: tuple[str, str],
          say: Wording) -> None:  # fmt: skip
    """The points of a pair; the shade repeats them, and a thick edge marks the strongest pairs."""
    (x, y, width, tall), name = area, f"{pair[0]}:{pair[1]}"
    if points <= 0:
        canvas.box(*area, edge="line", name=f"{name}:empty")
        return
    shade = round(4 * points / max(grid.points.values()))
    strong = any((one.factor, one.insight) == pair for one in grid.top)
    canvas.box(*area, fill=f"score-{shade}", edge="ink" if strong else "muted", stroke=2.5 if strong else 0.5,
               name=f"{name}:shade")  # fmt: skip
    words = cut(plain(points, say.language, 2), 13, width, True)
    canvas.text(x + width / 2, y + tall / 2 + 5, words, size=13, bold=True, anchor="center", name=name,
                colour="on-score-4" if shade >= DARK_FROM else "on-score-0")  # fmt: skip


def _strongest(canvas: Canvas, y: float, grid: Grid, say: Wording) -> float:
    """The strongest pairs, each as its move with both insights; or that nobody gave points."""
    if not grid.top:
        return canvas.lines(0, y + 14, say("swot.none"), canvas.width, colour="muted", name="none")
    y = canvas.lines(0, y + 14, say("swot.strongest"), canvas.width, bold=True, name="strongest")
    for place, pair in enumerate(grid.top):
        codes = f"{grid.codes[pair.insight]} × {grid.codes[pair.factor]}"
        canvas.text(0, y, codes, size=13, bold=True, name=f"top:{place}:codes")
        y = canvas.lines(76, y, _pair(pair, grid, say), canvas.width - 76, size=13, most=3 if canvas.wide else 5,
                         name=f"top:{place}") + 3  # fmt: skip
    return y


def _legend(canvas: Canvas, y: float, grid: Grid, say: Wording) -> float:
    """The insights by pillar with their codes."""
    for pillar, entries in _filled(grid):
        y = canvas.lines(0, y + 18, say(f"swot.{pillar}"), canvas.width, size=13, bold=True, colour="accent",
                         name=f"{pillar}:title")  # fmt: skip
        for entry in entries:
            canvas.text(0, y, grid.codes[entry.id], size=13, bold=True, name=f"{entry.id}:key")
            below = canvas.lines(32, y, entry.text, canvas.width - 32, size=13, name=f"{entry.id}:words")
            y = max(below, y + 17)
        y -= 8
    return y


def _filled(grid: Grid) -> Iterator[tuple[str, Sequence[Entry]]]:
    return ((pillar, entries) for pillar, entries in grid.pillars.items() if entries)
