"""Making backups: one SQLite file with everything in the store, whichever database the store is in."""

from __future__ import annotations

import glob
import os
import re
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from maturity_kit.store.address import is_file, named
from maturity_kit.store.backup_files import (
    HOURLY,
    backups_folder,
    fault_of,
    free_name,
    hourly_files,
    store_name,
    superfluous,
)
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.files import put_in_place
from maturity_kit.store.snapshot import snapshot

if TYPE_CHECKING:
    from maturity_kit.store.repository import Store

PART = ".part"
ABANDONED = 3600
"""Seconds after which an unfinished file is no longer being written by anybody."""


def backup(store: Store, folder: Path | None = None, reason: str = "") -> Path:
    """A new backup of the store as it is now, which is on disk and was read back.

    Args:
        store: may be in use by others meanwhile.
        folder: by default ``backups`` beside the file of the store, or in ``outputs`` for one on a server.
        reason: a word for its name; ``hourly`` ones are pruned, all others stay.

    Raises:
        StoreError: no room, no permission, a damaged store.
    """
    return keep(store.engine, folder, re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "by-hand")


def keep(engine: Engine, folder: Path | None = None, reason: str = "by-hand") -> Path:
    """A new backup of what is in a database, of whatever shape its tables are."""
    chosen = folder if folder is not None else backups_folder(engine.url)
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("backup_failed", str(chosen), found=error.strerror or error) from error
    name = store_name(engine.url)
    path = backup_to(engine, free_name(chosen, name, reason))
    sweep(chosen, name)
    if reason == HOURLY:
        prune(chosen, name)
    return path


def backup_to(engine: Engine, path: Path) -> Path:
    """The path, which now is a backup of what is in a database; raises StoreError when there is something already."""
    part = part_of(path)
    if path.exists():
        raise StoreError("folder" if path.is_dir() else "backup_there", str(path))
    try:
        with told_as_sentence(named(engine.url)):
            snapshot(engine, part)
        fault = fault_of(part)
        if fault:
            raise StoreError("backup_failed", str(path), found=fault)
        part.chmod(_permissions(engine))
        put_in_place(part, path)
    except OSError as error:
        raise StoreError("backup_failed", str(path), found=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def prune(folder: Path, store: str) -> None:
    """Removes hourly backups of a store that newer ones have replaced; others are never removed."""
    for path in superfluous(hourly_files(folder, store), datetime.now(UTC)):
        path.unlink(missing_ok=True)


def _permissions(engine: Engine) -> int:
    """Those of the file of the store; a server asks for a password, so its backup is for who makes it."""
    return Path(engine.url.database or "").stat().st_mode & 0o777 if is_file(engine.url) else 0o600


def part_of(path: Path) -> Path:
    """Where a file is written until it is whole: beside its place, and under a name that no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}{PART}")


def sweep(folder: Path, name: str) -> None:
    """Removes what a process that was killed left half-written of files whose names begin like this."""
    for part in folder.glob(f".{glob.escape(name)}*{PART}*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()
