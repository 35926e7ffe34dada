"""What goes wrong with a store, as sentences that say what to do."""

from __future__ import annotations

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
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_IOERR: "disk",
}


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
        raise StoreError(_problem(reported), where, found=reported) from error
    except UnicodeEncodeError as error:
        raise StoreError("text", where, found=repr(error.object[error.start : error.end])) from error


def _problem(reported: BaseException | None) -> str:
    code = getattr(reported, "sqlite_errorcode", 0) & 0xFF
    return PROBLEMS.get(code, "trouble")
