"""What the server holds in memory follows the store, and never goes back."""

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.assessment.room.room import Step
from maturity_kit.live.hall import Hall
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms
from tests import looping
from tests.live.serving import FIRST, garden


@pytest.fixture
def rooms(tmp_path):
    return Rooms(open_store(tmp_path / "room.sqlite")), garden(tmp_path / "room.sqlite").id


def test_what_the_workbook_writes_is_noticed(rooms):
    """An answer of another process is there after a look, and is news."""
    store, room_id = rooms

    async def run():
        hall = Hall(store, room_id)
        store.store.append("garden", Event("answer", FIRST, {"value": 3}))
        await hall.refresh()
        first = hall.revision
        await hall.refresh()
        found = hall.assessment.answers[FIRST].value, first, hall.revision
        hall.close()
        return found

    assert looping.run(run()) == (3, 1, 1)


def test_a_look_that_began_before_an_act_does_not_take_it_back(rooms, monkeypatch):
    """The facilitator opens a vote while the server reads the room as it was: the vote stays open."""
    store, room_id = rooms

    async def run():
        hall = Hall(store, room_id)
        before = hall.room
        await hall.act(Step("open", FIRST), 0, "k")
        monkeypatch.setattr(store, "load", lambda _: before)
        await hall.refresh()
        found = hall.room.phase
        hall.close()
        return found

    assert looping.run(run()) == "open"


def test_an_old_vote_sent_again_does_not_replace_a_newer_one(rooms):
    """The phone shows what counts: the newest choice."""
    from maturity_kit.store.ballot_box import Cast

    store, room_id = rooms

    async def run():
        hall = Hall(store, room_id)
        await hall.act(Step("open", FIRST), 0, "k")
        person = await hall.join("", "", "j")
        for value, key in ((1, "a"), (4, "b"), (1, "a")):
            await hall.vote(Cast(person.id, FIRST, 1, {"value": value}, key))
        found = hall.chosen[person.id][FIRST, 1]["value"], hall.voted
        hall.close()
        return found

    assert looping.run(run()) == (4, 1)
