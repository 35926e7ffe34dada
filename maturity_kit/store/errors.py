"""What goes wrong with a store, as sentences that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from maturity_kit.content.wording import Wording
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

    def to(self, language: str) -> str:
        """The message in one language; English where that language is missing."""
        details: dict[str, Any] = {**self.details}
        message = Wording("store", language)(self.problem, **details)
        return f"{self.where}: {message}" if self.where else message


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
