"""One change by one person, and the assessment that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import as_fields, entry_fields
from maturity_kit.content.arguments import expect
from maturity_kit.content.checked import as_input_error
from maturity_kit.errors import InputError

FIELDS = {
    "answer": "answers",
    "votes": "votes",
    "target": "targets",
    "weight": "weights",
    "model_weight": "model_weights",
    "claim": "claims",
    "register": "registers",
}
DETAILS = ("organisation", "unit", "round", "date", "language", "edition", "profile")


@dataclass(frozen=True)
class Event:
    """A change.

    Attributes:
        kind: ``answer``, ``votes`` (all ballots on an item), ``target``, ``weight``, ``model_weight``, ``claim``,
            ``register`` or ``detail``.
        subject: id of the item, node or model; name of the register; for ``detail`` the name of the field.
        payload: the new entry as in the file; None clears it.
        at: when, ISO 8601 with a zone.
        key: makes saving the same event twice harmless.

    >>> import maturity_kit as mk
    >>> mk.Event("weight", "dm.forms", 2).kind
    'weight'
    """

    kind: str
    subject: str
    payload: Any
    at: str = ""
    key: str = ""


def apply(assessment: Assessment, event: Event) -> Assessment:
    """The assessment after the event; the old one stays as it is.

    Raises:
        InputError: an unknown kind or detail, or a payload that the format does not allow.

    >>> import maturity_kit as mk
    >>> mk.apply(mk.example("insurer"), mk.Event("weight", "dm.forms", -1))
    Traceback (most recent call last):
    maturity_kit.errors.InputError: weight dm.forms: weights.dm.forms: Found -1; allowed is ≥ 0. Change the number.
    """
    expect(assessment, Assessment, "assessment")
    expect(event, Event, "event")
    expect(event.subject, str, "text", "event subject")
    where = f"{event.kind} {event.subject}"
    fields = {"format": assessment.format, "id": assessment.id, "organisation": assessment.organisation}
    fields["date"] = assessment.date.isoformat()
    if event.kind == "detail":
        if event.subject not in DETAILS:
            raise InputError("event.detail", where, found=event.subject, allowed=", ".join(DETAILS))
        name, changed = event.subject, {**fields, event.subject: _plain(event.payload)}
    elif event.kind in FIELDS:
        name = FIELDS[event.kind]
        changed = {**fields, name: {} if event.payload is None else {event.subject: _plain(event.payload)}}
    else:
        raise InputError("event.kind", where, found=event.kind, allowed=", ".join((*FIELDS, "detail")))
    try:
        checked = getattr(Assessment.model_validate(changed), name)
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
    if event.kind != "detail":
        checked = _merged(getattr(assessment, name), event, checked)
    return assessment.model_copy(update={name: checked})


def _merged(entries: Mapping[str, Any], event: Event, checked: Mapping[str, Any]) -> dict[str, Any]:
    """The entries in their old order, with the one of the event replaced, added or removed."""
    if event.payload is None:
        return {node: entry for node, entry in entries.items() if node != event.subject}
    return {**entries, **checked}


def _plain(payload: Any) -> Any:
    """An Answer object is welcome where its fields are."""
    return entry_fields(payload) if hasattr(payload, "model_fields_set") else payload


def new_assessment(assessment_id: str, organisation: str, date: str, **details: Any) -> Assessment:
    """An assessment in which nothing was asked yet.

    Args:
        assessment_id: any text that tells it from others.
        organisation: whose it is.
        date: year-month-day.
        details: other fields of the format, such as ``unit``, ``round`` and ``language``.

    Raises:
        InputError: a detail that the format does not allow.

    >>> import maturity_kit as mk
    >>> mk.new_assessment("a1", "Corner shop", "2026-11-22", round=2)
    Assessment(Corner shop, round 2, 2026-11-22: 0 answers, votes on 0 items)
    """
    fields = {"format": "maturity-assessment/1", "id": assessment_id, "organisation": organisation, "date": date}
    try:
        return Assessment.model_validate({**fields, **details})
    except ValidationError as problem:
        raise as_input_error(problem, "") from None


def renumbered(assessment: Assessment, **details: Any) -> Assessment:
    """The same assessment with other details, such as a new id and round.

    Raises:
        InputError: a detail that the format does not allow.
    """
    try:
        return Assessment.model_validate({**as_fields(assessment), **details})
    except ValidationError as problem:
        raise as_input_error(problem, "") from None
