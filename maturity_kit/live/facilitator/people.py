"""Who is in the room, and how far people are who answer alone; never what they chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.text import Text
from maturity_kit.live.hall import Hall


@dataclass(frozen=True)
class Person:
    """Somebody in the room: a number, and what the facilitator asked for."""

    id: str
    number: int
    role: Text
    name: str
    connected: bool


@dataclass(frozen=True)
class Progress:
    """How far the people of one role are: how many came, began, did half or more of their questions, and all.

    Attributes:
        role: its title; empty where roles are not asked.
        questions: how many each of them is asked.
    """

    role: Text
    questions: int
    came: int
    began: int
    half: int
    finished: int


def people_of(hall: Hall) -> tuple[Person, ...]:
    """Everybody in the room, in the order of joining."""
    titles = {role: Text(words) for role, words in hall.room.settings.roles.items()}
    return tuple(
        Person(one.id, one.number, titles.get(one.role, Text()), one.name, hall.present[one.id] > 0)
        for one in sorted(hall.people.values(), key=lambda one: one.number)
    )


def progress_of(hall: Hall) -> tuple[Progress, ...]:
    """How far people are, role by role."""
    answered = [(person.role, hall.answered(person.id)) for person in hall.people.values()]
    return progress(hall.room.settings, answered)


def progress(settings: Settings, answered: Iterable[tuple[str, int]]) -> tuple[Progress, ...]:
    """How far people are, role by role.

    Args:
        settings: of the room.
        answered: for each person the role, and how many questions they have answered.
    """
    rows = list(answered)
    roles = settings.roles or {"": {}}
    return tuple(_row(settings, role, [count for own, count in rows if own == role]) for role in roles)


def _row(settings: Settings, role: str, counts: Sequence[int]) -> Progress:
    asked = len(settings.items_of(role))
    return Progress(
        Text(settings.roles.get(role, {})),
        asked,
        came=len(counts),
        began=sum(count > 0 for count in counts),
        half=sum(count > 0 and 2 * count >= asked for count in counts),
        finished=sum(count >= asked for count in counts),
    )
