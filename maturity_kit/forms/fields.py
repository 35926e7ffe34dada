"""The fields of the working tables as forms see them, read from the JSON Schema of the registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from maturity_kit.assessment.registers import Registers

Kind = Literal["text", "long", "number", "date", "choice", "flag", "names", "money", "rows", "record", "layers"]


@dataclass(frozen=True)
class Field:
    """One field, or a part with fields of its own.

    Attributes:
        name: key in the file.
        kind: which control shows it; ``layers`` has one for each layer of 4D.
        words: key of its label in ``wording/registers.yaml``.
        required: whether a row cannot do without it.
        choices: the words that are allowed, for ``choice``; a blank one in front unless there is a default.
        low, high: bounds of a number, None without.
        refers_to: the register whose rows it names; "" for none.
        fields: those of a row, a record or money; for ``layers`` the one that each layer has.
        most: how many rows there may be; None without a limit.
    """

    name: str
    kind: Kind
    words: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers_to: str = ""
    fields: tuple[Field, ...] = ()
    most: int | None = None


@cache
def registers() -> Mapping[str, Field]:
    """Every register by its name."""
    schema = Registers.model_json_schema(by_alias=True)
    return {name: _field(name, "Registers", spec, schema["$defs"]) for name, spec in schema["properties"].items()}


def _field(name: str, owner: str, spec: Mapping[str, Any], defs: Mapping[str, Any], required: bool = False) -> Field:
    """The field that a part of the schema describes; null beside it only says that it may be left out."""
    found = {**spec, **next((one for one in spec.get("anyOf", ()) if one.get("type") != "null"), {})}
    refers_to, words = found.get("refers_to", ""), f"{owner}.{name}"
    if "$ref" in found:
        part = found["$ref"].rpartition("/")[2]
        return Field(name, "money" if part == "Money" else "record", words, fields=_fields(part, defs))
    if found.get("type") == "array":
        part = found["items"].get("$ref", "").rpartition("/")[2]
        if part:
            return Field(name, "rows", words, fields=_fields(part, defs), most=found.get("most"))
        return Field(name, "names", words, refers_to=refers_to)
    if found.get("type") == "object":
        return Field(name, "layers", words, fields=(_field("", words, found["additionalProperties"], defs),))
    return Field(
        name,
        _kind(found),
        words,
        required,
        (("",) if found.get("default") is None else ()) + tuple(found["enum"]) if "enum" in found else (),
        found.get("minimum"),
        found.get("maximum"),
        refers_to,
    )


def _kind(found: Mapping[str, Any]) -> Kind:
    if "enum" in found:
        return "choice"
    if found.get("format") == "date":
        return "date"
    kinds: dict[str, Kind] = {"number": "number", "integer": "number", "boolean": "flag"}
    return kinds.get(found["type"], "long" if found.get("long") else "text")


def named(rows: Field) -> Field:
    """The field that tells the rows of a list apart for people."""
    required = [field for field in rows.fields if field.required and field.name != "id"]
    return required[0] if required else rows.fields[0]


def _fields(part: str, defs: Mapping[str, Any]) -> tuple[Field, ...]:
    required = defs[part].get("required", ())
    return tuple(_field(name, part, spec, defs, name in required) for name, spec in defs[part]["properties"].items())
