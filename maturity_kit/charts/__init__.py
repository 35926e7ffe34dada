"""Pictures for people: result in, SVG with its text alternative and table out.

matplotlib loads when the first picture is drawn, never with this import; ``warm`` does it ahead of time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from maturity_kit.charts.agreement import agreements
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table
from maturity_kit.charts.compare import compared
from maturity_kit.charts.cycle import ring
from maturity_kit.charts.ladder import staircase
from maturity_kit.charts.layers import four_layers
from maturity_kit.charts.multiples import multiples
from maturity_kit.charts.peers import peers_chart
from maturity_kit.charts.quadrant import plane
from maturity_kit.charts.road import roadmap
from maturity_kit.charts.synthesis import heatmap, side_by_side
from maturity_kit.charts.tables import (
    budget,
    confrontation,
    dialogues,
    draw_table,
    investments,
    journey,
    kpis,
    objectives,
    programmes,
    roles,
    segments,
    silos,
    strategy_steps,
)
from maturity_kit.charts.tree import bars
from maturity_kit.charts.values import profile
from maturity_kit.charts.voters import NOBODY, Crowd
from maturity_kit.charts.voting import votes
from maturity_kit.content.model import Method
from maturity_kit.scoring.result import ModelResult

PAINTERS: Mapping[Method, Callable[[ModelResult, str, Crowd], Chart]] = {
    "ladder": staircase,
    "quadrant": lambda result, language, _: plane(result, language),
    "cycle": ring,
    "layers": four_layers,
    "values": profile,
    "tree": bars,
}
__all__ = [
    "Chart", "Table", "agreements", "bars", "budget", "compared", "confrontation", "dialogues", "draw", "draw_table",
    "four_layers", "heatmap", "investments", "journey", "kpis", "multiples", "objectives", "peers_chart", "plane",
    "profile", "programmes", "ring", "roadmap", "roles", "segments", "side_by_side", "silos", "staircase",
    "strategy_steps", "votes", "warm",
]  # fmt: skip


def draw(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """The picture of the model's own method.

    Args:
        result: of any model.
        language: of every word.
        voters: per group the scores of voters alone, as dots; a quadrant has points of its own, see ``plane``.
    """
    return PAINTERS[result.model.method](result, language, voters)


def warm() -> None:
    """Loads matplotlib by drawing a picture that nobody sees, so that the first real one comes at once."""
    sheet = Canvas()
    sheet.box(0, 0, 1, 1, fill="accent", edge="ink", dash=True)
    sheet.sector((0, 0), 1, 2, 0, 90, fill="accent")
    sheet.line([(0, 0), (1, 1)])
    sheet.text(0, 0, "·")
    sheet.finish(10).svg("")
