"""What the workbook asks of its own models: how many items (``plan.yaml``), about what (``concepts.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from maturity_kit.content.checked import Filled, Slug, Strict, String, Whole, as_input_error
from maturity_kit.content.files import read_text
from maturity_kit.content.yamlfile import parse_yaml


class Range(Strict):
    """A number of items, both ends included."""

    min: Whole
    max: Whole

    def __contains__(self, count: int) -> bool:
        return self.min <= count <= self.max

    def __str__(self) -> str:
        return f"{self.min}–{self.max}" if self.min != self.max else str(self.min)


class ModelPlan(Strict):
    """How many items one model has: in its quick scan, in each group, essential in each level, at least per signal."""

    quick: Whole
    groups: dict[Slug, Range]
    essential: Range | None = None
    signals: Whole = 0


class Plan(Strict):
    """In which languages the models are written, how many items they have together, and each of them."""

    languages: tuple[String, ...]
    items: Range
    models: dict[Slug, ModelPlan]


class Concepts(Strict):
    """What the source of one model claims, by id: what an item asks, and what a feature shows."""

    items: dict[Slug, Filled] = Field(default_factory=dict)
    features: dict[Slug, Filled] = Field(default_factory=dict)


@dataclass(frozen=True)
class House:
    """The plan, and the concepts by the id of their model."""

    plan: Plan
    concepts: dict[str, Concepts]


def load_house(data: Path) -> House | None:
    """What the folder ``data`` asks of its models; None when it has no plan.

    Raises:
        InputError: one of the two files is refused, or there is a plan without concepts.
    """
    if not (data / "plan.yaml").exists():
        return None
    plan: Plan = _read(Plan, data / "plan.yaml")
    return House(plan, _read(dict[Slug, Concepts], data / "concepts.yaml"))


def _read(fields: Any, path: Path) -> Any:
    try:
        return TypeAdapter(fields).validate_python(parse_yaml(read_text(path), str(path)))
    except ValidationError as problem:
        raise as_input_error(problem, str(path)) from None
