"""Drawing, scoring and counting, a portion of the draws at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried, used_models
from maturity_kit.content.arguments import expect
from maturity_kit.content.load import expect_models, load_models
from maturity_kit.content.model import SITUATIONS, Model
from maturity_kit.insight.doubts import BY_PART, weakest_under
from maturity_kit.insight.flips import NONE, flips_of, verdict_name
from maturity_kit.insight.rules import verdict_by
from maturity_kit.insight.sensitivity.checks import checked_draws, checked_kappa, source_of
from maturity_kit.insight.sensitivity.draws import KAPPA, Drawing, entropy_of
from maturity_kit.insight.sensitivity.found import ByRule, ModelSensitivity, Sensitivity, Standing
from maturity_kit.insight.sensitivity.ranks import Race
from maturity_kit.insight.sensitivity.tornado import tornado
from maturity_kit.scoring.case import Case
from maturity_kit.scoring.compiled import Floats, Weights
from maturity_kit.scoring.ladder import attained_in
from maturity_kit.scoring.quadrant import situation_under
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model
from maturity_kit.scoring.tree import score_rule, score_tree

DRAWS = 10_000
CELLS = 2**20
"""Drawn weights at a time: what is in use stays within some tens of megabytes, however many draws there are."""
Portions = Callable[[Sequence[int]], Iterable[int]]


def sensitivity(
    assessment: Assessment,
    models: Mapping[str, Model] | None = None,
    rng: np.random.Generator | int | None = None,
    draws: int = DRAWS,
    kappa: float = KAPPA,
    where: str = "",
    portions: Portions = iter,
) -> Sensitivity:
    """Score, verdict and roadmap under weights drawn around those given; the weights of models are not drawn.

    Args:
        assessment: what people said.
        models: those of the workbook by default.
        rng: the source of chance, or a seed; the same seed gives the same result. Seed 0 by default.
        draws: how many, 1 to 1,000,000.
        kappa: concentration, above 0: a greater one draws closer to the weights given.
        where: name of the file, for messages.
        portions: is handed the sizes of the portions in which the draws are made and gives them back one by one, so
            that progress can be shown.

    Raises:
        InputError: a value outside the scale of its item, or draws, kappa or a seed that cannot be.

    >>> import maturity_kit as mk
    >>> drawn = mk.sensitivity(mk.example("insurer"), draws=500)
    >>> drawn
    Sensitivity(5 models, 10 steps of the roadmap: 500 draws, kappa 10)
    >>> drawn.models["digital-maturity"].chances[0]
    1.0
    """
    expect(assessment, Assessment, "assessment")
    count, close = checked_draws(draws), checked_kappa(kappa)
    source, seed = source_of(rng)
    known = load_models() if models is None else models
    expect_models(known)
    moved = carried(assessment, known.values())
    results = {name: score_model(model, moved, where) for name, model in used_models(moved, known).items()}
    entropy = entropy_of(source)
    tallies = {name: Tally(result, Drawing(result.case, entropy, close)) for name, result in results.items()}
    race = Race(results, moved.model_weights)
    for portion in portions(_sizes(results, count)):
        race.count({name: tally.take(portion) for name, tally in tallies.items()})
    found = {name: tally.found() for name, tally in tallies.items()}
    return Sensitivity(found, race.shares(count), count, close, seed, assessment.language)


def _sizes(results: Mapping[str, ModelResult], draws: int) -> list[int]:
    nodes = sum(len(one.case.compiled.item_ids) + len(one.case.compiled.group_ids) for one in results.values())
    size = max(1, CELLS // max(nodes, 1))
    return [min(size, draws - start) for start in range(0, draws, size)]


class Tally:
    """The scores and verdicts of one model, portion by portion."""

    def __init__(self, result: ModelResult, drawing: Drawing) -> None:
        self.result = result
        self.drawing = drawing
        self._scores: list[Floats] = []
        self._verdicts = np.zeros(2 + len(result.case.compiled.group_ids), np.intp)

    def take(self, count: int) -> Weights:
        """Draws so many weights, scores them, and hands them on."""
        drawn = self.drawing.next(count)
        score, verdict = scored(self.result.case, drawn)
        self._scores.append(score.copy())
        self._verdicts += np.bincount(verdict - NONE, minlength=len(self._verdicts))
        return drawn

    def found(self) -> ModelSensitivity:
        """What the draws so far amount to."""
        case, scores = self.result.case, np.concatenate(self._scores)
        chances, weakest = self._chances()
        mean = low = high = None
        if not np.isnan(scores).any():
            mean, (low, high) = float(scores.mean()), map(float, np.quantile(scores, [0.05, 0.95]))
        bars = () if mean is None else tornado(case)
        rules = _rules(self.result)
        return ModelSensitivity(self.result, mean, low, high, chances, weakest, bars, flips_of(case), rules)

    def _chances(self) -> tuple[dict[Standing, float], dict[str | None, float]]:
        case, total = self.result.case, self._verdicts.sum()
        share = {place + NONE: float(times / total) for place, times in enumerate(self._verdicts)}
        came = [place for place, part in share.items() if part > 0]
        if case.model.method in BY_PART:
            return {}, {case.compiled.group_ids[place] if place >= 0 else None: share[place] for place in came}
        places = [NONE] if share[NONE] else _possible(case)
        shown = places if case.model.method in ("ladder", "quadrant") else []
        return {verdict_name(case.model, place): share[place] for place in shown}, {}


def scored(case: Case, drawn: Weights) -> tuple[Floats, NDArray[np.intp]]:
    """Score of the model, and its level, situation or weakest part as a number, in each draw; shape (draws,)."""
    if case.model.method == "ladder":
        tree = score_tree(case.compiled, case.x, case.applicable, drawn)
        return tree.score[:, 0], attained_in(case.model, case.applied, case.weights, tree)
    score = score_rule(case.compiled, case.x, case.applicable, drawn)
    if case.model.method == "quadrant":
        return score[:, 0], situation_under(case, score)
    if case.model.method in BY_PART:
        return score[:, 0], weakest_under(case, score, drawn)
    return score[:, 0], np.full(len(score), NONE)


def _possible(case: Case) -> list[int]:
    """Every level that did not drop out, or every situation, as ``verdicts`` numbers them."""
    if case.model.method == "quadrant":
        return list(range(len(SITUATIONS)))
    levels = [place for place, level in enumerate(case.model.groups, 1) if case.left(level.id)]
    return [0, *levels] if levels else []


def _rules(result: ModelResult) -> dict[str, ByRule]:
    """What each way of adding up gives, with the weights given."""
    reading = result.reading
    now = getattr(reading, "attained", getattr(reading, "situation", None))
    others = {rule: ByRule(score, verdict_by(result, rule)) for rule, score in result.rules.items()}
    return {"mean": ByRule(result.score, now), **others}
