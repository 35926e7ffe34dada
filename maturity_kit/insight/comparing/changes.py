"""From one round to the next: how much of a change comes from the questions, the weights and the answers."""

from __future__ import annotations

from collections.abc import Iterable

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.content.model import Model
from maturity_kit.scoring.case import case_of
from maturity_kit.scoring.result import Change
from maturity_kit.scoring.score import node_score


def changes_of(
    before: Assessment, after: Assessment, former: Model | None, present: Model, nodes: Iterable[str] | None = None
) -> dict[str, Change]:
    """Change of each node from round ``before`` to ``after``; its three parts add up to the whole.

    *version*: the earlier answers and weights in the present model less the same in their own; *weights*: the present
    weights less the earlier ones, with the earlier answers; *answers*: the present answers less the earlier ones.

    Args:
        before, after: two rounds.
        former: the version of the model that ``before`` was filled in with; None when there is none any more.
        present: the model of ``after``.
        nodes: ids in the present model, its own for the whole; every group and item by default.
    """
    ids = [node.id for node in present.nodes] if nodes is None else list(nodes)
    moved, now = carried(before, (present,)), carried(after, (present,))
    old_names = former_names(former, present) if former else {}
    own = _scores(former, carried(before, (former,)), list(old_names.values())) if former else {}
    renewed = _scores(present, moved, ids)
    weighed = _scores(present, moved.model_copy(update={"weights": now.weights}), ids)
    final = _scores(present, now, ids)
    return {
        node: Change(
            _less(renewed[node], own.get(old_names.get(node, ""))),
            _less(weighed[node], renewed[node]),
            _less(final[node], weighed[node]),
        )
        for node in ids
    }


def former_names(former: Model, present: Model) -> dict[str, str]:
    """The id that each node of the present model, and the model itself, had in an older version; only those it had.

    Nodes that are gone keep their id. Where two became one, the one whose answer moves along counts.
    """
    found = {present.current_id(node.id): node.id for node in reversed(former.nodes)}
    kept = {node.id: node.id for node in former.nodes if node.id in present.by_id}
    return {**found, **kept, present.id: former.id}


def _scores(model: Model, assessment: Assessment, nodes: Iterable[str]) -> dict[str, float | None]:
    case = case_of(model, assessment)
    return {node: node_score(case, node).score for node in nodes}


def _less(later: float | None, earlier: float | None) -> float | None:
    return None if later is None or earlier is None else later - earlier
