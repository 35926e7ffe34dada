"""Adding events to one assessment inside a transaction, while nobody else can."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from maturity_kit.assessment.events import Event, apply
from maturity_kit.store.errors import StoreError
from maturity_kit.store.folding import Folded
from maturity_kit.store.meanwhile import refuse_changed
from maturity_kit.store.rows import answered_items, event_row, payload_text
from maturity_kit.store.tables import events


class Saved(NamedTuple):
    """The receipt of one event: its place in the history, when it was given, and whether it was there already."""

    revision: int
    at: datetime
    repeated: bool


class Writing:
    """A transaction that has one assessment to itself; what was added is there for others once it ends well.

    Attributes:
        connection: of the transaction, for what has to be written together with the events.
        assessment: its content, with what was added here.
        revision: the number of the newest event.
        key: that of the same event.
    """

    def __init__(self, connection: Connection, assessment_id: str, folded: Folded, where: str) -> None:
        self.connection = connection
        self.assessment_id = assessment_id
        self.revision, self.key, self.assessment = folded
        self._where = where

    def add(self, event: Event, seen: int | None = None) -> Saved:
        """The receipt of an event; that of the first when the same key comes again.

        Args:
            event: what to add.
            seen: with the number of the newest event that its author knew, the subject must be as it was then. The
                payload that the key was first kept with may then be another: put together with somebody else's.

        Raises:
            ChangedMeanwhile: an event after ``seen`` says something else of the same subject.
            StoreError: the key was used for something else.
            InputError: the event does not fit the assessment.
        """
        earlier = self._earlier(event.key)
        if earlier is not None:
            return self._receipt_again(earlier, event, put_together=seen is not None)
        if seen is not None:
            refuse_changed(self.connection, self.assessment_id, event, seen, self._where)
        after = apply(self.assessment, event)
        gained = answered_items(after) - answered_items(self.assessment)
        row = event_row(self.assessment_id, event, gained)
        inserted = self.connection.execute(insert(events).values(row)).inserted_primary_key or (0,)
        self.revision, self.key, self.assessment = int(inserted[0]), row["key"], after
        return Saved(self.revision, datetime.fromisoformat(row["at"]), repeated=False)

    def _earlier(self, key: str) -> Row[Any] | None:
        used = select(events).where(events.c.assessment_id == self.assessment_id, events.c.key == key)
        return self.connection.execute(used).first()

    def _receipt_again(self, earlier: Row[Any], event: Event, put_together: bool) -> Saved:
        same = (earlier.kind, earlier.subject) == (event.kind, event.subject)
        if not same or not (put_together or earlier.payload == payload_text(event.payload)):
            raise StoreError("key_reused", self._where, request=event.key)
        return Saved(earlier.seq, datetime.fromisoformat(earlier.at), repeated=True)
