"""What to ask next: where people disagree most on what weighs most for the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.pool import Ballot, is_entry, votes_of
from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.item import DIVIDED, agreement_of
from maturity_kit.insight.flips import spread, verdicts
from maturity_kit.insight.room.spread import doubted
from maturity_kit.scoring.case import Case, case_of
from maturity_kit.scoring.compiled import Bools
from maturity_kit.scoring.ranking import ranked

Reason = Literal["settled", "nobody", "dropped", "unknown", "one", "agreed", "mixed", "divided", "two-camps"]
Flips = Literal["", "level", "situation"]
FLIPPED: Mapping[str, Flips] = {"ladder": "level", "quadrant": "situation"}
TWICE = 2
"""How much more an answer weighs that alone could change the level or the situation."""


@dataclass(frozen=True)
class Next:
    """A question that could be put to the room.

    Attributes:
        item: its id; ``model`` is that of its model.
        disagreement: 0..1: 1 - consensus of the newest ballot; 1 while fewer than two people gave a value, 0 when all
            say that it does not apply, and 0 once an answer was agreed.
        effect: what it adds to the width of the model's bounds when it is open, 0..100, doubled when it flips.
        priority: disagreement x effect.
        reason: why it stands where it stands, a key of ``wording/room.yaml`` under ``next.``.
        flips: ``level`` or ``situation`` when this answer alone, at its lowest or highest, gives another one; else
            empty. The lowest and highest are those voted, without votes those of the scale.
        doubted: whether more than a third of those whom it concerns do not know.
    """

    item: str
    model: str
    disagreement: float
    effect: float
    priority: float
    reason: Reason
    flips: Flips
    doubted: bool

    def words(self, language: str) -> str:
        """The reason in words, for people who have one second to read it."""
        say = Wording("room", language)
        keys = [self.reason, "doubted" if self.doubted else "", f"flips-{self.flips}" if self.flips else ""]
        return ", ".join(say(f"next.{key}") for key in keys if key)


def next_items(models: Mapping[str, Model], assessment: Assessment, items: Iterable[Item]) -> list[Next]:
    """These items, the one to ask first in front; ties by effect and then in the order given.

    Items that none of the models has are left out.
    """
    wanted = {item.id: n for n, item in enumerate(items)}
    present = carried(assessment, models.values())
    found = [one for model in models.values() for one in _of_model(model, present, wanted)]
    found.sort(key=lambda one: wanted[one.item])
    found = [found[n] for n in ranked([one.effect for one in found])]
    return [found[n] for n in ranked([one.priority for one in found])]


def to_walk(assessment: Assessment, models: Mapping[str, Model]) -> tuple[Item, ...]:
    """What the room still has to talk about, in the order of the models.

    Items of the edition without an answer; and, unless an answer was agreed, those on which more than a third of those
    whom they concern do not know, or on which people are divided.
    """
    present = carried(assessment, models.values())
    found: list[Item] = []
    for model in models.values():
        case = case_of(model, present)
        unanswered = set(case.unanswered)
        found += [item for n, item in enumerate(model.items) if n in unanswered or _disputed(present, item)]
    return tuple(found)


def _disputed(assessment: Assessment, item: Item) -> bool:
    ballot = votes_of(assessment, item)
    if ballot is None or settled(assessment, item):
        return False
    consensus = agreement_of(ballot.counts).consensus
    return doubted(ballot) or (consensus is not None and consensus < DIVIDED - EQUAL)


def settled(assessment: Assessment, item: Item) -> bool:
    """Whether an answer was agreed: a value or a state, more than a note."""
    answer = assessment.answers.get(item.id)
    return answer is not None and is_entry(answer)


def _of_model(model: Model, assessment: Assessment, wanted: Mapping[str, int]) -> list[Next]:
    case = case_of(model, assessment)
    places = [n for n, item in enumerate(model.items) if item.id in wanted]
    ballots = [votes_of(assessment, model.items[n]) for n in places]
    flips, widths = _flips(case, places, ballots), spread(case)
    return [
        _next(assessment, model, model.items[place], ballot, float(widths[place]), bool(flipping))
        for place, ballot, flipping in zip(places, ballots, flips, strict=True)
    ]


def _next(
    assessment: Assessment, model: Model, item: Item, ballot: Ballot | None, width: float, flipping: bool
) -> Next:
    reason, disagreement = _disagreement(ballot, settled(assessment, item))
    flips = FLIPPED.get(model.method, "") if flipping and reason != "settled" else ""
    effect = width * (TWICE if flips else 1)
    in_doubt = reason != "settled" and ballot is not None and reason != "unknown" and doubted(ballot)
    return Next(item.id, model.id, disagreement, effect, disagreement * effect, reason, flips, in_doubt)


def _disagreement(ballot: Ballot | None, agreed: bool) -> tuple[Reason, float]:
    if agreed:
        return "settled", 0.0
    if ballot is None or not ballot.voters:
        return "nobody", 1.0
    if ballot.not_applicable == ballot.voters:
        return "dropped", 0.0
    found = agreement_of(ballot.counts)
    if found.consensus is None or found.word is None:
        return ("one" if found.voters else "unknown"), 1.0
    return found.word, 1 - found.consensus


def _flips(case: Case, places: Sequence[int], ballots: Sequence[Ballot | None]) -> Bools:
    """Whether each answer alone, at its lowest or highest, gives another level or situation."""
    edges = np.array([_edges(case.item(n), ballot) for n, ballot in zip(places, ballots, strict=True)]).reshape(-1, 2)
    x = np.tile(case.x, (2, len(places), 1))
    x[:, np.arange(len(places)), list(places)] = edges.T
    now = verdicts(case.model, case.x, case.applicable, case.weights)
    changed: Bools = verdicts(case.model, x, case.applicable, case.weights) != now
    return np.asarray(changed.any(axis=0) & case.applicable[list(places)])


def _edges(item: Item, ballot: Ballot | None) -> tuple[float, float]:
    """The lowest and highest step that was voted, as 0..1; without one those of the scale."""
    steps = [step for step, people in enumerate(ballot.counts) if people] if ballot else []
    last = item.scale.steps - 1
    return (steps[0] / last, steps[-1] / last) if steps else (0.0, 1.0)
