"""Where a model stands, read from its result: what counts, which level is what, what the weakest can still become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from maturity_kit.assessment.pool import DROPPED
from maturity_kit.content.model import Group, Model
from maturity_kit.content.parameters import ids, numeric
from maturity_kit.insight.words import EQUAL
from maturity_kit.scoring.case import in_use
from maturity_kit.scoring.ladder import attained_by, firm_levels
from maturity_kit.scoring.result import AHEAD, LadderReading, ModelResult, Reading

Found = TypeVar("Found", bound=Reading)


class Bound(NamedTuple):
    """A node that counts, what its score can still become (0..100), and its share of the weight."""

    name: str
    low: float
    high: float
    share: float


def title(result: ModelResult, node_id: str, language: str) -> str:
    """The title of a group, or the text of an item."""
    node = result.model.node(node_id)
    return (node.title if isinstance(node, Group) else node.text).to(language)


def reading_of(result: ModelResult, kind: type[Found]) -> Found:
    """The reading of a model whose method is known."""
    assert isinstance(result.reading, kind)
    return result.reading


def axes(model: Model) -> tuple[Group, ...]:
    """The groups of a quadrant: x, y, and the symptoms beside them."""
    return groups_of(model, (*ids(model, "x"), *ids(model, "y"), *ids(model, "symptoms")))


def halves(model: Model) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups of the eight values that gain insight, and those that build the solution."""
    return groups_of(model, ids(model, "insight")), groups_of(model, ids(model, "solution"))


def groups_of(model: Model, node_ids: Iterable[str]) -> tuple[Group, ...]:
    """The groups with these ids, in that order; ids that are no group are passed over."""
    return tuple(node for node in map(model.by_id.get, node_ids) if isinstance(node, Group))


def shares_in(result: ModelResult, parent: str | None = None) -> dict[str, float]:
    """Each group of the model, or of one group in it, with its share 0..1 of the weight; 0 for one that dropped out.

    Groups beside the score are no part of it.
    """
    case = result.case
    held = result.model.groups if parent is None else groups_of(result.model, (parent,))[0].groups
    counted = [group.id for group in held if not group.beside]
    weights = {name: _weight(result, name) if case.left(name) else 0.0 for name in counted}
    total = sum(weights.values())
    return {name: weight / total if total else 0.0 for name, weight in weights.items()}


def _weight(result: ModelResult, group: str) -> float:
    return float(result.case.weights.groups[result.case.compiled.group_index[group]])


def scored(result: ModelResult, shares: Mapping[str, float]) -> list[str]:
    """The nodes that count and have a score."""
    return [name for name, share in shares.items() if share > 0 and result.nodes[name].score is not None]


def differ(result: ModelResult, shares: Mapping[str, float]) -> bool:
    """Whether the nodes that count have more than one score, so that one of them can stand out."""
    scores = [result.nodes[name].score or 0.0 for name in scored(result, shares)]
    return bool(scores) and max(scores) - min(scores) > EQUAL


def lowest(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes with the lowest score of those that count, in order; several on a tie."""
    return _first({name: result.nodes[name].score or 0.0 for name in scored(result, shares)})


def highest(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes with the highest score of those that count, in order; several on a tie."""
    return _first({name: -(result.nodes[name].score or 0.0) for name in scored(result, shares)})


def most_to_win(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes with the greatest w (100 - S) of those that count, in order; several on a tie."""
    lost = {name: shares[name] * (100 - (result.nodes[name].score or 0.0)) for name in scored(result, shares)}
    return _first({name: -amount for name, amount in lost.items()})


def weights_that_explain(result: ModelResult, shares: Mapping[str, float]) -> dict[str, float]:
    """The weights of the nodes where most is to be won, when for one of these another node scores lower; else none."""
    won = most_to_win(result, shares)
    plain = set(won) <= set(lowest(result, shares))
    return {} if plain else {name: _weight(result, name) for name in won}


def _first(amounts: Mapping[str, float]) -> tuple[str, ...]:
    least = min(amounts.values(), default=0.0)
    return tuple(name for name, amount in amounts.items() if amount <= least + EQUAL)


class Doubts(NamedTuple):
    """Of the questions that count in the score: how many there are, are still open, are answered "don't know".

    ``sort`` is ``all`` when these are all questions of the edition, ``apply`` when only those that do not apply are
    left out, else ``count``.
    """

    total: int
    unasked: int
    unknown: int
    sort: str


def doubts(result: ModelResult) -> Doubts:
    """How much is not known of what counts."""
    case = result.case
    used = in_use(case.compiled, case.weights, beside_too=False)
    states = [state for state in case.pooled.states if state != "not_in_edition"]
    asked = [state for state, counts in zip(case.pooled.states, used, strict=True) if counts and state not in DROPPED]
    apply = len(states) - states.count("not_applicable")
    sort = "all" if len(asked) == len(states) else "apply" if len(asked) == apply else "count"
    return Doubts(len(asked), asked.count("not_asked"), asked.count("unknown"), sort)


def level_states(result: ModelResult) -> tuple[str, ...]:
    """Of each level of a ladder: ``secured``, ``above-gap``, ``at-work``, ``skipped``, ``unproven``, ``not-yet`` or
    ``left-out``.

    A level is above a gap when it passes its own threshold while one below it does not; unproven when it would be
    skipped, but open answers can still show that it is secured.
    """
    reading, firm = reading_of(result, LadderReading), firm_levels(result.case)
    return tuple(
        "left-out" if level.id not in firm
        else ("secured" if step <= (reading.attained or 0) else "above-gap") if firm[level.id]
        else ("unproven" if level.id in reading.open else "skipped") if level.id in reading.skipped
        else "at-work" if step == reading.reached
        else "not-yet"
        for step, level in enumerate(result.model.groups, 1)
    )  # fmt: skip


def tipping_levels(result: ModelResult, within: float) -> tuple[str, ...]:
    """The levels so near their threshold, in points, that just reaching or missing it gives another level attained."""
    limit, case = numeric(result.model, "threshold"), result.case
    found = []
    for place, level in enumerate(result.model.groups, 1):
        score = result.nodes[level.id].score
        if score is not None and abs(score - limit) <= within + EQUAL:
            changed = case.tree.score.copy()
            changed[place] = limit if score < limit - EQUAL else limit - 1
            if attained_by(case, changed) != attained_by(case, case.tree.score):
                found.append(level.id)
    return tuple(found)


def ahead_is_open(result: ModelResult) -> bool:
    """Whether open answers decide if the solution of the eight values runs ahead of the insight."""
    shares = shares_in(result)
    insight, solution = ([row for row in _bounds(result, {group.id: shares[group.id] for group in half})]
                         for half in halves(result.model))  # fmt: skip
    if not insight or not solution:
        return False
    ahead = sorted(_mean(solution, end) - _mean(insight, other) for end, other in (("low", "high"), ("high", "low")))
    return ahead[0] <= AHEAD + EQUAL < ahead[1]


def _mean(rows: Sequence[Bound], end: str) -> float:
    return sum(row.share * float(getattr(row, end)) for row in rows) / sum(row.share for row in rows)


def lowest_candidates(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes that can still turn out to have the lowest score, in order; none when that is settled."""
    return _least({name: (low, high) for name, low, high, _ in _bounds(result, shares)})


def highest_candidates(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes that can still turn out to have the highest score, in order; none when that is settled."""
    return _least({name: (-high, -low) for name, low, high, _ in _bounds(result, shares)})


def greatest_losses(result: ModelResult, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The nodes that can still turn out to have the greatest w (100 - S), in order; none when that is settled."""
    return _least({name: (w * (low - 100), w * (high - 100)) for name, low, high, w in _bounds(result, shares)})


def _bounds(result: ModelResult, shares: Mapping[str, float]) -> Iterator[Bound]:
    """The nodes that count, in order."""
    for name, share in shares.items():
        node = result.nodes[name]
        if share > 0 and node.low is not None and node.high is not None:
            yield Bound(name, node.low, node.high, share)


def _least(ranges: Mapping[str, tuple[float, float]]) -> tuple[str, ...]:
    """Which can be the least, alone or on a tie; none when only one can, or when the tie itself is settled."""
    roof = min((high for _, high in ranges.values()), default=0.0)
    found = {name: high - low for name, (low, high) in ranges.items() if low <= roof + EQUAL}
    return tuple(found) if len(found) > 1 and max(found.values()) > EQUAL else ()
