"""People counted per step, as arrays: whole numbers from 0, or refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from maturity_kit.content.checked import kind
from maturity_kit.errors import InputError
from maturity_kit.scoring.compiled import Floats

FEWEST = 2
"""Steps of a scale, and people whose answers can agree."""


def counted_row(counts: ArrayLike, fewest: int = 0) -> Floats:
    """People per step of one item, shape (steps,).

    Args:
        counts: whole numbers from 0, the lowest step first.
        fewest: people that there must be in all.

    Raises:
        InputError: not a row of two steps or more, a number that is no count of people, or too few of them.
    """
    row = _counts(counts, 1, "counts.row")
    if row.sum() < fewest:
        raise InputError("counts.few", "counts", found=int(row.sum()))
    return row


def counted_table(counts: ArrayLike) -> Floats:
    """People per item and step, shape (items, steps).

    Raises:
        InputError: not a table of two steps or more, or a number that is no count of people.
    """
    return _counts(counts, 2, "counts.table")


def _counts(counts: ArrayLike, axes: int, problem: str) -> Floats:
    try:
        given = np.asarray(counts)
    except ValueError:
        raise InputError(problem, "counts", found="rows of unequal length") from None
    if given.dtype.kind not in "iuf" or given.ndim != axes or given.shape[-1] < FEWEST:
        shape = f"{kind(counts)} of shape {given.shape}, {given.dtype}"
        raise InputError(problem, "counts", found=shape)
    _refuse_wrong(given)
    return given.astype(float)


def _refuse_wrong(given: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> None:
    numbers = given.astype(float)
    wrong = ~(np.isfinite(numbers) & (numbers >= 0) & (numbers == np.floor(numbers)))
    if wrong.any():
        where = "".join(f"[{place}]" for place in np.argwhere(wrong)[0])
        found = numbers[wrong][0]
        key = "number.finite" if not np.isfinite(found) else "number.range" if found < 0 else "number.whole"
        raise InputError(key, f"counts{where}", found=f"{found:g}", allowed="≥ 0")
