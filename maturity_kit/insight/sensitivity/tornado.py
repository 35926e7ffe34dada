"""The tornado: what each weight alone does to the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maturity_kit.content.model import EQUAL
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Weights
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.tree import score_tree

FACTORS = np.array([0.5, 2.0])


@dataclass(frozen=True)
class Bar:
    """Change of the model's score, in points of 100, when the weight of one node alone is halved and doubled."""

    node: str
    halved: float
    doubled: float

    @property
    def reach(self) -> float:
        """The greater of the two changes, without its sign."""
        return max(abs(self.halved), abs(self.doubled))


def tornado(case: Case) -> tuple[Bar, ...]:
    """Every weight that changes the score when it alone is halved or doubled, by reach."""
    compiled = case.compiled
    places = [(False, n) for n in range(1, len(compiled.group_ids)) if not compiled.beside[n]]
    places += [(True, n) for n in range(len(compiled.item_ids)) if case.applicable[n]]
    given = compiled.relative(case.weights)
    items, groups = (np.tile(part, (2, len(places), 1)) for part in (given.items, given.groups))
    for n, (of_items, place) in enumerate(places):
        (items if of_items else groups)[:, n, place] *= FACTORS
    score = score_tree(compiled, case.x, case.applicable, Weights(items, groups)).score[..., 0] - case.tree.score[0]
    ids = [compiled.item_ids[place] if of_items else compiled.group_ids[place] for of_items, place in places]
    bars = [Bar(node, float(score[0, n]), float(score[1, n])) for n, node in enumerate(ids)]
    moving = [bar for bar in bars if bar.reach >= EQUAL]
    return tuple(moving[place] for place in ranked([bar.reach for bar in moving]))
