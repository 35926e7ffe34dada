"""Where the day stands: the part of the agenda, and the minutes ahead of the plan or behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from maturity_kit.content.agenda import Agenda

PAUSE = ""
"""Instead of a part: the clock of the part stands still, the day goes on."""
Starts = Sequence[tuple[str, datetime]]


@dataclass(frozen=True)
class Clock:
    """The agenda at one moment; numbers are minutes.

    Attributes:
        part: the part the room is in, while it pauses the one it was in; None before the first.
        spent: on that part, all visits together.
        left: of that part as planned; below 0 is overtime.
        ahead: of the plan, below 0 is behind; counted from the moment at which the first part began.
        ends: when the day ends if the rest goes as planned; before the first part, if it begins now.
        paused: whether the room pauses.
        by_part: what was spent on each part so far.
    """

    part: str | None
    spent: float
    left: float
    ahead: float
    ends: datetime
    paused: bool = False
    by_part: Mapping[str, float] = field(default_factory=dict)


def clock(agenda: Agenda, starts: Starts, now: datetime) -> Clock:
    """Where the day stands.

    What is still to come: the rest of the present part; the parts after it in which nobody was yet; and, when the room
    went back, the rest of the part it came from. A part before the present one in which nobody was is skipped, and
    saves its minutes.

    Args:
        agenda: the plan.
        starts: the parts in the order in which the facilitator went to them, and when; ``PAUSE`` for a pause, which
            ends when a part follows. Ids that the agenda does not have count as a pause.
        now: like all times either with a zone or without.
    """
    planned = {part.id: float(part.minutes) for part in agenda}
    visited = [(part if part in planned else PAUSE, at) for part, at in starts]
    present = next((part for part, _ in reversed(visited) if part != PAUSE), None)
    if present is None:
        return Clock(None, 0.0, 0.0, 0.0, now + timedelta(minutes=sum(planned.values())))
    began = next(at for part, at in visited if part != PAUSE)
    spent = _spent(visited, now)
    ends = now + timedelta(minutes=_to_come(planned, spent, present))
    plan = began + timedelta(minutes=sum(planned.values()))
    left = planned[present] - spent[present]
    return Clock(present, spent[present], left, _minutes(plan - ends), ends, visited[-1][0] == PAUSE, spent)


def _spent(visited: Starts, now: datetime) -> dict[str, float]:
    """Minutes in each part; a clock that was set back gives no minutes."""
    spent: dict[str, float] = {}
    for (part, at), until in zip(visited, [*(at for _, at in visited[1:]), now], strict=True):
        if part != PAUSE:
            spent[part] = spent.get(part, 0.0) + max(0.0, _minutes(until - at))
    return spent


def _to_come(planned: Mapping[str, float], spent: Mapping[str, float], present: str) -> float:
    order = list(planned)
    furthest = max(spent, key=order.index)
    new = [part for part in order[order.index(present) + 1 :] if part not in spent]
    begun = dict.fromkeys((present, furthest))
    return sum(max(0.0, planned[part] - spent[part]) for part in begun) + sum(planned[part] for part in new)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
