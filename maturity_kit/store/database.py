"""Opening the database: durable settings, and a refusal of every file that is not a sound store of this version."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from maturity_kit.home import outputs
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.tables import SCHEMA, about, metadata

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

SAFE_WAL = (3, 51, 3)
"""First SQLite library whose write-ahead log is safe with several writers."""

_checked: set[tuple[str, int, int]] = set()


def default_path() -> Path:
    """``outputs/maturity.sqlite`` in the workbook folder; raises StoreError when that folder cannot be made."""
    try:
        return outputs() / "maturity.sqlite"
    except OSError as error:
        raise StoreError("no_folder", str(error.filename or "outputs"), found=error.strerror) from error


def place(url: str | Path | None) -> URL:
    """The database meant by ``url``: an SQLAlchemy URL, else the path of an SQLite file, else the default file."""
    if url is None:
        url = default_path()
    if isinstance(url, str) and "://" in url:
        try:
            return make_url(url)
        except ArgumentError as error:
            raise StoreError("bad_url", found=url) from error
    return URL.create("sqlite", database=str(url))


def named(url: URL) -> str:
    """How messages call the database: its path, or its URL without the password."""
    return url.database or ":memory:" if is_file(url) else url.render_as_string(hide_password=True)


def is_file(url: URL) -> bool:
    """Whether the database is an SQLite file, with the care that a file needs."""
    return url.get_backend_name() == "sqlite"


def connected(url: URL, patience: float = PATIENCE) -> Engine:
    """An engine on a sound store of this version, which is made when there is none yet; raises StoreError otherwise.

    Nothing is written to a file that is damaged, foreign or newer.
    """
    with told_as_sentence(named(url)):
        engine = _on_file(Path(url.database or ""), patience) if is_file(url) else _on_server(url)
        with engine.execution_options(writes=True).begin() as connection:
            _prepare_tables(connection, named(url))
        if is_file(url):
            _choose_journal(engine)
        return engine


def journal_mode(engine: Engine) -> str:
    """``delete`` or ``wal``: how SQLite keeps a half-finished write from doing harm; empty for another database."""
    if engine.dialect.name != "sqlite":
        return ""
    with told_as_sentence(named(engine.url)), engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())


def _on_server(url: URL) -> Engine:
    try:
        return create_engine(url)
    except (ArgumentError, ImportError) as error:
        raise StoreError("bad_url", named(url), found=error) from error


def _on_file(file: Path, patience: float) -> Engine:
    _make_room(file)

    def connect() -> sqlite3.Connection:
        """Opens without creating: a store that was moved away is missed, not replaced by an empty one."""
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None)

    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool, creator=connect)
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin)
    _refuse_damage(engine, file)
    return engine


def _make_room(file: Path) -> None:
    try:
        folder = file.is_dir()
        if not file.exists():
            file.touch()
    except (OSError, ValueError) as error:
        raise StoreError("no_folder", str(file), found=getattr(error, "strerror", None) or error) from error
    if folder:
        raise StoreError("folder", str(file))


def _make_durable(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Writers queue up at the start: a transaction that only turns writer halfway could not wait for another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _outside_transaction(engine: Engine, statement: str) -> str:
    connection = engine.raw_connection()
    try:
        found = connection.cursor().execute(statement).fetchone()
    finally:
        connection.close()
    return str(found[0])


def _refuse_damage(engine: Engine, file: Path) -> None:
    """Reads the whole file, hence once for each file in a process: about 30 ms for 40 MB on a warm disk."""
    state = file.stat()
    mark = (str(file.resolve()), state.st_dev, state.st_ino)
    if mark in _checked:
        return
    found = _outside_transaction(engine, "PRAGMA quick_check(1)")
    if found != "ok":
        raise StoreError("damaged", str(file), found=found)
    _checked.add(mark)


def _choose_journal(engine: Engine) -> None:
    mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
    _outside_transaction(engine, f"PRAGMA journal_mode = {mode}")


def _prepare_tables(connection: Connection, where: str) -> None:
    names = set(inspect(connection).get_table_names())
    if names and not names >= set(metadata.tables):
        raise StoreError("foreign", where, found=", ".join(sorted(names)))
    if not names:
        metadata.create_all(connection)
        connection.execute(about.insert().values(schema=SCHEMA))
    found = connection.execute(select(about.c.schema)).scalar()
    if found != SCHEMA:
        raise StoreError("newer", where, found=found, supported=SCHEMA)
