"""Freezing a round on the start page, and the round that starts from it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.forms.state import AssessmentState
from maturity_kit.workbook import StartPage, milestones

ROOT = Path(__file__).parents[2]


def act(page, action, **fields):
    page.receive({"type": "action", "name": action, "fields": fields})


def answer(store, item, value):
    store.append("a1", Event("answer", item, {"value": value}))


@pytest.fixture
def page(kept):
    opened = StartPage(kept)
    opened.cards()
    return opened


def cards(sent):
    return next(message["html"] for message in reversed(sent) if message.get("region") == "cards")


def test_freezing_puts_the_milestone_on_the_card(page, sent):
    """Name, date and short digest, with its own export; the message says the same."""
    act(page, "freeze", id="a1", name="Kick-off")
    (made,) = page.store.milestones("a1")
    assert sent[-1]["type"] == "notice" and made.digest[:8] in sent[-1]["message"]
    assert "Kick-off, " in cards(sent) and f'data-digest="{made.digest}"' in cards(sent)


def test_freezing_again_says_that_nothing_changed(page, sent):
    """And the card still has one."""
    act(page, "freeze", id="a1", name="Kick-off")
    act(page, "freeze", id="a1", name="Again")
    assert sent[-1]["message"].startswith("Nothing changed since “Kick-off”")
    assert len(page.store.milestones("a1")) == 1


def test_a_milestone_without_a_name_is_refused(page, sent):
    """One sentence, nothing frozen."""
    act(page, "freeze", id="a1", name="  ")
    assert "needs a name" in sent[-1]["message"] and page.store.milestones("a1") == []


def test_a_name_is_shown_as_text(page, sent):
    """Whatever somebody calls a milestone, it is no markup."""
    act(page, "freeze", id="a1", name="<img src=x>")
    assert "<img" not in cards(sent) and "&lt;img src=x&gt;" in cards(sent)


def test_a_milestone_is_handed_over_as_a_file(page, sent):
    """What was frozen, not what it is now."""
    answer(page.store, "dm.crm", 1)
    act(page, "freeze", id="a1", name="Kick-off")
    answer(page.store, "dm.crm", 4)
    act(page, "export", id="a1", digest=page.store.milestones("a1")[0].digest)
    assert sent[-1]["content"] == page.store.export("a1", page.store.milestones("a1")[0].digest)


def test_the_next_round_starts_from_the_newest_milestone(page, sent):
    """Frozen at 2, changed to 4 afterwards: round 2 begins at 2, and the page says what is not in it."""
    answer(page.store, "dm.crm", 2)
    act(page, "freeze", id="a1", name="Kick-off")
    answer(page.store, "dm.crm", 4)
    act(page, "next-round", id="a1")
    later = page.store.load(page.store.latest())
    assert (later.round, later.answers["dm.crm"].value) == (2, 2)
    assert sent[-1] == {
        "type": "notice",
        "message": "Round 2 is on its card. It starts from “Kick-off”; what was changed in round 1 after that is not in it.",
    }
    assert later.id in cards(sent)


def test_without_a_milestone_the_next_round_starts_from_what_is_there(page, sent):
    """And the page goes there at once; so it does when nothing changed since the milestone."""
    answer(page.store, "dm.crm", 3)
    act(page, "next-round", id="a1")
    second = page.store.latest()
    assert page.store.load(second).answers["dm.crm"].value == 3 and second in sent[-1]["href"]
    act(page, "freeze", id=second, name="Round 2")
    act(page, "next-round", id=second)
    assert (page.store.load(page.store.latest()).round, sent[-1]["type"]) == (3, "go")


def test_a_next_round_that_is_there_already_is_refused(page, sent):
    """A second click makes no second round 2; put away it makes room."""
    act(page, "next-round", id="a1")
    second = page.store.latest()
    act(page, "next-round", id="a1")
    assert "already a round 2 of Van Dijk" in sent[-1]["message"] and len(page.store.list()) == 2
    page.store.archive(second)
    act(page, "next-round", id="a1")
    assert (len(page.store.list()), sent[-1]["type"]) == (2, "go")


@pytest.fixture
def renewed(models, tmp_path):
    """The ladder as version 2.0: dm.crm is called dm.crm-new and one question is added; version 1.0 is still there."""
    ladder = models["digital-maturity"]
    first, *others = ladder.groups
    items = [replace(one, id="dm.crm-new") if one.id == "dm.crm" else one for one in first.items]
    extra = replace(first.items[0], id="dm.extra")
    groups = (replace(first, items=(*items, extra)), *others)
    newer = replace(ladder, version="2.0", groups=groups, renamed={"dm.crm": "dm.crm-new"})
    return {**models, ladder.id: newer}


def test_a_newer_version_takes_answers_along_and_lists_what_is_new(kept, renewed, sent, tmp_path, monkeypatch):
    """The old answer stands under the new id, nothing is lost, and the new question is named."""
    shutil.copytree(ROOT / "data" / "models", tmp_path / "models")
    ladder = tmp_path / "models" / "digital-maturity.yaml"
    shutil.copy(ladder, tmp_path / "models" / "digital-maturity@1.0.yaml")
    from maturity_kit.content.load import load_models

    monkeypatch.setattr(milestones, "load_models", lambda: load_models(tmp_path / "models"))
    answer(kept.store, "dm.crm", 3)
    answer(kept.store, "zz.unknown", 1)
    page = StartPage(AssessmentState(kept.store.load("a1"), renewed, "en", kept.store))
    page.cards()
    act(page, "next-round", id="a1")
    later = kept.store.load(kept.store.latest())
    assert later.models["digital-maturity"] == "2.0"
    assert {item: given.value for item, given in later.answers.items()} == {"dm.crm-new": 3, "zz.unknown": 1}
    question = renewed["digital-maturity"].by_id["dm.extra"].text.to("en")
    assert f"went from version 1.0 to 2.0, which asks one new question: “{question}”" in sent[-1]["message"]


def test_a_version_that_is_gone_is_said(kept, renewed, sent):
    """Without its file nobody knows which questions are new."""
    page = StartPage(AssessmentState(kept.store.load("a1"), renewed, "nl", kept.store))
    page.cards()
    act(page, "next-round", id="a1")
    assert "zit niet meer in het werkboek" in sent[-1]["message"]
