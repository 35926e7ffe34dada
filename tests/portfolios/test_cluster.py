"""The same work on a cluster of two workers on this machine, one of which is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest

import maturity_kit as mk
from maturity_kit.errors import InputError
from maturity_kit.portfolios import cluster

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[object]:
    """Two processes of one thread each, within this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as found:
        yield found


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """Four thousand assessments in forty chunks, some answers off the scale, one id twice."""
    random = np.random.default_rng(3)
    items = [item.id for item in mk.load_models()["digital-maturity"].items]
    frame = pd.DataFrame(random.integers(0, 6, (4000, len(items))), columns=items).astype("int8")
    frame.insert(0, "assessment", [f"a{n}" for n in range(3999)] + ["a7"])
    frame.to_parquet(tmp_path / "wide.parquet")
    return tmp_path / "wide.parquet"


def content(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(f"{out.stem}.set-aside.parquet").read_bytes()


def test_a_worker_that_is_killed_changes_nothing_in_the_result(two_workers: object, wide: Path, tmp_path: Path) -> None:
    """After the third of forty chunks one worker dies; the files are, byte for byte, those of one machine."""
    mk.portfolio(wide, tmp_path / "here.parquet", chunk=100)
    pids = [worker.process.pid for worker in two_workers.workers.values()]  # type: ignore[attr-defined]
    done = []

    def watched(steps: object) -> Iterator[int]:
        for step in steps:  # type: ignore[attr-defined]
            done.append(step)
            if len(done) == 3:
                os.kill(pids[0], signal.SIGKILL)
            yield step

    address = two_workers.scheduler_address  # type: ignore[attr-defined]
    mk.portfolio(wide, tmp_path / "there.parquet", chunk=100, dask=address, watch=watched)

    assert len(done) == 40 and not psutil.pid_exists(pids[0])
    assert content(tmp_path / "there.parquet") == content(tmp_path / "here.parquet")


def test_the_long_form_goes_to_workers_as_well(two_workers: object, wide: Path, tmp_path: Path) -> None:
    frame = pd.read_parquet(wide).iloc[:200].melt("assessment", var_name="item", value_name="value")
    frame.to_parquet(tmp_path / "long.parquet")
    address = two_workers.scheduler_address  # type: ignore[attr-defined]

    mk.portfolio(tmp_path / "long.parquet", tmp_path / "here.parquet", chunk=1000)
    mk.portfolio(tmp_path / "long.parquet", tmp_path / "there.parquet", chunk=1000, dask=address)

    assert content(tmp_path / "there.parquet") == content(tmp_path / "here.parquet")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://127.0.0.1:1"])
def test_an_address_where_nobody_answers_is_told(
    address: str, wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(InputError, match="Nobody answers at this address"):
        mk.portfolio(wide, tmp_path / "out.parquet", dask=address)


def test_a_scheduler_without_workers_is_told(wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    nobody = distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    with nobody, pytest.raises(InputError, match="has no workers yet"):
        mk.portfolio(wide, tmp_path / "out.parquet", dask=nobody.scheduler_address)
