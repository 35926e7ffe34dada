"""The four layers of 4D on top of each other, with current, range and ambition, and the bottleneck marked."""

from __future__ import annotations

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Row, amount, cells, draw_rows, head, key, left_out
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import differ, lowest, shares_in
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult


def four_layers(result: ModelResult, language: str) -> Chart:
    """Each layer's score with bounds, its ambition as a target, the gap between them, and the bottleneck."""
    say = Wording("charts", language)
    layers = [(layer.title.to(language), result.nodes[layer.id]) for layer in result.model.groups]
    table = Table(
        say("layers.caption"),
        (*head(say, "layer"), say("head.gap")),
        tuple((*cells(title, node, say), whole(node.gap)) for title, node in layers),
    )
    seen = "; ".join(say("seen", part=title, amount=amount(node, say)) for title, node in layers)
    alt = f"{verdict(result, language).sentence} {say('layers.alt', seen=seen)}"
    return picture(lambda canvas: paint_layers(canvas, result, say), result.model.title.to(language), alt, table,
                   language)  # fmt: skip


def paint_layers(canvas: Canvas, result: ModelResult, say: Wording) -> Canvas:
    """One row a layer, an arrow to the next, since what one layer lacks the next cannot mend."""
    y, groups, shares = 2.0, result.model.groups, shares_in(result)
    weak = lowest(result, shares) if differ(result, shares) else ()
    for layer in groups:
        top, node = y, result.nodes[layer.id]
        weakest = layer.id in weak
        mark = say("layers.bottleneck") if weakest else left_out(node, shares.get(layer.id, 0), say)
        if node.gap is not None:
            said = say("layers.gap", count=int(whole(node.gap)), target=whole(node.target))
            mark = f"{mark} · {said}" if mark else said
        row = Row(layer.id, layer.title.to(say.language), node, mark)
        y = draw_rows(canvas, [row], y + 6, say, inset=12) + 2
        canvas.box(1, top, canvas.width - 2, y - top, under=True, name=f"{layer.id}:layer", stroke=2 if weakest else 1,
                   fill="warn-paper" if weakest else "panel", edge="warn" if weakest else "line")  # fmt: skip
        if layer is not groups[-1]:
            canvas.shape([(14, y + 2), (28, y + 2), (21, y + 10)], fill="muted", name="next")
            y += 12
    return canvas.finish(key(canvas, y, [result.nodes[layer.id] for layer in groups], say) + 4)
