"""Looking again and again, beside the messages of a page, whether somebody else did something."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

PAUSE = 1.0
"""Seconds from one look to the next."""

BUSY = 0.05
"""The part of the time, 0..1, that looking may take at most; where a look is slow the pause grows with it."""


class Watch:
    """Calls ``look`` from the event loop of the kernel as long as ``open`` holds; without a loop it never does."""

    def __init__(self, look: Callable[[], None], open: Callable[[], bool], pause: float = PAUSE) -> None:
        self._look, self._open, self._pause = look, open, pause
        self._next: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Look for the first time after one pause."""
        try:
            self._plan(asyncio.get_running_loop(), self._pause)
        except RuntimeError:
            return

    def end(self) -> None:
        """Look no more."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _plan(self, loop: asyncio.AbstractEventLoop, pause: float) -> None:
        self._next = loop.call_later(pause, self._once, loop)

    def _once(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._open():
            return self.end()
        began = time.perf_counter()
        try:
            self._look()
        finally:
            took = time.perf_counter() - began
            self._plan(loop, max(self._pause, took / BUSY))
