"""Where everything of a model stands on its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from maturity_kit.content.model import Group, Item, Model
from maturity_kit.content.parameters import pool
from maturity_kit.reports.sheets.cells import cell, column_of, total
from maturity_kit.reports.sheets.facts import children

READ = ("id", "text", "answer", "words", "reason", "note", "evidence", "weight", "target")
SCORES = ("score", "low", "high", "coverage", "aim", "gap")
STEPS = (
    *("state", "value", "x", "min", "max", "asked", "own_weight", "in_force", "counted", "scored"),
    *("w_score", "w_low", "w_high", "w_coverage", "used", "mean_below", "importance", "effort", "t_weight", "t_value"),
)
OF_LADDER = (
    "essential",
    "in_level",
    "under_gate",
    "under_gate_low",
    "repair",
    "repair_key",
    "repair_lost",
    "repair_order",
)
VOTED = ("unknown", "not_applicable", "voters", "pooled")
HEAD = 3
"""The row of the heads, counted from 0."""


@dataclass(frozen=True)
class Layout:
    """Rows and columns of one model, counted from 0.

    Attributes:
        title: of the sheet.
    """

    model: Model
    title: str

    @cached_property
    def steps(self) -> int:
        """The most steps that a question has."""
        return max((item.scale.steps for item in self.model.items), default=0)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Each column by its key."""
        counts = [f"count_{step}" for step in range(self.steps)]
        ladder = OF_LADDER if self.model.method == "ladder" else ()
        keys = [*READ, *SCORES, *STEPS, *ladder, *counts, *VOTED]
        return {key: place for place, key in enumerate(keys)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Each node by its id, and the model by its own."""
        return {node: HEAD + 1 + n for n, node in enumerate([self.model.id, *(one.id for one in self.model.nodes)])}

    @property
    def last(self) -> int:
        """The last row."""
        return HEAD + len(self.rows)

    @property
    def median(self) -> bool:
        """Whether votes are pooled by their median."""
        return pool(self.model) == "median"

    def here(self, node: str, key: str) -> str:
        """The name of a cell, for formulas on the same sheet."""
        return cell(self.rows[node], self.columns[key])

    def there(self, node: str, key: str) -> str:
        """The name of a cell with its sheet."""
        return cell(self.rows[node], self.columns[key], self.title)

    def down(self, key: str) -> str:
        """The whole column of a key, for formulas on the same sheet."""
        return column_of(HEAD + 1, self.last, self.columns[key])

    def sum(self, key: str, nodes: Iterable[str], there: bool = False) -> str:
        """The sum of a column over some nodes, in order."""
        return total([self.rows[node] for node in nodes], self.columns[key], self.title if there else "")

    def below(self, node: str) -> list[str]:
        """Ids of the nodes directly under a group or the model."""
        return [one.id for one in children(self.model, node)]

    def parent(self, node: str) -> str:
        """Id of the group that holds a node, of the model directly under it."""
        above = self.model.parent(node)
        return above.id if above else self.model.id

    def items_in(self, node: str) -> list[str]:
        """Ids of the items of a group, to any depth."""
        group = self.model.node(node)
        assert isinstance(group, Group)
        return [one.id for one in group.walk() if isinstance(one, Item)]
