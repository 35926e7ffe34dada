"""Rounds and units on the pages: what is compared by default, what can be chosen, and what was not looked at."""

from pathlib import Path

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.assessment.files import load_assessment
from maturity_kit.forms.state import AssessmentState
from maturity_kit.workbook import ModelPage, SynthesisPage

EXAMPLES = Path(__file__).parents[2] / "data/examples"


@pytest.fixture
def brands(store):
    """The example with three units in two rounds, in the store: unit and round to assessment."""
    found = {}
    for path in sorted(EXAMPLES.glob("subscription-*.assessment.json")):
        one = load_assessment(path)
        found[one.unit, one.round] = one
        store.create(one)
    return found


@pytest.fixture
def opened(store, models, brands):
    """Opens the page of one of them."""

    def opened(unit, number, page=SynthesisPage, *more):
        return page(AssessmentState(store.load(brands[unit, number].id), models, "en", store), *more)

    return opened


def act(page, **fields):
    page.receive({"type": "action", "name": "compare", "fields": fields})


def shown(sent):
    return next(message["html"] for message in reversed(sent) if message.get("region") == "rounds")


@pytest.mark.concept("s3-cycle")
def test_the_rounds_of_this_unit_are_compared_by_default(opened):
    """Two columns, a title that names the unit, and the reasons of the step."""
    html = opened("Nederland", 1).rounds()
    assert "Maandmaling, Nederland" in html and "From round 1 to round 2" in html
    assert "Digital maturity rose by" in html and "all of it by answers" in html
    assert html.count(" checked") == 2 and html.count('type="checkbox"') == 6


@pytest.mark.concept("dm-brand")
def test_units_are_compared_when_there_is_one_round(opened, store, brands):
    """With the other rounds put away the three units stand beside each other, and the highest is named."""
    for unit in ("België", "Nederland", "Zakelijk"):
        store.archive(brands[unit, 1].id)
    html = opened("Zakelijk", 2).rounds()
    assert "highest is Nederland" in html and "From round" not in html
    assert html.count(" checked") == 3


def test_what_is_ticked_is_compared(opened, brands, sent):
    """Round 1 of one unit beside round 2 of another: no step, both named with unit and round."""
    page = opened("Nederland", 2)
    page.rounds()
    act(page, **{brands["Nederland", 1].id: "on", brands["België", 2].id: "on"})
    assert "Nederland, round 1" in shown(sent) and "België, round 2" in shown(sent)
    assert "From " not in shown(sent).split("<h3>")[-1][:5]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_one_is_too_few_and_seven_are_too_many(opened, store, brands, sent, count):
    """A sentence with what is allowed; the picture stays as it was."""
    first = store.load(brands["Nederland", 2].id)
    store.create(first.model_copy(update={"id": "seventh", "round": 3}))
    page = opened("Nederland", 2)
    page.rounds()
    act(page, **dict.fromkeys([entry.id for entry in store.list()][:count], "on"), strange="on")
    assert sent == [{"type": "notice", "message": f"Chosen: {count}. Choose two to 6 to compare."}]


@pytest.mark.concept("dm-brand")
def test_units_are_held_against_the_one_that_is_chosen(opened, brands, sent):
    """A unit against another: a difference, with its parts; the choice stays in the form."""
    page = opened("Nederland", 2)
    page.rounds()
    keys = {brands["Nederland", 2].id: "on", brands["België", 2].id: "on"}
    act(page, **keys, base=brands["België", 2].id)
    assert "Nederland, compared with België" in shown(sent) and "higher, all of it by other answers" in shown(sent)
    assert f'value="{brands["België", 2].id}" selected' in page.rounds()
    act(page, **keys, base=brands["Zakelijk", 1].id)
    assert sent[-1]["type"] == "notice" and "Zakelijk · round 1" in sent[-1]["message"]
    act(page, **keys)
    assert "compared with" not in shown(sent)


def test_small_charts_are_drawn_when_somebody_asks(opened, sent):
    """One picture with every part and theme; a second press puts it away."""
    page = opened("Nederland", 1)
    assert "small chart" in page.rounds() and "Themes through all models" not in page.rounds()
    page.receive({"type": "action", "name": "multiples", "fields": {}})
    drawn = sent[-1]["html"]
    assert sent[-1]["region"] == "rounds-small" and "Themes through all models" in drawn and "Hide the" in drawn
    page.receive({"type": "action", "name": "multiples", "fields": {}})
    assert "<figure" not in sent[-1]["html"]


def test_no_small_chart_is_drawn_while_a_vote_is_open(opened, sent):
    """It could lead those who still have to vote; with the reveal it is back."""
    page = opened("Nederland", 1)
    page.rounds()
    page.state.voting = "dm.crm"
    page.receive({"type": "action", "name": "multiples", "fields": {}})
    assert (sent[-1]["region"], sent[-1]["html"]) == ("rounds-small", "")
    page.state.voting = None
    page.show(["rounds-small"])
    assert "<figure" in sent[-1]["html"]


def test_a_milestone_can_be_compared_with_what_came_after(opened, store, brands, sent):
    """Frozen at step 1, changed to step 4: the answer that moved is named."""
    key = brands["Nederland", 2].id
    store.append(key, Event("answer", "dm.crm", {"value": 1}))
    frozen = store.freeze(key, "Kick-off")
    store.append(key, Event("answer", "dm.crm", {"value": 4}))
    page = opened("Nederland", 2)
    assert "frozen as “Kick-off”" in page.rounds()
    act(page, **{key: "on", f"{key}@{frozen.digest}": "on"})
    assert "Digital maturity: one answer moved" in shown(sent) and "(step 1 to 4)" in shown(sent)


def test_alone_there_is_nothing_to_compare(kept, frozen):
    """One sentence instead of an empty picture, also on a frozen copy."""
    for state in (kept, frozen):
        html = SynthesisPage(state).rounds()
        assert "has one assessment so far" in html and "<form" not in html


def test_an_edit_does_not_redraw_the_comparison(opened, sent):
    """A model weight changes no answer of any round, and ticks that were not sent yet stay."""
    page = opened("Nederland", 2)
    page.rounds()
    page.receive({"type": "edit", "kind": "model_weight", "subject": "four-d", "payload": 2, "key": "k1"})
    assert not [message for message in sent if message.get("region", "").startswith("rounds")]


@pytest.mark.concept("s3-cycle")
def test_the_page_of_the_cycle_tells_what_moved_in_each_element(opened):
    """The elements with their change; no other model is in it."""
    html = opened("Nederland", 2, ModelPage, "strategy-360").tables()
    assert "The elements, round after round" in html and "From round 1 to round 2" in html
    assert "360-degree digital strategy rose by" in html and "Digital maturity rose" not in html
    assert "Every element was looked at in this round." in html and "<figure" in html and "&lt;figure" not in html


@pytest.mark.concept("s3-cycle")
def test_elements_that_nobody_looked_at_are_named(store, models, brands):
    """Round 3 as a copy of round 2 without votes: one element gets an answer, the other seven are as they were."""
    latest = store.load(brands["Nederland", 2].id)
    store.create(latest.model_copy(update={"id": "third", "round": 3, "votes": {}}))
    store.append("third", Event("answer", "s3.site-strategy", {"value": 0}))
    page = ModelPage(AssessmentState(store.load("third"), models, "en", store), "strategy-360")
    html = page.rounds().html()
    assert "Not looked at since round 2 (Nov 12, 2026)" in html
    told = html.split("Not looked at since")[1].split("</li>")[0]
    assert "Social media" in told and "Website" not in told


def test_a_first_round_has_no_changes_yet(kept):
    """A sentence says where the next one begins."""
    assert "This is the first round of this unit" in ModelPage(kept, "strategy-360").rounds().html()
