"""Times as a page needs them: what is left of the timer."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil

from maturity_kit.assessment.room.room import Room

MINUTES = (1, 2, 3, 5)
"""What the timer can be set to by one key."""


def seconds_left(room: Room, now: datetime | None = None) -> int | None:
    """Seconds until the time set is over, 0 afterwards; None without a timer.

    By the clock of this computer alone: a page counts on from there, whatever its own clock says.
    """
    if room.timer is None:
        return None
    began, seconds = room.timer
    gone = ((now or datetime.now(UTC)) - datetime.fromisoformat(began)).total_seconds()
    return min(seconds, max(0, ceil(seconds - gone)))
