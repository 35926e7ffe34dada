"""The working tables beside the questions.

A register is a list of rows, one record of fields, or (by layer) several lists. Layers are named by the id of their
group. Forms are built from the JSON Schema of these fields, so a field is described here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidatorFunctionWrapHandler, WrapValidator

from maturity_kit.assessment.registers.kinds import Money, refuse_twice
from maturity_kit.assessment.registers.rows import (
    Action,
    Budget,
    BudgetLine,
    Channel,
    Dialogue,
    Entry,
    Investment,
    Kpi,
    Objective,
    PhaseLevels,
    Points,
    Programme,
    Project,
    Representative,
    Role,
    Segment,
    StandingQuestions,
    Stop,
    StrategySteps,
    Swot,
    Task,
    Touchpoint,
)
from maturity_kit.assessment.registers.weighed import WeighedPart, WeightSet, with_ids
from maturity_kit.content.checked import String

VOTER_SITUATIONS = "voter_situations"
"""Register of a frozen copy: voters per situation of a quadrant, when their rows are gone."""

__all__ = [
    "VOTER_SITUATIONS",
    "Action",
    "Budget",
    "BudgetLine",
    "Channel",
    "Dialogue",
    "Entry",
    "Investment",
    "Kpi",
    "Money",
    "Objective",
    "PhaseLevels",
    "Points",
    "Programme",
    "Project",
    "Registers",
    "Representative",
    "Role",
    "Segment",
    "StandingQuestions",
    "Stop",
    "StrategySteps",
    "Swot",
    "Task",
    "Touchpoint",
    "WeighedPart",
    "WeightSet",
    "registers_of",
    "with_present_ids",
    "without_voters",
]


def named(field: str) -> AfterValidator:
    """Rows of a list are told apart by this field."""

    def check(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        refuse_twice(field, [getattr(row, field) for row in rows])
        return rows

    return AfterValidator(check)


class Registers(BaseModel):
    """Every working table of an assessment. A register that is not known here is kept and not read."""

    model_config = ConfigDict(frozen=True, extra="allow")

    segments: Annotated[tuple[Segment, ...], named("name")] = ()
    phase_levels: PhaseLevels = PhaseLevels()
    channels: Annotated[tuple[Channel, ...], named("name")] = ()
    strategy_steps: StrategySteps = StrategySteps()
    kpis: Annotated[tuple[Kpi, ...], named("term")] = ()
    standing_questions: StandingQuestions = StandingQuestions()
    objectives: Annotated[tuple[Objective, ...], named("name")] = ()
    dialogues: Annotated[tuple[Dialogue, ...], named("name")] = ()
    roles: dict[String, tuple[Role, ...]] = {}
    investments: Annotated[tuple[Investment, ...], named("name")] = ()
    swot: Swot = Swot()
    journey: tuple[Touchpoint, ...] = ()
    programmes: Annotated[tuple[Programme, ...], named("name")] = ()
    projects: Annotated[tuple[Project, ...], named("name")] = ()
    tasks: tuple[Task, ...] = ()
    budget: Budget = Budget()
    actions: Annotated[tuple[Action, ...], named("name")] = ()
    stops: Annotated[tuple[Stop, ...], named("name")] = ()
    weight_sets: Annotated[tuple[WeightSet, ...], named("name")] = ()


def registers_of(kept: Mapping[str, Any]) -> Registers:
    """The registers of an assessment as objects.

    Raises:
        ValidationError: never for the registers of an Assessment that was read from a file or made by ``apply``.
    """
    return Registers.model_validate(kept)


def with_present_ids(kept: Mapping[str, Any], present: Mapping[str, str]) -> dict[str, Any]:
    """The registers with ids of items and layers replaced by those in ``present``.

    A layer that is there under its present id already keeps its old one beside it; all else stays as it is.
    """

    def keys(found: Mapping[str, Any]) -> dict[str, Any]:
        free = {name: new for name, new in present.items() if new not in found}
        return {free.get(name, name): part for name, part in found.items()}

    def within(register: str, *parts: str) -> list[Any]:
        return [{name: keys(part) if name in parts else part for name, part in row.items()} for row in kept[register]]

    moved = dict(kept)
    if "roles" in kept:
        moved["roles"] = keys(kept["roles"])
    if "dialogues" in kept:
        moved["dialogues"] = within("dialogues", "current", "ambition")
    if "investments" in kept:
        moved["investments"] = within("investments", "layers")
    if "actions" in kept:
        moved["actions"] = [
            {**row, "items": [present.get(item, item) for item in row["items"]]} if "items" in row else row
            for row in kept["actions"]
        ]
    if "weight_sets" in kept:
        moved["weight_sets"] = [with_ids(row, present) for row in kept["weight_sets"]]
    return moved


def without_voters(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The registers with the points of the confrontation matrix added up, so that no row tells who gave them."""
    swot = registers_of(kept).swot
    if not swot.points:
        return dict(kept)
    totals = {factor: dict(given) for factor, given in swot.totals.items()}
    for factor, entry, points in swot.given():
        totals.setdefault(factor, {})[entry] = totals.get(factor, {}).get(entry, 0) + points
    rest = {name: part for name, part in kept["swot"].items() if name != "points"}
    return {**kept, "swot": {**rest, "totals": totals}}


def _as_given(found: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    handler(found)
    return found


if TYPE_CHECKING:
    KeptRegisters = dict[str, Any]
else:
    KeptRegisters = Annotated[Registers, WrapValidator(_as_given)]
    """Registers as they were given, so that writing them back loses nothing, once they were found to be sound."""
