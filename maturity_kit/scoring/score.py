"""Scoring one model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.content.arguments import expect
from maturity_kit.content.model import Item, Model
from maturity_kit.content.readonly import ReadOnly
from maturity_kit.scoring.case import Case, case_of, number
from maturity_kit.scoring.ladder import read_ladder
from maturity_kit.scoring.parts import gap_of, read_cycle, read_layers, read_values
from maturity_kit.scoring.quadrant import read_quadrant
from maturity_kit.scoring.result import ModelResult, NodeScore, Reading, TreeReading


def score_model(model: Model, assessment: Assessment, where: str = "") -> ModelResult:
    """Everything that follows from an assessment for one model.

    Scores are 0..100, coverage 0..1. An open item carries no score but widens the bounds ``low`` and ``high``; what
    does not exist is None.

    Raises:
        InputError: a value outside the scale of its item; ``where`` names the file.

    >>> import maturity_kit as mk
    >>> mk.score_model(mk.load_models()["four-d"], mk.example("insurer"))
    ModelResult(four-d 1.0: 43.4, coverage 1.00)
    """
    expect(model, Model, "model")
    expect(assessment, Assessment, "assessment")
    moved = carried(assessment, (model,))
    check_values(moved, (model,), where)
    return result_of(case_of(model, moved), moved.claims.get(model.id))


def result_of(case: Case, claimed: str | None = None) -> ModelResult:
    """The result of a case."""
    nodes = ReadOnly({node.id: node_score(case, node.id) for node in case.model.nodes})
    root = node_score(case, case.model.id)
    rules = ReadOnly({rule: number(scores[0]) for rule, scores in case.rules.items()})
    return ModelResult(
        case.model,
        root.score,
        root.low,
        root.high,
        root.coverage,
        root.target,
        root.gap,
        rules,
        nodes,
        _reading(case, claimed),
        case,
    )


def node_score(case: Case, node: str) -> NodeScore:
    """The values of an item, a group or (by its id) the model."""
    target = case.target(node)
    if isinstance(case.model.by_id.get(node), Item):
        four = _item_score(case, case.compiled.item_index[node])
    else:
        place, tree = case.compiled.group_index[node], case.tree
        four = tuple(number(part[place]) for part in (tree.score, tree.low, tree.high, tree.coverage))
    return NodeScore(four[0], four[1], four[2], four[3], target, gap_of(four[0], target))


def _item_score(case: Case, place: int) -> tuple[float | None, ...]:
    if not case.applicable[place]:
        return None, None, None, None
    score = number(100 * case.x[place])
    return (None, 0.0, 100.0, 0.0) if score is None else (score, score, score, 1.0)


def _reading(case: Case, claimed: str | None) -> Reading:
    match case.model.method:
        case "ladder":
            return read_ladder(case)
        case "quadrant":
            return read_quadrant(case, claimed)
        case "cycle":
            return read_cycle(case)
        case "layers":
            return read_layers(case)
        case "values":
            return read_values(case)
        case "tree":
            return TreeReading()


def share_reached(nodes: Iterable[NodeScore], weights: Mapping[int, float] | None = None) -> float:
    """Share of the targets that is reached, 0..1, over nodes with a score and a target; 1 without any target to reach.

    Args:
        nodes: in some order.
        weights: of each node by its place in that order; 1 by default.
    """
    pairs = [((weights or {}).get(place, 1.0), node) for place, node in enumerate(nodes)]
    both = [(weight, node.target, node.score) for weight, node in pairs if node.target is not None]
    known = [(weight, target, score) for weight, target, score in both if score is not None]
    total = sum(weight * target for weight, target, _ in known)
    return 1 - sum(weight * max(0.0, target - score) for weight, target, score in known) / total if total else 1.0
