"""A workbook with its pages, the looks of cells, and the names that formulas and readers use."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from maturity_kit.content.wording import Wording
from maturity_kit.reports.look import Look
from maturity_kit.reports.sheets.cells import Value, cell

LONGEST = 32_000
"""Signs in a cell; Excel holds 32,767."""
LONGEST_TITLE = 31
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LINE, HIGHEST, DEFAULT_WIDTH = 15.0, 400.0, 8.43
ONE_LINE = {"title", "heading", "hint", "made", "made-share", "made-number", "made-whole"}
A4, LANDSCAPE_MARGIN = 9, 0.4
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WRAPPED = {"text_wrap": True, "valign": "top"}
YELLOW, GREY, INK = "#fff8dc", "#f2f4f5", "#44505a"
MADE = {"bg_color": GREY, "font_color": INK, "valign": "top"}
ASKED = {"bg_color": YELLOW, "valign": "top", "border": 1, "border_color": "#d9cfa8"}
LOOKS: dict[str, dict[str, Any]] = {
    "text": WRAPPED,
    "small": {**WRAPPED, "font_size": 8, "font_color": INK},
    "hint": {"font_size": 9, "font_color": INK, "italic": True, "valign": "top"},
    "bold": {**WRAPPED, "bold": True},
    "part": {**WRAPPED, "bold": True, "top": 1},
    "heading": {"bold": True, "font_size": 13, "valign": "top"},
    "asked": {**ASKED, "text_wrap": True},
    "asked-number": {**ASKED, "num_format": "0.##"},
    "made": {**MADE, "num_format": "0.0"},
    "made-share": {**MADE, "num_format": "0%"},
    "made-number": {**MADE, "num_format": "0.000"},
    "made-whole": {**MADE, "num_format": "0"},
    "made-text": {**MADE, "text_wrap": True},
    "kept": {"valign": "top", "font_color": INK, "num_format": "0.##"},
}


def cell_text(text: str) -> str:
    """Text as a cell holds it: without control characters, with plain line ends, cut where a cell ends."""
    plain = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that does not search formulas for functions newer than Excel 2007.

    None is used, and the search takes half the time of making the file.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Page:
    """One sheet; rows and columns count from 0. What people wrote stays text, whatever it begins with."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self.sheet = book.file.add_worksheet(title, worksheet_class=Sheet)
        self._looks = book.looks
        self._widths: dict[int, float] = {}
        self._texts: list[tuple[int, int, str]] = []
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(LANDSCAPE_MARGIN, LANDSCAPE_MARGIN, 0.6, 0.6)
        self.sheet.set_footer("&L&A&R&P / &N")

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Writes text."""
        if text:
            self._wraps(row, column, text, look)
            self.sheet.write_string(row, column, cell_text(text), self._looks[look])
        else:
            self.sheet.write_blank(row, column, None, self._looks[look])

    def number(self, row: int, column: int, number: float | None, look: str = "kept") -> None:
        """Writes a number, an empty cell for None."""
        if number is None:
            self.sheet.write_blank(row, column, None, self._looks[look])
        else:
            self.sheet.write_number(row, column, number, self._looks[look])

    def formula(self, row: int, column: int, formula: str, value: Value, look: str = "made") -> None:
        """Writes a formula with what it gives, for readers that do not compute."""
        self._wraps(row, column, str(value), look)
        self.sheet.write_formula(row, column, f"={formula}", self._looks[look], value)

    def heads(self, row: int, heads: Iterable[str], column: int = 0) -> None:
        """Writes the heads of a table."""
        for place, head in enumerate(heads, column):
            self.text(row, place, head, "head")

    def widths(self, widths: Sequence[float]) -> None:
        """Sets the widths of the first columns."""
        self._widths |= dict(enumerate(widths))
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def _wraps(self, row: int, column: int, text: str, look: str) -> None:
        if look not in ONE_LINE:
            self._texts.append((row, column, text))

    def set_heights(self) -> None:
        """Makes each row as high as its longest text needs; not every program does so by itself."""
        lines: dict[int, int] = {}
        for row, column, text in self._texts:
            width = max(self._widths.get(column, DEFAULT_WIDTH) - 1, 1)
            needed = sum(1 + int(len(part) / width) for part in text.splitlines())
            lines[row] = max(lines.get(row, 1), needed)
        for row, count in lines.items():
            if count > 1:
                self.sheet.set_row(row, min(LINE * count, HIGHEST))

    def at(self, row: int, column: int) -> str:
        """The fixed name of a cell with its sheet."""
        return cell(row, column, self.title)


class Book:
    """The file, its looks and its names."""

    def __init__(self, language: str, look: Look, day: date, title: str) -> None:
        self.say = Wording("sheets", language)
        self.look = look
        self._stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._stream, OPTIONS)
        self.file.set_properties({"title": cell_text(title), "created": datetime(day.year, day.month, day.day)})
        head = {**WRAPPED, "bold": True, "font_color": "#ffffff", "bg_color": look.accent}
        title_look = {"bold": True, "font_size": 16, "font_color": look.accent}
        kinds = {**LOOKS, "head": head, "title": title_look}
        self.looks = {name: self.file.add_format(kind) for name, kind in kinds.items()}
        self._titles: set[str] = set()
        self._pages: list[Page] = []

    def page(self, title: str) -> Page:
        """A new sheet at the end."""
        self._pages.append(Page(self, self._free(title)))
        return self._pages[-1]

    def name(self, name: str, place: str) -> None:
        """Gives a cell a name, which formulas may use; hyphens and dots become underscores."""
        self.file.define_name(named(name), f"={place}")

    def close(self) -> bytes:
        """The finished file."""
        for page in self._pages:
            page.set_heights()
        self.file.close()
        return self._stream.getvalue()

    def _free(self, title: str) -> str:
        """A title that a sheet can have: at most 31 signs, none that formulas use, once only."""
        plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", cell_text(title)).split()).strip("' ")
        for attempt in range(1, 1000):
            tail = f" {attempt}" if attempt > 1 else ""
            # Excel counts a sign beyond the first 65,536 as two.
            short = plain.encode("utf-16-le")[: 2 * (LONGEST_TITLE - len(tail))].decode("utf-16-le", "ignore")
            free = f"{short.strip(chr(39) + ' ') or 'X'}{tail}"
            if free.casefold() not in self._titles and free.casefold() != "history":
                self._titles.add(free.casefold())
                return free
        raise AssertionError("there is always another title")


def named(name: str) -> str:
    """A name as a workbook can have it.

    >>> named("score_digital-maturity")
    'score_digital_maturity'
    """
    return re.sub(r"\W", "_", name)
