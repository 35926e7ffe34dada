"""The process of the room: phones on one port, the facilitator on another, one store."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from maturity_kit.errors import InputError
from maturity_kit.live import facilitator, participants
from maturity_kit.live.bounds import CONSOLE_CONNECTIONS, BoundedServer, most_connections
from maturity_kit.live.hall import Hall
from maturity_kit.live.venue import Venue
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms
from maturity_kit.web.ports import PORTS_TRIED, free_port

LONGEST_GOODBYE = 2.0
REFRESH = 2.0
"""Seconds between two looks at what others wrote to the store."""


async def serve(venue: Venue, on_ready: Callable[[Venue], None] = lambda venue: None) -> None:
    """Serve until cancelled; ``on_ready`` is told the venue with the ports in use.

    Raises:
        ServeError: no port is free.
        InputError: no such room, or a store that cannot be used.
    """
    hall = Hall(Rooms(open_store(venue.store or None)), venue.room)
    tried = 1 if venue.known else PORTS_TRIED
    room_sockets, port = free_port(venue.port, venue.host, tried)
    console_sockets, console_port = free_port(venue.console_port, venue.console_host, tried)
    venue = replace(venue, port=port, console_port=console_port)
    servers = [
        BoundedServer(participants.application(hall, venue), most=most_connections()),
        BoundedServer(facilitator.application(hall, venue), most=CONSOLE_CONNECTIONS),
    ]
    servers[0].add_sockets(room_sockets)
    servers[1].add_sockets(console_sockets)
    refreshing = asyncio.create_task(_refresh(hall))
    try:
        on_ready(venue)
        await asyncio.Event().wait()
    finally:
        refreshing.cancel()
        await _see_everybody_out(servers, hall)
        hall.close()


async def _see_everybody_out(servers: Sequence[BoundedServer], hall: Hall) -> None:
    hall.listeners.hang_up()
    for server in servers:
        server.stop()
        await server.close_all_connections()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_GOODBYE):
            while hall.listeners:
                await asyncio.sleep(0.01)


async def _refresh(hall: Hall) -> None:
    """Follow what the workbook writes; a store that fails is tried again, votes say so themselves."""
    while True:
        await asyncio.sleep(REFRESH)
        try:
            await hall.refresh()
        except Exception as problem:
            logging.getLogger("maturity_kit.live").warning("%s", problem)


def run(venue: Venue) -> None:
    """Serve until asked to end, or until the process that started this one is gone.

    That process reads the ports, or the problem, as one line of JSON from standard output.
    """
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(_until_asked(venue))
    except InputError as problem:
        _tell_parent({"problem": problem.to(venue.language)})
        sys.exit(1)


async def _until_asked(venue: Venue) -> None:
    serving = asyncio.ensure_future(
        serve(venue, lambda ready: _tell_parent({"port": ready.port, "console_port": ready.console_port}))
    )
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, serving.cancel)
    threading.Thread(target=_wait_for_end, args=(loop, serving), daemon=True).start()
    await serving


def _wait_for_end(loop: asyncio.AbstractEventLoop, serving: asyncio.Future[None]) -> None:
    sys.stdin.read()
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(serving.cancel)


def _tell_parent(fields: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()
