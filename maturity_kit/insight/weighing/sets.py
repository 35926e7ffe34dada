"""Sets of weights with a name: saving what was weighed, and putting a set in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.registers import WeighedPart, WeightSet, registers_of
from maturity_kit.assessment.registers.weighed import OF_MODELS
from maturity_kit.content.arguments import expect
from maturity_kit.content.checked import nearest
from maturity_kit.content.load import expect_models, load_models
from maturity_kit.content.model import Model
from maturity_kit.insight.weighing.given import WeighingError, entries, known, number, text
from maturity_kit.insight.weighing.weighing import Weighing, direct_weights, pairwise_weights, swing_weights

Choice: TypeAlias = "str | Mapping[str, float] | Weighing | None"
REGISTER = "weight_sets"


class Overrides(NamedTuple):
    """Weights that stand instead of those of the models: of groups and items, and of the models themselves."""

    weights: Mapping[str, float]
    model_weights: Mapping[str, float]


def weight_sets(assessment: Assessment) -> dict[str, WeightSet]:
    """The sets of weights of an assessment by name, in the order in which they were saved.

    >>> from maturity_kit.assessment.files import example
    >>> list(weight_sets(save_weights(example("insurer"), "As it is")))
    ['As it is']
    """
    expect(assessment, Assessment, "assessment")
    return {one.name: one for one in registers_of(assessment.registers).weight_sets}


def weight_set(assessment: Assessment, name: str) -> WeightSet:
    """The set of weights with this name, whatever its capitals.

    Raises:
        InputError: there is none; the name most like it is proposed.

    >>> from maturity_kit.assessment.files import example
    >>> weight_set(save_weights(example("insurer"), "As it is"), "as it is").name
    'As it is'
    """
    sets = weight_sets(assessment)
    found = next((one for one in sets.values() if _same(one.name, name)), None)
    if found is not None:
        return found
    if not sets:
        raise WeighingError("error.no-sets", REGISTER, found=name)
    raise WeighingError("error.unknown", REGISTER, found=name, nearest=nearest(name, sets))


def apply_weights(assessment: Assessment, chosen: Choice, models: Mapping[str, Model] | None = None) -> Assessment:
    """The assessment with other weights in force; nothing else changes.

    Args:
        assessment: what people said.
        chosen: the name of a saved set, or a mapping of node or model ids to weights of 0 or more; either is a whole
            set: what it does not name has the weight of its model, so ``{}`` gives the models as they are. A Weighing
            goes over the weights in force, and None leaves those.
        models: those of the workbook by default.

    Raises:
        InputError: no such set, an id that no model has, or a weight that is negative, not finite or no number.

    >>> from maturity_kit.assessment.files import example
    >>> apply_weights(example("insurer"), {"dm.forms": 2}).weights
    {'dm.forms': 2.0}
    """
    expect(assessment, Assessment, "assessment")
    present = load_models() if models is None else models
    expect_models(present)
    moved = carried(assessment, present.values())
    weights, model_weights = overrides(moved, chosen, present)
    return moved.model_copy(update={"weights": dict(weights), "model_weights": dict(model_weights)})


def overrides(assessment: Assessment, chosen: Choice, models: Mapping[str, Model]) -> Overrides:
    """The weights that a choice stands for.

    Raises:
        InputError: as for ``apply_weights``.
    """
    if chosen is None:
        return Overrides(assessment.weights, assessment.model_weights)
    if isinstance(chosen, str):
        found = weight_set(assessment, chosen)
        return Overrides(found.weights, found.model_weights)
    if isinstance(chosen, Weighing):
        weighed_in(chosen, models)
        own = _split(chosen.weights, models)
        return Overrides({**assessment.weights, **own[0]}, {**assessment.model_weights, **own[1]})
    if not hasattr(chosen, "items"):
        raise WeighingError("error.sides", "", found=type(chosen).__name__)
    return _split(dict(entries(chosen, "weights")) if len(chosen) else {}, models)


def _split(found: Mapping[Any, Any], models: Mapping[str, Model]) -> Overrides:
    """Weights of nodes and of models apart.

    Raises:
        WeighingError: an id that no model has, or something that is no weight.
    """
    nodes = [node.id for model in models.values() for node in model.nodes]
    parts: tuple[dict[str, float], dict[str, float]] = {}, {}
    for name, weight in found.items():
        known(text(name, "weights"), [*nodes, *models], "weights")
        parts[name in models][name] = number(weight, f"weights.{name}", 0)
    _check_something_counts(Overrides(*parts), models)
    return Overrides(*parts)


def _check_something_counts(found: Overrides, models: Mapping[str, Model]) -> None:
    if models and not any(found.model_weights.get(name, 1.0) for name in models):
        raise WeighingError("error.no-model", "weights")
    for model in models.values():
        counted = [group for group in model.groups if not group.beside]
        if counted and not any(found.weights.get(group.id, group.weight) for group in counted):
            raise WeighingError("error.all-off", "weights", found=model.id)


def weighed_in(weighing: Weighing, models: Mapping[str, Model]) -> str:
    """Of what the weighed things are the parts: the id of a group, of a model, or ``models``.

    Raises:
        WeighingError: they do not stand directly beside each other, or no model knows them.
    """
    if all(name in models for name in weighing.weights):
        return OF_MODELS
    owners = {node.id: model for model in models.values() for node in model.nodes}
    found = []
    for name in weighing.weights:
        known(name, owners, "weights")
        above = owners[name].parent(name)
        found.append(above.id if above else owners[name].id)
    if len(set(found)) > 1:
        raise WeighingError("error.not-beside", "weights", found=", ".join(weighing.weights))
    return found[0]


def save_weights(
    assessment: Assessment,
    name: str,
    *weighings: Weighing,
    note: str = "",
    models: Mapping[str, Model] | None = None,
) -> Assessment:
    """The assessment with one more set: the weights in force with these weighings over them, and what was said.

    Saving does not put the set in force; ``apply_weights`` does.

    Args:
        assessment: what people said.
        name: of the set; no other set of the assessment has it.
        weighings: each of the parts of one group, or of the models.
        note: why these weights.
        models: those of the workbook by default.

    Raises:
        InputError: the name is empty or taken, or a weighing is none, or of things that do not stand beside each other.

    >>> from maturity_kit.assessment.files import example
    >>> team = direct_weights({"fd.data": 40, "fd.decisions": 40, "fd.design": 10, "fd.delivery": 10})
    >>> saved = save_weights(example("insurer"), "Team", team, note="Data first")
    >>> weight_set(saved, "team").weights["fd.data"]
    1.6
    """
    present = load_models() if models is None else models
    text(name, f"{REGISTER}.name")
    if any(_same(name, one) for one in weight_sets(assessment)):
        raise WeighingError("error.taken", REGISTER, found=name)
    inside = assessment
    for weighing in weighings:
        expect(weighing, Weighing, "weighing")
        inside = apply_weights(inside, weighing, present)
    parts = {weighed_in(weighing, present): weighing for weighing in weighings}
    row = set_row(name, note, inside, [part_row(of, weighing) for of, weighing in parts.items()])
    return apply(assessment, Event("register", REGISTER, [*assessment.registers.get(REGISTER, ()), row]))


def set_row(name: str, note: str, assessment: Assessment, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """A row of the register with the weights that are in force in an assessment; what is empty is left out."""
    own = {"weights": dict(assessment.weights), "model_weights": dict(assessment.model_weights)}
    fields: dict[str, Any] = {"note": note, **own, "parts": parts}
    return {"name": name.strip(), **{key: found for key, found in fields.items() if found}}


def part_row(of: str, weighing: Weighing) -> dict[str, Any]:
    """What people said, as a row of a set has it."""
    judgements: dict[str, dict[str, float]] = {}
    for (first, second), value in weighing.judgements.items():
        judgements.setdefault(first, {})[second] = value
    said = {"points": dict(weighing.points), "order": list(weighing.order), "judgements": judgements}
    return {"of": of, "method": weighing.method, **{key: found for key, found in said.items() if found}}


def weighed_again(part: WeighedPart) -> Weighing:
    """The weighing that was kept with a set, worked out again from what people said.

    Raises:
        InputError: what was said cannot be weighed any more.
    """
    if part.method == "direct":
        return direct_weights(part.points)
    if part.method == "swing":
        return swing_weights(part.points, part.order or None)
    told = {(first, second): value for first, others in part.judgements.items() for second, value in others.items()}
    ids = dict.fromkeys(name for pair in told for name in pair)
    return pairwise_weights([*ids], told)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == str(other).strip().casefold()
