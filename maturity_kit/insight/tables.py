"""What the working tables amount to, beside the verdicts of the models they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.registers import Registers, registers_of
from maturity_kit.scoring.registers.dialogues import DialogueGap, Progress, focus_of, gaps_of, progress_of
from maturity_kit.scoring.registers.lists import (
    KpiShares,
    SegmentNeed,
    kpi_shares,
    questions_answered,
    segment_needs,
    steps_taken,
)
from maturity_kit.scoring.registers.roles import InvestmentCheck, LayerRoles, investment_of, roles_of
from maturity_kit.scoring.registers.silos import SiloMap, silo_map
from maturity_kit.scoring.registers.swot import Pair, confrontation
from maturity_kit.scoring.registers.work import BudgetShares, budget_shares, operation_score
from maturity_kit.scoring.result import LadderReading, LayersReading, ModelResult, plain


@dataclass(frozen=True)
class Focus:
    """The dialogue to start with, and what it needs.

    Attributes:
        layers: those that fall short, widest first.
        missing_roles: by layer that falls short, the roles that nobody fills.
        missing_technology: as the room named it.
    """

    dialogue: str
    objective: str | None
    layers: tuple[str, ...]
    missing_roles: Mapping[str, tuple[str, ...]]
    missing_technology: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """What follows from each register; empty, or None, where nothing was filled in.

    Attributes:
        operation_score: 0..100 of all routine work; ``operation_scores`` by programme ("" without one).
        focus: None while no dialogue has a priority above 0.
    """

    segments: tuple[SegmentNeed, ...]
    channels: SiloMap | None
    strategy_steps: tuple[str, ...]
    kpis: KpiShares
    standing_questions: tuple[str, ...]
    objectives: tuple[Progress, ...]
    dialogues: tuple[DialogueGap, ...]
    focus: Focus | None
    roles: Mapping[str, LayerRoles]
    investments: tuple[InvestmentCheck, ...]
    swot: tuple[Pair, ...]
    operation_score: float | None
    operation_scores: Mapping[str, float | None]
    budget: BudgetShares

    @property
    def widest(self) -> tuple[str, ...]:
        """The layers in which the focus dialogue falls short most; empty without a focus dialogue."""
        focus = focus_of(self.dialogues)
        return focus.widest if focus else ()

    def as_json(self) -> dict[str, Any]:
        """``registers`` of the result file."""
        found: dict[str, Any] = plain(self)
        return found


def tables_of(assessment: Assessment, results: Mapping[str, ModelResult]) -> Tables:
    """What the working tables of an assessment amount to on its date.

    The level of the segments is that of the first ladder among ``results``; the layers of investments are those of the
    first model with layers, or the ones that were filled in.
    """
    kept, today = registers_of(assessment.registers), assessment.date
    objectives = tuple(progress_of(objective, today) for objective in kept.objectives)
    dialogues = gaps_of(kept.dialogues, objectives)
    roles = {layer: roles_of(rows, today) for layer, rows in kept.roles.items()}
    return Tables(
        segment_needs(kept.segments, kept.phase_levels, _attained(results)),
        silo_map(kept.channels) if kept.channels else None,
        steps_taken(kept.strategy_steps),
        kpi_shares(kept.kpis),
        questions_answered(kept.standing_questions),
        objectives,
        dialogues,
        _focus(kept, dialogues, roles),
        roles,
        tuple(investment_of(one, layers_of(results) or one.layers) for one in kept.investments),
        confrontation(kept.swot),
        operation_score(kept.tasks, today),
        dict(_by_programme(kept, today)),
        budget_shares(kept.budget),
    )


def layers_of(results: Mapping[str, ModelResult]) -> tuple[str, ...]:
    """Ids of the layers of the first model that has layers; empty without one."""
    for result in results.values():
        if isinstance(result.reading, LayersReading):
            return tuple(group.id for group in result.model.groups if not group.beside)
    return ()


def _attained(results: Mapping[str, ModelResult]) -> int | None:
    ladders = [result.reading for result in results.values() if isinstance(result.reading, LadderReading)]
    return ladders[0].attained if ladders else None


def _focus(kept: Registers, gaps: tuple[DialogueGap, ...], roles: Mapping[str, LayerRoles]) -> Focus | None:
    found = focus_of(gaps)
    if found is None:
        return None
    dialogue = kept.dialogues[gaps.index(found)]
    short = sorted((layer for layer, gap in found.layers.items() if gap > 0), key=lambda layer: -found.layers[layer])
    missing = {layer: roles[layer].missing for layer in short if layer in roles and roles[layer].missing}
    return Focus(found.name, dialogue.objective, tuple(short), missing, dialogue.missing_technology)


def _by_programme(kept: Registers, today: date) -> Iterator[tuple[str, float | None]]:
    names = dict.fromkeys(task.programme or "" for task in kept.tasks)
    for name in names:
        yield name, operation_score([task for task in kept.tasks if (task.programme or "") == name], today)
