"""Rooms, steps, participants and votes as rows, and back."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select

from maturity_kit.assessment.room.room import Room, Step, after
from maturity_kit.assessment.room.settings import Settings, settings_of
from maturity_kit.assessment.room.writing import Choice
from maturity_kit.store.room_tables import ballots, participants, room_steps, rooms
from maturity_kit.store.rows import payload_text, utc

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: 32 signs of which no two look alike, 5 bits each."""
CODE_LENGTH = 8


class Participant(NamedTuple):
    """Somebody in a room: ``id`` is a random number, ``number`` what the phone and the console show."""

    id: str
    number: int
    role: str
    name: str
    at: datetime


def new_code() -> str:
    """A code of 40 random bits for joining a room."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def normal_code(typed: str) -> str:
    """A code as somebody typed it, in the form in which it is kept.

    >>> normal_code("K7QF-2MXO ")
    'k7qf2mx0'
    """
    plain = "".join(sign for sign in typed.lower() if sign.isalnum())
    return plain.replace("o", "0").replace("i", "1").replace("l", "1")[: 2 * CODE_LENGTH]


def now() -> str:
    """The present time, ISO 8601 in UTC."""
    return utc(datetime.now(UTC))


def add_room(connection: Connection, assessment_id: str, settings: Settings, room_id: str, ballot: int) -> Room:
    """A new room in its first state; where people answer ahead, ``ballot`` is open on every question."""
    row = {
        "id": room_id,
        "assessment_id": assessment_id,
        "code": new_code(),
        "at": now(),
        # In their own order: people choose from the roles as the facilitator lists them.
        "settings": json.dumps({**settings.model_dump(mode="json"), "ballot": ballot}, ensure_ascii=False),
    }
    connection.execute(insert(rooms).values(row))
    return _fresh(row["id"], assessment_id, row["code"], settings, ballot, row["at"])


def room_of(row: Row[Any]) -> Room:
    """The room of a row before its first step."""
    fields = json.loads(row.settings)
    ballot = int(fields.pop("ballot", 0))
    return _fresh(row.id, row.assessment_id, row.code, settings_of(fields, row.id), ballot, row.at)


def _fresh(room_id: str, assessment_id: str, code: str, settings: Settings, ballot: int, at: str) -> Room:
    room = Room(room_id, assessment_id, code, settings, touched=at)
    if settings.kind == "ahead":
        return Room(room_id, assessment_id, code, settings, phase="open", ballot=ballot,
                    opened=dict.fromkeys(settings.items, ballot), touched=at)  # fmt: skip
    return room


def steps_since(connection: Connection, room: Room) -> Room:
    """The room after the steps that followed the last one it knows."""
    wanted = select(room_steps).where(room_steps.c.room_id == room.id, room_steps.c.number > room.number)
    for row in connection.execute(wanted.order_by(room_steps.c.number)):
        room = after(room, Step(row.kind, row.subject, json.loads(row.payload), row.at))
    return room


def add_step(connection: Connection, room: Room, step: Step, key: str) -> None:
    """Writes the step that follows what the room knows."""
    row = {
        "room_id": room.id,
        "number": room.number + 1,
        "key": key,
        "at": step.at,
        "kind": step.kind,
        "subject": step.subject,
        "payload": payload_text(dict(step.payload)),
    }
    connection.execute(insert(room_steps).values(row))


def participant_of(row: Row[Any]) -> Participant:
    """The participant of a row."""
    return Participant(row.id, row.number, row.role, row.name, datetime.fromisoformat(row.at))


def add_participant(connection: Connection, room_id: str, person: Participant, key: str) -> None:
    """Writes somebody who joins."""
    row = {**person._asdict(), "room_id": room_id, "key": key, "at": utc(person.at)}
    connection.execute(insert(participants).values(row))


def people(connection: Connection, room_id: str) -> list[Participant]:
    """Everybody who joined a room, in that order, also those who were taken out."""
    wanted = select(participants).where(participants.c.room_id == room_id).order_by(participants.c.number)
    return [participant_of(row) for row in connection.execute(wanted)]


def choices(connection: Connection, room: Room, item: str | None = None, ballot: int | None = None) -> list[Choice]:
    """The newest choice of each participant on each question in each ballot, without those who were taken out.

    Only those on one question or in one ballot when these are named; in the order of their time.
    """
    wanted = [ballots.c.room_id == room.id]
    asked = ((ballots.c.item, item), (ballots.c.ballot, ballot))
    wanted += [column == given for column, given in asked if given is not None]
    same = (ballots.c.item, ballots.c.ballot, ballots.c.participant_id)
    newest = select(func.max(ballots.c.seq)).where(*wanted).group_by(*same)
    rows = connection.execute(select(ballots).where(ballots.c.seq.in_(newest)).order_by(ballots.c.seq))
    return [
        Choice(row.participant_id, row.item, row.ballot, json.loads(row.choice), row.at)
        for row in rows
        if row.participant_id not in room.removed
    ]


def voted(connection: Connection, room: Room, item: str, ballot: int) -> int:
    """How many people have voted on a question in a ballot, without those who were taken out."""
    counted = select(func.count(ballots.c.participant_id.distinct())).where(
        ballots.c.room_id == room.id,
        ballots.c.item == item,
        ballots.c.ballot == ballot,
        ballots.c.participant_id.not_in(sorted(room.removed)),
    )
    return int(connection.scalar(counted) or 0)
