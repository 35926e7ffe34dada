"""One slide: a title, text and tables that stay in their boxes, native charts, and notes that hold all the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from maturity_kit.content.wording import Wording
from maturity_kit.reports.deck.fitting import AFTER, INDENT, Box, Fit, Para, fitted
from maturity_kit.reports.deck.grid import PAD_X, PAD_Y, Column, Grid, Row, gridded
from maturity_kit.reports.deck.master import LAYOUTS, OPENING, SUBTITLE, TAGS, THEME, TITLE
from maturity_kit.reports.typesetting import one_line

LARGEST, SMALLEST = 16, 12
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in table style without lines or shades."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Placed(NamedTuple):
    """A table on a slide, and in points where it ends."""

    table: Any
    bottom: float


class Page:
    """A slide being filled.

    Attributes:
        said: what the notes say, heading by heading.
        whole: texts that had to be cut on the slide, in full.
    """

    def __init__(self, deck: Any, language: str, layout: str = "plain") -> None:
        self.language = language
        self.say = Wording("reports", language)
        self.slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(LAYOUTS[layout]))
        self.said: list[tuple[str, tuple[str, ...]]] = []
        self.whole: list[str] = []

    def title(self, topic: str, message: str) -> None:
        """The topic in the accent colour above the message, both in the title placeholder."""
        paras = [Para(topic, True, colour="accent", scale=0.62), Para(message.rstrip("."), True)]
        self._fill(self.slide.shapes.title.text_frame, TITLE, paras, (24, 17))

    def opening(self, name: str, about: Sequence[str]) -> None:
        """The first slide: whose it is, and what."""
        self._fill(self.slide.shapes.title.text_frame, OPENING, [Para(name, True)], (40, 24))
        first, *others = about
        paras = [Para(first, True, colour="accent"), *(Para(one, colour="muted") for one in others)]
        self._fill(self.slide.placeholders[1].text_frame, SUBTITLE, paras, (20, 14))

    def text(self, box: Box, paras: Sequence[Para], largest: int = LARGEST, name: str = "") -> None:
        """Paragraphs in a box of their own; without any, no box."""
        if not paras:
            return
        shape = self.slide.shapes.add_textbox(*(Pt(n) for n in (box.x, box.y, box.width, box.height)))
        if name:
            shape.name = one_line(name)
        self._fill(shape.text_frame, box, paras, (largest, SMALLEST))

    def table(
        self, box: Box, columns: Sequence[Column], rows: Sequence[Row], alt: str, largest: int = LARGEST
    ) -> Placed:
        """A native table, and in the notes what of it does not fit."""
        grid = gridded(columns, rows, box.height, largest, SMALLEST)
        if grid.cut:
            self.whole += [" – ".join(cell for cell in row if cell) for row in rows]
        size = [Pt(n) for n in (box.x, box.y, sum(one.width for one in columns), sum(grid.heights))]
        frame = self.slide.shapes.add_table(len(grid.rows), len(columns), *size)
        self.describe(frame, alt)
        _fill_table(frame.table, columns, grid, self.tag)
        bottom = box.y + sum(grid.heights)
        if grid.left:
            self.text(Box(box.x, bottom + 4, box.width, 18),
                      [Para(self.say("deck.more", count=grid.left), colour="muted")], SMALLEST)  # fmt: skip
        return Placed(frame.table, bottom)

    def describe(self, frame: Any, alt: str) -> None:
        """What somebody who cannot see it is told."""
        about = frame._element.find(f".//{qn('p:cNvPr')}")
        about.set("descr", one_line(alt))

    def note(self, heading: str, lines: Iterable[str]) -> None:
        """Lines for the notes under a heading; without lines no heading."""
        kept = tuple(one_line(line) for line in lines if line.strip())
        if kept:
            self.said.append((heading, kept))

    def finish(self, organisation: str) -> None:
        """The notes, the footer and the number."""
        self.note(self.say("deck.in-full"), self.whole)
        if not self.said:
            self.note(self.say("deck.about"), [self.say("deck.nothing-yet")])
        self._notes()
        self._speak()
        if self.slide.slide_layout.name == LAYOUTS["plain"]:
            self._foot(organisation)

    @property
    def tag(self) -> str:
        """The language of the runs."""
        return TAGS[self.say.language]

    def _fill(self, frame: Any, box: Box, paras: Sequence[Para], limits: tuple[int, int]) -> None:
        fit = fitted(paras, box, *limits)
        if fit.cut:
            self.whole += [para.text for para in paras]
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        _write(frame, fit, self.tag)

    def _notes(self) -> None:
        frame = self.slide.notes_slide.notes_text_frame
        for heading, lines in self.said:
            for line in (heading.upper(), *lines):
                paragraph = frame.paragraphs[0] if frame.paragraphs[0].text == "" else frame.add_paragraph()
                _run(paragraph, line, self.tag)

    def _speak(self) -> None:
        """The language of every word in a chart."""
        for frame in self.slide.shapes:
            if frame.has_chart:
                for name in ("a:rPr", "a:defRPr", "a:endParaRPr"):
                    for about in frame.chart._chartSpace.iter(qn(name)):
                        about.set("lang", self.tag)

    def _foot(self, organisation: str) -> None:
        """Copies of what the layout holds, which a slide does not get by itself."""
        for held in self.slide.slide_layout.placeholders:
            kind = held._element.find(f".//{qn('p:ph')}").get("type")
            if kind not in ("ftr", "sldNum"):
                continue
            copied = deepcopy(held._element)
            copied.find(f".//{qn('p:cNvPr')}").set("id", str(max(one.shape_id for one in self.slide.shapes) + 1))
            self.slide.shapes._spTree.append(copied)
            if kind == "ftr":
                self._footer(self.slide.shapes[-1], organisation)

    def _footer(self, shape: Any, organisation: str) -> None:
        box = Box(0, 0, shape.width / 12700, 14)
        words = fitted([Para(organisation)], box, 10, 10).paras[0].text
        shape.text_frame.text = ""
        _run(shape.text_frame.paragraphs[0], words, self.tag, size=10, colour="muted")


def _write(frame: Any, fit: Fit, tag: str) -> None:
    for place, para in enumerate(fit.paras):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        last = place == len(fit.paras) - 1
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(0 if last else AFTER * fit.size)
        _run(paragraph, para.text, tag, size=fit.size * para.scale, bold=para.bold, colour=para.colour)
        if para.bullet:
            _bullet(paragraph)


def _bullet(paragraph: Any) -> None:
    about = paragraph._p.get_or_add_pPr()
    about.set("marL", str(Pt(INDENT)))
    about.set("indent", str(-Pt(INDENT)))
    for mark in (f'<a:buFont xmlns:a="{DRAWING}" typeface="Arial"/>', f'<a:buChar xmlns:a="{DRAWING}" char="•"/>'):
        about.append(parse_xml(mark))


def _run(paragraph: Any, text: str, tag: str, *, size: float | None = None, bold: bool | None = None,
         colour: str = "") -> None:  # fmt: skip
    run = paragraph.add_run()
    run.text = text
    about = run._r.get_or_add_rPr()
    about.set("lang", tag)
    if size is not None:
        about.set("sz", str(int(size * 10) * 10))
    if bold is not None:
        about.set("b", "1" if bold else "0")
    if colour:
        about.insert(0, _fill_of(colour))


def _fill_of(colour: str) -> Any:
    return parse_xml(f'<a:solidFill xmlns:a="{DRAWING}"><a:schemeClr val="{THEME[colour]}"/></a:solidFill>')


def _fill_table(table: Any, columns: Sequence[Column], grid: Grid, tag: str) -> None:
    about = table._tbl.tblPr
    about.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    about.set("bandRow", "0")
    for place, column in enumerate(columns):
        table.columns[place].width = Pt(column.width)
    for place, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        table.rows[place].height = Pt(height)
        for cell, words, column in zip(table.rows[place].cells, row, columns, strict=True):
            heading = place == 0
            look = replace(column, bold=heading or column.bold)
            _fill_cell(cell, words, look, grid.size, "accent" if heading else "ink", tag)
            _underline(cell, "accent" if heading else "line")


def _fill_cell(cell: Any, words: str, column: Column, size: int, colour: str, tag: str) -> None:
    cell.margin_left = cell.margin_right = Pt(PAD_X)
    cell.margin_top = cell.margin_bottom = Pt(PAD_Y)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if colour == "accent" else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if column.centred else PP_ALIGN.LEFT
    _run(paragraph, words, tag, size=size, bold=column.bold, colour=colour)


def _underline(cell: Any, colour: str) -> None:
    about = cell._tc.get_or_add_tcPr()
    line = parse_xml(
        f'<a:lnB xmlns:a="{DRAWING}" w="{12700 if colour == "line" else 19050}"><a:solidFill>'
        f'<a:schemeClr val="{THEME[colour]}"/></a:solidFill></a:lnB>'
    )
    about.insert(0, line)


def shade(cell: Any, fill: str, ink: str) -> None:
    """A cell in a colour of its own, ``rrggbb``, with ink that can be read on it."""
    from pptx.dml.color import RGBColor

    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(ink)
        run.font.bold = True
