"""What the reader must know about an assessment besides its scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import unknown_ids
from maturity_kit.assessment.pool import is_entry, votes_of
from maturity_kit.content.model import Model
from maturity_kit.content.text import Text
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.insight.rules import disagreements
from maturity_kit.scoring.ladder import firm_levels
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading, ValuesReading

UNKNOWN = 1 / 3 + 1e-9


def notices_of(
    assessment: Assessment, models: Mapping[str, Model], results: Mapping[str, ModelResult]
) -> tuple[Notice, ...]:
    """Everything worth a notice, from the file to the models in order."""
    found = [*_strange(assessment, models), *_versions(assessment, models), *_claims(assessment, models)]
    found += quick_scan(results.values())
    for result in results.values():
        found += [*jumps(result, own_targets(result)), *disagreements(result), *_flags(result)]
        found += unsure(assessment, result)
    return tuple(found)


def _strange(assessment: Assessment, models: Mapping[str, Model]) -> Iterator[Notice]:
    for field, strange in unknown_ids(assessment, models).items():
        yield notice("ids.unknown", count=len(strange), field=field, ids=strange)


def _versions(assessment: Assessment, models: Mapping[str, Model]) -> Iterator[Notice]:
    for model_id, version in assessment.models.items():
        if model_id in models and models[model_id].version != version:
            present = models[model_id]
            yield notice("model.version", model=present.title, filled=version, scored=present.version)


def _claims(assessment: Assessment, models: Mapping[str, Model]) -> Iterator[Notice]:
    for model_id, claim in assessment.claims.items():
        model = models.get(model_id)
        if model and model.method == "quadrant" and claim not in SITUATIONS:
            yield notice("claim.unknown", model=model.title, found=claim, allowed=SITUATIONS)


def quick_scan(results: Iterable[ModelResult]) -> list[Notice]:
    """One notice with the number of questions of these models that the quick scan leaves out; none without any."""
    left = sum(result.case.pooled.states.count("not_in_edition") for result in results)
    return [notice("edition.quick", count=left)] if left else []


def own_targets(result: ModelResult) -> list[str]:
    """Ids of the model's nodes that have a target of their own."""
    return [node.id for node in result.model.nodes if node.id in result.case.targets]


def jumps(result: ModelResult, nodes: Iterable[str]) -> list[Notice]:
    """A warning for each level that a target or action on ``nodes`` would jump to while a lower one is not secured."""
    reading = result.reading
    if not isinstance(reading, LadderReading) or reading.attained is None:
        return []
    levels = [level.id for level in result.model.groups]
    aimed = {levels.index(result.model.path(node)[0]) for node in nodes if node in result.model.by_id}
    firm = firm_levels(result.case)
    found = []
    for place in sorted(aimed):
        missing = [level for level in levels[:place] if level in firm and not firm[level]]
        if place + 1 > reading.attained + 1 and missing:
            level, lower = result.model.groups[place].title, _title(result.model, missing[0])
            found.append(notice("target.jump", level=level, lower=lower))
    return found


def _title(model: Model, group_id: str) -> Text:
    return next(group.title for group in model.groups if group.id == group_id)


def _flags(result: ModelResult) -> Iterator[Notice]:
    reading, title = result.reading, result.model.title
    if isinstance(reading, QuadrantReading) and reading.at_odds:
        yield notice("quadrant.symptoms", model=title, symptoms=reading.symptoms)
    if isinstance(reading, ValuesReading) and reading.solution_ahead:
        yield notice("values.ahead", model=title, solution=reading.solution, insight=reading.insight)


def unsure(assessment: Assessment, result: ModelResult) -> list[Notice]:
    """One notice for the questions on which more than a third of the voters do not know; none without such a question.

    Only of votes that nobody turned into an agreed answer.
    """
    found = []
    for item in result.model.items:
        answer, ballot = assessment.answers.get(item.id), votes_of(assessment, item)
        if ballot and ballot.unknown_share > UNKNOWN and not (answer and is_entry(answer)):
            found.append(notice("question", question=item.text))
    named = {"model": result.model.title, "items": tuple(found)}
    return [notice("votes.unknown", count=len(found), **named)] if found else []
