"""Stores as earlier versions left them, made from text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

OLD = Path(__file__).parent / "store" / "schema_1.sql"


def make_old(path: Path) -> Path:
    """A store of shape 1 with two assessments, nine events and a milestone, as the version before the rooms left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    return path
