"""The picture of one model as a page shows it."""

from __future__ import annotations

from maturity_kit import charts
from maturity_kit.content.model import Model
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.voters import voters_of


def picture_html(state: AssessmentState, model: Model) -> str:
    """The picture of a model with its table; in the quadrant every voter is a dot."""
    result = state.result(model.id)
    if model.method == "quadrant":
        return charts.plane(result, state.language, voters_of(model, state.assessment).points).html()
    return charts.draw(result, state.language).html()
