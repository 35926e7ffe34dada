"""A whole workshop for a browser: started by the command, with windows that remember what they complained of."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import text

from maturity_kit.assessment.pool import ballots_of
from maturity_kit.content.load import load_models
from maturity_kit.live import facilitator, participants
from maturity_kit.live.venue import Venue
from maturity_kit.store import Store, open_store
from tests.live.serving import Answer, ask

PATIENCE = 60_000
"""Milliseconds for anything to happen on a machine that is busy with other things."""
PORTS = ("--host", "127.0.0.1", "--port", "0", "--console-port", "0", "--workbook-port", "0")


@dataclass
class Workshop:
    """A running workshop: what the command printed, and the store that it writes to."""

    home: Path
    assessment: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def links(self) -> list[str]:
        """Console, workbook, the way in for phones, and the way in with the code."""
        return re.findall(r"https?://\S+", "".join(self.said))[:4]

    @property
    def live(self) -> psutil.Process:
        """The live server, which is a process below the command."""
        below = psutil.Process(self.process.pid).children()
        return next(one for one in below if "maturity_kit.live" in one.cmdline())

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """The store, opened beside those who use it."""
        with contextlib.closing(open_store(self.home / "outputs/maturity.sqlite")) as opened:
            yield opened

    def counts(self, item: str) -> list[tuple[int, ...]]:
        """Each ballot in the assessment: people per step, those who do not know, those for whom it does not apply."""
        found = next(one for model in load_models().values() for one in model.items if one.id == item)
        with self.store() as store:
            ballots = ballots_of(store.load(self.assessment), found)
        return [(*one.counts, one.unknown, one.not_applicable) for one in ballots]

    def votes_kept(self, item: str, ballot: int) -> list[int]:
        """How many votes of each participant are on disk, in one ballot on a question."""
        wanted = "select count(*) from ballots where item = :item and ballot = :ballot group by participant_id"
        with self.store() as store, store.engine.begin() as connection:
            return list(connection.scalars(text(wanted), {"item": item, "ballot": ballot}))


def command(home: Path, *arguments: str) -> str:
    """What a command prints that runs in this workbook folder; it has to succeed."""
    found = subprocess.run(_line(*arguments), env=_environment(home), capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stderr
    return found.stdout


@contextlib.contextmanager
def workshop(home: Path, assessment: str) -> Iterator[Workshop]:
    """The workbook and a room on an assessment, ended by Ctrl-C; nothing is left running."""
    process = subprocess.Popen(
        _line("workshop", assessment, *PORTS, "--no-browser", "--roles", "--lang", "en"),
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Workshop(home, assessment, process)
    try:
        for line in process.stdout:
            running.said.append(line)
            if "Ctrl-C" in line:
                break
        threading.Thread(target=lambda: running.said.extend(process.stdout), daemon=True).start()
        yield running
        below = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        process.wait(60)
        assert psutil.wait_procs(below, timeout=20)[1] == []
    finally:
        process.kill()


def _line(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "maturity_kit", *arguments]


def _environment(home: Path) -> dict[str, str]:
    return dict(os.environ) | {"MATURITY_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def watched(context: Any) -> Any:
    """A new page that remembers every error it told of and every request to another server than its own."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints, hosts = [], set()

    def note(request: Any) -> None:
        place = urlsplit(request.url)
        if place.scheme in ("http", "https", "ws", "wss"):
            hosts.add(place.netloc)
            if len(hosts) > 1:
                page.complaints.append(f"request to another origin: {request.url}")

    page.on("request", note)
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def shows(page: Any, place: str, words: str) -> None:
    """Wait until a place says something."""
    page.locator(place, has_text=words).first.wait_for()


COUNTS = """rows => rows.map(row => [...row.querySelectorAll("td:not(.group), .count")].map(one => Number(/\\d+/.exec(one.textContent)[0])))"""


def until(page: Any, place: str, counts: list[list[int]]) -> None:
    """Wait until the rows of a result show these people, one number for each ballot."""
    ends = time.monotonic() + PATIENCE / 1000
    while (found := page.eval_on_selector_all(place, COUNTS)) != counts:
        assert time.monotonic() < ends, (place, found, counts)
        page.wait_for_timeout(50)


def asleep(page: Any, hidden: bool) -> None:
    """As when the screen of a phone goes off and its network with it, and on again."""
    if not hidden:
        page.context.set_offline(False)
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )
    if hidden:
        page.context.set_offline(True)


def flaws(page: Any, dark: bool = False) -> list[str]:
    """What axe finds wrong, with everything unfolded; in dark only contrast, for nothing else changes there."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = [
        f"{one['id']} at {one['nodes'][0]['html']}" for one in Axe().run(page, options=options).response["violations"]
    ]
    if dark:
        page.emulate_media(color_scheme="dark")
        contrast = Axe().run(page, options=options | {"runOnly": ["color-contrast"]}).response["violations"]
        found += [f"dark: {one['id']} at {one['nodes'][0]['html']}" for one in contrast]
        page.emulate_media(color_scheme="light")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    return found


# -- Everything that can be asked of the live server, for whoever has a cookie.

FOR_PHONES = {
    "/$": ("/", "/?code=k7qf2mx0"),
    "/join$": ("/join",),
    "/room$": ("/room", "/room?part=main", "/room?lang=nl", "/room?lang=en", "/room?q=all", "/room?q=1&part=main"),
    "/vote$": ("/vote",),
    "/events$": ("/events",),
    "/state$": ("/state",),
    "/static/([0-9a-f]{12})/([a-z.]{1,40})$": ("/static/000000000000/room.js",),
    "/([0-9A-Za-z]{4}-?[0-9A-Za-z]{4})$": ("/k7qf2mx0",),
}
FOR_THE_FACILITATOR = {
    "/$": ("/",),
    "/console$": ("/console", "/console?part=main&lang=nl", "/console?show=walk", "/console?show=all", "/console?q=e"),
    "/beamer$": ("/beamer", "/beamer?part=main", "/beamer?lang=nl"),
    "/step$": ("/step",),
    "/find-out$": ("/find-out",),
    "/events$": ("/events",),
    "/export$": ("/export",),
    "/static/([0-9a-f]{12})/([\\w.-]+)$": ("/static/000000000000/console.js",),
}
CHANGING = re.compile(
    r'\b[0-9a-f]{32}\b|\b\d\d:\d\d\b|"revision": \d+|^id: \d+|<section class="day".*?</section>',
    re.DOTALL | re.MULTILINE,
)
"""Keys of forms, times of the day, the number of a piece of news, and the clock of the agenda."""


def every_address(application: Any) -> set[str]:
    """The addresses that an application of the live server has."""
    known = application(None, Venue("r", "", "5e")).wildcard_router.rules
    return {rule.matcher.regex.pattern for rule in known}


def addresses_of_all() -> list[set[str]]:
    """The addresses for phones and those for the facilitator."""
    return [every_address(one.application) for one in (participants, facilitator)]


def crawled(page: Any, addresses: Mapping[str, tuple[str, ...]], known: bool = True) -> dict[str, object]:
    """Every answer that a page, or a stranger beside it, gets; without what changes from one moment to the next."""
    host = urlsplit(page.url).netloc
    sent = {"Accept-Language": page.get_attribute("html", "lang")} | ({"Cookie": _cookie_of(page)} if known else {})
    paths = [path for paths in addresses.values() for path in paths]
    return {path: _told(_news(host, sent) if path == "/events" else ask(host, path, headers=sent)) for path in paths}


def _told(answer: Answer) -> object:
    kept = {name: words for name, words in answer.headers.items() if name not in ("date", "etag", "content-length")}
    return answer.status, kept, CHANGING.sub("*", answer.body)


def _news(host: str, sent: Mapping[str, str]) -> Answer:
    """The first piece of news."""
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/events", headers=dict(sent))
    answer = connection.getresponse()
    lines = iter(answer.readline, b"\n") if answer.status == 200 else ()
    body = b"".join(lines).decode()
    connection.close()
    return Answer(answer.status, {}, body)


def _cookie_of(page: Any) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies(page.url))
