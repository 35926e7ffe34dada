"""How much the server takes on: connections, and the time and memory that each of them may cost."""

from __future__ import annotations

import contextlib
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import Application

SMALL_BODY = 64 * 1024
MOST_CONNECTIONS = 1200
"""Three for each of the people that a room holds."""
CONSOLE_CONNECTIONS = 100
OWN_FILES = CONSOLE_CONNECTIONS + 64
"""Files that are kept for the console and for the process itself: the store, the logs, the libraries."""
IDLE, BODY = 30.0, 15.0
"""Seconds for which a connection may wait for a whole request, and for the rest of one that has begun."""
FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class BoundedServer(HTTPServer):
    """An HTTP server that turns away what would cost too much, so that the others notice nothing."""

    def initialize(self, app: Application, most: int, idle: float = IDLE, body: float = BODY) -> None:  # type: ignore[override]
        """``most`` connections at once; ``idle`` and ``body`` are the longest waits, in seconds."""
        limits: dict[str, Any] = {"max_body_size": SMALL_BODY, "max_header_size": SMALL_BODY,
                                  "max_buffer_size": 4 * SMALL_BODY}  # fmt: skip
        super().initialize(app, idle_connection_timeout=idle, body_timeout=body, **limits)
        self._most = most
        self._open = 0

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """One connection more, or one that is told to come back."""
        if self._open >= self._most:
            with contextlib.suppress(StreamClosedError):
                stream.write(FULL)
            stream.close()
            return
        self._open += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """One connection less."""
        self._open -= 1
        super().on_close(server_conn)


def most_connections(wanted: int = MOST_CONNECTIONS) -> int:
    """How many connections this process can hold, after asking the system for as many as are wanted."""
    try:
        import resource
    except ImportError:
        return min(wanted, 400)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < needed:
        allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    return wanted if soft == resource.RLIM_INFINITY else max(1, min(wanted, soft - OWN_FILES))
