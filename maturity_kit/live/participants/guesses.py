"""Wrong codes, counted, so that nobody tries them by the thousand."""

from __future__ import annotations

from collections import Counter
from math import ceil

WINDOW = 60.0
EACH, ALL = 20, 300
"""Wrong codes in a minute from one address, and from all together."""


class Guesses:
    """The wrong codes of this minute; at most ``ALL`` addresses are remembered.

    Only wrong codes are counted and refused: a room behind one address, with a phone in it that guesses, still lets in
    everybody who has the code. What keeps a guesser out is the length of the code: at a thousand guesses a second for a
    whole day the chance of one of 32 ** 8 codes is 1 in 12,000.
    """

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._until = 0.0

    def wrong(self, address: str, now: float) -> int:
        """Counts a wrong code; the seconds to wait when there were too many, else 0.

        Args:
            now: seconds of a clock that only goes forward.
        """
        if now >= self._until:
            self._counted.clear()
            self._until = now + WINDOW
        if self._counted[address] >= EACH or self._counted.total() >= ALL:
            return max(1, ceil(self._until - now))
        self._counted[address] += 1
        return 0
