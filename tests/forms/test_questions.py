"""The form shows everything that can be said to a question, and nothing a person typed becomes markup."""

import re

import pytest
from building import group, model
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.pool import votes_of
from maturity_kit.forms.questions import Progress, progress, questions_html, too_many_unknown
from maturity_kit.forms.state import AssessmentState


def with_answers(assessment, **answers):
    return assessment.model_copy(
        update={"answers": {key.replace("__", "."): Answer(**entry) for key, entry in answers.items()}}
    )


def html_of(assessment, models, model="digital-maturity", language="en"):
    return questions_html(AssessmentState(assessment, models, language), models[model], "p1")


def question(html, item):
    return re.search(rf'<fieldset class="mk-question" data-mk-item="{re.escape(item)}".*?</fieldset>', html, re.S)[0]


def checked(html):
    return re.findall(r'value="([^"]*)" checked', html)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_choice_of_every_question_is_offered(empty, models, language):
    """Five descriptors, don't know and not applicable for each of the eight questions of the ladder."""
    html = html_of(empty, models, language=language)
    assert html.count("<fieldset") == 8
    assert html.count('type="radio"') == 8 * 7


def test_the_given_step_is_marked(empty, models):
    """The chosen step, and only that one, is checked."""
    html = html_of(with_answers(empty, dm__crm={"value": 2}), models)
    assert checked(html) == ["2"]
    assert checked(question(html, "dm.crm")) == ["2"]


def test_a_half_is_kept_between_the_steps(empty, models):
    """A value of 2.5 checks no step and shows as agreed in between."""
    html = question(html_of(with_answers(empty, dm__crm={"value": 2.5}), models), "dm.crm")
    assert checked(html) == []
    assert '<option value="2.5" selected>2.5</option>' in html


def test_not_applicable_shows_its_reason(empty, models):
    """The reason field is open when an item does not apply, hidden otherwise."""
    html = html_of(with_answers(empty, dm__crm={"state": "not_applicable", "reason": "no forms"}), models)
    assert 'value="no forms"' in question(html, "dm.crm")
    assert "mk-reason hidden" not in question(html, "dm.crm").replace('"', "")
    assert " hidden>" in question(html, "dm.analytics")


def test_votes_stand_beside_their_step_without_names(empty, models):
    """Two people chose step 1: that is said, and who they are is not."""
    votes = (Vote(voter="anna", ballot=1, value=1), Vote(voter="bert", ballot=1, value=1))
    html = question(html_of(empty.model_copy(update={"votes": {"dm.crm": votes}}), models), "dm.crm")
    assert "2 votes" in html and "anna" not in html


def test_too_many_dont_knows_ask_for_finding_out(empty, models):
    """Two of five don't know: 0.4 is more than a third, so the room is not offered to agree."""
    votes = (*(Vote(ballot=1, value=2) for _ in range(3)), *(Vote(ballot=1, state="unknown") for _ in range(2)))
    assessment = empty.model_copy(update={"votes": {"dm.crm": votes}})
    assert too_many_unknown(votes_of(assessment, models["digital-maturity"].node("dm.crm")))
    assert "find out" in question(html_of(assessment, models), "dm.crm")


def test_progress_counts_what_was_said(empty, models):
    """One value, one not applicable and one don't know of eight."""
    said = with_answers(
        empty,
        dm__crm={"value": 0},
        dm__analytics={"state": "not_applicable", "reason": "x"},
        dm__tags={"state": "unknown"},
    )
    assert progress(said, [models["digital-maturity"]]) == Progress(answered=1, not_applicable=1, unknown=1, total=8)


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=60).map(lambda text: f"<img src=x onerror=alert(1)>{text}</textarea><script>"))
def test_markup_in_what_people_typed_stays_text(words, models):
    """Whatever is typed as note, evidence or reason, the page gets no new tag."""
    empty = new_assessment("a1", "Van Dijk", "2026-11-22", edition="quick")
    entry = {"state": "not_applicable", "reason": words, "note": words, "evidence": words}
    html = html_of(with_answers(empty, dm__crm=entry), models)
    assert "<img" not in html and "<script" not in html
    assert html.count("</textarea>") == 2 * 8


def test_steps_without_descriptors_can_be_chosen(empty):
    """A model of one's own may leave the words out; the steps themselves are then the choices."""
    bare = model("tree", group("a", {"id": "a1", "text": {"en": "a1?"}}), id="own")
    html = html_of(empty, {"own": bare}, "own")
    assert re.findall(r'type="radio" name="p1-a1" value="([^"]*)"', html) == [*"01234", "unknown", "not_applicable"]
    assert "Step 3" in html
