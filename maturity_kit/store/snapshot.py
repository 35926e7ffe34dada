"""Everything in a database at one moment, as an SQLite file, and back into a server."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, func, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from maturity_kit.store.address import named
from maturity_kit.store.shape import shape_of
from maturity_kit.store.tables import SCHEMA, about, metadata

AT_ONCE = 500
"""Rows that are in memory at a time."""


def snapshot(engine: Engine, target: Path) -> None:
    """Writes everything in the database to a file that is not there yet; others go on reading and writing meanwhile."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", (str(target),))
    else:
        _copy_out(engine, target)


def fill(connection: Connection, file: Path) -> None:
    """Copies what is in a file of this version into empty tables of a server."""
    source = _plain(file)
    with source.connect() as rows:
        for table in _tables(rows):
            if table.name != about.name:
                _copy(rows, connection, table)
                _count_on(connection, metadata.tables[table.name])


def _copy_out(engine: Engine, target: Path) -> None:
    source = engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with source, source.begin(), _plain(target).begin() as copy:
        _make(copy, shape_of(source, named(engine.url)))
        for table in _tables(copy):
            _copy(source, copy, table)


def _make(connection: Connection, shape: int) -> None:
    """The tables of some shape, without a row."""
    if shape == SCHEMA:
        metadata.create_all(connection)
    else:
        from maturity_kit.store.migrate import build

        build(connection, 0, shape)


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return found.sorted_tables


def _copy(source: Connection, target: Connection, table: Table) -> None:
    key = [column for column in table.primary_key]
    rows = source.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*key)).mappings()
    for part in rows.partitions():
        target.execute(insert(table), [dict(row) for row in part])


def _count_on(connection: Connection, table: Table) -> None:
    """Rows that were copied with their numbers do not move the sequence that gives out new ones."""
    (key,) = table.primary_key
    sequence = func.pg_get_serial_sequence(table.name, key.name)
    newest = connection.scalar(select(func.max(key)))
    if newest is not None:
        connection.execute(select(func.setval(sequence, newest)))


def _plain(file: Path) -> Engine:
    """A file that nobody else uses: without waiting, and on disk once it is put in its place."""
    return create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)
