"""The console: one act after another, each shown by the console and the beamer."""

import asyncio
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from maturity_kit.assessment.room.room import Step
from maturity_kit.live.facilitator.desk import Desk as LiveDesk
from maturity_kit.live.hall import Hall
from maturity_kit.live.venue import Venue
from maturity_kit.store import open_store
from maturity_kit.store.ballot_box import Cast
from maturity_kit.store.rooms import Rooms
from tests.live.serving import FIRST, JSON, SECOND, ask, garden, hidden, serving


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


def revealed(room, desk, *choices):
    """A question on which these people voted, revealed."""
    phones = [room.phone() for _ in choices]
    desk.step("open", FIRST)
    for phone, choice in zip(phones, choices, strict=True):
        phone.vote(FIRST, choice)
    desk.step("reveal", FIRST)
    return phones


def test_too_many_who_do_not_know_make_an_action_instead_of_a_value(room, desk):
    """Half do not know: agreeing is not offered, finding out is; the action is in the assessment once."""
    revealed(room, desk, 3, 3, "unknown", "unknown")
    page = desk.get().body
    assert "agree-suggested" not in page and "agree-other" not in page and "Add the action to find out" in page
    headers = {"Origin": f"http://{desk.host}"}
    form = f"subject={FIRST}&key=act-once"
    for _ in range(2):
        assert ask(desk.host, "/find-out", desk.cookie, "POST", headers, form).status == 303
    assert "Add the action to find out" not in desk.get().body
    actions = desk.get("/export").json["registers"]["actions"]
    assert [action["items"] for action in actions] == [[FIRST]]
    assert actions[0]["name"].startswith("Find out: ")


def test_there_is_nothing_to_find_out_when_people_know(room, desk):
    """Asking for the action then is refused with a sentence."""
    revealed(room, desk, 3, 3)
    answer = ask(desk.host, "/find-out", desk.cookie, "POST", {"Origin": f"http://{desk.host}"}, f"subject={FIRST}")
    assert answer.status == 422 and "nothing to find out" in answer.body


def test_hands_that_were_counted_are_shown_with_the_votes_of_phones(room, desk):
    """Two voted 1 by phone, three held up a 4 and one does not know: six people, revealed at once."""
    phones = [room.phone(), room.phone()]
    desk.step("open", FIRST)
    for phone in phones:
        phone.vote(FIRST, 1)
    counts = {"step-0": "", "step-1": 0, "step-2": "", "step-3": "", "step-4": 3, "unknown": 1, "not_applicable": ""}
    assert desk.step("count", FIRST, **counts).status == 303
    page = desk.get("/beamer").body
    assert "6 people voted" in page and "Two camps" in page
    (row,) = desk.get("/export").json["votes"][FIRST]
    assert (row["counts"], row["unknown"]) == ([0, 2, 0, 0, 3], 1)


def primary(desk):
    """The ids of the buttons that the console puts forward."""
    acts = re.findall(r'<button id="(act-[\w.-]+)"[^>]* class="main"', desk.get().body)
    return acts + re.findall(r'<button id="(agree-suggested)" class="main"', desk.get().body)


def test_a_second_ballot_stands_beside_the_first(room, desk):
    """Both are on the beamer, the newest first; while it runs neither is.

    After two camps the console puts voting again forward, then agreeing; in a break, ending it.
    """
    phones = revealed(room, desk, 0, 4, 0, 4)
    assert "Two camps" in desk.get("/beamer").body
    assert primary(desk) == [f"act-open-{FIRST}"]
    desk.step("open", FIRST)
    assert "Ballot 1" not in desk.get("/beamer").body
    for phone in phones:
        phone.vote(FIRST, 2, ballot=2)
    desk.step("reveal", FIRST)
    page = desk.get("/beamer").body
    assert page.index("Ballot 2") < page.index("Ballot 1") and "In agreement" in page
    assert primary(desk) == ["agree-suggested"]
    desk.step("pause", "")
    assert primary(desk) == ["act-resume"]


def test_parked_questions_and_quotes_are_kept_in_sight(room, desk):
    """Parking brings the room back to the lobby; the quote is there as it was said, as text."""
    revealed(room, desk, 1, 2)
    desk.step("quote", FIRST, words="nobody <owns> it")
    desk.step("park", FIRST)
    page = desk.get().body
    assert "nobody &lt;owns&gt; it" in page and f'id="parked-{FIRST}"' in page and "Which question now?" in page
    assert desk.step("show", FIRST).status == 303
    assert "2 people voted" in desk.get().body


def test_the_agenda_goes_from_part_to_part(desk):
    """Not started, then the first part with its minutes, then the one after it."""
    assert "Not started" in desk.get().body
    first, second = re.findall(r'id="part-([\w-]+)" name="act" value="part:[\w-]+">Go', desk.get().body)[:2]
    desk.step("part", first)
    page = desk.get().body
    assert "0 of 15 minutes" in page and "On time" in page
    assert f'id="part-next" name="act" value="part:{second}"' in page


def test_somebody_is_taken_out(tmp_path):
    """The list has number, name and role; a removed phone is told so, and its open vote no longer counts."""
    roles = {"it": {"en": "IT & technology", "nl": "IT"}}
    with serving(tmp_path, names=True, roles=roles) as room:
        desk = Desk(room)
        phone, _ = room.phone(name="<b>Ann</b>", role="it"), room.phone(name="Bo", role="it")
        desk.step("open", FIRST)
        phone.vote(FIRST, 3)
        page = desk.get().body
        assert "&lt;b&gt;Ann&lt;/b&gt; · IT &amp; technology" in page and "2 people in the room" in page
        person = re.search(r'id="remove-1"[^>]*value="remove:(\w+)"', page).group(1)
        desk.step("remove", person)
        page = desk.get().body
        assert "Ann" not in page and "<span data-voted>0</span>/<span data-people>1</span>" in page


def test_the_timer_counts_down_by_the_clock_of_this_computer(desk):
    """Two minutes are set; console and beamer begin a little under 120 seconds, and off is off."""
    desk.step("open", FIRST)
    desk.step("timer", seconds=120)
    for path in ("/console", "/beamer"):
        assert 100 < int(re.search(r'data-left="(\d+)"', desk.get(path).body).group(1)) <= 120
    desk.step("timer", seconds=0)
    assert "data-left" not in desk.get("/beamer").body


def test_an_ended_room_offers_nothing_more(room, desk):
    """No act is left on the page, and one that is sent all the same is refused."""
    revealed(room, desk, 1)
    desk.step("end")
    assert '<form method="post"' not in desk.get().body and "Thank you" in desk.get("/beamer").body
    answer = ask(desk.host, "/step", desk.cookie, "POST", {"Origin": f"http://{desk.host}"}, "kind=pause&seen=3&key=z")
    assert answer.status == 422 and "This room has ended" in answer.body


def test_before_the_day_the_console_closes_and_reveals(tmp_path):
    """Progress by role, the link, invitations; after closing all votes are in the assessment and the command is named."""
    with serving(tmp_path, kind="ahead", roles={"it": {"en": "IT", "nl": "IT"}}, closes="2026-11-30") as room:
        desk = Desk(room)
        phone = room.phone(role="it")
        phone.vote(FIRST, 3)
        page = desk.get().body
        assert "<td>1</td><td>1</td><td>0</td><td>0</td>" in page and "3 questions each" in page
        assert room.code in page and "30 November 2026" in page and "There are 3 questions for you" in page
        desk.step("reveal")
        assert "maturity-kit workshop garden" in desk.get().body
        assert desk.get("/export").json["votes"][FIRST][0]["counts"] == [0, 0, 0, 1, 0]


def test_both_pages_speak_dutch(room, desk):
    """No sentence of the other language is left on the pages."""
    revealed(room, desk, 1, 3)
    console, beamer = desk.get(language="nl").body, desk.get("/beamer", language="nl").body
    assert 'lang="nl"' in console and "Spreek 2 af" in console and "2 mensen stemden" in beamer
    for words in ("Agree", "voted", "Reveal", "Next", "Break", "Search", "minutes"):
        assert words not in re.sub(r"<[^>]*>", "", console + beamer)


def test_a_burst_of_votes_costs_no_scoring(tmp_path):
    """The order of questions is worked out once for each change of the assessment, however many votes come in."""

    async def led():
        found = garden(tmp_path / "room.sqlite")
        hall = Hall(Rooms(open_store(tmp_path / "room.sqlite")), found.id)
        desk = WorkDesk(hall, Venue(found.id, "t" * 32, "5e" * 32))
        people = [await hall.join("", "", str(n)) for n in range(5)]
        await hall.act(Step("open", FIRST), 0, "open")
        for n, person in enumerate(people):
            await hall.vote(Cast(person.id, FIRST, 1, {"value": n}, "k"))
            await desk.picture()
        during = WorkDesk.count
        await hall.act(Step("reveal", FIRST), 1, "reveal")
        first, second = [await desk.preview(await desk.picture(), "en") for _ in range(2)]
        hall.close()
        return during, WorkDesk.count, first is second

    class WorkDesk(LiveDesk):
        count = 0

        def _work_out(self, source):
            WorkDesk.count += 1
            return super()._work_out(source)

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, led()).result(60) == (1, 2, True)


def test_the_beamer_has_no_control(room, desk):
    """In no state is there anything on the big screen to press, type or follow."""
    pages = [desk.get("/beamer").body]
    revealed(room, desk, 1, 3)
    pages.append(desk.get("/beamer").body)
    for kind, subject in (("open", FIRST), ("pause", ""), ("end", "")):
        desk.step(kind, subject)
        pages.append(desk.get("/beamer").body)
    assert not re.search(r"<(button|input|select|textarea|form|a|details)\b", "".join(pages))
    assert all(room.code[:4].upper() in page for page in pages[:-1])
