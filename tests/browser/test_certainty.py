"""Would other weights change the advice: the panel in a real browser, by keyboard, on a desk and on a phone."""

from __future__ import annotations

import contextlib
import itertools
import json
import re

import pytest

from maturity_kit.store import load_examples, open_store
from tests.browser.pages import PAIRS, kept_assessment, show, violations, visitor, wait_for_change

pytestmark = pytest.mark.browser
FOLD, SLIDER, MEANS = "[data-mk-ask]", "[data-mk-ask] input[type=range]", "[data-mk-means]"
SAID, FIGURES = '[data-mk-live="certainty-said"]', '[data-mk-live="certainty"]'
ROUGH = f"{FIGURES} [data-mk-rough]"
SAVED = '[data-mk-live="status"][data-mk-state="saved"]'
EXAMPLE = "9c41e7d2-5b8f-4a36-8e0d-27f1b64c93aa"
NOTHING_KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('maturity-outbox')).length"


@pytest.fixture(scope="module", autouse=True)
def examples(served):
    """The examples in the store, in case this is the first that happens to it."""
    with contextlib.closing(open_store(served.home / "outputs/maturity.sqlite")) as store:
        if not store.list():
            load_examples(store, served.home / "data/examples")


def unfold(page):
    """Open the panel with the keyboard and wait for good numbers."""
    page.locator(f"{FOLD} > summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FIGURES} .mk-heat")
    settle(page)


def radios(page):
    """The lowest step of each question on the page of a model."""
    items = page.eval_on_selector_all("[data-mk-item]", "all => all.map((one) => one.dataset.mkItem)")
    return [f'[data-mk-item="{item}"] input[value="0"]' for item in items]


def settle(page):
    """Wait until the numbers come from many draws."""
    page.wait_for_selector(ROUGH, state="detached")
    page.get_by_text("From 10,000 draws").or_(page.get_by_text("Uit 10.000 trekkingen")).wait_for()


def test_the_slider_moves_the_numbers_by_keyboard_and_keeps_nothing(chromium, served):
    """From the usual to any division at all: words at once, numbers soon, and back where they were; nothing is sent to keep."""
    with visitor(chromium, served) as page:
        show(page, served, "6_synthesis", assessment=EXAMPLE)
        assert "One moment" in page.text_content(FIGURES) and page.text_content(SAID).strip() == ""
        unfold(page)
        usual, slider = page.inner_html(FIGURES), page.locator(SLIDER)
        slider.focus()
        page.keyboard.press("End")
        assert page.text_content(MEANS) == slider.get_attribute("aria-valuetext")
        assert page.text_content(MEANS).startswith("completely, any division goes")
        wait_for_change(page, FIGURES, usual)
        settle(page)
        loose = page.inner_html(FIGURES)
        assert loose != usual and "The concentration is 1 (" in page.text_content(FIGURES)
        assert page.evaluate("document.activeElement.name") == "step"
        page.keyboard.press("Home")
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        wait_for_change(page, FIGURES, loose)
        settle(page)
        page.get_by_text("The concentration is 10 (").wait_for()
        assert page.inner_html(FIGURES) == usual
        assert page.evaluate(NOTHING_KEPT) == 0 and page.complaints == []


QUESTION = re.compile(r'"type": ?"action", ?"name": ?"certainty", ?"fields": ?(\{[^}]*\})')
ANSWER = re.compile(r'"content": ?\{"type": ?"asked"\}')


def test_one_question_at_a_time_and_the_newest_wins(chromium, served):
    """Six quick stops of the slider: never is a second question sent before the first was answered, and the last one is
    for good numbers where the slider came to rest."""
    talk = []

    def listen(socket):
        socket.on("framesent", lambda frame: talk.extend(map(json.loads, QUESTION.findall(words(frame)))))
        socket.on("framereceived", lambda frame: talk.extend("answer" for _ in ANSWER.findall(words(frame))))

    with visitor(chromium, served) as page:
        page.on("websocket", listen)
        show(page, served, "6_synthesis", assessment=EXAMPLE)
        unfold(page)
        page.locator(SLIDER).focus()
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        page.get_by_text("The concentration is 1 (").wait_for()
    questions = [one for one in talk if one != "answer"]
    assert questions[0] == {"open": "yes", "step": "6", "moving": ""}
    assert questions[-1] == {"open": "yes", "step": "12", "moving": ""}
    assert all("answer" in pair for pair in itertools.pairwise(talk))


def words(frame):
    """A frame as text; what is binary around the words does not matter."""
    return frame if isinstance(frame, str) else frame.decode("latin-1")


def test_what_is_read_aloud_waits_until_the_slider_rests(chromium, served):
    """While it moves the sentence is marked as busy; at rest it is not, and what was opened inside stays open."""
    with visitor(chromium, served) as page:
        show(page, served, "6_synthesis", assessment=EXAMPLE)
        unfold(page)
        fold = page.locator('[data-mk-fold="tornado-four-d"]')
        fold.locator("summary").click()
        page.locator(SLIDER).focus()
        page.keyboard.press("End")
        page.wait_for_selector('[data-mk-reading][aria-busy="true"]')
        page.wait_for_selector("[data-mk-reading]:not([aria-busy])")
        settle(page)
        assert fold.evaluate("one => one.open") and fold.locator("tbody tr").count() == 5


def test_the_panel_follows_an_answer_that_is_given_elsewhere(chromium, served):
    """Two windows: a fifth answer in one puts a fifth step on the road in the open panel of the other."""
    with visitor(chromium, served) as page, visitor(chromium, served) as other:
        made = kept_assessment(served, "Followed")
        show(other, served, "1_digital_maturity", assessment=made)
        other.evaluate("document.querySelectorAll('[data-mk-section]').forEach((one) => { one.open = true })")
        first, *more = radios(other)[:5]
        for radio in more:
            other.locator(radio).check()
            other.wait_for_selector(SAVED)
        show(page, served, "6_synthesis", assessment=made)
        unfold(page)
        assert page.locator(f"{FIGURES} .mk-heat tbody tr").count() == 4
        other.locator(first).check()
        page.locator(f"{FIGURES} .mk-heat tbody tr >> nth=4").wait_for()
        settle(page)
        assert page.complaints == []


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), *PAIRS])
def test_the_open_panel_is_accessible_and_fits(chromium, served, width, language):
    """axe finds nothing in light or dark, nothing scrolls sideways, and what is touched is 44 px high."""
    with visitor(chromium, served, width) as page:
        show(page, served, "6_synthesis", language, EXAMPLE)
        unfold(page)
        page.evaluate("document.querySelectorAll('[data-mk-ask] details').forEach((one) => { one.open = true })")
        for control in (f"{FOLD} > summary", SLIDER):
            assert page.locator(control).bounding_box()["height"] >= 44
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert violations(page) + page.complaints == []
