"""Backups as files: what they are called, which ones there are, and which of those made each hour may go."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.engine import URL

from maturity_kit.store.address import is_file, outputs_folder
from maturity_kit.store.errors import StoreError
from maturity_kit.store.tables import FIRST, SCHEMA

HOURLY = "hourly"
"""Why a backup was made by itself, each hour; only these are ever removed."""
HOURS, DAYS = 24, 30
STAMP = "%Y%m%d-%H%M%S-%f"
NAME = re.compile(r"(?P<store>.+)_(?P<stamp>\d{8}-\d{6}-\d{6})_(?P<reason>[a-z0-9-]+)\.sqlite")


class Backup(NamedTuple):
    """One backup: a whole store in an SQLite file.

    ``size`` in bytes; ``readable`` whether its content was found sound and of a shape that this version can use;
    ``reason`` is ``by-hand``, ``hourly``, ``before-schema-2`` and so on; ``store`` the name of what it was made of.
    """

    path: Path
    at: datetime
    size: int
    readable: bool
    reason: str
    store: str


def backups(folder: Path, store: str = "") -> list[Backup]:
    """The backups in a folder, of one store or of all, the newest first; each is read for whether it is sound."""
    return [_described(path) for path in _named(folder, store)]


def newest_backup(where: str) -> Backup | None:
    """The newest backup of an SQLite file that can be read; None when there is none."""
    file = Path(where)
    found = (_described(path) for path in _named(file.parent / "backups", file.stem))
    return next((backup for backup in found if backup.readable), None)


def backups_folder(url: URL) -> Path:
    """Where the backups of a store are kept: beside its file, and those of a server in ``outputs`` of the workbook."""
    if is_file(url):
        return Path(url.database or "").absolute().parent / "backups"
    return outputs_folder() / "backups"


def store_name(url: URL) -> str:
    """What backups of a store are called after: the name of its file, or of its database."""
    found = Path(url.database or "").stem if is_file(url) else url.database
    return re.sub(r"[^\w.-]+", "-", found or "store")


def free_name(folder: Path, store: str, reason: str) -> Path:
    """A path for a new backup that nothing is at yet."""
    at = datetime.now(UTC)
    while True:
        path = folder / f"{store}_{at.strftime(STAMP)}_{reason}.sqlite"
        if not path.exists():
            return path
        at += timedelta(microseconds=1)


def made_at(path: Path) -> datetime:
    """When the backup with this name was made."""
    found = NAME.fullmatch(path.name)
    assert found is not None
    return datetime.strptime(found["stamp"], STAMP).replace(tzinfo=UTC)


def hourly_files(folder: Path, store: str) -> list[Path]:
    """The backups of a store that were made each hour, the newest first, without looking into them."""
    return [path for path in _named(folder, store) if path.name.endswith(f"_{HOURLY}.sqlite")]


def superfluous(files: Sequence[Path], now: datetime) -> list[Path]:
    """Hourly backups that may go: all but the last 24 and the last one of each day of the last 30 days."""
    newest = sorted(files, key=made_at, reverse=True)
    of_day = {made_at(path).date(): path for path in reversed(newest) if now - made_at(path) < timedelta(days=DAYS)}
    kept = {*newest[:HOURS], *of_day.values()}
    return [path for path in newest if path not in kept]


def fault_of(path: Path) -> str:
    """Why a file is no backup that this version can read; empty for a sound one."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= FIRST:
                return ", ".join(sorted(tables)) or "-"
            (found,) = connection.execute("SELECT max(schema) FROM about").fetchone()
            (checked,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.Error, ValueError) as error:
        return str(error)
    if checked != "ok":
        return str(checked)
    return "" if isinstance(found, int) and 0 < found <= SCHEMA else f"schema {found}"


def file_meant(name: str | Path, folder: Path) -> Path:
    """The file of this path, else the backup of this name in the folder; raises StoreError when there is neither."""
    for path in (Path(name), folder / name):
        if path.is_file():
            return path
    raise StoreError("backup_missing", str(name))


def _named(folder: Path, store: str) -> Iterator[Path]:
    """Names sort as time, once they are of one store."""
    found = [(path, NAME.fullmatch(path.name)) for path in folder.glob("*.sqlite")] if folder.is_dir() else []
    wanted = [(match["stamp"], path) for path, match in found if match and store in ("", match["store"])]
    yield from (path for _, path in sorted(wanted, reverse=True))


def _described(path: Path) -> Backup:
    found = NAME.fullmatch(path.name)
    assert found is not None
    size = path.stat().st_size
    return Backup(path, made_at(path), size, not fault_of(path), found["reason"], found["store"])
