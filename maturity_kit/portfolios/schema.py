"""The columns of a portfolio as a JSON Schema: one definition for a row of each file."""

from __future__ import annotations

from typing import Any

from maturity_kit.content.model import SITUATIONS
from maturity_kit.portfolios.aside import REASONS
from maturity_kit.portfolios.sheet import EDITIONS, STATES
from maturity_kit.portfolios.writing import FORMAT

Schema = dict[str, Any]
ID = r"[A-Za-z0-9._-]+"


def portfolio_schema() -> Schema:
    """The schema: rows of answers in the ``long`` and the ``wide`` form, of ``scores`` and of what is ``set_aside``.

    ``about`` is what the metadata of both files hold under ``maturity-portfolio``.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Portfolio: rows of its Parquet files",
        "$defs": {"long": _long(), "wide": _wide(), "scores": _scores(), "set_aside": _set_aside(), "about": _about()},
    }


def _object(description: str, properties: Schema, required: list[str], **more: Any) -> Schema:
    return {
        "description": description, "type": "object", "properties": properties, "required": required, **more,
    }  # fmt: skip


def _kind(*kinds: str, **more: Any) -> Schema:
    return {"type": list(kinds), **more}


STATE = _kind("string", "null", enum=[*STATES, None])
WEIGHT = _kind("number", "null", minimum=0)
EDITION = _kind("string", "null", enum=[*EDITIONS, None])
KEY = _kind("string", "integer", minLength=1)


def _long() -> Schema:
    properties = {
        "assessment": KEY,
        "item": {"type": "string", "description": "An item; with only a weight also a group or a model."},
        "value": _kind("number", "null", description="On the scale of the item."),
        "state": STATE,
        "weight": WEIGHT,
        "model_version": _kind("string", "null"),
        "edition": EDITION,
    }
    return _object("A row for each answer; other columns come along.", properties, ["assessment", "item", "value"])


def _wide() -> Schema:
    patterns = {rf"^{ID}\.state$": STATE, f"^weight:{ID}$": WEIGHT}
    return _object(
        "A row for each assessment and a column for each item, named by its id and holding a number or nothing; other "
        "columns come along.",
        {"assessment": KEY, "edition": EDITION},
        ["assessment"],
        patternProperties=patterns,
    )


def _scores() -> Schema:
    score, word = _kind("number", "null", minimum=0, maximum=100), _kind("string", "null")
    level = _kind("integer", "null", minimum=0)
    patterns = {
        rf"^{ID}\.(score|low|high|x|y|margin|chain|insight|solution)$": score,
        rf"^{ID}\.coverage$": _kind("number", "null", minimum=0, maximum=1),
        rf"^{ID}\.(attained|reached)$": level,
        rf"^{ID}\.position$": _kind("number", "null", minimum=0),
        rf"^{ID}\.situation$": _kind("string", "null", enum=[*SITUATIONS, None]),
        rf"^{ID}\.(weakest|strongest|bottleneck)$": word,
    }
    four: Schema = {f"overall.{name}": {} for name in ("score", "low", "high", "coverage")}
    return _object(
        "A row for each assessment: its id, what came along, and for each model the columns of its method.",
        {"assessment": {"type": "string"}},
        ["assessment", *four],
        patternProperties=patterns,
    )


def _set_aside() -> Schema:
    properties = {
        "row": {"type": "integer", "minimum": 0, "description": "Number of the row in the answers, from 0."},
        "assessment": _kind("string", "null"),
        "item": _kind("string", "null"),
        "found": _kind("string", "null"),
        "reason": {"enum": list(REASONS)},
        "message": {"type": "string"},
    }
    return _object("A row for what could not be used.", properties, list(properties), additionalProperties=False)


def _about() -> Schema:
    counts = {"type": "object", "propertyNames": {"enum": list(REASONS)}, "additionalProperties": {"type": "integer"}}
    properties: Schema = {
        "format": {"const": FORMAT},
        "form": {"enum": ["long", "wide"]},
        "rows": {"type": "integer"},
        "assessments": {"type": "integer"},
        "models": {"type": "object", "additionalProperties": {"type": "string"}},
        "set_aside": counts,
    }
    return _object("What a file says about itself.", properties, list(properties), additionalProperties=False)
