"""Numbers with the decimal sign of a language."""

from __future__ import annotations


def decimals(number: float, language: str, count: int = 1) -> str:
    """A number with so many decimals always, for where whole points would hide on which side of a threshold it lies.

    >>> decimals(65.0, "nl"), decimals(62.5, "en")
    ('65,0', '62.5')
    """
    digits = f"{number:.{count}f}"
    return digits.replace(".", ",") if language == "nl" else digits
