"""Where a server listens, and what people type to get there."""

from __future__ import annotations

import contextlib
import socket

from tornado.netutil import bind_sockets

from maturity_kit.errors import InputError

PORTS_TRIED = 50


class ServeError(InputError):
    """What keeps a server from starting."""

    room = "serve"


def free_port(wanted: int, host: str, tried: int = PORTS_TRIED) -> tuple[list[socket.socket], int]:
    """Sockets on the wanted port, or on the first free one of the ``tried``; 0 takes any. Raises ServeError."""
    for port in range(wanted, min(wanted + tried, 65536)):
        with contextlib.suppress(OSError):
            sockets = bind_sockets(port, address=host)
            return sockets, int(sockets[0].getsockname()[1])
    raise ServeError("no_port", port=wanted, last=wanted + tried - 1, host=host)


def shown_host(host: str) -> str:
    """The name a person types for the address that is listened on."""
    return "localhost" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
