"""What other voters could have given: the scores of a model when the people in the room are drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Literal

import numpy as np

from maturity_kit.assessment.assessment import Assessment, Vote
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.pool import is_entry, newest_rows
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.content.parameters import pool
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, Weights
from maturity_kit.scoring.tree import score_tree

Reason = Literal["agreed", "counts", "few", "other", "unknown"]
REASONS: tuple[Reason, ...] = ("agreed", "counts", "few", "other", "unknown")
"""Why votes give no band, the most telling first."""
FEWEST = 4
"""Named voters that each question needs, on both sides of a difference."""
DRAWS = 1000
MISSING = 0.05
"""Share of the draws that may leave a score out, because everybody drawn does not know, before there is no band."""


@dataclass(frozen=True)
class Band:
    """The 90 % band of what other voters could have given, in points; where votes do not allow one, the reason.

    Attributes:
        low, high: the score or difference less and plus Student's 95th percentile times the spread of the draws, which
            shows no single voter; 0..100 for a score, -100..100 for a difference.
        reason: ``agreed`` (answers agreed, not voted), ``counts`` (no voter's row is left), ``few`` (a question with
            fewer than four voters), ``other`` (not the same questions on both sides), ``unknown`` (too many do not
            know); None with a band, and where there is no score.

    >>> Band(-2.5, 8.0).holds(0), Band(1.0, 8.0).holds(0), Band(reason="few").defined
    (True, False, False)
    """

    low: float | None = None
    high: float | None = None
    reason: Reason | None = None

    @property
    def defined(self) -> bool:
        """Whether votes allow a band."""
        return self.low is not None

    def holds(self, points: float) -> bool:
        """Whether the band is defined and includes a number of points."""
        return self.low is not None and self.high is not None and self.low - EQUAL <= points <= self.high + EQUAL


@dataclass(frozen=True, eq=False, repr=False)
class Room:
    """The scores of one model in one assessment when its voters are drawn again.

    Attributes:
        case: what was scored.
        voters: per item that can be drawn the people who voted on it.
        scores: shape (draws, groups), 0..100, NaN without a score; no draws without votes that can be drawn.
        blocked: per item why it cannot be drawn; absent where it can, or where nothing was said.
    """

    case: Case
    voters: Mapping[str, int]
    scores: Floats
    blocked: Mapping[str, Reason]

    def __repr__(self) -> str:
        return f"Room(model={self.case.model.id!r}, questions={len(self.voters)}, draws={len(self.scores)})"

    @cached_property
    def _members(self) -> Bools:
        return members(self.case.compiled, self.case.weights)

    def _row(self, group: str) -> Bools:
        return np.asarray(self._members[self.case.compiled.group_index[group]])

    def questions(self, group: str) -> frozenset[str]:
        """Ids of the answered items that count in a group or, by the model's id, in the model."""
        row = self._row(group)
        return frozenset(self.case.item(place).id for place in self.case.answered if row[place])

    def reason(self, group: str) -> Reason | None:
        """Why a group has no band; None where it has one, or has no score."""
        items = (item for item, counts in zip(self.case.compiled.item_ids, self._row(group), strict=True) if counts)
        return _first(self.blocked.get(item) for item in items)

    def people(self, group: str) -> int:
        """The voters on the question of a group that has fewest of them; 0 without votes to draw."""
        return min((self.voters[item] for item in self.questions(group) if item in self.voters), default=0)

    def draws(self, group: str) -> Floats:
        """The scores of a group, shape (draws,)."""
        return np.asarray(self.scores[:, self.case.compiled.group_index[group]])

    def band(self, group: str) -> Band:
        """What other voters could have given for a group or, by the model's id, for the model."""
        score = self.case.score(group)
        return Band() if score is None else _band(score, self.draws(group), self.reason(group), self.people(group) - 1)


def room_of(case: Case, assessment: Assessment, rng: np.random.Generator, draws: int = DRAWS) -> Room:
    """The room of one model drawn again and again, each voter with all of their votes.

    Of n voters n - 1 are drawn with replacement, which gives the mean of a sample its unbiased variance, s^2/n; what
    they voted is pooled as ever, by question, and the tree is scored. Agreed answers and states stay as they are.

    Args:
        case: the assessment in one model.
        assessment: with its votes; those in the newest ballot on each item count.
        rng: seeded by the caller.
        draws: how many rooms.

    Returns:
        Scores of shape (draws, groups).

    Source: Efron (1979), Bootstrap methods: another look at the jackknife; n - 1 of n after Rao and Wu (1988),
    Resampling inference with complex survey data; the band after Efron and Tibshirani (1993), An introduction to the
    bootstrap, chapter 12.
    """
    moved = carried(assessment, (case.model,))
    rows, blocked = _votes(case.model.items, moved)
    names = sorted({row.voter for votes in rows.values() for row in votes if row.voter is not None})
    if not rows:
        return Room(case, {}, np.empty((0, len(case.compiled.group_ids))), blocked)
    times = rng.multinomial(len(names) - 1, np.full(len(names), 1 / len(names)), size=draws).astype(float)
    places = [case.compiled.item_index[item] for item in rows]
    cube = _cube(case, rows, names)
    x, applicable = np.tile(case.x, (draws, 1)), np.tile(case.applicable, (draws, 1))
    middle = (_median if pool(case.model) == "median" else _mean)(times, cube[..., :-2])
    x[:, places] = middle / case.compiled.width[places]
    applicable[:, places] = times @ (2 * cube[..., -1] - cube.sum(axis=-1)) <= 0
    scores = score_tree(case.compiled, x, applicable, case.weights).score
    return Room(case, {item: len(votes) for item, votes in rows.items()}, scores, blocked)


def difference(earlier: Room, before: str, later: Room, after: str) -> Band:
    """What the difference of a group between two rooms could have been with other voters in both.

    The rooms are drawn independently. Where the same people voted in both, the band is rather too wide than too narrow.

    Args:
        earlier, later: two rooms, with as many draws and with draws of their own.
        before, after: the id of the group in each.
    """
    was, now = earlier.case.score(before), later.case.score(after)
    if was is None or now is None:
        return Band()
    current = later.case.model.current_id
    same = {current(item) for item in earlier.questions(before)} == later.questions(after)
    reason = _first((earlier.reason(before), later.reason(after), None if same else "other"))
    draws = later.draws(after) - earlier.draws(before) if reason is None else np.empty(0)
    return _band(now - was, draws, reason, earlier.people(before) + later.people(after) - 2, -100.0)


def members(compiled: Compiled, weights: Weights) -> Bools:
    """Which items count in the score of each group, shape (groups, items)."""
    found = np.zeros((len(compiled.group_ids), len(compiled.item_ids)), bool)
    found[compiled.item_parents, np.arange(len(compiled.item_ids))] = weights.items > 0
    for place in reversed(range(1, len(found))):
        if weights.groups[place] > 0 and not compiled.beside[place]:
            found[compiled.parents[place]] |= found[place]
    return found


def _votes(items: Iterable[Item], assessment: Assessment) -> tuple[dict[str, list[Vote]], dict[str, Reason]]:
    """Per item the rows of named voters that can be drawn, and why the others cannot."""
    rows: dict[str, list[Vote]] = {}
    blocked: dict[str, Reason] = {}
    for item in items:
        answer, votes = assessment.answers.get(item.id), newest_rows(assessment.votes.get(item.id, ()))
        if answer is not None and is_entry(answer):
            blocked |= {item.id: "agreed"} if answer.value is not None else {}
        elif any(row.voter is None for row in votes):
            blocked[item.id] = "counts"
        elif 0 < len(votes) < FEWEST:
            blocked[item.id] = "few"
        elif votes:
            rows[item.id] = votes
    return rows, blocked


def _cube(case: Case, rows: Mapping[str, list[Vote]], names: list[str]) -> Floats:
    """What everybody voted, shape (voters, items, steps + 2): the steps, then unknown, then not applicable.

    In the order of what they voted, so that what they are called changes no draw.
    """
    items = [case.item(case.compiled.item_index[item]) for item in rows]
    steps = max(item.scale.steps for item in items)
    cube = np.zeros((len(names), len(items), steps + 2))
    place = {name: n for n, name in enumerate(names)}
    for n, item in enumerate(items):
        for row in rows[item.id]:
            state = steps + (row.state == "not_applicable")
            cube[place[row.voter or ""], n, state if row.value is None else int(row.value) - item.scale.min] = 1
    return cube[np.lexsort(cube.reshape(len(cube), -1).T)]


def _mean(times: Floats, cube: Floats) -> Floats:
    """The mean step, from 0, of voters (voters, items, steps) drawn so often (draws, voters); NaN of nobody."""
    people, total = times @ cube.sum(axis=-1), times @ (cube @ np.arange(cube.shape[-1]))
    return np.asarray(np.divide(total, people, out=np.full(people.shape, np.nan), where=people > 0))


def _median(times: Floats, cube: Floats) -> Floats:
    """The median step, shapes as for the mean."""
    below = np.cumsum(np.tensordot(times, cube, 1), axis=-1)
    people = below[..., -1]
    ranks = (np.floor((people - 1) / 2), np.floor(people / 2))
    middle = sum((below <= rank[..., None]).sum(axis=-1) for rank in ranks) / 2
    return np.where(people > 0, middle, np.nan)


def _first(found: Iterable[Reason | None]) -> Reason | None:
    """The most telling of some reasons."""
    given = set(found)
    return next((reason for reason in REASONS if reason in given), None)


def _band(middle: float, draws: Floats, reason: Reason | None, freedom: int, least: float = 0.0) -> Band:
    """The band around a score or a difference, no further than its scale from ``least`` to 100."""
    if reason is not None:
        return Band(reason=reason)
    known = draws[~np.isnan(draws)]
    if not len(known) or len(known) < (1 - MISSING) * len(draws):
        return Band(reason="unknown")
    half = student(freedom) * float(known.std())
    return Band(max(middle - half, least), min(middle + half, 100.0))


def student(freedom: int) -> float:
    """The 95th percentile of Student's distribution, within 0.01 of it.

    Args:
        freedom: degrees of freedom, 3 or more.

    >>> round(student(3), 2), round(student(18), 3)
    (2.35, 1.734)

    Source: Abramowitz and Stegun (1964), Handbook of mathematical functions, 26.7.5.
    """
    z = NormalDist().inv_cdf(0.95)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
