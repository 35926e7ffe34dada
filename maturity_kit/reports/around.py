"""What stands around the day: the invitation before it, the lists of the same evening, the check after ninety days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from maturity_kit.assessment.registers.rows import Action
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item
from maturity_kit.content.roles import Role, load_roles
from maturity_kit.content.wording import Wording
from maturity_kit.insight.room.invitation import evidence_list, invitation, subject
from maturity_kit.insight.room.routing import routed
from maturity_kit.reports.chosen import questions_of, words_of
from maturity_kit.reports.separated import separated
from maturity_kit.reports.story import Story

CHECK = 12
"""Questions of the check; more only when the actions have more."""
DAYS = 90
RULE = "=" * 72
ACTION = ("name", "owner", "date", "first_step", "measure", "reach")
STOP = ("name", "reason", "hours", "reach")


def actions_csv(story: Story) -> str:
    """What the room chose, a row each with its owner, date, first step, measure and questions, for a spreadsheet."""
    say = Wording("registers", story.language)
    head = [say(f"Action.{name}") for name in (*ACTION, "items")]
    rows = [
        [*(_cell(getattr(one, name), name, say) for name in ACTION), " | ".join(questions_of(story, one))]
        for one in story.registers.actions
    ]
    return separated([head, *rows], story.language)


def stops_csv(story: Story) -> str:
    """What stops, a row each with the reason and the hours a month that it frees, for a spreadsheet."""
    say = Wording("registers", story.language)
    head = [say(f"Stop.{name}") for name in STOP]
    rows = [[_cell(getattr(one, name), name, say) for name in STOP] for one in story.registers.stops]
    return separated([head, *rows], story.language)


def _cell(found: Any, name: str, say: Wording) -> str:
    """A field as people read it; a date as spreadsheets know it."""
    return found.isoformat() if isinstance(found, date) else words_of(found, name, say)


def actions_ics(story: Story) -> str:
    """The dates of what was chosen, and the check after ninety days, as all-day events of a calendar (RFC 5545).

    An event keeps its UID when it is made again, so that a calendar moves it and does not add another one.
    """
    say = Wording("reports", story.language)
    calendar = Calendar()
    calendar.add("prodid", "-//Maturity Workbook//NONSGML Maturity Workbook//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for one in story.registers.actions:
        if one.date:
            about = "\n".join(_about(one, Wording("registers", story.language)))
            calendar.add_component(_event(story, f"action {one.name}", one.name, one.date, about))
    check = story.assessment.date + timedelta(DAYS)
    told = say("around.check-about", count=len(check_items(story)))
    calendar.add_component(_event(story, "check", say("around.check"), check, told))
    return str(calendar.to_ical(), "utf-8")


def _event(story: Story, known: str, name: str, day: date, about: str) -> Event:
    event = Event()
    event.add("uid", f"{_digest(f'{story.assessment.id} {known}')}@maturity-workbook")
    event.add("dtstamp", datetime.combine(story.assessment.date, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", _clean(f"{name} · {story.organisation}"))
    event.add("description", _clean(about))
    event.add("transp", "TRANSPARENT")
    return event


def _about(action: Action, say: Wording) -> Iterator[str]:
    for name in ("owner", "first_step", "measure"):
        if (getattr(action, name) or "").strip():
            yield f"{say(f'Action.{name}')}: {getattr(action, name)}"


def _digest(known: str) -> str:
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:32]


def _clean(text: str) -> str:
    """Text without control characters, which a calendar file cannot hold; lines stay."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text).strip()


def invitation_text(story: Story, address: str = "") -> str:
    """Subject and words of the invitation to answer before the day, and the list of what to bring, as plain text.

    A quick scan goes to everybody whole; of the full edition each role gets an invitation of its own.

    Args:
        story: whose organisation is named; the questions are those of its edition.
        address: of the page where people answer; without one they are told that they get it later.
    """
    say = Wording("reports", story.language)
    first = say("around.subject", subject=subject(story.assessment, story.language))
    parts = [_invited(story, role, items, address) for role, items in invited(story)]
    return f"\n\n{RULE}\n\n".join([f"{first}\n\n{part}" for part in parts]) + "\n"


def _invited(story: Story, role: Role | None, items: Sequence[Item], address: str) -> str:
    say, language = Wording("reports", story.language), story.language
    words = invitation(story.assessment, role, items, address, language).strip()
    return "\n\n".join([words, say("around.bring"), *_evidence(items, language)])


def invited(story: Story) -> list[tuple[Role | None, tuple[Item, ...]]]:
    """Who gets which questions of the edition: everybody those of the quick scan, a role those it can answer.

    The questions are of the models that the assessment names; of every model when it names none.

    Raises:
        InputError: the roles of the workbook leave questions to nobody.
    """
    known, edition = load_models(), story.assessment.edition
    models = {name: model for name, model in known.items() if name in story.assessment.models} or known
    if edition == "quick":
        return [(None, tuple(item for model in models.values() for item in model.edition(edition)))]
    roles = load_roles()
    routes = routed(models, edition, roles)
    return [(role, routes[role.id]) for role in roles.roles if routes[role.id]]


def _evidence(items: Sequence[Item], language: str) -> Iterator[str]:
    by_theme: dict[str, list[str]] = {}
    for theme, hint in evidence_list(items, language):
        by_theme.setdefault(theme, []).append(hint)
    for theme, hints in by_theme.items():
        yield "\n".join([theme, *(f"- {hint}" for hint in hints)])


def check_items(story: Story, most: int = CHECK) -> tuple[Item, ...]:
    """The questions of the check after ninety days, each once.

    First those of the chosen actions, all of them; then, up to ``most``, what is open or disputed, most influential
    first; then what the road proposes.
    """
    chosen = [item for action in story.registers.actions for item in action.items]
    others = [one.item for one in story.doubts] + [step.reason.item.id for step in story.steps]
    first = _known(story, chosen)
    rest = {name: item for name, item in _known(story, others).items() if name not in first}
    return (*first.values(), *list(rest.values())[: max(most - len(first), 0)])


def _known(story: Story, ids: list[str]) -> dict[str, Item]:
    return {name: story.items[name] for name in ids if name in story.items}
