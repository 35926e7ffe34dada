"""What the console shows: one object with everything, built from what the desk knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from maturity_kit.content.agenda import load_agenda
from maturity_kit.content.model import Item, Model
from maturity_kit.errors import InputError
from maturity_kit.insight.room.advice import advice, find_out
from maturity_kit.insight.verdict import Verdict
from maturity_kit.live.facilitator.beamer import Screen, screen_of
from maturity_kit.live.facilitator.day import Day, day_of
from maturity_kit.live.facilitator.desk import Desk, Picture
from maturity_kit.live.facilitator.finding import noted
from maturity_kit.live.facilitator.papers import Paper, papers_of
from maturity_kit.live.facilitator.people import Person, Progress, people_of, progress_of
from maturity_kit.live.facilitator.questions import Row, Wanted, following, rows_of

MINUTES = (1, 2, 3, 5)
"""What the timer can be set to by one key."""


@dataclass(frozen=True)
class View:
    """The console.

    Attributes:
        screen: what the room sees meanwhile.
        model: that asks the question in front.
        following: the question that comes next, of those that are ``wanted`` first.
        rows: the list of questions, as ``wanted``.
        advice: what could be said after the reveal.
        action: to find out, when too many do not know; ``noted`` once it is in the table of actions.
        preview: what the model says now; None as long as a vote may be open.
        day: the agenda; None when its file cannot be read, for the reason in ``day_problem``.
        connected: people with a page open.
        progress: how far people are who answer before the day.
    """

    picture: Picture
    screen: Screen
    model: Model | None
    following: Item | None
    rows: Sequence[Row]
    wanted: Wanted
    advice: Sequence[str]
    action: Mapping[str, Any] | None
    noted: bool
    preview: Verdict | None
    day: Day | None
    day_problem: str
    connected: int
    people: Sequence[Person]
    progress: Sequence[Progress]
    papers: Sequence[Paper]

    minutes = MINUTES


def console_of(picture: Picture, desk: Desk, wanted: Wanted, preview: Verdict | None, language: str) -> View:
    """The console as the room is now."""
    screen = screen_of(picture, desk.hall, desk.venue)
    day, day_problem = _day(picture, language)
    action = action_of(screen, language)
    return View(
        picture=picture,
        screen=screen,
        model=picture.model_of(picture.room.item),
        following=following(picture, wanted, language),
        rows=rows_of(picture, wanted, language),
        wanted=wanted,
        advice=_advice(picture, screen, language),
        action=action,
        noted=action is not None and noted(picture.assessment, action),
        preview=preview,
        day=day,
        day_problem=day_problem,
        connected=desk.connected,
        people=people_of(desk.hall),
        progress=progress_of(desk.hall) if picture.room.ahead else (),
        papers=papers_of(picture, screen.link, language),
    )


def action_of(screen: Screen, language: str) -> Mapping[str, Any] | None:
    """The action to find out that follows from the result in front of the room; None when none does."""
    result = screen.result
    return find_out(result.newest, result.item, language) if result else None


def _advice(picture: Picture, screen: Screen, language: str) -> Sequence[str]:
    result = screen.result
    if result is None:
        return ()
    answer = picture.assessment.answers.get(result.item.id)
    return advice(result.newest, result.item, language, evidence=bool(answer and answer.evidence))


def _day(picture: Picture, language: str) -> tuple[Day | None, str]:
    if picture.room.ahead:
        return None, ""
    try:
        return day_of(load_agenda(), picture.room, picture.models, datetime.now(UTC)), ""
    except InputError as problem:
        return None, problem.to(language)
