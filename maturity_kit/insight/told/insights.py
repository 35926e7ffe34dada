"""The SWOT, the confrontation matrix and the map of the customer journey."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.assessment.registers import Swot, Touchpoint
from maturity_kit.assessment.registers.rows import PILLARS
from maturity_kit.content.wording import Wording
from maturity_kit.insight.told.telling import GAP, STANDS, Filled, Said, blank
from maturity_kit.insight.words import EQUAL
from maturity_kit.scoring.registers.swot import Pair

TOP = 3


def swot(filled: Filled) -> Iterator[Said]:
    """Which pillars are empty, and how many insights are left after choosing."""
    say, kept, titles = filled.say, filled.kept.swot, Wording("registers", filled.say.language)
    counts = {pillar: len(getattr(kept, pillar)) for pillar in PILLARS}
    if not any(counts.values()):
        yield Said(say("swot.empty"))
        return
    yield Said(say("swot.count", count=sum(counts.values())))
    bare = [titles(f"Swot.{pillar}").lower() for pillar, count in counts.items() if not count]
    if bare:
        yield Said(say("swot.bare", count=len(bare), pillars=filled.row(bare)), GAP)
    elif not filled.tables.swot:
        yield Said(say("swot.next"))


def confrontation(filled: Filled) -> Iterator[Said]:
    """The three pairs that matter most in words, and what nobody gave a point."""
    say, pairs, kept = filled.say, filled.tables.swot, filled.kept.swot
    if not pairs:
        yield Said(say("confrontation.empty"))
        return
    words = {entry.id: entry.text or entry.id for pillar in PILLARS for entry in getattr(kept, pillar)}
    for place, pair in enumerate(pairs[:TOP]):
        yield Said(_move(filled, pair, words), STANDS if place else GAP)
    ties = sum(pair.points >= pairs[TOP - 1].points - EQUAL for pair in pairs[TOP:]) if len(pairs) > TOP else 0
    unjudged = _unjudged(kept, pairs)
    if unjudged:
        names = filled.names(words[one] for one in unjudged)
        yield Said(say("confrontation.unjudged", count=len(unjudged), names=names))
    elif ties:
        yield Said(say("confrontation.ties", count=ties))


def _move(filled: Filled, pair: Pair, words: dict[str, str]) -> str:
    insight, factor = filled.quoted(words[pair.insight]), filled.quoted(words[pair.factor])
    points = filled.say("confrontation.points", count=1 if pair.points == 1 else 2, points=filled.number(pair.points))
    return filled.say(f"confrontation.{pair.move}", points=points, insight=insight, factor=factor)


def _unjudged(kept: Swot, pairs: tuple[Pair, ...]) -> list[str]:
    """Opportunities and threats without a point."""
    judged = {pair.factor for pair in pairs}
    return [entry.id for entry in (*kept.opportunities, *kept.threats) if entry.id not in judged]


def journey(filled: Filled) -> Iterator[Said]:
    """Touchpoints that nothing is measured at, and whether the journey to come is there."""
    say, rows = filled.say, filled.kept.journey
    if not rows:
        yield Said(say("journey.empty"))
        return
    unmeasured = [one for one in rows if blank(one.metric)]
    if unmeasured:
        names = filled.row(_place(filled, one) for one in unmeasured)
        yield Said(say("journey.unmeasured", count=len(unmeasured), total=len(rows), names=names), GAP)
    else:
        yield Said(say("journey.measured", count=len(rows)))
    unknown = [one for one in rows if not blank(one.metric) and blank(one.value) and one.version == "as_is"]
    if unknown:
        yield Said(say("journey.unknown", count=len(unknown), names=filled.row(_place(filled, one) for one in unknown)))
    yield from _versions(filled)


def _place(filled: Filled, one: Touchpoint) -> str:
    """A touchpoint by its name, its channel or its phase, whichever is filled in."""
    return filled.quoted(next(words for words in (one.touchpoint, one.channel, one.phase) if not blank(words)))


def _versions(filled: Filled) -> Iterator[Said]:
    """The journey as it is without one to come, the other way round, or phases that only one of them has."""
    say, rows = filled.say, filled.kept.journey
    now, then = ({one.phase.strip().casefold(): one.phase for one in rows if one.version == version}
                 for version in ("as_is", "to_be"))  # fmt: skip
    if not then or not now:
        yield Said(say("journey.no-future" if now else "journey.no-present"), GAP)
        return
    gone = [phase for name, phase in now.items() if name not in then]
    if gone:
        yield Said(say("journey.gone", count=len(gone), names=filled.names(gone)))
