"""How sure the outcome is when nobody knows the weights exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried, used_models
from maturity_kit.content.load import load_models
from maturity_kit.content.model import EQUAL, Model
from maturity_kit.insight.flips import verdict_name, verdicts
from maturity_kit.insight.roadmap import Candidate, candidates, importances, in_order
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Bools, Floats, Weights
from maturity_kit.scoring.ranking import ranked
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model
from maturity_kit.scoring.tree import score_tree

DRAWS = 1000
KAPPA = 10.0
RANKS = 10


@dataclass(frozen=True)
class Bar:
    """Change of the model's score when the weight of one node alone is halved and doubled."""

    node: str
    halved: float
    doubled: float

    @property
    def reach(self) -> float:
        """The greater of the two changes, without its sign."""
        return max(abs(self.halved), abs(self.doubled))


@dataclass(frozen=True)
class ModelSensitivity:
    """What drawing the weights of one model does.

    Attributes:
        mean, low, high: of its score, with the 5-95 % band; None without a score.
        probabilities: 0..1 of each level (0 and up) or situation that came out; None is the key for no verdict.
        tornado: the weights by reach, greatest first.
    """

    mean: float | None
    low: float | None
    high: float | None
    probabilities: Mapping[int | str | None, float]
    tornado: tuple[Bar, ...]


@dataclass(frozen=True)
class Sensitivity:
    """The draws over all models.

    Attributes:
        models: by id.
        ranks: for each of the first ten items of the roadmap the probability, 0..1, of rank 1 to 10.
        draws, kappa: how often, and how close to the weights given (a greater kappa stays closer).
    """

    models: Mapping[str, ModelSensitivity]
    ranks: Mapping[str, tuple[float, ...]]
    draws: int
    kappa: float


def sensitivity(
    assessment: Assessment,
    models: Mapping[str, Model] | None = None,
    rng: np.random.Generator | None = None,
    draws: int = DRAWS,
    kappa: float = KAPPA,
) -> Sensitivity:
    """Score, verdict and roadmap under weights drawn around those given; the weights of models are not drawn.

    Args:
        assessment: what people said.
        models: those of the workbook by default.
        rng: the source of chance; the same seed gives the same result. Seed 0 by default.
        draws: how many.
        kappa: concentration, above 0.
    """
    known = load_models() if models is None else models
    moved = carried(assessment, known.values())
    chance = np.random.default_rng(0) if rng is None else rng
    results = {name: score_model(model, moved) for name, model in used_models(moved, known).items()}
    drawn = {name: draw_weights(result.case, chance, draws, kappa) for name, result in results.items()}
    found = {name: _model(result.case, drawn[name]) for name, result in results.items()}
    ranks = rank_acceptability(results, drawn, moved.model_weights) if results else {}
    return Sensitivity(found, ranks, draws, kappa)


def draw_weights(case: Case, rng: np.random.Generator, draws: int, kappa: float = KAPPA) -> Weights:
    """Weights of items (draws, items) and groups (draws, groups) around those of a case.

    Among the m siblings that did not drop out w ~ sum(w0) x Dirichlet(kappa m w0 / sum(w0)), so their mean is w0;
    a sibling alone keeps its weight, and so do beside groups.
    """
    items, groups = (np.tile(part, (draws, 1)) for part in (case.weights.items, case.weights.groups))
    left = ~np.isnan(case.tree.low) & ~case.compiled.beside
    for of_items, span in case.compiled.siblings:
        drawn, counts = (items, case.applicable) if of_items else (groups, left)
        weights = drawn[0, span].copy()
        used = span.start + np.flatnonzero(counts[span] & (weights > 0))
        if len(used) > 1:
            drawn[:, used] = _dirichlet(drawn[0, used], rng, draws, kappa)
    return Weights(items, groups)


def _dirichlet(weights: Floats, rng: np.random.Generator, draws: int, kappa: float) -> Floats:
    """Drawn weights of siblings, shape (draws, siblings); they add up to what the weights add up to."""
    top = weights.max()
    total = (weights / top).sum()
    share = rng.dirichlet(np.maximum(kappa * len(weights) * weights / top / total, 1e-12), draws)
    return np.asarray(np.maximum(share, np.finfo(float).tiny) * total * top)


def _model(case: Case, drawn: Weights) -> ModelSensitivity:
    score = score_tree(case.compiled, case.x, case.applicable, drawn).score[:, 0]
    found, times = np.unique(verdicts(case.model, case.x, case.applicable, drawn), return_counts=True)
    likely = {verdict_name(case.model, int(one)): float(n / len(score)) for one, n in zip(found, times, strict=True)}
    shown = likely if case.model.method in ("ladder", "quadrant") else {}
    if np.isnan(score).all():
        return ModelSensitivity(None, None, None, shown, ())
    low, high = np.quantile(score, [0.05, 0.95])
    return ModelSensitivity(float(score.mean()), float(low), float(high), shown, tornado(case))


def tornado(case: Case) -> tuple[Bar, ...]:
    """Every weight that changes the score when it alone is halved or doubled, by reach."""
    compiled = case.compiled
    places = [(False, n) for n in range(1, len(compiled.group_ids)) if not compiled.beside[n]]
    places += [(True, n) for n in range(len(compiled.item_ids)) if case.applicable[n]]
    items, groups = (np.tile(part, (2, len(places), 1)) for part in (case.weights.items, case.weights.groups))
    for n, (of_items, place) in enumerate(places):
        (items if of_items else groups)[:, n, place] *= np.array([0.5, 2.0])
    score = score_tree(compiled, case.x, case.applicable, Weights(items, groups)).score[..., 0] - case.tree.score[0]
    ids = [compiled.item_ids[place] if of_items else compiled.group_ids[place] for of_items, place in places]
    bars = [Bar(node, float(score[0, n]), float(score[1, n])) for n, node in enumerate(ids)]
    moving = [bar for bar in bars if bar.reach >= EQUAL]
    return tuple(moving[place] for place in ranked([bar.reach for bar in moving]))


def rank_acceptability(
    results: Mapping[str, ModelResult], drawn: Mapping[str, Weights], model_weights: Mapping[str, float]
) -> dict[str, tuple[float, ...]]:
    """For each of the first ten of the roadmap: the share of draws in which it takes rank 1 to 10.

    Items that share a topic count as one, with the greatest priority any of them has in that draw.
    """
    given = candidates(results, model_weights)
    order = in_order(given)
    priority = _priorities(results, drawn, given)
    merged = np.stack([priority[:, _together(given, first)].max(axis=1) for first in order], axis=1) if order else None
    if merged is None:
        return {}
    place = np.argsort(np.argsort(-merged.round(9), axis=1, kind="stable"), axis=1)
    shares = [[float((place[:, n] == rank).mean()) for rank in range(RANKS)] for n in range(min(RANKS, len(order)))]
    return {order[n].item.id: tuple(row) for n, row in enumerate(shares)}


def _together(given: list[Candidate], first: Candidate) -> Bools:
    """Which candidates are the same step on the roadmap as ``first``."""
    return np.array([one.item.id == first.item.id or one.item.id in first.also for one in given])


def _priorities(results: Mapping[str, ModelResult], drawn: Mapping[str, Weights], given: list[Candidate]) -> Floats:
    """Priority of each candidate in each draw, shape (draws, candidates)."""
    columns = []
    for name, result in results.items():
        case = result.case
        fixed, moving = importances(case, case.weights), importances(case, drawn[name])
        for one in (one for one in given if one.model == name):
            place = case.compiled.item_index[one.item.id]
            columns.append(one.gain * one.importance * moving[:, place] / fixed[place])
    return np.stack(columns, axis=1) if columns else np.zeros((0, 0))
