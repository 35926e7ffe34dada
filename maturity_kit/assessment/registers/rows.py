"""The rows of the working tables, field by field; only what names a row is required."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from maturity_kit.assessment.registers.kinds import (
    Basis,
    Kind,
    Level,
    Long,
    Money,
    Names,
    Phase,
    Presence,
    Reach,
    Step,
    Steps,
    Version,
    refers_to,
    refuse_twice,
)
from maturity_kit.content.checked import Day, Filled, Flag, Number, Strict, String, Weight, refused

PILLARS = ("strengths", "weaknesses", "opportunities", "threats")
MOST_ENTRIES = 3


class Segment(Strict):
    """A group of customers and the phase of its digital journey."""

    name: Filled
    phase: Phase | None = None
    size: String | None = None


class Channel(Strict):
    """A channel, who runs it in which system, and with which other channels it exchanges customer data."""

    name: Filled
    department: String | None = None
    system: String | None = None
    responsible: String | None = None
    exchanges_with: Annotated[Names, refers_to("channels")] = ()


class PhaseLevels(Strict):
    """The level of the ladder that each phase of the journey needs, as the workshop sets it."""

    see: Level | None = None
    think: Level | None = None
    do: Level | None = None
    care: Level | None = None


class StrategyStep(Strict):
    """Whether a step of the strategy was taken, and where that can be read."""

    done: Flag | None = None
    where: String | None = None


class StrategySteps(Strict):
    """The seven steps a strategy goes through."""

    question: StrategyStep = StrategyStep()
    analysis: StrategyStep = StrategyStep()
    conclusion: StrategyStep = StrategyStep()
    options: StrategyStep = StrategyStep()
    strategy: StrategyStep = StrategyStep()
    objectives: StrategyStep = StrategyStep()
    implementation: StrategyStep = StrategyStep()


class StandingQuestions(Strict):
    """What changed since the round before, asked every round."""

    customers: Long | None = None
    media_consumption: Long | None = None
    media_properties: Long | None = None
    medium_effect: Long | None = None
    content: Long | None = None


class Kpi(Strict):
    """A term such as loyalty, made measurable."""

    term: Filled
    definition: Long | None = None
    kpi: String | None = None
    value: Number | None = None
    target: Number | None = None
    unit: String | None = None


class Objective(Strict):
    """An objective in numbers and dates, or with a judged lag on 0..4."""

    name: Filled
    start: Number | None = None
    target: Number | None = None
    actual: Number | None = None
    unit: String | None = None
    from_: Day | None = Field(default=None, alias="from")
    due: Day | None = None
    lag: Step | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Objective:
        if self.start is not None and self.start == self.target:
            raise refused("objective.target", found=self.target)
        if self.from_ and self.due and self.due <= self.from_:
            raise refused("objective.due", found=self.due.isoformat(), start=self.from_.isoformat())
        return self


class Dialogue(Strict):
    """A customer dialogue: where each layer stands and has to go, 0..4, and the objective it serves."""

    name: Filled
    objective: Annotated[String | None, refers_to("objectives")] = None
    current: Steps = Field(default_factory=dict)
    ambition: Steps = Field(default_factory=dict)
    missing_technology: Names = ()


class Role(Strict):
    """A role in a layer; help from outside lasts until a date, then somebody takes over."""

    role: Filled
    state: Presence = "missing"
    until: Day | None = None
    takes_over: String | None = None


class Representative(Strict):
    """What one layer says of an investment; ``influence`` is its share in the decision, on any scale from 0."""

    representative: String | None = None
    wishes: Long | None = None
    requirements: Long | None = None
    value: Step | None = None
    influence: Weight | None = None


class Investment(Strict):
    """An investment, checked with the four layers."""

    name: Filled
    date: Day | None = None
    layers: dict[String, Representative] = Field(default_factory=dict)


class Entry(Strict):
    """One insight in a pillar of the SWOT."""

    id: Filled
    text: String


class Points(Strict):
    """What one voter thinks matters most for an opportunity or threat: 3, 2 and 1 points."""

    voter: Filled | None = None
    factor: Filled
    first: Filled | None = None
    second: Filled | None = None
    third: Filled | None = None


def _pillar(found: Any) -> Any:
    if isinstance(found, list | tuple) and len(found) > MOST_ENTRIES:
        raise refused("swot.limit", found=len(found), allowed=MOST_ENTRIES)
    return found


Pillar = Annotated[tuple[Entry, ...], BeforeValidator(_pillar), Field(json_schema_extra={"most": MOST_ENTRIES})]


class Swot(Strict):
    """At most three insights a pillar, weights of opportunities and threats, and the points of the voters.

    ``totals`` holds the points of all voters by factor and insight, for copies that carry no voters.
    """

    strengths: Pillar = ()
    weaknesses: Pillar = ()
    opportunities: Pillar = ()
    threats: Pillar = ()
    weights: dict[String, Weight] = Field(default_factory=dict)
    points: tuple[Points, ...] = ()
    totals: dict[String, dict[String, Weight]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _once(self) -> Swot:
        refuse_twice("id", [entry.id for pillar in PILLARS for entry in getattr(self, pillar)])
        return self

    def given(self) -> Iterator[tuple[str, str, int]]:
        """Factor, insight and 3, 2 or 1 points for every choice of every voter.

        An insight counts once a voter; of two rows of one voter about a factor the later counts.
        """
        last = {(row.voter, row.factor) if row.voter else n: row for n, row in enumerate(self.points)}
        for row in last.values():
            chosen = [entry for entry in (row.first, row.second, row.third) if entry]
            for points, entry in zip((3, 2, 1), dict.fromkeys(chosen), strict=False):
                yield row.factor, entry, points


class Touchpoint(Strict):
    """One touchpoint of the customer journey, as it is or as it should become."""

    version: Version = "as_is"
    phase: Filled
    channel: String | None = None
    touchpoint: String | None = None
    metric: String | None = None
    value: String | None = None


class Programme(Strict):
    """Projects and routine work that serve one goal."""

    name: Filled
    kind: Kind = "other"
    goal: String | None = None
    owner: String | None = None


class Project(Strict):
    """Work with a start, an end, an owner, time for testing, and a final evaluation."""

    name: Filled
    programme: Annotated[String | None, refers_to("programmes")] = None
    owner: String | None = None
    start: Day | None = None
    end: Day | None = None
    testing: String | None = None
    evaluation: String | None = None


class Task(Strict):
    """A planned task of routine work; without ``done`` it is not finished."""

    task: Filled
    programme: Annotated[String | None, refers_to("programmes")] = None
    owner: String | None = None
    due: Day | None = None
    done: Day | None = None


class BudgetLine(Strict):
    """A part of the budget, with the department that carries it and the time it is spread over."""

    name: Filled
    department: String | None = None
    amount: Money | None = None
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    basis: Basis | None = None


class Budget(Strict):
    """What there is for marketing beside the whole company's budget and its yearly revenue."""

    marketing: Money | None = None
    company: Money | None = None
    revenue: Money | None = None
    basis: Basis | None = None
    lines: tuple[BudgetLine, ...] = ()


class Action(Strict):
    """Something the room chose to do; several items can be one initiative."""

    name: Filled
    items: Annotated[Names, refers_to("items")] = ()
    owner: String | None = None
    date: Day | None = None
    first_step: Long | None = None
    measure: Long | None = None
    reach: Reach | None = None


class Stop(Strict):
    """Something the room stops doing; ``hours`` a month it frees."""

    name: Filled
    reason: Long | None = None
    hours: Weight | None = None
    reach: Reach | None = None
