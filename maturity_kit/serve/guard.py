"""Who may come in: known Host names, the token once, then a cookie; the same origin for everything that acts."""

from __future__ import annotations

import hmac
import logging
import uuid
from http.client import responses
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from maturity_kit.web.asking import READS, known_host, language_of, same_origin
from maturity_kit.web.headers import security_headers

SPOKEN = frozenset({403, 404, 405, 503})


class Visitors(IdentityProvider):
    """Knows a browser by its signed cookie; nothing but the token gives one."""

    @property
    def auth_enabled(self) -> bool:
        """Always: there is no way to switch it off."""
        return True

    async def _get_user(self, handler: web.RequestHandler) -> User | None:
        found = self.get_user_cookie(handler)
        return found if isinstance(found, User) else None

    def user_to_cookie(self, user: User) -> str:
        """Only an anonymous number: nothing about anybody."""
        return user.username

    def user_from_cookie(self, cookie_value: str) -> User | None:
        """The visitor with that number."""
        return User(cookie_value)

    def admit(self, handler: web.RequestHandler, token: str) -> bool:
        """Whether the token is right; then a browser that is not known yet gets its cookie."""
        if not hmac.compare_digest(token.encode(), str(self.token).encode()):
            return False
        if handler.current_user is None:
            self.set_login_cookie(handler, User(uuid.uuid4().hex))
        return True


class Guarded(JupyterHandler):
    """A handler that answers nobody it does not know, and says why in our own words.

    Subclasses that show a page set ``takes_token``: there the token of the link is exchanged for a cookie.
    """

    takes_token = False

    @property
    def log(self) -> logging.Logger:
        """The log of the server."""
        log: logging.Logger = self.settings["log"]
        return log

    @property
    def language(self) -> str:
        """The language asked for in the address, else the one chosen before, else that of the browser."""
        return language_of(self, str(self.settings["language"]))

    def set_default_headers(self) -> None:
        """The security headers, on every response."""
        for name, text in security_headers().items():
            self.set_header(name, text)
        self.clear_header("Server")

    async def prepare(self, **options: Any) -> None:
        """Refuse what has an unknown name, a foreign origin, or no cookie."""
        self.current_user = self._jupyter_current_user = None
        if not known_host(self.request, self.settings["hosts"]):
            raise web.HTTPError(403, "unknown Host name")
        visitors: Visitors = self.settings["identity_provider"]
        self.current_user = self._jupyter_current_user = await visitors._get_user(self)
        if self.takes_token and self.request.method in READS and self.get_query_argument("token", ""):
            return self._exchange_token(visitors)
        if self.current_user is None:
            raise web.HTTPError(403, "no cookie")
        if self.request.method not in READS and not same_origin(self.request):
            raise web.HTTPError(403, "foreign origin")
        return None

    def check_xsrf_cookie(self) -> None:
        """Nothing more to check: ``prepare`` refuses a request that acts from another origin."""

    def _exchange_token(self, visitors: Visitors) -> None:
        token = self.get_query_argument("token")
        if not visitors.admit(self, token):
            raise web.HTTPError(403, "wrong token")
        rest = [
            (name, one)
            for name in self.request.query_arguments
            if name != "token"
            for one in self.get_query_arguments(name)
        ]
        # The path is one of ours, but may begin with two slashes, which a browser reads as another host.
        path = "/" + self.request.path.lstrip("/\\")
        self.redirect(path + ("?" + urlencode(rest) if rest else ""))

    def write_error(self, status_code: int, **details: Any) -> None:
        """A small page in both languages that says what to do; the log has the rest."""
        problem = details.get("exc_info", (None, None))[1]
        if isinstance(problem, web.HTTPError) and problem.log_message:
            self.log.warning("%s refused: %s", self.request.path, problem.log_message)
        shown = status_code if status_code in SPOKEN else 403 if status_code in (400, 401) else 500
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.settings["pages"].error(shown, self.language, known=self.current_user is not None))

    def send_error(self, status_code: int = 500, **details: Any) -> None:
        """Answer without the reason phrase of the exception, which may tell about our insides."""
        details["reason"] = responses.get(status_code, "Error")
        super().send_error(status_code, **details)

    def log_exception(self, kind: Any, problem: Any, trace: Any) -> None:
        """To our log, without the query of the address, which may hold a token."""
        if not isinstance(problem, web.HTTPError):
            self.log.error("%s %s failed", self.request.method, self.request.path, exc_info=(kind, problem, trace))


class Unknown(Guarded):
    """Every address that is nothing of ours."""

    takes_token = True

    async def prepare(self, **options: Any) -> None:
        """Not found, for those who may come in at all."""
        await super().prepare()
        if not self._finished:
            raise web.HTTPError(404)


def log_request(handler: web.RequestHandler) -> None:
    """One line for each response: method, path, status and time; never a query, which may hold a token."""
    log: logging.Logger = handler.settings["log"]
    request = handler.request
    level = logging.INFO if handler.get_status() < 400 else logging.WARNING
    log.log(level, "%d %s %s %.0f ms", handler.get_status(), request.method, request.path, request.request_time() * 1e3)
