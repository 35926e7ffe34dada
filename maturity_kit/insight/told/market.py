"""Segments against the ladder, and channels beside the quadrant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maturity_kit.assessment.registers import PhaseLevels
from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.readers import QuadrantReader
from maturity_kit.insight.told.telling import CLASH, GAP, Filled, Said
from maturity_kit.insight.words import EQUAL, whole
from maturity_kit.scoring.registers.lists import SegmentNeed
from maturity_kit.scoring.registers.silos import SiloMap

HALF = 0.5
"""An island that holds more than this part of the channels counts as joined; the line is ours."""


def segments(filled: Filled) -> Iterator[Said]:
    """Which segments need a level that is not there, with what to do about it."""
    say, needs = filled.say, filled.tables.segments
    if not needs:
        yield Said(say("segments.empty"))
        return
    if filled.kept.phase_levels == PhaseLevels():
        yield Said(say("segments.unset"))
    elif filled.ladder is None:
        yield Said(say("segments.unknown"), GAP)
    else:
        yield from _against_the_ladder(filled, needs)
    unphased = [one.name for one in needs if one.phase is None]
    if unphased:
        yield Said(say("segments.unphased", count=len(unphased), names=filled.names(unphased)))


def _against_the_ladder(filled: Filled, needs: tuple[SegmentNeed, ...]) -> Iterator[Said]:
    say = filled.say
    short = [one for one in needs if one.shortfall]
    served = [one.name for one in needs if one.shortfall == 0]
    if short:
        levels = sorted({one.needed for one in short if one.needed})
        parts = [say("segments.part", names=filled.names(one.name for one in short if one.needed == level),
                     level=level_name(filled, level)) for level in levels]  # fmt: skip
        yield Said(say("segments.short", count=len(short), total=len(needs), parts=filled.row(parts)), CLASH)
        yield from _advice(filled, served)
    elif served:
        yield Said(say("segments.served", count=len(served), names=filled.names(served)))
    unset = dict.fromkeys(one.phase for one in needs if one.phase and one.needed is None)
    if unset:
        phases = filled.row(phase_name(filled, phase) for phase in unset if phase)
        yield Said(say("segments.no-level", count=len(unset), phases=phases))


def _advice(filled: Filled, served: list[str]) -> Iterator[Said]:
    """Which level to secure first, while there is one left."""
    found = filled.ladder
    attained = (found[1].attained or 0) if found else 0
    if found and attained < len(found[0].model.groups):
        key = "segments.begin" if served else "segments.first"
        yield Said(filled.say(key, names=filled.names(served), next=level_name(filled, attained + 1)))


def level_name(filled: Filled, level: int) -> str:
    """The title of a level counted from 1; its number where the ladder has none."""
    found = filled.ladder
    groups = found[0].model.groups if found else ()
    return filled.title(groups[level - 1].id) if level <= len(groups) else filled.say("level", level=level)


def phase_name(filled: Filled, phase: str) -> str:
    """What a phase of the journey is called."""
    return Wording("registers", filled.say.language)(f"PhaseLevels.{phase}")


def phase_levels(filled: Filled) -> Iterator[Said]:
    """Which phases your level serves, which phase has no level, and which asks for one that does not exist."""
    say, kept = filled.say, filled.kept.phase_levels
    needed = {phase: getattr(kept, phase) for phase in PhaseLevels.model_fields}
    known = {phase: level for phase, level in needed.items() if level is not None}
    if not known:
        yield Said(say("phase_levels.empty"))
        return
    found = filled.ladder
    levels = len(found[0].model.groups) if found else max(known.values())
    beyond = [phase for phase, level in known.items() if level > levels]
    if beyond:
        phases = filled.row(phase_name(filled, phase) for phase in beyond)
        yield Said(say("phase_levels.beyond", count=len(beyond), phases=phases, total=levels), GAP)
    if found:
        enough = [phase for phase, level in known.items() if level <= (found[1].attained or 0)]
        phases = filled.row(phase_name(filled, phase) for phase in enough)
        yield Said(say("phase_levels.enough", count=len(enough), phases=phases, total=len(known)))
    if len(known) < len(needed):
        phases = filled.row(phase_name(filled, phase) for phase in needed if phase not in known)
        yield Said(say("phase_levels.open", count=len(needed) - len(known), phases=phases))


def channels(filled: Filled) -> Iterator[Said]:
    """Islands of channels, how dense the map is, and how it squares with the quadrant."""
    say, found = filled.say, filled.tables.channels
    if found is None:
        yield Said(say("channels.empty"))
        return
    if len(filled.kept.channels) == 1:
        yield Said(say("channels.single", names=filled.names(one.name for one in filled.kept.channels)))
        return
    yield _islands(filled, found)
    if found.edges:
        yield _density(filled, found)
    yield from _beside_the_answers(filled, found)
    quadrant = filled.quadrant
    if quadrant:
        yield from (Said(words) for words in QuadrantReader(quadrant[0], Wording("verdict", say.language)).contrasts())


def _islands(filled: Filled, found: SiloMap) -> Said:
    say, total = filled.say, len(filled.kept.channels)
    alone = [silo[0] for silo in found.silos if len(silo) == 1]
    together = [silo for silo in found.silos if len(silo) > 1]
    if not together:
        return Said(say("channels.all-alone", total=total), GAP)
    if len(found.silos) == 1:
        return Said(say("channels.one", total=total))
    groups = filled.row(filled.names(silo) for silo in together) if len(together) == 1 else ""
    first = say("channels.groups", count=len(together), names=groups, total=total)
    last = say("channels.alone", count=len(alone), names=filled.names(alone)) if alone else say("stop")
    return Said(first + last, GAP)


def _density(filled: Filled, found: SiloMap) -> Said:
    say, total = filled.say, len(filled.kept.channels)
    first = say("channels.density", len(found.edges), possible=total * (total - 1) // 2,
                share=filled.percent(found.density))  # fmt: skip
    if found.crossing is None:
        return Said(first + say("channels.no-departments"))
    if found.crossing == 0:
        return Said(first + say("channels.within"), GAP)
    key = "channels.crossing" if found.crossing < 1 else "channels.across"
    return Said(first + say(key, share=filled.percent(found.crossing)))


def _beside_the_answers(filled: Filled, found: SiloMap) -> Iterator[Said]:
    """Whether the map fits the axis of the channels."""
    quadrant = filled.quadrant
    if quadrant is None or quadrant[1].x is None:
        return
    result, reading = quadrant
    most, total = max(map(len, found.silos)), len(filled.kept.channels)
    joined, high = most / total > HALF + EQUAL, (reading.x or 0.0) >= reading.threshold_x - EQUAL
    axis = standing.axes(result.model)[0].title.to(filled.say.language)
    details: dict[str, Any] = {"axis": axis, "score": whole(reading.x), "most": most, "total": total}
    if joined == high:
        yield Said(filled.say("channels.fits-high" if high else "channels.fits-low", **details))
    else:
        yield Said(filled.say("channels.rosy" if high else "channels.better", **details), CLASH if high else GAP)
