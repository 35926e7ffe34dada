"""Where the store is: a path or a database URL, given or in ``MATURITY_STORE``, and what messages call it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from maturity_kit.home import home, outputs
from maturity_kit.store.errors import StoreError

CHOSEN = "MATURITY_STORE"
"""Variable of the environment that says where the store is: a path, or the URL of a database."""

POSTGRES = ("postgres", "postgresql")
SHOWN = ("host", "port", "service", "sslmode")
"""Parts of the query of a URL that messages may show; others can hold passwords."""


def default_path() -> Path:
    """``outputs/maturity.sqlite`` in the workbook folder; raises StoreError when that folder cannot be made."""
    return outputs_folder() / "maturity.sqlite"


def outputs_folder() -> Path:
    """``outputs`` in the workbook folder; raises StoreError when it cannot be made."""
    try:
        return outputs()
    except OSError as error:
        raise StoreError("no_folder", str(error.filename or "outputs"), found=error.strerror) from error


def place(url: str | Path | None) -> URL:
    """The database meant by ``url``: an SQLAlchemy URL, else the path of an SQLite file.

    Without it that of ``MATURITY_STORE``, whose relative paths begin at the workbook folder for every process, else the
    default file. ``postgresql://`` means the driver that comes with the workbook.

    Raises:
        StoreError: no address of a database that can be used here.
    """
    if url is None:
        url = _chosen() or default_path()
    if isinstance(url, str) and "://" in url:
        return _supported(url)
    return URL.create("sqlite", database=str(url))


def is_chosen() -> bool:
    """Whether ``MATURITY_STORE`` says where the store is."""
    return bool(os.environ.get(CHOSEN))


def present(url: URL) -> bool:
    """Whether there is something to open; a server is taken to be there."""
    return not is_file(url) or Path(url.database or "").is_file()


def named(url: URL) -> str:
    """How messages call the database: its path, or its URL without any password."""
    if is_file(url):
        return url.database or ":memory:"
    shown = {name: value for name, value in url.query.items() if name in SHOWN}
    return url.set(drivername=url.get_backend_name(), query=shown).render_as_string(hide_password=True)


def is_file(url: URL) -> bool:
    """Whether the database is an SQLite file, with the care that a file needs."""
    return url.get_backend_name() == "sqlite"


def _chosen() -> str | None:
    found = os.environ.get(CHOSEN)
    if not found:
        return None
    if "://" not in found:
        return str(home() / Path(found).expanduser())
    url = _supported(found)
    if is_file(url) and url.database:
        return str(home() / url.database)
    return found


def _supported(text: str) -> URL:
    shown = re.sub(r"(?<=://)[^/@]*@", "…@", text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError("bad_url", found=shown) from error
    if url.drivername in POSTGRES:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("bad_url", found=shown)
    return url
