"""What the room chose to do, and what it stops doing."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.assessment.registers import Action
from maturity_kit.insight.notices import jumps
from maturity_kit.insight.told.telling import CLASH, GAP, Filled, Said, blank
from maturity_kit.insight.words import listed
from maturity_kit.scoring.result import LadderReading

NEEDED = ("owner", "date", "first_step", "measure")
CHOSEN = 3


def actions(filled: Filled) -> Iterator[Said]:
    """Actions that are not complete, that jump over a level, that are too late or too many."""
    say, rows = filled.say, filled.kept.actions
    if not rows:
        yield Said(say("actions.empty"))
        return
    yield from _jumps(filled)
    bare = [one for one in rows if _lacks(one)]
    if bare:
        parts = filled.row(say("actions.part", name=filled.quoted(one.name),
                               fields=listed((say(f"actions.{name}") for name in _lacks(one)), say, "or"))
                           for one in bare)  # fmt: skip
        yield Said(say("actions.bare", count=len(bare), parts=parts), GAP)
    else:
        yield Said(say("actions.all", count=len(rows)))
    late = [one.name for one in rows if one.date and one.date < filled.today]
    if late:
        yield Said(say("actions.late", count=len(late), names=filled.names(late)), GAP)
    if len(rows) > CHOSEN:
        yield Said(say("actions.many", count=len(rows)))
    slow = [one.name for one in rows if one.reach == "slow"]
    if slow:
        yield Said(say("actions.slow", count=len(slow), names=filled.names(slow)))


def _lacks(one: Action) -> list[str]:
    return [name for name in NEEDED if not getattr(one, name) or blank(str(getattr(one, name)))]


def _jumps(filled: Filled) -> Iterator[Said]:
    """A warning for each action on a level above one that is not secured."""
    say = filled.say
    ladders = [result for result in filled.results.values() if isinstance(result.reading, LadderReading)]
    for result in ladders:
        for one in filled.kept.actions:
            for jump in jumps(result, [item for item in one.items if item in result.model.by_id])[-1:]:
                level, lower = (jump.details[name].to(say.language) for name in ("level", "lower"))  # type: ignore[attr-defined]
                words = say("actions.jump", name=filled.quoted(one.name), level=level, lower=lower)
                yield Said(words, CLASH)


def stops(filled: Filled) -> Iterator[Said]:
    """The hours that stopping frees, what is not within reach, and what has no reason."""
    say, rows = filled.say, filled.kept.stops
    if not rows:
        yield Said(say("stops.empty"))
        return
    hours = [one.hours for one in rows if one.hours is not None]
    if hours:
        total = sum(hours)
        said = say("stops.hours", count=1 if total == 1 else 2, hours=filled.number(total))
        yield Said(say("stops.frees", count=len(rows), hours=said))
    else:
        yield Said(say("stops.count", count=len(rows)))
    uncounted = [one.name for one in rows if one.hours is None]
    if uncounted and hours:
        yield Said(say("stops.uncounted", count=len(uncounted), names=filled.names(uncounted)))
    slow = [one.name for one in rows if one.reach == "slow"]
    if slow:
        yield Said(say("stops.slow", count=len(slow), names=filled.names(slow)), GAP)
    aimless = [one.name for one in rows if blank(one.reason)]
    if aimless:
        yield Said(say("stops.aimless", count=len(aimless), names=filled.names(aimless)))
