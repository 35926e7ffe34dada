"""What the browser tests share: a page with its complaints, axe, and the addresses of the workbook."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from maturity_kit import load_models
from maturity_kit import new_assessment as new
from maturity_kit.store import load_examples, open_store

PAGES = (
    "0_start",
    "1_digital_maturity",
    "2_data_driven_marketing",
    "3_digital_strategy_360",
    "4_four_d",
    "5_eight_values",
    "6_synthesis",
    "7_method",
)
READY = "html[data-ready]"
SCHEMES = ("light", "dark")
EVERY_SHAPE = os.environ.get("MATURITY_EVERY_SHAPE") == "1"
"""Whether axe looks at every page in every language, width and colour scheme; that takes a quarter of an hour more."""
SHAPES = (
    [(width, language) for width in (1280, 390) for language in ("en", "nl")]
    if EVERY_SHAPE
    else [(1280, "en"), (390, "nl")]
)
PAIRS = SHAPES if EVERY_SHAPE else [(390, "nl")]
"""For what is looked at in the other shapes on its page already."""


@contextlib.contextmanager
def visitor(chromium: Any, app: Any, width: int = 1280) -> Iterator[Any]:
    """A fresh browser window that is let in, and that remembers every error and every foreign request."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: _note_foreign(page, request.url, app.host))
    context.request.get(app.link(), max_redirects=0)
    try:
        yield page
    finally:
        context.close()


def _note_foreign(page: Any, address: str, host: str) -> None:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
        page.complaints.append(f"request to another origin: {address}")


def show(page: Any, app: Any, name: str, language: str = "en", assessment: str = "") -> None:
    """Open a page of the workbook and wait until its controls work."""
    chosen = f"&assessment={assessment}" if assessment else ""
    page.goto(f"{app.address}/{name}?lang={language}{chosen}")
    page.wait_for_selector(READY, timeout=60_000)


def wait_for_change(page: Any, place: str, before: str) -> None:
    """Wait until the HTML of a place differs; asked from outside, for the page allows no evaluated code."""
    for _ in range(200):
        if page.inner_html(place) != before:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{place} did not change")


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong in light and in dark, one line each with the first place.

    Between the two only colours change, so in the second only contrast is looked at, and that on a wide page.
    """
    found = []
    narrow = page.viewport_size["width"] < 1280
    for scheme in SCHEMES[:1] if narrow and not EVERY_SHAPE else SCHEMES:
        page.emulate_media(color_scheme=scheme)
        only: dict[str, Any] = {"resultTypes": ["violations"]}
        if scheme != SCHEMES[0]:
            only["runOnly"] = ["color-contrast"]
        for one in Axe().run(page, options=only).response["violations"]:
            found.append(f"{scheme}: {one['id']}: {one['help']} at {one['nodes'][0]['target']}")
    return found


def kept_assessment(app: Any, organisation: str) -> str:
    """A new assessment in the store behind a workbook, as its start page makes one, beside the examples; its id."""
    models = {model.id: model.version for model in load_models().values()}
    made = new(uuid.uuid4().hex, organisation, date.today().isoformat(), edition="quick", models=models)
    with contextlib.closing(open_store(app.home / "outputs/maturity.sqlite")) as store:
        if not store.list():
            load_examples(store, app.home / "data/examples")
        return str(store.create(made))


def new_assessment(page: Any, app: Any, organisation: str, name: str = "1_digital_maturity") -> str:
    """Make an assessment and open it on one of the pages; its id."""
    made = kept_assessment(app, organisation)
    show(page, app, name, assessment=made)
    return made
