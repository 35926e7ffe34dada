"""The shape of the tables: made when there are none, brought up to date when they are older, left alone when newer."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, select

from maturity_kit.store.address import named
from maturity_kit.store.errors import StoreError
from maturity_kit.store.postgres import in_turn
from maturity_kit.store.room_tables import ballots, participants, room_steps, rooms
from maturity_kit.store.tables import FIRST, SCHEMA, about, metadata

EMPTY = 0
"""The shape of a database without tables."""

ALL = FIRST | {table.name for table in (rooms, room_steps, participants, ballots)}
"""Tables of a store of this version."""


def prepare(engine: Engine) -> None:
    """Makes sure that the tables have the shape of this version; raises StoreError when that cannot be.

    Of several processes one makes or migrates the tables, after a backup, and the others wait. It is one transaction:
    whoever is stopped in it leaves the store as it was.
    """
    with engine.begin() as connection:
        if shape_of(connection, named(engine.url)) == SCHEMA:
            return
    with engine.execution_options(writes=True).begin() as connection:
        in_turn(connection)
        found = shape_of(connection, named(engine.url))
        if found == EMPTY:
            make_tables(connection)
        elif found < SCHEMA:
            _bring_up_to_date(engine, connection, found)


def shape_of(connection: Connection, where: str) -> int:
    """The shape of the tables, 0 without any; raises StoreError for a newer one or the tables of another program."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return EMPTY
    found = connection.scalar(select(about.c.schema)) if names >= FIRST else None
    if found is None or (found == SCHEMA and not names >= ALL):
        raise StoreError("foreign", where, found=", ".join(sorted(names)))
    if found > SCHEMA:
        raise StoreError("newer", where, found=found, supported=SCHEMA)
    return int(found)


def make_tables(connection: Connection) -> None:
    """The tables of this version in a database without any."""
    metadata.create_all(connection)
    connection.execute(about.insert().values(schema=SCHEMA))


def _bring_up_to_date(engine: Engine, connection: Connection, found: int) -> None:
    """Imports what migrations need only now: a process that opens a store of this version never loads it."""
    from maturity_kit.store.backing_up import keep
    from maturity_kit.store.migrate import migrate

    keep(engine, reason=f"before-schema-{SCHEMA}")
    migrate(connection, found, SCHEMA)
