"""What tests of every room share: a browser, and the workbook served as a user starts it."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import App, serving

CHECKOUT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("MATURITY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A Chromium, to open fresh contexts in; without one the test is skipped, unless one is demanded."""
    if CHROMIUM is None:
        missing = "Chromium is missing: install it (Debian: apt install chromium) or name it in MATURITY_CHROMIUM."
        (pytest.fail if os.environ.get("MATURITY_DEMAND_BROWSER") == "1" else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def no_loop_of_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test without a browser sees none of its event loop, which otherwise runs on in this thread until the end."""
    if "chromium" in request.fixturenames:
        yield
        return
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def workbook_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workbook folder with its own, empty outputs."""
    home = tmp_path_factory.mktemp("workbook")
    for part in ("data", "notebooks"):
        shutil.copytree(CHECKOUT / part, home / part)
    return home


@pytest.fixture(scope="session")
def served(workbook_home: Path) -> Iterator[App]:
    """The workbook, served from that folder; ``served.link()`` lets a browser in."""
    with serving(workbook_home) as app:
        yield app
