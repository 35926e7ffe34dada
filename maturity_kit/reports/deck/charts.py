"""Native charts that can be edited: bars and stacked bars, with every number unrounded in their workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.dml.color import MSO_THEME_COLOR
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook

from maturity_kit.insight.words import EQUAL, FEW
from maturity_kit.reports.deck.fitting import Box
from maturity_kit.reports.deck.page import Page
from maturity_kit.reports.typesetting import one_line

TEXT = 12
SHORT_BAR = 14.0
"""A bar of fewer points has its number outside, where it can be read."""
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
MADE = datetime(2000, 1, 1, tzinfo=UTC)
COLOUR = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "panel": MSO_THEME_COLOR.BACKGROUND_1,
    "accent": MSO_THEME_COLOR.ACCENT_1,
    "warn": MSO_THEME_COLOR.ACCENT_2,
    "middle": MSO_THEME_COLOR.ACCENT_3,
    "light": MSO_THEME_COLOR.ACCENT_4,
    "line": MSO_THEME_COLOR.ACCENT_5,
    "muted": MSO_THEME_COLOR.ACCENT_6,
}


@dataclass(frozen=True)
class Bar:
    """A bar of 0..100; ``low`` and ``high`` are what its score can still become, None without a score."""

    title: str
    score: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    colour: str = "accent"


class _Plain:
    """Writes what people typed as words: never a formula, never a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        words = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, words)
        workbook.set_properties({"created": MADE.replace(tzinfo=None)})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Categories(_Plain, CategoryWorkbookWriter):  # type: ignore[misc]
    pass


class _Points(_Plain, XyWorkbookWriter):  # type: ignore[misc]
    pass


def draw_bars(page: Page, box: Box, bars: Sequence[Bar], alt: str, upward: bool = False, name: str = "") -> None:
    """Bars from 0 to 100, with targets where there are any and a line as far as open answers can move a score.

    ``upward`` puts the first bar at the foot, as in a ladder; ``name`` is what is measured, scores by default.
    """
    chart_data = CategoryChartData(number_format="0")
    chart_data.categories = [one_line(bar.title) for bar in bars]
    chart_data.add_series(name or page.say("deck.score"), [bar.score for bar in bars])
    aims = any(bar.target is not None for bar in bars)
    if aims:
        chart_data.add_series(page.say("deck.target"), [bar.target for bar in bars])
    chart = add_chart(page, box, XL_CHART_TYPE.BAR_CLUSTERED, chart_data, alt)
    _bar_axes(chart, upward)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45 if len(bars) > FEW else 150, -5, False
    _colour_bars(plot.series[0], bars)
    _open_answers(plot.series[0], bars)
    if aims:
        paint(plot.series[1].format, "line")
        _label(plot.series[1], "ink", XL_LABEL_POSITION.INSIDE_BASE)
    legend(chart, aims)


def draw_stacks(
    page: Page, box: Box, titles: Sequence[str], pieces: Mapping[str, tuple[str, Sequence[int]]], alt: str
) -> None:
    """Stacked bars of counts; ``pieces`` are the series by name, each with its colour and a count a title."""
    chart_data = CategoryChartData(number_format="0;;")
    chart_data.categories = [one_line(title) for title in titles]
    for name, (_, counts) in pieces.items():
        chart_data.add_series(name, counts)
    chart = add_chart(page, box, XL_CHART_TYPE.BAR_STACKED, chart_data, alt)
    _bar_axes(chart, False, None)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45 if len(titles) > FEW else 150, 100
    for series, (colour, _) in zip(plot.series, pieces.values(), strict=True):
        paint(series.format, colour)
        _label(series, "panel" if colour in ("accent", "warn", "muted") else "ink", XL_LABEL_POSITION.CENTER)
    legend(chart, True)


def add_chart(page: Page, box: Box, kind: Any, chart_data: Any, alt: str) -> Any:
    """A native chart in a box, with its alternative text; what people typed stays words in its workbook."""
    place = [Pt(n) for n in (box.x, box.y, box.width, box.height)]
    frame = page.slide.shapes.add_chart(kind, *place, chart_data)
    page.describe(frame, alt)
    chart = frame.chart
    writer = _Categories if isinstance(chart_data, CategoryChartData) else _Points
    chart.part.chart_workbook.update_from_xlsx_blob(writer(chart_data).xlsx_blob)
    chart.has_title = False
    chart.font.size = Pt(TEXT)
    chart.font.color.theme_color = COLOUR["ink"]
    return chart


def _bar_axes(chart: Any, upward: bool, most: float | None = 100) -> None:
    names, amounts = chart.category_axis, chart.value_axis
    names.reverse_order = not upward
    names.format.line.color.theme_color = COLOUR["muted"]
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    amounts.minimum_scale, amounts.maximum_scale = 0, most
    amounts.has_major_gridlines = False
    amounts.visible = False


def paint(format_: Any, colour: str) -> None:
    """A fill in a colour of the theme."""
    format_.fill.solid()
    format_.fill.fore_color.theme_color = COLOUR[colour]


def _label(series: Any, colour: str, position: Any) -> None:
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked, labels.position = True, True, position
    labels.font.size, labels.font.bold = Pt(TEXT), True
    labels.font.color.theme_color = COLOUR[colour]


def _colour_bars(series: Any, bars: Sequence[Bar]) -> None:
    """Each bar in its colour, with its number where it can be read."""
    paint(series.format, "accent")
    _label(series, "panel", XL_LABEL_POSITION.INSIDE_BASE)
    for place, bar in enumerate(bars):
        if bar.colour != "accent":
            paint(series.points[place].format, bar.colour)
        if bar.score is not None and (bar.score < SHORT_BAR or bar.colour == "light"):
            label = series.points[place].data_label
            short = bar.score < SHORT_BAR
            label.position = XL_LABEL_POSITION.OUTSIDE_END if short else XL_LABEL_POSITION.INSIDE_BASE
            label.font.size, label.font.bold = Pt(TEXT), True
            label.font.color.theme_color = COLOUR["ink"]


def _open_answers(series: Any, bars: Sequence[Bar]) -> None:
    """A line from the lowest to the highest that a score can still become, as error bars."""
    up = [None if bar.score is None or bar.high is None else bar.high - bar.score for bar in bars]
    down = [None if bar.score is None or bar.low is None else bar.score - bar.low for bar in bars]
    if not any(amount and amount > EQUAL for amount in (*up, *down)):
        return
    ends = "".join(f"<c:{name}>{_numbers(amounts)}</c:{name}>" for name, amounts in (("plus", up), ("minus", down)))
    found = parse_xml(
        f'<c:errBars xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{ends}<c:spPr><a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(found)


def _numbers(amounts: Sequence[float | None]) -> str:
    known = [(place, amount) for place, amount in enumerate(amounts) if amount and amount > EQUAL]
    points = "".join(f'<c:pt idx="{place}"><c:v>{amount!r}</c:v></c:pt>' for place, amount in known)
    return f'<c:numLit><c:formatCode>0</c:formatCode><c:ptCount val="{len(amounts)}"/>{points}</c:numLit>'


def legend(chart: Any, shown: bool) -> None:
    """The names of the series below the chart, where there are several to tell apart."""
    chart.has_legend = shown
    if shown:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(TEXT)
