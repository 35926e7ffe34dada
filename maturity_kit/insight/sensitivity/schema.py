"""The shape of the sensitivity file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Score = Annotated[float, Field(ge=0, le=100)] | None
Points = Annotated[float, Field(ge=-100, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Standing = Annotated[int, Field(ge=0)] | str | None


class SensitivityPart(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid")


class ChancePart(SensitivityPart):
    """How often a level (a number), a situation or, as null, no verdict came out."""

    verdict: Standing
    probability: Share


class WeakestPart(SensitivityPart):
    """How often a part of the model, or null for none, came out as the weakest."""

    part: str | None
    probability: Share


class BarPart(SensitivityPart):
    """A weight, and the points that the score moves when it alone is halved and doubled."""

    node: str
    weight: Annotated[float, Field(ge=0)]
    halved: Points
    doubled: Points


class FlipPart(SensitivityPart):
    """An unanswered item: the level or situation with it at its lowest and highest, and what it adds to the bounds."""

    item: str
    flips: bool
    at_low: Standing
    at_high: Standing
    width: Annotated[float, Field(ge=0, le=100)]


class ByRulePart(SensitivityPart):
    """Score, and level or situation, by one way of adding up."""

    score: Score
    verdict: Standing


class ByRulesPart(SensitivityPart):
    """The three ways of adding up, with the weights given."""

    mean: ByRulePart
    geometric: ByRulePart
    minimum: ByRulePart


class ModelSensitivityPart(SensitivityPart):
    """Draws of the weights of one model; null where there is no score or verdict."""

    score: Score
    mean: Score
    low: Score
    high: Score
    now: Standing
    probabilities: list[ChancePart]
    weakest: list[WeakestPart]
    tornado: list[BarPart]
    flips: list[FlipPart]
    rules: ByRulesPart


class RankPart(SensitivityPart):
    """A step of the roadmap, and how often it took rank 1 to 10."""

    item: str
    model: str
    probabilities: Annotated[list[Share], Field(min_length=10, max_length=10)]


class SensitivityFields(SensitivityPart):
    """How sure the outcome is when nobody knows the weights exactly."""

    format: Literal["maturity-sensitivity/1"]
    draws: Annotated[int, Field(ge=1, le=1_000_000)]
    kappa: Annotated[float, Field(gt=0)]
    seed: Annotated[int, Field(ge=0)] | None
    models: dict[str, ModelSensitivityPart]
    ranks: list[RankPart]
    sentences: list[str]
