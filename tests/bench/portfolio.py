"""How fast a portfolio is scored, how much memory that takes, and how it grows; a million assessments on disk for a while."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from maturity_kit.content.load import load_models
from maturity_kit.portfolios.catalogue import Catalogue, catalogue_of
from maturity_kit.portfolios.scoring import score_sheet
from maturity_kit.portfolios.sheet import ANSWERED, Sheet
from tests.bench.engine import fastest

SIZES = (10_000, 100_000, 1_000_000)
MANY, STEP, OPEN = 100_000, 50_000, 0.05
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each measurement."""
    return [*_in_memory(), *_on_disk()]


def _in_memory() -> Iterator[Row]:
    """Scores and readings of answers that are there as arrays, beside one matrix product over the same array."""
    catalogue = catalogue_of(None)
    compiled = [part.compiled for part in catalogue.parts]
    full = np.random.default_rng(7).integers(0, 5, (MANY, catalogue.items)).astype(float)
    weights = np.random.default_rng(8).random((catalogue.items, sum(len(one.group_ids) for one in compiled)))
    answered, some_open = _sheet(full, 0.0), _sheet(full, OPEN)
    product, whole, holed = _alternating(
        lambda: full @ weights, lambda: score_sheet(answered, catalogue), lambda: score_sheet(some_open, catalogue)
    )
    yield _row(f"portfolio, {MANY:,} in memory, every answer", whole, product, "matmul", "≤ 3")
    yield _row(f"portfolio, {MANY:,} in memory, {OPEN:.0%} open", holed, product, "matmul", "≤ 3")
    groupby = fastest(_obvious(some_open, catalogue), times=1)
    yield _row(f"portfolio, {MANY:,} in memory, {OPEN:.0%} open", holed, groupby, "groupby", "≤ 0.05")


def _alternating(*runs: Callable[[], object], times: int = 7) -> list[float]:
    """Seconds of the fastest of some rounds, so that what else the machine does falls on all of them alike."""
    rounds = [[fastest(run, times=1) for run in runs] for _ in range(times)]
    return [min(taken) for taken in zip(*rounds, strict=True)]


def _sheet(full: np.ndarray, share: float) -> Sheet:
    """The answers as a chunk has them, a share of them open."""
    open_ones = np.random.default_rng(9).random(full.shape) < share
    values = np.ascontiguousarray(np.where(open_ones, np.nan, full).T)
    about = pa.table({"assessment": np.arange(len(full)).astype(str)})
    return Sheet(about, values, np.where(open_ones.T, 0, ANSWERED).astype(np.int8))


def _obvious(sheet: Sheet, catalogue: Catalogue) -> Callable[[], object]:
    """The scores of the groups that hold items, as pandas computes them from the long form with its ids as text."""
    items = list(catalogue.ids[: catalogue.items])
    holders = [part.compiled.group_ids[place] for part in catalogue.parts for place in part.compiled.item_parents]
    weights = [item.weight for model in catalogue.models for item in model.items]
    wide = pd.DataFrame(sheet.values.T, columns=items).assign(assessment=sheet.about["assessment"].to_pylist())
    table = wide.melt("assessment", var_name="item", value_name="value").dropna()
    of_item = pd.DataFrame({"group": holders, "weight": weights}, index=items)

    def run() -> object:
        found = table.assign(group=table["item"].map(of_item["group"]), weight=table["item"].map(of_item["weight"]))
        found["part"] = found["weight"] * found["value"] / 4
        sums = found.groupby(["assessment", "group"])[["part", "weight"]].sum()
        return 100 * sums["part"] / sums["weight"]

    return run


def _row(name: str, measured: float, reference: float, what: str, aim: str) -> Row:
    return name, f"{measured * 1e3:.0f} ms", f"{what} {reference * 1e3:.0f} ms", f"{measured / reference:.3g}", aim


def _on_disk() -> Iterator[Row]:
    """From file to file in a process of its own: rows a second, peak memory, growth."""
    before: float | None = None
    with tempfile.TemporaryDirectory(prefix="maturity-") as folder:
        source, out = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        for size in SIZES:
            write(source, size, catalogue_of(load_models()))
            seconds, peak = measured(source, out)
            growth = "" if before is None else f"{seconds / before:.1f}"
            speed = f"{seconds:.1f} s, {size / seconds:,.0f} rows/s"
            yield f"portfolio, {size:,} from file to file", speed, f"peak {peak:.0f} MB", growth, "≤ 10"
            before = seconds


def write(path: Path, size: int, catalogue: Catalogue) -> None:
    """A wide portfolio of small integers, written chunk by chunk."""
    rng = np.random.default_rng(7)
    names = ["assessment", "sector", *catalogue.ids[: catalogue.items]]
    writer = None
    for first in range(0, size, STEP):
        count = min(STEP, size - first)
        ids = pa.array([f"a{number}" for number in range(first, first + count)])
        sectors = pa.array(rng.integers(0, 9, count).astype(str))
        answers = [
            pa.array(rng.integers(0, 5, count, np.int8), mask=rng.random(count) < OPEN) for _ in range(catalogue.items)
        ]
        table = pa.table([ids, sectors, *answers], names)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def measured(source: Path, out: Path) -> tuple[float, float]:
    """Seconds of scoring, and the most memory that the process had, in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.portfolio", str(source), str(out)],
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak)


def _score(source: str, out: str) -> None:
    """Scores and prints seconds and peak memory; Linux keeps that of the parent in ``ru_maxrss``, so it is not used."""
    from maturity_kit.portfolios.run import portfolio

    started = time.perf_counter()
    portfolio(source, out)
    seconds = time.perf_counter() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(seconds, peak)


if __name__ == "__main__":
    _score(*sys.argv[1:])
