"""Objectives that lag, dialogues with a gap, and the topic to start with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from maturity_kit.assessment.registers import Dialogue, Objective
from maturity_kit.content.model import EQUAL

HIGHEST = 4


@dataclass(frozen=True)
class Progress:
    """How far an objective is.

    Attributes:
        progress: part of the way from start to target, 0 at the start and 1 at the target; may lie outside 0..1.
        expected: part of the time from the first to the last day that has passed, 0..1; 1 without both dates.
        lag: how far progress stays behind what was expected, 0..1, or the judged lag; None without either.
    """

    name: str
    progress: float | None
    expected: float
    lag: float | None


@dataclass(frozen=True)
class DialogueGap:
    """How far a dialogue is from its ambition.

    Attributes:
        lag: that of its objective, 0..1; None without an objective that has one.
        gap: mean over the layers that have both of what is missing up to the ambition, 0..1.
        priority: lag x gap, 0..1.
        layers: the part of the scale that each layer with both falls short, 0..1.
    """

    name: str
    lag: float | None
    gap: float | None
    priority: float | None
    layers: Mapping[str, float]

    @property
    def widest(self) -> tuple[str, ...]:
        """The layers that fall short most; all of them on a tie, none without a gap."""
        most = max(self.layers.values(), default=0.0)
        return tuple(layer for layer, gap in self.layers.items() if gap > EQUAL and gap >= most - EQUAL)


def progress_of(objective: Objective, today: date) -> Progress:
    """How far an objective is on a day."""
    expected = _expected(objective, today)
    if objective.start is None or objective.target is None or objective.actual is None:
        lag = None if objective.lag is None else objective.lag / HIGHEST
        return Progress(objective.name, None, expected, lag)
    progress = (objective.actual - objective.start) / (objective.target - objective.start)
    return Progress(objective.name, progress, expected, min(1.0, max(0.0, expected - progress)))


def _expected(objective: Objective, today: date) -> float:
    if objective.from_ is None or objective.due is None:
        return 1.0
    passed = (today - objective.from_).days / (objective.due - objective.from_).days
    return min(1.0, max(0.0, passed))


def gaps_of(dialogues: Iterable[Dialogue], objectives: Iterable[Progress]) -> tuple[DialogueGap, ...]:
    """The gap and priority of each dialogue, in their order."""
    lags = {one.name: one.lag for one in objectives}
    return tuple(_gap(dialogue, lags.get(dialogue.objective or "")) for dialogue in dialogues)


def _gap(dialogue: Dialogue, lag: float | None) -> DialogueGap:
    both = [layer for layer in dialogue.ambition if layer in dialogue.current]
    layers = {layer: max(0.0, dialogue.ambition[layer] - dialogue.current[layer]) / HIGHEST for layer in both}
    gap = sum(layers.values()) / len(layers) if layers else None
    priority = None if lag is None or gap is None else lag * gap
    return DialogueGap(dialogue.name, lag, gap, priority, layers)


def focus_of(gaps: Sequence[DialogueGap]) -> DialogueGap | None:
    """The dialogue with the greatest priority above 0, the first on a tie; None without any."""
    found: DialogueGap | None = None
    for one in gaps:
        if (one.priority or 0.0) > ((found.priority if found else None) or 0.0) + EQUAL:
            found = one
    return found
