"""What stands behind the numbers of the synthesis: ways to the answers and weights, at most two clicks long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maturity_kit.content.model import THEMES, Item
from maturity_kit.content.wording import Wording
from maturity_kit.forms.explain import given_words
from maturity_kit.forms.html import decimal, render
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.explain import Row, explain
from maturity_kit.insight.themes import theme_scores
from maturity_kit.insight.words import whole, whole_points
from maturity_kit.scoring.case import in_use
from maturity_kit.scoring.result import (
    CycleReading,
    LadderReading,
    LayersReading,
    ModelResult,
    NodeScore,
    ValuesReading,
)

Results = Mapping[str, ModelResult]


def ways_html(results: Results, language: str, address: Address) -> str:
    """A link for each verdict to the part of its model that decided it, opened; nothing where models have no page."""
    ways = [
        (result.model.title.to(language), address(model, f"why={model}/{deciding(result)}"))
        for model, result in results.items()
    ]
    return render("ways", language, ways=[way for way in ways if way[1]])


def deciding(result: ModelResult) -> str:
    """Id of the part that a verdict hangs on: the level to repair or to secure next, else the weakest part.

    Empty, for the whole model, where no single part decides.
    """
    reading, groups = result.reading, result.model.groups
    if isinstance(reading, LadderReading):
        following = groups[min(reading.attained or 0, len(groups) - 1)].id
        return reading.skipped[0] if reading.skipped else following
    if isinstance(reading, LayersReading):
        return reading.bottleneck or ""
    return (reading.weakest or "") if isinstance(reading, CycleReading | ValuesReading) else ""


def themes_html(state: AssessmentState, results: Results, themes: Mapping[str, float]) -> str:
    """For each theme with a question: its score, and in a fold the questions of every model with answer and weight."""
    shown = [
        {"id": theme, "score": whole(themes.get(theme)), "models": list(_models(state, results, theme))}
        for theme in THEMES
    ]
    charted = Wording("charts", state.language)
    return render(
        "themes",
        state.language,
        themes=[one for one in shown if one["models"]],
        name=lambda one: charted(f"theme.{one}"),
    )


def _models(state: AssessmentState, results: Results, theme: str) -> Iterator[dict[str, Any]]:
    for result in results.values():
        rows = [row for row in _items(result) if theme in _item(result, row).themes]
        if rows:
            score = whole(theme_scores(result).get(theme))
            title = result.model.title.to(state.language)
            yield {"title": title, "score": score, "rows": list(_theme_rows(state, result, rows, score))}


def _items(result: ModelResult) -> list[Row]:
    return [row for _, row in explain(result).walk() if row.state is not None]


def _item(result: ModelResult, row: Row) -> Item:
    found = result.model.node(row.node)
    assert isinstance(found, Item)
    return found


def _theme_rows(state: AssessmentState, result: ModelResult, rows: list[Row], score: str) -> Iterator[dict[str, str]]:
    """Each question of a theme in a model, with the points it adds to the theme's score there; they add up to it."""
    say, case = Wording("forms", state.language), result.case
    used = in_use(case.compiled, case.weights)
    counted = [row for row in rows if row.state == "answered" and used[case.compiled.item_index[row.node]]]
    top = max((row.weight for row in counted), default=1.0)
    total = sum(row.weight / top for row in counted)
    parts = [row.weight / top / total * (row.score or 0.0) for row in counted]
    _, points = whole_points(parts, int(score)) if counted else (None, [])
    shown = {row.node: say("why.points", points=part) for row, part in zip(counted, points, strict=True)}
    for row in rows:
        left = row.left or ("no-answer" if row.state != "answered" else "switched-off")
        yield {
            "question": row.title.to(state.language),
            "answer": given_words(state, result.model, row),
            "score": whole(row.score),
            "weight": decimal(row.weight, state.language),
            "pulls": shown.get(row.node) or say(f"why.left-{left}"),
        }


def overall_html(state: AssessmentState, results: Results, overall: NodeScore, address: Address) -> str:
    """The one number over all models with its bounds, and in a fold what each model adds to it."""
    weights = {model: state.assessment.model_weights.get(model, 1.0) for model in results}
    points = _points(results, weights, overall)
    rows = [
        {
            "title": result.model.title.to(state.language),
            "score": whole(result.score),
            "weight": decimal(weights[model], state.language),
            "points": points.get(model, "–"),
            "href": address(model, f"why={model}/"),
        }
        for model, result in results.items()
    ]
    return render("overall", state.language, overall=overall, rows=rows, number=whole)


def _points(results: Results, weights: Mapping[str, float], overall: NodeScore) -> dict[str, int | None]:
    """What each model with a score and a weight adds to the number, in whole points that add up to it."""
    if overall.score is None:
        return {}
    top = max(weights.values())
    shares = {model: weights[model] / top for model, result in results.items() if result.score is not None}
    total = sum(shares.values())
    parts = [share / total * (results[model].score or 0.0) for model, share in shares.items()]
    return dict(zip(shares, whole_points(parts, int(whole(overall.score)))[1], strict=True))
