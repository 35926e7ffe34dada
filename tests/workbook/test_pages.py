"""What a page does with what the browser sends."""

import json
import shutil

import pytest

from maturity_kit.errors import InputError
from maturity_kit.home import home
from maturity_kit.workbook import ClientPage, ModelPage, StartPage, SynthesisPage, open_workbook


def edit(subject, payload, kind="answer", key="k1", **more):
    return {"type": "edit", "kind": kind, "subject": subject, "payload": payload, "key": key, **more}


@pytest.fixture
def page(kept):
    opened = ModelPage(kept, "digital-maturity")
    for part in (
        opened.verdict,
        opened.chart,
        opened.remarks,
        opened.progress,
        opened.questions,
        opened.why,
        opened.next_steps,
        opened.uncertainty,
        opened.weights,
        opened.units,
    ):
        part()._repr_html_()
    return opened


def test_the_verdict_comes_first_then_saved_then_the_rest(page, sent):
    """People wait for the verdict; the picture may come after the answer is safe."""
    page.receive(edit("dm.crm", {"value": 3}))
    shown = [message.get("region", message["type"]) for message in sent]
    rest = ["chart", "remarks", "progress", "said-dm.foundation", "why", "steps", "doubt", "units"]
    assert shown == ["verdict", "saved", *rest]


def test_a_form_is_not_redrawn_while_somebody_types_in_it(page, sent):
    """The questions stay as they are after an edit of this page."""
    page.receive(edit("dm.crm", {"value": 3}))
    assert "questions" not in [message.get("region") for message in sent]


def test_an_edit_that_is_sent_again_redraws_the_form(page, sent):
    """After a lost connection the form on the page is older than the answer."""
    page.receive(edit("dm.crm", {"value": 3}, again=True))
    assert "questions" in [message.get("region") for message in sent]


@pytest.mark.parametrize(
    "message",
    [
        edit("dm.crm", {"value": 9}),
        edit("dm.crm", {"value": "much"}),
        edit("dm.crm", {"state": "not_applicable"}),
        edit("dm.crm", "3"),
        edit(None, {"value": 3}),
        edit("dm.crm", -1, kind="weight"),
        edit("dm.crm", float("nan"), kind="weight"),
        edit("dm.crm", 200, kind="target"),
        edit("date", "tomorrow", kind="detail"),
        edit("dm.crm", {"value": 3}, kind="delete"),
    ],
    ids=str,
)
def test_an_edit_that_cannot_be_is_refused_in_one_sentence(page, sent, message):
    """Nothing is kept, and the page says what is allowed."""
    page.receive(message)
    refusals = [answer for answer in sent if answer["type"] == "refused"]
    assert len(refusals) == 1 and "Traceback" not in refusals[0]["message"]
    assert page.state.assessment.answers == {} and page.state.store.load("a1").answers == {}


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "edit"},
        {"type": "action"},
        {"type": "action", "name": "__init__", "fields": {}},
        {"type": "action", "name": "create", "fields": []},
        {"type": 3},
    ],
)
def test_a_message_that_means_nothing_does_nothing(page, sent, message):
    """Whatever a browser sends, the page stays up and the assessment as it was."""
    before = page.state.assessment
    page.receive(message)
    assert page.state.assessment is before


def test_a_store_that_fails_is_said_and_the_answer_is_not_shown_as_saved(page, sent, monkeypatch):
    """When saving goes wrong the page goes back to what is kept."""
    from maturity_kit.forms.state import PageError

    def full(*_):
        raise PageError("error.frozen", "store")

    monkeypatch.setattr(page.state.store, "append", full)
    page.receive(edit("dm.crm", {"value": 3}))
    assert sent[-1]["type"] == "failed" and "saved" not in [message["type"] for message in sent]
    assert page.state.assessment.answers == {}


def test_create_makes_an_assessment_and_leads_to_it(kept, sent):
    """Three fields are enough."""
    StartPage(kept).receive(
        {"type": "action", "name": "create", "fields": {"organisation": " Zonnig ", "unit": "Shop", "edition": "full"}}
    )
    made = kept.store.load(kept.store.latest())
    assert (made.organisation, made.unit, made.edition, made.round) == ("Zonnig", "Shop", "full", 1)
    assert made.id in sent[-1]["href"]


def test_create_asks_for_a_name(kept, sent):
    """Without an organisation nothing is made."""
    StartPage(kept).receive({"type": "action", "name": "create", "fields": {"organisation": "  "}})
    assert sent[-1]["type"] == "notice" and len(kept.store.list()) == 1


def test_the_next_round_starts_from_a_copy_without_votes(kept, sent, insurer):
    """Answers move along, votes are cast again."""
    kept.store.create(insurer)
    StartPage(kept).receive({"type": "action", "name": "next-round", "fields": {"id": insurer.id}})
    later = kept.store.load(kept.store.latest())
    assert (later.round, later.votes) == (insurer.round + 1, {})
    assert later.answers == insurer.answers and later.id != insurer.id


def test_an_exported_assessment_can_be_imported(kept, sent, insurer):
    """What the page hands over comes back whole, votes as counts."""
    kept.store.create(insurer)
    page = StartPage(kept)
    page.receive({"type": "action", "name": "export", "fields": {"id": insurer.id}})
    content = json.loads(sent[-1]["content"])
    assert content["answers"].keys() == insurer.answers.keys()
    assert all("voter" not in row for rows in content["votes"].values() for row in rows)


def test_a_broken_file_is_refused_on_the_page(kept, sent):
    """One sentence, nothing imported."""
    StartPage(kept).receive({"type": "action", "name": "import", "fields": {"file": "{"}})
    assert sent[-1]["type"] == "notice" and len(kept.store.list()) == 1


def test_the_client_page_has_nothing_that_writes(frozen, sent):
    """Edits and actions of other pages are refused; a weight moves the picture."""
    page = ClientPage(frozen)
    page.model("digital-maturity")
    for message in (
        edit("dm.crm", {"value": 4}),
        {"type": "action", "name": "create", "fields": {"organisation": "x"}},
    ):
        page.receive(message)
    assert {message["type"] for message in sent} <= {"refused", "notice", "show"}
    sent.clear()
    page.receive(edit("dm.foundation", 0, kind="weight"))
    assert {"verdict-digital-maturity", "chart-digital-maturity"} <= {message.get("region") for message in sent}
    assert not any(message.get("region", "").startswith("weights") for message in sent)


def test_every_part_of_the_synthesis_is_shown(frozen):
    """Verdicts, picture, themes, contradictions, road and the one number, each as HTML."""
    page = SynthesisPage(frozen)
    parts = (page.verdicts, page.themes, page.contradictions, page.road_chart, page.road, page.overall, page.weights)
    for part in parts:
        assert len(part()._repr_html_()) > 200


def test_a_contradiction_leads_to_the_pages_of_its_models(store, insurer, models):
    """Sentence, question and facts; each fact begins with a link to the page of this assessment it comes from."""
    from maturity_kit.forms.state import AssessmentState

    store.create(insurer)
    html = SynthesisPage(AssessmentState(insurer, models, "en", store)).contradictions()._repr_html_()
    assert "Beforehand the room called itself omnichannel" in html and "Which example did you have in mind" in html
    fact = "Data-driven marketing</a>: What the room said beforehand: Omnichannel marketing.</li>"
    assert f'<li><a href="2_data_driven_marketing?assessment={insurer.id}&amp;lang=en">{fact}' in html


def test_a_published_page_tells_contradictions_without_links(frozen):
    """The client has no other page to go to; the sentence comes with its heading, below the themes."""
    html = str(ClientPage(frozen).across())
    assert html.index("mk-region-themes") < html.index("<h2>Where the models contradict each other</h2>")
    assert "Beforehand the room called itself omnichannel" in html and "<a href" not in html


def test_without_contradictions_the_page_says_so(kept):
    """And when a rule speaks."""
    html = SynthesisPage(kept).contradictions()._repr_html_()
    assert "No contradictions were found. A rule stays silent while less than 60%" in html


def test_rules_that_cannot_be_read_close_the_synthesis(monkeypatch, tmp_path):
    """The sentence with its place is told before anything is shown, never half a synthesis."""
    shutil.copytree(home() / "data", tmp_path / "data")
    (tmp_path / "data/rules.yaml").write_text("- {id: r}")
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    with pytest.raises(InputError, match=r"rules.yaml: \[0\]: The key when is missing"):
        open_workbook("synthesis")


def test_an_assessment_that_does_not_fit_spoils_only_its_own_card(kept, insurer):
    """A value of 9 on a scale of 0 to 4: its card says so, the others are shown as ever."""
    broken = insurer.model_copy(
        update={"answers": {"dm.crm": insurer.answers["dm.crm"].model_copy(update={"value": 9})}}
    )
    kept.store.create(broken)
    html = StartPage(kept).cards()._repr_html_()
    assert html.count("<li") == 2
    assert "dm.crm" in html and "0–4" in html and "None of 40 questions answered" in html


def test_a_second_assessment_of_the_same_round_is_refused(kept, sent):
    """One organisation, one unit, one round: the page says to go on with the one there is."""
    StartPage(kept).receive({"type": "action", "name": "create", "fields": {"organisation": "Van Dijk"}})
    assert "already" in sent[-1]["message"] and len(kept.store.list()) == 1


def test_what_is_put_away_leaves_the_cards(kept, sent):
    """The card goes, the message says how to bring it back, the store still has it."""
    page = StartPage(kept)
    page.cards()
    page.receive({"type": "action", "name": "archive", "fields": {"id": "a1"}})
    assert "Van Dijk" not in next(message["html"] for message in sent if message["type"] == "show")
    assert "maturity-kit restore a1" in sent[-1]["message"] and kept.store.load("a1").organisation == "Van Dijk"


def test_a_clients_page_says_what_a_quick_scan_left_out(insurer, models, sent):
    """One question more in the ladder that nobody was asked: the page says so, and in the full edition it does not."""
    from dataclasses import replace

    from maturity_kit.forms.state import AssessmentState

    ladder = models["digital-maturity"]
    group = ladder.groups[0]
    extra = replace(group.items[0], id="dm.more", quick=False)
    longer = replace(ladder, groups=(replace(group, items=(*group.items, extra)), *ladder.groups[1:]))
    quick = insurer.model_copy(update={"edition": "quick"})
    html, whole = (
        ClientPage(AssessmentState(one, {**models, ladder.id: longer}, "en")).verdicts().html()
        for one in (quick, insurer)
    )
    assert "of the full edition" in html and "quick scan" not in whole
    assert "<svg" in html and "&lt;svg" not in html
