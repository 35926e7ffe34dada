"""A room full of phones: each joins, follows the news, votes, and sends again what was not acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tornado.web import decode_signed_value

from tests.live.serving import JSON, Answer

SOON = 0.05
"""Seconds before a phone tries again; a real one takes longer, which would only make the tests slower."""
PATIENCE = 60.0
LOST = (OSError, EOFError, asyncio.TimeoutError, ValueError)
"""What a phone meets when the server dies in the middle of something."""


class Line:
    """One connection to the server, kept open, and opened again after it was lost."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, cookie: str = "", form: dict[str, Any] | None = None, **headers: str) -> Answer:
        """One request and its answer; raises one of ``LOST`` when the connection ends before that."""
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self._opened()
                writer.write(request(self.host, path, cookie, form, headers))
                await writer.drain()
                status, found = await head(reader)
                body = await reader.readexactly(int(found.get("content-length", 0)))
        except BaseException:
            self.close()
            raise
        return Answer(status, found, body.decode())

    async def stream(self, path: str, cookie: str) -> AsyncIterator[dict[str, Any]]:
        """The news of a stream, until it ends."""
        reader, writer = await self._opened()
        try:
            writer.write(request(self.host, path, cookie, None, {}))
            status, _ = await head(reader)
            if status != 200:
                raise OSError(f"{path}: {status}")
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            self.close()

    async def whole(self, path: str) -> int:
        """Length of an answer that ends when the server hangs up; raises OSError when it is no page."""
        async with asyncio.timeout(2 * PATIENCE):
            reader, writer = await self._opened()
            writer.write(request(self.host, path, "", None, {"Connection": "close"}))
            status, _ = await head(reader)
            body = await reader.read()
        self.close()
        if status != 200:
            raise OSError(f"{path}: {status}")
        return len(body)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            name, _, port = self.host.partition(":")
            self._streams = await asyncio.open_connection(name, int(port))
        return self._streams


def request(host: str, path: str, cookie: str, form: dict[str, Any] | None, headers: dict[str, str]) -> bytes:
    """A request as it goes over the line; with a form it is a POST from a page of ours."""
    body = urlencode(form).encode() if form is not None else b""
    sent = {"Host": host} | ({"Cookie": cookie} if cookie else {}) | headers
    if form is not None:
        sent |= {"Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded",
                 "Content-Length": str(len(body))}  # fmt: skip
    lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", *(f"{name}: {sent[name]}" for name in sent)]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer; names in lower case."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split()[1]), {name.lower(): text.strip() for name, _, text in pairs}


@dataclass(frozen=True)
class Sent:
    """One choice as a phone keeps it until it is acknowledged."""

    item: str
    ballot: int
    choice: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def form(self) -> dict[str, Any]:
        """What is sent."""
        return {"item": self.item, "ballot": self.ballot, "choice": self.choice, "key": self.key}


@dataclass
class Voter:
    """One phone.

    Attributes:
        shows: the step of the room that the page is of.
        seconds: how long each acknowledgement took, from the choice to the receipt.
        told: sentences that came instead of a receipt.
    """

    crowd: Crowd
    cookie: str = ""
    news: dict[str, Any] = field(default_factory=dict)
    shows: int = -1
    sent: list[str] = field(default_factory=list)
    acknowledged: list[Sent] = field(default_factory=list)
    refused: list[tuple[Sent, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = Line(self.crowd.host)
        self.key = uuid.uuid4().hex

    def id(self, secret: str) -> str:
        """The participant that this phone is."""
        name, _, text = self.cookie.partition("=")
        return (decode_signed_value(bytes.fromhex(secret), name, text.strip('"')) or b"").decode()

    async def join(self) -> None:
        """Join through the form, as often as it takes."""
        form = {"code": self.crowd.code, "key": self.key}
        self.cookie = (await self._until_answered("/join", form, 303)).cookie

    async def vote(self, item: str, choice: object, ballot: int = 1) -> None:
        """Choose, and send it until the server says what became of it."""
        sent, began = Sent(item, ballot, str(choice)), time.perf_counter()
        self.sent.append(sent.key)
        self.crowd.note("sent")
        receipt = (await self._until_answered("/vote", sent.form, 200)).json
        assert receipt["key"] == sent.key
        if receipt["ok"]:
            self.seconds.append(time.perf_counter() - began)
            self.acknowledged.append(sent)
            self.crowd.note("acknowledged")
        else:
            self.refused.append((sent, receipt["problem"]))
            self.crowd.note("refused")

    async def follow(self) -> None:
        """Listen to the news for ever, again after every interruption, and fetch the page whenever the room moves on."""
        line, pages = Line(self.crowd.host), Line(self.crowd.host)
        while True:
            with contextlib.suppress(*LOST):
                async for piece in line.stream("/events", self.cookie):
                    if piece["step"] != self.shows:
                        await pages.ask("/room?part=main", self.cookie)
                        self.shows = piece["step"]
                    self.news = piece
                    self.crowd.note("heard")
            await asyncio.sleep(SOON)

    async def _until_answered(self, path: str, form: dict[str, Any], wanted: int) -> Answer:
        while True:
            try:
                answer = await self.line.ask(path, self.cookie, form, **(JSON if path == "/vote" else {}))
                if answer.status == wanted:
                    return answer
                assert answer.status == 503, f"{path}: {answer.status} {answer.body}"
                self.told.append(answer.body)
                self.crowd.note("told")
            except ConnectionRefusedError:
                self.crowd.note("refused to connect")
            except LOST:
                self.crowd.note("lost")
            await asyncio.sleep(SOON)


class Crowd:
    """Phones in one room, and what happens to them, counted by name: sent, acknowledged, refused, told, lost, heard, ...."""

    def __init__(self, host: str, code: str, size: int) -> None:
        self.host, self.code = host, code
        self.counted: dict[str, int] = {}
        self.moments: list[float] = []
        self.voters = [Voter(self) for _ in range(size)]
        self._happened = asyncio.Event()
        self._tasks: list[asyncio.Task[Any]] = []

    def __iter__(self) -> Iterator[Voter]:
        return iter(self.voters)

    def note(self, what: str) -> None:
        """Something happened to a phone."""
        self.counted[what] = self.counted.get(what, 0) + 1
        if what == "acknowledged":
            self.moments.append(time.perf_counter())
        self._happened.set()

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait until something is so; looks again after everything that happens to a phone."""
        async with asyncio.timeout(2 * PATIENCE):
            while not reached():
                self._happened.clear()
                await self._happened.wait()

    async def more(self, what: str, number: int) -> None:
        """Wait until something has happened ``number`` times from now."""
        until = self.counted.get(what, 0) + number
        await self.until(lambda: self.counted.get(what, 0) >= until)

    def begin(self, doing: Any) -> asyncio.Task[Any]:
        """Do something beside everything else, until the crowd goes home."""
        task = asyncio.create_task(doing)
        self._tasks.append(task)
        return task

    @property
    def silence(self) -> float:
        """The longest time between two acknowledgements, in seconds."""
        return max((later - sooner for sooner, later in zip(self.moments, self.moments[1:], strict=False)), default=0.0)

    def newest(self, secret: str) -> dict[str, str]:
        """What each participant was told last to be kept."""
        return {one.id(secret): one.acknowledged[-1].choice for one in self if one.acknowledged}

    async def go_home(self) -> None:
        """End everything; an error in one of the tasks is raised here."""
        for task in self._tasks:
            task.cancel()
        found = await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in self:
            one.line.close()
        for problem in found:
            if isinstance(problem, Exception):
                raise problem


@contextlib.asynccontextmanager
async def crowd(host: str, code: str, size: int, follow: bool = True) -> AsyncIterator[Crowd]:
    """A room of people who have all joined and, unless told not to, hear the news; they go home afterwards."""
    found = Crowd(host, code, size)
    await asyncio.gather(*(one.join() for one in found))
    if follow:
        for one in found:
            found.begin(one.follow())
    try:
        if follow:
            await found.until(lambda: all(one.news for one in found))
        yield found
    finally:
        await found.go_home()


async def keep_voting(voter: Voter, item: str, seed: int, enough: asyncio.Event, ballot: int = 1) -> None:
    """Change one's mind again and again, with a moment in between, until it is enough."""
    dice = random.Random(seed)
    while not enough.is_set():
        await voter.vote(item, dice.choice([0, 1, 2, 3, 4, "unknown"]), ballot)
        await asyncio.sleep(dice.uniform(0.02, 0.15))
