"""The model file, field by field, as pydantic reads it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from maturity_kit.content import checked
from maturity_kit.content.checked import Filled, Flag, Languages, Slug, Strict, String, Weight, Whole, refused
from maturity_kit.content.completion import EITHER, by_method, parameter_schemas
from maturity_kit.content.model import METHODS, SIGNALS, THEMES, Group, Item, Method, Model, Scale
from maturity_kit.content.text import Text

MOST_STEPS = 101
PARAMETERS: dict[Method, dict[str, str]] = {
    "ladder": {"threshold": "percent", "at_work": "percent", "gate": "number", "min_coverage": "share"},
    "quadrant": {"x": "id", "y": "id", "symptoms": "id", "threshold_x": "percent", "threshold_y": "percent"},
    "cycle": {"elements": "id", "factors": "id"},
    "layers": {},
    "values": {"insight": "ids", "solution": "ids"},
    "tree": {},
}
Parameter = float | str | tuple[str, ...]


Theme = Annotated[str, checked.one_of(THEMES), checked.enum(THEMES)]
Signal = Annotated[str, checked.one_of(SIGNALS), checked.enum(SIGNALS)]
Effort = Annotated[float, checked.within(1, 3), WithJsonSchema({"type": "number", "minimum": 1, "maximum": 3})]


def _source(found: Any) -> str | Text:
    return checked.languages(found) if isinstance(found, dict) else checked.filled(found)


SourceText = Annotated[str | Text, PlainValidator(_source), WithJsonSchema({"anyOf": [checked.WORDS, checked.TEXTS]})]


class SourceFields(Strict):
    """Where the idea comes from."""

    document: SourceText | None = Field(None, description="Name of the document.")
    title: SourceText | None = Field(None, description="Title, as text or by language.")
    author: SourceText | None = Field(None, description="Who thought of it; say so when nobody is named.")
    year: SourceText | None = Field(None, description="Year, in quotes.", examples=["2024"])
    url: SourceText | None = Field(None, description="Where it can be read.")
    licence: SourceText | None = Field(None, description="On which terms it may be used.", examples=["CC BY-SA 4.0"])
    note: SourceText | None = Field(None, description="What a careful reader should know of it.")


class ScaleFields(Strict):
    """The steps of an answer."""

    min: Whole = Field(description="The lowest step, a whole number.", examples=[0])
    max: Whole = Field(description="The highest step; each whole number between them is a step.", examples=[4])

    @model_validator(mode="after")
    def _has_steps(self) -> ScaleFields:
        if not 2 <= self.max - self.min + 1 <= MOST_STEPS:
            raise refused("scale.steps", min=self.min, max=self.max, allowed=MOST_STEPS)
        return self

    def build(self) -> Scale:
        """The scale as the engine uses it."""
        return Scale(self.min, self.max)


class ItemFields(Strict):
    """One question."""

    id: Slug = Field(description="Unique over all models and stable for ever.", examples=["cs.reach-hours"])
    text: Languages = Field(description="One thing asked, by language; at most 25 words.")
    levels: tuple[Languages, ...] = Field(
        (), description="A sentence for each step, lowest first; the next is the advice."
    )
    hint: Languages = Field(default_factory=Text, description="Which evidence to ask for, by language.")
    weight: Weight = Field(1, description="Against the other questions of its group; 0 switches it off.")
    effort: Effort = Field(1, description="The work to move one step up: 1, 2 or 3.", examples=[1, 2, 3])
    essential: Flag = Field(
        False, description="Ladder: under the gate, this question keeps its level from being secured."
    )
    quick: Flag = Field(False, description="Whether the quick scan asks it as well.")
    topic: Slug | None = Field(None, description="Shared by questions of several models about the same thing.")
    themes: tuple[Theme, ...] = Field((), description="One to three themes whose score this answer should move.")
    signals: tuple[Signal, ...] = Field((), description="Values: the signals that this answer speaks of.")
    concepts: tuple[Slug, ...] = Field((), description="Ids of concepts of the source that it covers.")
    scale: ScaleFields | None = Field(None, description="Steps of its own, when they differ from the model's.")

    def build(self, scale: Scale) -> Item:
        """The item as the engine uses it; ``scale`` is the model's."""
        own = {name: getattr(self, name) for name in type(self).model_fields if name != "scale"}
        return Item(**own, scale=self.scale.build() if self.scale else scale)


class GroupFields(Strict):
    """A part of a model: it holds groups or items, never both."""

    model_config = ConfigDict(json_schema_extra=EITHER)

    id: Slug = Field(description="Unique over all models and stable for ever.", examples=["cs.reach"])
    title: Languages = Field(description="Its name, by language.")
    summary: Languages = Field(default_factory=Text, description="What it is about, by language; at most 40 words.")
    weight: Weight = Field(1, description="Against the other parts beside it; 0 switches it off.")
    beside: Flag = Field(False, description="Shown and judged, but not counted in what holds it.")
    groups: tuple[GroupFields, ...] = Field((), description="Smaller parts, when it holds parts.")
    items: tuple[ItemFields, ...] = Field((), description="Its questions, when it holds questions.")

    def build(self, scale: Scale) -> Group:
        """The group and everything in it as the engine uses it."""
        return Group(
            self.id,
            self.title,
            self.summary,
            self.weight,
            self.beside,
            tuple(group.build(scale) for group in self.groups),
            tuple(item.build(scale) for item in self.items),
        )


class ModelFields(Strict):
    """A maturity model: what is asked, and how the answers are read."""

    model_config = ConfigDict(json_schema_extra=by_method(PARAMETERS))

    id: Slug = Field(description="Unique and stable for ever: assessments refer to it.", examples=["customer-service"])
    version: Filled = Field(description="Text in quotes; raise it when what is asked changes.", examples=["1.0"])
    method: Annotated[Method, checked.one_of(METHODS), checked.enum(METHODS)] = Field(
        description="How the answers are read; tree is the plain weighted tree."
    )
    title: Languages = Field(description="Its name, by language.")
    summary: Languages = Field(default_factory=Text, description="Which question the model answers, by language.")
    source: SourceFields | None = Field(None, description="Where the idea comes from.")
    scale: ScaleFields = Field(ScaleFields(min=0, max=4), description="The whole steps that every answer can take.")
    parameters: dict[String, Any] = Field(
        default_factory=dict,
        description="Numbers and ids of the method.",
        json_schema_extra=parameter_schemas(PARAMETERS),
    )
    renamed: dict[Slug, Slug] = Field(
        default_factory=dict, description="Former id to present id: answers given under an older version move along."
    )
    groups: tuple[GroupFields, ...] = Field(description="The parts, in order.", json_schema_extra={"minItems": 1})

    def build(self) -> Model:
        """The model as the engine uses it; what depends on several fields is checked elsewhere."""
        scale = self.scale.build()
        source = self.source.model_dump(exclude_none=True) if self.source else {}
        return Model(
            self.id,
            self.version,
            self.method,
            self.title,
            tuple(group.build(scale) for group in self.groups),
            self.summary,
            source,
            scale,
            {name: self._parameter(name) for name in self.parameters},
            self.renamed,
        )

    @model_validator(mode="after")
    def _parameters_fit(self) -> ModelFields:
        for name in self.parameters:
            self._parameter(name)
        return self

    def _parameter(self, name: str) -> Parameter:
        kinds = {**PARAMETERS[self.method], "pool": "pool"}
        if name not in kinds:
            nearest = checked.nearest(name, kinds)
            raise refused("parameter.unknown", found=name, method=self.method, nearest=nearest)
        return _parameter_value(name, kinds[name], self.parameters[name])


def _parameter_value(name: str, kind: str, found: Any) -> Parameter:
    """One parameter as its kind demands."""
    if kind == "id":
        return checked.slug(found)
    if kind == "ids":
        if not isinstance(found, list) or not found:
            raise refused("parameter.ids", name=name, found=checked.kind(found))
        return tuple(checked.slug(one) for one in found)
    if kind == "pool":
        return _pool(found)
    value = checked.number(found)
    highest = {"percent": 100, "share": 1}.get(kind)
    if highest is not None and not 0 <= value <= highest:
        raise refused("parameter.range", name=name, found=found, allowed=f"0–{highest}")
    return value


def _pool(found: Any) -> Literal["mean", "median"]:
    if found == "median":
        return "median"
    if found == "mean":
        return "mean"
    raise refused("parameter.range", name="pool", found=found, allowed="mean, median")
