"""Columns of a portfolio as numpy arrays, with what is wrong in them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import types

from maturity_kit.portfolios.layout import is_text
from maturity_kit.scoring.compiled import Bools, Floats

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.I)
INFINITE = ("inf", "infinity")


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column of numbers.

    Attributes:
        values: NaN without a usable number, shape (rows,).
        worded: whether text stands there that is no number.
        infinite: whether it is without end.
        nan: whether NaN stands there, other than nothing.
    """

    values: Floats
    worded: Bools
    infinite: Bools
    nan: Bools


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words: for each row the place of its word among ``distinct``, -1 without one."""

    codes: NDArray[np.int64]
    distinct: tuple[str | None, ...]


def flat(column: Any) -> Any:
    """A column as one Arrow array without dictionary."""
    joined = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return joined.cast(joined.type.value_type) if types.is_dictionary(joined.type) else joined


def text(column: Any) -> Any:
    """A column as text, whatever it holds."""
    return pc.cast(flat(column), pa.string())


def numbers(column: Any) -> Numbers:
    """A column of integers, floats, decimals or written numbers."""
    plain = flat(column)
    if is_text(plain.type):
        return _written(plain)
    values = np.asarray(pc.cast(plain, pa.float64(), safe=False).to_numpy(zero_copy_only=False), float)
    infinite, nan = np.isinf(values), np.isnan(values)
    if plain.null_count:
        nan &= np.asarray(plain.is_valid())
    return Numbers(np.where(infinite, np.nan, values), np.zeros(len(values), bool), infinite, nan)


def _written(column: Any) -> Numbers:
    """Numbers written as text; blank text is nothing."""
    found = words(column)
    values = np.array([*(_number(word or "") for word in found.distinct), math.nan])
    bare = [(word or "").strip().lstrip("+-").lower() for word in found.distinct]
    nan = np.array([*(word == "nan" for word in bare), False])
    infinite = np.array([*(word in INFINITE for word in bare), False]) | np.isinf(values)
    worded = np.array([*(word != "" for word in bare), False]) & np.isnan(values) & ~nan & ~infinite
    values[infinite] = np.nan
    return Numbers(values[found.codes], worded[found.codes], infinite[found.codes], nan[found.codes])


def _number(word: str) -> float:
    return float(word) if NUMBER.fullmatch(word.strip()) else math.nan


def words(column: Any) -> Words:
    """A column of words; empty words and blanks count as none."""
    encoded = flat(column).dictionary_encode()
    distinct = tuple(encoded.dictionary.to_pylist())
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    empty = np.array([*(isinstance(word, str) and not word.strip() for word in distinct), False])
    return Words(np.where(empty[codes], -1, codes), distinct)
