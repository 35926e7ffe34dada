"""Start an app: the workbook, the demonstration, the notebooks for analysts, a published page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.home import home, outputs
from maturity_kit.serve.settings import Served, find_notebooks
from maturity_kit.web.keys import kept_keys
from maturity_kit.web.ports import shown_host

Tell = Callable[[str], None]


def serve_workbook(
    port: int = 8866,
    host: str = "127.0.0.1",
    open_browser: bool = True,
    token: str | None = None,
    hosts: Iterable[str] = (),
    language: str = "en",
    start: str = "",
    tell: Tell = print,
    ready: Tell | None = None,
) -> None:
    """The workbook as an app for the facilitator, until Ctrl-C.

    Args:
        port: wanted port; the first free one after it is used when it is taken, any with 0.
        host: address to listen on.
        token: for the link; else the one kept in ``outputs/keys``, so that open pages survive a restart.
        hosts: further names under which browsers may reach it.
        start: query of the first page, such as ``assessment=...``.
        ready: told the link once the workbook answers, instead of people and their browser.

    Raises ServeError when the folder holds no notebooks or no port is free.
    """
    keys = kept_keys(outputs() / "keys" / "workbook.json", token)
    served = Served(
        notebooks=find_notebooks(home() / "notebooks"),
        folder=home() / "notebooks",
        token=keys.token,
        secret=keys.secret,
        environment=dict(os.environ) | {"MATURITY_HOME": str(home())},
        host=host,
        port=port,
        hosts=frozenset(name.lower() for name in hosts),
        language=language,
    )
    with _saved_hourly():
        run(served, open_browser, start, tell, ready)


@contextlib.contextmanager
def _saved_hourly() -> Iterator[None]:
    """Backs up the store each hour in which something changed, as long as the block runs."""
    from maturity_kit.store.hourly import Hourly

    saving = Hourly(log=serve_log()).start()
    try:
        yield
    finally:
        saving.stop()


def serve_demo(
    assessment: str, port: int = 8866, open_browser: bool = True, language: str = "en", tell: Tell = print
) -> None:
    """The workbook, opened on one assessment of the store."""
    serve_workbook(port, open_browser=open_browser, language=language, start=f"assessment={assessment}", tell=tell)


def serve_lab(port: int = 8888, open_browser: bool = True) -> int:
    """JupyterLab on the notebooks, on 127.0.0.1 with its own token, until Ctrl-C; its exit code."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={home() / 'notebooks'}",
    ]
    environment = dict(os.environ) | {"MATURITY_HOME": str(home())}
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(command + ([] if open_browser else ["--no-browser"]), env=environment)
    return 0


def run(served: Served, open_browser: bool, start: str, tell: Tell, on_ready: Tell | None = None) -> None:
    """Serve until Ctrl-C or a request to end; no kernel and no file is left behind."""
    from maturity_kit.serve.server import WorkbookServer

    say = Wording("serve", served.language)
    server = WorkbookServer(served, serve_log())
    server._init_asyncio_patch()

    def ready(port: int) -> None:
        if served.port not in (0, port):
            tell(say("launch.port_taken", wanted=served.port, port=port))
        address = f"http://{shown_host(served.host)}:{port}/?{start + '&' if start else ''}token={served.token}"
        if on_ready is not None:
            on_ready(address)
            return
        tell(say("launch.open", address=address))
        tell(say("launch.stop"))
        if open_browser:
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_until_asked(server.serve(ready)))
    tell(say("launch.stopped"))


async def _until_asked(serving: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(serving)
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task


def serve_log() -> logging.Logger:
    """The log of the server, on standard error; warnings only, unless ``MATURITY_LOG`` names a level."""
    log = logging.getLogger("maturity_kit.serve")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    log.setLevel(os.environ.get("MATURITY_LOG", "WARNING").upper())
    log.propagate = False
    return log
