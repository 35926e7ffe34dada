"""JSON Schemas of the files that travel and of the workbook's own, so that editors complete and others check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.agenda import AgendaFile
from maturity_kit.content.roles import Roles
from maturity_kit.content.rules import RulesFile
from maturity_kit.content.schema import ModelFields
from maturity_kit.insight.sensitivity.schema import SensitivityFields

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


ReadingPart = Annotated[
    LadderPart | QuadrantPart | CyclePart | LayersPart | ValuesPart | TreePart, Field(discriminator="method")
]


class ModelPart(NodePart):
    """Result of one model."""

    rules: RulesPart
    nodes: dict[str, NodePart]
    reading: ReadingPart


class FourPart(Part):
    """Score, bounds and coverage."""

    score: Score
    low: Score
    high: Score
    coverage: Share


class OverallPart(FourPart):
    """The models as children of one group."""


class StepPart(Part):
    """A proposal of the roadmap."""

    item: str
    priority: float
    horizon: Literal["now", "next", "later"]
    also: list[str]
    next_step: Words


class BallotPart(Part):
    """Agreement in one ballot on an item; null where fewer than two people gave a value."""

    ballot: Annotated[int, Field(ge=1)]
    voters: Annotated[int, Field(ge=0)]
    consensus: Share
    r_wg: Share
    cut: float | None
    word: Literal["agreed", "mixed", "divided", "two-camps"] | None


class AlphaPart(Part):
    """Krippendorff's alpha with its band, over so many items; null with a reason where it is undefined."""

    alpha: Annotated[float, Field(le=1)] | None
    low: Annotated[float, Field(le=1)] | None
    high: Annotated[float, Field(le=1)] | None
    items: int
    reason: Literal["alpha.few", "alpha.equal"] | None


class ModelAgreementPart(Part):
    """Agreement over the items of a model that people voted on."""

    questions: int
    voters: int
    consensus: Share
    r_wg: Share
    cut: int
    agreed: int
    mixed: int
    divided: int
    two_camps: int
    alpha: AlphaPart


class AgreementPart(Part):
    """Models that people voted on, and their items with every ballot, the oldest first."""

    models: dict[str, ModelAgreementPart]
    items: dict[str, list[BallotPart]]


class ResultFields(Part):
    """The result file."""

    format: Literal["maturity-result/1"]
    models: dict[str, ModelPart]
    overall: OverallPart
    themes: dict[str, Annotated[float, Field(ge=0, le=100)]]
    contradictions: list[str]
    roadmap: list[StepPart]
    registers: dict[str, Any]
    agreement: AgreementPart
    notices: list[str]


class ComparedPart(Part):
    """An assessment of a comparison; ``milestone`` is the name of the frozen copy, else empty."""

    id: str
    organisation: str
    unit: str
    round: int
    edition: Literal["quick", "full"]
    date: str
    milestone: str


class BandPart(Part):
    """The 90 % band of what other voters could have given, in points; null where votes do not allow one."""

    low: float | None
    high: float | None
    reason: Literal["agreed", "counts", "few", "other", "unknown"] | None


class ComparedResultPart(FourPart):
    """One model of one assessment, scored by the version it was filled in with."""

    room: BandPart
    version: str
    standing: str
    verdict: str
    reading: ReadingPart


class ComparedScorePart(FourPart):
    """A group of one assessment."""

    room: BandPart


class ComparedGroupPart(Part):
    """A group, with one entry for each assessment; null where its version of the model does not have it."""

    title: Words
    depth: int
    beside: bool
    scores: list[ComparedScorePart | None]


class ComparedModelPart(Part):
    """A model, with one entry for each assessment; null where it was not filled in."""

    title: Words
    results: list[ComparedResultPart | None]
    groups: dict[str, ComparedGroupPart]


class ShiftPart(ChangePart):
    """A score on two sides, and the parts of the difference; ``told`` is null where votes do not allow it."""

    direction: Literal["up", "down", "same", "new", "gone", "none"]
    before: Score
    after: Score
    change: float | None
    room: BandPart
    told: Literal["more", "within"] | None


class MovedPart(Part):
    """An item with another value than before, on its own scale; ``points`` of 100."""

    item: str
    before: float
    after: float
    points: float


class ModelShiftPart(Part):
    """What changed in one model from one round to the next, or differs between two sides."""

    score: ShiftPart
    groups: dict[str, ShiftPart]
    new: list[str]
    gone: list[str]
    moved: list[MovedPart]


class RoundsPart(Part):
    """Two consecutive rounds of one unit, or the base and another side, as places in ``assessments`` from 0."""

    before: int
    after: int
    kind: Literal["change", "difference"]
    models: dict[str, ModelShiftPart]


class CompareFields(Part):
    """The comparison of two or more assessments."""

    format: Literal["maturity-compare/1"]
    assessments: list[ComparedPart]
    base: int | None
    models: dict[str, ComparedModelPart]
    steps: list[RoundsPart]
    sentences: list[str]
    notices: list[str]


FILES: dict[str, type[BaseModel]] = {
    "model": ModelFields,
    "assessment": Assessment,
    "result": ResultFields,
    "compare": CompareFields,
    "sensitivity": SensitivityFields,
    "rules": RulesFile,
    "roles": Roles,
    "agenda": AgendaFile,
}


def schema_of(kind: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a kind of file, a key of ``FILES``."""
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
