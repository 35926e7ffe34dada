"""The four layers of 4D on top of each other, with current, range and ambition, and the bottleneck marked."""

from __future__ import annotations

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Row, amount, cells, draw_rows, head, key, left_out
from maturity_kit.charts.voters import NOBODY, Crowd, seen, shown, with_voters
from maturity_kit.content.model import Group
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import differ, lowest, shares_in
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult


def four_layers(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """Each layer with bounds, ambition and gap, the bottleneck marked; below them what stands beside the layers.

    Args:
        result: of a model with method layers.
        language: of every word.
        voters: per layer the scores of voters alone, as dots below its bar.
    """
    say = Wording("charts", language)
    layers, beside = _parts(result, False), _parts(result, True)
    table = Table(
        say("layers.caption"),
        (*head(say, "layer"), say("head.gap")),
        tuple(_cells(result, part, say) for part in (*layers, *beside)),
    )
    told = "; ".join(
        say("seen", part=layer.title.to(language), amount=amount(result.nodes[layer.id], say)) for layer in layers
    )
    alt = f"{verdict(result, language).sentence} {say('layers.alt', seen=told)}"
    titles = {part.id: part.title.to(language) for part in (*layers, *beside)}
    return picture(lambda canvas: paint_layers(canvas, result, say, voters), result.model.title.to(language),
                   alt + seen(titles, voters, say), with_voters(table, [*titles], voters, say), language)  # fmt: skip


def _parts(result: ModelResult, beside: bool) -> list[Group]:
    return [group for group in result.model.groups if group.beside == beside]


def _cells(result: ModelResult, part: Group, say: Wording) -> tuple[str, ...]:
    title, node = part.title.to(say.language), result.nodes[part.id]
    return (*cells(say("layers.beside-row", part=title) if part.beside else title, node, say), whole(node.gap))


def paint_layers(canvas: Canvas, result: ModelResult, say: Wording, voters: Crowd = NOBODY) -> Canvas:
    """One row a layer, an arrow to the next, since what one layer lacks the next cannot mend."""
    y, groups, shares = 2.0, _parts(result, False), shares_in(result)
    weak = lowest(result, shares) if differ(result, shares) else ()
    for layer in groups:
        top, node = y, result.nodes[layer.id]
        weakest = layer.id in weak
        mark = say("layers.bottleneck") if weakest else left_out(node, shares.get(layer.id, 0), say)
        y = draw_rows(canvas, [_row(result, layer, say, voters, mark)], y + 6, say, inset=12) + 2
        canvas.box(1, top, canvas.width - 2, y - top, under=True, name=f"{layer.id}:layer", stroke=2 if weakest else 1,
                   fill="warn-paper" if weakest else "panel", edge="warn" if weakest else "line")  # fmt: skip
        if layer is not groups[-1]:
            canvas.shape([(14, y + 2), (28, y + 2), (21, y + 10)], fill="muted", name="next")
            y += 12
    beside = _parts(result, True)
    if beside:
        canvas.text(0, y + 24, say("layers.beside"), bold=True, name="beside:title")
        y = draw_rows(canvas, [_row(result, part, say, voters) for part in beside], y + 34, say)
    names = [part.id for part in (*groups, *beside)]
    nodes, dots = [result.nodes[name] for name in names], bool(shown(voters, names))
    return canvas.finish(key(canvas, y, nodes, say, voters=dots) + 4)


def _row(result: ModelResult, part: Group, say: Wording, voters: Crowd, mark: str = "") -> Row:
    """The part with its mark and, when it has an ambition, how far that is."""
    node = result.nodes[part.id]
    gap = "" if node.gap is None else say("layers.gap", count=int(whole(node.gap)), target=whole(node.target))
    marks = " · ".join(words for words in (mark, gap) if words)
    return Row(part.id, part.title.to(say.language), node, marks, voters=voters.get(part.id, ()))
