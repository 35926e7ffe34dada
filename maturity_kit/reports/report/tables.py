"""The working tables: what each amounts to, in sentences and a picture."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.charts import Chart
from maturity_kit.content.wording import Wording
from maturity_kit.reports.figures import figure
from maturity_kit.reports.look import Look
from maturity_kit.reports.report.blocks import Block, chapter, facts, heading, items, picture, words
from maturity_kit.reports.story import Story

WIDE, TALL = 70.0, 210.0
"""The widest and the tallest picture in a column, in mm."""
LEAST = 0.46
"""Scale, in pt a px, under which the words of a picture become too small."""
NONE = "–"
POINTS = 72 / 25.4


def tables_chapter(story: Story, look: Look) -> Block:
    """Every working table that holds something."""
    say = Wording("reports", story.language)
    empty = iter([words(say("report.no-tables"))])
    return chapter(say("report.tables"), _tables(story, look) if story.tables else empty)


def _tables(story: Story, look: Look) -> Iterator[Block]:
    for one in story.tables:
        yield heading(one.title)
        yield items(one.sentences)
        if one.chart:
            found = figure(one.chart, look, narrow=True)
            legible = TALL * POINTS / found["height"] >= LEAST
            yield picture(found, WIDE, TALL, floats=True) if legible else _in_words(one.chart)


def _in_words(chart: Chart) -> Block:
    """The numbers of a picture that would have to be too small, a line for each row."""
    return facts([(first, (" · ".join(cell for cell in cells if cell != NONE),))
                  for first, *cells in chart.table.rows])  # fmt: skip
