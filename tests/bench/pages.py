"""How fast pages are: to the first chart, to usable controls, from a click to its verdict; against bare Voila in the same run."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from maturity_kit.home import home
from tests.serving import WORKBOOK, App, notebook, serving

ROUNDS = 5
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Bare Voila asks for fonts elsewhere; that must fail at once, so that no network is measured.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
BARE = (
    "import ipywidgets\nbutton, label = ipywidgets.Button(description='go'), ipywidgets.Label('0')\n"
    "button.on_click(lambda _: setattr(label, 'value', str(int(label.value) + 1)))"
)
BARE_PAGE = notebook(("code", BARE, {}), ("code", "ipywidgets.VBox([ipywidgets.IntSlider(), button, label])", {}))
PUBLISHED = (
    "import os; from pathlib import Path; from maturity_kit.serve import publish; "
    "publish(Path(os.environ['MATURITY_HOME']) / 'data/examples/insurer.assessment.json', port=0)"
)
SLIDER, OURS, CHART = (
    ".widget-slider .noUi-handle",
    "html[data-ready=true]",
    "figure svg, [role=img] svg, svg[role=img]",
)
# Remembers when something was first there to be seen, counted from the moment the address was asked for.
WATCH = """
window.seen = {};
const watched = %s;
const look = () => {
  for (const [name, selector] of Object.entries(watched)) {
    const found = [...document.querySelectorAll(selector)];
    if (!(name in seen) && found.some((one) => one.getBoundingClientRect().height > 0)) seen[name] = performance.now();
  }
  if (Object.keys(seen).length < Object.keys(watched).length) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
# The time from a click to the first change of each place.
CLICK = """
([button, places]) => new Promise((resolve) => {
  const times = {};
  const began = performance.now();
  for (const place of places) {
    const watcher = new MutationObserver(() => {
      watcher.disconnect();
      times[place] = performance.now() - began;
      if (Object.keys(times).length === places.length) resolve(times);
    });
    watcher.observe(document.querySelector(place), { childList: true, subtree: true, characterData: true });
  }
  setTimeout(() => resolve(times), 5000);
  document.querySelector(button).click();
})
"""
VERDICT, PICTURE = '[data-mk-live="verdict"]', '[data-mk-live="chart"]'
Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of each measurement."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, bare_voila(Path(folder)) as bare:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        start = median_times(browser, bare, "/", {"usable": SLIDER})["usable"]
        trip = bare_click(browser, bare)
        memory = kernel_memory(bare.process.pid)
        found: list[Row] = []
        with serving(own_home(Path(folder)), WORKBOOK, MATURITY_LOG="info") as app:
            for address in addresses(app):
                found += page_rows(browser, app, address, start)
            found += click_rows(browser, app, trip)
        with serving(Path(folder) / "workbook", PUBLISHED, MATURITY_LOG="info") as app:
            found += page_rows(browser, app, "/workbook", start)
            found.append(memory_row(browser, app, memory))
        browser.close()
    return found


@contextlib.contextmanager
def bare_voila(folder: Path) -> Iterator[App]:
    """Stock Voila with its default settings on a notebook with a slider, a button and a label."""
    (folder / "bare.ipynb").write_text(BARE_PAGE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "voila",
        str(folder / "bare.ipynb"),
        "--no-browser",
        f"--port={port}",
        "--Voila.ip=127.0.0.1",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    try:
        _wait_for_port(port)
        yield App(f"http://127.0.0.1:{port}", "", process, folder)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for_port(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)


def own_home(folder: Path) -> Path:
    """A workbook folder with an empty store."""
    for part in ("data", "notebooks"):
        shutil.copytree(home() / part, folder / "workbook" / part)
    return folder / "workbook"


def addresses(app: App) -> list[str]:
    """The pages of the workbook, from its navigation."""
    import re

    cookie = app.come_in()
    body = app.ask("/0_start", cookie)[2]
    return list(dict.fromkeys(re.findall(r'<li><a href="(/[^"?]+)', body)))


def settled(app: App) -> None:
    """Wait until kernels are ready, as they are for a visitor who reads one page before opening the next."""
    for _ in range(100):
        before = len(app.log)
        time.sleep(2.5)
        if len(app.log) == before:
            return


def median_times(
    browser: Browser, app: App, path: str, watched: dict[str, str], wait: Callable[[], None] = lambda: None
) -> dict[str, float]:
    """Milliseconds until each selector is seen, the median of several openings in fresh contexts."""
    times: dict[str, list[float]] = {name: [] for name in watched}
    for _ in range(ROUNDS):
        wait()
        with opened(browser, app, path, watched) as page:
            for name, moment in page.evaluate("() => window.seen").items():
                times[name].append(moment)
    return {name: statistics.median(found) for name, found in times.items() if found}


@contextlib.contextmanager
def opened(browser: Browser, app: App, path: str, watched: dict[str, str]) -> Iterator[Page]:
    """A page in a fresh context with empty caches, when everything watched for has been seen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if app.token:
        name, _, text = app.come_in().partition("=")
        context.add_cookies([{"name": name, "value": text, "url": app.address}])
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(watched))
    page.goto(app.address + path)
    end = time.monotonic() + 30
    while time.monotonic() < end and len(page.evaluate("() => window.seen")) < len(watched):
        page.wait_for_timeout(20)
    yield page
    context.close()


def page_rows(browser: Browser, app: App, address: str, start: float) -> list[Row]:
    """Usable controls and, where there is one, the first chart of a page."""
    has_chart = "<svg" in app.ask(address, app.come_in())[2]
    watched = {"usable": OURS} | ({"chart": CHART} if has_chart else {})
    times = median_times(browser, app, address, watched, lambda: settled(app))
    aims = {"usable": ("usable controls", "≤ 0.6"), "chart": ("first chart", "≤ 0.25")}
    return [row(f"{address[1:]}: {aims[name][0]}", times[name], start, aims[name][1]) for name in times]


def bare_click(browser: Browser, bare: App) -> float:
    """Milliseconds of a bare round trip from a button to a label."""
    with opened(browser, bare, "/", {"usable": SLIDER}) as page:
        return clicks(page, lambda _: ".jupyter-button", [".widget-label:not([title])"])[".widget-label:not([title])"]


def click_rows(browser: Browser, app: App, trip: float) -> list[Row]:
    """From the click on a choice to the changed verdict, and to the changed chart."""
    settled(app)
    with opened(browser, app, "/1_digital_maturity", {"usable": OURS}) as page:
        choice = "[data-mk-item] input[type=radio][value='{}']"
        times = clicks(page, lambda turn: choice.format(1 + turn % 2), [VERDICT, PICTURE])
    return [
        row("click to changed verdict", times[VERDICT], trip, "≤ 1.2"),
        row("click to changed chart", times[PICTURE], trip, "≤ 2"),
    ]


def clicks(page: Page, button: Callable[[int], str], places: list[str]) -> dict[str, float]:
    """Milliseconds from a click to a change of each place, the median of several after one to warm up."""
    found: list[dict[str, Any]] = []
    for turn in range(ROUNDS * 2 + 1):
        page.wait_for_timeout(400)
        found.append(page.evaluate(CLICK, [button(turn), places]))
    return {place: statistics.median(one.get(place, 5e3) for one in found[1:]) for place in places}


def memory_row(browser: Browser, app: App, bare: float) -> Row:
    """Memory of the kernel behind a client's page that is open."""
    with opened(browser, app, "/workbook", {"usable": OURS}) as page:
        own = kernel_memory(app.process.pid, str(page.get_attribute("body", "data-kernel")))
    return "kernel memory of a client page", f"{own:.0f} MB", f"bare {bare:.0f} MB", f"{own / bare:.2f}", ""


def kernel_memory(server: int, kernel: str = "ipykernel_launcher") -> float:
    """Megabytes a kernel takes for itself (its share of what is shared included, where the system tells)."""
    for process in psutil.Process(server).children(recursive=True):
        if any(kernel in part for part in process.cmdline()):
            told = process.memory_full_info()
            return float(getattr(told, "pss", told.rss)) / 1e6
    raise RuntimeError("no kernel is running")


def row(name: str, measured: float, reference: float, aim: str) -> Row:
    """A measurement against bare Voila."""
    return name, f"{measured:.0f} ms", f"bare {reference:.0f} ms", f"{measured / reference:.2f}", aim


if __name__ == "__main__":
    for line in rows():
        print(" | ".join(line))
