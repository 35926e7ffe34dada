"""What goes wrong with a store, as sentences that say what to do."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from maturity_kit.errors import InputError

PROBLEMS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_store",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_READONLY_DBMOVED: "replaced",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_IOERR: "disk",
}
STATES = {
    "08": "server_lost",
    "22021": "server_text",
    "25006": "server_rights",
    "28": "server_password",
    "3D": "server_database",
    "40": "conflict",
    "42501": "server_rights",
    "53100": "full",
    "53300": "server_crowded",
    "55P03": "locked",
    "57P": "server_lost",
}
"""What the beginning of an SQLSTATE means; the longest that fits counts."""

REFUSALS = {
    r"password|pg_hba|role .* does not exist|no pg_hba": "server_password",
    r"database .* does not exist": "server_database",
    r"too many (clients|connections)|remaining connection slots": "server_crowded",
    r"permission denied for database": "server_rights",
}
"""A server that lets nobody in says why in words only."""


class StoreError(InputError):
    """A problem with the store or with what should go into it; its sentences are those of ``wording/store.yaml``."""

    room = "store"


@contextmanager
def told_as_sentence(where: str) -> Iterator[None]:
    """Whatever the database reports inside the block is raised as one ``StoreError`` about ``where``."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        reported = error.orig if isinstance(error, DBAPIError) else error
        raise damage(_problem(error, reported), where, _said(reported)) from error
    except UnicodeEncodeError as error:
        raise StoreError("text", where, found=repr(error.object[error.start : error.end])) from error


def damage(problem: str, where: str, found: object) -> StoreError:
    """The error about a store; one that is damaged is told with its newest backup, when there is one."""
    if problem in ("damaged", "not_a_store"):
        from maturity_kit.store.backup_files import newest_backup

        backup = newest_backup(where)
        if backup is not None:
            at = backup.at.astimezone().strftime("%Y-%m-%d %H:%M")
            return StoreError("damaged_backup", where, found=found, backup=backup.path.name, at=at)
    return StoreError(problem, where, found=found)


def _problem(error: Exception, reported: BaseException | None) -> str:
    code = getattr(reported, "sqlite_errorcode", 0)
    return PROBLEMS.get(code) or PROBLEMS.get(code & 0xFF) or _of_server(error, reported) or "trouble"


def _said(reported: BaseException | None) -> str:
    """What was reported, without the address that a driver puts before it and the hints that follow."""
    first = str(reported).strip().partition("\n")[0]
    return re.sub(r"^(connection failed: )?connection to server at .*? failed: ", "", first)


def _of_server(error: Exception, reported: BaseException | None) -> str | None:
    if not type(reported).__module__.startswith("psycopg"):
        return None
    state = getattr(reported, "sqlstate", None) or ""
    known = next((STATES[state[:length]] for length in (5, 3, 2) if state[:length] in STATES), None)
    if known or state:
        return known
    if getattr(error, "connection_invalidated", False):
        return "server_lost"
    if "NUL" in str(reported):
        return "server_text"
    if type(reported).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    said = (problem for pattern, problem in REFUSALS.items() if re.search(pattern, str(reported)))
    return next(said, "server_unreachable")
