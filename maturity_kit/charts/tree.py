"""Bars for a plain weighted tree: every group, indented by depth."""

from __future__ import annotations

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Row, amount, cells, draw_rows, head, key, left_out
from maturity_kit.charts.voters import NOBODY, Crowd, seen, with_voters
from maturity_kit.content.model import Group
from maturity_kit.content.wording import Wording
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.result import ModelResult

DEEPEST = 3


def bars(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """Every group down to the third level of the tree with score, bounds and target.

    Args:
        result: of any model.
        language: of every word.
        voters: per group the scores of voters alone, as dots below its bar.
    """
    say, rows = Wording("charts", language), rows_of(result, language, voters)
    table = Table(say("bars.caption"), head(say, "part"), tuple(cells(row.title, row.node, say) for row in rows))
    told = "; ".join(say("seen", part=row.title, amount=amount(row.node, say)) for row in rows if not row.indent)
    alt = f"{verdict(result, language).sentence} {say('bars.alt', seen=told)}"
    titles = {row.name: row.title for row in rows}
    return picture(lambda canvas: paint_bars(canvas, rows, say), result.model.title.to(language),
                   alt + seen(titles, voters, say), with_voters(table, [*titles], voters, say), language)  # fmt: skip


def rows_of(result: ModelResult, language: str, voters: Crowd = NOBODY) -> tuple[Row, ...]:
    """The groups in order; ``indent`` is their depth."""
    groups = [node for node in result.model.nodes if isinstance(node, Group)]
    deep = {group.id: len(result.model.path(group.id)) - 1 for group in groups}
    say = Wording("charts", language)
    return tuple(
        Row(
            group.id,
            group.title.to(language),
            result.nodes[group.id],
            _mark(result, group, say),
            deep[group.id],
            voters.get(group.id, ()),
        )
        for group in groups
        if deep[group.id] < DEEPEST
    )


def _mark(result: ModelResult, group: Group, say: Wording) -> str:
    if group.beside:
        return say("beside")
    return left_out(result.nodes[group.id], float(result.case.left(group.id)), say)


def paint_bars(canvas: Canvas, rows: tuple[Row, ...], say: Wording) -> Canvas:
    """One row a group."""
    y = draw_rows(canvas, rows, 0, say)
    nodes, dots = [row.node for row in rows], any(row.voters for row in rows)
    return canvas.finish(key(canvas, y, nodes, say, voters=dots) + 4)
