"""Weights found without a mouse, in a real browser: ranked, compared in pairs, saved as sets and put beside each other."""

from __future__ import annotations

import pytest
from serving import serving

from tests.browser.pages import PAIRS, new_assessment, show, violations, visitor

pytestmark = pytest.mark.browser
SAVED = '[data-mk-live="status"][data-mk-state="saved"]'
RESULT, EFFECT, SETS = ('[data-mk-live="weighed"]', '[data-mk-live="effect-sets"]', '[data-mk-live="weight-sets"]')
RANK = ".mk-weigh-rank li"
FOCUSED = (
    "document.activeElement.dataset.mkDo + ' ' + document.activeElement.closest('li')?.querySelector('label').innerText"
)


@pytest.fixture(scope="module")
def app(workbook_home):
    with serving(workbook_home) as running:
        yield running


def opened(page, app, organisation, name="4_four_d", language="en"):
    """A new assessment with one answer, on a page with its folds for weighing open."""
    made = new_assessment(page, app, organisation)
    show(page, app, "4_four_d", language, assessment=made)
    page.evaluate("document.querySelectorAll('[data-mk-section]').forEach((one) => { one.open = true })")
    for item, step in {"fd.data-view": 0, "fd.objective": 3}.items():
        if page.locator(f'[data-mk-item="{item}"]').count():
            page.locator(f'[data-mk-item="{item}"] input[value="{step}"]').check()
            page.wait_for_selector(SAVED)
    if name != "4_four_d":
        show(page, app, name, language, assessment=made)
    unfold(page)
    return made


def unfold(page):
    """Open the weights and what is below them, with the keyboard."""
    heads = [
        "details.mk-fold:has(.mk-weights) > summary",
        '[data-mk-fold="weighing"] > summary',
        '[data-mk-fold="weight-sets"] > summary',
    ]
    for head in heads:
        page.locator(head).focus()
        page.keyboard.press("Enter")
    page.wait_for_selector("[data-mk-weigh]")


def ranked(page):
    """The parts in their order, with their points."""
    return [(row.locator("label").inner_text(), row.locator("input").input_value()) for row in page.locator(RANK).all()]


def test_a_ranking_is_made_and_weighed_with_the_keyboard(chromium, app):
    """Design is moved up twice, gets 100, the others 50, 25 and 25: a mean of 50, so 2, 1, 0.5 and 0.5."""
    with visitor(chromium, app) as page:
        made = opened(page, app, "Ranked")
        assert [title for title, _ in ranked(page)] == ["Data", "Decisions", "Design", "Delivery"]
        page.get_by_role("button", name="Move up: Design").focus()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "weigh-up Design"
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "weigh-down Design"
        assert page.inner_text("[data-mk-moved-to]") == "Design is now in place 1 of 4."
        assert ranked(page)[0] == ("Design", "100")
        for title, points in {"Data": "50", "Decisions": "25", "Delivery": "101"}.items():
            page.get_by_role("spinbutton", name=f"Points for {title}").focus()
            page.keyboard.press("Control+a")
            page.keyboard.type(points)
        page.keyboard.press("Tab")
        page.wait_for_selector(f'{RANK} [data-mk-message]:has-text("Found 101")')
        assert [points for _, points in ranked(page)] == ["100", "50", "25", "101"]
        page.get_by_role("spinbutton", name="Points for Delivery").fill("25")
        page.wait_for_selector(f"{RESULT} td:has-text('50%')")
        page.get_by_role("button", name="Take over these weights").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{RESULT} :text('Taken over')")
        assert page.locator('[data-mk-subject="fd.design"][data-mk-edit="weight"]').input_value() == "2"
        show(page, app, "4_four_d", assessment=made)
        assert page.locator('[data-mk-subject="fd.delivery"][data-mk-edit="weight"]').input_value() == "0.5"
        assert page.complaints == []


def test_pairs_say_which_judgement_clashes_and_lead_to_it(chromium, app):
    """Data over decisions over design over data; the button goes to the choice that is most at odds."""
    with visitor(chromium, app) as page:
        opened(page, app, "Paired")
        page.get_by_label("In pairs").focus()
        page.keyboard.press("Space")
        page.wait_for_selector(".mk-weigh-pairs select")
        for pair, step in {
            "data/fd.decisions": "3",
            "decisions/fd.design": "3",
            "data/fd.design": "-3",
            "data/fd.delivery": "1",
        }.items():
            page.locator(f'select[name="pair/fd.{pair}"]').select_option(step)
        page.wait_for_selector(f"{RESULT} .mk-warned:has-text('contradict each other')")
        page.get_by_role("button", name="Go to this pair").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "pair/fd.data/fd.decisions"
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
        page.wait_for_selector(f"{RESULT} li:has-text('fit together')")
        assert page.complaints == []


def test_sets_are_saved_compared_and_put_in_force(chromium, app):
    with visitor(chromium, app) as page:
        opened(page, app, "Sets")
        name = page.get_by_label("Name of the set")
        name.focus()
        page.keyboard.type("As it was")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{SETS} li:has-text('As it was'):has-text('in force')")
        page.locator('[data-mk-subject="fd.data"][data-mk-edit="weight"]').fill("5")
        page.wait_for_selector(f"{SETS} li:has-text('As it was'):has-text('Put in force')")
        page.locator('select[name="one"]').select_option("set:As it was")
        page.get_by_role("button", name="Compare", exact=True).click()
        page.wait_for_selector(f"{EFFECT} :text('instead of “As it was”')")
        name.fill("as it was")
        name.press("Enter")
        page.wait_for_selector('[data-mk-live="sets-told"]:has-text("already a set")')
        assert name.input_value() == "as it was"
        page.get_by_role("button", name="Put in force: As it was").click()
        page.wait_for_selector('[data-mk-live="sets-told"]:has-text("“As it was” is in force.")')
        assert page.locator('[data-mk-subject="fd.data"][data-mk-edit="weight"]').input_value() == "1"
        page.get_by_role("button", name="Remove: As it was").click()
        page.get_by_role("button", name="Put back").click()
        page.wait_for_selector(f"{SETS} li:has-text('As it was')")
        assert page.complaints == []


@pytest.mark.parametrize(("width", "language"), PAIRS)
@pytest.mark.parametrize("name", ["4_four_d", "6_synthesis"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(chromium, app, name, width, language):
    with visitor(chromium, app, width) as page:
        opened(page, app, f"Axe {name}", name, language)
        for row in page.locator(f"{RANK} input:not([readonly])").all():
            row.fill("50")
        page.wait_for_selector(f"{RESULT} td")
        page.locator('[data-mk-do="weigh-effect"]').click()
        page.locator('[data-mk-action="weights-save"] input[name="name"]').fill("A set")
        page.locator('[data-mk-action="weights-save"] button').click()
        page.wait_for_selector('[data-mk-live="list-of-sets"] li')
        page.wait_for_selector('[data-mk-live="effect-weighing"] table')
        page.locator('input[name="way"][value="pairwise"]').check()
        page.wait_for_selector(".mk-weigh-pairs")
        page.locator(".mk-weigh-pairs select").first.select_option("3")
        page.locator('[data-mk-action="weights-compare"] button').click()
        page.wait_for_selector(f"{EFFECT} table")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
