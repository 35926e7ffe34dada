"""``make bench``: every measurement of one run as a table; nothing here passes or fails."""

from __future__ import annotations

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

ROOMS = ("commands", "engine", "sensitivity", "charts", "documents", "live", "pages", "panel", "portfolio")


def main(chosen: list[str]) -> None:
    """Measure the rooms named, or all of them."""
    table = Table("measurement", "measured", "reference", "ratio", "aim")
    for room in chosen or ROOMS:
        for row in import_module(f"tests.bench.{room}").rows():
            table.add_row(*row)
        table.add_section()
    Console(width=140, highlight=False).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
