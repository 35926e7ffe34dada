"""The workbook as its users meet it, in a real browser."""

from __future__ import annotations

import re
import shutil

import pytest
from serving import serving

from tests.browser.pages import (
    PAGES,
    READY,
    SHAPES,
    kept_assessment,
    new_assessment,
    show,
    violations,
    visitor,
    wait_for_change,
)

pytestmark = pytest.mark.browser
CRM = '[data-mk-item="dm.crm"]'
CHART = '[data-mk-live="chart"]'
VERDICT = '[data-mk-live="verdict"]'
STATUS = '[data-mk-live="status"]'
FREE_TEXT = "textarea, input[type=text]"


def choose(page, item, step):
    """Choose a step of a question and wait until it is saved."""
    page.locator(f'[data-mk-item="{item}"] input[value="{step}"]').check()
    page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')


@pytest.mark.parametrize(("width", "language"), SHAPES)
def test_every_page_is_accessible_and_quiet(chromium, served, width, language):
    """No violation of axe in light or dark, no console error, no request to another origin and no sideways scrolling, on any page."""
    found = {}
    with visitor(chromium, served, width) as page:
        for name in PAGES:
            show(page, served, name, language)
            page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
            found[name] = violations(page) + page.complaints
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[name].append("the page scrolls sideways")
            page.complaints.clear()
    assert found == {name: [] for name in PAGES}


def test_the_form_on_the_start_page_leads_to_the_first_question(chromium, served):
    """The link that the program prints opens the start page; a name is enough, and an answer changes verdict and picture."""
    with visitor(chromium, served) as page:
        page.goto(served.link())
        page.wait_for_selector(READY)
        page.locator(".mk-new input[name=organisation]").fill("Changing")
        page.get_by_role("button", name="Make the assessment").click()
        page.wait_for_url("**/1_digital_maturity?assessment=*")
        page.wait_for_selector(READY)
        before = page.inner_text(VERDICT), page.inner_html(CHART)
        choose(page, "dm.crm", 4)
        wait_for_change(page, CHART, before[1])
        assert page.inner_text(VERDICT) != before[0]


def test_an_answer_survives_a_killed_server(chromium, workbook_home):
    """Close the tab, kill the process, start again: the answer is there."""
    with serving(workbook_home) as app, visitor(chromium, app) as page:
        made = new_assessment(page, app, "Surviving")
        choose(page, "dm.crm", 3)
        app.process.kill()
    with serving(workbook_home) as app, visitor(chromium, app) as page:
        show(page, app, "1_digital_maturity", assessment=made)
        assert page.locator(f'{CRM} input[value="3"]').is_checked()


def test_a_lost_server_is_said_and_nothing_typed_is_lost(chromium, workbook_home):
    """The banner appears, the entry says it is not saved, and the next page sends it again."""
    with serving(workbook_home) as app, visitor(chromium, app) as page:
        made = new_assessment(page, app, "Losing")
        app.process.kill()
        page.locator("#lost").wait_for(state="visible", timeout=30_000)
        page.locator(f'{CRM} input[value="2"]').check()
        page.wait_for_selector(f'{STATUS}[data-mk-state="unsaved"]', timeout=30_000)
        kept = page.evaluate("JSON.stringify(localStorage)")
        assert "dm.crm" in kept
        with serving(workbook_home) as again:
            page.complaints.clear()
            page.context.add_init_script(
                f"for (const [k, v] of Object.entries(JSON.parse({kept!r}))) localStorage.setItem(k, v)"
            )
            page.goto(again.link())
            show(page, again, "1_digital_maturity", assessment=made)
            page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
            page.wait_for_selector(f'{CRM} input[value="2"]:checked')


def test_a_click_before_the_page_is_ready_counts(chromium, served):
    """The form is there before its script; what is chosen meanwhile is sent when the script comes."""
    with visitor(chromium, served) as page:
        made = kept_assessment(served, "Hasty")
        page.route("**/code/*.js", lambda route: (page.wait_for_timeout(1500), route.continue_()))
        page.goto(f"{served.address}/1_digital_maturity?lang=en&assessment={made}", wait_until="commit")
        page.locator(f'{CRM} input[value="1"]').check()
        page.wait_for_selector(READY)
        page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
        page.unroute("**/code/*.js")
        show(page, served, "1_digital_maturity", assessment=made)
        assert page.locator(f'{CRM} input[value="1"]').is_checked()


def test_a_question_can_be_answered_with_the_keyboard_alone(chromium, served):
    """The button leads to the first open question; the arrows choose."""
    with visitor(chromium, served) as page:
        new_assessment(page, served, "Keyboard")
        page.get_by_role("button", name="Next open question").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
        assert page.locator(f'{CRM} input[value="1"]').is_checked()


def test_not_applicable_asks_for_its_reason_first(chromium, served):
    """Nothing is saved before there is a reason, and the question says so."""
    with visitor(chromium, served) as page:
        made = new_assessment(page, served, "Reasoning")
        page.locator(f'{CRM} input[value="not_applicable"]').check()
        assert "why" in page.inner_text(f"{CRM} [data-mk-message]")
        page.locator(f'{CRM} [data-mk-part="reason"]').fill("no forms")
        page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
        show(page, served, "1_digital_maturity", assessment=made)
        assert page.locator(f'{CRM} [data-mk-part="reason"]').input_value() == "no forms"


def test_a_number_can_be_followed_to_its_answers_in_two_clicks(chromium, served):
    """The part opens to a table with the question, the chosen sentence, its weight and its points, and stays open."""
    with visitor(chromium, served) as page:
        new_assessment(page, served, "Following")
        choose(page, "dm.crm", 3)
        page.locator('[data-mk-live="why"] summary').first.click()
        row = page.locator('[data-mk-live="why"] tbody tr', has_text="Step 3:").first
        row.wait_for()
        assert re.search(r"\b75\b", row.inner_text())


def test_a_weight_is_refused_below_zero_and_kept_above(chromium, served):
    """A negative weight gets a sentence at its place; zero switches the level off."""
    with visitor(chromium, served) as page:
        made = new_assessment(page, served, "Weighing")
        page.get_by_text("Weights", exact=True).last.click()
        field = page.locator('[data-mk-edit="weight"][data-mk-subject="dm.foundation"]')
        field.fill("-1")
        field.blur()
        assert "number" in page.locator(".mk-weight").first.inner_text()
        field.fill("0")
        field.blur()
        page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
        show(page, served, "1_digital_maturity", assessment=made)
        assert page.locator('[data-mk-edit="weight"][data-mk-subject="dm.foundation"]').input_value() == "0"


def test_the_language_switch_keeps_the_assessment(chromium, served):
    """The same page in Dutch, on the same organisation."""
    with visitor(chromium, served) as page:
        made = new_assessment(page, served, "Bilingual")
        page.get_by_role("link", name="Nederlands").or_(page.locator('a[hreflang="nl"]')).first.click()
        page.wait_for_selector("html[lang=nl][data-ready]")
        assert made in page.url and "De vragen" in page.inner_text("main")


def test_the_method_is_one_click_away_and_shows_the_threshold_in_force(chromium, tmp_path, workbook_home):
    """From any page, in its language; a model of one's own with another threshold changes text and table alike."""
    home = tmp_path / "own"
    for part in ("data", "notebooks"):
        shutil.copytree(workbook_home / part, home / part)
    ladder = home / "data/models/digital-maturity.yaml"
    written = ladder.read_text(encoding="utf-8")
    ladder.write_text(written.replace("  threshold: 62.5", "  threshold: 67.5", 1), encoding="utf-8")
    with serving(home) as app, visitor(chromium, app) as page:
        show(page, app, "0_start", "nl")
        page.get_by_role("link", name="Methode", exact=True).click()
        page.wait_for_selector(READY, timeout=60_000)
        assert page.url.split("?")[0].endswith("/7_method")
        assert "geborgd vanaf een score van 67,5" in page.inner_text("main")
        assert page.get_by_role("table", name="Digitale volwassenheid").locator("tr", has_text="67,5").count() == 1


MARKUP = "<img src=x onerror=\"document.title='taken'\">"


def test_markup_in_every_free_text_field_shows_as_text(chromium, served):
    """Typed into every text field of every page: no new element, no script, the same text back where it is kept at once."""
    with visitor(chromium, served) as page:
        made = kept_assessment(served, MARKUP)
        for name in PAGES:
            show(page, served, name, assessment=made)
            page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
            fields = page.locator(f"main :is({FREE_TEXT}):visible")
            for place in range(fields.count()):
                fields.nth(place).fill(MARKUP)
            page.evaluate("document.activeElement?.blur()")
            page.wait_for_timeout(900)
            if page.locator(f"main :is({FREE_TEXT}):visible:not(form[data-mk-action] *)").count():
                page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
            show(page, served, name, assessment=made)
            assert page.locator("main img").count() == 0, name
            assert page.title() != "taken"
            assert page.complaints == [], name
        show(page, served, "1_digital_maturity", assessment=made)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        assert page.locator(f'{CRM} [data-mk-part="note"]').input_value() == MARKUP


def test_a_broken_model_file_is_said_in_one_sentence(chromium, tmp_path, workbook_home):
    """No traceback on the page: the file, the place and what to do."""
    home = tmp_path / "broken"
    for part in ("data", "notebooks"):
        shutil.copytree(workbook_home / part, home / part)
    broken = home / "data/models/four-d.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("weight: 1", "weigth: 1", 1), encoding="utf-8")
    with serving(home) as app, visitor(chromium, app) as page:
        page.goto(f"{app.address}/4_four_d?lang=en")
        page.wait_for_selector(".mk-failed")
        said = page.inner_text("main")
        assert "four-d.yaml" in said and "weigth" in said and "weight" in said
        assert "Traceback" not in said and page.locator(".mk-failed").count() == 1
