"""Long forms in a real browser: sections, the way to the next open question, the search, and an answer taken over."""

from __future__ import annotations

import shutil

import pytest
from lengthened import lengthen, relate
from serving import serving

from tests.browser.pages import PAIRS, READY, new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
STATUS = '[data-mk-live="status"]'
SECTIONS = "[data-mk-section]"
SEARCH = "[data-mk-search] input"
HITS = ".mk-hit"
SAID = f"{SECTIONS} > summary .mk-said"
SAVED = f'{STATUS}[data-mk-state="saved"]'


@pytest.fixture(scope="module")
def long_home(workbook_home, tmp_path_factory):
    """A workbook whose ladder has two questions a level in the quick scan and eight in the full edition."""
    home = tmp_path_factory.mktemp("long")
    for part in ("data", "notebooks"):
        shutil.copytree(workbook_home / part, home / part)
    lengthen(home, "digital-maturity", 4)
    relate(home, "one-customer", digital_maturity="dm.crm", data_driven_marketing="dd.relation-data")
    return home


@pytest.fixture(scope="module")
def long(long_home):
    with serving(long_home) as app:
        yield app


@pytest.fixture
def page(chromium, long):
    with visitor(chromium, long) as window:
        yield window
        assert window.complaints == []


def full(page, app, organisation):
    """A new assessment in the full edition; its id."""
    show(page, app, "0_start")
    page.locator(".mk-new input[name=organisation]").fill(organisation)
    page.locator('.mk-new input[value="full"]').check()
    page.get_by_role("button", name="Make the assessment").click()
    page.wait_for_url("**/1_digital_maturity?assessment=*")
    page.wait_for_selector(READY, timeout=60_000)
    return page.url.split("assessment=")[1].split("&")[0]


def choose(page, item, step):
    page.locator(f'[data-mk-item="{item}"] input[value="{step}"]').check()
    page.wait_for_selector(SAVED)


def opened(page):
    return page.locator(f"{SECTIONS}[open]").evaluate_all("(all) => all.map((one) => one.dataset.mkSection)")


def names(page):
    return page.locator(SECTIONS).evaluate_all("(all) => all.map((one) => one.dataset.mkSection)")


def test_a_long_form_opens_at_its_first_open_section_and_paints_no_other(page, long):
    """Eight questions are on the page; the heads of all sections say how far along they are."""
    full(page, long, "Long")
    assert opened(page) == names(page)[:1]
    assert page.locator("[data-mk-item]").count() == 8
    assert page.locator(SAID).all_inner_texts() == ["0 of 8 filled in"] * 4


def test_a_section_is_painted_when_it_is_opened_with_the_keyboard(page, long):
    """Enter on its head shows its questions, and an answer in it counts in its head."""
    full(page, long, "Opening")
    second = page.locator(SECTIONS).nth(1)
    second.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert second.locator("[data-mk-item]").count() == 8
    second.locator('[data-mk-item] input[value="3"]').first.check()
    page.wait_for_selector(f"{SECTIONS}:nth-of-type(2) .mk-said:text-is('1 of 8 filled in')")


def test_the_form_starts_where_work_is_left(chromium, long):
    """With the first section finished the second is the one that is open."""
    with visitor(chromium, long) as page:
        made = full(page, long, "Resuming")
        for place in range(8):
            page.locator("[data-mk-item]").nth(place).locator('input[value="2"]').check()
        page.wait_for_selector(".mk-said:has-text('✓ 8 of 8')")
        page.wait_for_selector(SAVED)
        show(page, long, "1_digital_maturity", assessment=made)
        assert opened(page) == names(page)[1:2]


def test_the_next_open_question_is_found_in_a_closed_section(page, long):
    """From the last question of the first section the button leads into the second, and opens it."""
    full(page, long, "Going on")
    page.locator("[data-mk-item]").nth(7).locator('input[value="2"]').check()
    page.get_by_role("button", name="Next open question").click()
    assert opened(page) == names(page)[:2]
    first = page.locator(SECTIONS).nth(1).locator("[data-mk-item]").first
    assert first.locator("input").first.evaluate("(one) => one === document.activeElement")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_jumped_to_stands_below_the_bar(chromium, long, width):
    """The bar that stays at the top covers neither the question nor the search field, also while somebody types."""
    with visitor(chromium, long, width) as page:
        full(page, long, f"Jumping {width}")
        for _ in range(3):
            page.get_by_role("button", name="Next open question").click()
        page.wait_for_timeout(200)
        bar = page.locator(".mk-region-progress").bounding_box()
        top = page.locator("[data-mk-item]:has(:focus)").bounding_box()["y"]
        assert bar["y"] + bar["height"] <= top < 300
        page.get_by_role("button", name="Find a question").click()
        page.keyboard.type("customer")
        page.wait_for_timeout(200)
        assert page.locator(SEARCH).bounding_box()["y"] >= bar["y"] + bar["height"]


def test_a_search_finds_a_question_in_a_closed_section_and_leads_to_it(page, long):
    """Capitals and accents make no difference; the list names question and section."""
    full(page, long, "Searching")
    target = names(page)[2]
    words = page.locator(f'[data-mk-section="{target}"] template').evaluate(
        "(one) => one.content.querySelector('.mk-words').textContent"
    )
    assert opened(page) == names(page)[:1]
    page.locator(SEARCH).fill(words.upper().replace("E", "É"))
    assert page.locator(HITS).count() == 4
    assert page.inner_text("[data-mk-found]") == "4 questions found."
    page.locator(SEARCH).press("Enter")
    assert target in opened(page)
    assert page.evaluate("document.activeElement.closest('[data-mk-section]').dataset.mkSection") == target


def test_a_search_finds_notes_and_says_when_it_finds_nothing(page, long):
    """What somebody typed as a note can be found, in a section that was closed again as well."""
    full(page, long, "Noting")
    first = page.locator("[data-mk-item]").first
    first.locator("summary").click()
    first.locator('[data-mk-part="note"]').fill("Asked Zoë of the shop")
    page.wait_for_selector(SAVED)
    page.locator(f"{SECTIONS} > summary").first.click()
    page.locator(SEARCH).fill("zoe shop")
    assert page.locator(HITS).count() == 1 and page.inner_text("[data-mk-found]") == "One question found."
    page.locator(SEARCH).fill("<b>xyzzy")
    assert "No question of this page has “<b>xyzzy”" in page.inner_text("[data-mk-found]")
    assert page.locator(HITS).count() == 0


def test_everything_is_there_on_paper_and_folded_again_after(page, long):
    """Printing opens all sections; what was closed is closed when it is done."""
    full(page, long, "Printing")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened(page) == names(page) and page.locator("[data-mk-item]:visible").count() == 32
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened(page) == names(page)[:1]


def test_the_first_section_needs_no_script(chromium, long):
    """Questions of the open section are in the page that comes over the line."""
    with visitor(chromium, long) as page:
        made = full(page, long, "Plain")
        page.context.route("**/*.js", lambda route: route.abort())
        page.goto(f"{long.address}/1_digital_maturity?lang=en&assessment={made}", wait_until="commit")
        page.wait_for_selector("[data-mk-item] input")
        assert page.locator("[data-mk-item]:visible").count() == 8


def test_a_short_form_has_the_same_sections_all_open(page, long):
    """Eight questions of a quick scan need no folding and no search."""
    new_assessment(page, long, "Short")
    assert opened(page) == names(page) and page.locator("[data-mk-item]:visible").count() == 8
    assert page.locator(SEARCH).count() == 0


def test_from_quick_to_full_keeps_the_answers_and_opens_new_questions(page, long):
    """The start page switches the edition; the answer is there, and the bounds are wider."""
    made = new_assessment(page, long, "Switching")
    for item in ("dm.crm", "dm.analytics"):
        choose(page, item, 3)
    show(page, long, "0_start", assessment=made)
    page.locator('[data-mk-subject="edition"]').select_option("full")
    page.wait_for_selector(SAVED)
    show(page, long, "1_digital_maturity", assessment=made)
    assert page.locator(SAID).first.inner_text() == "2 of 8 filled in"
    assert page.locator('[data-mk-item="dm.crm"] input[value="3"]').is_checked()
    assert "2 of 32" in page.inner_text(".mk-done")


def test_an_answer_of_another_model_is_taken_over_and_saved(page, long):
    """The words of both questions are there; one click chooses the same step here, and the verdict follows."""
    made = new_assessment(page, long, "Once")
    choose(page, "dm.crm", 3)
    show(page, long, "2_data_driven_marketing", assessment=made)
    question = page.locator('[data-mk-item="dd.relation-data"]')
    offer = question.locator(".mk-elsewhere")
    own = question.locator(".mk-choice:has(input[value='3']) .mk-words").text_content()
    assert "There, step 3 was chosen" in offer.text_content() and own in offer.text_content()
    assert question.locator("input:checked").count() == 0
    before = page.inner_text('[data-mk-live="verdict"]')
    offer.get_by_role("button").click()
    page.wait_for_selector(SAVED)
    assert question.locator('input[value="3"]').is_checked()
    assert page.inner_text('[data-mk-live="verdict"]') != before
    assert not offer.get_by_role("button").is_visible()
    show(page, long, "2_data_driven_marketing", assessment=made)
    assert question.locator('input[value="3"]').is_checked() and offer.count() == 0


@pytest.mark.parametrize(("width", "language"), PAIRS)
def test_a_long_form_is_accessible(chromium, long, width, language):
    """Folded, and unfolded with hits of a search: no violation of axe, no sideways scrolling."""
    with visitor(chromium, long, width) as page:
        made = full(page, long, f"Accessible {width} {language}")
        show(page, long, "1_digital_maturity", language, made)
        found = violations(page)
        page.locator('[data-mk-do="fold-all"]').click()
        page.locator(SEARCH).fill("en")
        assert opened(page) == names(page) and page.locator(HITS).count() > 1
        assert found + violations(page) + page.complaints == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
