"""Choosing on the synthesis in a real browser: from a proposal to an action with an owner, and from a number to its reasons."""

from __future__ import annotations

import shutil

import pytest
from serving import serving

from tests.browser.pages import PAIRS, new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
STATUS = '[data-mk-live="status"]'
SAVED = f'{STATUS}[data-mk-state="saved"]'
CHOOSE, GIVE_UP = '[data-mk-do="choose"]', '[data-mk-do="unchoose"]'
ACTIONS = '[data-mk-form="actions"]'
FOCUSED = "document.activeElement.id"


@pytest.fixture(scope="module")
def home(workbook_home, tmp_path_factory):
    """A workbook of its own, for it is started twice."""
    folder = tmp_path_factory.mktemp("choosing")
    for part in ("data", "notebooks"):
        shutil.copytree(workbook_home / part, folder / part)
    return folder


@pytest.fixture(scope="module")
def app(home):
    with serving(home) as running:
        yield running


def answered(page, app, organisation, **steps):
    """An assessment with these answers to questions of the ladder, on its synthesis; its id."""
    made = new_assessment(page, app, organisation)
    page.evaluate("document.querySelectorAll('[data-mk-section]').forEach((one) => { one.open = true })")
    for item, step in steps.items():
        page.locator(f'[data-mk-item="dm.{item}"] input[value="{step}"]').check()
        page.wait_for_selector(SAVED)
    show(page, app, "6_synthesis", assessment=made)
    return made


def test_an_action_chosen_with_the_keyboard_is_there_after_a_restart(chromium, home):
    """Enter on the button makes a row of it; owner and date are filled in there, and the next server shows all three."""
    with serving(home) as app, visitor(chromium, app) as page:
        made = answered(page, app, "Choosing", crm=1, analytics=0)
        button = page.locator(CHOOSE).first
        where = button.get_attribute("id")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(GIVE_UP)
        assert page.evaluate(FOCUSED) == where and page.locator(f"#{where}".replace(".", "\\.")).count() == 1
        name = page.locator(f'{ACTIONS} [data-mk-field="name"]').first.input_value()
        assert name and page.locator(f'{ACTIONS} [data-mk-field="items"] input:checked').count() == 1
        page.locator(f'{ACTIONS} [data-mk-field="owner"]').first.fill("Editor")
        page.locator(f'{ACTIONS} [data-mk-field="date"]').first.fill("2027-01-31")
        page.locator(f'{ACTIONS} [data-mk-field="measure"]').first.fill("Half of the forms")
        page.wait_for_selector('[data-mk-live="outcome-actions"]:has-text("Half of the forms")')
        page.wait_for_selector(SAVED)
        assert page.complaints == []
        app.process.kill()
    with serving(home) as app, visitor(chromium, app) as page:
        show(page, app, "6_synthesis", assessment=made)
        told = page.inner_text('[data-mk-live="outcome-actions"]')
        assert name in told and "Editor" in told and "31 Jan 2027" in told
        assert page.locator(GIVE_UP).count() == 1


def test_an_action_that_is_given_up_can_be_put_back(chromium, app):
    """The row goes with what was typed in it, and comes back with it."""
    with visitor(chromium, app) as page:
        answered(page, app, "Giving up", crm=1)
        page.locator(CHOOSE).first.click()
        page.wait_for_selector(GIVE_UP)
        page.locator(f'{ACTIONS} [data-mk-field="owner"]').first.fill("Editor")
        page.wait_for_selector('[data-mk-live="outcome-actions"]:has-text("Editor")')
        page.locator(GIVE_UP).click()
        page.wait_for_selector(CHOOSE)
        page.wait_for_selector('[data-mk-live="outcome-actions"]:not(:has-text("Editor"))')
        page.get_by_role("button", name="Put it back").click()
        page.wait_for_selector(GIVE_UP)
        page.wait_for_selector('[data-mk-live="outcome-actions"]:has-text("Editor")')
        assert page.complaints == []


def test_two_proposals_can_be_one_action(chromium, app):
    """Ticked in the row of the first, the second is marked too; given up, it leaves the first alone."""
    with visitor(chromium, app) as page:
        answered(page, app, "Bundling", crm=1, analytics=1)
        page.locator(CHOOSE).first.click()
        page.wait_for_selector(GIVE_UP)
        page.locator(f"{ACTIONS} .mk-more summary").first.click()
        page.locator(f"{ACTIONS} .mk-more input").first.check()
        page.wait_for_selector(f"li:nth-of-type(2) {GIVE_UP}")
        assert page.locator(CHOOSE).count() == 0
        page.locator(GIVE_UP).nth(1).click()
        page.wait_for_selector(CHOOSE)
        assert page.locator(GIVE_UP).count() == 1
        assert page.locator(f"{ACTIONS} .mk-entry").count() == 1 and page.complaints == []


def test_an_action_that_skips_a_level_is_warned_about_before_it_is_chosen(chromium, app):
    """A question of the highest level, with nothing secured below it."""
    with visitor(chromium, app) as page:
        answered(page, app, "Skipping", crm=1, predictive=1)
        step = page.locator(f"li:has({CHOOSE})", has_text="Orchestration while Foundation")
        assert "This skips a step" in step.inner_text()
        step.locator(CHOOSE).click()
        page.wait_for_selector('[data-mk-live="outcome-actions"]:has-text("while Foundation is not secured")')


def test_every_number_leads_to_its_answers_in_two_clicks(chromium, app):
    """A verdict: one click to the opened part. A theme: one fold. A proposal: a fold, and a link to the question."""
    with visitor(chromium, app) as page:
        made = answered(page, app, "Asking why", crm=3, analytics=0)
        theme = page.locator('[data-mk-fold^="theme-"]').first
        theme.locator("summary").click()
        assert theme.locator("tbody tr").count() > 1
        page.locator('[data-mk-live="verdicts"] .mk-ways a').first.click()
        page.wait_for_url("**/1_digital_maturity?**")
        part = page.locator('[data-mk-live="why"] [data-mk-fold="dm.foundation"]')
        part.locator("tbody tr", has_text="Step 3:").wait_for(state="visible")
        show(page, app, "6_synthesis", assessment=made)
        page.locator('[data-mk-fold^="road-"] summary').first.click()
        page.get_by_role("link", name="Go to the question").first.click()
        page.wait_for_url("**/1_digital_maturity?**")
        page.wait_for_selector('[data-mk-item="dm.analytics"]:has(:focus)')
        assert page.complaints == []


def test_an_uncertain_answer_leads_to_its_question_in_its_section(chromium, app):
    """The section is opened, whatever was open before, and the question has the focus."""
    with visitor(chromium, app) as page:
        answered(page, app, "Doubting", crm=3)
        link = page.locator('[data-mk-live="doubts"] a').first
        page.evaluate(
            "document.querySelectorAll('[data-mk-live=doubts] details').forEach((fold) => { fold.open = true })"
        )
        item = link.get_attribute("href").split("#question=")[1]
        link.click()
        page.wait_for_selector(f'[data-mk-item="{item}"]:has(:focus)', timeout=60_000)


@pytest.mark.parametrize(("width", "language"), PAIRS)
def test_the_synthesis_with_actions_is_accessible(chromium, app, width, language):
    """The example, with every fold open: no violation in light or dark, no sideways scrolling."""
    with visitor(chromium, app, width) as page:
        show(page, app, "0_start", language)
        example = page.locator(".mk-card", has_text="Lindewaard").locator("a").first.get_attribute("href")
        page.goto(f"{app.address}/6_synthesis?{example.split('?')[1]}")
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        page.wait_for_selector(ACTIONS)
        assert violations(page) + page.complaints == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
