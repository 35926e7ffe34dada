"""What the yellow cells of a row hold for an assessment, written into a file and compared when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from maturity_kit.assessment.assessment import Answer, Assessment, State
from maturity_kit.assessment.pool import Ballot, ballots_of, is_entry
from maturity_kit.content.model import Item
from maturity_kit.reports.sheets.book import cell_text

TEXTS = ("reason", "note", "evidence")
UNKNOWN = "?"
NOT_APPLICABLE = ("n/a", "n.v.t.")
SIGNS: Mapping[str, State] = {UNKNOWN: "unknown", **dict.fromkeys((*NOT_APPLICABLE, "nvt", "na"), "not_applicable")}
PARTING = "·"
"""Stands between a step and its descriptor in a drop-down."""


class Said(NamedTuple):
    """What is agreed on a question: a value, a state, or neither."""

    value: float | None = None
    state: State | None = None


class Given(NamedTuple):
    """The cells of a question: what is agreed, the texts beside it, and the newest ballot."""

    said: Said
    texts: Mapping[str, str]
    ballot: Ballot | None


def given(assessment: Assessment, item: Item) -> Given:
    """What the cells of a question hold."""
    entry = assessment.answers.get(item.id) or Answer()
    ballots = ballots_of(assessment, item)
    texts = {key: cell_text(getattr(entry, key) or "") for key in TEXTS}
    said = Said(entry.value, entry.state) if is_entry(entry) else Said()
    return Given(said, texts, ballots[-1] if ballots else None)


def sign_of(said: Said, language: str) -> float | str | None:
    """The contents of the cell of an answer."""
    if said.state is None:
        return said.value
    return UNKNOWN if said.state == "unknown" else NOT_APPLICABLE[language == "nl"]


def read_sign(found: object) -> Said | None:
    """What the cell of an answer says; None when it says nothing that is allowed.

    >>> read_sign("2 · by hand"), read_sign("n.v.t.").state, read_sign("2,5").value, read_sign("often")
    (Said(value=2.0, state=None), 'not_applicable', 2.5, None)
    """
    if found is None or (isinstance(found, str) and not found.strip()):
        return Said()
    if isinstance(found, bool):
        return None
    if isinstance(found, int | float):
        return Said(float(found))
    sign = str(found).split(PARTING)[0].strip().casefold()
    if sign in SIGNS:
        return Said(None, SIGNS[sign])
    number = number_in(sign)
    return None if number is None else Said(number)


def number_in(found: object) -> float | None:
    """The number in a cell, also when it is text with a decimal comma; None without one."""
    if isinstance(found, bool) or found is None:
        return None
    try:
        number = float(str(found).strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
