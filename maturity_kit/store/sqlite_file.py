"""The SQLite file: opened without being made by accident, with durable settings, and refused when it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from maturity_kit.store.errors import StoreError, damage

SAFE_WAL = (3, 51, 3)
"""First SQLite library whose write-ahead log is safe with several writers."""

_checked: set[tuple[str, int, int]] = set()


def make_room(file: Path) -> None:
    """Makes an empty file where there is none; raises StoreError where no file can be."""
    try:
        folder = file.is_dir()
        if not file.exists():
            file.touch()
    except (OSError, ValueError) as error:
        raise StoreError("no_folder", str(file), found=getattr(error, "strerror", None) or error) from error
    if folder:
        raise StoreError("folder", str(file))


def opened(file: Path, patience: float, mode: str = "rw") -> sqlite3.Connection:
    """A bare connection, without creating: a store that was moved away is missed, not replaced by an empty one."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)


def file_engine(file: Path, patience: float) -> Engine:
    """An engine on an existing file; ``writes=True`` among its options makes writers queue up at their beginning."""
    engine = create_engine(
        URL.create("sqlite", database=str(file)), poolclass=NullPool, creator=lambda: opened(file, patience)
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin)
    return engine


def outside_transaction(engine: Engine, statement: str) -> str:
    """The first thing that a statement answers which cannot be part of a transaction."""
    with closing(engine.raw_connection()) as connection:
        found = connection.cursor().execute(statement).fetchone()
    return str(found[0])


def refuse_damage(engine: Engine, file: Path) -> None:
    """Reads the whole file, hence once for each file in a process: about 30 ms for 40 MB on a warm disk."""
    state = file.stat()
    mark = (str(file.resolve()), state.st_dev, state.st_ino)
    if mark in _checked:
        return
    found = outside_transaction(engine, "PRAGMA quick_check(1)")
    if found != "ok":
        raise damage("damaged", str(file), found)
    _checked.add(mark)


def choose_journal(engine: Engine) -> None:
    """Write-ahead logging where the library makes it safe, else the rollback journal."""
    mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
    outside_transaction(engine, f"PRAGMA journal_mode = {mode}")


def _make_durable(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Writers queue up at the start: a transaction that only turns writer halfway could not wait for another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
