"""Two pages on one assessment: each follows the other by itself, and a clash is a choice."""

import asyncio

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.forms.state import AssessmentState
from maturity_kit.store import StoreError, open_store
from maturity_kit.workbook import ModelPage, StartPage, SynthesisPage
from maturity_kit.workbook.watch import Watch
from tests import looping


def edit(subject, payload, kind="answer", key="k1", **more):
    return {"type": "edit", "kind": kind, "subject": subject, "payload": payload, "key": key, **more}


def opened(state):
    page = ModelPage(state, "digital-maturity")
    for part in (page.verdict, page.chart, page.progress, page.questions, page.why, page.weights, page.tables):
        part()._repr_html_()
    return page


@pytest.fixture
def page(kept):
    return opened(kept)


@pytest.fixture
def elsewhere(kept):
    """The store as another process has it."""
    store = open_store(kept.store.engine.url.database)
    yield store
    store.close()


def shown(sent):
    return {message["region"]: message for message in sent if message["type"] == "show"}


def test_a_page_shows_by_itself_what_somebody_else_changed(page, sent, elsewhere):
    """Every region comes anew, the verdict among them, and none of them is forced upon a form."""
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 4}))
    page.look()
    found = shown(sent)
    assert found.keys() >= {"verdict", "chart", "questions", "weights", "why"}
    assert page.result.score == 100
    assert {(message["gently"], message["revision"]) for message in found.values()} == {
        (True, elsewhere.revision("a1"))
    }


def test_a_page_that_nobody_else_touched_sends_nothing(page, sent, elsewhere):
    """Not when nothing happened, and not after an edit of its own or a milestone."""
    page.look()
    assert sent == []
    page.receive(edit("dm.crm", {"value": 3}))
    elsewhere.freeze("a1", "Kick-off")
    sent.clear()
    page.look()
    assert sent == []


def test_the_start_page_follows_every_assessment(kept, sent, elsewhere, insurer):
    """Somebody makes an assessment: its card appears."""
    page = StartPage(kept)
    page.cards()
    elsewhere.create(insurer)
    page.look()
    assert insurer.organisation in shown(sent)["cards"]["html"]
    sent.clear()
    page.look()
    assert sent == []


def test_a_store_that_is_lost_is_said_once_and_mends_itself(page, sent, monkeypatch, elsewhere):
    """Three looks in vain are one sentence; the first that succeeds takes it away and shows what happened meanwhile."""

    def gone(*_):
        raise StoreError("disk", "store", found="gone")

    monkeypatch.setattr(page.state.store, "revision", gone)
    for _ in range(3):
        page.look()
    assert [message["region"] for message in sent] == ["lost"] and "connection to the store is lost" in sent[0]["html"]
    sent.clear()
    monkeypatch.undo()
    sent_now = []
    page.send = sent_now.append
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 4}))
    page.look()
    assert (sent_now[0]["region"], sent_now[0]["html"]) == ("lost", "")
    assert "questions" in shown(sent_now)


def test_the_second_of_two_edits_is_asked_at_the_question(page, sent, elsewhere):
    """The other's 3 stays, the page shows it, and the two entries to choose from come along."""
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 3}))
    page.receive(edit("dm.crm", {"value": 1}, seen=0))
    clash = next(message for message in sent if message["type"] == "clash")
    assert (clash["key"], clash["kind"], clash["subject"]) == ("k1", "answer", "dm.crm")
    assert clash["choices"] == {"theirs": {"value": 3}, "mine": {"value": 1}}
    assert page.result.score == 75 and elsewhere.load("a1").answers["dm.crm"].value == 3
    assert "saved" not in [message["type"] for message in sent]


@pytest.mark.parametrize(("chosen", "value"), [("mine", 1), ("theirs", 3)])
def test_what_was_chosen_is_kept(page, sent, elsewhere, chosen, value):
    """The choice is an edit that saw the other's; chosen again after a third change it would be asked again."""
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 3}))
    page.receive(edit("dm.crm", {"value": 1}, seen=0))
    clash = next(message for message in sent if message["type"] == "clash")
    page.receive(edit("dm.crm", clash["choices"][chosen], key="k2", seen=clash["revision"]))
    assert elsewhere.load("a1").answers["dm.crm"].value == value
    assert [message["type"] for message in sent if message["type"] in ("saved", "clash")] == ["clash", "saved"]


def test_an_edit_that_waited_in_the_browser_is_asked_after_a_reload(kept, elsewhere, models, sent):
    """The page is new and shows the other's 3; the edit from before says that it had not seen it."""
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 3}))
    page = opened(AssessmentState(elsewhere.load("a1"), models, "en", kept.store))
    page.receive(edit("dm.crm", {"value": 1}, seen=0, again=True))
    assert [message["type"] for message in sent if message["type"] in ("saved", "clash")] == ["clash"]


def test_a_note_joins_the_step_that_somebody_else_chose(page, sent, elsewhere):
    """Nothing is asked; the form comes again, so that the page shows both."""
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 3}))
    page.receive(edit("dm.crm", {"note": "seen"}, seen=0))
    kept = elsewhere.load("a1").answers["dm.crm"]
    assert (kept.value, kept.note) == (3, "seen")
    assert "questions" in shown(sent)
    assert next(message for message in sent if message["type"] == "saved")["revision"] == 0


@pytest.mark.parametrize("seen", [-1, 10**30, True, "7", None, 2.5])
def test_whatever_a_page_says_it_saw_does_no_harm(page, sent, seen):
    """Beyond what this page knows nothing was seen."""
    page.receive(edit("dm.crm", {"value": 1}, seen=seen))
    assert [message["type"] for message in sent if message["type"] != "show"] == ["saved"]


def test_regions_that_were_left_alone_are_shown_on_request(page, sent):
    """Only those there are; anything else is no request."""
    page.receive({"type": "renew", "regions": ["questions", "nonsense"]})
    page.receive({"type": "renew", "regions": 7})
    assert list(shown(sent)) == ["questions"]


def test_a_watch_looks_until_its_page_is_closed():
    """Three looks, then closed: no fourth."""
    looks = []

    async def watched():
        Watch(lambda: looks.append(1), lambda: len(looks) < 3, pause=0.001).begin()
        await asyncio.sleep(0.2)

    looping.run(watched())
    assert len(looks) == 3


def test_a_watch_can_be_ended_and_needs_no_loop():
    """Ended before its first look; begun where nothing runs a loop."""
    looks = []

    async def watched():
        watch = Watch(lambda: looks.append(1), lambda: True, pause=0.001)
        watch.begin()
        watch.end()
        await asyncio.sleep(0.05)

    looping.run(watched())
    Watch(lambda: looks.append(1), lambda: True, pause=0.001).begin()
    assert looks == []


def test_a_synthesis_follows_the_answers_of_a_model(kept, sent, elsewhere):
    """Its verdicts come anew."""
    page = SynthesisPage(kept)
    page.verdicts()._repr_html_()
    elsewhere.append("a1", Event("answer", "dm.crm", {"value": 4}))
    page.look()
    assert "verdicts" in shown(sent)
