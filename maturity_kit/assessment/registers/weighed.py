"""Sets of weights with a name, and what people said to find them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema, model_validator

from maturity_kit.assessment.registers.kinds import Long, Names, refuse_twice
from maturity_kit.content import checked
from maturity_kit.content.checked import Filled, Strict, String, Weight, refused

WAYS = ("direct", "swing", "pairwise")
OF_MODELS = "models"
"""What was weighed when it was the models themselves."""
FEWEST, MOST = 1 / 9 - 1e-9, 9 + 1e-9

Way = Annotated[str, checked.one_of(WAYS), checked.enum(WAYS)]
Judgement = Annotated[
    float, checked.within(FEWEST, MOST), WithJsonSchema({"type": "number", "minimum": FEWEST, "maximum": MOST})
]


class WeighedPart(Strict):
    """The parts of one group that were weighed against each other.

    ``of`` is the id of the group, or of a model for what stands directly under it, or ``models``; ``points`` are those
    of direct and swing, ``order`` the ranked swings, and ``judgements`` say how many times as important the first part
    is as the second, 1/9 to 9.
    """

    of: Filled
    method: Way
    points: dict[String, Weight] = Field(default_factory=dict)
    order: Names = ()
    judgements: dict[String, dict[String, Judgement]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _each_pair_once(self) -> WeighedPart:
        for first, others in self.judgements.items():
            for second in others:
                if first == second or first in self.judgements.get(second, {}):
                    raise refused("weighed.pair", first=first, second=second)
        return self


class WeightSet(Strict):
    """A set of weights: what it does not name has the weight of its model, 1 in the case of a model itself."""

    name: Filled
    note: Long | None = None
    weights: dict[String, Weight] = Field(default_factory=dict)
    model_weights: dict[String, Weight] = Field(default_factory=dict)
    parts: tuple[WeighedPart, ...] = ()

    @model_validator(mode="after")
    def _each_part_once(self) -> WeightSet:
        refuse_twice("of", [part.of for part in self.parts])
        return self


def with_ids(row: Mapping[str, Any], present: Mapping[str, str]) -> dict[str, Any]:
    """A row of the register with ids of nodes replaced by those in ``present``; one that is taken stays as it is."""

    def keys(found: Mapping[str, Any]) -> dict[str, Any]:
        free = {old: new for old, new in present.items() if new not in found}
        return {free.get(name, name): part for name, part in found.items()}

    def part(found: Mapping[str, Any]) -> dict[str, Any]:
        moved = {**found, "of": present.get(found["of"], found["of"])}
        moved |= {name: keys(found[name]) for name in ("points", "judgements") if name in found}
        if "order" in found:
            moved["order"] = [present.get(name, name) for name in found["order"]]
        if "judgements" in found:
            moved["judgements"] = {name: keys(others) for name, others in moved["judgements"].items()}
        return moved

    moved = dict(row)
    if "weights" in row:
        moved["weights"] = keys(row["weights"])
    if "parts" in row:
        moved["parts"] = [part(found) for found in row["parts"]]
    return moved
