"""A comparison as JSON."""

from __future__ import annotations

from typing import Any

from maturity_kit.insight.comparing.comparison import Comparison, Row, Side
from maturity_kit.insight.comparing.shifts import ModelStep, Shift, Step
from maturity_kit.insight.comparing.sides import standing_words
from maturity_kit.insight.comparing.words import sentences
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.result import ModelResult, NodeScore, plain

FORMAT = "maturity-compare/1"


def comparison_json(comparison: Comparison, language: str) -> dict[str, Any]:
    """The fields of a file with a comparison; ``language`` is that of the sentences in it."""
    return {
        "format": FORMAT,
        "assessments": [_described(side) for side in comparison.sides],
        "base": comparison.base,
        "models": {model_id: _model_json(comparison, model_id, language) for model_id in comparison.models},
        "steps": [_step_json(step) for step in comparison.steps],
        "sentences": sentences(comparison, language),
        "notices": [one.to(language) for one in comparison.notices],
    }


def _model_json(comparison: Comparison, model_id: str, language: str) -> dict[str, Any]:
    pairs = zip(comparison.results(model_id), comparison.bands(model_id), strict=True)
    return {
        "title": dict(comparison.models[model_id].title),
        "results": [result and {**_result_json(result, language), "room": plain(band)} for result, band in pairs],
        "groups": {row.id: _row_json(row) for row in comparison.rows(model_id)},
    }


def _result_json(result: ModelResult, language: str) -> dict[str, Any]:
    words = {"standing": standing_words(result, language), "verdict": verdict(result, language).sentence}
    return {"version": result.model.version, **_four(result), **words, "reading": result.as_json()["reading"]}


def _row_json(row: Row) -> dict[str, Any]:
    pairs = zip(row.scores, row.bands, strict=True)
    scores = [node and {**_four(node), "room": plain(band)} for node, band in pairs]
    return {"title": dict(row.title), "depth": row.depth, "beside": row.beside, "scores": scores}


def _described(side: Side) -> dict[str, Any]:
    names = ("id", "organisation", "unit", "round", "edition")
    shown = {name: getattr(side.assessment, name) for name in names}
    return {**shown, "date": side.assessment.date.isoformat(), "milestone": side.name}


def _four(node: NodeScore | ModelResult) -> dict[str, float | None]:
    return {name: getattr(node, name) for name in ("score", "low", "high", "coverage")}


def _shift_json(shift: Shift) -> dict[str, Any]:
    numbers = {"before": shift.before, "after": shift.after, "change": shift.change}
    told = {"room": plain(shift.band), "told": shift.told}
    return {"direction": shift.direction, **numbers, **plain(shift.parts), **told}


def _step_json(step: Step) -> dict[str, Any]:
    models = {model_id: _model_step_json(found) for model_id, found in step.models.items()}
    return {"before": step.before, "after": step.after, "kind": step.kind, "models": models}


def _model_step_json(found: ModelStep) -> dict[str, Any]:
    moved = [
        {"item": one.item.id, "before": one.before, "after": one.after, "points": one.points} for one in found.moved
    ]
    return {
        "score": _shift_json(found.whole),
        "groups": {group: _shift_json(shift) for group, shift in found.groups.items()},
        "new": [item.id for item in found.new],
        "gone": [item.id for item in found.gone],
        "moved": moved,
    }
