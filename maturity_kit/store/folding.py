"""Assessments as their events leave them: what was folded before is remembered, only later events are read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import apply
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.errors import InputError
from maturity_kit.store.errors import StoreError
from maturity_kit.store.rows import event_of
from maturity_kit.store.tables import BESIDE, assessments, events

REMEMBERED = 8
"""How many assessments stay folded in memory, so that saving one answer does not fold the whole history again."""


class Folded(NamedTuple):
    """An assessment after the event with the number ``revision`` and this key; 0 and no key before the first."""

    revision: int
    key: str
    assessment: Assessment


class Folding:
    """The newest content of assessments, for one store; ``where`` is its name in messages."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._folded: OrderedDict[str, Folded] = OrderedDict()

    def fold(self, connection: Connection, assessment_id: str) -> Folded:
        """The assessment as it is now; raises StoreError when it is not there or cannot be read.

        What is remembered only counts while its last event is there under the same key: a backup that took the place of
        the store has another history under the same numbers.
        """
        known = self._folded.get(assessment_id)
        rows = _events_from(connection, assessment_id, known.revision if known else 0)
        if known is not None and getattr(next(rows, None), "key", None) != known.key:
            known, rows = None, _events_from(connection, assessment_id, 0)
        folded = known or Folded(0, "", self._base(connection, assessment_id))
        for row in rows:
            folded = Folded(row.seq, row.key, self._after(folded.assessment, row))
        self.remember(assessment_id, folded)
        return folded

    def remember(self, assessment_id: str, folded: Folded) -> None:
        """Keeps what is on disk for the next time; what has no event yet is read again instead."""
        self._folded.pop(assessment_id, None)
        if folded.revision:
            self._folded[assessment_id] = folded
        while len(self._folded) > REMEMBERED:
            self._folded.popitem(last=False)

    def _base(self, connection: Connection, assessment_id: str) -> Assessment:
        base = connection.scalar(select(assessments.c.base).where(assessments.c.id == assessment_id))
        if base is None:
            raise StoreError("unknown", self.where, id=assessment_id)
        try:
            return parse_assessment(base, f"{self.where}: {assessment_id}")
        except InputError as error:
            raise StoreError("unreadable", self.where, id=assessment_id, event=0, found=error) from error

    def _after(self, assessment: Assessment, row: Row[Any]) -> Assessment:
        try:
            return assessment if row.kind in BESIDE else apply(assessment, event_of(row))
        except ValueError as error:
            raise StoreError("unreadable", self.where, id=row.assessment_id, event=row.seq, found=error) from error


def is_there(connection: Connection, assessment_id: str) -> bool:
    """Whether the store has an assessment with this id."""
    wanted = select(assessments.c.number).where(assessments.c.id == assessment_id)
    return connection.execute(wanted).first() is not None


def lock(connection: Connection, assessment_id: str, where: str) -> None:
    """Has the assessment to itself until the transaction ends; raises StoreError for an unknown id.

    Every event is written under this lock, so the events of an assessment are seen in the order of their numbers: no
    reader that has folded one can meet an earlier one later.
    """
    wanted = select(assessments.c.number).where(assessments.c.id == assessment_id)
    if connection.execute(wanted.with_for_update()).first() is None:
        raise StoreError("unknown", where, id=assessment_id)


def _events_from(connection: Connection, assessment_id: str, revision: int) -> Iterator[Row[Any]]:
    wanted = select(events).where(events.c.assessment_id == assessment_id, events.c.seq >= revision)
    return iter(connection.execute(wanted.order_by(events.c.seq)))
