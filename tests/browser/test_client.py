"""The page a client gets: everything to see, nothing to change."""

from __future__ import annotations

import json

import pytest
from serving import serving

from tests.browser.pages import READY, SHAPES, violations, visitor, wait_for_change

pytestmark = pytest.mark.browser
MARKUP = "<img src=x onerror=\"document.title='taken'\">"
PUBLISH = "from pathlib import Path; from maturity_kit.serve import publish; publish(Path({file!r}), port=0)"
VERDICT, CHART, SLIDER = (
    '[data-mk-live="verdict-digital-maturity"]',
    '[data-mk-live="chart-digital-maturity"]',
    '[data-mk-live="weights-digital-maturity"] input[type=range]',
)


def marked(entry):
    """The same JSON with markup at the end of everything a person can type."""
    typed = {"organisation", "unit", "note", "evidence", "reason", "sector"}
    if isinstance(entry, dict):
        return {
            name: f"{part} {MARKUP}" if name in typed and isinstance(part, str) else marked(part)
            for name, part in entry.items()
        }
    return [marked(part) for part in entry] if isinstance(entry, list) else entry


@pytest.fixture(scope="module")
def published(workbook_home, tmp_path_factory):
    """The example with markup in every free text, published and served."""
    example = json.loads((workbook_home / "data/examples/insurer.assessment.json").read_text(encoding="utf-8"))
    file = tmp_path_factory.mktemp("client") / "marked.assessment.json"
    file.write_text(json.dumps(marked(example)), encoding="utf-8")
    with serving(workbook_home, PUBLISH.format(file=str(file))) as app:
        yield app


@pytest.fixture
def page(chromium, published):
    with visitor(chromium, published) as window:
        window.goto(published.link())
        window.wait_for_selector(READY, timeout=60_000)
        yield window


def open_folds(page):
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")


@pytest.mark.parametrize(("width", "language"), SHAPES)
def test_the_page_is_accessible_and_quiet(chromium, published, width, language):
    """No violation of axe in light or dark, no console error, nothing from outside, no sideways scrolling."""
    with visitor(chromium, published, width) as page:
        page.goto(f"{published.address}/?lang={language}")
        page.wait_for_selector(READY, timeout=60_000)
        open_folds(page)
        assert violations(page) + page.complaints == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_markup_that_people_typed_shows_as_text(page):
    """The name with markup is read as it was written, and nothing of it runs."""
    open_folds(page)
    assert page.locator("img").count() == 0
    assert page.title() != "taken"
    assert MARKUP in page.inner_text("main")


def test_no_code_is_shown(page):
    """What the notebook runs stays behind the page."""
    said = page.content()
    assert "open_workbook" not in said and "import maturity_kit" not in said


def test_a_slider_changes_the_view_and_nothing_else(page):
    """Verdict and picture of the model follow; after a reload everything is as it was published."""
    before = page.inner_html(CHART)
    open_folds(page)
    opened = page.inner_html(CHART)
    page.locator(SLIDER).first.fill("0")
    wait_for_change(page, CHART, opened)
    page.reload()
    page.wait_for_selector(READY, timeout=60_000)
    assert page.inner_html(CHART) == before
    assert page.locator(SLIDER).first.input_value() == "1"


def test_the_panel_of_the_weights_answers_and_is_gone_after_a_reload(page):
    """Its slider moves the numbers; nothing on the page takes an edit from it, and the next visit starts as usual."""
    figures, slider = '[data-mk-live="certainty"]', page.locator("[data-mk-ask] input[type=range]")
    page.locator("[data-mk-ask] > summary").click()
    page.wait_for_selector(f"{figures} .mk-heat")
    slider.fill("12")
    page.locator(figures).get_by_text("The concentration is 1 (").wait_for()
    page.reload()
    page.wait_for_selector(READY, timeout=60_000)
    assert slider.input_value() == "6" and page.locator(f"{figures} .mk-heat").count() == 0


def test_the_answers_can_be_taken_home_without_voters(page):
    """The download is the frozen assessment: counts for votes, nobody's row, and none of the consultant's notes."""
    with page.expect_download() as download:
        page.locator('[data-format="json"]').click()
    taken = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert all(answer.keys() <= {"value", "state", "reason"} for answer in taken["answers"].values())
    rows = [row for votes in taken["votes"].values() for row in votes]
    assert rows and all("counts" in row and "voter" not in row for row in rows)


def test_the_method_can_be_read(page):
    """Behind one fold: what is ours, what a score does not say, and the thresholds these verdicts were judged by."""
    page.locator(".mk-fold > summary", has_text="Read the method").click()
    said = page.locator(".mk-region-method").inner_text()
    assert "not affiliated with the authors" in said and "What a score does not say" in said
    assert page.get_by_role("table", name="Digital maturity").locator("tr", has_text="62.5").count() == 1


def test_there_is_nothing_to_edit(page):
    """Sliders are the only controls that take a value."""
    open_folds(page)
    assert page.locator("input:not([type=range]), textarea, select, [contenteditable=true]").count() == 0
