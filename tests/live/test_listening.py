"""Who hears what, and how often: the newest only, at a pace that leaves room for votes."""

from __future__ import annotations

import asyncio

from maturity_kit.live import listening
from maturity_kit.live.listening import Listeners
from tests import looping

NEVER = 1000.0


def heard_of(tells):
    """How often one listener is called when these tells come one after the other; each is "at once" or not."""

    async def run():
        listeners = Listeners()
        with listeners.listening("one") as ear:
            assert await ear.called(0)
            count = 0
            for at_once in tells:
                listeners.tell(at_once)
                count += await ear.called(0)
            return count

    return looping.run(run())


def test_votes_that_come_together_are_told_once(monkeypatch):
    """Of three changes within the rest the first is heard; what the facilitator does is heard in any case."""
    monkeypatch.setattr(listening, "AT_MOST_EVERY", NEVER)
    assert heard_of([False, False, False]) == 1
    assert heard_of([False, True, False, True]) == 3


def test_the_last_change_is_heard_after_the_rest(monkeypatch):
    """What changed while nobody was told is told as soon as the rest is over, once."""
    monkeypatch.setattr(listening, "AT_MOST_EVERY", 0.01)

    async def run():
        listeners = Listeners()
        with listeners.listening("one") as ear:
            await ear.called(0)
            listeners.tell()
            assert await ear.called(0)
            listeners.tell()
            listeners.tell()
            return await ear.called(60), await ear.called(0.05)

    assert looping.run(run()) == (True, False)


def test_many_listeners_hear_less_often(monkeypatch):
    """With one piece a second in all, two listeners rest for two seconds; with 400 the two rest for the usual time."""

    def rest():
        async def run():
            listeners = Listeners()
            with listeners.listening("one"), listeners.listening("two"):
                before = asyncio.get_running_loop().time()
                listeners.tell()
                return listeners._resting.when() - before

        return round(looping.run(run()), 1)

    assert rest() == 0.2
    monkeypatch.setattr(listening, "PIECES", 1)
    assert rest() == 2.0


def test_who_left_counts_no_more():
    """Presence by person: two pages, then one, then nothing at all is kept of them."""

    async def run():
        listeners = Listeners()
        with listeners.listening("one"):
            with listeners.listening("one"), listeners.listening("two"):
                assert (dict(listeners.present), len(listeners)) == ({"one": 2, "two": 1}, 3)
            assert (dict(listeners.present), len(listeners)) == ({"one": 1}, 1)
        assert (dict(listeners.present), len(listeners)) == ({}, 0)

    looping.run(run())
