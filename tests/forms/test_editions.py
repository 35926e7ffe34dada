"""What a page shows of a model in the quick scan and in the full edition."""

from building import answered, group, item, model

from maturity_kit.forms.explain import doubt_html, why_html
from maturity_kit.forms.questions import Progress, progress, questions_html
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.weights import weights_html

TREE = model("tree", group("a", item("a1", quick=True), item("a2"), item("a3")), group("b", item("b1"), item("b2")))


def state(values, edition, language="en", **more):
    return AssessmentState(answered(values, edition=edition, **more), {"m": TREE}, language)


def asked(values, edition):
    html = questions_html(state(values, edition), TREE, "p1")
    return [one.id for one in TREE.items if f'data-mk-item="{one.id}"' in html]


def test_the_form_asks_what_the_edition_asks():
    """One question in the quick scan, five in the full edition."""
    assert (asked({}, "quick"), asked({}, "full")) == (["a1"], ["a1", "a2", "a3", "b1", "b2"])


def test_what_was_said_outside_the_quick_scan_can_be_seen_and_changed():
    """It counts, so it must not be hidden."""
    assert asked({"b2": 3, "a3": "unknown"}, "quick") == ["a1", "a3", "b2"]


def test_progress_counts_the_same_questions_as_the_form():
    """Of three questions one is answered and one unknown; in the full edition of five."""
    values = {"b2": 3, "a3": "unknown"}
    assert progress(answered(values, edition="quick"), [TREE]) == Progress(1, 0, 1, 3)
    assert progress(answered(values, edition="full"), [TREE]) == Progress(1, 0, 1, 5)


def test_the_doubt_says_how_many_questions_were_not_asked():
    """Four of five, in both languages; nothing in the full edition."""
    assert "4 questions of the full edition were not asked" in doubt_html(state({"a1": 2}, "quick"), TREE)
    assert "4 vragen van de volledige editie zijn niet gesteld" in doubt_html(state({"a1": 2}, "quick", "nl"), TREE)
    assert "quick scan" not in doubt_html(state({"a1": 2}, "full"), TREE)


def test_the_way_down_to_the_answers_says_why_a_question_does_not_count():
    """A question that was not to be asked is not called open."""
    html = why_html(state({"a1": 2}, "quick"), TREE)
    assert html.count("Not part of the quick scan") == 4 and "Not answered yet" not in html
    assert html.count("nothing, the quick scan does not ask this") == 4 + 1


def test_weights_of_questions_that_are_not_asked_are_not_offered(store):
    """Unless one was set before: a weight that counts can be seen."""
    weighed = answered({}, edition="quick", weights={"b1": 2})
    store.create(weighed)
    html = weights_html(AssessmentState(weighed, {"m": TREE}, "en", store), TREE, "p1")
    subjects = [one.id for one in TREE.nodes if f'data-mk-subject="{one.id}"' in html]
    assert subjects == ["a", "a1", "b", "b1"]
