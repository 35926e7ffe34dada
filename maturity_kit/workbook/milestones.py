"""Freezing a round on its card, and starting the next round from what was frozen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import uuid4

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import check_values
from maturity_kit.assessment.rounds import next_round
from maturity_kit.content.load import Models, load_models
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.html import render
from maturity_kit.insight.news import news
from maturity_kit.store import Entry, Store
from maturity_kit.workbook.units import readable_date

SHORT = 8
"""Signs of a digest that people see."""


class RoundError(InputError):
    """What cannot be done with rounds, in a sentence of ``wording/compare.yaml``."""

    room = "compare"


def freeze_html(store: Store, entry: Entry, where: str, language: str, voting: bool = False) -> str:
    """The milestones of one card, left out while a vote is open, and the form that makes one more."""
    tell = Wording("compare", language)
    frozen = [
        {
            "name": one.name,
            "digest": one.digest,
            "short": one.digest[:SHORT],
            "date": readable_date(one.at.astimezone(), language),
        }
        for one in (store.milestones(entry.id) if entry.milestones and not voting else ())
    ]
    name = tell("label.round", round=entry.round)
    return render("freeze", language, tell=tell, entry=entry, where=where, frozen=frozen, name=name)


def freeze_round(store: Store, assessment_id: str, name: str, language: str) -> str:
    """What to say after freezing a round."""
    made = store.freeze(assessment_id, name)
    key = "freeze.before" if made.repeated else "freeze.done"
    return Wording("compare", language)(key, name=made.name, digest=made.digest[:SHORT])


def start_next_round(
    store: Store, assessment_id: str, models: Mapping[str, Model], language: str, anew: Collection[str] = ()
) -> tuple[str, list[str]]:
    """The id of the round after an assessment, now in the store, and what people should know of it.

    It starts from the newest milestone; without one from the assessment as it is now. The questions in ``anew`` are
    asked again: their answers do not move along.

    Raises:
        InputError: the next round is there already, or an answer does not fit the present version of its model.
    """
    former, said = _start(store, assessment_id, language)
    if store.same(former.organisation, former.unit, former.round + 1):
        name = ", ".join(filter(None, (former.organisation, former.unit)))
        raise RoundError("error.round", organisation=name, round=former.round + 1)
    later = next_round(former, models, uuid4().hex, date.today().isoformat(), anew)
    check_values(later, models.values(), later.organisation)
    told = [*said, *(one.to(language) for one in news(former, with_versions(models)))]
    return store.create(later), told


def started_from(store: Store, assessment_id: str) -> Assessment:
    """What the next round of an assessment starts from: its newest milestone, else the assessment as it is now."""
    frozen = store.milestones(assessment_id)
    return store.milestone(assessment_id, frozen[-1].digest) if frozen else store.load(assessment_id)


def _start(store: Store, assessment_id: str, language: str) -> tuple[Assessment, list[str]]:
    """What the next round starts from; when it changed after it was frozen, that is said."""
    newest, frozen = started_from(store, assessment_id), store.milestones(assessment_id)
    if not frozen or store.digest(assessment_id) == frozen[-1].digest:
        return newest, []
    return newest, [Wording("compare", language)("next.from", name=frozen[-1].name, round=newest.round)]


def with_versions(models: Mapping[str, Model]) -> Models:
    """The models of a page together with the superseded versions in the folder of the workbook."""
    return Models(load_models().folder, dict(models))
