"""Each voter alone: the scores of the parts of a model, the point in a quadrant, and the share in each situation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from maturity_kit.assessment.assessment import Assessment, Vote
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.pool import DROPPED, count_votes, pooled
from maturity_kit.assessment.registers import VOTER_SITUATIONS, without_voters
from maturity_kit.content.arguments import expect
from maturity_kit.content.load import load_models
from maturity_kit.content.model import EQUAL, Model
from maturity_kit.content.parameters import DEFAULTS, numeric
from maturity_kit.scoring.compiled import compile
from maturity_kit.scoring.quadrant import SITUATIONS, axes, situation_of
from maturity_kit.scoring.tree import score_tree

FEWEST = 2
"""Voters that a part needs before each is shown alone: one would be known by name."""

MIN_COVERAGE = 0.6
"""Part of a group that a voter must have answered to be shown in it, where the method has no such parameter."""


@dataclass(frozen=True)
class Voters:
    """The voters of a quadrant.

    Attributes:
        count: voters with a situation.
        shares: part of them, 0..1, in each of the four situations; empty without voters.
        points: x and y of each, 0..100, in no order that tells who is who; empty for a frozen assessment.
    """

    count: int
    shares: Mapping[str, float]
    points: tuple[tuple[float, float], ...]


def voters_of(model: Model, assessment: Assessment) -> Voters:
    """Every voter's newest votes scored alone; after freezing, the counts that were stored then."""
    moved = carried(assessment, (model,))
    sheets = _sheets(model, moved)
    if not sheets:
        return _stored(model, moved)
    compiled = compile(model)
    x, applies = (np.array([sheet[part] for sheet in sheets]) for part in (0, 1))
    weights = compiled.own_weights(moved.weights)
    places = situation_of(model, compiled.shares(x), applies.astype(bool), weights)
    score = score_tree(compiled, compiled.shares(x), applies.astype(bool), weights).score[:, list(axes(model))]
    known = places >= 0
    points = sorted((float(across), float(up)) for across, up in score[known])
    counts = {name: int((places == place).sum()) for place, name in enumerate(SITUATIONS)}
    return Voters(int(known.sum()), _shares(counts), tuple(points))


def voters_by_group(model: Model, assessment: Assessment) -> dict[str, tuple[float, ...]]:
    """Per group the scores, 0..100, of the voters whose newest votes alone tell enough of it, lowest first.

    The model itself stands under its id. A voter counts in a group with answers to at least ``min_coverage`` (0.6
    where the method has no such parameter) of its weight; what the voter holds not applicable is left out of that, and
    so is what dropped out for the room and the voter gave no value to. Groups with fewer than two such voters are
    absent, and so is everything once votes are counts.
    """
    moved = carried(assessment, (model,))
    sheets = _sheets(model, moved)
    if len(sheets) < FEWEST:
        return {}
    compiled = compile(model)
    values, applies = (np.array([sheet[part] for sheet in sheets]) for part in (0, 1))
    out = np.array([state in DROPPED for state in pooled(moved, model).states])
    applies = applies.astype(bool) & ~(out & np.isnan(values))
    tree = score_tree(compiled, compiled.shares(values), applies, compiled.own_weights(moved.weights))
    least = numeric(model, "min_coverage") if "min_coverage" in DEFAULTS[model.method] else MIN_COVERAGE
    enough = (tree.coverage >= least - EQUAL) & ~np.isnan(tree.score)
    found = {group: np.sort(tree.score[enough[:, n], n]) for n, group in enumerate(compiled.group_ids)}
    return {group: tuple(map(float, scores)) for group, scores in found.items() if len(scores) >= FEWEST}


def freeze(assessment: Assessment, models: Mapping[str, Model] | None = None) -> Assessment:
    """The assessment with votes as counts: its registers keep the voters per situation and the points of the SWOT.

    Every id stays as it is, so that the version of the model it was filled in with can still be read from it.

    Raises:
        InputError: an argument is of another kind.

    >>> import maturity_kit as mk
    >>> kept = mk.freeze(mk.example("insurer"))
    >>> any(vote.voter for votes in kept.votes.values() for vote in votes)
    False
    """
    expect(assessment, Assessment, "assessment")
    known = load_models() if models is None else models
    found = {}
    for model in known.values():
        voters = voters_of(model, assessment) if model.method == "quadrant" else None
        if voters and voters.count:
            found[model.id] = {name: round(share * voters.count) for name, share in voters.shares.items()}
    kept = count_votes(assessment, known)
    registers = without_voters(kept.registers)
    return kept.model_copy(update={"registers": {**registers, VOTER_SITUATIONS: found} if found else registers})


def _sheets(model: Model, assessment: Assessment) -> list[tuple[list[float], list[bool]]]:
    """Per voter the values, NaN without one, and whether each item applies."""
    votes = [_newest(assessment.votes.get(item.id, ())) for item in model.items]
    names = sorted({name for by_voter in votes for name in by_voter})
    own = [[by_voter.get(name) for by_voter in votes] for name in names]
    return [([_value(vote) for vote in row], [_applies(vote) for vote in row]) for row in own]


def _newest(votes: tuple[Vote, ...]) -> dict[str, Vote]:
    """The newest vote of each named voter."""
    found: dict[str, Vote] = {}
    for vote in votes:
        if vote.voter is not None and (vote.voter not in found or vote.ballot >= found[vote.voter].ballot):
            found[vote.voter] = vote
    return found


def _value(vote: Vote | None) -> float:
    return math.nan if vote is None or vote.value is None else float(vote.value)


def _applies(vote: Vote | None) -> bool:
    return vote is None or vote.state != "not_applicable"


def _stored(model: Model, assessment: Assessment) -> Voters:
    register: Any = assessment.registers.get(VOTER_SITUATIONS)
    found = register.get(model.id) if isinstance(register, dict) else None
    counts = found if isinstance(found, dict) else {}
    kept = {name: counts[name] for name in SITUATIONS if isinstance(counts.get(name), int) and counts[name] > 0}
    return Voters(sum(kept.values()), _shares(kept), ())


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: counts.get(name, 0) / total for name in SITUATIONS} if total else {}
