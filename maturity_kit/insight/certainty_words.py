"""Would other weights change the advice? The answer in sentences, from draws of the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from maturity_kit.content.wording import Wording
from maturity_kit.insight.doubt_words import verdict_words
from maturity_kit.insight.sensitivity import KAPPA, Sensitivity
from maturity_kit.insight.words import EQUAL, decimals, listed, whole
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading

FIRM = 0.9
FIRST = 3
SIBLINGS = 4
STEPS = (300.0, 150.0, 80.0, 40.0, 25.0, 15.0, KAPPA, 7.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""How close drawn weights stay to those given, from nearly the same to any division at all."""

USUAL = STEPS.index(KAPPA)
HOW = ((100.0, "hardly"), (30.0, "little"), (12.0, "somewhat"), (6.0, "clearly"), (3.5, "much"), (1.5, "very"))


@dataclass(frozen=True)
class Reading:
    """What the draws say.

    Attributes:
        headline: would weights that differ this far change the advice, in one sentence.
        lines: the verdicts and the first steps of the road, each with its numbers.
    """

    headline: str
    lines: tuple[str, ...]


def reading(found: Sensitivity, results: Mapping[str, ModelResult], language: str) -> Reading:
    """What draws of the weights say about the advice.

    Args:
        found: the draws over these models.
        results: of the scored models, in the order in which they are told.
        language: of the sentences.
    """
    say = Wording("certainty", language)
    now = {model: named for model, result in results.items() if (named := standing(result)) is not None}
    shares = {model: found.models[model].probabilities.get(named, 0.0) for model, named in now.items()}
    lines = [
        say("line.verdict", model=results[model].model.title.to(language), times=of_hundred(share, say),
            verdict=verdict_words(results[model].model, now[model], language))
        for model, share in shares.items()
    ]  # fmt: skip
    first = first_shares(found)
    verdicts = None if not shares else all(firm(share) for share in shares.values())
    return Reading(say(_headline(verdicts, all(map(firm, first)), bool(found.ranks))),
                   tuple([*lines, *_road_lines(found, first, say)]))  # fmt: skip


def standing(result: ModelResult) -> int | str | None:
    """The level or situation that the model stands at with the weights given; None where it has neither."""
    if isinstance(result.reading, LadderReading):
        return result.reading.attained
    return result.reading.situation if isinstance(result.reading, QuadrantReading) else None


def first_shares(found: Sensitivity) -> list[float]:
    """Of the three steps with the highest priority: how often, 0..1, each is among the first three.

    No shares when the road has no more steps than that, for then nothing can take their place.
    """
    ranks = [*found.ranks.values()]
    return [sum(row[:FIRST]) for row in ranks[:FIRST]] if len(ranks) > FIRST else []


def firm(share: float) -> bool:
    """Whether something stays as it is often enough to rest on."""
    return share >= FIRM - EQUAL


def _headline(verdicts: bool | None, road: bool, anything: bool) -> str:
    """Which sentence answers the question; ``verdicts`` is None where no model has a level or a situation."""
    if verdicts is None:
        return "head.none" if not anything else "head.stays" if road else "head.order-only"
    if verdicts:
        return "head.stays" if road else "head.order"
    return "head.verdict" if road else "head.both"


def _road_lines(found: Sensitivity, first: list[float], say: Wording) -> list[str]:
    if not found.ranks:
        return []
    if not first:
        return [say("line.road-few", count=len(found.ranks))]
    kept = sum(map(firm, first))
    if kept == FIRST:
        return [say("line.road-all", least=of_hundred(min(first), say))]
    others = listed([of_hundred(share, say) for share in sorted(first, reverse=True) if not firm(share)], say)
    return [say("line.road-some" if kept else "line.road-none", count=kept, limit=whole(100 * FIRM), others=others)]


def of_hundred(share: float, say: Wording) -> str:
    """A share, 0..1, as so many of a hundred; never "100" or "0" for what is only nearly so.

    >>> say = Wording("certainty", "en")
    >>> of_hundred(0.634, say), of_hundred(0.999, say), of_hundred(0.0, say)
    ('63', 'more than 99', '0')
    """
    if 1 - share > EQUAL and share >= 0.995:
        return say("times.most")
    return say("times.few") if EQUAL < share < 0.005 else whole(100 * share)


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

    Its share is beta distributed with kappa and kappa (siblings - 1); integrated on a grid, good to three decimals.

    >>> low, high = weight_band(1.0)  # (1 - share) ** 3 is uniform here
    >>> abs(low - 4 * (1 - 0.95 ** (1 / 3))) < 1e-3, abs(high - 4 * (1 - 0.05 ** (1 / 3))) < 1e-3
    (True, True)
    """
    share = (np.arange(20_000) + 0.5) / 20_000
    logs = (kappa - 1) * np.log(share) + (kappa * (siblings - 1) - 1) * np.log1p(-share)
    below = np.cumsum(np.exp(logs - logs.max()))
    low, high = siblings * np.interp([0.05, 0.95], below / below[-1], share)
    return float(low), float(high)
