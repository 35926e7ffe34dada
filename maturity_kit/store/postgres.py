"""PostgreSQL: the same promises as the file, from row locks, advisory locks and a driver that is installed beside."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from maturity_kit.store.address import named
from maturity_kit.store.errors import StoreError

TURN = 0x6D61_7475
"""Number of the advisory lock of those who change the tables or add assessments, within one database."""


def server_engine(url: URL, patience: float) -> Engine:
    """An engine that waits ``patience`` seconds for a server or a lock; raises StoreError without a driver.

    READ COMMITTED, whatever the server prefers: who waited for the lock on an assessment then sees what the one before
    wrote. A connection that broke while nobody used it is replaced.
    """
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": max(2, round(patience))}
    try:
        engine = create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True, connect_args=waits)
    except ImportError as error:
        raise StoreError("no_driver", named(url), found=error) from error
    except ArgumentError as error:
        raise StoreError("bad_url", named(url), found=error) from error

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = {max(1, round(patience * 1000))}")
        connection.commit()

    event.listen(engine, "connect", limit)
    return engine


def in_turn(connection: Connection) -> None:
    """Waits until nobody else changes the tables or adds an assessment; writers to an SQLite file did so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
