"""Two people on one entry: what is put together by itself, and what they have to choose between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.events import FIELDS, Event
from maturity_kit.assessment.files import as_fields, entry_fields
from maturity_kit.assessment.registers.merge import merged
from maturity_kit.store import ChangedMeanwhile

CHOICE = ("value", "state", "reason")
"""Fields of an answer that only mean something together."""

TEXTS = ("note", "evidence")


@dataclass(frozen=True)
class Both:
    """Two versions of one entry with everything in them that only one of the two touched.

    Attributes:
        theirs: the entry when theirs stays where both said something; equal to ``mine`` without a clash.
        mine: the entry when mine does.
        together: the entry with both texts, where nothing but texts clash; else None.
        clashing: ``choice``, ``note`` and ``evidence`` of an answer, ``entry`` of anything else.
    """

    theirs: Any
    mine: Any
    together: Any
    clashing: tuple[str, ...]


class ClashError(Exception):
    """Both changed the same part of one entry, so somebody has to choose; nothing was written.

    Attributes:
        event: what was not written.
        both: what there is to choose between.
        theirs: the entry as it is kept now.
        at: when the other change was made.
        revision: the number of that change.
    """

    def __init__(self, event: Event, both: Both, theirs: Any, at: datetime, revision: int) -> None:
        super().__init__(f"{event.kind} {event.subject}")
        self.event, self.both, self.theirs, self.at, self.revision = event, both, theirs, at, revision


def both(kind: str, before: Any, mine: Any, theirs: Any) -> Both:
    """What two changes of one entry come to, given what it was before.

    >>> both("answer", {"value": 1}, {"value": 1, "note": "seen"}, {"value": 3}).mine
    {'value': 3, 'note': 'seen'}
    >>> both("target", 50, 75, 60).clashing
    ('entry',)
    """
    if kind == "register":
        found = merged(before, mine, theirs)
        return Both(found, found, None, ())
    if kind == "answer":
        return _both_answers(_parts(before), _parts(mine), _parts(theirs))
    if mine in (before, theirs) or theirs == before:
        found = theirs if mine == before else mine
        return Both(found, found, None, ())
    return Both(theirs, mine, None, ("entry",))


def put_together(event: Event, before: Any, changed: ChangedMeanwhile) -> Event:
    """The event with what somebody else changed of the same subject, given what its author started from.

    Raises:
        ClashError: both changed the same part.
    """
    found = both(event.kind, before, event.payload, changed.theirs)
    if found.clashing:
        raise ClashError(event, found, changed.theirs, changed.at, changed.revision)
    return replace(event, payload=found.mine)


def entry_of(assessment: Assessment, event: Event) -> Any:
    """The entry that an event is about as an assessment has it, in the words of the file; None without one."""
    if event.kind == "detail":
        return as_fields(assessment).get(event.subject)
    entry = getattr(assessment, FIELDS[event.kind]).get(event.subject)
    return entry_fields(entry) if isinstance(entry, Answer) else entry


def _parts(entry: Any) -> dict[str, Any]:
    """The choice, the note and the evidence of an answer; what is not there is left out."""
    fields = entry_fields(entry) if isinstance(entry, Answer) else {**(entry or {})}
    choice = {name: fields[name] for name in CHOICE if fields.get(name) is not None}
    texts = {name: fields[name] for name in TEXTS if fields.get(name)}
    return {"choice": choice, **texts} if choice else texts


def _entry(parts: Mapping[str, Any]) -> dict[str, Any] | None:
    texts = {name: parts[name] for name in TEXTS if parts.get(name)}
    return {**(parts.get("choice") or {}), **texts} or None


def _both_answers(before: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Both:
    """A text that both wrote stands in every version in which something else was chosen for it, so none is lost."""
    sides = {name: (before.get(name), mine.get(name), theirs.get(name)) for name in ("choice", *TEXTS)}
    clashing = tuple(name for name, (was, own, other) in sides.items() if own != other and was not in (own, other))
    agreed = {name: other if own == was else own for name, (was, own, other) in sides.items() if name not in clashing}
    texts = {name: _both_texts(sides[name][2], sides[name][1]) for name in clashing if name in TEXTS}
    if "choice" in clashing:
        agreed |= texts
    their_part = {name: sides[name][2] for name in clashing}
    my_part = {name: sides[name][1] for name in clashing}
    together = None if "choice" in clashing or not clashing else _entry({**agreed, **texts})
    return Both(_entry({**their_part, **agreed}), _entry({**my_part, **agreed}), together, clashing)


def _both_texts(theirs: str | None, mine: str | None) -> str:
    """Theirs, then mine; once where one of them holds the other."""
    first, second = theirs or "", mine or ""
    if first in second or second in first:
        return max(first, second, key=len)
    return f"{first}\n{second}"
