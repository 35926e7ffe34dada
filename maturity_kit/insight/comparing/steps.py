"""From one side of a comparison to another: what differs in each model, split exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.assessment.rounds import new_items
from maturity_kit.content.model import EQUAL, Group, Model
from maturity_kit.insight.comparing.changes import changes_of, former_names
from maturity_kit.insight.comparing.comparison import Side
from maturity_kit.insight.comparing.shifts import ComparisonError, Kind, ModelStep, Moved, Shift, Step
from maturity_kit.scoring.resampling import Band, difference
from maturity_kit.scoring.result import ModelResult


def consecutive(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Places of the sides that are one round and the next one of the same unit, unit by unit.

    Several states of one round, such as its milestones, follow each other in the order in which they were given.
    """
    units: dict[tuple[str, ...], list[int]] = {}
    for place, side in enumerate(sides):
        units.setdefault(_unit(side), []).append(place)
    ordered = [sorted(places, key=lambda place: sides[place].assessment.round) for places in units.values()]
    return [pair for places in ordered for pair in pairwise(places)]


def kind_of(sides: Sequence[Side], before: int, after: int) -> Kind:
    """A change within one unit from a round to a later one or a later state of the same, else a difference."""
    first, second = sides[before], sides[after]
    order = (first.assessment.round, before) < (second.assessment.round, after)
    return "change" if order and _unit(first) == _unit(second) else "difference"


def _unit(side: Side) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in (side.assessment.organisation, side.assessment.unit))


def step_of(sides: Sequence[Side], before: int, after: int, order: Iterable[str]) -> Step:
    """The step between two sides.

    Args:
        sides: of a comparison.
        before, after: places among them, from 0.
        order: ids of models in the order in which they should stand.

    Raises:
        ComparisonError: there is no such place, or both are the same one.
        InputError: a value of the side before that does not fit the version of the model of the side after.
    """
    for place in (before, after):
        check_place(place, sides)
    if before == after:
        raise ComparisonError("error.itself", found=before)
    first, second = sides[before], sides[after]
    shared = [name for name in order if name in first.result.models and name in second.result.models]
    models = {name: _model_step(first, second, name) for name in shared}
    return Step(before, after, models, kind_of(sides, before, after))


def check_place(place: object, sides: Sequence[Side]) -> None:
    """Refuse a place that is none of the sides, counted from 0.

    Raises:
        ComparisonError: with what is allowed.
    """
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(sides):
        raise ComparisonError("error.place", found=place, allowed=f"0–{len(sides) - 1}")


def own_version(side: Side, model_id: str) -> Model | None:
    """The version that a side was filled in with and scored by; None when the workbook does not have it any more."""
    model = side.result.models[model_id].model
    return model if side.assessment.models.get(model_id, model.version) == model.version else None


def _model_step(first: Side, second: Side, model_id: str) -> ModelStep:
    earlier, later = (side.result.models[model_id] for side in (first, second))
    model = later.model
    check_values(carried(first.assessment, (model,)), (model,), first.where)
    names = former_names(earlier.model, model)
    groups = [node.id for node in model.nodes if isinstance(node, Group)]
    former = own_version(first, model_id)
    parts = changes_of(first.assessment, second.assessment, former, model, [model.id, *groups])

    def shift(node: str) -> Shift:
        name = names.get(node, "")
        was, now = (result.score if node == model.id else _score(result, one)
                    for result, one in ((earlier, name), (later, node)))  # fmt: skip
        return Shift(was, now, parts[node], _band(first, second, model_id, name, node))

    return ModelStep(
        model,
        shift(model.id),
        {group: shift(group) for group in groups},
        new_items(earlier.model, model),
        tuple(item for item in earlier.model.items if model.current_id(item.id) not in model.by_id),
        _moved(earlier, later, names),
    )


def _score(result: ModelResult, node: str) -> float | None:
    return result.nodes[node].score if node in result.nodes else None


def _band(first: Side, second: Side, model_id: str, before: str, after: str) -> Band:
    rooms = (first.rooms.get(model_id), second.rooms.get(model_id))
    if rooms[0] is None or rooms[1] is None or before not in rooms[0].case.compiled.group_index:
        return Band()
    return difference(rooms[0], before, rooms[1], after)


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
