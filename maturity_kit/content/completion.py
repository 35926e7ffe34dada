"""What the JSON Schema of a model says beyond its types, so that editors complete and warn while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_kit.content.checked import ID, NUMBER, STRING
from maturity_kit.content.model import Method
from maturity_kit.content.parameters import DEFAULTS

JsonSchema = dict[str, Any]
KINDS: Mapping[str, JsonSchema] = {
    "percent": {**NUMBER, "minimum": 0, "maximum": 100},
    "share": {**NUMBER, "minimum": 0, "maximum": 1},
    "number": NUMBER,
    "id": ID,
    "ids": {"type": "array", "items": ID, "minItems": 1},
    "pool": {**STRING, "enum": ["mean", "median"], "default": "mean"},
}
TOLD: Mapping[str, str] = {
    "threshold": "Ladder: score from which a level is secured, 0 to 100.",
    "at_work": "Ladder: score from which a level is at work, 0 to 100, at most the threshold.",
    "gate": "Ladder: a step of the scale; an essential question under it keeps its level from being secured.",
    "min_coverage": "Ladder: part of the weight of a level that must be answered, 0 to 1.",
    "x": "Quadrant: id of the group that is the horizontal axis.",
    "y": "Quadrant: id of the group that is the vertical axis.",
    "symptoms": "Quadrant: id of a group that is shown beside the axes.",
    "threshold_x": "Quadrant: score from which the horizontal axis is high, 0 to 100.",
    "threshold_y": "Quadrant: score from which the vertical axis is high, 0 to 100.",
    "elements": "Cycle: id of the group that holds the elements as groups.",
    "factors": "Cycle: id of a group of factors beside the elements.",
    "insight": "Values: ids of the groups that are the insight half.",
    "solution": "Values: ids of the groups that are the solution half.",
    "pool": "How the votes on a question become one value.",
}
EITHER: JsonSchema = {
    "oneOf": [
        {"required": ["items"], "properties": {"items": {"minItems": 1}, "groups": {"maxItems": 0}}},
        {"required": ["groups"], "properties": {"groups": {"minItems": 1}, "items": {"maxItems": 0}}},
    ]
}
"""A group holds groups or items, never both and never nothing."""


def parameter_schemas(kinds: Mapping[Method, Mapping[str, str]]) -> JsonSchema:
    """Every parameter of any method, each with what it does and its default."""
    known = {name: (method, kind) for method, named in kinds.items() for name, kind in named.items()}
    found = {name: _parameter(name, kind, method) for name, (method, kind) in known.items()}
    return {"properties": {**found, "pool": _parameter("pool", "pool", None)}, "additionalProperties": False}


def by_method(kinds: Mapping[Method, Mapping[str, str]]) -> JsonSchema:
    """Rules that hold for the models of one method: the parameters it has, and no level of a ladder beside."""
    rules = [
        _when(method, {"parameters": {"propertyNames": {"enum": [*named, "pool"]}}}) for method, named in kinds.items()
    ]
    level = {"properties": {"beside": {"const": False}}}
    return {"allOf": [*rules, _when("ladder", {"groups": {"items": level}})]}


def _parameter(name: str, kind: str, method: Method | None) -> JsonSchema:
    default = DEFAULTS[method].get(name) if method else None
    shown = {"default": default} if isinstance(default, float) else {}
    return {**KINDS[kind], **shown, "description": TOLD[name]}


def _when(method: Method, properties: JsonSchema) -> JsonSchema:
    return {
        "if": {"properties": {"method": {"const": method}}, "required": ["method"]},
        "then": {"properties": properties},
    }
