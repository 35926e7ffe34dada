"""Units, brands and rounds of one organisation beside each other, each with its own level."""

from __future__ import annotations

from datetime import date

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.html import render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.scoring.result import LadderReading
from maturity_kit.scoring.score import score_model
from maturity_kit.workbook.notebooks import notebook_of


def units_html(state: AssessmentState, model: Model) -> str:
    """A table of the organisation's assessments with their level on this ladder."""
    say = Wording("forms", state.language)
    rows = [
        {
            "unit": assessment.unit or say("units.whole"),
            "round": assessment.round,
            "date": readable_date(assessment.date, state.language),
            "level": level_of(assessment, model, state.language),
            "href": ""
            if assessment.id == state.assessment.id
            else address(notebook_of(model.id) or notebook_of("start"), assessment.id, state.language),
        }
        for assessment in siblings(state)
    ]
    return render("units", state.language, organisation=state.assessment.organisation, rows=rows)


def siblings(state: AssessmentState) -> list[Assessment]:
    """All assessments of the same organisation, by unit and round; the one at hand as it is on the page."""
    if state.store is None:
        return [state.assessment]
    others = [
        state.store.load(entry.id)
        for entry in state.store.list()
        if entry.organisation == state.assessment.organisation and entry.id != state.assessment.id
    ]
    return sorted([state.assessment, *others], key=lambda assessment: (assessment.unit, assessment.round))


def level_of(assessment: Assessment, model: Model, language: str) -> str:
    """The name of the level an assessment attained, or that it has no answers yet."""
    say = Wording("forms", language)
    try:
        result = score_model(model, assessment)
    except InputError as problem:
        return problem.to(language)
    if result.score is None or not isinstance(result.reading, LadderReading) or result.reading.attained is None:
        return say("units.no-level")
    if result.reading.attained == 0:
        return say("level.none", first=model.groups[0].title.to(language))
    return model.groups[result.reading.attained - 1].title.to(language)


def address(notebook: str, assessment_id: str, language: str) -> str:
    """Where a notebook of the workbook shows an assessment, relative to any other page."""
    from urllib.parse import urlencode

    return f"{notebook}?{urlencode({'assessment': assessment_id, 'lang': language})}"


def readable_date(day: date | str, language: str) -> str:
    """A date as people write it in a language."""
    from babel.dates import format_date

    moment = day if isinstance(day, date) else date.fromisoformat(day)
    return str(format_date(moment, format="medium", locale=language))
