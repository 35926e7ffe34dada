"""How far comparisons in pairs fit together, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.insight.reason_words import brief
from maturity_kit.insight.weighing.pairs import Clash
from maturity_kit.insight.weighing.weighing import CONSISTENT, Weighing
from maturity_kit.insight.words import plain


def fit_words(weighing: Weighing, parts: Mapping[str, str], language: str) -> list[str]:
    """How far comparisons in pairs fit together, and which one contradicts the others most; empty for another way."""
    if weighing.method != "pairwise":
        return []
    say = Wording("weighing", language)
    ratio, clash = weighing.consistency_ratio, weighing.clash
    said = [say("fit.missing", count=len(weighing.missing))] if weighing.missing else []
    if ratio is None:
        return [*said, say("fit.unchecked")]
    shown: dict[str, Any] = {"ratio": plain(ratio, language, 2), "limit": plain(CONSISTENT, language, 2)}
    said.append(say("fit.good" if weighing.consistent else "fit.bad", **shown))
    if clash is not None:
        said.append(clash_words(clash, parts, language))
    return said


def clash_words(clash: Clash, parts: Mapping[str, str], language: str) -> str:
    """Which judgement contradicts the others most, and what would repair that."""
    say = Wording("weighing", language)
    names = {"first": brief(parts[clash.first]), "second": brief(parts[clash.second])}
    told: dict[str, Any] = {
        "said": judgement_words(clash.said, names, say),
        "repair": judgement_words(clash.step, names, say),
        "ratio": plain(clash.ratio, language, 2),
    }
    return say("fit.clash", **told)


def judgement_words(value: float, names: Mapping[str, str], say: Wording) -> str:
    """A judgement in words: which of the two is how much more important."""
    turned = value < 1
    step = round(1 / value if turned else value)
    first, second = (names["second"], names["first"]) if turned else (names["first"], names["second"])
    return say(f"judged.{step}", first=first, second=second)
