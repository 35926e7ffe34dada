"""What the room chose to do and to stop, row by row, as documents show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from maturity_kit.assessment.registers.rows import Action, Stop
from maturity_kit.charts.tables.signs import day, number
from maturity_kit.content.wording import Wording
from maturity_kit.reports.story import Story

FIELDS = {"actions": ("owner", "date", "first_step", "measure", "reach"), "stops": ("reason", "hours", "reach")}


@dataclass(frozen=True)
class Chosen:
    """An action or something that stops: its name, what was agreed on it, and the questions it belongs to."""

    name: str
    agreed: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def chosen(story: Story, register: str) -> list[Chosen]:
    """The rows of ``actions`` or ``stops`` in their order; of each only what was filled in."""
    return [_chosen(story, register, row) for row in getattr(story.registers, register)]


def _chosen(story: Story, register: str, row: Action | Stop) -> Chosen:
    say = Wording("registers", story.language)
    kind = type(row).__name__
    agreed = ((say(f"{kind}.{name}"), words_of(getattr(row, name), name, say)) for name in FIELDS[register])
    return Chosen(row.name, tuple(one for one in agreed if one[1]), tuple(questions_of(story, row)))


def words_of(found: Any, name: str, say: Wording) -> str:
    """A field as people read it; empty without one."""
    if found is None:
        return ""
    if name == "reach":
        return say(f"reach.{found}")
    if name == "date":
        return day(found, say.language)
    return number(found, say.language) if isinstance(found, float | int) else str(found).strip()


def questions_of(story: Story, row: Action | Stop) -> Iterator[str]:
    """The questions of an action in words; what no model knows as it was written."""
    for found in row.items if isinstance(row, Action) else ():
        item = story.items.get(found)
        yield item.text.to(story.language) if item else found
