"""The ring of a cycle: a piece for each element, as broad as it is relevant, filled outward by its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, radians, sin, sqrt

from maturity_kit.charts.canvas import Canvas, Point
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Row, amount, between, cells, draw_rows, head, is_open, key, left_out
from maturity_kit.charts.text import width_of, wrap
from maturity_kit.charts.voters import NOBODY, Crowd, draw_dots, seen, shown, size, spots, with_voters
from maturity_kit.content.parameters import ids
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import (
    differ,
    groups_of,
    highest,
    most_to_win,
    shares_in,
    title,
    weights_that_explain,
)
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import plain, whole
from maturity_kit.scoring.result import ModelResult, NodeScore

HOLE = 0.34
GAP = 1.5
LINE = 19
UPRIGHT = 24
EDGE = 5
"""Px between the edge of a piece and the dots of voters on it."""


@dataclass(frozen=True)
class Piece:
    """One element on the ring: degrees clockwise from the top; ``share`` of the ring, 0..1."""

    name: str
    title: str
    node: NodeScore
    start: float
    end: float

    @property
    def share(self) -> float:
        """The part of the ring it takes."""
        return (self.end - self.start) / 360

    @property
    def middle(self) -> float:
        """The direction of its label."""
        return (self.start + self.end) / 2

    @property
    def side(self) -> int:
        """1 on the right, -1 on the left."""
        return 1 if self.middle < 180 else -1

    @property
    def up(self) -> float:
        """1 at the top, -1 at the bottom."""
        return cos(radians(self.middle))

    def toward(self, centre: Point, distance: float, drop: float = 0) -> Point:
        """The point at a distance from the centre in its direction."""
        return centre[0] + distance * sin(radians(self.middle)), centre[1] - distance * self.up + drop


def ring(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """The elements in the order of the cycle and the success factors beside them.

    Args:
        result: of a model with method cycle.
        language: of every word.
        voters: per element or factor the scores of voters alone, as dots on its piece or below its bar.
    """
    say = Wording("charts", language)
    pieces, beside = pieces_of(result, language), _beside(result, language, voters)
    rows = [(*cells(piece.title, piece.node, say), say("percent", number=plain(100 * piece.share, language)))
            for piece in pieces]  # fmt: skip
    rows += [(*cells(row.title, row.node, say), say("ring.beside")) for row in beside]
    table = Table(say("ring.caption"), (*head(say, "element"), say("head.relevance")), tuple(rows))
    told = "; ".join(say("seen", part=piece.title, amount=amount(piece.node, say)) for piece in pieces)
    alt = f"{verdict(result, language).sentence} {say('ring.alt', count=len(pieces), seen=told)}"
    titles = {piece.name: piece.title for piece in pieces} | {row.name: row.title for row in beside}
    return picture(lambda canvas: paint_ring(canvas, result, say, voters), result.model.title.to(language),
                   alt + seen(titles, voters, say), with_voters(table, [*titles], voters, say), language)  # fmt: skip


def pieces_of(result: ModelResult, language: str) -> tuple[Piece, ...]:
    """The elements that count, each with an angle that is its share of the weight."""
    pieces: list[Piece] = []
    angle = 0.0
    for node_id, share in shares_in(result, _elements(result)).items():
        if share > 0:
            name, end = title(result, node_id, language), angle + 360 * share
            pieces.append(Piece(node_id, name, result.nodes[node_id], angle, end))
            angle = end
    return tuple(pieces)


def _elements(result: ModelResult) -> str:
    return ids(result.model, "elements")[0]


def _beside(result: ModelResult, language: str, voters: Crowd) -> tuple[Row, ...]:
    """The elements that do not count for these customers, then the success factors."""
    factors = [group for part in groups_of(result.model, ids(result.model, "factors")) for group in part.groups]
    out = [node_id for node_id, share in shares_in(result, _elements(result)).items() if share == 0]
    nodes = [*groups_of(result.model, out), *factors]
    say = Wording("charts", language)
    marks = {name: left_out(result.nodes[name], 0, say) for name in out}
    return tuple(
        Row(node.id, node.title.to(language), result.nodes[node.id], marks.get(node.id, ""),
            voters=voters.get(node.id, ()))
        for node in nodes
    )  # fmt: skip


def paint_ring(canvas: Canvas, result: ModelResult, say: Wording, voters: Crowd = NOBODY) -> Canvas:
    """The ring with its labels around it, or, where it is narrow, with numbers that a list below takes up."""
    pieces, beside = pieces_of(result, say.language), _beside(result, say.language, voters)
    marks = _marks(result, say)
    radius = 128.0 if canvas.wide else 80.0
    centre = (canvas.width / 2, radius + (40.0 if canvas.wide else 6.0))
    for piece in pieces:
        _piece(canvas, centre, radius, piece)
    _heart(canvas, centre, result.nodes[_elements(result)], say)
    y = centre[1] + radius + 10
    if canvas.wide:
        for piece in pieces:
            _voters(canvas, centre, radius, piece, voters.get(piece.name, ()))
        for side in (1, -1):
            y = max(y, _labels(canvas, centre, radius, [piece for piece in pieces if piece.side == side], marks, say))
    else:
        rows = [Row(piece.name, f"{number} {piece.title}", piece.node, ", ".join(marks.get(piece.name, ())),
                    voters=voters.get(piece.name, ()))
                for number, piece in enumerate(pieces, 1)]  # fmt: skip
        for number, piece in enumerate(pieces, 1):
            canvas.text(*piece.toward(centre, radius * 0.87, 5), str(number), bold=True, anchor="center", halo="panel",
                        name=f"{piece.name}:number")  # fmt: skip
        y = draw_rows(canvas, rows, y, say)
    nodes = [*(piece.node for piece in pieces), *(row.node for row in beside)]
    if beside:
        canvas.text(0, y + 24, say("ring.factors"), bold=True, name="factors:title")
        y = draw_rows(canvas, beside, y + 34, say)
    dots = bool(shown(voters, [*(piece.name for piece in pieces), *(row.name for row in beside)]))
    return canvas.finish(key(canvas, y, nodes, say, voters=dots) + 4)


def _marks(result: ModelResult, say: Wording) -> dict[str, list[str]]:
    """What to say at the elements that are strongest and at those where most is to be won; nothing when all are equal.

    A weight is given where that is why most is to be won there.
    """
    shares = shares_in(result, _elements(result))
    if not differ(result, shares):
        return {}
    strong, weights = highest(result, shares), weights_that_explain(result, shares)
    said = {name: [say("ring.strongest", count=len(strong))] for name in strong}
    for name in most_to_win(result, shares):
        weight = [say("ring.weighed", weight=plain(weights[name], say.language, 2))] if name in weights else []
        said[name] = [*said.get(name, []), say("ring.weakest"), *weight]
    return said


def reach(score: float, radius: float) -> float:
    """The radius at which the filled area is ``score`` percent of the piece."""
    hole = HOLE * radius
    return sqrt(hole**2 + score / 100 * (radius**2 - hole**2))


def _piece(canvas: Canvas, centre: Point, radius: float, piece: Piece) -> None:
    node, gap = piece.node, min(GAP, (piece.end - piece.start) / 8)
    turn = (piece.start + gap, piece.end - gap)
    canvas.sector(centre, HOLE * radius, radius, *turn, fill="paper", edge="muted", stroke=0.75,
                  name=f"{piece.name}:scale")  # fmt: skip
    low, high = reach(node.low or 0, radius), reach(100 if node.high is None else node.high, radius)
    if node.low:
        canvas.sector(centre, HOLE * radius, low, *turn, fill="accent", name=f"{piece.name}:certain")
    if is_open(node):
        canvas.sector(centre, low, high, *turn, fill="accent", alpha=0.25, edge="accent", dash=True,
                      name=f"{piece.name}:open")  # fmt: skip
    if node.score is not None:
        at = reach(node.score, radius)
        canvas.sector(centre, at - 1.5, at + 1.5, *turn, fill="ink", name=f"{piece.name}:score")


def _voters(canvas: Canvas, centre: Point, radius: float, piece: Piece, voters: Sequence[float]) -> None:
    """Dots along the first edge of a piece, each as far out as its score fills; none on a piece too thin for them."""
    discs = []
    for score, people in spots(voters):
        out, dot = reach(score, radius), size(people)
        edge = degrees((dot + EDGE) / out)
        if 2 * edge <= piece.end - piece.start:
            turn = radians(piece.start + edge)
            discs.append((centre[0] + out * sin(turn), centre[1] - out * cos(turn), dot))
    draw_dots(canvas, discs, f"{piece.name}:voters")


def _heart(canvas: Canvas, centre: Point, node: NodeScore, say: Wording) -> None:
    x, y = centre
    canvas.text(x, y + (2 if is_open(node) else 8), whole(node.score), size=24, bold=True, anchor="center",
                name="ring:amount")  # fmt: skip
    canvas.text(x, y + 20, between(node, say), size=13, colour="muted", anchor="center", name="ring:range")


def _labels(
    canvas: Canvas,
    centre: Point,
    radius: float,
    pieces: Sequence[Piece],
    marks: Mapping[str, Sequence[str]],
    say: Wording,
) -> float:
    """Labels of one side from top to bottom, never on top of each other; returns the y below the last."""
    free = 0.0
    for piece in sorted(pieces, key=lambda piece: -piece.up):
        x, y = piece.toward(centre, radius + 12)
        anchor = "center" if abs(x - centre[0]) < UPRIGHT else "left" if piece.side > 0 else "right"
        room = {"center": 200.0, "left": canvas.width - x, "right": x}[anchor] - 2
        lines = wrap(piece.title, canvas.size, room, 2, True)
        score, said = whole(piece.node.score), marks.get(piece.name, ())
        words, shift = between(piece.node, say), width_of(score, canvas.size, bold=True) + 7
        together = f"{words} {', '.join(said)}".strip()
        fits = shift + width_of(together, 13) <= room / (2 if anchor == "center" else 1)
        below = [] if fits else [line for mark in said for line in wrap(mark, 13, room)]
        words = together if fits else words
        top = max(free, y - LINE * (len(lines) + 1 + len(below)) * (1 + piece.up) / 2)
        for line, text in enumerate((*lines, score)):
            canvas.text(x, top + 14 + LINE * line, text, bold=True, anchor=anchor,
                        name=f"{piece.name}:{'title' if line < len(lines) else 'amount'}")  # fmt: skip
        beside = shift / 2 + 4 if anchor == "center" else piece.side * shift
        canvas.text(x + beside, top + 14 + LINE * len(lines), words, size=13, name=f"{piece.name}:range",
                    anchor="left" if anchor == "center" else anchor,
                    colour="warn" if said and fits else "muted")  # fmt: skip
        for line, text in enumerate(below, len(lines) + 1):
            canvas.text(x, top + 14 + LINE * line, text, size=13, anchor=anchor, colour="warn",
                        name=f"{piece.name}:mark")  # fmt: skip
        free = top + LINE * (len(lines) + 1 + len(below)) + 8
    return free
