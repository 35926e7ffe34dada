"""A PostgreSQL server of the tests' own: started when first asked for, on this computer only, gone when they end."""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER, WORD = "workbook", "word"
INSTALLED = Path("/usr/lib/postgresql")
MISSING = "PostgreSQL is missing: install it (Debian: apt install postgresql); without it only SQLite is tested."
NUMBERS = itertools.count(1)


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version where there are several."""
    found = shutil.which("pg_ctl")
    folders = sorted(INSTALLED.glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return Path(found).resolve().parent if found else next(iter(folders[::-1]), None)


class Cluster:
    """A server with a superuser ``workbook``, who needs the password ``word``."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        assert found is not None
        self.programs, self.folder, self.port = found, folder, _free_port()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        word = folder / "word"
        word.write_text(WORD)
        word.chmod(0o644)
        settings = ["--auth=scram-sha-256", f"--username={USER}", f"--pwfile={word}", "--encoding=UTF8", "--no-sync"]
        self._run("initdb", "--pgdata", str(folder / "data"), "--locale=C", *settings)
        self.start()

    def start(self) -> None:
        """Starts it; what it keeps need not survive this computer, so nothing waits for the disk."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        self._control("start", "--wait", "--log", str(self.folder / "log"), "--options", options)

    def stop(self) -> None:
        """Stops it at once, with everybody connected."""
        self._control("stop", "--mode=immediate")

    def url(self, database: str = "postgres", user: str = USER, word: str = WORD) -> str:
        """The address of a database as people write it."""
        return f"postgresql://{user}:{word}@127.0.0.1:{self.port}/{database}"

    def execute(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """What the last of these statements answers; each is a transaction of its own."""
        import psycopg

        with contextlib.closing(psycopg.connect(self.url(database), autocommit=True)) as connection:
            for statement in statements:
                found = connection.execute(statement)  # type: ignore[call-overload]
            return found.fetchall() if found.description else []

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"store_{next(NUMBERS)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "--pgdata", str(self.folder / "data"), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        """The server refuses to run as root."""
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, timeout=60)


@functools.cache
def cluster() -> Cluster:
    """The server of this run; the test is skipped where PostgreSQL is missing, unless it is demanded."""
    if programs() is None:
        (pytest.fail if os.environ.get("MATURITY_DEMAND_POSTGRES") == "1" else pytest.skip)(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="maturity-cluster-"))
    made = Cluster(folder)

    def end() -> None:
        with contextlib.suppress(subprocess.SubprocessError):
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return made


@pytest.fixture
def postgres() -> Cluster:
    """The server of this run."""
    return cluster()


@pytest.fixture
def database(postgres: Cluster) -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    url = postgres.database()
    yield url
    postgres.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
