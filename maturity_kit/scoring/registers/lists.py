"""What lists amount to: key figures, steps of the strategy, standing questions, segments against the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.registers import Kpi, PhaseLevels, Segment, StandingQuestions, StrategySteps

KPI_FIELDS = ("definition", "kpi", "value", "target")


@dataclass(frozen=True)
class KpiShares:
    """Parts of the terms, 0..1: with everything filled in, and per field; None and empty without terms."""

    complete: float | None
    fields: Mapping[str, float]


@dataclass(frozen=True)
class SegmentNeed:
    """A segment, the level its phase needs, and how many levels are missing.

    Both are None while the workshop did not set a level for the phase; the shortfall also while no level is known.
    """

    name: str
    phase: str | None
    needed: int | None
    shortfall: int | None


def kpi_shares(kpis: Sequence[Kpi]) -> KpiShares:
    """How many of the terms can be measured; a field with only blanks is empty."""
    if not kpis:
        return KpiShares(None, {})
    filled = {name: [_filled(getattr(kpi, name)) for kpi in kpis] for name in KPI_FIELDS}
    complete = [all(given) for given in zip(*filled.values(), strict=True)]
    return KpiShares(_share(complete), {name: _share(given) for name, given in filled.items()})


def steps_taken(steps: StrategySteps) -> tuple[str, ...]:
    """The steps of the strategy that were taken, in their order."""
    return tuple(name for name in StrategySteps.model_fields if getattr(steps, name).done)


def questions_answered(questions: StandingQuestions) -> tuple[str, ...]:
    """The standing questions that were answered this round, in their order."""
    return tuple(name for name in StandingQuestions.model_fields if _filled(getattr(questions, name)))


def segment_needs(segments: Sequence[Segment], levels: PhaseLevels, attained: int | None) -> tuple[SegmentNeed, ...]:
    """Each segment against the level that was attained (0 is under construction, None when no level is known)."""
    return tuple(_need(segment, levels, attained) for segment in segments)


def _need(segment: Segment, levels: PhaseLevels, attained: int | None) -> SegmentNeed:
    needed = getattr(levels, segment.phase) if segment.phase else None
    shortfall = None if needed is None or attained is None else max(0, needed - attained)
    return SegmentNeed(segment.name, segment.phase, needed, shortfall)


def _filled(found: object) -> bool:
    return found is not None and str(found).strip() != ""


def _share(given: Sequence[bool]) -> float:
    return sum(given) / len(given)
