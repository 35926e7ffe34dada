"""What every address of the room does first: known names only, our own pages only, no tracebacks."""

from __future__ import annotations

import asyncio
import json
import logging
from http.client import responses
from typing import Any

from tornado import web
from tornado.iostream import StreamClosedError

from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.live.hall import Hall
from maturity_kit.live.listening import Ear
from maturity_kit.live.pages import render, static
from maturity_kit.live.venue import Venue
from maturity_kit.web.asking import READS, known_host, language_of, same_origin
from maturity_kit.web.headers import security_headers

HEARTBEAT = 15.0
UNREAD = 30.0
"""Seconds for which a browser may leave a piece of news unread; one that has gone to sleep comes back by itself."""
YEAR = 365 * 24 * 3600


class Handler(web.RequestHandler):
    """Refuses foreign names and origins; says in one page, in two languages, what went wrong."""

    @property
    def hall(self) -> Hall:
        """The room."""
        hall: Hall = self.settings["hall"]
        return hall

    @property
    def venue(self) -> Venue:
        """Where the room is."""
        venue: Venue = self.settings["venue"]
        return venue

    @property
    def language(self) -> str:
        """The language of this visitor."""
        return language_of(self, self.hall.room.settings.language)

    @property
    def say(self) -> Wording:
        """The sentences of the room in the language of this visitor."""
        return Wording("live", self.language)

    def set_default_headers(self) -> None:
        """The security headers on every response; forms need their origin to be sent."""
        for name, text in (security_headers() | {"Referrer-Policy": "same-origin"}).items():
            self.set_header(name, text)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse an unknown name, and whatever acts from a page that is not ours."""
        if not known_host(self.request, self.settings["hosts"]()):
            raise web.HTTPError(403, "unknown Host name")
        if self.request.method not in READS and not same_origin(self.request):
            raise web.HTTPError(403, "foreign origin")
        if self.get_query_argument("lang", ""):
            self.set_cookie("lang", self.language, max_age=YEAR, httponly=True, samesite="Lax")

    def check_xsrf_cookie(self) -> None:
        """Nothing more to check: ``prepare`` refuses a request that acts from another origin."""

    def show(self, template: str, **context: Any) -> None:
        """A page; only its ``<main>`` when the browser replaces that part itself (``?part``)."""
        part = bool(self.get_query_argument("part", ""))
        self.finish(render(template, self.language, part=part, **context))

    def wants_json(self) -> bool:
        """Whether a script asks, and not a form."""
        return "application/json" in self.request.headers.get("Accept", "")

    def answer(self, fields: dict[str, Any], status: int = 200) -> None:
        """Fields as JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(fields, ensure_ascii=False))

    def words_of(self, problem: BaseException | None) -> str:
        """A problem as a sentence for this visitor."""
        return problem.sentence(self.language) if isinstance(problem, InputError) else ""

    def write_error(self, status_code: int, **details: Any) -> None:
        """What went wrong, and what to do; the log has the rest."""
        words = self.words_of(details.get("exc_info", (None, None))[1])
        if isinstance(details.get("exc_info", (None, None))[1], InputError):
            self.set_status(503)
        elif not words:
            known = status_code if status_code in (400, 403, 404, 405, 429) else 500
            words = Wording("live", self.language)(f"error.{known}")
        if self.wants_json():
            self.answer({"ok": False, "message": words}, self.get_status())
        else:
            self.finish(self.problem_page(words))

    def problem_page(self, words: str) -> str:
        """What went wrong, as a page."""
        return render("problem", self.language, part=False, title=words, status=self.get_status())

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """To our log, without the address, which may hold a code; what the visitor was told needs no traceback."""
        log: logging.Logger = self.settings["log"]
        if isinstance(value, InputError):
            log.warning("%s", value)
        elif not isinstance(value, web.HTTPError):
            log.error("%s failed", self.request.method, exc_info=(typ, value, tb))


class Unknown(Handler):
    """Every address that does not exist."""

    def prepare(self) -> None:
        """Not found."""
        super().prepare()
        raise web.HTTPError(404)


class Static(Handler):
    """Styles and scripts, kept by the browser for as long as they stay the same."""

    def get(self, digest: str, name: str) -> None:
        """The file; 404 for any other name or digest."""
        try:
            kind, content = static(name, digest)
        except KeyError:
            raise web.HTTPError(404) from None
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")
        self.finish(content)


class Events(Handler):
    """News for one browser: a revision and the public counts; what it shows it fetches itself.

    Subclasses decide who may listen.
    """

    patience = HEARTBEAT
    _ear: Ear | None = None

    def listener(self) -> str:
        """Who listens, to know who is present; empty for a screen. Raises 403 for a stranger."""
        raise NotImplementedError

    async def get(self) -> None:
        """A stream that ends when the browser goes."""
        person = self.listener()
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        with self.hall.listeners.listening(person) as self._ear:
            try:
                await self._tell_on(self._ear)
            except StreamClosedError:
                pass
            except TimeoutError:
                self.detach().close()

    def on_connection_close(self) -> None:
        """The browser is gone: nobody listens any more."""
        super().on_connection_close()
        if self._ear is not None:
            self._ear.leave()

    async def _tell_on(self, ear: Ear) -> None:
        while True:
            called = await ear.called(self.patience)
            if ear.gone:
                return
            self.write(self.piece(self.hall.revision) if called else self.still())
            async with asyncio.timeout(UNREAD):
                await self.flush()

    def still(self) -> str:
        """What keeps the line open when nothing happened."""
        return ": still here\n\n"

    def piece(self, revision: int) -> str:
        """One piece of news."""
        return f"id: {revision}\ndata: {json.dumps(public_state(self.hall))}\n\n"


def public_state(hall: Hall) -> dict[str, Any]:
    """What everybody may know: where the room is, and how many voted; never what."""
    room = hall.room
    return {
        "revision": hall.revision,
        "step": room.number,
        "phase": room.phase,
        "voted": 0 if room.ahead else hall.voted,
        "people": len(hall.people),
    }


def log_request(handler: web.RequestHandler) -> None:
    """One line for each response: method, status and time; never an address, a query or a code."""
    log: logging.Logger = handler.settings["log"]
    level = logging.WARNING if handler.get_status() >= 500 else logging.DEBUG
    request = handler.request
    known = responses.get(handler.get_status(), "")
    log.log(level, "%d %s %s %.0f ms", handler.get_status(), known, request.method, request.request_time() * 1e3)
