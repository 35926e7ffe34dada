"""What starting costs: the import of the package, and one score on the command line, in processor time of a process."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

from maturity_kit.home import home

ROUNDS = 7
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each command."""
    example = str(home() / "data/examples/insurer.assessment.json")
    bare = spent([sys.executable, "-c", "pass"])
    light = spent([sys.executable, "-c", "import maturity_kit"])
    score = spent([sys.executable, "-m", "maturity_kit", "score", example])
    return [_row("import maturity_kit", light, bare, "0.15 s"), _row("maturity-kit score", score, bare, "0.6 s")]


def _row(name: str, measured: float, bare: float, aim: str) -> Row:
    return name, f"{measured:.3f} s CPU", f"bare Python {bare:.3f} s", f"{measured / bare:.1f}", f"under {aim}"


def spent(command: Sequence[str]) -> float:
    """Median processor time of a whole process in seconds, user and system; the first round warms the disk."""
    found = []
    for _ in range(ROUNDS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(found[1:])
