"""The agenda of the day: where the room is, and how it keeps to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from maturity_kit.assessment.room.room import Room
from maturity_kit.content.agenda import Agenda, Part
from maturity_kit.content.model import Model
from maturity_kit.insight.room.agenda import clock

Pace = Literal["on-time", "ahead", "behind"]


@dataclass(frozen=True)
class Day:
    """The agenda at this moment; numbers are whole minutes.

    Attributes:
        now: the part the room is in; None before the first.
        following: the part that comes after it; None in the last.
        spent, planned: in the present part.
        pace: ``on-time`` within half a minute of the plan, else ``ahead`` or ``behind`` by ``off`` minutes.
        ends: when the day ends if the rest goes as planned, on the clock of this computer.
        done: minutes spent on each part so far.
        models: of the workbook that belong to the present part.
    """

    parts: Agenda
    now: Part | None
    following: Part | None
    spent: int
    planned: int
    pace: Pace
    off: int
    ends: str
    done: Mapping[str, int]
    models: tuple[Model, ...]


def day_of(agenda: Agenda, room: Room, models: Mapping[str, Model], at: datetime) -> Day:
    """The day as it is at a moment."""
    found = clock(agenda, [(part, datetime.fromisoformat(began)) for part, began in room.parts], at)
    places = {part.id: n for n, part in enumerate(agenda)}
    place = places.get(found.part or "", -1)
    now = agenda[place] if place >= 0 else None
    off = round(found.ahead)
    return Day(
        parts=agenda,
        now=now,
        following=agenda[place + 1] if place + 1 < len(agenda) else None,
        spent=int(found.spent),
        planned=now.minutes if now else 0,
        pace="on-time" if not off else "ahead" if off > 0 else "behind",
        off=abs(off),
        ends=found.ends.astimezone().strftime("%H:%M"),
        done={part: int(minutes) for part, minutes in found.by_part.items()},
        models=tuple(models[page] for page in (now.pages if now else ()) if page in models),
    )
