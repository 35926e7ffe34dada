"""The plane of a quadrant as a native chart of points: two thresholds, four named situations, and where one stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.util import Pt

from maturity_kit.insight.words import EQUAL
from maturity_kit.reports.deck.charts import COLOUR, TEXT, add_chart, legend, paint
from maturity_kit.reports.deck.fitting import Box, lines_of
from maturity_kit.reports.deck.page import Page
from maturity_kit.reports.typesetting import one_line

Ends = tuple[float | None, float | None]
Places = list[tuple[float, float]]
NAME = 11
ALONG = (0, 25, 50, 75, 100)
"""Points on a threshold: LibreOffice draws no line with fewer points than another series of the chart has."""
INSIDE = 0.86
"""The part of the chart's width that the plane takes."""


@dataclass(frozen=True)
class Plane:
    """The point of a quadrant, 0..100 on both axes.

    Attributes:
        titles: of the axes, x first.
        corners: the situations in the order low-low, high-low, low-high, high-high.
        thresholds: x first.
        point, low, high: scores and bounds, x first; None without.
    """

    titles: tuple[str, str]
    corners: Sequence[str]
    thresholds: tuple[float, float]
    point: Ends
    low: Ends
    high: Ends


def draw_plane(page: Page, box: Box, plane: Plane, alt: str) -> None:
    """The plane with both thresholds, the names of the situations, the point, and all it can still become."""
    x, y = plane.thresholds
    along: tuple[Places, Places] = ([(x, to) for to in ALONG], [(to, y) for to in ALONG])
    limits = dict(zip(_limits(page, plane), along, strict=True))
    corners = [(x / 2, 6.0), ((100 + x) / 2, 6.0), (x / 2, 94.0), ((100 + x) / 2, 94.0)]
    names, points = page.say("deck.situations"), _points(page, plane)
    chart_data = XyChartData(number_format="0.0")
    for name, places in {**limits, names: corners, **points}.items():
        series = chart_data.add_series(name)
        for place in places:
            series.add_data_point(*place)
    chart = add_chart(page, box, XL_CHART_TYPE.XY_SCATTER_LINES, chart_data, alt)
    _axes(chart, plane)
    for series in chart.plots[0].series:
        _look(page, series, limits, names)
    _name_corners(next(one for one in chart.plots[0].series if one.name == names), plane, box)
    legend(chart, False)


def _limits(page: Page, plane: Plane) -> list[str]:
    return [page.say("deck.threshold", part=one_line(title)) for title in plane.titles]


def _points(page: Page, plane: Plane) -> dict[str, Places]:
    """Where one stands, and the edge of everywhere that open answers can still lead; nothing without both scores."""
    found: dict[str, Places] = {}
    (left, floor), (right, top), (x, y) = plane.low, plane.high, plane.point
    if left is not None and floor is not None and right is not None and top is not None:
        edge = [(left, floor), (right, floor), (right, top), (left, top), (left, floor)]
        found |= {page.say("deck.open"): edge} if max(right - left, top - floor) > EQUAL else {}
    if x is not None and y is not None:
        found[page.say("deck.here")] = [(x, y)]
    return found


def _axes(chart: Any, plane: Plane) -> None:
    for axis, title in zip((chart.category_axis, chart.value_axis), plane.titles, strict=True):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 25
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
        axis.format.line.color.theme_color = COLOUR["muted"]
        axis.has_title = True
        axis.axis_title.text_frame.text = one_line(title)
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(TEXT), True


def _look(page: Page, series: Any, limits: Mapping[str, Places], names: str) -> None:
    here = series.name == page.say("deck.here")
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.CIRCLE if here else XL_MARKER_STYLE.NONE
    if here or series.name == names:
        series.format.line.fill.background()
    else:
        series.format.line.width = Pt(1.5)
        series.format.line.color.theme_color = COLOUR["muted" if series.name in limits else "accent"]
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    if here:
        series.marker.size = 16
        paint(series.marker.format, "accent")
        _label(series.points[0].data_label, [series.name], bold=True, colour="accent", position=XL_LABEL_POSITION.RIGHT)


def _name_corners(series: Any, plane: Plane, box: Box) -> None:
    """Each situation by its name in its corner, on as many lines as it needs."""
    x = plane.thresholds[0] / 100
    for place, name in enumerate(plane.corners):
        room = (x if place % 2 == 0 else 1 - x) * box.width * INSIDE - 8
        lines = lines_of(one_line(name), NAME, room)
        position = XL_LABEL_POSITION.ABOVE if place < 2 else XL_LABEL_POSITION.BELOW
        _label(series.points[place].data_label, lines, colour="muted", position=position)


def _label(label: Any, lines: Sequence[str], *, colour: str, position: Any, bold: bool = False) -> None:
    frame = label.text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line, Pt(TEXT if bold else NAME), bold
        run.font.color.theme_color = COLOUR[colour]
    label.position = position
