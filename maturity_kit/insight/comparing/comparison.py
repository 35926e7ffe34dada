"""Two or more assessments beside each other: what a comparison holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import Group, Model
from maturity_kit.content.text import Text
from maturity_kit.insight.comparing.changes import former_names
from maturity_kit.insight.comparing.shifts import Step
from maturity_kit.insight.notice import Notice
from maturity_kit.insight.synthesis import Result
from maturity_kit.scoring.resampling import Band, Room
from maturity_kit.scoring.result import ModelResult, NodeScore


@dataclass(frozen=True, eq=False, repr=False)
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

    def __repr__(self) -> str:
        one = self.assessment
        return f"Side(id={one.id!r}, organisation={one.organisation!r}, unit={one.unit!r}, round={one.round})"


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

    >>> import maturity_kit as mk
    >>> rounds = [mk.load_assessment(f"data/examples/subscription-zakelijk-{n}.assessment.json") for n in (1, 2)]
    >>> comparison = mk.compare(rounds)
    >>> [round(result.score) for result in comparison.results("four-d")]
    [44, 58]
    >>> comparison.steps[0].models["four-d"].whole.direction
    'up'
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
        from maturity_kit.insight.comparing.steps import step_of

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
        from maturity_kit.insight.comparing.document import comparison_json

        return comparison_json(self, language)

    def __repr__(self) -> str:
        from maturity_kit.insight.comparing.sides import labels

        return f"Comparison(sides={labels(self.sides, 'en')}, models={len(self.models)}, steps={len(self.steps)})"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.comparing.table import table_html

        return table_html(self, self.sides[0].assessment.language)


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
