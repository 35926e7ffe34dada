"""All rules over a number of models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from maturity_kit.content.lint.alike import alike_findings
from maturity_kit.content.lint.finding import Finding
from maturity_kit.content.lint.house import House
from maturity_kit.content.lint.items import item_findings, topic_findings
from maturity_kit.content.lint.planned import planned_findings, together_findings
from maturity_kit.content.lint.steps import step_findings
from maturity_kit.content.lint.texts import text_findings
from maturity_kit.content.lint.unfilled import of_filled, unfilled_findings
from maturity_kit.content.model import Model


class Review(NamedTuple):
    """Findings for each model, in the order the models were given, and those about all of them together."""

    each: tuple[tuple[Finding, ...], ...]
    together: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding."""
        return (*(finding for findings in self.each for finding in findings), *self.together)


def review(models: Sequence[Model], around: Sequence[Model] = (), house: House | None = None) -> Review:
    """What a reader would stumble over in ``models``.

    Models that ``house`` names are held to the house style and to their plan. For any other model every finding is a
    doubt: a writer may have reasons that no rule knows.

    Args:
        models: the models to judge.
        around: models beside them, for what only shows between models; nothing is said about these.
        house: what the workbook asks of its own models.
    """
    everything = (*models, *around)
    pairs: list[list[Finding]] = [[] for _ in everything]
    for owner, finding in alike_findings(everything):
        pairs[owner].append(finding)
    each = []
    for position, model in enumerate(models):
        others = [other for place, other in enumerate(everything) if place != position]
        unfilled = [*unfilled_findings(model)]
        told = [*_alone(model), *topic_findings(model, others), *pairs[position]]
        found = [*unfilled, *of_filled(told, unfilled)]
        if house and model.id in house.plan.models:
            each.append((*planned_findings(model, house), *found))
        else:
            each.append(tuple(finding.as_doubt() for finding in found))
    return Review(tuple(each), tuple(together_findings(models, house)) if house else ())


def _alone(model: Model) -> Iterable[Finding]:
    yield from text_findings(model)
    yield from step_findings(model)
    yield from item_findings(model)
