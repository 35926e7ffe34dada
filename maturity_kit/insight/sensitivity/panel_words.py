"""Would other weights change the advice? The answer in one sentence, and how far "other" is meant to go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from maturity_kit.content.wording import Wording
from maturity_kit.insight.doubt_words import found_words
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.sensitivity import KAPPA, Sensitivity
from maturity_kit.insight.sensitivity.words import FIRM, TOP, road_sentence, times_words
from maturity_kit.insight.words import EQUAL, decimals

SIBLINGS = 4
STEPS = (300.0, 150.0, 80.0, 40.0, 25.0, 15.0, KAPPA, 7.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""How close drawn weights stay to those given, from nearly the same to any division at all."""

USUAL = STEPS.index(KAPPA)
HOW = ((100.0, "hardly"), (30.0, "little"), (12.0, "somewhat"), (6.0, "clearly"), (3.5, "much"), (1.5, "very"))
GRID = 5000


@dataclass(frozen=True)
class Reading:
    """What the draws say.

    Attributes:
        headline: would weights that differ this far change the advice, in one sentence.
        lines: the verdicts and the first steps of the road, each with its numbers.
    """

    headline: str
    lines: tuple[str, ...]


def reading(found: Sensitivity, language: str) -> Reading:
    """What draws of the weights say about the advice, in the language asked for."""
    say = Wording("certainty", language)
    models = in_reading_order(found.models).values()
    told = [one for one in models if one.now is not None and one.result.score is not None]
    shares = [one.chances.get(one.now, 0.0) for one in told]
    lines = [
        say("line.verdict", model=one.model.title.to(language), times=times_words(share, language),
            verdict=found_words(one.model, one.now, language))
        for one, share in zip(told, shares, strict=True)
    ]  # fmt: skip
    if not (found.ranks or shares):
        return Reading(say("head.none"), ())
    loose = sum(not firm(share) for share in shares)
    headline = say(_headline(len(shares), loose, road_holds(found)), count=loose)
    return Reading(headline, (*lines, *([road_sentence(found, language)] if found.ranks else [])))


def firm(share: float) -> bool:
    """Whether something stays as it is in so many draws that one can rest on it."""
    return share >= FIRM - EQUAL


def road_holds(found: Sensitivity) -> bool:
    """Whether each of the three steps with the highest priority stays among the first three, often enough.

    A road with no more steps than that holds, for nothing can take their place.
    """
    rows = [*found.ranks.values()]
    return len(rows) <= TOP or all(firm(sum(row[:TOP])) for row in rows[:TOP])


def _headline(verdicts: int, loose: int, road: bool) -> str:
    """Which sentence answers the question: of so many verdicts some are loose, and the road holds or does not."""
    if loose:
        return "head.verdict" if road else "head.both"
    if road:
        return "head.stays"
    return "head.order" if verdicts else "head.order-only"


def difference_words(kappa: float, language: str) -> str:
    """How far weights differ at a concentration: a word for it, and the band of a weight of 1 beside three others.

    Args:
        kappa: 1 or more; 1 is any division of the weights at all.
        language: of the words.

    >>> difference_words(10.0, "en")
    'clearly: a weight of 1 beside three others of 1 then lies between 0.6 and 1.5 nine times in ten'
    """
    say = Wording("certainty", language)
    how = next((word for least, word in HOW if kappa >= least), "any")
    low, high = (decimals(end, language) for end in weight_band(kappa))
    return say("slider.means", how=say(f"how.{how}"), low=low, high=high)


@cache
def weight_band(kappa: float, siblings: int = SIBLINGS) -> tuple[float, float]:
    """The 5-95 % band of a weight of 1 among so many siblings of weight 1.

    Its share is beta distributed with kappa and kappa (siblings - 1); integrated on a grid, good to two decimals.

    >>> low, high = weight_band(1.0)  # (1 - share) ** 3 is uniform here
    >>> abs(low - 4 * (1 - 0.95 ** (1 / 3))) < 1e-3, abs(high - 4 * (1 - 0.05 ** (1 / 3))) < 1e-3
    (True, True)
    """
    share = (np.arange(GRID) + 0.5) / GRID
    logs = (kappa - 1) * np.log(share) + (kappa * (siblings - 1) - 1) * np.log1p(-share)
    density = np.exp(logs - logs.max())
    below = np.cumsum(density) - density / 2
    low, high = siblings * np.interp([0.05, 0.95], below / density.sum(), share)
    return float(low), float(high)
