"""The tables of assessments and events, and the row that says which shape all tables of the store have.

Rows are only ever added. An assessment is what its base document says, changed by its events in the order of ``seq``.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

SCHEMA = 2
"""Shape of the tables; a store with a greater one was written by a newer workbook and is left alone.

A change of any table is a new number and a module of ``migrations``.
"""

FIRST = frozenset(("about", "assessments", "events"))
"""Tables that every store has, of whatever shape."""

ARCHIVED = "archived"
"""Kind of an event that says whether the assessment is put away; the content of the assessment does not follow it."""

MILESTONE = "milestone"
"""Kind of an event that holds a frozen copy of the assessment; the content does not follow it either."""

BESIDE = (ARCHIVED, MILESTONE)
"""Kinds of events that stand beside the content."""

metadata = MetaData()

about = Table("about", metadata, Column("schema", Integer, nullable=False))

assessments = Table(
    "assessments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("created_at", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("date", String, nullable=False),
    Column("language", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("answered", Integer, nullable=False, comment="items with an answer, a state or votes in the base document"),
    Column("base", Text, nullable=False, comment="the whole assessment as it was created or imported, JSON"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("assessment_id", String, ForeignKey("assessments.id"), nullable=False),
    Column("key", String, nullable=False, comment="idempotency key: a repeated request is the same event"),
    Column("at", String, nullable=False, comment="ISO 8601 in UTC, so that text sorts as time"),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("payload", Text, nullable=False, comment="JSON"),
    Column("gained", Integer, nullable=False, comment="change of the number of answered items: -1, 0 or 1"),
    UniqueConstraint("assessment_id", "key"),
    sqlite_autoincrement=True,
)

Index("events_summary", events.c.assessment_id, events.c.seq, events.c.gained, events.c.at)
Index("events_details", events.c.kind, events.c.assessment_id, events.c.subject, events.c.seq)
