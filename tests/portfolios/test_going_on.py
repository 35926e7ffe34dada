"""A run that is cut short goes on, and its files are those of a run that was not."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import maturity_kit as mk
from maturity_kit.errors import InputError
from maturity_kit.portfolios import run
from maturity_kit.portfolios.spec import score_chunk

ROWS, CHUNK = 1000, 100


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A thousand assessments, some answers off the scale and one id twice in different chunks."""
    random = np.random.default_rng(3)
    items = [item.id for item in mk.load_models()["digital-maturity"].items]
    frame = pd.DataFrame(random.integers(0, 6, (ROWS, len(items))), columns=items).astype("int8")
    frame.insert(0, "assessment", [f"a{n}" for n in range(ROWS - 1)] + ["a7"])
    frame.to_parquet(tmp_path / "wide.parquet", row_group_size=170)
    return tmp_path / "wide.parquet"


@pytest.fixture
def long(wide: Path) -> Path:
    """The same answers as rows, in no order."""
    frame = pd.read_parquet(wide).iloc[:100].melt("assessment", var_name="item", value_name="value")
    frame.sample(frac=1, random_state=3).to_parquet(wide.with_name("long.parquet"), row_group_size=400)
    return wide.with_name("long.parquet")


def killed_before(step: int, act: Callable[[], object]) -> bool:
    """Whether a process that is killed before moving its file of this number into place got to that."""
    number = os.fork()
    if number:
        return os.WIFSIGNALED(os.waitpid(number, 0)[1])
    left, move = iter(range(step)), os.replace
    try:
        os.replace = lambda *files: (
            move(*files) if next(left, None) is not None else os.kill(os.getpid(), signal.SIGKILL)
        )
        act()
    finally:
        os._exit(0)


def content(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(f"{out.stem}.set-aside.parquet").read_bytes()


@pytest.mark.parametrize("form", ["wide", "long"])
@pytest.mark.parametrize("step", [0, 1, 2, 3, 8, 20, 21, 22])
def test_what_a_killed_run_left_is_finished_to_the_same_bytes(
    form: str, step: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Killed while noting what it works on, between a part and what was set aside of it, or between the two files."""
    source = request.getfixturevalue(form)
    mk.portfolio(source, tmp_path / "whole.parquet", chunk=CHUNK)
    out = tmp_path / "out.parquet"

    if not killed_before(step, lambda: mk.portfolio(source, out, chunk=CHUNK)):
        assert out.exists()
        return
    assert not out.exists()
    mk.portfolio(source, out, chunk=CHUNK)

    assert content(out) == content(tmp_path / "whole.parquet")
    assert not list(tmp_path.glob("*.parts")) and not list(tmp_path.glob("*.tmp"))


def test_finished_parts_are_not_scored_again(wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten chunks; killed before the file of number 9 (after the note two for each chunk), four are done and six left."""
    out = tmp_path / "out.parquet"
    assert killed_before(9, lambda: mk.portfolio(wide, out, chunk=CHUNK))
    scored: list[int] = []
    monkeypatch.setattr(run, "score_chunk", lambda spec, chunk: scored.append(chunk.number) or score_chunk(spec, chunk))

    done = mk.portfolio(wide, out, chunk=CHUNK)

    assert done.state == "resumed" and scored == [4, 5, 6, 7, 8, 9]
    assert done.set_aside["duplicate"] == 1


@pytest.mark.parametrize("change", ["answers", "models", "chunk", "groups"])
def test_parts_of_other_work_are_thrown_away(change: str, wide: Path, tmp_path: Path) -> None:
    """Other answers, models or options since: everything anew, and the result is that of a fresh run."""
    out, models = tmp_path / "out.parquet", dict(mk.load_models())
    assert killed_before(9, lambda: mk.portfolio(wide, out, models, chunk=CHUNK))
    options = {"chunk": CHUNK, "groups": False}
    if change == "answers":
        pd.read_parquet(wide).iloc[::-1].to_parquet(wide)
    elif change == "models":
        del models["four-d"]
    else:
        options |= {"chunk": 50 + CHUNK} if change == "chunk" else {"groups": True}

    done = mk.portfolio(wide, out, models, **options)

    assert done.state == "changed"
    mk.portfolio(wide, tmp_path / "fresh.parquet", models, **options)
    assert content(out) == content(tmp_path / "fresh.parquet")


def test_rows_in_any_order_and_groups_of_rows_of_any_size_give_the_same_scores(long: Path, tmp_path: Path) -> None:
    """Brought together by a hash of the id, in one file or in twenty-five."""
    found = []
    for chunk in (CHUNK, 10_000):
        mk.portfolio(long, tmp_path / "out.parquet", chunk=chunk)
        found.append(pd.read_parquet(tmp_path / "out.parquet").sort_values("assessment", ignore_index=True))
    assert len(found[0]) == 100
    pd.testing.assert_frame_equal(*found)
    with pytest.warns(UserWarning, match="cannot be used"):
        alone = mk.portfolio_frame(pd.read_parquet(long)).sort_values("assessment", ignore_index=True)
    pd.testing.assert_frame_equal(found[0], alone, check_dtype=False, check_categorical=False)


def test_the_set_aside_of_all_chunks_has_the_rows_of_the_source(long: Path, tmp_path: Path) -> None:
    """Step 5 is off the scale: exactly those rows of the file, by their number."""
    done = mk.portfolio(long, tmp_path / "out.parquet", chunk=CHUNK)

    off = mk.set_aside_frame(done).query("reason == 'off-scale'")
    answers = pd.read_parquet(long)["value"].to_numpy()
    assert sorted(off["row"]) == np.flatnonzero(answers == 5).tolist()
    assert set(off["found"]) == {"5"}
    assert done.set_aside == mk.set_aside_frame(done)["reason"].value_counts().to_dict()


def test_many_ids_are_checked_for_repeats_in_rounds(
    wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand ids with room for sixty-four at a time: the one that comes twice is still found."""
    monkeypatch.setattr("maturity_kit.portfolios.grouping.AT_ONCE", 64)

    done = mk.portfolio(wide, tmp_path / "out.parquet", chunk=CHUNK)

    aside = mk.set_aside_frame(done).query("reason == 'duplicate'")
    assert aside[["row", "assessment"]].values.tolist() == [[ROWS - 1, "a7"]]


def test_missing_ids_are_no_repeats_of_an_assessment_called_none(tmp_path: Path) -> None:
    """Two rows without an id, and two with the id None as text: one of the latter is a repeat."""
    frame = pd.DataFrame({"assessment": [None, "None", None, "None"], "dm.website": [1, 2, 3, 4]})
    frame.to_parquet(tmp_path / "in.parquet")

    done = mk.portfolio(tmp_path / "in.parquet", tmp_path / "out.parquet")

    aside = mk.set_aside_frame(done)
    assert aside[["row", "reason"]].values.tolist() == [[0, "no-id"], [2, "no-id"], [3, "duplicate"]]


@pytest.mark.parametrize("form", ["wide", "long"])
def test_categories_that_differ_from_one_group_of_rows_to_the_next_come_along(form: str, tmp_path: Path) -> None:
    """Three groups of rows with three sectors, each with a dictionary of its own, in one chunk."""
    rows = [(f"a{n}", sector, n % 5) for n, sector in enumerate(["bank"] * 50 + ["care"] * 50 + ["shop"] * 50)]
    frame = pd.DataFrame(rows, columns=["assessment", "sector", "value"]).assign(item="dm.website")
    if form == "wide":
        frame = frame.drop(columns="item").rename(columns={"value": "dm.website"})
    pieces = [
        pa.Table.from_pandas(frame.iloc[first : first + 50].assign(sector=lambda f: f["sector"].astype("category")))
        for first in (0, 50, 100)
    ]
    with pq.ParquetWriter(tmp_path / "in.parquet", pieces[0].schema) as writer:
        for piece in pieces:
            writer.write_table(piece)

    mk.portfolio(tmp_path / "in.parquet", tmp_path / "out.parquet")

    found = pd.read_parquet(tmp_path / "out.parquet").set_index("assessment")["sector"]
    assert found.astype(str).to_dict() == {assessment: sector for assessment, sector, _ in rows}


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_has_the_name_of_the_folder_of_parts_is_left_alone(kind: str, wide: Path, tmp_path: Path) -> None:
    taken = tmp_path / "out.parquet.parts"
    if kind == "folder":
        taken.mkdir()
    mine = taken / "mine.txt" if kind == "folder" else taken
    mine.write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match="it holds something else"):
        mk.portfolio(wide, tmp_path / "out.parquet")

    assert mine.read_text(encoding="utf-8") == "mine"
