"""Whether people read the questions of a model alike: Krippendorff's alpha with its band."""

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
from maturity_kit.content.checked import nearest
from maturity_kit.content.model import EQUAL, Model
from maturity_kit.errors import InputError
from maturity_kit.insight.agreement.counted import FEWEST, counted_table
from maturity_kit.scoring.compiled import Floats

Level = Literal["ordinal", "interval"]
LEVELS: tuple[Level, ...] = ("ordinal", "interval")
Likeness = Literal["alike", "roughly", "apart", "chance"]
ALIKE, ROUGHLY = 0.8, 0.667
"""Alpha from which people read the questions alike, and roughly alike: Krippendorff's own advice."""

ENOUGH = 5
"""Items from which drawing them again tells how sure alpha is; of fewer the same few come back each time."""


@dataclass(frozen=True, repr=False)
class Alpha(Brief):
    """Krippendorff's alpha over the items of a model, with a 90 % bootstrap band over items.

    Attributes:
        alpha: 1 when people agree on every item, 0 when no more than by chance, below 0 when less; None if undefined.
        low, high: the 5-95 % band when the items are drawn again; None if undefined.
        items: with two values or more.
        reason: a key of ``wording/notices.yaml`` that says why alpha is undefined; None when it is not.
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


def alpha_of(assessment: Assessment, model: Model, rng: np.random.Generator | None = None, draws: int = 1000) -> Alpha:
    """Alpha over the items of the model that have the model's own scale; unknown and not applicable are missing."""
    ballots = (votes_of(assessment, item) for item in model.items if item.scale == model.scale)
    return alpha_band([ballot.counts for ballot in ballots if ballot], rng or np.random.default_rng(0), draws)


def alpha_band(counts: Iterable[Sequence[int]], rng: np.random.Generator, draws: int = 1000) -> Alpha:
    """Ordinal alpha of counts per item and step, with the 5-95 % band when items are drawn again with replacement.

    Args:
        counts: people per step, a row for each item; rows with fewer than two people are left out.
        rng: the source of chance; the same seed gives the same band.
        draws: how often the items are drawn again, 1 or more.

    Raises:
        InputError: not a table of whole numbers from 0, or fewer draws than one.

    >>> import numpy as np, maturity_kit as mk
    >>> mk.alpha_band([[3, 0], [0, 3], [1, 2]], np.random.default_rng(0)).items
    3
    """
    if draws < 1:
        raise InputError("number.range", "draws", found=draws, allowed="≥ 1")
    rows = list(counts)
    table = counted_table(rows) if rows else np.zeros((0, FEWEST))
    table = table[table.sum(axis=1) >= FEWEST]
    if len(table) < FEWEST:
        return Alpha(None, None, None, len(table), "alpha.few")
    found = krippendorff(table)
    if math.isnan(found):
        return Alpha(None, None, None, len(table), "alpha.equal")
    times = np.zeros((draws, len(table)))
    np.add.at(times, (np.arange(draws)[:, None], rng.integers(0, len(table), (draws, len(table)))), 1)
    low, high = np.nanquantile(_alphas(table, times, "ordinal"), [0.05, 0.95])
    return Alpha(found, float(low), float(high), len(table), None)


def krippendorff(counts: ArrayLike, level: Level = "ordinal") -> float:
    """Alpha: 1 - observed / expected disagreement, 1 at most; NaN when all values are equal or nothing can be compared.

    Args:
        counts: people per item and step, shape (items, steps); items with fewer than two values are left out.
        level: how far two steps are apart, ``ordinal`` or ``interval``.

    Raises:
        InputError: not a table of whole numbers from 0, or another level.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.

    >>> import maturity_kit as mk
    >>> mk.krippendorff([[3, 0, 0], [0, 2, 0], [0, 0, 4]])
    1.0
    """
    if level not in LEVELS:
        allowed = ", ".join(LEVELS)
        raise InputError("text.choice", "level", found=level, allowed=allowed, nearest=nearest(level, LEVELS))
    table = counted_table(counts)
    table = table[table.sum(axis=1) >= FEWEST]
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
