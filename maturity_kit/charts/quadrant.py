"""The plane of a quadrant: two thresholds, four named situations, the point and everything it can still become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maturity_kit.charts.canvas import Canvas, Point
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import amount, cells, head, is_open
from maturity_kit.charts.text import cut, width_of, wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.readers import situation_name
from maturity_kit.insight.standing import axes, reading_of
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import plain, whole
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import ModelResult, NodeScore, QuadrantReading

PAD = 6


def plane(result: ModelResult, language: str, voters: Iterable[Point] = ()) -> Chart:
    """The situation as a point between two thresholds, its bounds as a rectangle, voters as dots.

    Args:
        result: of a model with method quadrant.
        language: of every word.
        voters: the two scores of each voter alone, x then y, 0..100; empty when votes are counts.
    """
    say, crowd = Wording("charts", language), Counter(voters)
    reading = reading_of(result, QuadrantReading)
    nodes = [(node.title.to(language), result.nodes[node.id]) for node in axes(result.model)]
    found, claimed = (situation_name(name, language) if name else "–" for name in (reading.situation, reading.claimed))
    table = Table(
        say("plane.caption", situation=found, claimed=claimed),
        head(say, "part"),
        tuple(cells(title, node, say) for title, node in nodes),
    )
    seen = "; ".join(say("seen", part=title, amount=amount(node, say)) for title, node in nodes)
    alt = f"{verdict(result, language).sentence} {say('plane.alt', seen=seen)}"
    if crowd:
        alt = f"{alt} {say('plane.voters', count=crowd.total())}"
    return picture(lambda canvas: paint_plane(canvas, result, say, crowd), result.model.title.to(language), alt, table,
                   language)  # fmt: skip


def paint_plane(canvas: Canvas, result: ModelResult, say: Wording, crowd: Counter[Point]) -> Canvas:
    """The plane first, then what is open, the voters, the words and the point."""
    (across, up), left = axes(result.model)[:2], 56.0 if canvas.wide else 48.0
    plot = Plot(canvas, say, reading_of(result, QuadrantReading), result.nodes[across.id], result.nodes[up.id],
                left, canvas.width - left - 12, 400.0 if canvas.wide else 330.0)  # fmt: skip
    plot.ground()
    plot.bounds()
    plot.axes(across.title.to(say.language), up.title.to(say.language))
    for scores, voices in crowd.items():
        canvas.dot(*plot.at(*scores), 4 + 2 * (voices**0.5 - 1), fill="muted", edge="panel", alpha=0.7, name="voter")
    for place, situation in enumerate(SITUATIONS):
        plot.situation(situation, right=place % 2 == 1, up=place >= 2)
    plot.organisation()
    return canvas.finish(plot.remarks(crowd.total()))


@dataclass(frozen=True)
class Plot:
    """The square of 0..100 by 0..100 in px, x to the right and y up, and what is drawn on it."""

    canvas: Canvas
    say: Wording
    reading: QuadrantReading
    x: NodeScore
    y: NodeScore
    left: float
    width: float
    height: float
    top: float = 10

    def at(self, x: float, y: float) -> Point:
        """The place of two scores in px."""
        return self.left + x * self.width / 100, self.top + (100 - y) * self.height / 100

    def area(self, low: Point, high: Point) -> tuple[float, float, float, float]:
        """Corner, width and height in px of the rectangle between two pairs of scores."""
        (left, floor), (right, top) = self.at(*low), self.at(*high)
        return left, top, right - left, floor - top

    def ground(self) -> None:
        """The plane, the situation in a tint, and both thresholds."""
        limits = (self.reading.threshold_x, self.reading.threshold_y)
        self.canvas.box(*self.area((0, 0), (100, 100)), fill="paper", edge="muted", name="plane")
        if self.reading.situation:
            right, up = (place == 1 for place in reversed(divmod(SITUATIONS.index(self.reading.situation), 2)))
            low = (limits[0] if right else 0, limits[1] if up else 0)
            high = (100 if right else limits[0], 100 if up else limits[1])
            self.canvas.box(*self.area(low, high), fill="accent", alpha=0.08, name="situation")
        self.canvas.line([self.at(limits[0], 0), self.at(limits[0], 100)], colour="muted", stroke=1.5, name="limit:x")
        self.canvas.line([self.at(0, limits[1]), self.at(100, limits[1])], colour="muted", stroke=1.5, name="limit:y")

    def bounds(self) -> None:
        """Everywhere that open answers can still bring the point."""
        x, y = self.x, self.y
        if self.reading.possible and None not in (x.low, x.high, y.low, y.high):
            area = self.area((x.low or 0, y.low or 0), (x.high or 0, y.high or 0))
            self.canvas.box(*area, fill="accent", alpha=0.12, edge="accent", stroke=1.5, dash=True, name="bounds")

    def axes(self, across: str, up: str) -> None:
        """Ends and thresholds in numbers, and what each axis is."""
        canvas, floor, language = self.canvas, self.top + self.height, self.say.language
        for score in (0, self.reading.threshold_x, 100):
            canvas.text(self.at(score, 0)[0], floor + 16, plain(score, language), size=12, colour="muted",
                        anchor="right" if score == 100 else "center", name="tick:x")  # fmt: skip
        for score in (self.reading.threshold_y, 100):
            canvas.text(self.left - 4, self.at(0, score)[1] + 4, plain(score, language), size=12, colour="muted",
                        anchor="right", name="tick:y")  # fmt: skip
        canvas.text(self.left + self.width / 2, floor + 36, cut(f"{across} →", canvas.size, self.width),
                    anchor="center", name="axis:x")  # fmt: skip
        canvas.text(canvas.size, self.top + self.height / 2, cut(f"{up} →", canvas.size, self.height),
                    anchor="center", turn=90, name="axis:y")  # fmt: skip

    def situation(self, situation: str, right: bool, up: bool) -> None:
        """A situation's name in its outer corner, and what is said of it: computed, claimed or possible."""
        limit, here = self.reading.threshold_x, situation == self.reading.situation
        size = self.canvas.size - (0 if self.canvas.wide else 1)
        room = self.width * ((100 - limit) if right else limit) / 100 - 2 * PAD
        tags = [self.say("plane.claimed")] if situation == self.reading.claimed else []
        if situation in self.reading.possible and not here:
            tags.append(self.say("plane.possible"))
        ink = "ink" if here else "muted"
        words = [(line, ink) for line in wrap(situation_name(situation, self.say.language), size, room, 4, here)]
        words += [(line, "warn") for tag in tags for line in wrap(tag, size, room, 2)]
        y = self._first_line(up, size * 1.3 * len(words), here)
        for place, (line, colour) in enumerate(words):
            self.canvas.text(self.left + (self.width - PAD if right else PAD), y + place * size * 1.3, line, size=size,
                             bold=here and colour == "ink", colour=colour, anchor="right" if right else "left",
                             name=f"{situation}:{'tag' if colour == 'warn' else 'name'}")  # fmt: skip

    def _first_line(self, up: bool, tall: float, here: bool) -> float:
        """The outer edge of a situation, unless the point is there: then the side of the threshold."""
        threshold = self.at(0, self.reading.threshold_y)[1]
        top, floor = (self.top, threshold) if up else (threshold, self.top + self.height)
        point = self.at(0, self.reading.y)[1] if here and self.reading.y is not None else threshold
        at_top = up == (abs(point - (top if up else floor)) > tall + 24)
        return top + 20 if at_top else floor + 4 - tall

    def organisation(self) -> None:
        """The point, with both scores beside it; none without a situation."""
        across, up = self.reading.x, self.reading.y
        if self.reading.situation is None or across is None or up is None:
            return
        (x, y), size = self.at(across, up), self.canvas.size - 1
        self.canvas.dot(x, y, 8, fill="accent", edge="panel", stroke=2.5, name="point")
        words = self.say("plane.here", x=whole(across), y=whole(up))
        before = x + 14 + width_of(words, size, bold=True) > self.left + self.width
        self.canvas.text(x - 13 if before else x + 13, y + size * 0.35, words, size=size, bold=True, halo="paper",
                         anchor="right" if before else "left", name="point:words")  # fmt: skip

    def remarks(self, voters: int) -> float:
        """What the signs mean, below the plane; returns the y below."""
        y, said = self.top + self.height + 56, {}
        if not self.reading.possible:
            said["none"] = self.say("plane.none")
        elif is_open(self.x) or is_open(self.y):
            said["key:open"] = self.say("plane.open")
        if voters:
            said["key:voters"] = self.say("plane.dots", count=voters)
        for name, words in said.items():
            y = self.canvas.lines(0, y, words, self.canvas.width, size=13, colour="muted", name=name)
        return y - 10
