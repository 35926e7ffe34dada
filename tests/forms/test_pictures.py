"""The picture of a model: dots of voters on the facilitator's own pages, and nowhere else."""

import pytest
from building import answered, model, simple

from maturity_kit.forms.pictures import picture_html
from maturity_kit.forms.state import AssessmentState
from maturity_kit.scoring.voters import freeze
from maturity_kit.workbook import ClientPage, ModelPage

LADDER = model("ladder", simple("a", 1), simple("b", 1))
PLANE = model("quadrant", simple("x", 1), simple("y", 1), parameters={"x": "x", "y": "y"})
NAMES = ("ann", "ben")


def voted(*items, names=NAMES):
    return answered(votes={one: [{"voter": name, "value": n} for n, name in enumerate(names, 1)] for one in items})


def state_of(assessment, one):
    return AssessmentState(assessment, {"m": one}, "en")


@pytest.mark.parametrize(("one", "items", "sentence"), [
    (LADDER, ("a1", "b1"), "Small dots show 2 voters, each alone"),
    (PLANE, ("x1", "y1"), "Dots show 2 voters, each alone."),
])  # fmt: skip
def test_the_page_of_a_model_shows_voters_and_the_page_for_clients_does_not(one, items, sentence):
    """Also where the page for clients is made of an assessment that still has voters, as in a preview."""
    state = state_of(voted(*items), one)
    assert sentence in ModelPage(state, "m").chart().html()
    shown = str(ClientPage(state).model("m"))
    assert "<svg" in shown and "each alone" not in shown and "voter alone" not in shown


@pytest.mark.parametrize(("one", "items"), [(LADDER, ("a1", "b1")), (PLANE, ("x1", "y1"))])
def test_a_single_voter_and_votes_as_counts_have_no_dots_and_leave_no_gap(one, items):
    """The picture is letter for letter the one of a page without dots."""
    for assessment in (voted(*items, names=["ann"]), freeze(voted(*items), {"m": one})):
        state = state_of(assessment, one)
        assert picture_html(state, one, dots=True) == picture_html(state, one)
