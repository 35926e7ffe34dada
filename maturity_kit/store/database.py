"""Opening the database: an engine on a store of this version, which is made or brought up to date when it has to be."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from maturity_kit.store.address import is_file, named
from maturity_kit.store.errors import told_as_sentence
from maturity_kit.store.postgres import server_engine
from maturity_kit.store.shape import prepare
from maturity_kit.store.sqlite_file import choose_journal, file_engine, make_room, refuse_damage

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""


def connected(url: URL, patience: float = PATIENCE) -> Engine:
    """An engine on a sound store of this version; raises StoreError otherwise.

    A store is made when there is none yet; an older one is backed up and brought to this version. Nothing is written to
    a database that is damaged, foreign or newer.
    """
    with told_as_sentence(named(url)):
        if not is_file(url):
            engine = server_engine(url, patience)
            prepare(engine)
            return engine
        file = Path(url.database or "")
        make_room(file)
        engine = file_engine(file, patience)
        refuse_damage(engine, file)
        prepare(engine)
        choose_journal(engine)
        return engine


def journal_mode(engine: Engine) -> str:
    """``delete`` or ``wal``: how SQLite keeps a half-finished write from doing harm; empty for another database."""
    if engine.dialect.name != "sqlite":
        return ""
    with told_as_sentence(named(engine.url)), engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())


def software(engine: Engine) -> str:
    """Name and version of what keeps the store, such as ``SQLite 3.45.1`` or ``PostgreSQL 15.4``."""
    if engine.dialect.name == "sqlite":
        ask, name = "SELECT sqlite_version()", "SQLite"
    else:
        ask, name = "SHOW server_version", "PostgreSQL"
    with told_as_sentence(named(engine.url)), engine.connect() as connection:
        return f"{name} {connection.exec_driver_sql(ask).scalar()}"
