"""The participants' application in the test's own process, with limits and a store that the test chooses."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.engine import URL

from maturity_kit.live import participants
from maturity_kit.live.bounds import BODY, IDLE, MOST_CONNECTIONS, BoundedServer
from maturity_kit.live.hall import Hall
from maturity_kit.store.database import PATIENCE, connected
from maturity_kit.store.repository import Store
from maturity_kit.store.rooms import Rooms
from maturity_kit.web.ports import free_port
from tests.live.serving import garden, live


@dataclass
class Held:
    """A room, and where phones reach it."""

    hall: Hall
    host: str
    code: str
    path: Path
    secret: str


@contextlib.asynccontextmanager
async def held(
    folder: Path,
    most: int = MOST_CONNECTIONS,
    idle: float = IDLE,
    body: float = BODY,
    patience: float = PATIENCE,
) -> AsyncIterator[Held]:
    """A room in the lobby; ended afterwards."""
    path = folder / "room.sqlite"
    room = garden(path)
    hall = Hall(Rooms(Store(connected(URL.create("sqlite", database=str(path)), patience))), room.id)
    sockets, port = free_port(0, "127.0.0.1")
    venue = replace(live(path, room).venue, port=port)
    server = BoundedServer(participants.application(hall, venue), most=most, idle=idle, body=body)
    server.add_sockets(sockets)
    try:
        yield Held(hall, f"127.0.0.1:{port}", room.code, path, venue.secret)
    finally:
        hall.listeners.hang_up()
        server.stop()
        await server.close_all_connections()
        hall.close()
