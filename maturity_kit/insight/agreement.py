"""How far the people in the room agree, on one item and over all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import votes_of
from maturity_kit.content.brief import Brief
from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.scoring.compiled import Floats

Word = Literal["agreed", "mixed", "divided", "two-camps"]
Level = Literal["ordinal", "interval"]
Likeness = Literal["alike", "roughly", "apart", "chance"]
AGREED = 0.8
DIVIDED = 0.6
ALIKE, ROUGHLY = 0.8, 0.667
"""Alpha from which people read the questions alike, and roughly alike: Krippendorff's own advice."""

ENOUGH = 5
"""Items from which drawing them again tells how sure alpha is; of fewer the same few come back each time."""


@dataclass(frozen=True, repr=False)
class Agreement(Brief):
    """Agreement on one item; None where it is undefined (fewer than two voters gave a value).

    Attributes:
        voters: people who gave a value.
        consensus: 0 (two extreme camps) to 1 (unanimous).
        r_wg: 0 to 1; coarse with few voters.
        cut: the value of r_wg before it was cut off at 0; None when it was not.
        word: for the room.
    """

    voters: int
    consensus: float | None
    r_wg: float | None
    cut: float | None
    word: Word | None

    def _repr_html_(self) -> str:
        from maturity_kit.insight.shown import agreement_html

        return agreement_html(self)


@dataclass(frozen=True, repr=False)
class Alpha(Brief):
    """Krippendorff's alpha over the items of a model, with a 90 % bootstrap band over items.

    ``reason`` is a key of ``wording/notices.yaml`` that says why alpha is undefined; then the numbers are None.
    """

    alpha: float | None
    low: float | None
    high: float | None
    items: int
    reason: str | None

    @property
    def likeness(self) -> Likeness | None:
        """How alike people read the questions; None where alpha is undefined."""
        return likeness(self.alpha)

    @property
    def sure(self) -> bool:
        """Whether both ends of the band say the same in words, over enough items for a band to mean anything."""
        return self.items >= ENOUGH and likeness(self.low) == likeness(self.high)


def likeness(alpha: float | None) -> Likeness | None:
    """Alpha in a word: alike from 0.8, roughly alike from 0.667, apart above 0, else no more alike than chance.

    Source: Krippendorff (2004), Content analysis: an introduction to its methodology.
    """
    if alpha is None:
        return None
    if alpha >= ALIKE - EQUAL:
        return "alike"
    if alpha >= ROUGHLY - EQUAL:
        return "roughly"
    return "apart" if alpha > EQUAL else "chance"


def agreement(assessment: Assessment, item: Item) -> Agreement:
    """Agreement in the newest ballot on an item."""
    ballot = votes_of(assessment, item)
    return agreement_of(ballot.counts if ballot else (0,) * item.scale.steps)


def agreement_of(counts: Sequence[int]) -> Agreement:
    """Agreement from the people per step, lowest step first.

    >>> round(agreement_of((30, 40, 210, 130, 530, 50, 10)).consensus or 0, 7)
    0.7256876
    """
    voters = sum(counts)
    if voters < 2:
        return Agreement(voters, None, None, None, None)
    agreed, within = consensus(counts), r_wg(counts)
    return Agreement(voters, agreed, max(0.0, within), within if within < 0 else None, _word(counts, agreed))


def consensus(counts: Sequence[int]) -> float:
    """1 + sum p log2(1 - |X - mean| / (max - min)), 0..1.

    Source: Tastle and Wierman (2007), Consensus and dissention: a measure of ordinal dispersion.
    """
    steps, share = np.arange(len(counts)), np.asarray(counts, float) / sum(counts)
    distance = np.abs(steps - share @ steps) / (len(counts) - 1)
    used = share > 0
    return float(np.clip(1 + share[used] @ np.log2(1 - distance[used]), 0, 1))


def r_wg(counts: Sequence[int]) -> float:
    """1 - variance / ((K^2 - 1) / 12) on steps 1..K, sample variance; below 0 when more divided than chance.

    Source: James, Demaree and Wolf (1984), Estimating within-group interrater reliability.
    """
    steps, people = np.arange(1, len(counts) + 1), np.asarray(counts, float)
    mean = people @ steps / people.sum()
    variance = people @ (steps - mean) ** 2 / (people.sum() - 1)
    return float(1 - variance / ((len(counts) ** 2 - 1) / 12))


def _word(counts: Sequence[int], agreed: float) -> Word:
    if agreed >= AGREED - EQUAL:
        return "agreed"
    if agreed >= DIVIDED - EQUAL:
        return "mixed"
    middle = (len(counts) - 1) / 2
    below = sum(people for step, people in enumerate(counts) if step < middle)
    on = sum(people for step, people in enumerate(counts) if step == middle)
    above = sum(counts) - below - on
    return "two-camps" if on < below and on < above else "divided"


def alpha_of(assessment: Assessment, model: Model, rng: np.random.Generator | None = None, draws: int = 1000) -> Alpha:
    """Alpha over the items of the model that have the model's own scale; unknown and not applicable are missing."""
    ballots = (votes_of(assessment, item) for item in model.items if item.scale == model.scale)
    return alpha_band([ballot.counts for ballot in ballots if ballot], rng or np.random.default_rng(0), draws)


def alpha_band(counts: Iterable[Sequence[int]], rng: np.random.Generator, draws: int = 1000) -> Alpha:
    """Ordinal alpha of counts per item and step, with the 5-95 % band when items are drawn again with replacement."""
    table = np.array([row for row in counts if sum(row) >= 2], float)
    if len(table) < 2:
        return Alpha(None, None, None, len(table), "alpha.few")
    found = krippendorff(table)
    if math.isnan(found):
        return Alpha(None, None, None, len(table), "alpha.equal")
    times = np.zeros((draws, len(table)))
    np.add.at(times, (np.arange(draws)[:, None], rng.integers(0, len(table), (draws, len(table)))), 1)
    low, high = np.nanquantile(_alphas(table, times, "ordinal"), [0.05, 0.95])
    return Alpha(found, float(low), float(high), len(table), None)


def krippendorff(counts: ArrayLike, level: Level = "ordinal") -> float:
    """Alpha: 1 - observed / expected disagreement; NaN when all values are equal.

    Args:
        counts: people per item and step, shape (items, steps); items with fewer than two values are left out.
        level: how far two steps are apart.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.
    """
    table = np.asarray(counts, float)
    table = table[table.sum(axis=1) >= 2]
    return float(_alphas(table, np.ones((1, len(table))), level)[0])


def _alphas(table: Floats, times: Floats, level: Level) -> Floats:
    """Alpha of each draw, shape (draws,), in which item i of the table counts ``times[draw, i]`` times."""
    share = table / (table.sum(axis=1) - 1)[:, None]
    pairs = np.einsum("ij,ik->ijk", share, table) - share[:, :, None] * np.eye(table.shape[1])
    together, totals = np.tensordot(times, pairs, 1), times @ table
    ordinal = np.cumsum(totals, axis=1) - totals / 2
    position = ordinal if level == "ordinal" else np.broadcast_to(np.arange(table.shape[1], dtype=float), totals.shape)
    distance = (position[:, :, None] - position[:, None, :]) ** 2
    observed = (together * distance).sum(axis=(1, 2))
    expected = np.einsum("ij,ijk,ik->i", totals, distance, totals)
    found = np.full(len(times), math.nan)
    np.divide((totals.sum(axis=1) - 1) * observed, expected, out=found, where=expected > 0)
    return 1 - found
