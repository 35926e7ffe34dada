"""The formulas of scoring.md once more, written only to be checked by eye: no arrays, no caches, one node at a time.

``result(fields, models)`` takes the fields of an assessment file and gives the fields of a result file, as far as
answers, votes, targets, weights and claims decide them.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace

from maturity_kit.content.model import Group, Item, Model

EPS = 1e-9
OPEN, AWAY = "unknown or not asked", "not applicable or outside the edition"
NONE = (None, None, None, None)


def less(one, other):
    """Smaller by more than what counts as equal."""
    return one <= other - EPS


@dataclass(frozen=True)
class Sheet:
    """One model with what was said about it: per item a value, ``OPEN`` or ``AWAY``."""

    model: Model
    marks: dict
    weights: dict
    targets: dict
    claim: str | None = None

    def w(self, node):
        """Weight of a node."""
        return self.weights.get(node.id, node.weight)

    def answered(self, item):
        """Whether the item has a value."""
        return self.marks[item.id] not in (OPEN, AWAY)

    def x(self, item):
        """The answer as a number in 0..1."""
        return (self.marks[item.id] - item.scale.min) / (item.scale.max - item.scale.min)

    def filled(self, end):
        """The sheet with every open item at the ``min`` or ``max`` of its scale."""
        ends = {item.id: getattr(item.scale, end) for item in self.model.items}
        return replace(self, marks={i: ends[i] if mark == OPEN else mark for i, mark in self.marks.items()})


# Answers


def sheet_of(fields, model):
    """The answers, weights, targets and claim of one model, under its present ids."""
    told = {name: renamed(fields.get(name, {}), model) for name in ("answers", "votes", "weights", "targets")}
    pool = model.parameters.get("pool", "mean")
    marks = {i.id: mark_of(told["answers"].get(i.id), told["votes"].get(i.id, ()), i, pool) for i in model.items}
    if fields.get("edition") == "quick" and any(i.quick for i in model.items):
        said = {i.id for i in model.items if counts_as_entry(told["answers"].get(i.id)) or told["votes"].get(i.id)}
        marks = {i.id: marks[i.id] if i.quick or i.id in said else AWAY for i in model.items}
    return Sheet(model, marks, told["weights"], told["targets"], fields.get("claims", {}).get(model.id))


def renamed(entries, model):
    """Entries with old ids replaced; one under the present id goes first."""
    old = {model.current_id(node): entry for node, entry in entries.items() if node in model.renamed}
    return {**old, **entries}


def counts_as_entry(entry):
    """Whether an entry in ``answers`` says something: a value or a state, not only a note."""
    return entry is not None and (entry.get("value") is not None or entry.get("state") is not None)


def mark_of(entry, votes, item, pool):
    """The agreed entry of an item, else its pooled votes."""
    if counts_as_entry(entry):
        found = entry.get("value") if entry.get("value") is not None else entry["state"]
        return {"unknown": OPEN, "not_applicable": AWAY}.get(found, found)
    voices = newest_ballot(votes, item)
    values = [voice for voice in voices if voice not in (OPEN, AWAY)]
    if voices.count(AWAY) > len(voices) / 2:
        return AWAY
    if not values:
        return OPEN
    return statistics.median(values) if pool == "median" else sum(values) / len(values)


def newest_ballot(votes, item):
    """What each voter said in the newest ballot."""
    newest = max((vote.get("ballot", 1) for vote in votes), default=1)
    named, nameless = {}, []
    for vote in votes:
        if vote.get("ballot", 1) != newest:
            continue
        if "counts" in vote:
            for step, people in enumerate(vote["counts"]):
                nameless += [item.scale.min + step] * people
            nameless += [OPEN] * vote.get("unknown", 0) + [AWAY] * vote.get("not_applicable", 0)
            continue
        voice = vote["value"] if "value" in vote else {"unknown": OPEN, "not_applicable": AWAY}[vote["state"]]
        if vote.get("voter") is None:
            nameless.append(voice)
        else:
            named[vote["voter"]] = voice
    return [*named.values(), *nameless]


# The tree


def children(node):
    """What is directly in a model or group."""
    return node.groups if isinstance(node, Model) else (*node.groups, *node.items)


def beside(node):
    """Whether a node is judged beside the score."""
    return isinstance(node, Group) and node.beside


def empty(sheet, node):
    """An item that does not apply or that the edition leaves out, or a group with nothing left in it."""
    return sheet.marks[node.id] == AWAY if isinstance(node, Item) else not counting(sheet, node)


def dropped(sheet, node):
    """Whether a node drops out of its parent."""
    return sheet.w(node) == 0 or empty(sheet, node)


def counting(sheet, node):
    """The children that count in a group or model."""
    return [child for child in children(node) if not dropped(sheet, child) and not beside(child)]


def mean(pairs):
    """Weighted mean of (weight, number) over the numbers there are; None without any."""
    there = [(w, number) for w, number in pairs if number is not None]
    return sum(w * number for w, number in there) / sum(w for w, _ in there) if there else None


def group_rule(weighted):
    """Score, low, high, coverage of a group from (weight, four values) of the children that count."""
    return tuple(mean((w, four[n]) for w, four in weighted) for n in range(4))


def four(sheet, node):
    """Score, low, high and coverage of a node, computed from what is in it."""
    if empty(sheet, node):
        return NONE
    if isinstance(node, Item):
        score = 100 * sheet.x(node) if sheet.answered(node) else None
        return (None, 0, 100, 0) if score is None else (score, score, score, 1)
    return group_rule([(sheet.w(child), four(sheet, child)) for child in counting(sheet, node)])


def score(sheet, node):
    """Score of a node; None without one."""
    return four(sheet, node)[0]


def scored_children(sheet, node, rule):
    """(weight, number by another rule) of the children that count and have a score."""
    there = [child for child in counting(sheet, node) if score(sheet, child) is not None]
    return [(sheet.w(child), rule(sheet, child)) for child in there]


def geometric(sheet, node):
    """The weighted geometric mean up the tree."""
    if isinstance(node, Item) or score(sheet, node) is None:
        return score(sheet, node)
    pairs = scored_children(sheet, node, geometric)
    if any(number == 0 for _, number in pairs):
        return 0
    return math.exp(sum(w * math.log(number) for w, number in pairs) / sum(w for w, _ in pairs))


def minimum(sheet, node):
    """The smallest score up the tree."""
    if isinstance(node, Item) or score(sheet, node) is None:
        return score(sheet, node)
    return min(number for _, number in scored_children(sheet, node, minimum))


def paths(model):
    """For every node, the model and groups above it and the node itself, from the top down."""
    found, pending = {}, [(model,)]
    while pending:
        path = pending.pop()
        found[path[-1].id] = path
        pending += [] if isinstance(path[-1], Item) else [(*path, child) for child in children(path[-1])]
    return found


def target(sheet, node):
    """A node's own target, else that of the nearest node above it that has one."""
    own = [sheet.targets[above.id] for above in paths(sheet.model)[node.id] if above.id in sheet.targets]
    return own[-1] if own else None


def gap(sheet, node):
    """How far the score is under the target."""
    wanted, reached = target(sheet, node), score(sheet, node)
    return None if wanted is None or reached is None else max(0, wanted - reached)


def node_fields(sheet, node):
    """The six numbers of a node in a result file."""
    names = ("score", "low", "high", "coverage")
    return {**dict(zip(names, four(sheet, node), strict=True)), "target": target(sheet, node), "gap": gap(sheet, node)}


def items_of(sheet, node, with_beside):
    """The items in a node whose own weight, and that of every node between, is above 0."""
    if isinstance(node, Item):
        return [node]
    on = [child for child in children(node) if sheet.w(child) > 0 and (with_beside or not beside(child))]
    return [item for child in on for item in items_of(sheet, child, with_beside)]


def answered_in(sheet, node, with_beside):
    """Those of ``items_of`` that have a value."""
    return [item for item in items_of(sheet, node, with_beside) if sheet.answered(item)]
