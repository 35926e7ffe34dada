"""The process of the room: phones on one port, the facilitator on another, one store."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tornado.httpserver import HTTPServer

from maturity_kit.live import facilitator, participants
from maturity_kit.live.hall import Hall
from maturity_kit.live.venue import Venue
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms
from maturity_kit.web.ports import free_port

SMALL_BODY = 64 * 1024
REFRESH = 2.0
"""Seconds between two looks at what others wrote to the store."""


async def serve(venue: Venue, on_ready: Callable[[Venue], None] = lambda venue: None) -> None:
    """Serve until cancelled; ``on_ready`` is told the venue with the ports in use.

    Raises:
        ServeError: no port is free.
        InputError: no such room, or a store that cannot be used.
    """
    hall = Hall(Rooms(open_store(venue.store or None)), venue.room)
    room_sockets, port = free_port(venue.port, venue.host)
    console_sockets, console_port = free_port(venue.console_port, venue.console_host)
    venue = replace(venue, port=port, console_port=console_port)
    servers = [HTTPServer(app, xheaders=False, max_body_size=SMALL_BODY, max_header_size=SMALL_BODY)
               for app in (participants.application(hall, venue), facilitator.application(hall, venue))]  # fmt: skip
    servers[0].add_sockets(room_sockets)
    servers[1].add_sockets(console_sockets)
    refreshing = asyncio.create_task(_refresh(hall))
    try:
        on_ready(venue)
        await asyncio.Event().wait()
    finally:
        refreshing.cancel()
        for server in servers:
            server.stop()
            await server.close_all_connections()
        hall.close()


async def _refresh(hall: Hall) -> None:
    """Follow what the workbook writes; a store that fails is tried again, votes say so themselves."""
    while True:
        await asyncio.sleep(REFRESH)
        try:
            await hall.refresh()
        except Exception as problem:
            logging.getLogger("maturity_kit.live").warning("%s", problem)


def run(venue: Venue) -> None:
    """Serve until asked to end, telling the parent process the ports on standard output."""
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_until_asked(venue))


async def _until_asked(venue: Venue) -> None:
    serving = asyncio.ensure_future(serve(venue, _tell_parent))
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await serving


def _tell_parent(venue: Venue) -> None:
    ready: dict[str, Any] = {"port": venue.port, "console_port": venue.console_port}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
