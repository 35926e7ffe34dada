"""Two people on one assessment, each with a page of their own, in a real browser."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import expect

from maturity_kit.assessment.room.room import Step
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.load import load_models
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms
from tests.browser.pages import new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
CRM, TAGS = '[data-mk-item="dm.crm"]', '[data-mk-item="dm.analytics"]'
STATUS = '[data-mk-live="status"]'
PROGRESS = '[data-mk-live="progress"]'
CLASH = f"{CRM} .mk-clash"


@pytest.fixture
def store(served, workbook_home):
    with contextlib.closing(open_store(workbook_home / "outputs/maturity.sqlite")) as opened:
        yield opened


def saved(page):
    page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')


def choose(page, question, step):
    page.locator(f'{question} input[value="{step}"]').check()
    saved(page)


def told(page, place, words):
    """Wait until a place says something."""
    page.locator(place, has_text=words).wait_for(timeout=10_000)


def focused(page):
    return page.evaluate("document.activeElement.value || document.activeElement.textContent")


@contextlib.contextmanager
def two(chromium, served, width=1280, name="Two of us"):
    """The same new assessment on the ladder of two people; its id."""
    with visitor(chromium, served, width) as first, visitor(chromium, served, width) as second:
        made = new_assessment(first, served, name)
        show(second, served, "1_digital_maturity", assessment=made)
        yield first, second, made
        assert first.complaints == [] and second.complaints == []


def disagree(first, second):
    """The second says that a question does not apply and has not typed why; the first chooses step 3 meanwhile."""
    second.locator(f'{CRM} input[value="not_applicable"]').check()
    choose(first, CRM, 3)
    told(second, PROGRESS, "1 of ")
    assert second.locator(f'{CRM} input[value="not_applicable"]').is_checked()
    second.keyboard.type("no relations")
    second.wait_for_selector(CLASH)


def test_the_second_of_two_chooses_with_the_keyboard(chromium, served, store):
    """What both said is told at the question; nothing is written until it is chosen, and theirs is one key away."""
    with two(chromium, served, name="Keyboard clash") as (first, second, made):
        disagree(first, second)
        block = second.locator(CLASH)
        assert block.get_attribute("role") == "alert"
        words = block.inner_text()
        assert (
            "Step 3: " in words
            and "Does not apply to us: no relations" in words
            and "Somebody else changed this at" in words
        )
        assert focused(second) == "no relations"
        assert store.load(made).answers["dm.crm"].value == 3
        second.keyboard.press("Tab")
        assert focused(second) == "Keep theirs"
        second.keyboard.press("Enter")
        saved(second)
        assert second.locator(CLASH).count() == 0
        assert second.locator(f'{CRM} input[value="3"]').is_checked() and focused(second) == "3"
        assert store.load(made).answers["dm.crm"].value == 3


def test_what_one_insists_on_reaches_the_other(chromium, served, store):
    """On a phone: the choice outlives a reload, breaks nothing, and the first page shows what was chosen."""
    with two(chromium, served, width=390, name="Phone clash") as (first, second, made):
        disagree(first, second)
        second.reload()
        second.wait_for_selector(CLASH, timeout=60_000)
        assert violations(second) == [] and not second.evaluate("document.documentElement.scrollWidth > innerWidth")
        second.get_by_role("button", name="Use mine").click()
        saved(second)
        first.wait_for_selector(f'{CRM} input[value="not_applicable"]:checked', timeout=10_000)
        assert first.locator(f'{CRM} [data-mk-part="reason"]').input_value() == "no relations"
        assert store.load(made).answers["dm.crm"].state == "not_applicable"


def test_a_page_follows_the_other_and_leaves_alone_what_is_typed(chromium, served, store):
    """Answers, notes and the verdict of the first appear at the second, whose own note, caret and open fold stay."""
    with two(chromium, served, name="Following live") as (first, second, made):
        note = second.locator(f'{CRM} [data-mk-part="note"]')
        second.locator(f"{CRM} summary").click()
        note.press_sequentially("we saw ")
        saved(second)
        second.evaluate("document.activeElement.setSelectionRange(3, 3)")
        choose(first, TAGS, 2)
        choose(first, CRM, 4)
        second.wait_for_selector(f'{CRM} input[value="4"]:checked', timeout=10_000)
        second.keyboard.type("two")
        saved(second)
        assert note.input_value() == "we twosaw" and note.is_visible()
        assert second.locator(f'{TAGS} input[value="2"]').is_checked()
        told(first, PROGRESS, "2 of ")
        expect(first.locator(f'{CRM} [data-mk-part="note"]')).to_have_value("we twosaw", timeout=10_000)
        kept = store.load(made).answers["dm.crm"]
        assert (kept.value, kept.note) == (4, "we twosaw")


def test_a_vote_hides_the_verdict_until_its_reveal(chromium, served, store):
    """The open page hides and shows it by itself; a page opened during the vote has never shown it."""
    rooms = Rooms(store, load_models())
    with visitor(chromium, served) as page:
        made = new_assessment(page, served, "Voting now")
        choose(page, CRM, 4)
        room = rooms.start(made, Settings(items=("dm.crm",)))
        room = rooms.step(room.id, Step("open", "dm.crm", {}), room.number, "k1")
        told(page, '[data-mk-live="verdict"]', "A vote is open")
        told(page, CRM, "This question is being voted on")
        assert page.locator(f"{CRM} input").count() == 0 and page.locator('[data-mk-live="chart"] svg').count() == 0
        choose(page, TAGS, 2)
        show(page, served, "1_digital_maturity", assessment=made)
        assert "A vote is open" in page.inner_text('[data-mk-live="verdict"]') and violations(page) == []
        rooms.step(room.id, Step("reveal", "dm.crm", {}), room.number, "k2")
        page.wait_for_selector('[data-mk-live="chart"] svg', state="attached", timeout=10_000)
        assert page.locator(f'{CRM} input[value="4"]').is_checked()
        assert page.complaints == []
