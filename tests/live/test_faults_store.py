"""The store fails while a room votes: full, held by somebody else; and the reveal that late votes run into."""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import sqlite3
import sys
from uuid import uuid4

import pytest

from maturity_kit.assessment.room.room import Step
from tests import looping
from tests.live.crowd import Crowd, Line, crowd, keep_voting
from tests.live.holding import held
from tests.live.serving import FIRST
from tests.live.storm import VOTERS, kept


@contextlib.contextmanager
def locked(path):
    """Another process writes: nobody else can, for as long as this lasts."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextlib.contextmanager
def no_more_than(pid, size):
    """A process cannot make a file larger than this, as on a full disk."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def voting(people: Crowd):
    """Everybody votes until the event that is given is set; the tasks come with it."""
    enough = asyncio.Event()
    return enough, [people.begin(keep_voting(one, FIRST, number, enough)) for number, one in enumerate(people)]


def assert_nothing_lost(people, path):
    """What was sent is in the store once, and what was acknowledged is among it."""
    found = kept(path)
    assert found.keys == dict.fromkeys([key for one in people for key in one.sent], 1)
    assert {sent.key for one in people for sent in one.acknowledged} == found.keys.keys()
    assert found.integrity == "ok"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_a_full_disk_keeps_votes_waiting_on_the_phones(room):
    """Each phone gets a sentence and keeps its vote; with room again every vote gets in, once."""
    path = room.log.with_suffix(".sqlite")

    async def run():
        room.act("open", FIRST)
        async with crowd(room.host, room.code, 8) as people:
            enough, tasks = await voting(people)
            await people.more("acknowledged", 16)
            with no_more_than(room.process.pid, path.stat().st_size):
                await people.more("told", 16)
                before = len(people.moments)
            await people.until(lambda: len(people.moments) >= before + 16)
            enough.set()
            await asyncio.gather(*tasks)
            return people

    people = looping.run(run())
    sentences = {json.loads(text)["message"] for one in people for text in one.told}
    assert len(sentences) == 1 and all(sentences)
    assert_nothing_lost(people, path)


def test_votes_wait_while_another_process_writes(room):
    """Nobody is told anything: the votes are on disk as soon as the other one is done, and pages come meanwhile."""
    path = room.log.with_suffix(".sqlite")

    async def run():
        room.act("open", FIRST)
        async with crowd(room.host, room.code, 8) as people:
            with locked(path):
                votes = [people.begin(one.vote(FIRST, 3)) for one in people]
                await people.until(lambda: people.counted.get("sent") == 8)
                for page in ("/state", "/room"):
                    assert (await Line(room.host).ask(page, people.voters[0].cookie)).status == 200
                assert not people.moments
            await asyncio.gather(*votes)
            return people

    people = looping.run(run())
    assert not any(one.told for one in people)
    assert_nothing_lost(people, path)


def test_a_store_that_stays_locked_is_told_and_votes_are_sent_again(tmp_path):
    """When the wait is too long each phone gets a sentence, keeps its vote, and gets it in afterwards."""

    async def run():
        async with held(tmp_path, patience=0.1) as there:
            await there.hall.act(Step("open", FIRST), 0, uuid4().hex)
            async with crowd(there.host, there.code, 8) as people:
                with locked(there.path):
                    votes = [people.begin(one.vote(FIRST, 3)) for one in people]
                    await people.until(lambda: all(one.told for one in people))
                    assert not people.moments
                await asyncio.gather(*votes)
                return people

    people = looping.run(run())
    assert all(json.loads(text)["message"] for one in people for text in one.told)
    assert_nothing_lost(people, tmp_path / "room.sqlite")


@pytest.mark.parametrize("ballot", [1, 2])
def test_a_reveal_shows_exactly_what_was_acknowledged(room, ballot):
    """Forty people vote while the question is closed: who was told "kept" is in the reveal with that choice, nobody else."""
    path = room.log.with_suffix(".sqlite")

    async def run():
        for earlier in range(1, ballot):
            room.act("open", FIRST, ballot=earlier)
            room.act("reveal", FIRST)
        room.act("open", FIRST)
        async with crowd(room.host, room.code, VOTERS) as people:
            enough = asyncio.Event()
            tasks = [people.begin(keep_voting(one, FIRST, n, enough, ballot)) for n, one in enumerate(people)]
            await people.more("acknowledged", 2 * VOTERS)
            closing = people.begin(asyncio.to_thread(room.act, "reveal", FIRST))
            await people.until(lambda: all(one.refused for one in people))
            enough.set()
            await asyncio.gather(closing, *tasks)
            return people

    people = looping.run(run())
    assert {problem for one in people for _, problem in one.refused} == {"vote.late"}
    found = kept(path, FIRST, ballot)
    assert found.revealed == people.newest(room.venue.secret)
    assert found.keys == dict.fromkeys([sent.key for one in people for sent in one.acknowledged], 1)
