"""Two people on one subject: what the second is told when the first changed it in between."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from maturity_kit.assessment.events import FIELDS, Event
from maturity_kit.store.errors import StoreError
from maturity_kit.store.rows import payload_text
from maturity_kit.store.tables import assessments, events


class ChangedMeanwhile(StoreError):  # noqa: N818
    """Somebody else changed the subject of an event after the revision that was seen; nothing was written.

    Attributes:
        event: what was refused.
        revision: the number of the newest change of the subject.
        at: when that change was made.
        before: the entry as it was at the revision that was seen, as in the file; None without one.
        theirs: the entry as it is now; None when it was cleared.
    """

    def __init__(self, event: Event, where: str, newest: Any, before: Any) -> None:
        super().__init__("changed", where, subject=event.subject)
        self.event = event
        self.revision: int = newest.seq
        self.at = datetime.fromisoformat(newest.at)
        self.before = before
        self.theirs = json.loads(newest.payload)


def refuse_changed(connection: Connection, assessment_id: str, event: Event, seen: int, where: str) -> None:
    """Raises ChangedMeanwhile when the newest event of the same kind and subject came after ``seen`` and says other.

    To be asked in the transaction that writes the event.
    """
    same = select(events.c.seq, events.c.at, events.c.payload).where(
        events.c.assessment_id == assessment_id, events.c.kind == event.kind, events.c.subject == event.subject
    )
    newest = connection.execute(same.order_by(events.c.seq.desc()).limit(1)).first()
    if newest is None or newest.seq <= seen or json.loads(newest.payload) == json.loads(payload_text(event.payload)):
        return
    known = connection.execute(same.where(events.c.seq <= seen).order_by(events.c.seq.desc()).limit(1)).first()
    before = json.loads(known.payload) if known else _in_base(connection, assessment_id, event)
    raise ChangedMeanwhile(event, where, newest, before)


def _in_base(connection: Connection, assessment_id: str, event: Event) -> Any:
    """The entry in the document that the assessment began with."""
    base = connection.scalar(select(assessments.c.base).where(assessments.c.id == assessment_id))
    fields = json.loads(base or "{}")
    entries = fields if event.kind == "detail" else fields.get(FIELDS[event.kind], {})
    return entries.get(event.subject)
