"""Start the server of a room in a process of its own, and talk to it as a phone does."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.room.room import Room
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.live.venue import Venue
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms

FIRST, SECOND, THIRD = "dm.crm", "dm.tags", "dm.analytics"
ITEMS = (FIRST, SECOND, THIRD)
JSON = {"Accept": "application/json"}


@dataclass
class Answer:
    """One response; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        """The cookie it sets, as it is sent back."""
        return self.headers.get("set-cookie", "").split(";")[0]


def ask(
    host: str,
    path: str,
    cookie: str = "",
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: str = "",
) -> Answer:
    """One request, with the path exactly as given."""
    connection = http.client.HTTPConnection(host, timeout=20)
    sent = {"Host": host} | ({"Cookie": cookie} if cookie else {}) | dict(headers or {})
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    if body or method == "POST":
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body.encode()))} | sent
    for name, text in sent.items():
        connection.putheader(name, text)
    connection.endheaders(body.encode() or None)
    found = connection.getresponse()
    text = found.read().decode("utf-8", "replace")
    connection.close()
    return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, text)


@dataclass
class Phone:
    """A participant without a browser: knows its cookie and sends what a form would send."""

    host: str
    cookie: str = ""

    def get(self, path: str, **headers: str) -> Answer:
        """One page."""
        return ask(self.host, path, self.cookie, headers=headers)

    def post(self, path: str, form: Mapping[str, Any], **headers: str) -> Answer:
        """One form, from a page of ours."""
        origin = {"Origin": f"http://{self.host}"}
        return ask(self.host, path, self.cookie, "POST", origin | headers, urlencode(form))

    def join(self, code: str, **fields: str) -> Answer:
        """Join through the page that the code leads to."""
        page = self.get(f"/{code}")
        assert page.status == 200, page.body
        answer = self.post("/join", hidden(page.body) | fields)
        self.cookie = answer.cookie or self.cookie
        return answer

    def vote(self, item: str, choice: object, ballot: int = 1, key: str = "", **fields: str) -> Any:
        """One vote as the script sends it; the receipt."""
        form = {"item": item, "ballot": ballot, "choice": choice, "key": key or uuid.uuid4().hex, **fields}
        return self.post("/vote", form, **JSON).json


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


@dataclass
class Live:
    """A running room.

    Attributes:
        venue: with the ports in use.
        code: of the room.
    """

    venue: Venue
    code: str
    process: subprocess.Popen[str] | None = None
    log: Path | None = None
    seen: int = 0
    desk: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Name and port for phones."""
        return f"127.0.0.1:{self.venue.port}"

    @property
    def address(self) -> str:
        """The start of the addresses for phones."""
        return f"http://{self.host}"

    @property
    def link(self) -> str:
        """The address in the QR code."""
        return f"{self.address}/{self.code}"

    @property
    def console(self) -> str:
        """The start of the addresses of the facilitator."""
        return f"http://127.0.0.1:{self.venue.console_port}"

    def phone(self, **fields: str) -> Phone:
        """Somebody who has just joined."""
        joined = Phone(self.host)
        assert joined.join(self.code, **fields).status == 303
        return joined

    def act(self, kind: str, subject: str = "", **fields: Any) -> Any:
        """An act of the facilitator through the console; phones see it when this returns."""
        form = {"kind": kind, "subject": subject, "key": uuid.uuid4().hex, **fields}
        answer = self._step(form | {"seen": self.seen})
        if answer.status == 409:
            answer = self._step(form | {"seen": answer.json["seen"]})
        assert answer.status == 200, answer.body
        self.seen = answer.json["step"]
        return answer.json

    def _step(self, form: dict[str, Any]) -> Answer:
        host = f"127.0.0.1:{self.venue.console_port}"
        if not self.desk:
            self.desk = ask(host, f"/console?token={self.venue.token}").cookie
        return ask(host, "/step", self.desk, "POST", JSON | {"Origin": f"http://{host}"}, urlencode(form))

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def start(self) -> None:
        """Start the server, on the same ports as before when there was one."""
        self.process, ports = _begin(self.venue, self.log)
        self.venue = replace(self.venue, **ports)

    def stop(self) -> None:
        """Ask the server to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            self.process.kill()


def garden(store_path: Path, **settings: Any) -> Room:
    """A new store at this path with one assessment, and a room on it."""
    store = open_store(store_path)
    models = {"digital-maturity": "1.0"}
    store.create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22", models=models))
    room = Rooms(store).start("garden", Settings(**({"items": ITEMS} | settings)))
    store.close()
    return room


def live(store_path: Path, room: Room, **venue: Any) -> Live:
    """The room of a store, not started yet; its log is kept beside the store."""
    ports = {"host": "127.0.0.1", "port": 0, "console_port": 0}
    keys = {"token": "t" * 32, "secret": "5e" * 32, "store": str(store_path)}
    return Live(Venue(room.id, **(keys | ports | venue)), room.code, log=store_path.with_suffix(".log"))


@contextlib.contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[Live]:
    """A running room on three questions of the ladder, in a store of its own in the folder; ended afterwards."""
    path = folder / "room.sqlite"
    running = live(path, garden(path, **settings))
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _begin(venue: Venue, log: Path | None) -> tuple[subprocess.Popen[str], dict[str, int]]:
    with open(log or os.devnull, "a") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "maturity_kit.live"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
    process.stdin.write(venue.dump() + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, f"the room did not start: {log and log.read_text()}"
    return process, json.loads(line)
