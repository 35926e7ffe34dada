"""The list of assessments, from sums over the events: no assessment is opened for it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from maturity_kit.store.errors import StoreError
from maturity_kit.store.tables import ARCHIVED, MILESTONE, assessments, events


class Entry(NamedTuple):
    """One line of the list.

    ``answered`` counts items with an answer, a state or votes, of any model. ``changed_at`` is the time of the last
    event, putting away, bringing back and freezing included. ``milestones`` counts the frozen copies.
    """

    id: str
    organisation: str
    unit: str
    round: int
    date: date
    language: str
    edition: str
    answered: int
    changed_at: datetime
    archived: bool
    milestones: int


SHOWN = ("organisation", "unit", "round", "date", "language", "edition")


def entries(connection: Connection) -> list[Entry]:
    """Every assessment with its details as they are now, the most recently changed first."""
    edited = _newest_facts(connection)
    since = (
        select(events.c.assessment_id, func.sum(events.c.gained).label("gained"), func.max(events.c.at).label("at"))
        .group_by(events.c.assessment_id)
        .subquery()
    )
    frozen = (
        select(events.c.assessment_id, func.count().label("frozen"))
        .where(events.c.kind == MILESTONE)
        .group_by(events.c.assessment_id)
        .subquery()
    )
    changed_at = func.coalesce(since.c.at, assessments.c.created_at).label("changed_at")
    answered = (assessments.c.answered + func.coalesce(since.c.gained, 0)).label("now_answered")
    described = [assessments.c[name] for name in ("id", "number", *SHOWN)]
    rows = connection.execute(
        select(*described, answered, changed_at, func.coalesce(frozen.c.frozen, 0).label("frozen"))
        .outerjoin(since, since.c.assessment_id == assessments.c.id)
        .outerjoin(frozen, frozen.c.assessment_id == assessments.c.id)
        .order_by(changed_at.desc(), assessments.c.number.desc())
    )
    return [_entry(row._asdict(), edited.get(row.id, {})) for row in rows]


def _entry(described: dict[str, Any], edited: dict[str, str]) -> Entry:
    try:
        described |= {name: json.loads(payload) for name, payload in edited.items()}
        return Entry(
            id=described["id"],
            organisation=described["organisation"],
            unit=described["unit"],
            round=int(described["round"]),
            date=date.fromisoformat(described["date"]),
            language=described["language"],
            edition=described["edition"],
            answered=described["now_answered"],
            changed_at=datetime.fromisoformat(described["changed_at"]),
            archived=described.get(ARCHIVED) is True,
            milestones=described["frozen"],
        )
    except (TypeError, ValueError) as error:
        raise StoreError("unreadable", id=described["id"], event="-", found=error) from error


def _newest_facts(connection: Connection) -> dict[str, dict[str, str]]:
    """For each assessment the newest value, as JSON, of what was said about it after it was made: details, archived."""
    newest = (
        select(func.max(events.c.seq))
        .where(events.c.kind.in_(("detail", ARCHIVED)), events.c.subject.in_((*SHOWN, ARCHIVED)))
        .group_by(events.c.assessment_id, events.c.subject)
    )
    edited: dict[str, dict[str, str]] = {}
    for row in connection.execute(select(events).where(events.c.seq.in_(newest))):
        edited.setdefault(row.assessment_id, {})[row.subject] = row.payload
    return edited
