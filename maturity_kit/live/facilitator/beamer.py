"""What the big screen shows: nothing that the whole room may not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from maturity_kit.content.model import Item
from maturity_kit.content.text import Text
from maturity_kit.live.facilitator.desk import Picture
from maturity_kit.live.facilitator.result import Result, nearest_words, result_of
from maturity_kit.live.hall import Hall
from maturity_kit.live.participants.views import seconds_left
from maturity_kit.live.venue import Venue, pretty_code


@dataclass(frozen=True)
class Screen:
    """The big screen.

    Attributes:
        state: ``lobby``, ``ahead``, ``open``, ``paused``, ``revealed`` or ``ended``.
        link: the address that leads straight into the room; ``address`` and ``code`` are what people type.
        left: seconds on the timer; None without one.
        choices: step and descriptor, lowest first.
        agreed: the descriptors of the agreed value, two for a half step.
    """

    state: str
    item: Item | None
    link: str
    address: str
    code: str
    people: int
    voted: int
    left: int | None
    choices: Sequence[tuple[int, Text]]
    result: Result | None
    agreed: Sequence[Text]

    @property
    def crowded(self) -> bool:
        """Whether more stands beside the bars of a result than one ballot."""
        result = self.result
        return result is not None and bool(result.earlier or (result.split and result.split.groups))


def screen_of(picture: Picture, hall: Hall, venue: Venue) -> Screen:
    """The screen as the room is now."""
    room, item, result = picture.room, picture.in_front, result_of(picture)
    return Screen(
        state=_state(picture),
        item=item,
        link=venue.link(room.code),
        address=venue.link().partition("://")[2],
        code=pretty_code(room.code),
        people=len(hall.people),
        voted=0 if room.ahead else hall.voted,
        left=seconds_left(room.timer, datetime.now(UTC)),
        choices=choices_of(item) if item else (),
        result=result,
        agreed=_agreed(result),
    )


def choices_of(item: Item) -> Sequence[tuple[int, Text]]:
    """Every step of an item with its descriptor, which is empty when the model gives none."""
    steps = range(item.scale.min, item.scale.max + 1)
    return [(step, item.levels[n] if n < len(item.levels) else Text()) for n, step in enumerate(steps)]


def _state(picture: Picture) -> str:
    room = picture.room
    if room.phase == "ended":
        return "ended"
    if room.ahead:
        return "ahead"
    return "paused" if room.paused else room.phase


def _agreed(result: Result | None) -> Sequence[Text]:
    value = result.answer.value if result and result.answer else None
    return nearest_words(result.item, value) if result and value is not None else ()
