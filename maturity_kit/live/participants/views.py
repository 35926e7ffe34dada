"""What phones show, as plain values: who sees what, and never more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, Literal

from babel.dates import format_date

from maturity_kit.assessment.assessment import STATES, Assessment
from maturity_kit.assessment.room.room import Room
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.model import Item, Scale
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import decimal
from maturity_kit.insight.room.spread import Spread, spread_of, spreads_of

Scene = Literal["lobby", "open", "paused", "revealed", "ended", "removed"]
LONGEST_REASON = 500
BALLOTS_SHOWN = 2


@dataclass(frozen=True)
class Option:
    """One choice of a question: what is sent, what it says, its step (None for a state), whether it is one's own."""

    value: str
    words: str
    step: int | None
    own: bool


@dataclass(frozen=True)
class Bar:
    """One choice after the reveal: people and share (0..100) in each ballot shown, the oldest first."""

    option: Option
    people: tuple[int, ...]
    shares: tuple[int, ...]


def scene_of(room: Room, removed: bool = False) -> Scene:
    """What somebody in the room sees now."""
    if removed:
        return "removed"
    return "paused" if room.paused and room.running else room.phase


def roles(settings: Settings, language: str) -> list[tuple[str, str]]:
    """Ids and titles to choose from; empty when roles are not asked."""
    return [(role, Text(titles).to(language)) for role, titles in settings.roles.items()]


def options(item: Item, say: Wording, own: Mapping[str, Any] | None = None) -> list[Option]:
    """Every choice of a question, lowest step first; ``own`` is what this person chose."""
    chosen = value_of(own)
    steps = range(item.scale.min, item.scale.max + 1)
    words = [level.to(say.language) for level in item.levels] or [say("vote.step", step=step) for step in steps]
    found = [Option(str(step), told, step, chosen == str(step)) for step, told in zip(steps, words, strict=True)]
    return found + [Option(state, say(f"vote.{state}"), None, chosen == state) for state in STATES]


def value_of(choice: Mapping[str, Any] | None) -> str:
    """A choice as a form sends it; empty for none.

    >>> value_of({"value": 3}), value_of({"state": "unknown"}), value_of(None)
    ('3', 'unknown', '')
    """
    found = choice or {}
    return str(found.get("value", found.get("state", "")))


def choice_of(value: str, reason: str = "") -> dict[str, Any]:
    """What a form sent, as a choice; what it does not know stays as it is, for the store to refuse.

    >>> choice_of("3"), choice_of("not_applicable", " no shops ")
    ({'value': 3}, {'state': 'not_applicable', 'reason': 'no shops'})
    """
    if value.isascii() and value.isdigit() and len(value) < 4:
        return {"value": int(value)}
    told = " ".join(reason.split())[:LONGEST_REASON]
    return {"state": value} | ({"reason": told} if told and value == "not_applicable" else {})


def ballots_seen(assessment: Assessment, item: Item, revealed: int) -> list[Spread]:
    """The last ballots on a question that the room may see, the oldest first; an empty one when nobody voted."""
    votes = [vote for vote in assessment.votes.get(item.id, ()) if vote.ballot <= revealed]
    return [*spreads_of(votes, item)][-BALLOTS_SHOWN:] or [spread_of((), item)]


def bars(choices: Iterable[Option], ballots: Sequence[Spread]) -> list[Bar]:
    """Every choice with the people who made it; states nobody chose are left out."""
    columns = [(*one.ballot.counts, one.ballot.unknown, one.ballot.not_applicable) for one in ballots]
    rows = zip(choices, zip(*columns, strict=True), strict=True)
    totals = [max(1, one.ballot.voters) for one in ballots]
    return [
        Bar(option, people, tuple(round(100 * n / total) for n, total in zip(people, totals, strict=True)))
        for option, people in rows
        if option.step is not None or any(people)
    ]


def agreed_words(entry: Mapping[str, Any] | None, item: Item, say: Wording) -> str:
    """The agreed value in the words of its step; a half step by the two it lies between; empty while there is none."""
    if not entry:
        return ""
    if entry.get("state"):
        return say(f"vote.{entry['state']}")
    value = entry.get("value")
    return "" if value is None else _words_of(float(value), item, say)


def seconds_left(timer: tuple[str, int] | None, now: datetime) -> int | None:
    """Whole seconds until the time set is over, 0 when it is; None without a timer."""
    if timer is None:
        return None
    began, seconds = timer
    return max(0, ceil(seconds - (now - datetime.fromisoformat(began)).total_seconds()))


def clock_words(seconds: int) -> str:
    """Minutes and seconds.

    >>> clock_words(83)
    '1:23'
    """
    return f"{seconds // 60}:{seconds % 60:02d}"


def time_words(at: str) -> str:
    """Hours and minutes of a time, ISO 8601, on the clock of this computer, for phones may be wrong."""
    return datetime.fromisoformat(at).astimezone().strftime("%H:%M")


def day_words(day: str, language: str) -> str:
    """A day, ISO 8601, in words; as it was typed when it is none.

    >>> day_words("2026-11-30", "nl"), day_words("next week", "en")
    ('30 november 2026', 'next week')
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return format_date(found, "d MMMM y", locale=language)


def _words_of(value: float, item: Item, say: Wording) -> str:
    steps = options(item, say)
    shown = decimal(value, say.language)
    if not value.is_integer():
        return say("revealed.between", value=shown, low=_word(steps, item.scale, value - 0.5),
                   high=_word(steps, item.scale, value + 0.5))  # fmt: skip
    return say("revealed.step", value=shown, words=_word(steps, item.scale, value))


def _word(steps: Sequence[Option], scale: Scale, value: float) -> str:
    return steps[int(value) - scale.min].words
