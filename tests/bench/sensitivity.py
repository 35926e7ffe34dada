"""What ten thousand draws of the weights take, part by part, each against what numpy alone needs for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

import maturity_kit as mk
from maturity_kit.insight.sensitivity import run
from maturity_kit.insight.sensitivity.draws import KAPPA, Drawing
from maturity_kit.insight.sensitivity.ranks import Race
from maturity_kit.scoring.compiled import Compiled, Floats, Weights
from maturity_kit.scoring.score import score_model
from tests.bench.engine import Row

DRAWS, TIMES = 10_000, 20
ENTROPY = (1, 2, 3, 4)
Drawn = dict[str, Weights]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each measurement, in time of the processor.

    Drawing, scoring and ranks run in one thread, so on a machine that does nothing else it is the time on the clock. The
    parts are: *drawing*, against as many gamma variates in one call; *scoring* with the verdicts, against the
    products that any implementation has to make of the same arrays (of each model's drawn weights of items the weighted
    sum and the sum of weights of every group) and against one product of all items with all groups, as in ``engine``;
    *ranks*, against one sort of the same priorities.
    """
    example = mk.example("insurer")
    results = {name: score_model(model, example) for name, model in mk.load_models().items()}
    cases = {name: result.case for name, result in results.items()}
    race, drawings = Race(results, {}), {name: Drawing(case, ENTROPY, KAPPA) for name, case in cases.items()}
    drawn = {name: drawing.next(DRAWS) for name, drawing in drawings.items()}
    whole = least(lambda: mk.sensitivity(example, draws=DRAWS))
    drawing = least(lambda: [one.next(DRAWS) for one in drawings.values()])
    scoring = least(lambda: [run.scored(case, drawn[name]) for name, case in cases.items()])
    ranks = least(lambda: race.count(drawn))
    own = least(own_products({name: case.compiled for name, case in cases.items()}, drawn))
    dense = least(dense_product({name: case.compiled for name, case in cases.items()}, drawn))
    return [
        _row("all, from the assessment", whole, 0.15, "aim", "≤ 1"),
        _row("all, from the assessment", whole, own, "own products", "≤ 2"),
        _row("drawing", drawing, least(gammas(drawings)), "gamma variates", "–"),
        _row("scoring", scoring, own, "own products", "≤ 2"),
        _row("scoring", scoring, dense, "one matmul", "≤ 2"),
        _row("ranks", ranks, least(sort(race, drawn)), "one sort", "–"),
    ]


def _row(name: str, measured: float, reference: float, what: str, aim: str) -> Row:
    shown = f"{what} {reference * 1e3:.1f} ms"
    return f"{DRAWS:,} draws: {name}", f"{measured * 1e3:.1f} ms", shown, f"{measured / reference:.3g}", aim


def least(run: Callable[[], object]) -> float:
    """Seconds of the processor in the quickest of some runs: what else the machine does hardly counts in it."""
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def own_products(compiled: dict[str, Compiled], drawn: Drawn) -> Callable[[], Any]:
    """Per model the drawn weights of items times two sums for each group that holds items."""
    pairs = [(_sums(one), np.ascontiguousarray(drawn[name].items.T)) for name, one in compiled.items()]
    return lambda: [sums @ items for sums, items in pairs]


def _sums(compiled: Compiled) -> Floats:
    holders = np.unique(compiled.item_parents)
    member = np.equal.outer(holders, compiled.item_parents).astype(float)
    return np.concatenate([member * np.linspace(0, 1, member.shape[1]), member])


def dense_product(compiled: dict[str, Compiled], drawn: Drawn) -> Callable[[], Any]:
    """All drawn weights of items times a full matrix of all items by all groups."""
    items = np.concatenate([drawn[name].items for name in compiled], axis=1)
    items = np.ascontiguousarray(items)
    weights = np.random.default_rng(7).random((items.shape[1], sum(len(one.branches) for one in compiled.values())))
    return lambda: items @ weights


def gammas(drawings: dict[str, Drawing]) -> Callable[[], Any]:
    """As many gamma variates of that shape as are drawn, from one stream in one call."""
    count = sum(len(siblings.alpha) for drawing in drawings.values() for siblings in drawing.siblings)
    rng, room = np.random.default_rng(7), np.empty((count, DRAWS))
    return lambda: rng.standard_gamma(KAPPA, out=room)


def sort(race: Race, drawn: Drawn) -> Callable[[], Any]:
    """The priorities of all candidates, sorted once in each draw."""
    priority = np.ascontiguousarray(race.priorities(drawn).T)
    return lambda: np.sort(priority, axis=1)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
