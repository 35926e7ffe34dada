"""A phone without a script in the room: join, vote, see the result."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import sqlite3

from tests.live.serving import FIRST, SECOND, THIRD, Phone, hidden, serving

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


ROLES = {"it": {"en": "Technology", "nl": "Techniek"}, "sales": {"en": "Sales", "nl": "Verkoop"}}


def test_before_joining_people_are_told_what_is_kept(tmp_path):
    """The page says what is stored and that unanimity gives people away, before the button, in their own language."""
    with serving(tmp_path, roles=ROLES, names=True) as room:
        page = Phone(room.host).get(f"/{room.code}", **{"Accept-Language": "nl"}).body
    kept, button = page.index("We bewaren wat je kiest"), page.index("<button>")
    assert kept < page.index("De begeleider vraagt je naam") < page.index("Kiest iedereen hetzelfde") < button
    assert 'lang="nl"' in page and "Techniek" in page and "Je naam, je e-mailadres" not in page


def test_a_room_without_names_and_roles_asks_for_neither(room):
    """There is only a button, and the page says that no name is kept."""
    page = Phone(room.host).get(f"/{room.code}").body
    assert "We do not keep your name" in page and 'name="name"' not in page and 'name="role"' not in page


def test_a_missing_role_or_name_is_asked_for_again(tmp_path):
    """What was filled in stays; with both the person is in, and the same key stays the same person."""
    with serving(tmp_path, roles=ROLES, names=True) as room:
        phone = Phone(room.host)
        form = hidden(phone.get(f"/{room.code}").body)
        again = phone.post("/join", form | {"role": "sales", "name": " "})
        assert (again.status, again.cookie) == (409, "") and "asks for a name" in again.body
        assert 'value="sales" required checked' in again.body
        assert phone.post("/join", form | {"role": "board", "name": "Noor"}).status == 409
        assert phone.post("/join", form | {"role": "sales", "name": "Noor <b>"}).status == 303


def test_the_code_is_typed_in_any_way(room):
    """Capitals, a hyphen and spaces all lead to the door; something else is no code."""
    phone = Phone(room.host)
    typed = f"{room.code[:4]}-+{room.code[4:]}".upper()
    assert phone.get(f"/?code={typed}").headers["location"] == f"/{room.code}"
    assert "eight letters and digits" in phone.get("/?code=abc").body
    wrong = phone.get("/zzzz-zzzz")
    assert (wrong.status, "not the code of this room" in wrong.body) == (404, True)


def test_a_phone_that_is_known_goes_straight_back(room):
    """The start, the code and the form all lead to where the room is."""
    phone = room.phone()
    for path in ("/", f"/{room.code}", "/join"):
        where = phone.get(path).headers["location"]
        assert where == "/room" or phone.get(where).headers["location"] == "/room"
    assert phone.post("/join", {"code": room.code, "key": "other"}).headers["location"] == "/room"
    assert phone.get("/state").json["people"] == 1


def test_somebody_who_was_taken_out_can_join_again(room):
    """The page says so; joining again makes a new participant."""
    phone = room.phone()
    page = phone.get("/room").body
    assert "participant 1" in page
    with contextlib.closing(sqlite3.connect(room.venue.store)) as store:
        (person,) = store.execute("SELECT id FROM participants").fetchone()
    room.act("remove", person)
    assert scene(phone) == "removed"
    assert phone.vote(FIRST, 2)["problem"] == "vote.removed"
    assert "What is the code?" in phone.get("/").body
    assert phone.join(room.code).status == 303
    assert "participant 2" in phone.get("/room").body


def test_the_language_is_chosen_on_the_page_and_stays(room):
    """The link switches to Dutch, and the cookie keeps it."""
    phone = room.phone()
    assert 'lang="en"' in phone.get("/room").body
    switched = phone.get("/room?lang=nl")
    assert "Je doet mee" in switched.body
    phone.cookie += "; " + switched.cookie
    assert "Je doet mee" in phone.get("/room").body


def test_an_ended_room_takes_nobody(room):
    """Who is in sees a thank-you; who comes now too."""
    phone = room.phone()
    form = hidden(Phone(room.host).get(f"/{room.code}").body)
    room.act("end")
    assert scene(phone) == "ended"
    assert "Thank you for coming" in Phone(room.host).get(f"/{room.code}").body
    late = Phone(room.host).post("/join", form)
    assert (late.status, late.cookie) == (409, "")


def test_before_the_day_each_answers_their_own_questions(tmp_path):
    """Somebody of technology has two of the three; each answer leads to the next open one, the last to a thank-you."""
    routed = {"it": [FIRST, THIRD]}
    with serving(tmp_path, kind="ahead", roles=ROLES, routed=routed, closes="2026-11-30") as room:
        it, sales = room.phone(role="it"), room.phone(role="sales")
        assert scene(it) == f"alone {FIRST} 1" and "Question 1 of 2, 0 answered" in it.get("/room").body
        assert "Question 1 of 3" in sales.get("/room").body
        first = it.post("/vote", hidden(it.get("/room").body) | {"choice": "2"})
        assert first.headers["location"] == "/room?q=2"
        last = it.post("/vote", hidden(it.get("/room?q=2").body) | {"choice": "not_applicable", "reason": "no shop"})
        assert last.headers["location"] == "/room?q=all"
        assert scene(it) == "answered" and "It closes on 30 November 2026." in it.get("/room").body
        changed = it.get("/room?q=2").body
        assert 'value="no shop"' in changed and "until answering closes" in changed
        assert it.vote(FIRST, 4)["next"] == "/room?q=all"
        room.act("reveal")
        assert scene(it) == scene(sales) == "ended"
        assert it.vote(FIRST, 1)["problem"] == "vote.ended"


def test_answers_before_the_day_are_there_after_a_restart(tmp_path):
    """The same cookie days later, on a server that was started anew."""
    with serving(tmp_path, kind="ahead") as room:
        phone = room.phone()
        phone.vote(FIRST, 3)
        room.stop()
        room.start()
        assert "1 answered" in phone.get("/room").body
        assert 'value="3" required checked' in phone.get("/room?q=1").body


def test_a_back_button_without_scripts_changes_the_choice(room):
    """A form sent again with the key of before and another choice counts with that choice."""
    phone = room.phone()
    room.act("open", FIRST)
    form = hidden(phone.get("/room").body)
    for choice in ("3", "3", "1"):
        assert phone.post("/vote", form | {"choice": choice}).status == 303
    assert 'value="1" required checked' in phone.get("/room").body
    with contextlib.closing(sqlite3.connect(room.venue.store)) as store:
        assert store.execute("SELECT count(*) FROM ballots").fetchone() == (2,)


def test_news_says_where_the_room_is_and_nothing_else(room):
    """The stream carries the step, the phase and two counts."""
    phone = room.phone()
    room.act("open", FIRST)
    phone.vote(FIRST, 3)
    connection = http.client.HTTPConnection(room.host, timeout=10)
    connection.request("GET", "/events", headers={"Cookie": phone.cookie})
    answer = connection.getresponse()
    lines = [answer.readline().decode().strip() for _ in range(3)]
    connection.close()
    told = json.loads(lines[2].removeprefix("data: "))
    told.pop("revision")
    assert lines[0] == "retry: 1000"
    assert told == {"step": 1, "phase": "open", "voted": 1, "people": 1}
