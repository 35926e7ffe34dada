"""Two or more assessments beside each other: what a comparison holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import EQUAL, Group, Item, Model
from maturity_kit.content.text import Text
from maturity_kit.errors import InputError
from maturity_kit.insight.changes import former_names
from maturity_kit.insight.notice import Notice
from maturity_kit.insight.synthesis import Result
from maturity_kit.scoring.resampling import Band, Room
from maturity_kit.scoring.result import Change, ModelResult, NodeScore

Direction = Literal["up", "down", "same", "new", "gone", "none"]
Kind = Literal["change", "difference"]
Told = Literal["more", "within"]
NO_BAND = Band()


class ComparisonError(InputError):
    """What cannot be compared, in a sentence of ``wording/compare.yaml``."""

    room: ClassVar[str] = "compare"


@dataclass(frozen=True, eq=False)
class Side:
    """One assessment, each model scored by the version it was filled in with.

    Attributes:
        assessment: as it was given.
        result: of that assessment alone.
        name: of the milestone when it is a frozen copy, else empty.
        where: the file or id it came from, for messages.
        rooms: by model what other voters could have given.
    """

    assessment: Assessment
    result: Result
    name: str = ""
    where: str = ""
    rooms: Mapping[str, Room] = field(default_factory=dict)

    def band(self, model_id: str, node: str | None) -> Band:
        """The scores that other voters could have given for a group, or by the model's id for the model."""
        room = self.rooms.get(model_id)
        return room.band(node) if room and node in room.case.compiled.group_index else Band()


@dataclass(frozen=True)
class Shift:
    """A score (0..100) on two sides, and the parts of the difference; None where a score or a version is missing.

    ``band`` is what the difference could have been with other voters, where votes allow it.
    """

    before: float | None
    after: float | None
    parts: Change
    band: Band = NO_BAND

    @property
    def change(self) -> float | None:
        """How many points ``after`` is higher; None unless both sides have a score."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def direction(self) -> Direction:
        """``new`` without a score before, ``gone`` without one after, ``none`` without either."""
        if self.before is None or self.after is None:
            return "none" if self.before is self.after else "new" if self.before is None else "gone"
        moved = self.after - self.before
        return "same" if abs(moved) <= EQUAL else "up" if moved > 0 else "down"

    @property
    def told(self) -> Told | None:
        """``more`` than other people in the room would explain, ``within`` what they could have given, or untold."""
        if not self.band.defined:
            return None
        return "within" if self.band.holds(0) else "more"


@dataclass(frozen=True)
class Moved:
    """An item with another value than on the side before; values on the scale of the item, ``points`` of 100."""

    item: Item
    before: float
    after: float
    points: float


@dataclass(frozen=True, eq=False)
class ModelStep:
    """How one model differs between two sides.

    Attributes:
        model: of the side after.
        whole: the score of the model.
        groups: every group of that model by id.
        new: items that the version before did not ask.
        gone: items that the version after does not ask any more.
        moved: items with a value on both sides, the greatest move first.
    """

    model: Model
    whole: Shift
    groups: Mapping[str, Shift]
    new: tuple[Item, ...]
    gone: tuple[Item, ...]
    moved: tuple[Moved, ...]


@dataclass(frozen=True, eq=False)
class Step:
    """From one side to another; ``before`` and ``after`` are places among the sides.

    ``kind`` is ``change`` from a round of a unit to a later one, and ``difference`` between any two other sides: what
    lies between two units or organisations is nobody's progress.
    """

    before: int
    after: int
    models: Mapping[str, ModelStep]
    kind: Kind = "change"


@dataclass(frozen=True)
class Row:
    """A group as every side has it: ``depth`` 0 directly under the model, None where a version does not know it.

    ``bands`` holds for each side what other voters could have given.
    """

    id: str
    title: Text
    depth: int
    beside: bool
    scores: tuple[NodeScore | None, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Assessments beside each other, in the order in which they were given.

    Attributes:
        sides: the assessments.
        models: those that one of them fills in, by id, in their present version.
        steps: consecutive rounds of one unit; with a base, from that side to each other one.
        notices: what makes the sides less comparable.
        base: place of the side that the others are held against; None without one.
    """

    sides: tuple[Side, ...]
    models: Mapping[str, Model]
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...] = ()
    base: int | None = None

    @property
    def of_rounds(self) -> bool:
        """Whether the steps join all sides, as rounds of one unit."""
        places = {place for step in self.steps for place in (step.before, step.after)}
        joined = len(self.steps) == len(self.sides) - 1 and len(places) == len(self.sides)
        return joined and all(step.kind == "change" for step in self.steps)

    def between(self, before: int, after: int) -> Step:
        """How any two sides differ, model by model, split exactly into answers, weights and version of the model.

        Args:
            before, after: places among the sides, from 0. The parts are those of ``after`` less ``before``; the other
                way round the same points may be split otherwise, since weights count with the answers of ``before``.

        Raises:
            ComparisonError: there is no such side, or both are the same one.

        >>> import maturity_kit as mk
        >>> names = ("garden-retailer", "insurer")
        >>> shops = [mk.load_assessment(f"data/examples/{name}.assessment.json") for name in names]
        >>> step = mk.compare(shops).between(0, 1)
        >>> whole = step.models["digital-maturity"].whole
        >>> step.kind, round(whole.change), round(whole.parts.answers + whole.parts.weights + whole.parts.version)
        ('difference', 11, 11)
        """
        from maturity_kit.insight.compare_steps import step_of

        return step_of(self.sides, before, after, self.models)

    def results(self, model_id: str) -> tuple[ModelResult | None, ...]:
        """The result of one model for every side; None where it was not filled in."""
        return tuple(side.result.models.get(model_id) for side in self.sides)

    def rows(self, model_id: str) -> tuple[Row, ...]:
        """The groups of a model under their present ids, then those that only an older version knows."""
        return self._rows[model_id]

    def parts(self, model_id: str) -> tuple[Row, ...]:
        """The groups that a picture shows: those under the model; of the only one that counts the groups in it."""
        rows = self.rows(model_id)
        counted = [row for row in rows if row.depth == 0 and not row.beside]
        inner = {child.id for row in counted for child in _groups_in(self.models[model_id], row.id)}
        if len(counted) > 1 or not inner:
            return tuple(row for row in rows if row.depth == 0)
        return tuple(row for row in rows if row.id in inner or (row.depth == 0 and row.beside))

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Row, ...]]:
        return {model_id: tuple(_rows(model, self.sides)) for model_id, model in self.models.items()}

    def bands(self, model_id: str) -> tuple[Band, ...]:
        """What other voters could have given for one model on every side."""
        return tuple(side.band(model_id, model_id) for side in self.sides)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The comparison as a file; ``language`` is that of the sentences in it."""
        from maturity_kit.insight.compare_json import comparison_json

        return comparison_json(self, language)

    def __repr__(self) -> str:
        from maturity_kit.insight.compare_sides import labels

        return f"Comparison(sides={labels(self.sides, 'en')}, models={len(self.models)}, steps={len(self.steps)})"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.compare_table import table_html

        return table_html(self, "en")


def _groups_in(model: Model, group_id: str) -> tuple[Group, ...]:
    found = model.by_id.get(group_id)
    return found.groups if isinstance(found, Group) else ()


def _rows(model: Model, sides: tuple[Side, ...]) -> Iterator[Row]:
    results = [side.result.models.get(model.id) for side in sides]
    names = [former_names(result.model, model) if result else {} for result in results]
    for node in model.nodes:
        if isinstance(node, Group):
            yield _row(model, node, sides, [known.get(node.id) for known in names])
    told: set[str] = set()
    for result in filter(None, results):
        for node in result.model.nodes:
            if isinstance(node, Group) and model.current_id(node.id) not in model.by_id and node.id not in told:
                told.add(node.id)
                yield _row(result.model, node, sides, [node.id] * len(sides))


def _row(model: Model, node: Group, sides: tuple[Side, ...], names: list[str | None]) -> Row:
    """A group of one version of a model, with the id that it has on every side."""
    pairs = [*zip(sides, names, strict=True)]
    scores = tuple(_under(side.result.models.get(model.id), name) for side, name in pairs)
    bands = tuple(side.band(model.id, name) for side, name in pairs)
    return Row(node.id, node.title, len(model.path(node.id)) - 1, node.beside, scores, bands)


def _under(result: ModelResult | None, node_id: str | None) -> NodeScore | None:
    return result.nodes.get(node_id) if result and node_id else None
