"""Order by a computed number, where differences below 1e-9 are ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maturity_kit.content.model import EQUAL


def ranked(amounts: Sequence[float], within: Sequence[Any] | None = None) -> list[int]:
    """Places by amount, greatest first; ties keep the order given. ``within`` sorts first, rising.

    >>> ranked([1.0, 2.0, 1.0 + 1e-12])
    [1, 0, 2]
    """
    keys = within or [0] * len(amounts)
    rough = sorted(range(len(amounts)), key=lambda place: (keys[place], -amounts[place], place))
    order: list[int] = []
    tied: list[int] = []
    for place in rough:
        if tied and (keys[place] != keys[tied[0]] or amounts[tied[0]] - amounts[place] >= EQUAL):
            order += sorted(tied)
            tied = []
        tied.append(place)
    return order + sorted(tied)
