"""The room: who came, what the facilitator did, what was voted."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, Integer, String, Text, UniqueConstraint


def upgrade(op: Operations) -> None:
    """Adds the tables of the room; what is there is not touched."""
    op.create_table(
        "rooms",
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, unique=True),
        Column("assessment_id", String, ForeignKey("assessments.id"), nullable=False),
        Column("code", String, nullable=False, unique=True),
        Column("at", String, nullable=False),
        Column("settings", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "room_steps",
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("key", String, nullable=False),
        Column("at", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("payload", Text, nullable=False),
        UniqueConstraint("room_id", "number"),
        UniqueConstraint("room_id", "key"),
        sqlite_autoincrement=True,
    )
    _add_voters(op)


def _add_voters(op: Operations) -> None:
    op.create_table(
        "participants",
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, unique=True),
        Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("key", String, nullable=False),
        Column("at", String, nullable=False),
        Column("role", String, nullable=False),
        Column("name", String, nullable=False),
        UniqueConstraint("room_id", "number"),
        UniqueConstraint("room_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ballots",
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("room_id", String, ForeignKey("rooms.id"), nullable=False),
        Column("participant_id", String, ForeignKey("participants.id"), nullable=False),
        Column("item", String, nullable=False),
        Column("ballot", Integer, nullable=False),
        Column("key", String, nullable=False),
        Column("at", String, nullable=False),
        Column("choice", Text, nullable=False),
        UniqueConstraint("room_id", "participant_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ballots_of_item", "ballots", ["room_id", "item", "ballot", "participant_id", "seq"])
