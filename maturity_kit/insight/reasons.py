"""Why a proposal stands on the road: from its priority down to the answer and the weights behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from maturity_kit.content.model import Item, Model
from maturity_kit.content.text import Text
from maturity_kit.insight.explain import Row, explain
from maturity_kit.insight.notice import Notice
from maturity_kit.insight.notices import jumps
from maturity_kit.insight.roadmap import TARGET, Proposal, items_in, skipped_repairs
from maturity_kit.insight.synthesis import Result
from maturity_kit.scoring.result import ModelResult


@dataclass(frozen=True)
class Weighed:
    """One step from the models down to an item.

    Attributes:
        node: id of the model, group or item.
        title: of a group or model, or the question.
        weight: its own.
        mean: of the weights of all siblings that count, itself among them; None where the step counts one, because it
            goes into or below a group beside the score.
        factor: weight / mean, or 1.
    """

    node: str
    title: Text
    weight: float
    mean: float | None
    factor: float


@dataclass(frozen=True)
class Reason:
    """What speaks for a proposal, and what to know before choosing it.

    Attributes:
        score, target: 0..100; the target is the item's own or that of a part above it, or 75.
        own_target: whether somebody set that target.
        path: the steps whose factors multiply to the importance, the model first.
        row: the item with its answer.
        skipped: title of the skipped level that the proposal repairs; None when it repairs none.
        layer: title of the layer in which the focus dialogue falls short most; None when it lies elsewhere.
        dialogue: name of that dialogue.
        jump: the warning when the item lies above a level that is not secured; its details are ``level`` and ``lower``.
    """

    proposal: Proposal
    item: Item
    model: Model
    score: float
    target: float
    own_target: bool
    path: tuple[Weighed, ...]
    row: Row
    skipped: Text | None
    layer: Text | None
    dialogue: str
    jump: Notice | None

    @property
    def gap(self) -> float:
        """The part of the scale up to the target, 0..1."""
        return (self.target - self.score) / 100


def reasons_of(result: Result, model_weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """Why each proposal of a result is there, in the order of the road.

    ``model_weights`` are those of the assessment, by model; 1 by default.
    """
    rows = {model: explain(result.models[model]).rows for model in {step.model for step in result.roadmap}}
    repairs = skipped_repairs(result.models)
    return tuple(_reason(result, step, rows[step.model], repairs, model_weights) for step in result.roadmap)


def _reason(
    result: Result, step: Proposal, rows: Iterable[Row], repairs: set[str], model_weights: Mapping[str, float]
) -> Reason:
    found = result.models[step.model]
    node, target = found.nodes[step.item], found.nodes[step.item].target
    item = found.model.node(step.item)
    assert isinstance(item, Item)
    walked = list(_walk(found.model, step.item, rows))
    return Reason(
        step,
        item,
        found.model,
        node.score or 0.0,
        TARGET if target is None else target,
        target is not None,
        (_model_step(result.models, step.model, model_weights), *(weighed for weighed, _ in walked)),
        walked[-1][1],
        _top(found.model, step.item) if step.item in repairs else None,
        _layer(result, step),
        result.tables.focus.dialogue if result.tables.focus else "",
        next(iter(jumps(found, [step.item])), None),
    )


def _walk(model: Model, item: str, rows: Iterable[Row]) -> Iterator[tuple[Weighed, Row]]:
    beside = False
    for node in model.path(item):
        siblings = list(rows)
        row = next(one for one in siblings if one.node == node)
        beside = beside or row.left == "beside"
        counted = [one.weight for one in siblings if one.left in (None, "no-answer") and one.weight > 0]
        mean = None if beside else _mean(counted)
        yield Weighed(node, row.title, row.weight, mean, row.weight / mean if mean else 1.0), row
        rows = row.rows


def _model_step(models: Mapping[str, ModelResult], model: str, model_weights: Mapping[str, float]) -> Weighed:
    weights = [model_weights.get(one, 1.0) for one in models]
    own, mean = model_weights.get(model, 1.0), _mean(weights)
    return Weighed(model, models[model].model.title, own, mean, own / mean if mean else 1.0)


def _mean(weights: list[float]) -> float:
    """Their mean, also of weights so large that their sum is not a number any more."""
    top = max(weights) or 1.0
    return top * (sum(weight / top for weight in weights) / len(weights))


def _top(model: Model, item: str) -> Text:
    return next(group.title for group in model.groups if group.id == model.path(item)[0])


def _layer(result: Result, step: Proposal) -> Text | None:
    found = result.models[step.model].model
    return _top(found, step.item) if step.item in items_in(result.models, result.tables.widest) else None
