"""A backup each hour while something is running, when anything changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from maturity_kit.errors import InputError
from maturity_kit.store.address import is_file, named, place
from maturity_kit.store.backing_up import keep
from maturity_kit.store.backup_files import HOURLY, backups_folder, hourly_files, made_at, store_name
from maturity_kit.store.database import PATIENCE
from maturity_kit.store.errors import told_as_sentence
from maturity_kit.store.postgres import server_engine
from maturity_kit.store.sqlite_file import file_engine
from maturity_kit.store.tables import about, metadata

HOUR = timedelta(hours=1)
LOOK = 60.0
"""Seconds between two looks at the clock; the first comes after as long, so a short start leaves no backup."""

Counts = tuple[int, ...]


class Hourly:
    """Makes a backup of a store in a thread of its own, once an hour has passed and the store has changed.

    A failure is told once, as a sentence in the log, and ends neither the thread nor the process. Hourly backups of an
    earlier run count: who starts the workbook for ten minutes each day has one each day.
    """

    def __init__(
        self,
        url: str | Path | None = None,
        folder: Path | None = None,
        interval: timedelta = HOUR,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        look: float = LOOK,
        log: logging.Logger | None = None,
    ) -> None:
        self._url = url
        self._folder = folder
        self._interval = interval
        self._clock = clock
        self._look = look
        self._log = log or logging.getLogger("maturity_kit.serve")
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._known: tuple[Path, Counts] | None = None
        self._told = ""

    def start(self) -> Hourly:
        """Begins to look at the clock; returns itself."""
        self._thread = threading.Thread(target=self._run, name="hourly backup", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends it, after the backup that is being made."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def look(self) -> Path | None:
        """The backup that was due now; None when none was. Whatever goes wrong is told in the log."""
        try:
            made = self._made_when_due()
        except Exception as error:
            told = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
            if told != self._told:
                self._log.warning("%s", told)
            self._told = told
            return None
        self._told = ""
        return made

    def _run(self) -> None:
        while not self._stopping.wait(self._look):
            self.look()

    def _made_when_due(self) -> Path | None:
        url = place(self._url)
        folder = self._folder if self._folder is not None else backups_folder(url)
        newest = next(iter(hourly_files(folder, store_name(url))), None)
        if newest is not None and timedelta(0) <= self._clock() - made_at(newest) < self._interval:
            return None
        with told_as_sentence(named(url)):
            return self._made_when_changed(url, folder, newest)

    def _made_when_changed(self, url: URL, folder: Path, newest: Path | None) -> Path | None:
        engine = file_engine(Path(url.database or ""), PATIENCE) if is_file(url) else server_engine(url, PATIENCE)
        try:
            counts = _counts(engine)
            if not any(counts) or (newest is not None and counts == self._counts_of(newest)):
                return None
            made = keep(engine, folder, HOURLY)
        finally:
            engine.dispose()
        self._known = (made, counts)
        return made

    def _counts_of(self, backup: Path) -> Counts | None:
        """How many rows a backup has; None when it cannot be read, so that a better one is made."""
        if self._known is None or self._known[0] != backup:
            try:
                counts = _counts(create_engine(f"sqlite:///{backup}", poolclass=NullPool))
            except Exception:
                return None
            self._known = (backup, counts)
        return self._known[1]


def _counts(engine: Engine) -> Counts:
    """Rows are only ever added, so their numbers say whether anything was."""
    with engine.connect() as connection:
        return tuple(_count(connection, table.name) for table in metadata.sorted_tables if table is not about)


def _count(connection: Connection, table: str) -> int:
    return int(connection.scalar(select(func.count()).select_from(metadata.tables[table])) or 0)
