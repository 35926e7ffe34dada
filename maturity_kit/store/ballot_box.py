"""Putting votes into the box: each once, none after the reveal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from maturity_kit.assessment.room.room import Room, closed_to
from maturity_kit.assessment.room.writing import choice_problem
from maturity_kit.content.model import Item
from maturity_kit.store.room_rows import now
from maturity_kit.store.room_tables import ballots, participants
from maturity_kit.store.rows import payload_text

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cast:
    """One choice of one participant: ``choice`` is ``{value}`` or ``{state, reason?}``, ``key`` makes it idempotent."""

    participant: str
    item: str
    ballot: int
    choice: Mapping[str, Any]
    key: str


class Receipt(NamedTuple):
    """What became of a choice: kept when ``problem`` is empty, else the reason as a key of ``wording/live.yaml``.

    ``at`` is when it was kept, ISO 8601 in UTC.
    """

    key: str
    problem: str = ""
    repeated: bool = False
    details: Mapping[str, object] = {}
    at: str = ""


def put(connection: Connection, room: Room, items: Mapping[str, Item], casts: Sequence[Cast]) -> list[Receipt]:
    """What became of each choice, in order: kept, kept before under the same key, or refused with the reason.

    However many there are, they take three statements: a room that votes at once must not wait for each other.

    Args:
        items: every item of the models by its id.
    """
    known, kept, fresh = _known(connection, room, casts), _kept(connection, room, casts), []
    receipts = []
    for cast in casts:
        text = payload_text(dict(cast.choice))
        receipt = _receipt(room, items, known, kept, cast, text)
        if receipt is None:
            row = _row(room, cast, text)
            fresh.append(row)
            kept[cast.participant, cast.key] = row
            receipt = Receipt(cast.key, at=row["at"])
        receipts.append(receipt)
    if fresh:
        connection.execute(insert(ballots), fresh)
    return receipts


def _receipt(
    room: Room, items: Mapping[str, Item], known: Set[str], kept: Mapping[tuple[str, str], Row], cast: Cast, text: str
) -> Receipt | None:
    """The receipt of a choice that is not to be kept now; None when it is."""
    if cast.participant not in known:
        return Receipt(cast.key, "vote.stranger")
    earlier = kept.get((cast.participant, cast.key))
    if earlier is not None:
        equal = all(earlier[name] == found for name, found in _said(cast, text).items())
        return Receipt(cast.key, "" if equal else "vote.key", repeated=equal, at=earlier["at"])
    problem = closed_to(room, cast.participant, cast.item, cast.ballot)
    if problem:
        return Receipt(cast.key, problem)
    allowed = choice_problem(items[cast.item], cast.choice)
    return Receipt(cast.key, "vote.choice", details={"found": text[:60], "allowed": allowed}) if allowed else None


def _known(connection: Connection, room: Room, casts: Sequence[Cast]) -> Set[str]:
    """Those who cast that have joined the room."""
    wanted = {cast.participant for cast in casts}
    joined = select(participants.c.id).where(participants.c.room_id == room.id, participants.c.id.in_(wanted))
    return set(connection.scalars(joined))


def _kept(connection: Connection, room: Room, casts: Sequence[Cast]) -> dict[tuple[str, str], Row]:
    """What is kept under the keys of these choices, by participant and key."""
    keys, people = {cast.key for cast in casts}, {cast.participant for cast in casts}
    same = (ballots.c.room_id == room.id, ballots.c.participant_id.in_(people), ballots.c.key.in_(keys))
    found = connection.execute(select(ballots).where(*same))
    return {(row.participant_id, row.key): row._asdict() for row in found}


def _row(room: Room, cast: Cast, text: str) -> dict[str, Any]:
    person = {"room_id": room.id, "participant_id": cast.participant, "key": cast.key, "at": now()}
    return {**person, **_said(cast, text)}


def _said(cast: Cast, text: str) -> dict[str, Any]:
    return {"item": cast.item, "ballot": cast.ballot, "choice": text}
