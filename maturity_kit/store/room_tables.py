"""The tables of the room: who came, what the facilitator did, what was voted. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from maturity_kit.store.tables import metadata

rooms = Table(
    "rooms",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("assessment_id", String, ForeignKey("assessments.id"), nullable=False),
    Column("code", String, nullable=False, unique=True, comment="what participants type or scan: 40 bits"),
    Column("at", String, nullable=False, comment="ISO 8601 in UTC"),
    Column("settings", Text, nullable=False, comment="JSON"),
    sqlite_autoincrement=True,
)

room_steps = Table(
    "room_steps",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="1, 2, ... in each room: two facilitators cannot take the same"),
    Column("key", String, nullable=False, comment="idempotency key"),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON"),
    UniqueConstraint("room_id", "number"),
    UniqueConstraint("room_id", "key"),
    sqlite_autoincrement=True,
)

participants = Table(
    "participants",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True, comment="a random number, nothing about anybody"),
    Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="1, 2, ... in each room: what the phone shows"),
    Column("key", String, nullable=False, comment="idempotency key of joining"),
    Column("at", String, nullable=False),
    Column("role", String, nullable=False, comment="empty unless the facilitator asks for roles"),
    Column("name", String, nullable=False, comment="empty unless the facilitator asks for names"),
    UniqueConstraint("room_id", "number"),
    UniqueConstraint("room_id", "key"),
    sqlite_autoincrement=True,
)

ballots = Table(
    "ballots",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
    Column("participant_id", String, ForeignKey("participants.id"), nullable=False),
    Column("item", String, nullable=False),
    Column("ballot", Integer, nullable=False),
    Column("key", String, nullable=False, comment="idempotency key of the vote"),
    Column("at", String, nullable=False),
    Column("choice", Text, nullable=False, comment="JSON: value, or state with its reason"),
    UniqueConstraint("room_id", "participant_id", "key"),
    sqlite_autoincrement=True,
)

Index("ballots_of_item", ballots.c.room_id, ballots.c.item, ballots.c.ballot, ballots.c.participant_id, ballots.c.seq)
