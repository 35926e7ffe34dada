"""Charts that Excel and LibreOffice draw themselves, from the cells with the scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_kit.reports.sheets.plan import Plan, Told

WIDTH, HEIGHT = 620, 320
ROWS, COLUMNS = 18, 10
AXIS = {"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": "#dddddd"}}}


def draw(plan: Plan) -> None:
    """Fills the sheet with the pictures: one for each model, and the themes."""
    page = plan.pages["pictures"]
    page.text(0, 0, plan.say("sheet.pictures"), "title")
    made = [(told.chapter.title, _of(plan, told), told.chapter.verdict.sentence) for told in plan.models.values()]
    if plan.models:
        title = plan.say("pictures.themes")
        made.append((title, _bars(plan, title, plan.points["themes"]), title))
    for place, (_, chart, words) in enumerate(made):
        row, column = 2 + place // 2 * ROWS, place % 2 * COLUMNS
        page.sheet.insert_chart(row, column, chart, {"description": words[:250], "object_position": 2})
    if not made:
        page.text(2, 0, plan.say("about.nothing"))


def _of(plan: Plan, told: Told) -> Any:
    points, title = plan.points[told.layout.model.id], told.chapter.title
    if told.layout.model.method == "quadrant":
        return _quadrant(plan, told, points)
    return _bars(plan, title, points)


def _bars(plan: Plan, title: str, points: Mapping[str, str]) -> Any:
    chart = plan.book.file.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": plan.say("reading.score"),
            "categories": f"={points['names']}",
            "values": f"={points['scores']}",
            "fill": {"color": plan.book.look.accent},
            "data_labels": {"value": True, "num_format": "0"},
            "gap": 60,
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({**AXIS, "label_position": "low"})
    return _finished(chart, title)


def _quadrant(plan: Plan, told: Told, points: Mapping[str, str]) -> Any:
    """A point on two axes, with the thresholds as lines."""
    chart = plan.book.file.add_chart({"type": "scatter"})
    here = {"name": plan.say("pictures.here"), "categories": f"={points['x']}", "values": f"={points['y']}"}
    chart.add_series({**here, "marker": {"type": "circle", "size": 12, "fill": {"color": plan.book.look.accent}}})
    line = {"color": "#888888", "dash_type": "dash", "width": 1.25}
    for name, across, up in (("threshold_x", "cut_x_x", "cut_x_y"), ("threshold_y", "cut_y_x", "cut_y_y")):
        ends = {"categories": f"={points[across]}", "values": f"={points[up]}"}
        chart.add_series({"name": plan.say(f"reading.{name}"), **ends, "line": line, "marker": {"type": "none"}})
    chart.set_x_axis({**AXIS, "name": plan.say("reading.x")})
    chart.set_y_axis({**AXIS, "name": plan.say("reading.y")})
    chart.set_legend({"position": "bottom"})
    return _finished(chart, told.chapter.title, legend=True)


def _finished(chart: Any, title: str, legend: bool = False) -> Any:
    chart.set_title({"name": title[:200], "name_font": {"size": 12}})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    if not legend:
        chart.set_legend({"none": True})
    return chart
