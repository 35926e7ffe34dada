"""What the pages of the workbook share: the story, the file, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from maturity_kit.content.model import Item, Scale
from maturity_kit.content.wording import Wording
from maturity_kit.reports.sheets.book import Book, Page
from maturity_kit.reports.sheets.cells import Value, column_of, row_of
from maturity_kit.reports.sheets.facts import Facts
from maturity_kit.reports.sheets.layout import Layout
from maturity_kit.reports.story import Chapter, Story

FIRST_CHOICE = 3
"""The column with the lowest step on the sheet with the choices."""
EDITION = "edition"


@dataclass(frozen=True)
class Told:
    """One model: its chapter of the story, its sheet, and what each node comes to."""

    chapter: Chapter
    layout: Layout
    page: Page
    facts: Mapping[str, Facts]


@dataclass(frozen=True)
class Plan:
    """The workbook while it is made.

    Attributes:
        models: in the order in which people meet them.
        levels: the cells with what is worked out for each level of a ladder, by its id and a key.
        points: the cells of each model's reading, by key.
        said: what those cells hold now.
    """

    story: Story
    book: Book
    pages: Mapping[str, Page]
    models: Mapping[str, Told]
    levels: dict[str, dict[str, str]] = field(default_factory=dict)
    points: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, dict[str, Value]] = field(default_factory=dict)

    @property
    def say(self) -> Wording:
        """The wording of the workbook."""
        return self.book.say

    def items(self) -> Iterator[tuple[Told, Item]]:
        """Every item, in the order of the sheets."""
        for one in self.models.values():
            for item in one.layout.model.items:
                yield one, item

    @cached_property
    def choice_rows(self) -> Mapping[str, int]:
        """The row of each item on the sheet with the choices."""
        return {item.id: 1 + n for n, (_, item) in enumerate(self.items())}

    def choices(self, item: Item) -> str:
        """The cells with the descriptors of an item."""
        last = FIRST_CHOICE + len(item.levels) - 1
        return row_of(self.choice_rows[item.id], FIRST_CHOICE, last, self.pages["choices"].title)

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale once."""
        return tuple(dict.fromkeys(item.scale for _, item in self.items()))

    def allowed(self, scale: Scale) -> str:
        """The cells with the answers that a scale allows."""
        return column_of(1, 2 * scale.steps + 1, self.scales.index(scale), self.pages["lists"].title)
