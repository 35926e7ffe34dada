"""How far the people in the room agree on one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import votes_of
from maturity_kit.content.arguments import expect
from maturity_kit.content.brief import Brief
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.insight.agreement.counted import FEWEST, counted_row
from maturity_kit.scoring.compiled import Floats

Word = Literal["agreed", "mixed", "divided", "two-camps"]
AGREED = 0.8
DIVIDED = 0.6


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


def agreement_on(assessment: Assessment, item: Item) -> Agreement:
    """Agreement in the newest ballot on an item.

    Who does not know, or finds that it does not apply, gave no value. Without two values it is undefined: None.

    Raises:
        InputError: the first argument is no assessment or the second no item.

    >>> import maturity_kit as mk
    >>> item = mk.load_models()["digital-maturity"].items[0]
    >>> mk.agreement_on(mk.new_assessment("a1", "Nobody", "2026-11-22"), item)
    Agreement(voters=0, consensus=None, r_wg=None, cut=None, word=None)
    """
    expect(assessment, Assessment, "assessment")
    expect(item, Item, "item")
    ballot = votes_of(assessment, item)
    return agreement_of(ballot.counts if ballot else (0,) * item.scale.steps)


def agreement_of(counts: Sequence[int]) -> Agreement:
    """Agreement from the people per step.

    Args:
        counts: people who gave a value, shape (steps,), the lowest step first. Fewer than two people leave everything
            but their number None; unanimity gives 1.

    Raises:
        InputError: not a row of whole numbers from 0, for two steps or more.

    >>> import maturity_kit as mk
    >>> mk.agreement_of((30, 40, 210, 130, 530, 50, 10))
    Agreement(voters=1000, consensus=0.7257, r_wg=0.6543, cut=None, word='mixed')
    >>> mk.agreement_of((0, 0, 3, -1, 0))
    Traceback (most recent call last):
    maturity_kit.errors.InputError: counts[3]: Found -1; allowed is ≥ 0. Change the number.
    """
    row = counted_row(counts)
    voters = int(row.sum())
    if voters < FEWEST:
        return Agreement(voters, None, None, None, None)
    agreed, within = _consensus(row), _r_wg(row)
    return Agreement(voters, agreed, max(0.0, within), within if within < 0 else None, _word(row, agreed))


def consensus(counts: Sequence[int]) -> float:
    """1 + sum p log2(1 - |X - mean| / (max - min)), 0..1: 0 for two extreme camps, 1 when all are equal.

    Args:
        counts: people who gave a value, shape (steps,), the lowest step first; two people or more.

    Raises:
        InputError: not a row of whole numbers from 0, or fewer than two people.

    Source: Tastle and Wierman (2007), Consensus and dissention: a measure of ordinal dispersion.

    >>> import maturity_kit as mk
    >>> round(mk.consensus((30, 40, 210, 130, 530, 50, 10)), 7)
    0.7256876
    """
    return _consensus(counted_row(counts, FEWEST))


def _consensus(people: Floats) -> float:
    steps, share = np.arange(len(people)), people / people.sum()
    distance = np.abs(steps - share @ steps) / (len(people) - 1)
    used = share > 0
    return float(np.clip(1 + share[used] @ np.log2(1 - distance[used]), 0, 1))


def r_wg(counts: Sequence[int]) -> float:
    """1 - variance / ((K^2 - 1) / 12) on steps 1..K, sample variance; below 0 when more divided than chance.

    Args:
        counts: people who gave a value, shape (steps,), the lowest step first; two people or more. With few people
            it is coarse.

    Raises:
        InputError: not a row of whole numbers from 0, or fewer than two people.

    Source: James, Demaree and Wolf (1984), Estimating within-group interrater reliability.

    >>> import maturity_kit as mk
    >>> mk.r_wg((0, 1, 1, 1, 0))
    0.5
    """
    return _r_wg(counted_row(counts, FEWEST))


def _r_wg(people: Floats) -> float:
    steps = np.arange(1, len(people) + 1)
    mean = people @ steps / people.sum()
    variance = people @ (steps - mean) ** 2 / (people.sum() - 1)
    return float(1 - variance / ((len(people) ** 2 - 1) / 12))


def _word(counts: Floats, agreed: float) -> Word:
    if agreed >= AGREED - EQUAL:
        return "agreed"
    if agreed >= DIVIDED - EQUAL:
        return "mixed"
    middle = (len(counts) - 1) / 2
    below = sum(people for step, people in enumerate(counts) if step < middle)
    on = sum(people for step, people in enumerate(counts) if step == middle)
    above = sum(counts) - below - on
    return "two-camps" if on < below and on < above else "divided"
