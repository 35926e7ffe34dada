"""Small signs of each method, drawn from the result: a model is known by its own picture beside the others."""

from __future__ import annotations

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.cycle import HOLE, pieces_of, reach
from maturity_kit.insight.standing import level_states, reading_of
from maturity_kit.scoring.result import ModelResult, QuadrantReading

WIDTH, HEIGHT = 72.0, 56.0
STAIRS = {
    "secured": ("accent", "accent"),
    "above-gap": ("paper", "accent"),
    "skipped": ("warn-paper", "warn"),
    "unproven": ("paper", "warn"),
}


def draw_icon(canvas: Canvas, x: float, y: float, result: ModelResult) -> None:
    """The sign of the model's method with its top left corner at (x, y), 72 by 56 px."""
    match result.model.method:
        case "ladder":
            _stairs(canvas, x, y, result)
        case "quadrant":
            _plane(canvas, x, y, result)
        case "cycle":
            _ring(canvas, x, y, result)
        case _:
            _bars(canvas, x, y, result)


def _stairs(canvas: Canvas, x: float, y: float, result: ModelResult) -> None:
    looks = level_states(result)
    width, rise = WIDTH / len(looks), HEIGHT / len(looks)
    for step, look in enumerate(looks):
        top = y + HEIGHT - (step + 1) * rise
        fill, edge = STAIRS.get(look, ("paper", "muted"))
        canvas.box(x + step * width, top, width - 2, y + HEIGHT - top, fill=fill, edge=edge, dash=edge == "warn",
                   name=f"icon:{look}")  # fmt: skip


def _plane(canvas: Canvas, x: float, y: float, result: ModelResult) -> None:
    reading = reading_of(result, QuadrantReading)
    across, up = reading.threshold_x / 100 * WIDTH, reading.threshold_y / 100 * HEIGHT
    canvas.box(x, y, WIDTH, HEIGHT, fill="paper", edge="muted")
    canvas.line([(x + across, y), (x + across, y + HEIGHT)], colour="muted")
    canvas.line([(x, y + HEIGHT - up), (x + WIDTH, y + HEIGHT - up)], colour="muted")
    if reading.x is not None and reading.y is not None:
        canvas.dot(x + reading.x / 100 * WIDTH, y + HEIGHT * (1 - reading.y / 100), 6, fill="accent", edge="panel",
                   stroke=1.5, name="icon:point")  # fmt: skip


def _ring(canvas: Canvas, x: float, y: float, result: ModelResult) -> None:
    radius, centre = HEIGHT / 2, (x + WIDTH / 2, y + HEIGHT / 2)
    for piece in pieces_of(result, "en"):
        turn = (piece.start + 2, piece.end - 2) if piece.share > 0.02 else (piece.start, piece.end)
        canvas.sector(centre, HOLE * radius, radius, *turn, fill="paper", edge="muted", stroke=0.75)
        if piece.node.score:
            canvas.sector(centre, HOLE * radius, reach(piece.node.score, radius), *turn, fill="accent",
                          name="icon:piece")  # fmt: skip


def _bars(canvas: Canvas, x: float, y: float, result: ModelResult) -> None:
    groups = [group.id for group in result.model.groups if not group.beside]
    pitch = HEIGHT / max(len(groups), 1)
    for place, name in enumerate(groups):
        top, score = y + place * pitch, result.nodes[name].score
        canvas.box(x, top, WIDTH, max(pitch - 2, 1), fill="paper", edge="muted", stroke=0.75)
        if score:
            canvas.box(x, top, WIDTH * score / 100, max(pitch - 2, 1), fill="accent", name="icon:bar")
