"""All models together: the result of an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from maturity_kit.assessment.assessment import Assessment, named
from maturity_kit.assessment.fit import carried, check_values, used_models
from maturity_kit.content.arguments import expect
from maturity_kit.content.load import Models, expect_models, load_models
from maturity_kit.content.model import Model
from maturity_kit.content.readonly import ReadOnly
from maturity_kit.content.rules import Rules, load_rules
from maturity_kit.insight.agreement.room import ModelAgreement, agreement_json, agreements_of
from maturity_kit.insight.comparing.changes import changes_of
from maturity_kit.insight.contradictions import Contradiction, contradictions_of
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.insight.notices import notices_of
from maturity_kit.insight.roadmap import Proposal, roadmap_of
from maturity_kit.insight.tables import Tables, tables_of
from maturity_kit.insight.themes import themes_of
from maturity_kit.insight.words import whole
from maturity_kit.scoring.case import case_of, weighted_mean
from maturity_kit.scoring.parts import elements
from maturity_kit.scoring.result import CycleReading, ModelResult, NodeScore, plain
from maturity_kit.scoring.score import result_of

FORMAT = "maturity-result/1"


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """What follows from an assessment: the verdicts side by side, and what they mean together.

    Attributes:
        models: by id, in order of id.
        overall: for analysts; the models as children of one group.
        themes: score, 0..100, of the themes that have one.
        roadmap: ten proposals at most: now, next, later.
        tables: what the working tables amount to.
        contradictions: what the rules found, with the facts behind it.
        notices: what the reader must know besides.
        assessment: what people said, under the ids of these models.

    >>> import maturity_kit as mk
    >>> result = mk.score(mk.example("insurer"))
    >>> result.roadmap[0]
    Proposal(now: dm.forms, priority 0.55)
    """

    models: Mapping[str, ModelResult]
    overall: NodeScore
    themes: Mapping[str, float]
    roadmap: tuple[Proposal, ...]
    tables: Tables
    contradictions: tuple[Contradiction, ...] = ()
    notices: tuple[Notice, ...] = ()
    assessment: Assessment | None = None

    def __repr__(self) -> str:
        scores = [f"{model} {whole(found.score)}" for model, found in self.models.items()]
        about = f"{named(self.assessment)}, round {self.assessment.round}: " if self.assessment else ""
        return f"Result({about}{', '.join(scores) or 'no models'})"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.shown import result_html

        return result_html(self)

    @cached_property
    def agreement(self) -> Mapping[str, ModelAgreement]:
        """How far the room agrees in each model that somebody voted on, in order of id."""
        models = [result.model for result in self.models.values()]
        return ReadOnly(agreements_of(self.assessment, models)) if self.assessment else ReadOnly()

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The result file; ``language`` is that of the notices."""
        shown = ("item", "priority", "horizon", "also", "next_step")
        return {
            "format": FORMAT,
            "models": {model: result.as_json() for model, result in self.models.items()},
            "overall": {name: getattr(self.overall, name) for name in ("score", "low", "high", "coverage")},
            "themes": dict(self.themes),
            "contradictions": [one.rule.id for one in self.contradictions],
            "roadmap": [{name: plain(getattr(step, name)) for name in shown} for step in self.roadmap],
            "registers": self.tables.as_json(),
            "agreement": agreement_json(self.agreement),
            "notices": [one.to(language) for one in self.notices],
        }


def score(
    assessment: Assessment,
    models: Mapping[str, Model] | None = None,
    previous: Assessment | None = None,
    where: str = "",
    rules: Rules | None = None,
) -> Result:
    """The result of an assessment: every model that was filled in, and what they mean together.

    Scores are 0..100, coverage 0..1. An open item carries no score but widens the bounds ``low`` and ``high``; what
    does not exist is None.

    Args:
        assessment: what people said.
        models: those of the workbook by default; only models with an entry, answer or vote are scored.
        previous: an earlier round, for the changes per element of a cycle.
        where: name of the file, for messages.
        rules: for contradictions; those of the workbook by default.

    Raises:
        InputError: a value outside the scale of its item, also in the previous round; rules that cannot be read; two
            models that share an id; an argument of another kind.

    >>> import maturity_kit as mk
    >>> result = mk.score(mk.example("insurer"))
    >>> result  # doctest: +ELLIPSIS
    Result(Lindewaard Verzekeringen, round 1: data-driven-marketing 51, ...)
    >>> result.models["digital-maturity"].reading.attained
    0
    """
    expect(assessment, Assessment, "assessment")
    known = load_models() if models is None else models
    expect_models(known)
    if previous is not None:
        expect(previous, Assessment, "assessment", "previous")
    moved = carried(assessment, known.values())
    check_values(moved, known.values(), where)
    used = used_models(moved, known)
    results = {
        model_id: result_of(case_of(model, moved), moved.claims.get(model_id)) for model_id, model in used.items()
    }
    notices = list(notices_of(moved, known, results))
    if not results:
        notices.append(notice("models.none"))
    if previous is not None:
        results, more = _with_changes(results, moved, previous, known)
        notices += more
    overall = overall_of(results, moved.model_weights)
    tables = tables_of(moved, results)
    roadmap = roadmap_of(results, moved.model_weights, tables.widest)
    found = contradictions_of(load_rules() if rules is None else rules, results, tables)
    themes = ReadOnly(themes_of(results))
    return Result(ReadOnly(results), overall, themes, roadmap, tables, found, tuple(notices), moved)


def overall_of(results: Mapping[str, ModelResult], model_weights: Mapping[str, float]) -> NodeScore:
    """The scored models as the children of one group, by ``model_weights`` (1 by default)."""

    def mean(name: str) -> float | None:
        found = [(model_weights.get(model, 1.0), getattr(result, name)) for model, result in results.items()]
        return weighted_mean([(weight, value) for weight, value in found if value is not None])

    return NodeScore(mean("score"), mean("low"), mean("high"), mean("coverage"))


def _with_changes(
    results: Mapping[str, ModelResult], assessment: Assessment, previous: Assessment, models: Mapping[str, Model]
) -> tuple[dict[str, ModelResult], list[Notice]]:
    """The results with the changes of the elements of each cycle since the previous round."""
    found, notices = dict(results), _comparable(assessment, previous)
    for model_id, result in results.items():
        if not isinstance(result.reading, CycleReading):
            continue
        version = previous.models.get(model_id, result.model.version)
        former = result.model if version == result.model.version else None
        if former is None and isinstance(models, Models):
            former = models.version(model_id, version)
        check_values(previous, (former,) if former else (), previous.id)
        if former is None:
            notices.append(notice("previous.version", model=result.model.title, version=version))
        changes = changes_of(previous, assessment, former, result.model, elements(result.case))
        found[model_id] = replace(result, reading=replace(result.reading, changes=ReadOnly(changes)))
    return found, notices


def _comparable(assessment: Assessment, previous: Assessment) -> list[Notice]:
    now, then = ((one.organisation, one.unit) for one in (assessment, previous))
    if now == then:
        return []
    names = [" / ".join(part for part in one if part) or "–" for one in (then, now)]
    return [notice("previous.other", found=names[0], expected=names[1])]
