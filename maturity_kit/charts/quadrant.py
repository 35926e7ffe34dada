"""The plane of a quadrant: two thresholds, four named situations, the point and everything it can still become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from maturity_kit.charts.canvas import Canvas, Point
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Measured, amount, cells, head, is_open
from maturity_kit.charts.text import cut, width_of, wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import plain, whole
from maturity_kit.insight.readers import situation_name
from maturity_kit.insight.standing import axes
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.result import ModelResult

SITUATIONS = {
    (False, False): "single-channel",
    (True, False): "omnichannel",
    (False, True): "single-channel-one-to-one",
    (True, True): "omnichannel-one-to-one",
}


@dataclass(frozen=True)
class Plane:
    """The square of 0..100 by 0..100 in px: x to the right, y up."""

    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> Point:
        """The place of two scores."""
        return self.left + x * self.width / 100, self.top + (100 - y) * self.height / 100


def plane(result: ModelResult, language: str, voters: Iterable[Point] = ()) -> Chart:
    """The situation as a point between two thresholds, its bounds as a rectangle, voters as dots.

    Args:
        result: of a model with method quadrant.
        language: of every word.
        voters: the two scores of each voter alone, x then y, 0..100; empty when votes are counts.
    """
    say, crowd = Wording("charts", language), Counter(voters)
    reading = result.reading
    nodes = [(node.title.to(language), result.nodes[node.id]) for node in axes(result.model)]
    where = [situation_name(reading.situation, language) if reading.situation else say("no-score"),
             situation_name(reading.claimed, language) if reading.claimed else "–"]  # fmt: skip
    table = Table(
        say("plane.caption", situation=where[0], claimed=where[1]),
        head(say, "part"),
        tuple(cells(title, node, say) for title, node in nodes),
    )
    seen = "; ".join(say("seen", part=title, amount=amount(node, say)) for title, node in nodes)
    said = [verdict(result, language).sentence, say("plane.alt", seen=seen)]
    if crowd:
        said.append(say("plane.voters", count=crowd.total()))
    return picture(lambda canvas: paint_plane(canvas, result, say, crowd), result.model.title.to(language),
                   " ".join(said), table, language)  # fmt: skip


def paint_plane(canvas: Canvas, result: ModelResult, say: Wording, crowd: Counter[Point]) -> Canvas:
    """The plane first, then what is open, the voters, the point, and the words on top."""
    size = canvas.size - 1
    field = Plane(52, 10, canvas.width - 64, 400 if canvas.wide else 330)
    limits = tuple(float(result.model.parameters.get(f"threshold_{axis}", 62.5)) for axis in "xy")
    _ground(canvas, field, limits, result)
    x, y = (result.nodes[node.id] for node in axes(result.model)[:2])
    if None not in (x.low, y.low):
        _bounds(canvas, field, x, y)
    _axes(canvas, field, limits, result, say)
    for (across, up), voices in crowd.items():
        canvas.dot(*field.at(across, up), 4 + 2 * (voices**0.5 - 1), fill="muted", edge="panel", alpha=0.7,
                   name="voter")  # fmt: skip
    _situations(canvas, field, limits, result, say)
    if x.score is not None and y.score is not None:
        _organisation(canvas, field, (x.score, y.score), size, say)
    below = field.top + field.height + 44
    if is_open(x) or is_open(y) or crowd:
        below += 12
    if is_open(x) or is_open(y):
        below = canvas.lines(0, below, say("plane.open"), canvas.width, size=13, colour="muted", name="key:open")
    if crowd:
        below = canvas.lines(0, below, say("plane.dots", count=crowd.total()), canvas.width, size=13,
                             colour="muted", name="key:voters")  # fmt: skip
    return canvas.finish(below)


def _ground(canvas: Canvas, field: Plane, limits: tuple[float, ...], result: ModelResult) -> None:
    canvas.box(field.left, field.top, field.width, field.height, fill="paper", edge="muted", name="plane")
    for (right, up), situation in SITUATIONS.items():
        if situation == result.reading.situation:
            left, top = field.at(limits[0] if right else 0, 100 if up else limits[1])
            end, floor = field.at(100 if right else limits[0], limits[1] if up else 0)
            canvas.box(left, top, end - left, floor - top, fill="accent", alpha=0.12, name="situation")
    for start, end in (((limits[0], 0), (limits[0], 100)), ((0, limits[1]), (100, limits[1]))):
        canvas.line([field.at(*start), field.at(*end)], colour="muted", stroke=1.5, name="threshold")


def _bounds(canvas: Canvas, field: Plane, x: Measured, y: Measured) -> None:
    left, top = field.at(x.low, y.high)
    right, floor = field.at(x.high, y.low)
    canvas.box(left, top, right - left, floor - top, fill="accent", alpha=0.18, edge="accent", stroke=1.5, dash=True,
               name="bounds")  # fmt: skip


def _axes(canvas: Canvas, field: Plane, limits: tuple[float, ...], result: ModelResult, say: Wording) -> None:
    across, up = (node.title.to(say.language) for node in axes(result.model)[:2])
    floor, size = field.top + field.height, canvas.size
    for score in (0.0, limits[0], 100.0):
        anchor = "right" if score == 100 else "center"
        canvas.text(field.at(score, 0)[0], floor + 16, plain(score, say.language), size=12, colour="muted",
                    anchor=anchor, name="tick")  # fmt: skip
    for score in (limits[1], 100.0):
        canvas.text(field.left - 4, field.at(0, score)[1] + (10 if score == 100 else 4), plain(score, say.language),
                    size=12, colour="muted", anchor="right", name="tick")  # fmt: skip
    canvas.text(field.left + field.width / 2, floor + 36, cut(f"{across} →", size, field.width), anchor="center",
                name="axis")  # fmt: skip
    middle = field.top + field.height / 2
    canvas.text(12, middle, cut(f"{up} →", size, field.height), anchor="center", turn=90, name="axis")


def _situations(canvas: Canvas, field: Plane, limits: tuple[float, ...], result: ModelResult, say: Wording) -> None:
    """The name of each situation in its outer corner, with what is said of it: computed, claimed, possible."""
    reading, size = result.reading, canvas.size - (0 if canvas.wide else 1)
    for (right, up), situation in SITUATIONS.items():
        room = field.width * ((100 - limits[0]) if right else limits[0]) / 100 - 16
        x = field.left + (field.width - 8 if right else 8)
        anchor = "right" if right else "left"
        here = situation == reading.situation
        name = wrap(situation_name(situation, say.language), size, room, 3, bold=here)
        tags = [say("plane.claimed")] if situation == reading.claimed else []
        if situation in reading.possible and not here:
            tags.append(say("plane.possible"))
        words = [(line, here, "ink" if here else "muted") for line in name]
        words += [(line, False, "warn") for tag in tags for line in wrap(tag, size, room, 2)]
        pitch = size * 1.3
        y = _first_line(field, limits[1], up, pitch * len(words), reading.y if here else None)
        for at, (line, bold, colour) in enumerate(words):
            canvas.text(x, y + at * pitch, line, size=size, bold=bold, colour=colour, anchor=anchor, 
                        name=f"{situation}:{'tag' if colour == 'warn' else 'name'}")  # fmt: skip


def _first_line(field: Plane, limit: float, up: bool, tall: float, point: float | None) -> float:
    """The outer edge of a situation, unless the point is there: then the side of the threshold."""
    floor, threshold = field.top + field.height, field.at(0, limit)[1]
    at = field.at(0, point)[1] if point is not None else threshold
    top, bottom = (field.top, threshold) if up else (threshold, floor)
    outer_top = up == (abs(at - (top if up else bottom)) > tall + 24)
    return top + 20 if outer_top else bottom + 4 - tall


def _organisation(canvas: Canvas, field: Plane, scores: Point, size: float, say: Wording) -> None:
    x, y = field.at(*scores)
    canvas.dot(x, y, 8, fill="accent", edge="panel", stroke=2.5, name="point")
    words = say("plane.here", x=whole(scores[0]), y=whole(scores[1]))
    right = x + 14 + width_of(words, size, bold=True) > field.left + field.width
    canvas.text(x - 13 if right else x + 13, y + size * 0.35, words, size=size, bold=True, halo="paper",
                anchor="right" if right else "left", name="point:words")  # fmt: skip
