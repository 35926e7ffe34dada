"""Before the reveal no response of the console or the beamer depends on what anybody chose."""

import http.client
import re

import pytest

from tests.live.serving import FIRST, ITEMS, ask, serving
from tests.live.test_console import Desk

PATHS = (
    "/console",
    "/console?part=main",
    "/console?show=all",
    "/console?show=walk",
    "/console?q=e",
    "/console?lang=nl",
    "/beamer",
    "/beamer?part=main",
    "/export",
)
ONE_SIDED, OTHER = (4, 4, 4, "unknown"), (0, 1, "not_applicable", 0)


def news(desk):
    """The first piece of news."""
    line = http.client.HTTPConnection(desk.host, timeout=10)
    line.request("GET", "/events", headers={"Cookie": desk.cookie})
    answer = line.getresponse()
    first = b"".join(answer.readline() for _ in range(2)).decode()
    line.close()
    return re.sub(r'id: \d+|"revision": \d+', "", first)


def everything(desk, more=()):
    """Every response, without the keys that are fresh on each page."""
    pages = {path: re.sub(r'name="key" value="\w+"', "", desk.get(path).body) for path in PATHS}
    refused = [desk.step(kind, subject).body for kind, subject in more]
    return pages | {"news": news(desk), "refused": [re.sub(r'name="key" value="\w+"', "", one) for one in refused]}


def vote(phones, choices, **more):
    for phone, choice in zip(phones, choices, strict=True):
        assert phone.vote(FIRST, choice, **more)["ok"]


@pytest.fixture
def desk(room):
    return Desk(room)


@pytest.mark.parametrize("ballot", [1, 2])
def test_no_response_depends_on_an_open_vote(room, desk, ballot):
    """Four people vote one way and then all the other way: every response stays the same, in a second ballot too."""
    phones = [room.phone() for _ in range(4)]
    desk.step("open", FIRST)
    if ballot == 2:
        vote(phones, (0, 4, 0, 4))
        desk.step("reveal", FIRST)
        desk.step("open", FIRST)
    refused = [("open", FIRST), ("agree", FIRST), ("show", ITEMS[1])]
    vote(phones, ONE_SIDED, ballot=ballot)
    before = everything(desk, refused)
    vote(phones, OTHER, ballot=ballot)
    assert everything(desk, refused) == before
    assert ">4</span>/<span data-people>4<" in before["/console"]


def test_a_vote_that_was_left_open_stays_hidden(room, desk):
    """Going to another question does not reveal the votes on the one before."""
    phones = [room.phone() for _ in range(4)]
    pages = []
    for choices in (ONE_SIDED, OTHER):
        desk.step("open", FIRST)
        vote(phones, choices)
        desk.step("open", ITEMS[1])
        pages.append(re.sub(r'name="(key|seen)" value="\w+"|stamp="[\d.]+"', "", desk.get("/console?show=all").body))
    assert pages[0] == pages[1]


def test_no_verdict_reason_or_earlier_ballot_while_a_vote_is_open(room, desk):
    """The list has its reasons before and after, and none in between; the first ballot and the verdict are away too."""
    phones = [room.phone() for _ in range(4)]
    desk.step("open", FIRST)
    vote(phones, (0, 4, 0, 4))
    desk.step("reveal", FIRST)
    shown = desk.get().body
    assert "says now" in shown and "nobody answered yet" in shown and "Two camps" in shown
    desk.step("open", FIRST)
    hidden = desk.get().body + desk.get("/beamer").body
    for words in ("says now", "nobody answered yet", "Two camps", "could change", 'class="bar', "people voted"):
        assert words not in hidden


def test_before_the_day_the_console_knows_how_far_people_are_and_nothing_else(tmp_path):
    """Whatever people answer, every response is the same as long as the link is open."""
    with serving(tmp_path, kind="ahead") as room:
        desk = Desk(room)
        phones = [room.phone() for _ in range(4)]
        vote(phones, ONE_SIDED)
        before = everything(desk)
        vote(phones, OTHER)
        assert everything(desk) == before
        assert ask(desk.host, "/step", desk.cookie, "POST", {"Origin": f"http://{desk.host}"}, "").status == 409
