"""Where assessments are kept: SQLite or PostgreSQL, append-only, safe with several processes."""

from __future__ import annotations

from pathlib import Path

from maturity_kit.store.address import place
from maturity_kit.store.backing_up import backup
from maturity_kit.store.backup_files import Backup, backups
from maturity_kit.store.database import PATIENCE, connected
from maturity_kit.store.entries import Entry
from maturity_kit.store.errors import StoreError
from maturity_kit.store.examples import load_examples
from maturity_kit.store.files import write_whole
from maturity_kit.store.hourly import Hourly
from maturity_kit.store.imports import Imported, load_fitting
from maturity_kit.store.meanwhile import ChangedMeanwhile
from maturity_kit.store.milestones import Milestone
from maturity_kit.store.repository import Store
from maturity_kit.store.restoring import restore_backup
from maturity_kit.store.writing import Saved

__all__ = [
    "Backup",
    "ChangedMeanwhile",
    "Entry",
    "Hourly",
    "Imported",
    "Milestone",
    "Saved",
    "Store",
    "StoreError",
    "backup",
    "backups",
    "load_examples",
    "load_fitting",
    "open_store",
    "restore_backup",
    "write_whole",
]


def open_store(url: str | Path | None = None, patience: float = PATIENCE) -> Store:
    """The store at a database URL or the path of an SQLite file, made when there is none yet.

    An older one is brought to this version, after a backup.

    Args:
        url: without it that of ``MATURITY_STORE``, else ``outputs/maturity.sqlite`` in the workbook folder.
        patience: seconds to wait while another process writes.

    Raises:
        StoreError: damaged, locked, from a newer version, no store at all, or in a place that cannot be written.
    """
    return Store(connected(place(url), patience))
