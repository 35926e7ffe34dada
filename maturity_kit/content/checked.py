"""Kinds of fields that files have, each refusing what does not fit in a sentence people can act on.

Validators raise ``PydanticCustomError`` whose type is a key of ``wording/errors.yaml``; ``as_input_error`` adds where.
"""

from __future__ import annotations

import datetime
import difflib
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from maturity_kit.content.text import Text
from maturity_kit.errors import InputError

SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
KINDS = {
    "missing": "key.missing",
    "tuple_type": "kind.list",
    "list_type": "kind.list",
    "dict_type": "kind.mapping",
    "model_type": "kind.mapping",
    "recursion_loop": "kind.loop",
}


def refused(problem: str, **details: object) -> PydanticCustomError:
    """The error a validator raises; ``problem`` is a key of the wording file."""
    return PydanticCustomError(problem, "refused", details)


def nearest(found: object, allowed: Iterable[str]) -> str:
    """The allowed word most like ``found``, or all of them when none is like it."""
    words = [str(word) for word in allowed]
    close = difflib.get_close_matches(str(found)[:100], words, n=1, cutoff=0.5)
    return close[0] if close else ", ".join(words)


class Strict(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, found: Any) -> Any:
        if isinstance(found, Mapping):
            known = [field.alias or name for name, field in cls.model_fields.items()]
            for key in found:
                if key not in known:
                    raise refused("key.unknown", found=key, nearest=nearest(key, known))
        return found


def text_of(found: Any) -> str:
    """``found`` when it is text."""
    if isinstance(found, bool):
        raise refused("text.boolean", found="Yes/True/on" if found else "No/False/off")
    if isinstance(found, int | float):
        raise refused("text.number", found=found)
    if not isinstance(found, str):
        raise refused("kind.text", found=kind(found))
    return found


def filled(found: Any) -> str:
    """``found`` when it is text with something in it."""
    if not text_of(found).strip():
        raise refused("text.empty")
    return str(found)


def slug(found: Any) -> str:
    """``found`` when it can be an id."""
    if not SLUG.fullmatch(text_of(found)):
        raise refused("text.id", found=found)
    return str(found)


def languages(found: Any) -> Text:
    """A mapping of languages as Text."""
    if not isinstance(found, Mapping):
        raise refused("kind.languages", found=kind(found))
    if not found:
        raise refused("text.empty")
    for language in found:
        if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            raise refused("text.language", found=language)
    return Text({language: filled(text) for language, text in found.items()})


def number(found: Any) -> float:
    """``found`` when it is a finite number; whole numbers stay whole."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise refused("kind.number", found=found if isinstance(found, str | bool) else kind(found))
    try:
        finite = math.isfinite(found)
    except OverflowError:
        finite = False
    if not finite:
        raise refused("number.finite", found=found if isinstance(found, float) else "an endless number")
    return found


def within(low: float, high: float = math.inf) -> PlainValidator:
    """A number from ``low`` up to and including ``high``."""

    def check(found: Any) -> float:
        if not low <= number(found) <= high:
            allowed = f"{low:g}–{high:g}" if math.isfinite(high) else f"≥ {low:g}"
            raise refused("number.range", found=found, allowed=allowed)
        return float(found) if not isinstance(found, int) else found

    return PlainValidator(check)


def whole(found: Any) -> int:
    """``found`` when it is a whole number of a sensible size."""
    if number(found) != int(found) or abs(found) > 1_000_000:
        raise refused("number.whole", found=found)
    return int(found)


def yes_no(found: Any) -> bool:
    """``found`` when it is true or false."""
    if not isinstance(found, bool):
        raise refused("kind.boolean", found=found)
    return found


def one_of(allowed: Iterable[str]) -> PlainValidator:
    """One of a few words."""
    words = tuple(allowed)

    def check(found: Any) -> str:
        if text_of(found) not in words:
            raise refused("text.choice", found=found, nearest=nearest(found, words), allowed=", ".join(words))
        return str(found)

    return PlainValidator(check)


def iso_date(found: Any) -> datetime.date:
    """A date from ``2026-11-22``."""
    if type(found) is datetime.date:
        return found
    try:
        if len(text_of(found)) != len("2026-11-22"):
            raise ValueError
        return datetime.date.fromisoformat(found)
    except ValueError:
        raise refused("text.date", found=found) from None


def enum(words: tuple[str, ...]) -> WithJsonSchema:
    """The JSON Schema of ``one_of``."""
    return WithJsonSchema({"type": "string", "enum": list(words)})


def kind(found: object) -> str:
    """What sort of thing was found, in the words of a file format."""
    names = {dict: "mapping", list: "list", str: "text", bool: "true/false", int: "number", float: "number"}
    return "nothing" if found is None else names.get(type(found), type(found).__name__)


STRING: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number"}
ID: dict[str, Any] = {**STRING, "pattern": f"^{SLUG.pattern}$"}
WORDS: dict[str, Any] = {**STRING, "minLength": 1}
TEXTS: dict[str, Any] = {
    "type": "object",
    "properties": {"en": {**WORDS, "description": "English"}, "nl": {**WORDS, "description": "Dutch"}},
    "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
    "additionalProperties": WORDS,
    "minProperties": 1,
}

String = Annotated[str, PlainValidator(text_of), WithJsonSchema(STRING)]
Filled = Annotated[str, PlainValidator(filled), WithJsonSchema(WORDS)]
Slug = Annotated[str, PlainValidator(slug), WithJsonSchema(ID)]
Languages = Annotated[Text, PlainValidator(languages), WithJsonSchema(TEXTS)]
Number = Annotated[float, PlainValidator(number), WithJsonSchema(NUMBER)]
Weight = Annotated[float, within(0), WithJsonSchema({**NUMBER, "minimum": 0})]
Percent = Annotated[float, within(0, 100), WithJsonSchema({**NUMBER, "minimum": 0, "maximum": 100})]
Whole = Annotated[int, PlainValidator(whole), WithJsonSchema({"type": "integer"})]
Flag = Annotated[bool, PlainValidator(yes_no), WithJsonSchema({"type": "boolean"})]


def place(path: Iterable[str | int]) -> str:
    """A path in a file as people read it.

    >>> place(("groups", 2, "items", 0, "levels"))
    'groups[2].items[0].levels'
    """
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).removeprefix(".")


def located(where: str, path: Iterable[str | int]) -> str:
    """File and place in it, each when there is one."""
    return ": ".join(part for part in (where, place(path)) if part)


def as_input_error(problem: ValidationError, where: str) -> InputError:
    """The first problem pydantic found, as a sentence with its place."""
    first = problem.errors(include_url=False)[0]
    path = [step for step in first["loc"] if step != "[key]"]
    details = dict(first.get("ctx") or {})
    error = KINDS.get(first["type"], first["type"])
    if error == "key.unknown":
        path.append(str(details["found"])[:80])
    if error == "key.missing":
        details["found"] = path.pop()
    if error.startswith("kind."):
        details.setdefault("found", kind(first["input"]))
    if "." not in error:
        error, details = "kind.other", {"found": first["msg"]}
    return InputError(error, located(where, path), **details)


def plain_json(found: Any) -> Any:
    """``found`` when JSON can carry it unchanged."""
    try:
        json.dumps(found, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise refused("kind.json") from None
    return found


Json = Annotated[Any, PlainValidator(plain_json), WithJsonSchema({})]
Day = Annotated[
    datetime.date,
    PlainValidator(iso_date),
    PlainSerializer(datetime.date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
