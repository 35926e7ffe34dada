"""Two or more assessments beside each other: what a comparison holds, as objects and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import EQUAL, Group, Item, Model
from maturity_kit.content.text import Text
from maturity_kit.insight.changes import former_names
from maturity_kit.insight.notice import Notice
from maturity_kit.insight.synthesis import Result
from maturity_kit.scoring.result import Change, ModelResult, NodeScore, plain

FORMAT = "maturity-compare/1"
Direction = Literal["up", "down", "same", "new", "gone", "none"]


@dataclass(frozen=True, eq=False)
class Side:
    """One assessment, each model scored by the version it was filled in with.

    ``name`` is that of the milestone when it is a frozen copy, else empty.
    """

    assessment: Assessment
    result: Result
    name: str = ""


@dataclass(frozen=True)
class Shift:
    """A score (0..100) in two rounds, and the parts of the difference; None where a score or a version is missing."""

    before: float | None
    after: float | None
    parts: Change

    @property
    def change(self) -> float | None:
        """How many points it went up; None unless both rounds have a score."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def direction(self) -> Direction:
        """``new`` without a score before, ``gone`` without one after, ``none`` without either."""
        if self.before is None or self.after is None:
            return "none" if self.before is self.after else "new" if self.before is None else "gone"
        moved = self.after - self.before
        return "same" if abs(moved) <= EQUAL else "up" if moved > 0 else "down"


@dataclass(frozen=True)
class Moved:
    """An item with another value than in the round before; values on the scale of the item, ``points`` of 100."""

    item: Item
    before: float
    after: float
    points: float


@dataclass(frozen=True, eq=False)
class ModelStep:
    """What changed in one model from one round to the next.

    Attributes:
        model: of the later round.
        whole: the score of the model.
        groups: every group of the later model by id.
        new: items that the earlier version did not ask.
        gone: items that the later version does not ask any more.
        moved: items with a value in both rounds, the greatest move first.
    """

    model: Model
    whole: Shift
    groups: Mapping[str, Shift]
    new: tuple[Item, ...]
    gone: tuple[Item, ...]
    moved: tuple[Moved, ...]


@dataclass(frozen=True, eq=False)
class Step:
    """From one round of a unit to its next; ``before`` and ``after`` are places among the sides."""

    before: int
    after: int
    models: Mapping[str, ModelStep]


@dataclass(frozen=True)
class Row:
    """A group as every side has it: ``depth`` 0 directly under the model, None where a version does not know it."""

    id: str
    title: Text
    depth: int
    beside: bool
    scores: tuple[NodeScore | None, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Assessments beside each other, in the order in which they were given.

    Attributes:
        sides: the assessments.
        models: those that one of them fills in, by id, in their present version.
        steps: consecutive rounds of one unit.
        notices: what makes the sides less comparable.
    """

    sides: tuple[Side, ...]
    models: Mapping[str, Model]
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...] = ()

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
        return {model_id: tuple(_rows(model, self.results(model_id))) for model_id, model in self.models.items()}

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The comparison as a file; ``language`` is that of the sentences in it."""
        from maturity_kit.insight.compare_words import sentences

        return {
            "format": FORMAT,
            "assessments": [_described(side) for side in self.sides],
            "models": {model_id: self._model_json(model_id, language) for model_id in self.models},
            "steps": [_step_json(step) for step in self.steps],
            "sentences": sentences(self, language),
            "notices": [one.to(language) for one in self.notices],
        }

    def _model_json(self, model_id: str, language: str) -> dict[str, Any]:
        from maturity_kit.insight.compare_words import standing_words
        from maturity_kit.insight.verdict import verdict

        def shown(result: ModelResult | None) -> dict[str, Any] | None:
            if result is None:
                return None
            words = {"standing": standing_words(result, language), "verdict": verdict(result, language).sentence}
            numbers = {name: getattr(result, name) for name in ("score", "low", "high", "coverage")}
            return {"version": result.model.version, **numbers, **words, "reading": result.as_json()["reading"]}

        return {
            "title": dict(self.models[model_id].title),
            "results": [shown(result) for result in self.results(model_id)],
            "groups": {
                row.id: {
                    "title": dict(row.title),
                    "depth": row.depth,
                    "beside": row.beside,
                    "scores": [_four(node) for node in row.scores],
                }
                for row in self.rows(model_id)
            },
        }


def _groups_in(model: Model, group_id: str) -> tuple[Group, ...]:
    found = model.by_id.get(group_id)
    return found.groups if isinstance(found, Group) else ()


def _rows(model: Model, results: tuple[ModelResult | None, ...]) -> Iterator[Row]:
    names = [former_names(result.model, model) if result else {} for result in results]
    for node in model.nodes:
        if isinstance(node, Group):
            scores = tuple(_under(result, known.get(node.id)) for result, known in zip(results, names, strict=True))
            yield Row(node.id, node.title, len(model.path(node.id)) - 1, node.beside, scores)
    told: set[str] = set()
    for result in results:
        for node in result.model.nodes if result else ():
            if isinstance(node, Group) and model.current_id(node.id) not in model.by_id and node.id not in told:
                told.add(node.id)
                depth = len(result.model.path(node.id)) - 1 if result else 0
                yield Row(node.id, node.title, depth, node.beside, tuple(_under(one, node.id) for one in results))


def _under(result: ModelResult | None, node_id: str | None) -> NodeScore | None:
    return result.nodes.get(node_id) if result and node_id else None


def _described(side: Side) -> dict[str, Any]:
    names = ("id", "organisation", "unit", "round", "edition")
    shown = {name: getattr(side.assessment, name) for name in names}
    return {**shown, "date": side.assessment.date.isoformat(), "milestone": side.name}


def _four(node: NodeScore | None) -> dict[str, float | None] | None:
    return None if node is None else {name: getattr(node, name) for name in ("score", "low", "high", "coverage")}


def _shift_json(shift: Shift) -> dict[str, Any]:
    numbers = {"before": shift.before, "after": shift.after, "change": shift.change}
    return {"direction": shift.direction, **numbers, **plain(shift.parts)}


def _step_json(step: Step) -> dict[str, Any]:
    def shown(found: ModelStep) -> dict[str, Any]:
        moved = [{"item": one.item.id, "before": one.before, "after": one.after, "points": one.points}
                 for one in found.moved]  # fmt: skip
        return {
            "score": _shift_json(found.whole),
            "groups": {group: _shift_json(shift) for group, shift in found.groups.items()},
            "new": [item.id for item in found.new],
            "gone": [item.id for item in found.gone],
            "moved": moved,
        }

    models = {model_id: shown(found) for model_id, found in step.models.items()}
    return {"before": step.before, "after": step.after, "models": models}
