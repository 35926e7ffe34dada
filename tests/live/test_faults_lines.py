"""Lines that go wrong: nobody reads, half a request comes, too many come at once; the others notice nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from uuid import uuid4

import pytest

from maturity_kit.assessment.room.room import Step
from maturity_kit.live import handler
from maturity_kit.live.bounds import SMALL_BODY
from maturity_kit.live.participants.inside import News
from tests import looping
from tests.live.crowd import PATIENCE, Line, crowd, request
from tests.live.holding import held
from tests.live.serving import FIRST

MANY, HUGE = 60, 64 * 2**20
RESET = struct.pack("ii", 1, 0)


async def until(reached):
    """Wait until something is so in the server, which runs in this very loop."""
    async with asyncio.timeout(PATIENCE):
        while not reached():
            await asyncio.sleep(0.01)


async def opened(there, sent=b""):
    """A bare connection on which this was sent."""
    name, _, port = there.host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    writer.write(sent)
    await writer.drain()
    return reader, writer


async def rest(reader):
    """All that comes until the server hangs up; the first line of it."""
    async with asyncio.timeout(PATIENCE):
        try:
            return (await reader.read()).partition(b"\r\n")[0].decode()
        except ConnectionResetError:
            return ""


async def deaf(there, cookie):
    """A phone that asks for the news and never reads."""
    phone = socket.socket()
    phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    name, _, port = there.host.partition(":")
    phone.setblocking(False)
    await asyncio.get_running_loop().sock_connect(phone, (name, int(port)))
    await asyncio.get_running_loop().sock_sendall(phone, request(there.host, "/events", cookie, None, {}))
    return phone


def test_a_phone_that_does_not_read_is_written_to_once_and_then_let_go(tmp_path, monkeypatch):
    """While nine others hear everything, one that never reads is given one piece; in the end it counts as gone."""
    written = []

    def piece(self, revision):
        written.append(self.person_id)
        return "x" * HUGE if self.person_id == written[0] else usual(self, revision)

    async def run():
        async with held(tmp_path) as there, crowd(there.host, there.code, 10, follow=False) as people:
            silent, *others = people
            phone = await deaf(there, silent.cookie)
            await until(lambda: written)
            for one in others:
                people.begin(one.follow())
            for number in range(5):
                await there.hall.act(Step("timer", "", {"seconds": 60}), number, uuid4().hex)
                await people.until(lambda: all(one.news.get("step") == there.hall.room.number for one in others))
            told = written.count(silent.id(there.secret))
            monkeypatch.setattr(handler, "UNREAD", 0.01)
            for one in others:
                await one.vote(FIRST, 3)
            await until(lambda: len(there.hall.present) == len(others))
            phone.close()
            return told, len(written)

    usual = News.piece
    monkeypatch.setattr(News, "piece", piece)
    monkeypatch.setattr(handler, "UNREAD", 5.0)
    told, pieces = looping.run(run())
    assert told == 1
    assert pieces > 5 * 9


def test_phones_that_come_and_go_leave_nothing_behind(tmp_path):
    """After many connections, ended politely, cut off, or before the first news came, nobody listens any more."""

    async def run():
        async with held(tmp_path) as there, crowd(there.host, there.code, 1, follow=False) as people:
            ask = request(there.host, "/events", people.voters[0].cookie, None, {})
            for number in range(MANY):
                reader, writer = await opened(there, ask)
                if number % 3:
                    await reader.readuntil(b"data: ")
                if number % 2:
                    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                writer.close()
            await until(lambda: not there.hall.listeners)
            return dict(there.hall.present)

    assert looping.run(run()) == {}


def test_somebody_with_two_tabs_is_one_and_stays_present_with_one(tmp_path):
    """Presence counts people, not pages."""

    async def run():
        async with held(tmp_path) as there, crowd(there.host, there.code, 1, follow=False) as people:
            voter = people.voters[0]
            person = voter.id(there.secret)
            lines = [await opened(there, request(there.host, "/events", voter.cookie, None, {})) for _ in range(2)]
            await until(lambda: there.hall.present[person] == 2)
            lines[0][1].close()
            await until(lambda: there.hall.present[person] == 1)
            lines[1][1].close()
            await until(lambda: person not in there.hall.present)

    looping.run(run())


def test_who_comes_when_all_lines_are_taken_is_told_to_come_back(tmp_path):
    """The connection above the most gets 503 with the seconds to wait; the next gets in when somebody leaves."""

    async def run():
        async with held(tmp_path, most=4) as there:
            lines = [await opened(there) for _ in range(4)]
            late = await opened(there)
            lines.append(late)
            told = await rest(late[0])
            lines[0][1].close()
            status = await asked_until_let_in(there.host)
            for _, writer in lines:
                writer.close()
            return told, status

    assert looping.run(run()) == ("HTTP/1.1 503 Service Unavailable", 200)


async def asked_until_let_in(host):
    """The first status that is not "come back later"."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(OSError, EOFError):
                answer = await Line(host).ask("/")
                if answer.status != 503:
                    return answer.status
            await asyncio.sleep(0.01)


def test_a_phone_that_listens_is_not_idle(tmp_path):
    """While idle lines are closed again and again, a stream stays, and hears the next news."""

    async def run():
        async with held(tmp_path, idle=0.05, body=0.05) as there, crowd(there.host, there.code, 1, False) as people:
            reader, writer = await opened(there, request(there.host, "/events", people.voters[0].cookie, None, {}))
            await reader.readuntil(b"data: ")
            for _ in range(5):
                idle = await opened(there)
                assert await rest(idle[0]) == ""
                idle[1].close()
            await there.hall.act(Step("open", FIRST), 0, uuid4().hex)
            async with asyncio.timeout(PATIENCE):
                heard = await reader.readuntil(b'"phase": "open"')
            writer.close()
            return heard

    assert b'"step": 1' in looping.run(run())


HALF_HEAD = b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nCook"
HALF_BODY = b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nitem=dm.c"
LONG_HEAD = b"GET /room HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + b"x" * (SMALL_BODY + 1)
LARGE_BODY = b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % (SMALL_BODY + 1)
ENDLESS = b"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n" + 3 * (
    b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
)


@pytest.mark.parametrize(
    "sent", [b"", HALF_HEAD, HALF_BODY, LONG_HEAD, LARGE_BODY, ENDLESS, b"hello?\r\n\r\n", b"\x16\x03\x01\x02\x00\x01"]
)
def test_half_and_oversized_requests_end_while_others_vote(tmp_path, sent):
    """Such a line is closed without an answer or with 400, and votes are acknowledged while it is still open."""

    async def run():
        async with held(tmp_path, idle=1.0, body=1.0) as there, crowd(there.host, there.code, 3) as people:
            await there.hall.act(Step("open", FIRST), 0, uuid4().hex)
            lines = [await opened(there, sent) for _ in range(10)]
            await asyncio.gather(*(one.vote(FIRST, 3) for one in people))
            found = {await rest(reader) for reader, _ in lines}
            for _, writer in lines:
                writer.close()
            return found, len(people.moments)

    found, votes = looping.run(run())
    assert found <= {"", "HTTP/1.1 400 Bad Request"}
    assert votes == 3
