"""Assessments and their events."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, Integer, String, Text, UniqueConstraint


def upgrade(op: Operations) -> None:
    """Makes the tables in an empty database."""
    op.create_table("about", Column("schema", Integer, nullable=False))
    op.create_table(
        "assessments",
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, unique=True),
        Column("created_at", String, nullable=False),
        Column("organisation", String, nullable=False),
        Column("unit", String, nullable=False),
        Column("round", Integer, nullable=False),
        Column("date", String, nullable=False),
        Column("language", String, nullable=False),
        Column("edition", String, nullable=False),
        Column("answered", Integer, nullable=False),
        Column("base", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "events",
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("assessment_id", String, ForeignKey("assessments.id"), nullable=False),
        Column("key", String, nullable=False),
        Column("at", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("payload", Text, nullable=False),
        Column("gained", Integer, nullable=False),
        UniqueConstraint("assessment_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("events_summary", "events", ["assessment_id", "seq", "gained", "at"])
    op.create_index("events_details", "events", ["kind", "assessment_id", "subject", "seq"])
