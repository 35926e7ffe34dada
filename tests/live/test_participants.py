"""A phone without a script in the room: join, vote, see the result."""

from __future__ import annotations

import re

from tests.live.serving import FIRST, SECOND, Phone, hidden

NAME_OF_PAGE = re.compile(r'<main data-scene="([^"]*)"')


def scene(phone):
    """What the phone shows now."""
    return NAME_OF_PAGE.search(phone.get("/room").body).group(1)


def test_a_phone_joins_votes_and_sees_the_result(room):
    """The lobby, the open question, what was chosen marked, and after the reveal two people at their steps."""
    one, two = room.phone(), room.phone()
    assert scene(one) == "lobby" and "You are participant 2." in two.get("/room").body
    room.act("open", FIRST)
    asked = one.get("/room").body
    assert scene(one) == f"open {FIRST} 1" and "0 of 2 voted" in asked
    assert one.post("/vote", hidden(asked) | {"choice": "3"}).headers["location"] == "/room"
    kept = one.get("/room").body
    assert 'value="3" required checked' in kept and "1 of 2 voted" in kept
    assert two.vote(FIRST, "unknown")["ok"]
    room.act("reveal", FIRST)
    told = one.get("/room").body
    assert scene(one) == f"revealed {FIRST} 1" and "2 people voted." in told
    own = re.search(r'<li class="own">(.*?)</li>', told, re.DOTALL).group(1)
    assert "Every form writes" in own and "1 person" in own


def test_a_late_vote_is_refused_with_its_sentence(room):
    """After the reveal a script is told so, and a form gets the page of now with the sentence."""
    one = room.phone()
    room.act("open", FIRST)
    form = hidden(one.get("/room").body) | {"choice": "3"}
    room.act("reveal", FIRST)
    assert one.vote(FIRST, 3)["problem"] == "vote.late"
    late = one.post("/vote", form)
    assert (late.status, "Nobody voted." in late.body) == (409, True)
    assert "This question is closed" in late.body


def test_joining_twice_with_one_form_makes_one_person(room):
    """A double tap on the button gives the same participant twice."""
    phone = Phone(room.host)
    form = hidden(phone.get(f"/{room.code}").body)
    first, second = phone.post("/join", form), phone.post("/join", form)
    assert first.status == second.status == 303
    first, second = Phone(room.host, first.cookie), Phone(room.host, second.cookie)
    assert first.get("/state").json["people"] == 1
    assert "participant 1" in first.get("/room").body and "participant 1" in second.get("/room").body


def test_the_room_moves_on_to_another_question(room):
    """A vote on the question of before is refused; the page asks the new one."""
    one = room.phone()
    room.act("open", FIRST)
    room.act("open", SECOND)
    assert scene(one) == f"open {SECOND} 1"
    assert one.vote(FIRST, 3)["problem"] == "vote.other"
