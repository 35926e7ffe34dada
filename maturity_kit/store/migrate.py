"""Carrying out migrations. Only who needs one imports this: alembic costs 0.1 s and 11 MB."""

from __future__ import annotations

from importlib import import_module

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, update

from maturity_kit.store.tables import about


def migrate(connection: Connection, found: int, wanted: int) -> None:
    """Takes the tables from one shape to a later one, in the transaction of the connection."""
    build(connection, found, wanted)
    connection.execute(update(about).values(schema=wanted))


def build(connection: Connection, found: int, wanted: int) -> None:
    """The tables of a later shape, without saying so in ``about``; from 0 in a database without any."""
    op = Operations(MigrationContext.configure(connection))
    for schema in range(found + 1, wanted + 1):
        import_module(f"maturity_kit.store.migrations.schema_{schema}").upgrade(op)
