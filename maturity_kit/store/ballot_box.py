"""Putting votes into the box: each once, none after the reveal."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from maturity_kit.assessment.room.room import Room, closed_to
from maturity_kit.assessment.room.writing import choice_problem
from maturity_kit.content.model import Item
from maturity_kit.store.room_rows import now
from maturity_kit.store.room_tables import ballots
from maturity_kit.store.rows import payload_text


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


def put(connection: Connection, room: Room, items: Mapping[str, Item], known: Set[str], cast: Cast) -> Receipt:
    """What became of a choice: kept, kept before under the same key, or refused with the reason.

    Args:
        items: every item of the models by its id.
        known: ids of the participants of the room.
    """
    text = payload_text(dict(cast.choice))
    if cast.participant not in known:
        return Receipt(cast.key, "vote.stranger")
    again = _earlier(connection, room, cast, text)
    if again is not None:
        return again
    problem = closed_to(room, cast.participant, cast.item, cast.ballot)
    if problem:
        return Receipt(cast.key, problem)
    allowed = choice_problem(items[cast.item], cast.choice)
    if allowed:
        return Receipt(cast.key, "vote.choice", details={"found": text[:60], "allowed": allowed})
    row = {"room_id": room.id, "participant_id": cast.participant, "item": cast.item, "ballot": cast.ballot}
    at = now()
    connection.execute(insert(ballots).values({**row, "key": cast.key, "at": at, "choice": text}))
    return Receipt(cast.key, at=at)


def _earlier(connection: Connection, room: Room, cast: Cast, text: str) -> Receipt | None:
    """The receipt that this key got before."""
    same = select(ballots).where(ballots.c.room_id == room.id, ballots.c.participant_id == cast.participant)
    row = connection.execute(same.where(ballots.c.key == cast.key)).first()
    if row is None:
        return None
    equal = (row.item, row.ballot, row.choice) == (cast.item, cast.ballot, text)
    return Receipt(cast.key, "" if equal else "vote.key", repeated=equal, at=row.at)
