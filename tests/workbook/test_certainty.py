"""The panel of the weights on a page: drawn only while it is open, rough while something moves, and never kept."""

import pytest
from bs4 import BeautifulSoup

from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.sensitivity import sensitivity
from maturity_kit.insight.sensitivity.panel_words import STEPS, USUAL
from maturity_kit.workbook import ClientPage, SynthesisPage, certainty
from maturity_kit.workbook.certainty import AT_REST, MOVING

OPEN, MOVES, CLOSED = (
    {"open": "yes", "step": str(USUAL), "moving": ""},
    {"open": "yes", "step": "12", "moving": "yes"},
    {"open": "", "step": str(USUAL), "moving": ""},
)


@pytest.fixture
def draws(monkeypatch):
    """How many draws were made each time, and at which concentration; few of them in truth."""
    made = []
    real = certainty.sensitivity

    def counted(assessment, models, draws, kappa):
        made.append((draws, kappa))
        return real(assessment, models, draws=20, kappa=kappa)

    monkeypatch.setattr(certainty, "sensitivity", counted)
    return made


@pytest.fixture
def page(store, insurer, models, sent, draws):
    store.create(insurer)
    opened = SynthesisPage(AssessmentState(insurer, models, "en", store))
    str(opened.uncertainty())
    return opened


def act(page, fields):
    page.receive({"type": "action", "name": "certainty", "fields": fields})


def names(sent):
    return [message.get("region", message["type"]) for message in sent]


def test_a_closed_panel_costs_nothing(page, sent, draws):
    """Neither the first paint nor an edit draws weights, and no number stands in it."""
    weigh(page, "four-d", 2)
    assert draws == [] and not {"certainty", "certainty-said"} & {*names(sent)}
    assert "One moment" in page.certainty()


def test_opening_it_shows_the_sentence_then_the_numbers_then_that_it_was_answered(page, sent, draws):
    """Both come from the same draws."""
    act(page, OPEN)
    assert names(sent) == ["certainty-said", "certainty", "asked"]
    assert draws == [(AT_REST, 10.0)]
    assert "of 100 draws" in sent[0]["html"] and "Two kinds of doubt" in sent[1]["html"]


def test_at_rest_page_and_analyst_see_the_same_numbers(frozen):
    """The same draws of the same weights, so the same shares for the first step of the road."""
    panel = certainty.Certainty(frozen)
    panel.ask(OPEN)
    assert panel.drawn().ranks == sensitivity(frozen.assessment, frozen.models).ranks


def test_while_the_slider_moves_few_draws_do(page, sent, draws):
    act(page, OPEN)
    act(page, MOVES)
    act(page, MOVES | {"moving": ""})
    assert draws == [(AT_REST, 10.0), (MOVING, STEPS[12]), (AT_REST, STEPS[12])]
    assert ["data-mk-rough" in one["html"] for one in sent if one.get("region") == "certainty"] == [False, True, False]


def test_a_closed_fold_is_answered_without_drawing(page, sent, draws):
    act(page, OPEN)
    act(page, CLOSED)
    weigh(page, "four-d", 2)
    assert len(draws) == 1 and names(sent).count("asked") == 2


@pytest.mark.parametrize("step", ["", "-1", "13", "1e3", "six", "²"])
def test_a_slider_that_stands_nowhere_counts_as_the_usual(page, sent, draws, step):
    act(page, OPEN | {"step": step})
    assert draws == [(AT_REST, 10.0)] and names(sent)[-1] == "asked"


def test_a_page_that_could_not_show_it_may_ask_again(page, sent, monkeypatch):
    """What goes wrong is said once, and the browser does not wait for an answer that never comes."""
    monkeypatch.setattr(certainty, "sensitivity", lambda *_, **__: 1 / 0)
    act(page, OPEN)
    assert {"asked", "failed"} <= {*names(sent)}


def weigh(page, model, weight):
    page.receive({"type": "edit", "kind": "model_weight", "subject": model, "payload": weight, "key": f"k{weight}"})


def test_the_open_panel_follows_a_weight_on_this_page(page, sent, draws):
    """At once with few draws; the page asks for the rest when it is at rest."""
    act(page, OPEN)
    weigh(page, "four-d", 3)
    assert draws[1:] == [(MOVING, 10.0)]
    act(page, OPEN)
    assert draws[2:] == [(AT_REST, 10.0)]


def test_the_open_panel_follows_a_set_of_weights_that_is_put_in_force(page, sent, insurer, draws):
    act(page, OPEN)
    page.put_in_force(insurer.model_copy(update={"model_weights": {"four-d": 2.0}, "weights": {"dm.foundation": 3.0}}))
    assert draws[1:] == [(MOVING, 10.0)] and names(sent).count("certainty") == 2


def test_moving_the_slider_is_not_an_edit(page, store, insurer, draws):
    """The store holds what it held, at the revision it had."""
    before = store.revision(insurer.id), store.load(insurer.id)
    act(page, OPEN)
    act(page, MOVES)
    assert (store.revision(insurer.id), store.load(insurer.id)) == before
    assert page.state.assessment == insurer


def test_during_a_vote_the_panel_says_only_that(store, insurer, models, sent, draws, monkeypatch):
    """Opened or not: one sentence, no number and no draw."""
    monkeypatch.setattr(AssessmentState, "voting_on", lambda self, _: "dm.crm")
    store.create(insurer)
    page = SynthesisPage(AssessmentState(insurer, models, "en", store))
    str(page.uncertainty())
    act(page, OPEN)
    html = {one["region"]: one["html"] for one in sent if one["type"] == "show"}
    assert html["certainty-said"] == "" and html["certainty"].count("A vote is open") == 1
    assert draws == [] and names(sent)[-1] == "asked"


def test_a_client_has_the_same_panel_without_ways_out_of_the_page(frozen, sent, draws):
    """It stands below the road; its links stay on the page, and no list of open answers is promised."""
    page = ClientPage(frozen)
    html = str(page.whole_road())
    assert html.index('data-mk-live="road"') < html.index('data-mk-ask="certainty"')
    act(page, OPEN)
    figures = BeautifulSoup(next(one["html"] for one in sent if one.get("region") == "certainty"), "html.parser")
    assert all(link["href"].startswith("#why=") for link in figures.select("a"))
    assert figures.select(".mk-heat") and not figures.select("button, form, [data-mk-edit]")


def test_a_clients_panel_follows_the_sliders_of_the_models(frozen, sent, draws):
    """A weight on the page changes the view, so also what is drawn around it."""
    page = ClientPage(frozen)
    str(page.whole_road())
    act(page, OPEN)
    page.receive({"type": "edit", "kind": "weight", "subject": "dm.foundation", "payload": 4, "key": "w1"})
    assert [count for count, _ in draws] == [AT_REST, MOVING]
