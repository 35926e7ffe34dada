"""Answering alone, before the day: which question comes next, and how far along somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from maturity_kit.content.model import Item, Model

EVERYTHING = "all"
"""What the address says instead of a number for the list of all questions."""


@dataclass(frozen=True)
class Walk:
    """Somebody's questions in order, numbered from 1, and those they have answered."""

    items: tuple[str, ...]
    answered: AbstractSet[str]

    @property
    def done(self) -> int:
        """How many are answered."""
        return sum(item in self.answered for item in self.items)

    @property
    def finished(self) -> bool:
        """Whether all are."""
        return self.done == len(self.items)

    def next_open(self, after: int = 0) -> int | None:
        """Number of the first open question behind another one, from the start again at the end; None when finished.

        >>> walk = Walk(("a", "b", "c"), {"b"})
        >>> walk.next_open(), walk.next_open(1), walk.next_open(3)
        (1, 3, 1)
        """
        open_ones = [number for number, item in enumerate(self.items, 1) if item not in self.answered]
        return next((number for number in open_ones if number > after), open_ones[0] if open_ones else None)

    def asked(self, text: str) -> int | None:
        """The number of the question that an address asks for, without one the next open one; None for the list."""
        if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= len(self.items):
            return int(text)
        return None if text == EVERYTHING else self.next_open()

    def address_after(self, item: str) -> str:
        """Where somebody goes who has just answered this question."""
        number = self.next_open(self.items.index(item) + 1 if item in self.items else 0)
        return f"/room?q={number or EVERYTHING}"


def listed(walk: Walk, models: Iterable[Model]) -> list[tuple[Model, list[tuple[int, Item, bool]]]]:
    """The questions by model: number, question, whether it is answered; models without one are left out."""
    numbers = {item: number for number, item in enumerate(walk.items, 1)}
    found = [
        (model, [(numbers[item.id], item, item.id in walk.answered) for item in model.items if item.id in numbers])
        for model in models
    ]
    return [(model, sorted(rows, key=lambda row: row[0])) for model, rows in found if rows]


def walk_of(items: Sequence[str], chosen: Mapping[tuple[str, int], object], ballot: int) -> Walk:
    """The walk of somebody who has chosen this in a ballot."""
    return Walk(tuple(items), {item for item, number in chosen if number == ballot})
