"""The finished files: every part after the other, moved into place at the end."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from maturity_kit.portfolios.aside import REASONS
from maturity_kit.portfolios.parts import Parts

FORMAT = "maturity-portfolio/1"
ABOUT = b"maturity-portfolio"
"""The key in the metadata of the Parquet file under which stands what it holds, as JSON."""


def write_out(parts: Parts, count: int, out: Path, aside: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the scores and what was set aside, and returns what the files say about themselves."""
    reasons: Counter[str] = Counter()
    for number in range(count):
        reasons.update(parts.read(number, "aside")["reason"].to_pylist())
    rows = sum(len(parts.read(number, "scores")) for number in range(count))
    told = {
        "format": FORMAT,
        **about,
        "assessments": rows,
        "set_aside": {reason: reasons[reason] for reason in REASONS if reasons[reason]},
    }
    for kind, path in (("aside", aside), ("scores", out)):
        _write(_tables(parts, count, kind), path, told)
    return told


def _tables(parts: Parts, count: int, kind: str) -> Iterator[Any]:
    return (parts.read(number, kind) for number in range(count))


def _write(tables: Iterable[Any], path: Path, about: Mapping[str, Any]) -> None:
    """Writes tables of one schema as one file, which is there as a whole or not at all."""
    unfinished = path.with_name(f"{path.name}.tmp")
    writer = None
    try:
        for table in tables:
            schema = table.schema.with_metadata({ABOUT: json.dumps(about)})
            writer = writer or pq.ParquetWriter(unfinished, schema, compression="zstd")
            writer.write_table(table.replace_schema_metadata(schema.metadata))
    finally:
        if writer is not None:
            writer.close()
    with open(unfinished, "rb") as file:
        os.fsync(file.fileno())
    os.replace(unfinished, path)
