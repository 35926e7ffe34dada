"""The sheet with the readings: a block for each model, in the terms of its method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.reports.sheets.book import Page
from maturity_kit.reports.sheets.cells import NEAR, Value, cell, column_of, shown
from maturity_kit.reports.sheets.plan import Plan, Told

Column = tuple[str, str, Value, str]
"""Key, formula, value and look of one cell in a row of a table."""


@dataclass
class Block:
    """Lines and tables of one model, written one below the other from ``row`` on."""

    plan: Plan
    told: Told
    page: Page
    row: int

    def line(self, key: str, formula: str, value: Value, look: str = "made-number") -> str:
        """A line with a formula, named ``<key>_<model>``; the place of the cell with its sheet."""
        self.page.text(self.row, 0, self.plan.say(f"reading.{key}"))
        self.page.formula(self.row, 1, formula, value, look)
        self.plan.said.setdefault(self.told.layout.model.id, {})[key] = value
        return self._named(key)

    def given(self, key: str, number: float) -> str:
        """A line with a number of the model, which formulas use."""
        self.page.text(self.row, 0, self.plan.say(f"reading.{key}"))
        self.page.number(self.row, 1, number)
        return self._named(key)

    def _named(self, key: str) -> str:
        place = self.page.at(self.row, 1)
        self.plan.book.name(f"{key}_{self.told.layout.model.id}", place)
        self.plan.points.setdefault(self.told.layout.model.id, {})[key] = place
        self.row += 1
        return place

    def heads(self, keys: Sequence[str]) -> None:
        """The heads of a table, and the row below it."""
        self.page.heads(self.row, (self.plan.say(f"reading.{key}") for key in keys))
        self.row += 1

    def cells(self, name: str, columns: Sequence[Column]) -> None:
        """A row of a table: its name, then its formulas."""
        self.page.text(self.row, 0, name)
        for place, (_, formula, value, look) in enumerate(columns, 1):
            self.page.formula(self.row, place, formula, value, look)
        self.row += 1

    def here(self, column: int) -> str:
        """The name of a cell in the row that is being written."""
        return cell(self.row, column)

    def down(self, first: int, column: int) -> str:
        """The cells of a column from row ``first`` to the one above this."""
        return column_of(first, self.row - 1, column)


def parts_table(block: Block, nodes: Sequence[str]) -> tuple[int, int]:
    """A table of some groups with their scores and weights; its first and last row."""
    layout, facts, language = block.told.layout, block.told.facts, block.plan.story.language
    keys = ("score", "low", "high", "coverage", "in_force", "aim", "gap")
    block.heads(("part", *keys))
    first = block.row
    for node in nodes:
        four = facts[node].four
        now: Mapping[str, Value] = {
            **{key: shown(getattr(four, key)) for key in ("score", "low", "high", "coverage", "gap")},
            "in_force": facts[node].weight,
            "aim": shown(four.target),
        }
        columns = [(key, layout.there(node, key), now[key], _look(key)) for key in keys]
        block.cells(getattr(layout.model.node(node), "title").to(language), columns)  # noqa: B009
    span = (first, block.row - 1)
    points = block.plan.points.setdefault(layout.model.id, {})
    points["names"], points["scores"] = (column_of(*span, column, block.page.title) for column in (0, 1))
    return span


def _look(key: str) -> str:
    return {"coverage": "made-share", "in_force": "made-number"}.get(key, "made")


@dataclass(frozen=True)
class Mark:
    """A column beside a table of parts that picks out one of them.

    Attributes:
        key: of the column and of the line.
        amounts: what is compared, per part; None where a part does not take part.
        formula: gives the amount in the row whose cells ``S`` (score) and ``W`` (weight) name.
        least: the lowest is picked instead of the highest.
    """

    key: str
    amounts: Sequence[float | None]
    formula: str
    least: bool = False


def picked(block: Block, rows: tuple[int, int], column: int, mark: Mark, chosen: str) -> str:
    """A line with the name of the first part whose amount is the greatest, or the lowest; empty without any.

    Writes the amounts into ``column`` and, beside them, 1 for those that share the first place.

    Returns:
        The part of a formula that finds its place in the table.
    """
    page, edge = block.page, min if mark.least else max
    known = [amount for amount in mark.amounts if amount is not None]
    best = edge(known, default=0.0)
    span, marks = (column_of(*rows, place) for place in (column, column + 1))
    page.heads(rows[0] - 1, (block.plan.say(f"reading.{mark.key}_amount"), block.plan.say("reading.first")), column)
    for row, amount in enumerate(mark.amounts, rows[0]):
        own, score, weight = cell(row, column), cell(row, 1), cell(row, 5)
        formula = mark.formula.format(S=score, W=weight)
        page.formula(row, column, f'IF(AND({score}<>"",{weight}>0),{formula},"")', shown(amount), "made")
        near = f"{own}<=MIN({span})+{NEAR}" if mark.least else f"{own}>=MAX({span})-{NEAR}"
        first = amount is not None and abs(amount - best) <= float(NEAR)
        page.formula(row, column + 1, f'IF({own}="",0,IF({near},1,0))', int(first), "made-whole")
    place = f"MATCH(1,{marks},0)"
    names = column_of(*rows, 0)
    block.line(mark.key, f'IF(COUNT({span})=0,"",INDEX({names},{place}))', chosen, "made-text")
    return place
