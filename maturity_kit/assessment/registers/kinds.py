"""Kinds of fields that the working tables have, beyond those every file has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from maturity_kit.content import checked
from maturity_kit.content.checked import Filled, Strict, String, Weight, refused

PHASES = ("see", "think", "do", "care")
PRESENCES = ("present", "external", "missing")
VERSIONS = ("as_is", "to_be")
KINDS = ("acquisition", "retention", "cross_upsell", "other")
BASES = ("last_year", "business_case", "roi", "other")
REACHES = ("short_term", "slow")


def refers_to(register: str) -> Any:
    """Marks text that names a row of another register, or ``items``; a name that is not there (yet) is kept."""
    return Field(json_schema_extra={"refers_to": register})


def refuse_twice(field: str, names: Iterable[str]) -> None:
    """Refuse a name that occurs twice, whatever its capitals."""
    seen: set[str] = set()
    for name in names:
        if name.strip().casefold() in seen:
            raise refused("register.twice", found=name, field=field)
        seen.add(name.strip().casefold())


def currency(found: Any) -> str:
    """A currency code of three capitals, such as EUR."""
    if not (isinstance(found, str) and len(found) == 3 and found.isascii() and found.isalpha() and found.isupper()):
        raise refused("money.currency", found=found)
    return found


def level(found: Any) -> int:
    """A level of a ladder, counted from 1."""
    if checked.whole(found) < 1:
        raise refused("number.range", found=found, allowed="≥ 1")
    return int(found)


Long = Annotated[str, PlainValidator(checked.text_of), WithJsonSchema({**checked.STRING, "long": True})]
Step = Annotated[float, checked.within(0, 4), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 4})]
Level = Annotated[int, PlainValidator(level), WithJsonSchema({"type": "integer", "minimum": 1})]
Steps = dict[String, Step]
Names = tuple[Filled, ...]
Phase = Annotated[str, checked.one_of(PHASES), checked.enum(PHASES)]
Presence = Annotated[str, checked.one_of(PRESENCES), checked.enum(PRESENCES)]
Version = Annotated[str, checked.one_of(VERSIONS), checked.enum(VERSIONS)]
Kind = Annotated[str, checked.one_of(KINDS), checked.enum(KINDS)]
Basis = Annotated[str, checked.one_of(BASES), checked.enum(BASES)]
Reach = Annotated[str, checked.one_of(REACHES), checked.enum(REACHES)]
Code = Annotated[str, PlainValidator(currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})]


class Money(Strict):
    """An amount in a currency."""

    amount: Weight
    currency: Code
