"""The synthesis: verdicts in their own terms, a road to choose from, what stops, and what is uncertain."""

import pytest

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.forms.state import AssessmentState
from maturity_kit.workbook import ClientPage, ModelPage, SynthesisPage


def edit(register, rows):
    return {"type": "edit", "kind": "register", "subject": register, "form": register, "payload": rows, "key": "k1"}


@pytest.fixture
def quick(store, empty, models):
    """Every question of the quick scan answered with step 1; the full edition has more."""
    asked = [item.id for model in models.values() for item in model.edition("quick")]
    answered = empty.model_copy(update={"answers": {item: Answer(value=1) for item in asked}})
    store.create(answered)
    return AssessmentState(answered, models, "en", store)


@pytest.fixture
def page(quick):
    opened = SynthesisPage(quick)
    for part in (opened.verdicts, opened.themes, opened.road_chart, opened.road, opened.tables, opened.uncertainty):
        part()._repr_html_()
    return opened


@pytest.mark.concept("fd-quick-scan")
def test_a_quick_scan_gives_verdicts_and_ten_proposals_with_their_reasons(quick):
    """It says that it was a quick scan, and each proposal has a next step, a reason and its numbers."""
    page = SynthesisPage(quick)
    assert "This rests on the quick scan" in page.verdicts().html()
    html = page.road().html()
    counts = [html.count(words) for words in ("Next step:", "It stands at 25 of 100", "Why this? The numbers")]
    assert counts == [10, 10, 10] and html.count('data-mk-do="choose"') == 10


@pytest.mark.concept("dm-level")
@pytest.mark.concept("dd-quadrant")
def test_each_verdict_stands_in_its_own_terms(frozen):
    """The example: a level of the ladder under construction, and one of the four situations."""
    html = SynthesisPage(frozen).verdicts().html()
    assert "Foundation, under construction" in html
    assert "Single-channel data-driven one-to-one marketing" in html


def test_a_chosen_action_is_kept_and_marked_without_touching_its_form(page, sent):
    """The road, the sentences and the head of the form follow; the form itself is where somebody types."""
    item = page.result.roadmap[0].item
    page.receive(edit("actions", [{"name": "First", "items": [item]}]))
    shown = {message["region"]: message["html"] for message in sent if message["type"] == "show"}
    assert {"road", "outcome-actions", "said-table-actions"} <= shown.keys() and "table-actions" not in shown
    assert "Chosen: First" in shown["road"] and "no owner, date, first step or measure" in shown["outcome-actions"]
    assert page.state.store.load("a1").registers["actions"] == [{"name": "First", "items": [item]}]


@pytest.mark.concept("ev-stop-list")
def test_what_stops_is_kept_and_told(page, sent):
    page.receive(edit("stops", [{"name": "Weekly report", "hours": 6}]))
    shown = {message["region"]: message["html"] for message in sent if message["type"] == "show"}
    assert "6 hours" in shown["outcome-stops"] and "Weekly report" in shown["outcome-stops"]
    assert page.state.store.load("a1").registers["stops"] == [{"name": "Weekly report", "hours": 6}]


def test_two_actions_of_one_name_are_refused_in_a_sentence(page, sent):
    """Rows are told apart by their name; nothing is kept."""
    page.receive(edit("actions", [{"name": "First"}, {"name": "first"}]))
    refused = [message for message in sent if message["type"] == "refused"]
    assert len(refused) == 1 and "first" in refused[0]["message"]
    assert "actions" not in page.state.store.load("a1").registers


def test_a_link_to_the_reasons_leads_to_the_page_of_the_model(page):
    """The page of the ladder, this assessment, the part that decided."""
    assert "1_digital_maturity?assessment=a1&amp;lang=en#why=digital-maturity/dm.foundation" in page.verdicts().html()
    assert 'data-mk-fold="dm.foundation"' in ModelPage(page.state, "digital-maturity").why().html()


def test_a_clients_page_leads_to_its_own_reasons_and_shows_what_was_agreed(frozen):
    """No link leaves the page; the actions and what stops stand above the proposals, without a button."""
    page = ClientPage(frozen)
    html = page.verdicts().html() + page.road().html()
    assert 'href="#why=digital-maturity/dm.foundation"' in html and ".ipynb" not in html and "?assessment=" not in html
    first = frozen.assessment.registers["actions"][0]
    assert first["name"] in html and first["owner"] in html and "What stops" in html
    assert "<button" not in html


def test_the_synthesis_says_how_far_the_room_agrees_below_what_is_uncertain(frozen):
    """The example voted on twelve questions of five models; the most disputed lead to their question."""
    html = str(SynthesisPage(frozen).uncertainty())
    assert html.index('data-mk-live="doubts"') < html.index('data-mk-live="agreement"')
    part = html[html.index('data-mk-live="agreement"') :]
    assert part.count("voted on") >= 5 and part.count('class="mk-spread"') == 5
    assert "/6_synthesis" not in part and part.count("#question=") >= 5


def test_agreement_follows_what_was_voted_since(frozen):
    """Without votes it is one sentence; a vote in the store shows when the page catches up."""
    page = SynthesisPage(frozen)
    frozen.assessment = frozen.assessment.model_copy(update={"votes": {}})
    page.uncertainty()
    assert "Nobody voted on a question yet." in page.regions["agreement"].render()
    frozen.assessment = frozen.assessment.model_copy(update={"votes": {"dm.crm": (Vote(value=1), Vote(value=1))}})
    assert "One question was voted on, by 2 people; consensus 1.00." in page.regions["agreement"].render()
