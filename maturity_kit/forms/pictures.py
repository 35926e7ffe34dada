"""The picture of one model as a page shows it."""

from __future__ import annotations

from markupsafe import Markup

from maturity_kit import charts
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.words import whole
from maturity_kit.scoring.voters import Voters, voters_of


def picture_html(state: AssessmentState, model: Model) -> str:
    """The picture of a model with its table; in the quadrant every voter is a dot, with their shares below."""
    result = state.result(model.id)
    if model.method != "quadrant":
        return charts.draw(result, state.language).html()
    voters = voters_of(model, state.assessment)
    return charts.plane(result, state.language, voters.points).html() + shares_html(voters, state.language)


def shares_html(voters: Voters, language: str) -> str:
    """In which situations the voters stand, each scored alone; nothing without voters."""
    if not voters.count:
        return ""
    say, name = Wording("forms", language), Wording("verdict", language)
    places = [
        say("voters.place", situation=name(f"situation.{situation}"), share=whole(100 * share))
        for situation, share in voters.shares.items()
        if share
    ]
    words = say("voters.shares", count=voters.count, places=", ".join(places))
    return str(Markup('<p class="mk-small">{}</p>').format(words))
