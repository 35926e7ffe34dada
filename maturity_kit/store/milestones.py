"""Milestones: named copies of an assessment that nothing can change, each known by the digest of its text.

A milestone is an event that the content of the assessment does not follow. Its payload is the whole text, its subject
the digest and the name, so that a list of milestones reads no texts.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.assessment.files import as_fields
from maturity_kit.store.errors import StoreError
from maturity_kit.store.imports import without_voters
from maturity_kit.store.rows import event_row
from maturity_kit.store.tables import MILESTONE, events


class Milestone(NamedTuple):
    """A frozen copy of an assessment.

    ``number`` counts from 1 in each assessment; ``digest`` is the SHA-256 of the text, 64 hexadecimal digits;
    ``repeated`` says of an answer to ``freeze`` that this copy was there already and nothing was added.
    """

    number: int
    name: str
    at: datetime
    digest: str
    repeated: bool = False


def frozen_text(assessment: Assessment) -> str:
    """The assessment without voters as text of a file, in alphabetical order and therefore equal for equal content."""
    fields = as_fields(without_voters(assessment))
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, 64 hexadecimal digits.

    >>> digest_of("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def milestones(connection: Connection, assessment_id: str) -> list[Milestone]:
    """The milestones of an assessment, the oldest first."""
    rows = connection.execute(_wanted(assessment_id, events.c.subject, events.c.at).order_by(events.c.seq))
    return [_milestone(number, row) for number, row in enumerate(rows, 1)]


def add_milestone(connection: Connection, assessment: Assessment, name: str, key: str, where: str) -> Milestone:
    """A copy of the assessment as it is now; the newest one, ``repeated``, when it says the same.

    Raises:
        StoreError: a name without a sign in it, or a key that was used for something else.
    """
    called = " ".join(name.split())
    if not called:
        raise StoreError("milestone_name", where)
    before = milestones(connection, assessment.id)
    text = frozen_text(assessment)
    digest = digest_of(text)
    made = _of_key(connection, assessment.id, key, called, before, where) if key else None
    if made is None and before and before[-1].digest == digest:
        made = before[-1]
    if made is not None:
        return made._replace(repeated=True)
    row = event_row(assessment.id, Event(MILESTONE, f"{digest} {called}", text, key=key), gained=0)
    connection.execute(insert(events).values(row))
    return Milestone(len(before) + 1, called, datetime.fromisoformat(row["at"]), digest)


def milestone_text(connection: Connection, assessment_id: str, digest: str, where: str) -> str:
    """The text of the milestone with this digest, or with the only one that begins like this.

    Raises:
        StoreError: there is none, there are several, or its text no longer has its digest.
    """
    found = {one.digest for one in milestones(connection, assessment_id) if digest and one.digest.startswith(digest)}
    if len(found) != 1:
        problem = "milestone_ambiguous" if found else "milestone_unknown"
        raise StoreError(problem, where, id=assessment_id, digest=digest, found=", ".join(sorted(found)))
    (whole,) = found
    rows = connection.execute(_wanted(assessment_id, events.c.subject, events.c.payload).order_by(events.c.seq.desc()))
    text = next(_text(row.payload) for row in rows if row.subject.startswith(whole))
    if text is None or digest_of(text) != whole:
        raise StoreError("milestone_damaged", where, id=assessment_id, digest=whole[:12])
    return text


def _wanted(assessment_id: str, *columns: Any) -> Any:
    return select(*columns).where(events.c.kind == MILESTONE, events.c.assessment_id == assessment_id)


def _milestone(number: int, row: Row[Any]) -> Milestone:
    digest, _, name = row.subject.partition(" ")
    return Milestone(number, name, datetime.fromisoformat(row.at), digest)


def _of_key(
    connection: Connection, assessment_id: str, key: str, name: str, before: list[Milestone], where: str
) -> Milestone | None:
    """The milestone that this key made; the content may have changed since, so only the name is compared."""
    used = select(events.c.kind, events.c.subject).where(events.c.assessment_id == assessment_id, events.c.key == key)
    row = connection.execute(used).first()
    if row is None:
        return None
    if row.kind != MILESTONE or row.subject.partition(" ")[2] != name:
        raise StoreError("key_reused", where, request=key)
    return next(one for one in before if f"{one.digest} {one.name}" == row.subject)


def _text(payload: str) -> str | None:
    try:
        found = json.loads(payload)
    except ValueError:
        return None
    return found if isinstance(found, str) else None
