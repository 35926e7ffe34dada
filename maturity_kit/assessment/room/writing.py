"""What a room writes into its assessment: votes at the reveal, answers when they are agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from maturity_kit.assessment.assessment import STATES, Assessment
from maturity_kit.assessment.counting import with_counts
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.files import entry_fields
from maturity_kit.assessment.fit import check_values
from maturity_kit.assessment.room.room import Room, Step
from maturity_kit.content.model import Item, Model


class Choice(NamedTuple):
    """The newest choice of one participant on one question in one ballot; ``at`` is when, ISO 8601 in UTC."""

    participant: str
    item: str
    ballot: int
    choice: Mapping[str, Any]
    at: str = ""


def choice_problem(item: Item, choice: Mapping[str, Any]) -> str:
    """What is allowed, when this is no choice of the item; empty when it is.

    A choice is ``{"value": step}`` with a whole step of the scale, or ``{"state": ...}`` with ``unknown`` or
    ``not_applicable`` and, if given, a ``reason``.
    """
    value, state = choice.get("value"), choice.get("state")
    steps = [*range(item.scale.min, item.scale.max + 1)]
    whole = isinstance(value, int) and not isinstance(value, bool) and value in steps
    known = choice.keys() <= {"value", "state", "reason"} and isinstance(choice.get("reason", ""), str)
    fits = known and ((whole and state is None) or (value is None and state in STATES))
    return "" if fits else ", ".join([*map(str, steps), *STATES])


def events_of_step(
    room: Room, step: Step, choices: Sequence[Choice], assessment: Assessment, models: Mapping[str, Model]
) -> list[Event]:
    """The events that follow from a step, in order.

    Args:
        room: before the step.
        choices: in the ballots that the step reveals.
        assessment: as it is now.

    Raises:
        InputError: a value off its scale, or counts of another number of steps.
    """
    events = [*_votes(choices, assessment, step.at)]
    if step.kind == "agree":
        events.append(Event("answer", step.subject, _agreed(assessment, step), step.at))
    if step.kind == "count":
        events = [_counted(assessment, step, choices, models)]
    changed = assessment
    for event in events:
        changed = apply(changed, event)
    check_values(changed, models.values(), f"{step.kind} {step.subject}")
    return events


def _votes(choices: Iterable[Choice], assessment: Assessment, at: str) -> Iterable[Event]:
    by_item: dict[str, list[Choice]] = {}
    for one in choices:
        by_item.setdefault(one.item, []).append(one)
    for item, added in by_item.items():
        yield Event("votes", item, [*_earlier(assessment, item), *map(_row, added)], at)


def _row(one: Choice) -> dict[str, Any]:
    return {"voter": one.participant, "ballot": one.ballot, **one.choice}


def _earlier(assessment: Assessment, item: str) -> list[dict[str, Any]]:
    return [entry_fields(vote) for vote in assessment.votes.get(item, ())]


def _agreed(assessment: Assessment, step: Step) -> dict[str, Any]:
    """The agreed entry, with the note and evidence that were there where it brings none."""
    before = assessment.answers.get(step.subject)
    kept = {name: getattr(before, name) for name in ("note", "evidence") if before and getattr(before, name)}
    return {**kept, **{name: found for name, found in step.payload.items() if found not in (None, "")}}


def _counted(assessment: Assessment, step: Step, choices: Iterable[Choice], models: Mapping[str, Model]) -> Event:
    """The ballot that was counted by hand, together with what phones said in it."""
    item = next(item for model in models.values() for item in model.items if item.id == step.subject)
    people = {name: step.payload.get(name, 0) for name in ("unknown", "not_applicable")}
    event = with_counts(assessment, item, step.payload.get("counts", ()), **people, ballot=step.payload["ballot"])
    *before, paper = event.payload
    return replace(event, payload=[*before, *map(_row, choices), paper], at=step.at)
