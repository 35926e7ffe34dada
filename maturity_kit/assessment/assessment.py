"""The assessment file, field by field; ids that no model knows are kept as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from maturity_kit.assessment.registers import KeptRegisters
from maturity_kit.content import checked
from maturity_kit.content.checked import Day, Filled, Json, Number, Percent, Strict, String, Weight, refused
from maturity_kit.content.readonly import ReadOnly

FORMAT = "maturity-assessment/1"
State = Literal["unknown", "not_applicable"]
STATES: tuple[State, ...] = ("unknown", "not_applicable")
EDITIONS = ("quick", "full")


def count(found: Any) -> int:
    """A whole number of people, 0 or more."""
    if checked.whole(found) < 0:
        raise refused("number.range", found=found, allowed="≥ 0")
    return int(found)


def round_number(found: Any) -> int:
    """A whole number from 1."""
    if checked.whole(found) < 1:
        raise refused("number.range", found=found, allowed="≥ 1")
    return int(found)


Count = Annotated[int, PlainValidator(count), WithJsonSchema({"type": "integer", "minimum": 0})]
Round = Annotated[int, PlainValidator(round_number), WithJsonSchema({"type": "integer", "minimum": 1})]
StateField = Annotated[State, checked.one_of(STATES), checked.enum(STATES)]


class Answer(Strict):
    """What the room agreed on for one item: a value, a state, or only a note."""

    value: Number | None = None
    state: StateField | None = None
    reason: String | None = None
    note: String | None = None
    evidence: String | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Answer:
        if self.value is not None and self.state is not None:
            raise refused("answer.both", found=self.state)
        if self.state == "not_applicable" and not (self.reason or "").strip():
            raise refused("answer.reason")
        return self


class Vote(Strict):
    """One person's vote on an item, or the counts per step of a whole ballot."""

    voter: Filled | None = None
    ballot: Round = 1
    value: Number | None = None
    state: StateField | None = None
    reason: String | None = None
    counts: tuple[Count, ...] | None = None
    unknown: Count | None = None
    not_applicable: Count | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Vote:
        given = [name for name in ("value", "state", "counts") if getattr(self, name) is not None]
        if len(given) != 1:
            raise refused("vote.meaning", found=", ".join(given) or "-")
        if self.counts is None and (self.unknown is not None or self.not_applicable is not None):
            raise refused("vote.counts")
        if self.counts is not None and (self.voter is not None or self.reason is not None):
            raise refused("vote.voter")
        return self


class Assessment(Strict):
    """One organisation (or a unit of it) in one round. Frozen: a change is a new object, see ``apply``.

    The mappings it holds cannot be changed either, and nothing inside them is meant to be. What stands where is
    described field by field in ``data/README.md``.

    Attributes:
        format: of the file.
        id, organisation, unit, round, date: which assessment it is.
        language: of its texts.
        edition: ``quick`` or ``full``.
        profile: about the organisation.
        models: the version that each model was filled in with, by id.
        answers: what the room agreed on, by item; values on the scale of the item.
        votes: of people, by item.
        targets: 0..100, by item, group or model.
        weights: 0 or more, by item or group, where they differ from those of the model.
        model_weights: 0 or more, by model; 1 where none is given.
        claims: what people said of themselves beforehand, by model.
        registers: the working tables.

    >>> import maturity_kit as mk
    >>> mk.example("insurer").organisation
    'Lindewaard Verzekeringen'
    """

    format: Annotated[str, checked.one_of((FORMAT,)), WithJsonSchema({"const": FORMAT})]
    id: Filled
    organisation: String
    unit: String = ""
    round: Round = 1
    date: Day
    language: Filled = "en"
    edition: Annotated[Literal["quick", "full"], checked.one_of(EDITIONS), checked.enum(EDITIONS)] = "full"
    profile: dict[String, Json] = Field(default_factory=dict)
    models: dict[String, Filled] = Field(default_factory=dict)
    answers: dict[String, Answer] = Field(default_factory=dict)
    votes: dict[String, tuple[Vote, ...]] = Field(default_factory=dict)
    targets: dict[String, Percent] = Field(default_factory=dict)
    weights: dict[String, Weight] = Field(default_factory=dict)
    model_weights: dict[String, Weight] = Field(default_factory=dict)
    claims: dict[String, Filled] = Field(default_factory=dict)
    registers: KeptRegisters = Field(default_factory=dict)

    def model_post_init(self, _: Any) -> None:
        """Mappings that came from a file can be read only."""
        self.__dict__.update(_read_only(self.__dict__))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other fields, whose mappings can be read only as well."""
        return super().model_copy(update=_read_only(update or {}), deep=deep)

    def __repr__(self) -> str:
        counts = f"{len(self.answers)} answers, votes on {len(self.votes)} items"
        return f"Assessment({named(self)}, round {self.round}, {self.date}: {counts})"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from maturity_kit.assessment.shown import assessment_html

        return assessment_html(self)


def named(assessment: Assessment) -> str:
    """Whose assessment it is: the organisation and, where there is one, its unit."""
    return ", ".join(filter(None, (assessment.organisation, assessment.unit))) or "–"


def _read_only(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: ReadOnly(found) if isinstance(found, dict) else found for name, found in fields.items()}
