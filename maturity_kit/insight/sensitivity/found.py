"""What drawing the weights found, as objects and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from maturity_kit.content.model import Model
from maturity_kit.content.readonly import ReadOnly
from maturity_kit.insight.flips import Flip
from maturity_kit.insight.sensitivity.tornado import Bar
from maturity_kit.scoring.result import ModelResult

FORMAT = "maturity-sensitivity/1"
Standing = int | str | None
Kind = Literal["level", "situation", "weakest", ""]
KINDS: Mapping[str, Kind] = {
    "ladder": "level",
    "quadrant": "situation",
    "cycle": "weakest",
    "layers": "weakest",
    "values": "weakest",
}


@dataclass(frozen=True)
class ByRule:
    """Score (0..100) and level or situation when groups are combined by one rule; None where there is none."""

    score: float | None
    verdict: Standing


@dataclass(frozen=True, eq=False)
class ModelSensitivity:
    """What drawing the weights of one model does.

    Attributes:
        result: of the model, with the weights given.
        mean, low, high: of its score over the draws, with the 5-95 % band, 0..100; None without a score.
        probabilities: 0..1 of each level that did not drop out (0 and up) or of each situation; None is the key for no
            verdict. Empty for a method that has neither.
        weakest: 0..1 of each part of a cycle, of layers or of values that came out as the weakest, in the order of the
            model; None is the key for none. Empty for other methods.
        tornado: the weights by reach, greatest first.
        flips: the unanswered items, those that change the level or situation by themselves first.
        rules: by ``mean``, ``geometric`` and ``minimum``.
    """

    result: ModelResult
    mean: float | None
    low: float | None
    high: float | None
    probabilities: Mapping[Standing, float]
    weakest: Mapping[str | None, float]
    tornado: tuple[Bar, ...]
    flips: tuple[Flip, ...]
    rules: Mapping[str, ByRule]

    def __post_init__(self) -> None:
        for name in ("probabilities", "weakest", "rules"):
            object.__setattr__(self, name, ReadOnly(getattr(self, name)))

    @property
    def model(self) -> Model:
        """The model."""
        return self.result.model

    @property
    def kind(self) -> Kind:
        """What ``now`` is: a level, a situation, the weakest part; empty where the method has none of them."""
        return KINDS.get(self.model.method, "")

    @property
    def now(self) -> Standing:
        """The level, situation or weakest part with the weights given."""
        reading = self.result.reading
        names = ("attained", "situation", "weakest", "bottleneck")
        return next((getattr(reading, name) for name in names if hasattr(reading, name)), None)

    @property
    def chances(self) -> Mapping[Any, float]:
        """``probabilities``, or ``weakest`` where the method names the weakest part."""
        return self.weakest if self.kind == "weakest" else self.probabilities

    def weight(self, node: str) -> float:
        """The weight given to a node."""
        return float(self.result.case.overrides.get(node, self.model.node(node).weight))

    def __repr__(self) -> str:
        band = "no score" if self.low is None else f"score {self.mean:.1f}, 5-95 % band {self.low:.1f}..{self.high:.1f}"
        return f"ModelSensitivity({self.model.id}: {band})"

    def as_json(self) -> dict[str, Any]:
        """The fields of one model in the sensitivity format."""
        chances = [{"verdict": name, "probability": share} for name, share in self.probabilities.items()]
        weakest = [{"part": name, "probability": share} for name, share in self.weakest.items()]
        bars = [{"node": bar.node, "weight": self.weight(bar.node), "halved": bar.halved, "doubled": bar.doubled}
                for bar in self.tornado]  # fmt: skip
        return {
            **{"score": self.result.score, "mean": self.mean, "low": self.low, "high": self.high, "now": self.now},
            "probabilities": chances,
            "weakest": weakest,
            "tornado": bars,
            "flips": [asdict(flip) for flip in self.flips],
            "rules": {name: asdict(rule) for name, rule in self.rules.items()},
        }


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The draws over all models.

    Attributes:
        models: by id.
        ranks: for each of the ten items with the highest priority, in that order, the probability, 0..1, of rank 1 to
            10 among all candidates of the roadmap.
        draws, kappa: how often, and how close to the weights given (a greater kappa stays closer).
        seed: of the draws; None when a generator was given.
        language: of the assessment.

    >>> import maturity_kit as mk
    >>> mk.sensitivity(mk.example("insurer"), draws=500).model_of("dm.forms")
    Model(digital-maturity 1.0: ladder, 4 groups, 25 items)
    """

    models: Mapping[str, ModelSensitivity]
    ranks: Mapping[str, tuple[float, ...]]
    draws: int
    kappa: float
    seed: int | None = None
    language: str = field(default="en")

    def __post_init__(self) -> None:
        for name in ("models", "ranks"):
            object.__setattr__(self, name, ReadOnly(getattr(self, name)))

    def model_of(self, item: str) -> Model:
        """The model that asks an item of the roadmap."""
        return next(one.model for one in self.models.values() if item in one.model.by_id)

    def __repr__(self) -> str:
        counts = f"{len(self.models)} models, {len(self.ranks)} steps of the roadmap"
        return f"Sensitivity({counts}: {self.draws} draws, kappa {self.kappa:g})"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.sensitivity.words import summary_html

        return summary_html(self)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The sensitivity file; ``language`` is that of the sentences in it."""
        from maturity_kit.insight.sensitivity.words import sentences

        ranks = [{"item": item, "model": self.model_of(item).id, "probabilities": list(row)}
                 for item, row in self.ranks.items()]  # fmt: skip
        return {
            "format": FORMAT,
            "draws": self.draws,
            "kappa": self.kappa,
            "seed": self.seed,
            "models": {name: one.as_json() for name, one in self.models.items()},
            "ranks": ranks,
            "sentences": sentences(self, language),
        }
