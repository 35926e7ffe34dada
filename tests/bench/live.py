"""How a room of phones fares: acknowledgements, memory, processor time and bytes, and what a kernel per phone would cost.

The phones run in this process, so on a machine with two cores they take their share of what is measured.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.bench.pages import bare_voila
from tests.live.crowd import Crowd, Line, crowd
from tests.live.serving import FIRST, Live, Phone, ask, serving
from tests.live.storm import VOTERS, Storm, storm

PHONES, SPREAD = 200, 10.0
BURST = 1.0
VISITORS = 8
KILLS = 40
COMMITS = 60
MB = 1e6
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Room:
    """What a room of phones cost: acknowledgements, pages and processor time in seconds, memory in bytes.

    ``empty`` and ``memory`` are what the process holds before and with phones, ``own`` what it shares with no other.
    """

    calm: Sequence[float]
    shown: float
    empty: int
    memory: int
    own: int
    spent: float


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each measurement."""
    load = psutil.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commit = commit_seconds(folder)
        with serving(folder) as running:
            loaded = bytes_of_a_phone(running)
        room = _in_a_room(folder / "many")
        with serving(_new(folder / "forty")) as running:
            burst = asyncio.run(_at_once(running))
        found = [
            ("cores, and load of others beside it", f"{os.cpu_count()} cores", f"load {load:.1f}", "", ""),
            *_votes(f"{PHONES} votes in {SPREAD:.0f} s", room.calm, commit, 250),
            *_votes(f"{VOTERS} votes in {BURST:.0f} s", burst, commit, 80),
            ("reveal on the last of 200 phones", f"{room.shown * 1e3:.0f} ms", "", "", ""),
            _over("memory with 200 phones and the console", room.memory / MB, room.empty / MB, "MB", "empty", "80 MB"),
            _over("of which shared with nobody", room.own / MB, room.memory / MB, "MB", "all", ""),
            (
                "processor time for 200 phones",
                f"{room.spent:.2f} s",
                f"{1e3 * room.spent / PHONES:.0f} ms each",
                "",
                "",
            ),
            _over("bytes a phone loads", loaded / 1e3, 100, "kB", "aim", "≤ 1"),
        ]
        return found + _against_kernels(folder) + _killed(storm(_new(folder / "storm"), KILLS))


def commit_seconds(folder: Path) -> float:
    """Median time of one durable SQLite transaction that adds a row, on the disk that the rooms use."""
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; CREATE TABLE votes (x TEXT);"
        )
        return statistics.median(_seconds_of_commit(connection) for _ in range(COMMITS))


def _seconds_of_commit(connection: sqlite3.Connection) -> float:
    start = time.perf_counter()
    connection.execute("INSERT INTO votes VALUES (?)", ("x" * 200,))
    return time.perf_counter() - start


def bytes_of_a_phone(running: Live) -> int:
    """Everything that one phone loads to join and to go through one question, headers included, nothing compressed."""
    phone = Phone(running.host)
    pages = [phone.get(f"/{running.code}"), phone.join(running.code), phone.get("/room")]
    linked = {path for page in pages for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.body)}
    pages += [phone.get(path) for path in sorted(linked)]
    for act in ("open", "reveal"):
        running.act(act, FIRST)
        pages.append(phone.get("/room?part=main"))
    return sum(len(page.body.encode()) + sum(len(f"{n}: {t}\r\n") for n, t in page.headers.items()) for page in pages)


def _in_a_room(folder: Path) -> Room:
    with serving(_new(folder)) as running:
        assert running.process is not None
        return asyncio.run(_measured(running, psutil.Process(running.process.pid)))


async def _measured(running: Live, server: psutil.Process) -> Room:
    running.act("timer", seconds=0)
    assert ask(running.console.removeprefix("http://"), "/console", running.desk).status == 200
    empty, before = server.memory_info().rss, _spent(server)
    async with crowd(running.host, running.code, PHONES) as people:
        await _act(running, people, "open", FIRST)
        calm = await _votes_within(people, FIRST, PHONES, SPREAD)
        shown = await _act(running, people, "reveal", FIRST)
        memory, own, spent = server.memory_info().rss, server.memory_full_info().uss, _spent(server) - before
        return Room(calm, shown, empty, memory, own, spent)


async def _at_once(running: Live) -> list[float]:
    async with crowd(running.host, running.code, VOTERS) as people:
        await _act(running, people, "open", FIRST)
        return await _votes_within(people, FIRST, VOTERS, BURST)


async def _act(running: Live, people: Crowd, kind: str, item: str) -> float:
    """Seconds from an act of the facilitator until every phone shows it."""
    start = time.perf_counter()
    done = await asyncio.to_thread(running.act, kind, item)
    await people.until(lambda: all(one.shows == done["step"] for one in people))
    return time.perf_counter() - start


async def _votes_within(people: Crowd, item: str, voters: int, seconds: float) -> list[float]:
    """How long each acknowledgement takes when so many people vote at moments of their own within some seconds."""
    dice = random.Random(voters)
    known = [len(one.seconds) for one in people]
    chosen = list(people)[:voters]
    await asyncio.gather(*(_later(dice.uniform(0, seconds), one.vote(item, dice.randint(0, 4))) for one in chosen))
    return [one.seconds[number] for one, number in zip(chosen, known, strict=False)]


async def _later(seconds: float, act: Any) -> None:
    await asyncio.sleep(seconds)
    await act


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _votes(name: str, seconds: Sequence[float], commit: float, aim: int) -> list[Row]:
    middle, high = statistics.median(seconds), sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]
    shown = f"one commit {commit * 1e3:.1f} ms"
    return [
        (f"{name}: {what}", f"{found * 1e3:.0f} ms", shown, f"{found / commit:.1f}", limit)
        for what, found, limit in (("p50", middle, ""), ("p95", high, f"{aim} ms"), ("most", max(seconds), ""))
    ]


def _against_kernels(folder: Path) -> list[Row]:
    """Eight visitors at once: the room, and bare Voila with its kernel for each."""
    with bare_voila(_new(folder / "voila")) as bare:
        kernels = asyncio.run(_visits(bare.address.removeprefix("http://"), "/"))
        heavy = _memory(psutil.Process(bare.process.pid))
    with serving(_new(folder / "few")) as running:
        assert running.process is not None
        phones = asyncio.run(_visits(running.host, f"/{running.code}"))
        light = _memory(psutil.Process(running.process.pid))
    return [
        _over(f"page for {VISITORS} visitors at once", phones * 1e3, kernels * 1e3, "ms", "kernel each", ""),
        _over(f"memory for {VISITORS} visitors", light / MB, heavy / MB, "MB", "kernel each", ""),
    ]


async def _visits(host: str, path: str) -> float:
    """The median time to the whole page of visitors who come together."""
    return statistics.median(await asyncio.gather(*(_visit(host, path) for _ in range(VISITORS))))


async def _visit(host: str, path: str) -> float:
    line, start = Line(host), time.perf_counter()
    length = await line.whole(path)
    assert length > 0
    return time.perf_counter() - start


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and its children hold."""
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))


def _killed(told: Storm) -> list[Row]:
    lost = sum(told.kept.keys[key] != 1 for key in told.acknowledged)
    right = told.kept.revealed == told.newest and told.kept.integrity == "ok"
    return [
        (f"{told.kills} kills under {VOTERS} voters", f"{len(told.acknowledged)} votes acknowledged",
         "reveal as acknowledged" if right else "reveal differs", f"{lost} lost or twice", "0"),
        ("longest time without a receipt", f"{told.silence:.2f} s", f"{told.seconds:.0f} s in all", "", ""),
    ]  # fmt: skip


def _over(name: str, measured: float, reference: float, unit: str, what: str, aim: str) -> Row:
    return name, f"{measured:.0f} {unit}", f"{what} {reference:.0f} {unit}", f"{measured / reference:.3g}", aim


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
