"""What each node comes to, so that a formula carries its value for readers that do not compute."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_kit.content.model import Group, Item, Model
from maturity_kit.scoring.result import ModelResult, NodeScore

Node = Group | Item


@dataclass(frozen=True)
class Facts:
    """One node of a model.

    Attributes:
        four: score, bounds, coverage, target and gap.
        weight: in force.
        counted: the weight with which it counts in its parent: 0 when it dropped out or stands beside.
        used: its weight and that of every group above it are above 0.
        importance: the product of the steps down to it; for an item 0 when it is not used.
        mean_below: mean weight of the children that count, 0 without any.
        beside: it stands beside the score, or below a group that does.
    """

    four: NodeScore
    weight: float
    counted: float
    used: bool
    importance: float
    mean_below: float
    beside: bool

    @property
    def scored(self) -> float:
        """The weight with which its score counts."""
        return 0.0 if self.four.score is None else self.counted


def children(model: Model, node_id: str) -> tuple[Node, ...]:
    """The nodes directly under a group, or under the model by its id; none under an item."""
    if node_id == model.id:
        return model.groups
    node = model.node(node_id)
    return (*node.groups, *node.items) if isinstance(node, Group) else ()


def facts_of(result: ModelResult) -> dict[str, Facts]:
    """The facts of every node, and of the model by its id."""
    model = result.model
    root = NodeScore(result.score, result.low, result.high, result.coverage, result.target, result.gap)
    found = {model.id: Facts(root, 1.0, 0.0, True, 1.0, _mean_below(result, model.id), False)}
    for node in model.nodes:
        above = model.parent(node.id)
        found[node.id] = _facts(result, node, found[above.id if above else model.id])
    return found


def _facts(result: ModelResult, node: Node, above: Facts) -> Facts:
    weight = weight_of(result, node)
    used = above.used and weight > 0
    aside = isinstance(node, Group) and node.beside
    step = 1.0 if above.beside or aside or not above.mean_below else weight / above.mean_below
    importance = above.importance * step
    if isinstance(node, Item) and not used:
        importance = 0.0
    four = result.nodes[node.id]
    mean = _mean_below(result, node.id)
    return Facts(four, weight, _counted(result, node), used, importance, mean, above.beside or aside)


def weight_of(result: ModelResult, node: Node) -> float:
    """The weight that is in force for a node."""
    compiled, weights = result.case.compiled, result.case.weights
    if isinstance(node, Item):
        return float(weights.items[compiled.item_index[node.id]])
    return float(weights.groups[compiled.group_index[node.id]])


def _counted(result: ModelResult, node: Node) -> float:
    aside = isinstance(node, Group) and node.beside
    return 0.0 if aside or result.nodes[node.id].low is None else weight_of(result, node)


def _mean_below(result: ModelResult, node_id: str) -> float:
    weights = [_counted(result, child) for child in children(result.model, node_id)]
    some = [weight for weight in weights if weight > 0]
    return sum(some) / len(some) if some else 0.0
