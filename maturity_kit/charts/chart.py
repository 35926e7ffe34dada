"""What every picture gives: itself in two widths, a title, a sentence in its place and the numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.content.wording import Wording

# The widths swap by the width of the column, not of the window: a chart beside a form is narrow on a wide screen.
# A narrow picture stops growing where a ladder of four levels would no longer fit on a low screen.
STYLE = (
    ".mk-chart{container-type:inline-size;margin:0;max-width:60rem;"
    "background:var(--mk-panel,#ffffff);color:var(--mk-ink,#1d2326)}"
    ".mk-chart svg{display:block;width:100%;height:auto}.mk-chart .mk-narrow{display:none;max-width:27rem}"
    "@container (max-width:559px){.mk-chart .mk-wide{display:none}.mk-chart .mk-narrow{display:block}}"
    ".mk-chart figcaption{font-weight:600;padding-bottom:8px}.mk-chart summary{min-height:24px;cursor:pointer}"
    ".mk-table{overflow-x:auto}.mk-table table{border-collapse:collapse}"
    ".mk-table caption{text-align:left;padding:8px 0}"
    ".mk-table th,.mk-table td{text-align:left;vertical-align:top;padding:4px 16px 4px 0;"
    "border-bottom:1px solid var(--mk-line,#d9d6cc)}"
)


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def html(self) -> str:
        """The table with scoped headings; all text escaped."""
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in self.head)
        return (
            f"<table><caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(map(_row, self.rows))}</tbody></table>"
        )


def _row(cells: tuple[str, ...]) -> str:
    first, *others = map(escape, cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


@dataclass(frozen=True)
class Chart:
    """A picture for people: ``svg`` for a column of 560 px and wider, ``narrow`` for a smaller one.

    ``alt`` says in one to three sentences what one sees; ``table`` holds the numbers.
    """

    svg: str
    narrow: str
    title: str
    alt: str
    table: Table
    language: str = field(default="en", kw_only=True)

    def html(self) -> str:
        """A ``<figure>`` with both widths, swapped by a container query, and the table behind a fold."""
        summary = Wording("charts", self.language)("table.summary")
        return (
            f'<style>{STYLE}</style><figure class="mk-chart"><figcaption>{escape(self.title)}</figcaption>'
            f'<div class="mk-wide">{self.svg}</div><div class="mk-narrow">{self.narrow}</div>'
            f'<details><summary>{escape(summary)}</summary><div class="mk-table" tabindex="0" role="group"'
            f' aria-label="{escape(self.table.caption)}">{self.table.html()}</div></details></figure>'
        )

    def _repr_html_(self) -> str:
        return self.html()


def picture(paint: Callable[[Canvas], Canvas], title: str, alt: str, table: Table, language: str) -> Chart:
    """Paints the same content in both widths."""
    wide, narrow = (paint(Canvas(width)).svg(f"{title}. {alt}") for width in (WIDE, NARROW))
    return Chart(wide, narrow, title, alt, table, language=language)
