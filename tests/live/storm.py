"""Forty voters while the server is killed again and again, and what the store holds afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from maturity_kit.live.process import RoomProcess
from maturity_kit.store import open_store
from tests import looping
from tests.live.crowd import Crowd, crowd, keep_voting
from tests.live.serving import FIRST, Live, garden, live

VOTERS = 40


@dataclass(frozen=True)
class Kept:
    """What a store holds: how often each vote, what was revealed by voter, and what the integrity check says."""

    keys: Counter[str]
    revealed: dict[str, str]
    integrity: str


@dataclass(frozen=True)
class Storm:
    """What came of it.

    Attributes:
        kills: how often the server was found dead and started again.
        interrupted: requests that ended without an answer.
        silence: the longest time without an acknowledgement, in seconds.
        seconds: the time in all.
    """

    kills: int
    interrupted: int
    sent: set[str]
    acknowledged: list[str]
    newest: dict[str, str]
    kept: Kept
    silence: float
    seconds: float


def storm(folder: Path, kills: int, seed: int = 1) -> Storm:
    """Vote while the server is killed, then reveal."""
    path = folder / "storm.sqlite"
    running = live(path, garden(path), port=steady_port())
    deaths: list[int] = []
    process = RoomProcess(running.venue, lambda key, attempt: deaths.append(attempt))
    running.venue = process.start()
    try:
        told = looping.run(_under_fire(running, process, kills, random.Random(seed)))
        return replace(told, kills=deaths.count(1))
    finally:
        process.stop()


def steady_port() -> int:
    """A free port that the system gives to no connection going out, so that nobody else has it after a kill."""
    for port in random.sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError), socket.socket() as tried:
            tried.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


async def _under_fire(running: Live, process: RoomProcess, kills: int, dice: random.Random) -> Storm:
    running.act("open", FIRST)
    enough, began = asyncio.Event(), time.perf_counter()
    async with crowd(running.host, running.code, VOTERS) as people:
        voting = [people.begin(keep_voting(one, FIRST, number, enough)) for number, one in enumerate(people)]
        for turn in range(kills):
            await _kill(people, process, turn % 2, dice)
        await people.more("acknowledged", VOTERS)
        enough.set()
        await asyncio.gather(*voting)
        seconds = time.perf_counter() - began
        await asyncio.to_thread(running.act, "reveal", FIRST)
        return _told(running, people, kills, seconds)


async def _kill(people: Crowd, process: RoomProcess, amid: int, dice: random.Random) -> None:
    """Kill the server: after some acknowledgements, or a few milliseconds after somebody sent a vote."""
    await people.more("acknowledged", dice.randint(1, VOTERS))
    if amid:
        await people.more("sent", 1)
        await asyncio.sleep(dice.uniform(0, 0.01))
    killed = process.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    while process.pid in (killed, None):
        await asyncio.sleep(0.01)


def _told(running: Live, people: Crowd, kills: int, seconds: float) -> Storm:
    return Storm(
        kills,
        interrupted=people.counted.get("lost", 0),
        sent={key for one in people for key in one.sent},
        acknowledged=[sent.key for one in people for sent in one.acknowledged],
        newest=people.newest(running.venue.secret),
        kept=kept(Path(running.venue.store)),
        silence=people.silence,
        seconds=seconds,
    )


def kept(path: Path, item: str = FIRST, ballot: int = 1) -> Kept:
    """What the store of a garden holds on a question."""
    store = open_store(path)
    with store.engine.connect() as connection:
        keys = Counter(str(key) for key in connection.execute(text("SELECT key FROM ballots")).scalars())
        integrity = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    votes = [vote for vote in store.load("garden").votes.get(item, ()) if vote.ballot == ballot]
    store.close()
    return Kept(keys, {str(vote.voter): _choice(vote) for vote in votes}, integrity)


def _choice(vote: Any) -> str:
    return str(vote.state or int(vote.value))
