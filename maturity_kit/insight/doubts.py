"""Which answers could still change a verdict: those that are missing, and those on which the room is divided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import votes_of
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.insight.agreement.item import agreement_of
from maturity_kit.insight.flips import NONE, spread, verdict_name, verdicts
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Floats, Weights
from maturity_kit.scoring.parts import elements
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.tree import score_tree

Kind = Literal["unanswered", "disputed"]
DISPUTED = ("divided", "two-camps")
BY_PART = ("cycle", "layers", "values")
"""Methods that say which part is the weakest."""


@dataclass(frozen=True)
class Doubt:
    """A question that is open, or on which the room is divided.

    Attributes:
        item: its id; ``model`` is that of its model.
        kind: ``disputed`` when people voted and their consensus is below 0.6.
        flips: whether this answer alone gives another level, situation, or weakest part.
        now, at_low, at_high: the level (a number), situation, or id of the weakest part as things stand and with the
            answer at its lowest and highest: the ends of the scale, or of what people voted. None without one.
        width: points of the model's score between the two, 0..100.
        voted: the lowest and highest step that somebody voted; None when it is unanswered.
    """

    item: str
    model: str
    kind: Kind
    flips: bool
    now: int | str | None
    at_low: int | str | None
    at_high: int | str | None
    width: float
    voted: tuple[int, int] | None


def doubts_of(assessment: Assessment, results: Mapping[str, ModelResult]) -> tuple[Doubt, ...]:
    """Every open or disputed question of these models, those that change a verdict first, then by width."""
    found = [doubt for result in results.values() for doubt in _of_model(assessment, result)]
    return tuple(found[n] for n in ranked([one.width for one in found], [not one.flips for one in found]))


def _of_model(assessment: Assessment, result: ModelResult) -> Iterator[Doubt]:
    case = result.case
    voted = {place: ends for place in case.answered if (ends := _divided(assessment, case.item(place)))}
    places = [*case.unanswered, *voted]
    edges = np.array([_shares(case.item(place), voted.get(place)) for place in places]).reshape(-1, 2)
    x = np.tile(case.x, (2, len(places), 1))
    x[:, np.arange(len(places)), places] = edges.T
    now, (low, high) = int(named(case, case.x)), named(case, x)
    widths = spread(case)[places] * (edges[:, 1] - edges[:, 0]) if places else edges[:, 0]
    for n, place in enumerate(places):
        yield Doubt(
            case.item(place).id,
            result.model.id,
            "disputed" if place in voted else "unanswered",
            bool(low[n] != now or high[n] != now),
            verdict_of(case, now),
            verdict_of(case, int(low[n])),
            verdict_of(case, int(high[n])),
            float(widths[n]),
            voted.get(place),
        )


def _divided(assessment: Assessment, item: Item) -> tuple[int, int] | None:
    """The lowest and highest step of the newest ballot when its consensus is below 0.6."""
    ballot = votes_of(assessment, item)
    if ballot is None or agreement_of(ballot.counts).word not in DISPUTED:
        return None
    steps = [step + item.scale.min for step, people in enumerate(ballot.counts) if people]
    return steps[0], steps[-1]


def _shares(item: Item, ends: tuple[int, int] | None) -> tuple[float, float]:
    """The ends in 0..1; without votes those of the scale."""
    return (item.scale.share(ends[0]), item.scale.share(ends[1])) if ends else (0.0, 1.0)


def named(case: Case, x: Floats) -> NDArray[np.intp]:
    """The verdict of each row of answers as a number, shape (...): a level, a situation, or the place of the weakest
    part among ``case.compiled.group_ids``; -1 for none.

    The weakest part is what the reading of a cycle, of layers and of values calls so.
    """
    if case.model.method not in BY_PART:
        return verdicts(case.model, x, case.applicable, case.weights)
    score = score_tree(case.compiled, x, case.applicable, case.weights).score
    return weakest_under(case, score, case.weights)


def weakest_under(case: Case, score: Floats, weights: Weights) -> NDArray[np.intp]:
    """Place of the weakest part of a cycle, of layers or of values in ``case.compiled.group_ids``, -1 for none.

    Args:
        case: the answers.
        score: of the groups, shape (..., groups).
        weights: those that gave these scores.
    """
    model, compiled = case.model, case.compiled
    parts = elements(case) if model.method == "cycle" else [group.id for group in model.groups if not group.beside]
    places = np.array([compiled.group_index[part] for part in parts])
    scores, weight = score[..., places], weights.groups[..., places]
    amounts = -weight * (100 - scores) if model.method == "cycle" else scores
    amounts = np.where((weight > 0) & ~np.isnan(scores), amounts, np.inf)
    least = amounts.min(axis=-1, keepdims=True)
    first = places[np.argmax(amounts <= least + EQUAL, axis=-1)]
    return np.where(np.isinf(least[..., 0]), NONE, first)


def verdict_of(case: Case, found: int) -> int | str | None:
    """A number of ``named`` as a level, the name of a situation, or the id of a part."""
    if found != NONE and case.model.method in BY_PART:
        return case.compiled.group_ids[found]
    return verdict_name(case.model, found)
