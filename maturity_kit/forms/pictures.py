"""The picture of one model as a page shows it."""

from __future__ import annotations

from markupsafe import Markup

from maturity_kit import charts
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.words import whole
from maturity_kit.scoring.voters import FEWEST, Voters, voters_by_group, voters_of


def picture_html(state: AssessmentState, model: Model, dots: bool = False) -> str:
    """The picture of a model with its table; below a quadrant the share of voters in each situation.

    Args:
        state: the assessment.
        model: one of its models.
        dots: whether two or more voters are shown as dots; for the facilitator's own pages only.
    """
    result = state.result(model.id)
    if model.method != "quadrant":
        crowd = voters_by_group(model, state.assessment) if dots else {}
        return charts.draw(result, state.language, crowd).html()
    voters = voters_of(model, state.assessment)
    points = voters.points if dots and voters.count >= FEWEST else ()
    return charts.plane(result, state.language, points).html() + shares_html(voters, state.language)


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
