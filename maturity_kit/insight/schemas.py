"""JSON Schemas of the three files that travel and of the rules, so that editors complete them and others check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.rules import RulesFile
from maturity_kit.content.schema import ModelFields

Score = Annotated[float, Field(ge=0, le=100)] | None
Share = Annotated[float, Field(ge=0, le=1)] | None
Words = dict[str, str]


class Part(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid")


class NodePart(Part):
    """Score, bounds, coverage, target and gap; null where there is none."""

    score: Score
    low: Score
    high: Score
    coverage: Share
    target: Score
    gap: Score


class RepairPart(Part):
    """An item to repair, by class."""

    item: str
    cls: Literal["a", "b", "c"] = Field(alias="class")
    next_step: Words


class LadderPart(Part):
    """Reading of a ladder."""

    method: Literal["ladder"]
    attained: int | None
    attained_low: int | None
    attained_high: int | None
    reached: int
    skipped: list[str]
    open: list[str]
    position: float | None
    repairs: list[RepairPart]


class QuadrantPart(Part):
    """Reading of a quadrant."""

    method: Literal["quadrant"]
    situation: str | None
    possible: list[str]
    margin: Score
    x: Score
    y: Score
    symptoms: Score
    claimed: str | None


class ChangePart(Part):
    """Why a score differs from that of the previous round."""

    version: float | None
    weights: float | None
    answers: float | None


class CyclePart(Part):
    """Reading of a cycle; ``changes`` is there when a previous round is given."""

    method: Literal["cycle"]
    weakest: str | None
    strongest: str | None
    changes: dict[str, ChangePart] = Field(default_factory=dict)


class LayersPart(Part):
    """Reading of layers."""

    method: Literal["layers"]
    bottleneck: str | None
    chain: Score
    gaps: dict[str, Score]


class SignalsPart(Part):
    """The three signals of the eight values."""

    coherence: Score
    congruence: Score
    consistency: Score


class ValuesPart(Part):
    """Reading of the eight values."""

    method: Literal["values"]
    signals: SignalsPart
    insight: Score
    solution: Score
    weakest: str | None


class TreePart(Part):
    """Reading of a plain tree."""

    method: Literal["tree"]


class RulesPart(Part):
    """Score of the model by two other rules."""

    geometric: Score
    minimum: Score


class ModelPart(NodePart):
    """Result of one model."""

    rules: RulesPart
    nodes: dict[str, NodePart]
    reading: Annotated[
        LadderPart | QuadrantPart | CyclePart | LayersPart | ValuesPart | TreePart, Field(discriminator="method")
    ]


class OverallPart(Part):
    """The models as children of one group."""

    score: Score
    low: Score
    high: Score
    coverage: Share


class StepPart(Part):
    """A proposal of the roadmap."""

    item: str
    priority: float
    horizon: Literal["now", "next", "later"]
    also: list[str]
    next_step: Words


class ResultFields(Part):
    """The result file."""

    format: Literal["maturity-result/1"]
    models: dict[str, ModelPart]
    overall: OverallPart
    themes: dict[str, Annotated[float, Field(ge=0, le=100)]]
    contradictions: list[str]
    roadmap: list[StepPart]
    registers: dict[str, Any]
    notices: list[str]


FILES: dict[str, type[BaseModel]] = {
    "model": ModelFields,
    "assessment": Assessment,
    "result": ResultFields,
    "rules": RulesFile,
}


def schema_of(kind: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a ``model``, ``assessment``, ``result`` or ``rules`` file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FILES[kind].model_json_schema(by_alias=True)}


def export_schemas(folder: str | Path) -> list[Path]:
    """Write ``<kind>.schema.json`` for each of these files; run it after changing a format.

    ``python -c "from maturity_kit.insight.schemas import export_schemas; export_schemas('data/schemas')"``
    """
    written = []
    for kind in FILES:
        path = Path(folder) / f"{kind}.schema.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written
