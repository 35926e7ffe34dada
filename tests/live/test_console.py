"""The console: one act after another, each shown by the console and the beamer."""

import re
import uuid

import pytest

from tests.live.serving import FIRST, JSON, SECOND, ask, hidden


class Desk:
    """The facilitator without a browser."""

    def __init__(self, room):
        self.host = room.console.removeprefix("http://")
        self.token = room.venue.token
        self.cookie = ask(self.host, f"/console?token={self.token}").cookie

    def get(self, path="/console", language="en"):
        return ask(self.host, path, self.cookie, headers={"Accept-Language": language})

    def step(self, kind, subject="", seen=None, language="en", **fields):
        """An act by the form of the page that was just loaded, unless an older ``seen`` is named."""
        known = hidden(self.get().body)["seen"] if seen is None else seen
        form = {"kind": kind, "subject": subject, "seen": known, "key": uuid.uuid4().hex} | fields
        body = "&".join(f"{name}={text}" for name, text in form.items())
        headers = {"Origin": f"http://{self.host}", "Accept-Language": language}
        return ask(self.host, "/step", self.cookie, "POST", headers, body)


@pytest.fixture
def desk(room):
    return Desk(room)


def test_a_question_goes_from_vote_to_agreed_value(room, desk):
    """Open, three votes, reveal, agree: each page says where the room is, and the answer is in the assessment."""
    phones = [room.phone() for _ in range(3)]
    assert desk.step("open", FIRST).status == 303
    for phone, choice in zip(phones, (1, 2, 3), strict=True):
        phone.vote(FIRST, choice)
    assert "<span data-voted>3</span>/<span data-people>3</span>" in desk.get("/console").body
    assert "<span data-voted>3</span>/<span data-people>3</span>" in desk.get("/beamer").body
    desk.step("reveal", FIRST)
    page = desk.get().body
    assert "Agree on 2 " in page and "3 people voted" in page
    desk.step("agree", FIRST, choice="2.5")
    assert "Agreed: <b>2.5</b>" in desk.get("/beamer").body
    assert '"value": 2.5' in desk.get("/export").body


def test_the_clean_address_after_the_token(room):
    """The token is exchanged for a cookie that scripts cannot read."""
    host = room.console.removeprefix("http://")
    answer = ask(host, f"/console?lang=nl&token={room.venue.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/console?lang=nl")
    assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=Lax" in answer.headers["set-cookie"]


def test_whoever_knew_an_older_state_is_asked(desk):
    """A step on what has changed is not done; the page says what the room shows and offers to do it all the same."""
    desk.step("open", FIRST)
    late = desk.step("open", SECOND, seen=0)
    assert late.status == 409
    assert "Somebody else moved the room on" in late.body and "Keep what is there" in late.body
    again = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', late.body))
    assert (again["kind"], again["subject"], again["seen"]) == ("open", SECOND, "1")
    assert desk.step(**{name: again[name] for name in ("kind", "subject", "seen", "key")}).status == 303
    assert SECOND in desk.get().body


def test_the_same_key_is_done_once(desk):
    """An answer that was lost is asked for again: the same act with the same key is acknowledged and changes nothing."""
    first = desk.step("open", FIRST, seen=0, key="one")
    again = desk.step("open", FIRST, seen=0, key="one")
    assert (first.status, again.status) == (303, 303)
    assert hidden(desk.get().body)["seen"] == "1"


def test_what_makes_no_sense_is_said_on_the_page(desk):
    """Revealing without a vote changes nothing and the console says why."""
    answer = desk.step("reveal", FIRST)
    assert answer.status == 422 and 'role="alert"' in answer.body and "there is nothing to reveal" in answer.body


@pytest.mark.parametrize("choice", ["", "two", "2.3", "nan", "1e99", "inf"])
def test_a_value_that_is_none_is_refused(room, desk, choice):
    """Only steps, half steps and the two states can be agreed; the sentence says so."""
    phone = room.phone()
    desk.step("open", FIRST)
    phone.vote(FIRST, 1)
    desk.step("reveal", FIRST)
    assert desk.step("agree", FIRST, choice=choice).status == 422
    assert "Agreed:" not in desk.get("/beamer").body


def test_an_act_as_json_says_where_the_room_is(desk):
    """A script gets the state of the room, and on a conflict what to send to do it all the same."""
    headers = JSON | {"Origin": f"http://{desk.host}"}
    done = ask(desk.host, "/step", desk.cookie, "POST", headers, f"kind=open&subject={FIRST}&seen=0&key=k1").json
    assert (done["ok"], done["step"], done["phase"]) == (True, 1, "open")
    late = ask(desk.host, "/step", desk.cookie, "POST", headers, f"kind=reveal&subject={FIRST}&seen=0&key=k2")
    assert (late.status, late.json["problem"], late.json["seen"]) == (409, "step.taken", 1)
