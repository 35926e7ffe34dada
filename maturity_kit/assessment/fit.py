"""How an assessment fits the models: old ids moved along, values on the scale, ids that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maturity_kit.assessment.assessment import Assessment, Vote
from maturity_kit.assessment.pool import is_entry
from maturity_kit.assessment.registers import with_present_ids
from maturity_kit.content.checked import located
from maturity_kit.content.model import Item, Model
from maturity_kit.errors import InputError

BY_NODE = ("answers", "votes", "targets", "weights")
BY_MODEL = ("models", "model_weights", "claims")


def carried(assessment: Assessment, models: Iterable[Model]) -> Assessment:
    """The assessment with ids of older versions replaced by the present ones (``renamed``).

    An entry under the present id goes first; the old one then stays where it is. Nothing is dropped.
    """
    present: dict[str, str] = {}
    for model in models:
        present |= {old: model.current_id(old) for old in model.renamed if old not in model.by_id}
    if not present:
        return assessment
    moved = {name: _moved(getattr(assessment, name), present) for name in BY_NODE}
    registers = with_present_ids(assessment.registers, present)
    return assessment.model_copy(update={**moved, "registers": registers})


def _moved(entries: Mapping[str, Any], present: Mapping[str, str]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for node, entry in entries.items():
        new = present.get(node, node)
        taken = new != node and (new in entries or new in result)
        result[node if taken else new] = entry
    return result


def check_values(assessment: Assessment, models: Iterable[Model], where: str = "") -> None:
    """Refuse values outside the scale of their item, half votes, and counts of another number of steps.

    Raises:
        InputError: with the place in the file.
    """
    for item in (item for model in models for item in model.items):
        answer = assessment.answers.get(item.id)
        if answer is not None and answer.value is not None:
            _on_scale(answer.value, item, located(where, ("answers", item.id, "value")))
        for n, vote in enumerate(assessment.votes.get(item.id, ())):
            _check_vote(vote, item, located(where, ("votes", item.id, n)))


def _on_scale(value: float, item: Item, where: str) -> None:
    if not item.scale.min <= value <= item.scale.max:
        raise InputError("value.scale", where, found=value, allowed=f"{item.scale.min}–{item.scale.max}")


def _check_vote(vote: Vote, item: Item, where: str) -> None:
    if vote.value is not None:
        _on_scale(vote.value, item, f"{where}.value")
        if vote.value != int(vote.value):
            raise InputError("vote.step", f"{where}.value", found=vote.value)
    if vote.counts is not None and len(vote.counts) != item.scale.steps:
        raise InputError("vote.steps", f"{where}.counts", found=len(vote.counts), allowed=item.scale.steps)


def used_models(assessment: Assessment, models: Mapping[str, Model]) -> dict[str, Model]:
    """The models that are scored: with an entry in ``models`` of the assessment, or with an answer or vote.

    An entry with only a note is no answer, and an empty list of votes is no vote.
    """
    touched = {item for item, answer in assessment.answers.items() if is_entry(answer)}
    touched |= {item for item, votes in assessment.votes.items() if votes}

    def used(model: Model) -> bool:
        return model.id in assessment.models or any(item.id in touched for item in model.items)

    return {model_id: model for model_id, model in sorted(models.items()) if used(model)}


def unknown_ids(assessment: Assessment, models: Mapping[str, Model]) -> dict[str, tuple[str, ...]]:
    """For each field of the assessment: the ids in it that no model knows."""
    items = {item.id for model in models.values() for item in model.items}
    nodes = {node.id for model in models.values() for node in model.nodes}
    known = {"answers": items, "votes": items, "targets": nodes | models.keys(), "weights": nodes}
    known |= {name: set(models) for name in BY_MODEL}
    found = {}
    for name, ids in known.items():
        strange = tuple(node for node in getattr(assessment, name) if node not in ids)
        if strange:
            found[name] = strange
    return found
