"""A page in a browser: drawn at once, in one's language, from nowhere else, and honest when the kernel is gone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import App, counter_workbook, serving

pytestmark = pytest.mark.browser
READY = "html[data-ready=true]"


class Watched:
    """A browser tab that remembers what went wrong and what it asked for."""

    def __init__(self, context, app: App) -> None:
        self.app = app
        self.page = context.new_page()
        self.problems: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str = "/0_start", query: str = "") -> None:
        self.page.goto(self.app.link(path, query))
        self.page.wait_for_selector(READY, timeout=30_000)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(counter_workbook(tmp_path_factory.mktemp("pages"))) as running:
        yield running


@pytest.fixture
def tab(chromium, app: App) -> Iterator[Watched]:
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield Watched(context, app)
    context.close()


def test_a_click_reaches_the_kernel_and_its_answer_comes_back(tab: Watched) -> None:
    """The widget counts, the kernel answers, and the picture that follows it changes."""
    tab.open()
    tab.page.click("text=Count 0")
    tab.page.wait_for_selector("text=counted 1")
    tab.page.wait_for_selector("svg[width='101']")
    assert tab.problems == []


def test_nothing_is_asked_of_another_server(tab: Watched) -> None:
    """Every request goes to where the page came from, and the token is not in the address."""
    tab.open()
    assert {re.match(r"\w+://([^/]+)", url).group(1) for url in tab.asked} == {tab.app.host}
    assert tab.page.url == tab.app.address + "/0_start"


def test_the_first_picture_is_in_the_page_before_any_script(chromium, app: App) -> None:
    """Without JavaScript the text and the picture are there, and a sentence says what does not work."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(app.link("/0_start"))
    assert page.is_visible("figure svg") and page.is_visible("noscript p")
    context.close()


def test_the_language_is_switched_and_remembered(tab: Watched) -> None:
    """The switch changes text and navigation, and the next page is in the same language without being told."""
    tab.open()
    assert tab.page.is_visible("h1:text('Counting')")
    tab.page.click("a[hreflang=nl]")
    tab.page.wait_for_selector(READY)
    assert tab.page.get_attribute("html", "lang") == "nl"
    assert tab.page.is_visible("h1:text('Tellen')") and not tab.page.is_visible("h1:text('Counting')")
    tab.page.goto(tab.app.address + "/2_request")
    assert tab.page.get_attribute("html", "lang") == "nl"


def test_navigation_marks_the_page_and_keeps_the_assessment(tab: Watched) -> None:
    """One link is the current page, and the others carry the assessment and the language along."""
    tab.open("/0_start", "assessment=a-1&lang=en")
    links = tab.page.query_selector_all("nav.mk-pages a")
    assert [link.get_attribute("aria-current") for link in links] == ["page", None, None]
    assert links[2].get_attribute("href") == "/2_request?assessment=a-1&lang=en"
    links[2].click()
    tab.page.wait_for_selector("pre:text('assessment=a-1&lang=en')")


def test_the_skip_link_leads_to_the_content(tab: Watched) -> None:
    """The first stop of the keyboard jumps over the navigation."""
    tab.open()
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "main"


def test_a_fold_and_the_column_beside_are_where_the_notebook_says(tab: Watched) -> None:
    """A folded cell opens by its title; the picture stands right of the questions on a wide screen, under them on a phone."""
    tab.open()
    assert tab.page.inner_text("details.mk-fold > summary") == "A fold"
    beside, main = (
        tab.page.query_selector(".mk-aside").bounding_box(),
        tab.page.query_selector(".mk-main").bounding_box(),
    )
    assert beside["x"] > main["x"] + main["width"]
    tab.page.set_viewport_size({"width": 360, "height": 700})
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_killed_kernel_is_said_and_the_page_can_be_restored(tab: Watched) -> None:
    """When its kernel dies the page says so within seconds; the button brings it back with a new one."""
    tab.open()
    os.kill(kernel_process(tab), signal.SIGKILL)
    tab.page.wait_for_selector("#lost:has-text('stopped working')", timeout=10_000)
    tab.page.click("#lost button")
    tab.page.wait_for_selector(READY)
    tab.page.click("text=Count 0")
    tab.page.wait_for_selector("text=counted 1")
    assert not tab.page.is_visible("#lost")


def test_leaving_a_page_stops_its_kernel(tab: Watched) -> None:
    """A closed tab leaves nothing running."""
    tab.open()
    process = kernel_process(tab)
    tab.page.close()
    assert gone(process)


def test_a_stopped_server_is_said_and_a_new_one_takes_over(chromium, tmp_path: Path) -> None:
    """The page says that the connection is gone; once the server is back the same cookie opens it again."""
    home = counter_workbook(tmp_path)
    context = chromium.new_context()
    with serving(home) as app:
        tab = Watched(context, app)
        tab.open()
        process = kernel_process(tab)
    assert gone(process)
    tab.page.wait_for_selector("#lost:has-text('connection is gone')", timeout=10_000)
    port = app.address.rsplit(":", 1)[1]
    with serving(home, f"from maturity_kit.serve import serve_workbook; serve_workbook({port}, open_browser=False)"):
        tab.page.wait_for_selector("#lost:has-text('stopped working')", timeout=20_000)
        tab.page.click("#lost button")
        tab.page.wait_for_selector(READY)
    context.close()


def kernel_process(tab: Watched) -> int:
    kernel = tab.page.get_attribute("body", "data-kernel")
    for process in processes():
        if kernel in process[1]:
            return process[0]
    raise AssertionError(f"no process of kernel {kernel}")


def processes() -> list[tuple[int, str]]:
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [(int(line.split(None, 1)[0]), line) for line in listed.splitlines()]


def gone(process: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process not in {number for number, _ in processes()}:
            return True
        time.sleep(0.1)
    return False


if sys.platform == "win32":
    pytestmark = [pytest.mark.browser, pytest.mark.skip("finds kernels with ps")]
