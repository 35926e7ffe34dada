"""The model file, field by field, as pydantic reads it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from maturity_kit.content import checked
from maturity_kit.content.checked import Filled, Flag, Languages, Slug, Strict, String, Weight, Whole, refused
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


SourceText = Annotated[str | Text, PlainValidator(_source), WithJsonSchema({"type": ["string", "object"]})]


class SourceFields(Strict):
    """Where the idea comes from."""

    document: SourceText | None = None
    title: SourceText | None = None
    author: SourceText | None = None
    year: SourceText | None = None
    url: SourceText | None = None
    licence: SourceText | None = None
    note: SourceText | None = None


class ScaleFields(Strict):
    """The steps of an answer."""

    min: Whole
    max: Whole

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

    id: Slug
    text: Languages
    levels: tuple[Languages, ...] = ()
    hint: Languages = Field(default_factory=Text)
    weight: Weight = 1
    effort: Effort = 1
    essential: Flag = False
    quick: Flag = False
    topic: Slug | None = None
    themes: tuple[Theme, ...] = ()
    signals: tuple[Signal, ...] = ()
    concepts: tuple[Slug, ...] = ()
    scale: ScaleFields | None = None

    def build(self, scale: Scale) -> Item:
        """The item as the engine uses it; ``scale`` is the model's."""
        own = {name: getattr(self, name) for name in type(self).model_fields if name != "scale"}
        return Item(**own, scale=self.scale.build() if self.scale else scale)


class GroupFields(Strict):
    """A part of a model."""

    id: Slug
    title: Languages
    summary: Languages = Field(default_factory=Text)
    weight: Weight = 1
    beside: Flag = False
    groups: tuple[GroupFields, ...] = ()
    items: tuple[ItemFields, ...] = ()

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
    """A whole model."""

    id: Slug
    version: Filled
    method: Annotated[Method, checked.one_of(METHODS), checked.enum(METHODS)]
    title: Languages
    summary: Languages = Field(default_factory=Text)
    source: SourceFields | None = None
    scale: ScaleFields = ScaleFields(min=0, max=4)
    parameters: dict[String, Any] = Field(default_factory=dict)
    renamed: dict[Slug, Slug] = Field(default_factory=dict)
    groups: tuple[GroupFields, ...]

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
