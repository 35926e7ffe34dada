"""What it takes to make each document of the insurer, against scoring it once for all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from maturity_kit.assessment.files import load_assessment
from maturity_kit.home import home
from maturity_kit.reports.look import Look
from maturity_kit.reports.make import FORMATS
from maturity_kit.reports.story import story_of

ROUNDS = 3
TOGETHER, ONE_PAGE = 5.0, 1.0
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each document, and of all together."""
    assessment = load_assessment(home() / "data/examples/insurer.assessment.json")
    story = story_of(assessment, "nl")
    scored = seconds(lambda: story_of(assessment, "nl"))
    taken = {name: seconds(lambda build=build: list(build(story, Look()))) for name, build in FORMATS.items()}
    found = [_row(name, spent, scored, ONE_PAGE if name == "onepager" else None) for name, spent in taken.items()]
    return [*found, _row("all documents together, with the scoring", sum(taken.values()) + scored, scored, TOGETHER)]


def _row(name: str, spent: float, scored: float, aim: float | None) -> Row:
    return (
        name,
        f"{spent:.2f} s",
        f"one scoring {scored:.2f} s",
        f"{spent / scored:.1f}",
        f"under {aim:g} s" if aim else "",
    )


def seconds(work: Callable[[], object]) -> float:
    """Median time of doing something, on the clock; the first round loads the libraries."""
    found = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found[1:])
