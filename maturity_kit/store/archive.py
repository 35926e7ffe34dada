"""Putting an assessment away and bringing it back: one more fact in its history, which its content does not follow."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from maturity_kit.assessment.events import Event
from maturity_kit.store.rows import event_row, payload_text
from maturity_kit.store.tables import ARCHIVED, events


def is_archived(connection: Connection, assessment_id: str) -> bool:
    """Whether the assessment was put away and not brought back since."""
    said = select(events.c.payload).where(events.c.assessment_id == assessment_id, events.c.kind == ARCHIVED)
    return connection.scalar(said.order_by(events.c.seq.desc()).limit(1)) == payload_text(True)


def set_archived(connection: Connection, assessment_id: str, archived: bool) -> bool:
    """Whether this changed anything; nothing is written when the assessment is where it should be."""
    if is_archived(connection, assessment_id) == archived:
        return False
    row = event_row(assessment_id, Event(ARCHIVED, ARCHIVED, archived), gained=0)
    connection.execute(insert(events).values(row))
    return True
