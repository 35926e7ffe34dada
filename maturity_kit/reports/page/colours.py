"""The accent of a look on a dark page."""

from __future__ import annotations

from maturity_kit.reports.look import contrast_with_white

DARK = "#1e2427"
"""The lighter of the two dark backgrounds; text that can be read on it can be read on the other."""
READABLE = 6.0
STEPS = 20


def on_dark(accent: str) -> str:
    """The accent mixed with as little white as makes it readable on a dark page.

    >>> on_dark("#0f5c6e") != "#0f5c6e", on_dark("#000000") < "#ffffff"
    (True, True)
    """
    mixes = (_mixed(accent, step / STEPS) for step in range(STEPS + 1))
    return next(one for one in mixes if contrast_with_white(DARK) / contrast_with_white(one) >= READABLE)


def _mixed(colour: str, white: float) -> str:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (255 - one) * white):02x}" for one in channels)
