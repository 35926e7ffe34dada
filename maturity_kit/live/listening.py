"""Who waits to hear of a change: each browser is told the newest only, and no more often than anybody can read."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

AT_MOST_EVERY = 0.2
"""Seconds between two pieces of news: when forty people vote at once, one count is enough."""
PIECES = 400
"""Pieces of news in a second at most; with more listeners each hears less often, so that votes need not queue."""


class Ear:
    """One browser that listens, until ``gone``."""

    def __init__(self) -> None:
        self.gone = False
        self._called = asyncio.Event()
        self._called.set()

    def call(self) -> None:
        """There is news."""
        self._called.set()

    def leave(self) -> None:
        """The browser has hung up, or has to."""
        self.gone = True
        self._called.set()

    async def called(self, patience: float) -> bool:
        """Whether there is news, the first time at once, else as soon as there is; False after ``patience`` seconds."""
        try:
            async with asyncio.timeout(patience):
                await self._called.wait()
        except TimeoutError:
            return False
        self._called.clear()
        return True


class Listeners:
    """All browsers that listen; ``present`` counts them by participant, screens under the empty name."""

    def __init__(self) -> None:
        self.present: Counter[str] = Counter()
        self._ears: set[Ear] = set()
        self._resting: asyncio.TimerHandle | None = None
        self._again = False

    def __len__(self) -> int:
        return len(self._ears)

    @contextmanager
    def listening(self, person: str) -> Iterator[Ear]:
        """Somebody listens as long as this lasts."""
        ear = Ear()
        self._ears.add(ear)
        self.present[person] += 1
        try:
            yield ear
        finally:
            self._ears.discard(ear)
            self.present -= Counter((person,))

    def tell(self, at_once: bool = False) -> None:
        """There is news for all: now, or after the rest that follows what they heard last, unless ``at_once``."""
        if self._resting is not None and not at_once:
            self._again = True
            return
        if self._resting is not None:
            self._resting.cancel()
        for ear in self._ears:
            ear.call()
        self._again = False
        rest = max(AT_MOST_EVERY, len(self._ears) / PIECES)
        self._resting = asyncio.get_running_loop().call_later(rest, self._rested)

    def hang_up(self) -> None:
        """Let every browser go; each comes back by itself as soon as there is somebody to answer."""
        for ear in self._ears:
            ear.leave()

    def _rested(self) -> None:
        self._resting = None
        if self._again:
            self.tell()
