"""The web page that is handed over, and the buttons that hand documents over."""

from __future__ import annotations

import pytest

from maturity_kit.assessment.files import load_assessment
from maturity_kit.reports.page import page as made
from maturity_kit.reports.story import story_of
from tests.browser.pages import show, violations, visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def file(workbook_home, tmp_path):
    """The example as a web page."""
    story = story_of(load_assessment(workbook_home / "data/examples/insurer.assessment.json"), "nl")
    (tmp_path / "page.html").write_bytes(made(story))
    return (tmp_path / "page.html").as_uri()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_web_page_is_accessible_and_asks_for_nothing(chromium, file, width):
    """No violation of axe in light or dark, no request but the file itself, nothing on the console, no sideways scrolling."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(file)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert violations(page) + complaints == []
    assert [address for address in asked if not address.startswith("data:")] == [file]
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_a_document_is_handed_over_by_keyboard(chromium, served):
    """Enter on its button: the file comes, what became of it is said, and the focus stays on the button."""
    with visitor(chromium, served) as page:
        show(page, served, "6_synthesis")
        button = page.get_by_role("button", name="Web page (HTML)")
        button.focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.endswith("-en.html")
        assert download.value.path().read_bytes().startswith(b"<!DOCTYPE html>")
        page.get_by_text("Web page (HTML): done.").wait_for()
        assert button.evaluate("(node) => node === document.activeElement")
        assert page.complaints == []
