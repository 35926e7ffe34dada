"""Whose request this is: the name it was sent to, where it comes from, the language it speaks."""

from __future__ import annotations

from collections.abc import Set
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from maturity_kit.content.wording import LANGUAGES

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
READS = frozenset({"GET", "HEAD"})


def known_host(request: HTTPServerRequest, names: Set[str]) -> bool:
    """Whether the browser used a name we know: else it may be a page of somebody else."""
    return _name(request.headers.get("Host", "")) in LOCAL | names


def same_origin(request: HTTPServerRequest) -> bool:
    """Whether the request comes from a page of ours."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("Host")


def language_of(handler: RequestHandler, otherwise: str) -> str:
    """The language asked for in the address, else the one chosen before, else that of the browser."""
    asked = (handler.get_query_argument("lang", ""), handler.get_cookie("lang", ""))
    wished = handler.request.headers.get("Accept-Language", "")[:2].lower()
    return next((one for one in (*asked, wished) if one in LANGUAGES), otherwise)


def _name(host: str) -> str:
    bracket, closing, _ = host.lower().partition("]")
    return bracket + closing if host.startswith("[") else host.lower().partition(":")[0]
