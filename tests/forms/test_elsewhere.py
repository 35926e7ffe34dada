"""An answer given in another model is shown beside this question's own words, and taken over only on request."""

import pytest
from building import answered, group, item, model

from maturity_kit.forms.elsewhere import answers_elsewhere
from maturity_kit.forms.questions import questions_html
from maturity_kit.forms.state import AssessmentState

HERE = model("tree", group("g", item("here", topic="goals"), item("plain")), id="a", title={"en": "A"})
THERE = model("tree", group("h", item("there", topic="goals"), item("also", topic="goals"), item("other", topic="forms")),
              id="b", title={"en": "B"})  # fmt: skip
WIDE = model("tree", group("w", item("wide", topic="goals", scale={"min": 1, "max": 5})), id="c", title={"en": "C"})
MODELS = {one.id: one for one in (HERE, THERE, WIDE)}


def state(values, **more):
    return AssessmentState(answered(values, **more), MODELS, "en")


def found(values, asked="here", **more):
    return answers_elsewhere(state(values, **more), HERE.node(asked))


def test_the_same_step_is_offered_with_the_words_of_both_questions():
    """Whoever takes it over reads what it means here."""
    (one,) = found({"there": 3})
    assert (one.line, one.step, one.offer) == (
        "A related question was answered in B: “there?”",
        "3",
        "Take over step 3 from B",
    )
    assert one.there == "There, step 3 was chosen: there step 3"
    assert one.here == "Here, step 3 says: here step 3"


def test_several_answers_are_shown_in_the_order_of_models_and_questions():
    """None of them goes before the others."""
    assert [one.step for one in found({"also": 1, "wide": 2, "there": 4})] == ["4", "1", ""]


def test_a_step_of_another_scale_is_shown_and_not_offered():
    """Step 2 of 1 to 5 is not step 2 of 0 to 4."""
    (one,) = found({"wide": 2})
    assert (one.there, one.here, one.step, one.offer) == ("There, step 2 was chosen: wide step 2", "", "", "")


@pytest.mark.parametrize(
    "values", [{"there": "unknown"}, {"there": "not_applicable"}, {"there": 2.5}, {"other": 3}, {}]
)
def test_what_is_no_step_on_the_same_topic_says_nothing(values):
    """Don't know, not applicable, between two steps, another topic, nothing."""
    assert found(values) == ()


def test_votes_that_led_to_no_agreement_say_nothing():
    """Only what was agreed is an answer elsewhere."""
    assert found({}, votes={"there": [{"value": 3}, {"value": 3}]}) == ()


def test_a_question_of_the_same_model_is_not_elsewhere():
    """Two questions of one model on a topic ask for two things."""
    assert answers_elsewhere(state({"also": 3}), THERE.node("there")) == ()


def test_a_question_without_a_topic_has_no_relatives():
    """However many answers there are."""
    assert found({"there": 3, "also": 2, "here": 1}, asked="plain") == ()


def test_the_form_offers_until_there_is_an_answer():
    """The button is there while the question is open, and nothing is filled in by it beforehand."""
    html = questions_html(state({"there": 3}), HERE, "p1")
    assert 'data-mk-do="take" data-step="3"' in html and " checked" not in html
    assert "mk-elsewhere" not in questions_html(state({"there": 3, "here": 0}), HERE, "p1")


def test_questions_without_descriptors_are_shown_by_their_step():
    """A model of one's own need not give words to its steps."""
    bare = model("tree", group("y", {"id": "bare", "text": {"en": "bare?"}, "topic": "goals"}), id="z")
    plain = AssessmentState(answered({"bare": 2}), {"a": HERE, "z": bare}, "en")
    (one,) = answers_elsewhere(plain, HERE.node("here"))
    assert one.there == "There, step 2 was chosen: this step has no description" and one.step == "2"
