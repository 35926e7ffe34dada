"""A Parquet file as chunks of a chosen number of rows, never more of it in memory than that."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from maturity_kit.errors import InputError
from maturity_kit.portfolios.problems import PortfolioError


@dataclass(frozen=True, eq=False)
class Source:
    """An open Parquet file, and the name by which it was asked for."""

    where: str
    content: Any

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return int(self.content.metadata.num_rows)

    @property
    def schema(self) -> Any:
        """Its columns, as an Arrow schema."""
        return self.content.schema_arrow


def open_parquet(path: str | Path) -> Source:
    """A Parquet file, opened.

    Raises:
        PortfolioError: there is no such file, it is a folder, or it is no Parquet.
    """
    where, file = str(path), Path(path)
    try:
        if not file.exists():
            raise InputError("file.missing", where)
        if file.is_dir():
            raise InputError("file.folder", where)
        if not file.is_file():
            raise InputError("file.special", where)
        return Source(where, pq.ParquetFile(file))
    except pa.ArrowInvalid:
        raise PortfolioError("file.parquet", where) from None
    except (OSError, pa.ArrowException) as problem:
        raise InputError("file.unreadable", where, found=problem) from None


def batches(file: Source, columns: Sequence[str], rows: int, first: int = 0) -> Iterator[Any]:
    """Tables of exactly so many rows from row ``first`` on, the last one of what is left.

    Raises:
        PortfolioError: the file is damaged further on.
    """
    waiting: list[Any] = []
    count = 0
    for batch in _from(file, columns, rows, first):
        waiting.append(batch)
        count += len(batch)
        while count >= rows:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, rows)
            waiting = table.slice(rows).to_batches()
            count -= rows
    if count:
        yield pa.Table.from_batches(waiting)


def _from(file: Source, columns: Sequence[str], rows: int, first: int) -> Iterator[Any]:
    """Record batches from a row on; row groups that end before it are not read."""
    about = file.content.metadata
    sizes = [about.row_group(number).num_rows for number in range(about.num_row_groups)]
    ends = list(itertools.accumulate(sizes))
    groups = [number for number, end in enumerate(ends) if end > first]
    passed = first - (ends[groups[0]] - sizes[groups[0]]) if groups else 0
    try:
        for batch in file.content.iter_batches(rows, row_groups=groups, columns=list(columns)) if groups else ():
            if passed < len(batch):
                yield batch.slice(passed)
            passed = max(0, passed - len(batch))
    except (OSError, pa.ArrowException) as problem:
        raise PortfolioError("file.damaged", file.where, found=problem) from None
