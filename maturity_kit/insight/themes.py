"""The nine themes that run through all models."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from maturity_kit.content.model import THEMES
from maturity_kit.scoring.parts import tagged
from maturity_kit.scoring.result import ModelResult


def theme_scores(result: ModelResult) -> dict[str, float]:
    """Score, 0..100, of each theme that has an answered item in this model: sum(w x) / sum(w) with item weights."""
    found = {}
    for theme in THEMES:
        items = {item.id for item in result.model.items if theme in item.themes}
        score = tagged(result.case, items) if items else None
        if score is not None:
            found[theme] = score
    return found


def themes_of(results: Mapping[str, ModelResult]) -> dict[str, float]:
    """Score of each theme as the mean over the models that have one; themes without a score are left out."""
    by_model = [theme_scores(result) for result in results.values()]
    every = {theme: [scores[theme] for scores in by_model if theme in scores] for theme in THEMES}
    return {theme: fmean(scores) for theme, scores in every.items() if scores}
