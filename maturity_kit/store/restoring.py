"""Putting a backup in the place of the store, without losing what is there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.engine import URL

from maturity_kit.store.address import is_file, named, place
from maturity_kit.store.backing_up import keep, part_of, sweep
from maturity_kit.store.backup_files import backups_folder, fault_of, file_meant, free_name, store_name
from maturity_kit.store.database import PATIENCE, connected
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.files import put_in_place, sync_folder
from maturity_kit.store.postgres import in_turn
from maturity_kit.store.snapshot import fill
from maturity_kit.store.sqlite_file import file_engine, make_room, opened
from maturity_kit.store.tables import FIRST, about, metadata

BESIDE = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside a database and would apply to whatever takes its place."""


def restore_backup(url: str | Path | None, file: str | Path, patience: float = PATIENCE) -> Path | None:
    """Makes the store what a backup says; the file in which the former content was kept, None when there was none.

    Args:
        url: the store; a server is only filled when it has no tables or an empty store.
        file: path of a backup, or the name of one in the folder for backups of this store.
        patience: seconds to wait while another process writes.

    Raises:
        StoreError: no sound backup, a busy store, a server that holds something. The store is then as it was.
    """
    wanted = place(url)
    source = sound_backup(url, file)
    with told_as_sentence(named(wanted)):
        if not is_file(wanted):
            _fill(connected(wanted, patience), source)
            return None
        kept = _replace(wanted, source, patience)
        connected(wanted, patience).dispose()
        return kept


def sound_backup(url: str | Path | None, file: str | Path) -> Path:
    """The file of a backup that can take the place of the store; raises StoreError for any other."""
    source = file_meant(file, backups_folder(place(url)))
    fault = fault_of(source)
    if fault:
        raise StoreError("backup_bad", str(source), found=fault)
    return source


def _replace(url: URL, source: Path, patience: float) -> Path | None:
    make_room(Path(url.database or ""))
    file = Path(url.database or "").resolve()
    part = part_of(file)
    try:
        _copy(source, part)
        with ExitStack() as held:
            held.enter_context(_alone(file, patience))
            kept = _put_aside(url, file, patience)
            shutil.copymode(file, part)
            if os.name == "nt":  # which replaces no file that is open
                held.close()
            put_in_place(part, file)
    except OSError as error:
        raise StoreError("backup_failed", str(file), found=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)
    sweep(file.parent, file.name)
    return kept


def _copy(source: Path, target: Path) -> None:
    """What the backup says, without anything that lies beside it."""
    with closing(opened(source, PATIENCE, "ro")) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


@contextmanager
def _alone(file: Path, patience: float) -> Iterator[None]:
    """Keeps other writers away until the file is replaced; one who waited meanwhile is refused by SQLite then.

    A file that is too damaged for a lock is one that nobody can write to.
    """
    with closing(opened(file, patience)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
        yield


def _put_aside(url: URL, file: Path, patience: float) -> Path | None:
    """Where the present content is now: in a backup, else as the very file; None when there is none."""
    if file.stat().st_size == 0:
        return None
    _refuse_foreign(file)
    if not fault_of(file):
        return keep(file_engine(Path(url.database or ""), patience), reason="before-restore")
    folder = backups_folder(url)
    folder.mkdir(parents=True, exist_ok=True)
    aside = free_name(folder, store_name(url), "put-aside")
    _keep_bytes(file, aside)
    for ending in BESIDE:
        beside = Path(f"{file}{ending}")
        if beside.exists():
            os.replace(beside, f"{aside}{ending}")
    return aside


def _keep_bytes(file: Path, aside: Path) -> None:
    """A second name, where there can be one: opening the file for a copy would let go of the lock on it."""
    try:
        os.link(file, aside)
        sync_folder(aside.parent)
    except OSError:
        part = part_of(aside)
        shutil.copy(file, part)
        put_in_place(part, aside)


def _refuse_foreign(file: Path) -> None:
    try:
        with closing(opened(file, PATIENCE, "ro")) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    except sqlite3.DatabaseError:
        return
    if names and not set(names) >= FIRST:
        raise StoreError("foreign", str(file), found=", ".join(sorted(names)))


def _fill(engine: Engine, source: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite"
        _copy(source, file)
        connected(place(file)).dispose()
        with engine.begin() as connection:
            in_turn(connection)
            connection.execute(text("LOCK TABLE assessments IN EXCLUSIVE MODE"))
            _refuse_full(connection, named(engine.url))
            fill(connection, file)
    engine.dispose()


def _refuse_full(connection: Connection, where: str) -> None:
    for table in metadata.sorted_tables:
        count = connection.scalar(select(func.count()).select_from(table))
        if count and table is not about:
            raise StoreError("server_holds", where, found=f"{table.name}: {count}")
