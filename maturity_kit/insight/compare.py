"""Rounds, units or organisations beside each other, with the change from round to round split exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.assessment.rounds import new_items
from maturity_kit.content.load import Models, load_models
from maturity_kit.content.model import EQUAL, Group, Model
from maturity_kit.insight.changes import changes_of, former_names
from maturity_kit.insight.comparison import Comparison, ModelStep, Moved, Shift, Side, Step
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.insight.synthesis import score
from maturity_kit.scoring.result import ModelResult


@dataclass(frozen=True)
class Entrant:
    """An assessment to compare: ``name`` of the milestone, if it is one, and ``where`` it came from, for messages."""

    assessment: Assessment
    name: str = ""
    where: str = ""


def compare(assessments: Sequence[Assessment | Entrant], models: Mapping[str, Model] | None = None) -> Comparison:
    """Two or more assessments beside each other; those of one unit also round by round.

    Each model is scored by the version it was filled in with, as far as the workbook still has it, so that the parts
    of a change add up to the difference of the scores.

    Args:
        assessments: in the order in which they should stand.
        models: those of the workbook by default; their order is that of the comparison.

    Raises:
        InputError: a value outside the scale of its item, also on the scale of the next round.
    """
    known = load_models() if models is None else models
    entrants = [one if isinstance(one, Entrant) else Entrant(one) for one in assessments]
    sides = tuple(
        Side(one.assessment, score(one.assessment, _own(one.assessment, known), where=one.where), one.name)
        for one in entrants
    )
    used = {
        model_id: model for model_id, model in known.items() if any(model_id in side.result.models for side in sides)
    }
    steps = tuple(_step(entrants, sides, before, after, known) for before, after in consecutive(sides))
    return Comparison(sides, used, steps, tuple(_notices(sides, known)))


def consecutive(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Places of the sides that are one round and the next one of the same unit, unit by unit.

    Several states of one round, such as its milestones, follow each other in the order in which they were given.
    """
    units: dict[tuple[str, ...], list[int]] = {}
    for place, side in enumerate(sides):
        names = (side.assessment.organisation, side.assessment.unit)
        units.setdefault(tuple(name.strip().casefold() for name in names), []).append(place)
    ordered = [sorted(places, key=lambda place: sides[place].assessment.round) for places in units.values()]
    return [pair for places in ordered for pair in pairwise(places)]


def _version(models: Mapping[str, Model], model_id: str, version: str) -> Model | None:
    if isinstance(models, Models):
        return models.version(model_id, version)
    return models[model_id] if models[model_id].version == version else None


def _former(assessment: Assessment, models: Mapping[str, Model], model_id: str) -> Model | None:
    """The version that an assessment was filled in with; None when the workbook does not have it any more."""
    return _version(models, model_id, assessment.models.get(model_id, models[model_id].version))


def _own(assessment: Assessment, models: Mapping[str, Model]) -> dict[str, Model]:
    return {model_id: _former(assessment, models, model_id) or model for model_id, model in models.items()}


def _step(
    entrants: Sequence[Entrant], sides: Sequence[Side], before: int, after: int, models: Mapping[str, Model]
) -> Step:
    first, second = sides[before], sides[after]
    found = {}
    for model_id, later in second.result.models.items():
        earlier = first.result.models.get(model_id)
        if earlier is not None:
            moved = carried(first.assessment, (later.model,))
            check_values(moved, (later.model,), entrants[before].where)
            former = _former(first.assessment, models, model_id)
            found[model_id] = _model_step(first.assessment, second.assessment, earlier, later, former)
    return Step(before, after, {model_id: found[model_id] for model_id in models if model_id in found})


def _model_step(
    before: Assessment, after: Assessment, earlier: ModelResult, later: ModelResult, former: Model | None
) -> ModelStep:
    model, names = later.model, former_names(earlier.model, later.model)
    groups = [node.id for node in model.nodes if isinstance(node, Group)]
    parts = changes_of(before, after, former, model, [model.id, *groups])

    def shift(node: str) -> Shift:
        was = earlier.nodes.get(names.get(node, ""))
        return Shift(was.score if was else None, later.nodes[node].score, parts[node])

    return ModelStep(
        model,
        Shift(earlier.score, later.score, parts[model.id]),
        {group: shift(group) for group in groups},
        new_items(earlier.model, model),
        tuple(item for item in earlier.model.items if model.current_id(item.id) not in model.by_id),
        _moved(earlier, later, names),
    )


def _moved(earlier: ModelResult, later: ModelResult, names: Mapping[str, str]) -> tuple[Moved, ...]:
    was, now = _values(earlier), _values(later)
    found = []
    for item in later.model.items:
        before, after = was.get(names.get(item.id, "")), now.get(item.id)
        if before is not None and after is not None and abs(after - before) > EQUAL:
            points = 100 * (item.scale.share(after) - item.scale.share(before))
            found.append(Moved(item, before, after, points))
    return tuple(sorted(found, key=lambda one: -abs(one.points)))


def _values(result: ModelResult) -> dict[str, float]:
    """The value of every answered item, on its own scale."""
    case = result.case
    return {case.item(place).id: case.pooled.values[place] for place in case.answered}


def _notices(sides: Sequence[Side], models: Mapping[str, Model]) -> Iterator[Notice]:
    editions = {side.assessment.edition for side in sides}
    if len(editions) > 1:
        yield notice("compare.editions")
    missing = {
        (model_id, side.assessment.models[model_id])
        for side in sides
        for model_id in side.result.models
        if model_id in side.assessment.models and _former(side.assessment, models, model_id) is None
    }
    for model_id, version in sorted(missing):
        yield notice("compare.version", model=models[model_id].title, version=version)
