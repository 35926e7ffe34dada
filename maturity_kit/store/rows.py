"""Assessments and events as rows, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert

from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.assessment.files import dump_assessment, entry_fields
from maturity_kit.assessment.pool import is_entry
from maturity_kit.store.errors import StoreError
from maturity_kit.store.tables import assessments


def add_assessment(connection: Connection, assessment: Assessment) -> None:
    """Writes the base document of an assessment that is not in the store yet."""
    row = {
        "id": assessment.id,
        "created_at": utc(datetime.now(UTC)),
        "organisation": assessment.organisation,
        "unit": assessment.unit,
        "round": assessment.round,
        "date": str(assessment.date),
        "language": assessment.language,
        "edition": assessment.edition,
        "answered": answered_items(assessment),
        "base": dump_assessment(assessment),
    }
    connection.execute(insert(assessments).values(row))


def answered_items(assessment: Assessment) -> int:
    """How many items somebody said something about: an answer, a state or a vote; a note alone does not count."""
    decided = {item for item, answer in assessment.answers.items() if is_entry(answer)}
    return len(decided | {item for item, votes in assessment.votes.items() if votes})


def event_row(assessment_id: str, event: Event, gained: int) -> dict[str, Any]:
    """The columns of an event; ``gained`` is the change it makes to the number of answered items.

    An event without a time gets the present one, an event without a key one of its own.
    """
    return {
        "assessment_id": assessment_id,
        "key": event.key or uuid4().hex,
        "at": utc(moment(event.at) if event.at else datetime.now(UTC)),
        "kind": event.kind,
        "subject": event.subject,
        "payload": payload_text(event.payload),
        "gained": gained,
    }


def event_of(row: Row[Any]) -> Event:
    """The event that a row holds; raises ValueError when it cannot be read."""
    return Event(
        kind=row.kind,
        subject=row.subject,
        payload=json.loads(row.payload),
        at=row.at,
        key=row.key,
    )


def payload_text(payload: object) -> str:
    """JSON that is equal for equal payloads."""
    plain = entry_fields(payload) if isinstance(payload, Answer) else payload
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def moment(at: str) -> datetime:
    """The time of an event; raises StoreError for anything but ISO 8601 with a zone."""
    try:
        found = datetime.fromisoformat(at)
    except (TypeError, ValueError):
        raise StoreError("time", found=at) from None
    if found.tzinfo is None:
        raise StoreError("time", found=at)
    return found


def utc(when: datetime) -> str:
    """ISO 8601 in UTC with microseconds, so that text sorts as time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")
