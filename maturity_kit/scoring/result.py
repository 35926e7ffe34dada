"""What scoring one model gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal

from maturity_kit.content.brief import Brief
from maturity_kit.content.model import EQUAL, Model
from maturity_kit.content.text import Text
from maturity_kit.scoring.case import Case

RepairClass = Literal["a", "b", "c"]
# In points: nearer to a threshold than BORDER is on the border; a solution more than AHEAD of its insight is flagged;
# symptoms are high from HEALTHY and low under ILL.
BORDER, AHEAD, HEALTHY, ILL = 10.0, 15.0, 62.5, 50.0


@dataclass(frozen=True, repr=False)
class NodeScore(Brief):
    """Score, bounds (0..100), coverage (0..1), target and gap of one node; None where there is none."""

    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    target: float | None = None
    gap: float | None = None


@dataclass(frozen=True, repr=False)
class Repair(Brief):
    """An item to repair: (a) of a skipped level, (b) below the gate in a secured one, (c) of the next level."""

    item: str
    cls: RepairClass
    next_step: Text


@dataclass(frozen=True, repr=False)
class Change(Brief):
    """Why a score differs from that of the previous round; the three add up, None where a score is missing."""

    version: float | None
    weights: float | None
    answers: float | None


@dataclass(frozen=True, repr=False)
class TreeReading(Brief):
    """A plain weighted tree says nothing more."""

    method: ClassVar[str] = "tree"


@dataclass(frozen=True, repr=False)
class LadderReading(Brief):
    """Levels are counted from 1; 0 is under construction at the first. None when every level dropped out."""

    method: ClassVar[str] = "ladder"
    attained: int | None
    attained_low: int | None
    attained_high: int | None
    reached: int
    skipped: tuple[str, ...]
    open: tuple[str, ...]
    position: float | None
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, repr=False)
class QuadrantReading(Brief):
    """One of four situations, those still possible, and the distance to the nearest border."""

    method: ClassVar[str] = "quadrant"
    situation: str | None
    possible: tuple[str, ...]
    margin: float | None
    x: float | None
    y: float | None
    symptoms: float | None
    claimed: str | None
    threshold_x: float = field(default=62.5, metadata={"hidden": True})
    threshold_y: float = field(default=62.5, metadata={"hidden": True})

    @property
    def at_odds(self) -> bool:
        """Whether the symptoms contradict the two axes."""
        if self.symptoms is None:
            return False
        healthy = self.symptoms >= HEALTHY - EQUAL
        ill = self.symptoms < ILL - EQUAL
        return (self.situation == "omnichannel-one-to-one" and ill) or (self.situation == "single-channel" and healthy)

    @property
    def on_the_border(self) -> bool:
        """Whether the margin is under 10."""
        return self.margin is not None and self.margin < BORDER - EQUAL


@dataclass(frozen=True, repr=False)
class CycleReading(Brief):
    """Ids of elements; ``changes`` by element when there is a previous round."""

    method: ClassVar[str] = "cycle"
    weakest: str | None
    strongest: str | None
    changes: Mapping[str, Change] | None = None


@dataclass(frozen=True, repr=False)
class LayersReading(Brief):
    """The layer with the lowest score, that score (the weakest-link reading is ours), and the gap of each layer."""

    method: ClassVar[str] = "layers"
    bottleneck: str | None
    chain: float | None
    gaps: Mapping[str, float | None]


@dataclass(frozen=True, repr=False)
class ValuesReading(Brief):
    """Three signals (0..100, not probabilities), insight against solution, and the weakest value."""

    method: ClassVar[str] = "values"
    signals: Mapping[str, float | None]
    insight: float | None
    solution: float | None
    weakest: str | None

    @property
    def solution_ahead(self) -> bool:
        """Whether the solution is more than 15 ahead of its insight."""
        known = self.solution is not None and self.insight is not None
        return known and (self.solution or 0) - (self.insight or 0) > AHEAD + EQUAL


Reading = TreeReading | LadderReading | QuadrantReading | CycleReading | LayersReading | ValuesReading


@dataclass(frozen=True, eq=False, repr=False)
class ModelResult:
    """The result of one model.

    Attributes:
        model: what was asked.
        score: 0..100; None without an answer.
        low, high: 0..100, with every open item at its lowest and at its highest step; None when nothing counts.
        coverage: the part of the weight that is answered, 0..1.
        target, gap: 0..100; None without a target.
        rules: the score as a ``geometric`` mean and as the ``minimum`` instead of the mean.
        nodes: the same numbers of every group and item, by id.
        reading: what the method makes of them, such as the level or the situation.
        case: the answers and weights it came from.
    """

    model: Model
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    target: float | None
    gap: float | None
    rules: Mapping[str, float | None]
    nodes: Mapping[str, NodeScore]
    reading: Reading
    case: Case

    def __repr__(self) -> str:
        known = f"{self.score:.1f}, coverage {self.coverage:.2f}" if self.score is not None else "no score"
        return f"ModelResult({self.model.id} {self.model.version}: {known})"

    def _repr_html_(self) -> str:
        from maturity_kit.scoring.shown import model_result_html

        return model_result_html(self)

    def as_json(self) -> dict[str, Any]:
        """The fields of the result format."""
        own = {name: getattr(self, name) for name in ("score", "low", "high", "coverage", "target", "gap")}
        nodes = {node: plain(score) for node, score in self.nodes.items()}
        return {**own, "rules": dict(self.rules), "nodes": nodes, "reading": _reading(self.reading)}


def _reading(reading: Reading) -> dict[str, Any]:
    found = {"method": reading.method, **plain(reading)}
    if isinstance(reading, CycleReading) and reading.changes is None:
        del found["changes"]
    return found


def plain(found: Any) -> Any:
    """Dataclasses, texts and tuples as JSON has them."""
    if hasattr(found, "__dataclass_fields__"):
        shown = [one.name for one in fields(found) if not one.metadata.get("hidden")]
        return {"class" if name == "cls" else name: plain(getattr(found, name)) for name in shown}
    if isinstance(found, Mapping):
        return {name: plain(entry) for name, entry in found.items()}
    return [plain(entry) for entry in found] if isinstance(found, tuple | list) else found
