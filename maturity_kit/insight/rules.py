"""Where the mean, the geometric mean and the minimum would not agree on the verdict."""

from __future__ import annotations

import numpy as np

from maturity_kit.content.text import Text
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.scoring.ladder import attained_by
from maturity_kit.scoring.quadrant import SITUATIONS, axes, situations
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading


def verdict_by(result: ModelResult, rule: str) -> int | str | None:
    """The level attained or the situation when groups are combined by ``geometric`` or ``minimum``; else None."""
    score = result.case.rules[rule]
    if isinstance(result.reading, LadderReading):
        return attained_by(result.case, score)
    if isinstance(result.reading, QuadrantReading):
        both = list(axes(result.model))
        left = np.array([result.case.left(result.case.compiled.group_ids[axis]) for axis in both])
        place = int(situations(result.model, score[both], left))
        return SITUATIONS[place] if place >= 0 else None
    return None


def disagreements(result: ModelResult) -> list[Notice]:
    """A notice for each rule that gives another level or situation than the mean does."""
    reading = result.reading
    if isinstance(reading, LadderReading):
        by_mean: int | str | None = reading.attained
    elif isinstance(reading, QuadrantReading):
        by_mean = reading.situation
    else:
        return []
    found = []
    for rule in ("geometric", "minimum"):
        other = verdict_by(result, rule)
        if other != by_mean:
            details = {"model": result.model.title, "mean": _named(result, by_mean), "other": _named(result, other)}
            found.append(notice(f"rules.{rule}", **details))
    return found


def _named(result: ModelResult, verdict: int | str | None) -> Text | Notice:
    """A level by its title, a situation by its name."""
    if isinstance(verdict, str):
        return notice(f"situation.{verdict}")
    return result.model.groups[verdict - 1].title if verdict else notice("level.none")
