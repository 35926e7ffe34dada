"""Small models and assessments for tests, written as the files they stand for."""

from __future__ import annotations

import json
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.content.load import parse_model
from maturity_kit.content.model import Model

Fields = dict[str, Any]


def item(item_id: str, **more: Any) -> Fields:
    """An item with a descriptor per step of 0..4, or of its own scale."""
    scale = more.get("scale", {"min": 0, "max": 4})
    levels = [{"en": f"{item_id} step {step}"} for step in range(scale["min"], scale["max"] + 1)]
    return {"id": item_id, "text": {"en": f"{item_id}?"}, "levels": levels, **more}


def group(group_id: str, *children: Fields, **more: Any) -> Fields:
    """A group of items, or of groups when its children have a title."""
    kind = "groups" if children and "title" in children[0] else "items"
    return {"id": group_id, "title": {"en": group_id}, kind: list(children), **more}


def simple(group_id: str, count: int, **more: Any) -> Fields:
    """A group with ``count`` items named after it: ``a`` holds a1, a2, ..."""
    return group(group_id, *[item(f"{group_id}{n}") for n in range(1, count + 1)], **more)


def model_fields(method: str, *groups: Fields, **more: Any) -> Fields:
    """The fields of a model file."""
    return {"id": "m", "version": "1", "method": method, "title": {"en": "M"}, "groups": list(groups), **more}


def model(method: str, *groups: Fields, **more: Any) -> Model:
    """A model read from its file."""
    return parse_model(json.dumps(model_fields(method, *groups, **more)), "m.yaml")


def assessment_fields(**more: Any) -> Fields:
    """The fields of an assessment file."""
    return {"format": "maturity-assessment/1", "id": "1", "organisation": "O", "date": "2026-11-22", **more}


def answered(values: dict[str, Any] | None = None, **more: Any) -> Assessment:
    """An assessment; a value may be a number, "unknown", "not_applicable" or None for not asked."""
    answers = {item_id: entry(value) for item_id, value in (values or {}).items() if value is not None}
    return parse_assessment(json.dumps(assessment_fields(answers=answers, **more)), "a.json")


def entry(value: Any) -> Fields:
    """One answer as the file has it."""
    if value == "not_applicable":
        return {"state": value, "reason": "not for us"}
    return {"state": value} if value == "unknown" else {"value": value}
