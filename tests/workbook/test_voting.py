"""While a vote is open the pages of that assessment show nothing that could lead those who still have to vote."""

import pytest

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.forms.state import AssessmentState
from maturity_kit.store import open_store
from maturity_kit.workbook import ClientPage, ModelPage, StartPage, SynthesisPage

SENTENCE = "A vote is open. The verdict returns after the reveal."
OF_MODEL = ("verdict", "chart", "remarks", "why", "next_steps", "uncertainty", "units", "rounds")
OF_SYNTHESIS = ("verdicts", "themes", "contradictions", "road_chart", "road", "uncertainty", "overall")


@pytest.fixture
def voting(monkeypatch):
    """The open vote of each assessment, as a room would tell it; empty at first."""
    found = {}
    monkeypatch.setattr(AssessmentState, "voting_on", lambda self, assessment_id: found.get(assessment_id))
    return found


@pytest.fixture
def insured(store, insurer, models, voting):
    """The example with votes and a target on the question that is voted on, and a state to open pages on."""
    told = {
        "answers": {**insurer.answers, "dm.crm": Answer(value=3, note="told-note", evidence="told-evidence")},
        "votes": {**insurer.votes, "dm.crm": (Vote(counts=(0, 0, 4, 1, 0)),)},
        "targets": {**insurer.targets, "dm.crm": 75, "dm.foundation": 66},
    }
    assessment = insurer.model_copy(update=told)
    store.create(assessment)
    voting[insurer.id] = "dm.crm"
    return AssessmentState(assessment, models, "en", store)


def every_part(page, names):
    return {name: str(getattr(page, name)()._repr_html_()) for name in names}


def shown(sent):
    return {message["region"]: message["html"] for message in sent if message["type"] == "show"}


@pytest.mark.parametrize(
    "model", ["digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values"]
)
def test_a_model_shows_no_result_from_its_first_paint(insured, model):
    """Each part is the sentence and nothing else: no number, no picture, no table."""
    for name, html in every_part(ModelPage(insured, model), OF_MODEL).items():
        assert SENTENCE in html and "<svg" not in html and "<table" not in html, name
        assert html.count("<p") == 1, name


def test_the_synthesis_shows_no_result_either(insured):
    """Nor the rounds beside each other."""
    page = SynthesisPage(insured)
    for name, html in every_part(page, OF_SYNTHESIS).items():
        assert SENTENCE in html and "<svg" not in html and "<table" not in html, name
    page.receive({"type": "action", "name": "multiples", "fields": {}})
    assert str(page.rounds()).count(SENTENCE) == 2 and "<svg" not in str(page.rounds())
    assert str(page.uncertainty()).count(SENTENCE) == 3 and "mk-spread" not in str(page.uncertainty())


def test_the_page_for_clients_shows_no_result_where_it_knows_of_a_vote(insured):
    """A preview on the store hides what a published page, which is frozen, goes on to show."""
    page = ClientPage(insured)
    parts = [page.model("digital-maturity"), page.across(), page.road().html(), page.verdicts().html()]
    assert all(SENTENCE in part and "<svg" not in part and "<table" not in part for part in map(str, parts))


def test_the_form_hides_the_question_that_is_voted_on_and_every_target(insured):
    """No choice, votes, note or evidence of that question; the others can be filled in."""
    html = ModelPage(insured, "digital-maturity").questions().html()
    start = html.index('data-mk-item="dm.crm"')
    question = html[start : html.index("</fieldset>", start)]
    assert "This question is being voted on" in question and "<input" not in question and "mk-votes" not in question
    assert "told-note" not in html and "told-evidence" not in html
    assert 'data-mk-edit="target"' not in html and html.count('type="radio"') > 50


def test_no_other_model_tells_the_answer_of_that_question(insured, models, voting):
    """A related question says what was answered there; until the reveal it does not."""
    topics = {item.topic: item.id for item in models["digital-maturity"].items if item.topic}
    model, item = next((model, item) for model in models.values() for item in model.items
                       if item.topic in topics and model.id != "digital-maturity" and model.id != "four-d")  # fmt: skip
    asked = topics[item.topic]
    left = {name: answer for name, answer in insured.assessment.answers.items() if name != item.id}
    others = {one.id for one in models.values() for one in one.items if one.topic == item.topic} - {asked}
    left = {name: answer for name, answer in left.items() if name not in others} | {asked: Answer(value=2)}
    insured.assessment = insured.assessment.model_copy(update={"answers": left})

    def offered(vote):
        insured.voting = vote
        html = ModelPage(insured, model.id).questions().html()
        start = html.index(f'data-mk-item="{item.id}"')
        return "mk-elsewhere" in html[start : html.index("</fieldset>", start)]

    assert [offered(None), offered(asked)] == [True, False]


def test_working_tables_keep_their_forms_and_lose_their_outcomes(insured):
    """What each amounts to is the sentence; fields to fill in are there."""
    html = str(ModelPage(insured, "eight-values").tables())
    assert html.count(SENTENCE) == 7 and "<svg" not in html and "mk-paper" not in html
    assert html.count("data-mk-register=") >= 6


def test_cards_show_no_level_of_an_organisation_that_votes(insured, voting, store):
    """Of the assessment itself and of its other rounds; nor their milestones. Another organisation's card is as ever."""
    first = insured.assessment.model_copy(update={"id": "first", "round": 1})
    second = insured.assessment.model_copy(update={"id": "second", "organisation": "Someone else"})
    for one in (first, second):
        store.create(one)
        store.freeze(one.id, "Kick-off")
    html = StartPage(insured).cards().html()
    cards = {card.split('"')[0]: card for card in html.split('data-mk-row="card-')[1:]}
    assert [SENTENCE in cards[name] for name in (insured.assessment.id, "first", "second")] == [True, True, False]
    assert ["Kick-off" in cards[name] for name in ("first", "second")] == [False, True]


def test_pages_follow_the_opening_of_a_vote_and_its_reveal(insured, voting, sent):
    """One look after the vote opens everything is hidden, one look after the reveal it is back."""
    voting.clear()
    insured.catch_up()
    page = ModelPage(insured, "digital-maturity")
    every_part(page, (*OF_MODEL, "questions", "progress"))
    voting[insured.assessment.id] = "dm.crm"
    page.look()
    hidden = shown(sent)
    assert all(SENTENCE in hidden[name] for name in ("verdict", "chart", "why", "steps", "doubt", "units"))
    assert "told-note" not in hidden["questions"]
    sent.clear()
    voting.clear()
    page.look()
    back = shown(sent)
    assert all(SENTENCE not in html for html in back.values()) and "<svg" in back["chart"]
    assert "told-note" in back["questions"]


def test_an_edit_during_a_vote_is_kept_and_reveals_nothing(insured, sent):
    """The facilitator can still type; the sentence is sent once, so that it is not read out at every click."""
    page = ModelPage(insured, "digital-maturity")
    every_part(page, (*OF_MODEL, "questions", "progress"))
    for key, value in (("k1", 1), ("k2", 2)):
        page.receive(
            {"type": "edit", "kind": "answer", "subject": "dm.analytics", "payload": {"value": value}, "key": key}
        )
    assert insured.store.load(insured.assessment.id).answers["dm.analytics"].value == 2
    verdicts = [message["html"] for message in sent if message.get("region") == "verdict"]
    assert len(verdicts) == 1 and SENTENCE in verdicts[0]
    assert all("<svg" not in message.get("html", "") for message in sent)


def test_the_start_page_follows_a_vote_on_any_assessment(insured, voting, sent):
    """Opened on another assessment, it hides the card of the one that votes."""
    voting.clear()
    page = StartPage(insured)
    page.cards()
    voting[insured.assessment.id] = "dm.crm"
    page.look()
    assert SENTENCE in shown(sent)["cards"]


def test_a_comparison_asked_for_during_a_vote_stays_hidden(insured, sent, store):
    """Two rounds are ticked and compared: the sentence."""
    store.create(insured.assessment.model_copy(update={"id": "first", "round": 1}))
    page = SynthesisPage(insured)
    page.rounds()
    page.receive({"type": "action", "name": "compare", "fields": {insured.assessment.id: "on", "first": "on"}})
    assert SENTENCE in shown(sent)["rounds"]


def test_without_a_vote_nothing_is_hidden(insured, voting):
    """And a state without a store asks nobody."""
    voting.clear()
    insured.catch_up()
    page = ModelPage(insured, "digital-maturity")
    assert SENTENCE not in "".join(every_part(page, (*OF_MODEL, "questions", "tables")).values())


def test_the_sentence_is_dutch_on_a_dutch_page(insured, models):
    state = AssessmentState(insured.assessment, models, "nl", insured.store)
    assert "Het oordeel komt terug na de onthulling" in ModelPage(state, "digital-maturity").verdict().html()


def test_a_vote_in_the_store_is_the_vote_that_pages_know(store, insurer, models):
    """A real room: hidden from the step that opens the question to the step that reveals it."""
    from maturity_kit.assessment.room.room import Step
    from maturity_kit.assessment.room.settings import Settings
    from maturity_kit.store.rooms import Rooms

    store.create(insurer)
    state = AssessmentState(insurer, models, "en", store)
    rooms = Rooms(open_store(store.engine.url.database), models)
    room = rooms.start(insurer.id, Settings(items=("dm.crm",)))
    assert not state.catch_up() and state.voting is None
    room = rooms.step(room.id, Step("open", "dm.crm", {}), room.number, "k1")
    assert state.catch_up() and state.voting == "dm.crm"
    rooms.step(room.id, Step("reveal", "dm.crm", {}), room.number, "k2")
    assert state.catch_up() and state.voting is None
