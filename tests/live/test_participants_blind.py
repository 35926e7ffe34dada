"""Before the reveal no response says anything about what others chose: two rooms that differ in nothing else answer alike."""

from __future__ import annotations

import contextlib
import http.client
import re
import shutil
from collections.abc import Iterator

import pytest

from tests.live.serving import FIRST, SECOND, THIRD, Answer, Live, Phone, garden, live

OTHERS = 6
EITHER = ("4", "0")
"""What everybody else chooses in the one room and in the other."""
LOOKS = (
    "/", "/?code=abc", "/?code=k7qf2mx0", "/K7QF-2MX0", "/join", "/vote", "/room", "/room?part=main", "/room?lang=nl",
    "/room?part=main&lang=nl", "/room?q=1", "/room?q=2", "/room?q=all", "/room?q=all&part=main", "/state", "/nothing",
    "/console", "/beamer", "/export", "/step", "/static/000000000000/room.js",
)  # fmt: skip
CHANGING = re.compile(r'"?\b[0-9a-f]{32}\b"?|\b\d\d:\d\d\b')
"""Keys of forms, and times of the day."""


@pytest.mark.parametrize("kind", ["room", "second", "ahead"])
def test_responses_do_not_depend_on_what_others_chose(tmp_path, kind):
    """Six others chose all 4 or all 0: every page, the state, the news and every receipt are the same, byte for byte."""
    with contextlib.ExitStack() as rooms:
        cookies, twins = twin_rooms(tmp_path, kind, rooms)
        ballot = 2 if kind == "second" else 1
        for twin, choice in zip(twins, EITHER, strict=True):
            for cookie in cookies[2:]:
                for item in (FIRST, SECOND, THIRD) if kind == "ahead" else (FIRST,):
                    assert Phone(twin.host, cookie).vote(item, choice, ballot)["ok"]
        for cookie in ("", *cookies[:2]):
            one, other = (everything(Phone(twin.host, cookie), ballot) for twin in twins)
            assert one == other
        if kind != "ahead":
            assert "7 of 8 voted" in str(one)
            assert_seen_after_the_reveal(twins, cookies[0], ballot)


def assert_seen_after_the_reveal(twins, cookie, ballot) -> None:
    """The comparison would have found a difference: once the result is shown, it does."""
    for twin in twins:
        twin.act("reveal", FIRST)
    one, other = (everything(Phone(twin.host, cookie), ballot) for twin in twins)
    assert one != other


def twin_rooms(folder, kind, rooms) -> tuple[list[str], list[Live]]:
    """Two rooms with the same ids and people, copied at the moment a vote opens, of which two watchers have cookies."""
    path = folder / "one.sqlite"
    room = garden(path, kind="ahead" if kind == "ahead" else "room")
    first = live(path, room)
    with running(first):
        phones = [first.phone() for _ in range(2 + OTHERS)]
        if kind != "ahead":
            first.act("open", FIRST)
        if kind == "second":
            phones[0].vote(FIRST, 1)
            first.act("reveal", FIRST)
            first.act("open", FIRST)
        phones[0].vote(FIRST, "2", 2 if kind == "second" else 1)
    shutil.copy(path, folder / "other.sqlite")
    twins = [rooms.enter_context(running(live(folder / f"{name}.sqlite", room))) for name in ("one", "other")]
    return [phone.cookie for phone in phones], twins


@contextlib.contextmanager
def running(room: Live) -> Iterator[Live]:
    room.start()
    try:
        yield room
    finally:
        room.stop()


def everything(phone: Phone, ballot: int) -> list[object]:
    """Every response that a phone can get."""
    found: list[object] = [told(phone.get(path)) for path in LOOKS]
    found += [told(phone.get(path, Accept="application/json")) for path in LOOKS]
    found.append(news(phone))
    form = {"item": FIRST, "ballot": ballot, "choice": "2", "key": f"{len(phone.cookie)}-of-this-phone"}
    found += [told(phone.post("/vote", form | change, Accept="application/json")) for change in CHANGES]
    found += [told(phone.post("/vote", form | change)) for change in CHANGES]
    return found


CHANGES: tuple[dict[str, str], ...] = (
    {}, {"choice": "3"}, {"choice": "9", "key": "a"}, {"item": "dm.nothing", "key": "b"}, {"ballot": "9", "key": "c"},
    {"key": ""},
)  # fmt: skip


def told(answer: Answer) -> object:
    """A response without what changes from one moment to the next."""
    headers = {name: text for name, text in answer.headers.items() if name not in ("date", "etag", "content-length")}
    return answer.status, headers, len(answer.body), CHANGING.sub("*", answer.body)


def news(phone: Phone) -> list[str]:
    """The first news on the stream; empty for a stranger."""
    connection = http.client.HTTPConnection(phone.host, timeout=10)
    connection.request("GET", "/events", headers={"Cookie": phone.cookie} if phone.cookie else {})
    answer = connection.getresponse()
    lines = [answer.readline().decode() for _ in range(4)] if answer.status == 200 else []
    connection.close()
    return lines
