"""The state of a room, and how each step of the facilitator changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from maturity_kit.assessment.room.settings import Settings
from maturity_kit.errors import InputError

Phase = Literal["lobby", "open", "revealed", "ended"]


class RoomError(InputError):
    """What cannot be done in a room now, in a sentence of ``wording/live.yaml``."""

    room: ClassVar[str] = "live"


@dataclass(frozen=True)
class Step:
    """One act of the facilitator.

    Attributes:
        kind: a key of ``STEPS``.
        subject: id of the item, of the participant (``remove``) or of the part of the agenda (``part``).
        payload: ``open`` ``{ballot, seconds?}``; ``agree`` an answer as in the file; ``quote`` ``{words}``;
            ``timer`` ``{seconds}``, 0 switches it off; else empty.
        at: when, ISO 8601 in UTC.
    """

    kind: str
    subject: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True)
class Room:
    """A room after its steps so far.

    Attributes:
        number: of the last step, 0 before the first.
        phase: ``lobby`` nothing is asked, ``open`` people vote, ``revealed`` the result is shown, ``ended``.
        item: id of the question in front of the room; empty in the lobby, and where all are open at once.
        ballot: number of the ballot on that question; in a room that collects ahead, of all questions.
        paused: whether the screens show a break; votes still count.
        timer: when the time set is over and how many seconds were set, None without.
        opened: greatest ballot opened on each question.
        revealed: greatest ballot revealed on each question.
        agreed: what was agreed here on each question, as in the file.
        parts: parts of the agenda with the time at which each began.
    """

    id: str
    assessment_id: str
    code: str
    settings: Settings
    number: int = 0
    phase: Phase = "lobby"
    item: str = ""
    ballot: int = 0
    paused: bool = False
    timer: tuple[str, int] | None = None
    opened: Mapping[str, int] = field(default_factory=dict)
    revealed: Mapping[str, int] = field(default_factory=dict)
    agreed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    removed: frozenset[str] = frozenset()
    quotes: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    touched: str = ""

    @property
    def ahead(self) -> bool:
        """Whether people answer alone, before the day."""
        return self.settings.kind == "ahead"

    @property
    def running(self) -> bool:
        """Whether the room has not ended."""
        return self.phase != "ended"

    @property
    def unrevealed(self) -> tuple[str, ...]:
        """Questions on which a ballot was opened whose result nobody has seen."""
        return tuple(item for item, ballot in self.opened.items() if self.revealed.get(item, 0) < ballot)


def ballot_for(room: Room, item: str, known: int) -> int:
    """The number of the ballot that opening a question now begins, or goes on with when it was never revealed.

    Args:
        known: the greatest ballot on the question in the assessment, 0 without.
    """
    opened = room.opened.get(item, 0)
    return opened if opened > room.revealed.get(item, 0) else max(known, opened) + 1


def after(room: Room, step: Step) -> Room:
    """The room after a step.

    Raises:
        RoomError: a step that nobody knows, or that makes no sense now; the room stays as it is.
    """
    act = STEPS.get(step.kind)
    if act is None:
        raise RoomError("step.kind", found=step.kind, allowed=", ".join(STEPS))
    if not room.running:
        raise RoomError("step.ended")
    if room.ahead and step.kind not in AHEAD:
        raise RoomError("step.ahead", found=step.kind, allowed=", ".join(AHEAD))
    return replace(act(room, step), number=room.number + 1, touched=step.at)


def closed_to(room: Room, participant: str, item: str, ballot: int) -> str:
    """Why a vote cannot be taken now, as a key of ``wording/live.yaml``; empty when it can."""
    if participant in room.removed:
        return "vote.removed"
    if not room.running:
        return "vote.ended"
    if room.ahead:
        return "" if item in room.settings.items and ballot == room.ballot else "vote.other"
    if room.phase == "open" and (item, ballot) == (room.item, room.ballot):
        return ""
    return "vote.late" if ballot <= room.revealed.get(item, 0) else "vote.other"


def _open(room: Room, step: Step) -> Room:
    if step.subject in room.opened and room.item == step.subject and room.phase == "open":
        raise RoomError("step.open_already", found=step.subject)
    ballot = int(step.payload["ballot"])
    return replace(
        room,
        phase="open",
        item=step.subject,
        ballot=ballot,
        paused=False,
        timer=None,
        opened={**room.opened, step.subject: ballot},
        parked=_without(room.parked, step.subject),
        skipped=_without(room.skipped, step.subject),
    )


def _reveal(room: Room, step: Step) -> Room:
    if room.ahead:
        return replace(room, phase="ended", revealed=dict(room.opened))
    if room.phase != "open" or step.subject != room.item:
        raise RoomError("step.not_open", found=step.subject or "–")
    return replace(room, phase="revealed", timer=None, revealed={**room.revealed, room.item: room.ballot})


def _show(room: Room, step: Step) -> Room:
    if step.subject not in room.revealed:
        raise RoomError("step.not_revealed", found=step.subject or "–")
    return replace(room, phase="revealed", item=step.subject, ballot=room.revealed[step.subject], timer=None)


def _lobby(room: Room, _: Step) -> Room:
    return replace(room, phase="lobby", item="", ballot=0, timer=None)


def _skip(room: Room, step: Step) -> Room:
    return replace(_lobby(room, step), skipped=(*_without(room.skipped, step.subject), step.subject))


def _park(room: Room, step: Step) -> Room:
    return replace(_lobby(room, step), parked=(*_without(room.parked, step.subject), step.subject))


def _agree(room: Room, step: Step) -> Room:
    if step.subject in room.unrevealed:
        raise RoomError("step.agree_open", found=step.subject)
    if step.subject not in room.revealed:
        raise RoomError("step.not_revealed", found=step.subject or "–")
    return replace(room, agreed={**room.agreed, step.subject: dict(step.payload)})


def _count(room: Room, step: Step) -> Room:
    """A ballot counted by hand is revealed as soon as it is typed in."""
    ballot = int(step.payload["ballot"])
    seen = {step.subject: ballot}
    return replace(
        room,
        phase="revealed",
        item=step.subject,
        ballot=ballot,
        timer=None,
        opened={**room.opened, **seen},
        revealed={**room.revealed, **seen},
    )


def _quote(room: Room, step: Step) -> Room:
    words = " ".join(str(step.payload.get("words", "")).split())
    if not words:
        raise RoomError("step.quote")
    return replace(room, quotes=(*room.quotes, (step.subject, words)))


def _timer(room: Room, step: Step) -> Room:
    seconds = int(step.payload.get("seconds", 0))
    return replace(room, timer=(step.at, seconds) if seconds > 0 else None)


def _part(room: Room, step: Step) -> Room:
    return replace(room, parts=(*room.parts, (step.subject, step.at)))


def _remove(room: Room, step: Step) -> Room:
    return replace(room, removed=room.removed | {step.subject})


def _without(ids: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != gone)


STEPS: Mapping[str, Callable[[Room, Step], Room]] = {
    "open": _open,
    "reveal": _reveal,
    "show": _show,
    "lobby": _lobby,
    "skip": _skip,
    "park": _park,
    "agree": _agree,
    "count": _count,
    "quote": _quote,
    "timer": _timer,
    "part": _part,
    "pause": lambda room, _: replace(room, paused=True),
    "resume": lambda room, _: replace(room, paused=False),
    "remove": _remove,
    "end": lambda room, step: replace(_lobby(room, step), phase="ended"),
}
AHEAD = ("reveal", "remove", "end")
"""Steps that make sense where people answer alone."""
