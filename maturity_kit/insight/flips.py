"""Which open questions matter most for the verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.content.arguments import expect
from maturity_kit.content.brief import Brief
from maturity_kit.content.model import Model
from maturity_kit.scoring.case import Case, case_of
from maturity_kit.scoring.compiled import Bools, Floats, Weights
from maturity_kit.scoring.ladder import attained_of
from maturity_kit.scoring.quadrant import SITUATIONS, situation_of
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.tree import score_tree

NONE = -1


@dataclass(frozen=True, repr=False)
class Flip(Brief):
    """What an unanswered item could do.

    Attributes:
        item: its id.
        flips: whether setting it alone to its lowest or highest step gives another level or situation.
        at_low, at_high: the level or situation then; None where the method has neither, or there is none.
        width: what it adds to the distance between the bounds of the model, 0..100.
    """

    item: str
    flips: bool
    at_low: int | str | None
    at_high: int | str | None
    width: float


def flips(model: Model, assessment: Assessment) -> tuple[Flip, ...]:
    """Every unanswered item that applies: those that flip the verdict first, then by width, then in order.

    Raises:
        InputError: an argument is of another kind.

    >>> import maturity_kit as mk
    >>> mk.flips(mk.load_models()["eight-values"], mk.example("insurer"))[0].item
    'ev.people-skills'
    """
    expect(model, Model, "model")
    expect(assessment, Assessment, "assessment")
    return flips_of(case_of(model, carried(assessment, (model,))))


def flips_of(case: Case) -> tuple[Flip, ...]:
    """See ``flips``."""
    places = case.unanswered
    x = np.tile(case.x, (2, len(places), 1))
    for edge in (0, 1):
        x[edge, np.arange(len(places)), places] = edge
    now = int(verdicts(case.model, case.x, case.applicable, case.weights))
    low, high = verdicts(case.model, x, case.applicable, case.weights)
    widths = spread(case)
    found = [
        Flip(
            case.compiled.item_ids[place],
            bool(low[n] != now or high[n] != now),
            verdict_name(case.model, int(low[n])),
            verdict_name(case.model, int(high[n])),
            float(widths[place]),
        )
        for n, place in enumerate(places)
    ]
    return tuple(found[n] for n in ranked([one.width for one in found], [not one.flips for one in found]))


def verdicts(model: Model, x: Floats, applicable: Bools, weights: Weights) -> NDArray[np.intp]:
    """Level or situation as a number, shape (...); -1 for none, and for every method without levels or situations."""
    if model.method == "ladder":
        return attained_of(model, x, applicable, weights)
    if model.method == "quadrant":
        return situation_of(model, x, applicable, weights)
    return np.full(np.broadcast_shapes(x.shape[:-1], weights.lead), NONE)


def verdict_name(model: Model, found: int) -> int | str | None:
    """A number of ``verdicts`` as a level or the name of a situation."""
    if found == NONE:
        return None
    return SITUATIONS[found] if model.method == "quadrant" else found


def spread(case: Case) -> Floats:
    """What each item adds to the width of the model's bounds when it is open, 0..100, shape (items,).

    100 x the product of the shares of weight on its path, among what did not drop out; 0 beside the score.
    """
    open_one = np.where(np.eye(len(case.x), dtype=bool), np.nan, 0.0)
    root = score_tree(case.compiled, open_one, case.applicable, case.weights)
    width = (root.high - root.low)[:, 0]
    return np.where(case.applicable, np.nan_to_num(width), 0.0)
