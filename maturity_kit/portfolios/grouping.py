"""What needs the whole portfolio once: rows of one assessment brought together, and assessments that come twice.

Both use a hash of the id, in as many rounds or files as keep memory within bounds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from maturity_kit.portfolios.columns import text
from maturity_kit.portfolios.layout import ID
from maturity_kit.portfolios.long import ROW
from maturity_kit.portfolios.reading import Source, batches

Hashes = NDArray[np.uint64]
Watch = Callable[[Sequence[int]], Iterable[int]]
AT_ONCE = 2**24
"""Hashes of ids in memory at most."""
MOST_FILES = 256
STEP = 2**18
"""Rows that are read at a time."""


def hashes(ids: Any) -> Hashes:
    """A number for each id that is equal for equal ids, on every machine; ids that are missing share one."""
    from pandas.util import hash_array

    encoded = text(ids).fill_null("").dictionary_encode()
    distinct = encoded.dictionary.to_numpy(zero_copy_only=False)
    return np.asarray(hash_array(distinct, categorize=False)[encoded.indices.to_numpy()])


def repeated_rows(file: Source) -> NDArray[np.int64]:
    """Numbers of the rows whose id stands in an earlier row, rising."""
    rounds = 1 + file.rows // AT_ONCE
    found = [_repeated(file, number, rounds) for number in range(rounds)]
    return np.sort(np.concatenate(found))


def _repeated(file: Source, number: int, rounds: int) -> NDArray[np.int64]:
    """The repeated rows among the ids whose hash belongs to this round."""
    seen = [part[part % np.uint64(rounds) == number] for part in _hashed(file)]
    every, counts = np.unique(np.concatenate([np.zeros(0, np.uint64), *seen]), return_counts=True)
    doubtful = every[counts > 1]
    return _confirmed(file, doubtful) if len(doubtful) else np.zeros(0, np.int64)


def _hashed(file: Source) -> Iterator[Hashes]:
    for table in batches(file, [ID], STEP):
        yield hashes(table[ID])


def _confirmed(file: Source, doubtful: Hashes) -> NDArray[np.int64]:
    """Rows with an id that an earlier row has, looking at the ids themselves."""
    seen: set[object] = set()
    found, first = [], 0
    for table in batches(file, [ID], STEP):
        for place in np.flatnonzero(np.isin(hashes(table[ID]), doubtful)):
            name = table[ID][int(place)].as_py()
            if name is not None and name in seen:
                found.append(first + int(place))
            seen.add(name)
        first += len(table)
    return np.array(found, np.int64)


def grouped(file: Source, columns: list[str], rows: int, folder: Path, watch: Watch = iter) -> list[Path]:
    """Files with all rows of some assessments each, about so many rows a file; made again unless they are complete.

    Every row gets its number in the portfolio, from 0, in the column ``ROW``; rows keep their order.
    """
    count = min(MOST_FILES, -(-max(file.rows, 1) // rows))
    made = folder / "grouped"
    if not made.is_dir():
        unfinished = folder / "grouping"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        _spread(file, columns, [unfinished / f"{number:04}.arrow" for number in range(count)], watch)
        unfinished.rename(made)
    return [made / f"{number:04}.arrow" for number in range(count)]


def _spread(file: Source, columns: list[str], paths: list[Path], watch: Watch) -> None:
    schema = pa.schema([file.schema.field(name) for name in columns]).append(pa.field(ROW, pa.int64()))
    options = pa.ipc.IpcWriteOptions(compression="lz4", emit_dictionary_deltas=True)
    first = 0
    with ExitStack() as opened:
        writers = [opened.enter_context(pa.ipc.new_stream(path, schema, options=options)) for path in paths]
        steps = range(-(-file.rows // STEP))
        for _, table in zip(watch(steps), batches(file, columns, STEP), strict=True):
            numbered = table.append_column(ROW, pa.array(np.arange(first, first + len(table))))
            for writer, part in zip(writers, _parts(numbered, len(paths)), strict=True):
                writer.write_table(part)
            first += len(table)


def _parts(table: Any, count: int) -> Iterator[Any]:
    """The rows of each file, in order."""
    place = hashes(table[ID]) % np.uint64(count)
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(count + 1, dtype=np.uint64))
    sorted_rows = table.take(pa.array(order))
    for number in range(count):
        yield sorted_rows.slice(ends[number], ends[number + 1] - ends[number])


def read_group(path: Path) -> Any:
    """A file that ``grouped`` made."""
    with pa.ipc.open_stream(path) as stream:
        return stream.read_all()
