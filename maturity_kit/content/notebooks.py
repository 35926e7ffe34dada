"""The numbered notebooks of a workbook folder."""

from __future__ import annotations

import re
from pathlib import Path

NUMBERED = re.compile(r"(\d+)_.*\.ipynb")


def number_of(path: Path) -> int | None:
    """The number that a notebook's name begins with; None without one.

    >>> number_of(Path("notebooks/10_customer_service.ipynb"))
    10
    """
    found = NUMBERED.fullmatch(path.name)
    return int(found[1]) if found else None


def numbered(folder: Path) -> list[Path]:
    """The notebooks of a folder that have a number, by that number: the order of the navigation."""
    found = [(number, path) for path in folder.glob("*.ipynb") if (number := number_of(path)) is not None]
    return [path for _, path in sorted(found)]
