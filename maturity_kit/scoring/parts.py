"""Readings that compare the parts of a model: cycle, layers and values."""

from __future__ import annotations

from maturity_kit.content.model import SIGNALS, Model
from maturity_kit.content.parameters import ids
from maturity_kit.content.readonly import ReadOnly
from maturity_kit.scoring.case import Case, first_least, in_use, weighted_mean
from maturity_kit.scoring.result import CycleReading, LayersReading, ValuesReading


def _scored(case: Case, groups: list[str]) -> dict[str, float]:
    """Scores of the groups with a score and a weight above 0."""
    found = {group: case.score(group) for group in groups if _weight(case, group) > 0}
    return {group: score for group, score in found.items() if score is not None}


def _weight(case: Case, group: str) -> float:
    return float(case.weights.groups[case.compiled.group_index[group]])


def elements(case: Case) -> list[str]:
    """The elements of a cycle, in their order, without groups beside the score."""
    return elements_of(case.model)


def elements_of(model: Model) -> list[str]:
    """``elements`` by the model alone."""
    circle = next(group for group in model.groups if group.id == ids(model, "elements")[0])
    return [element.id for element in circle.groups if not element.beside]


def read_cycle(case: Case) -> CycleReading:
    """The weakest element has the greatest w (100 - S), the strongest the highest S; the first on a tie."""
    scores = _scored(case, elements(case))
    lost = {element: -_weight(case, element) * (100 - score) for element, score in scores.items()}
    return CycleReading(first_least(lost), first_least({element: -score for element, score in scores.items()}))


def read_layers(case: Case) -> LayersReading:
    """The bottleneck, its score as the strength of the chain, and the gap of each layer."""
    layers = [group.id for group in case.model.groups if not group.beside]
    scores = _scored(case, layers)
    bottleneck = first_least(scores)
    gaps = {layer: gap_of(case.score(layer), case.target(layer)) for layer in layers}
    return LayersReading(bottleneck, scores[bottleneck] if bottleneck else None, ReadOnly(gaps))


def read_values(case: Case) -> ValuesReading:
    """The three signals, insight against solution, and the weakest value."""
    halves = {name: _half(case, ids(case.model, name)) for name in ("insight", "solution")}
    values = [group.id for group in case.model.groups if not group.beside]
    signals = {name: signal(case, name) for name in SIGNALS}
    return ValuesReading(ReadOnly(signals), halves["insight"], halves["solution"], first_least(_scored(case, values)))


def _half(case: Case, groups: tuple[str, ...]) -> float | None:
    scores = _scored(case, list(groups))
    return weighted_mean([(_weight(case, group), score) for group, score in scores.items()])


def signal(case: Case, name: str) -> float | None:
    """100 less the weighted mean of the answered items tagged with a signal; None without any."""
    found = tagged(case, {item.id for item in case.model.items if name in item.signals})
    return None if found is None else 100 - found


def tagged(case: Case, items: set[str]) -> float | None:
    """100 sum(w x) / sum(w) over the answered items among ``items`` that are in use; None without any."""
    used = in_use(case.compiled, case.weights)
    places = [place for place in case.answered if used[place] and case.item(place).id in items]
    found = weighted_mean([(float(case.weights.items[place]), float(case.x[place])) for place in places])
    return None if found is None else 100 * found


def gap_of(score: float | None, target: float | None) -> float | None:
    """How far the score stays below the target; None when either is missing."""
    return None if score is None or target is None else max(0.0, target - score)
