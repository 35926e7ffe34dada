"""How fast the engine is, as ratios within one run: batches against a matrix product and a pandas groupby, and one click."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from maturity_kit.assessment.events import new_assessment
from maturity_kit.content.load import load_models
from maturity_kit.scoring.compiled import Bools, Compiled, Floats, compile
from maturity_kit.scoring.score import score_model
from maturity_kit.scoring.tree import score_tree

MANY = 100_000
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each measurement."""
    models = list(load_models().values())
    compiled = [compile(model) for model in models]
    rng = np.random.default_rng(7)
    items = sum(len(one.item_ids) for one in compiled)
    full = rng.integers(0, 5, (MANY, items)) / 4
    holes = np.where(rng.random(full.shape) < 0.1, np.nan, full)
    applies = rng.random(full.shape) > 0.03
    weights = rng.random((items, sum(len(one.branches) for one in compiled)))
    product = fastest(lambda: full @ weights)
    groupby = fastest(weighted_means(compiled, full), times=1)
    found = [
        _row(
            f"{MANY:,} assessments, every answer", fastest(lambda: score_all(compiled, full)), product, "matmul", "≤ 3"
        ),
        _row(f"{MANY:,}, 10 % open", fastest(lambda: score_all(compiled, holes)), product, "matmul", "≤ 3"),
        _row(
            f"{MANY:,}, 10 % open, 3 % not applicable",
            fastest(lambda: score_all(compiled, holes, applies)),
            product,
            "matmul",
            "≤ 3",
        ),
        _row(
            f"{MANY:,} assessments, every answer",
            fastest(lambda: score_all(compiled, full)),
            groupby,
            "groupby",
            "≤ 0.05",
        ),
    ]
    answers = {item.id: {"value": 2} for model in models for item in model.items}
    assessment = new_assessment("bench", "Bench", "2026-01-01", answers=answers)
    for model in models:
        click = fastest(lambda model=model: score_model(model, assessment), times=30)
        found.append((f"re-score {model.id}", f"{click * 1e3:.2f} ms", "2 ms", f"{click / 2e-3:.2f}", "≤ 1"))
    return found


def _row(name: str, measured: float, reference: float, what: str, aim: str) -> Row:
    return name, f"{measured * 1e3:.0f} ms", f"{what} {reference * 1e3:.0f} ms", f"{measured / reference:.3g}", aim


def score_all(compiled: list[Compiled], x: Floats, applicable: Bools | None = None) -> None:
    """Score all models of all assessments; the items of the models lie side by side in ``x``."""
    first = 0
    for one in compiled:
        span = slice(first, first + len(one.item_ids))
        score_tree(one, x[:, span], None if applicable is None else applicable[:, span])
        first = span.stop


def weighted_means(compiled: list[Compiled], x: Floats) -> Callable[[], object]:
    """The scores of the groups that hold items, as pandas would compute them from a table with a row per answer."""
    parents, offset = [], 0
    for one in compiled:
        parents.append(one.item_parents + offset)
        offset += len(one.branches)
    weights = np.concatenate([one.weights.items for one in compiled])
    table = pd.DataFrame(
        {
            "assessment": np.repeat(np.arange(len(x)), x.shape[1]),
            "group": np.tile(np.concatenate(parents), len(x)),
            "weight": np.tile(weights, len(x)),
            "share": x.ravel(),
        }
    )

    def run() -> object:
        sums = table.assign(part=table.weight * table.share).groupby(["assessment", "group"])[["part", "weight"]].sum()
        return 100 * sums["part"] / sums["weight"]

    return run


def fastest(run: Callable[[], object], times: int = 5) -> float:
    """Seconds of the fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
