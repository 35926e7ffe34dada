"""The server of the room as a process of its own, started again whenever it dies."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from maturity_kit.home import home
from maturity_kit.live.venue import Venue
from maturity_kit.web.ports import ServeError

LONGEST_WAIT = 5.0
"""Seconds between two starts at most, when the server dies again and again."""


class RoomFailedError(ServeError):
    """The server did not start; the sentence is its own, whole and in the language of the venue, if it said one."""

    def __init__(self, told: str) -> None:
        self.told = told
        super().__init__("room_failed", found="-")

    def sentence(self, language: str) -> str:
        """What the server said."""
        return self.told or super().sentence(language)


class RoomProcess:
    """Holds one room open: what dies is started again on the same ports, until ``stop``.

    Phones keep what was not acknowledged and send it again, so nobody has to do anything.
    """

    def __init__(self, venue: Venue, tell: Callable[[str, int], None] = lambda key, count: None) -> None:
        self.venue = venue
        self._tell = tell
        self._stopping = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._watching: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Number of the process that runs now; None when there is none."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> Venue:
        """The venue with the ports in use, once the server answers; raises ServeError when it does not start."""
        self.venue = self._begin()
        self._watching = threading.Thread(target=self._watch, name="room", daemon=True)
        self._watching.start()
        return self.venue

    def stop(self) -> None:
        """End the server and wait for it; everything acknowledged is on disk."""
        self._stopping.set()
        _end(self._process)
        if self._watching is not None:
            self._watching.join(10)
        # One that was being started again in the meantime.
        _end(self._process)

    def _begin(self) -> Venue:
        environment = dict(os.environ) | {"MATURITY_HOME": str(home())}
        process = subprocess.Popen(
            [sys.executable, "-m", "maturity_kit.live"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self._process = process
        told = _told(process, self.venue)
        if "port" not in told:
            process.kill()
            process.wait()
            raise RoomFailedError(told.get("problem", ""))
        return replace(self.venue, port=told["port"], console_port=told["console_port"], known=True)

    def _watch(self) -> None:
        attempts = 0
        while not self._stopping.is_set():
            if self._process is not None:
                self._process.wait()
            if self._stopping.wait(min(LONGEST_WAIT, 0.1 * 2**attempts) if attempts else 0):
                return
            attempts += 1
            self._tell("launch.room_again", attempts)
            try:
                self.venue = self._begin()
                attempts = 0
            except (ServeError, OSError, ValueError):
                continue


def _told(process: subprocess.Popen[str], venue: Venue) -> dict[str, Any]:
    """What a server that has just begun says: its ports, or its problem; nothing when it dies without a word."""
    if process.stdin is None or process.stdout is None:
        return {}
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(venue.dump() + "\n")
        process.stdin.flush()
    return dict(json.loads(process.stdout.readline() or "{}"))


def _end(process: subprocess.Popen[str] | None) -> None:
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
