"""``demo``, ``workbook``, ``lab`` and ``publish``: what runs until Ctrl-C."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from maturity_kit.cli.kept import file_meant
from maturity_kit.cli.mistakes import CommandError
from maturity_kit.cli.options import Browser, File, Host, Names, Port
from maturity_kit.cli.terminal import Terminal
from maturity_kit.home import home

WORKBOOK_PORT, LAB_PORT = 8866, 8888


def demo(ctx: typer.Context, port: Port = WORKBOOK_PORT, browser: Browser = True) -> None:
    """Fills the store with the examples and opens the workbook on the first of them."""
    from maturity_kit.serve.launch import serve_demo
    from maturity_kit.store import load_examples, open_store

    terminal: Terminal = ctx.obj
    examples = load_examples(open_store())
    if not examples:
        raise CommandError("demo.no_examples", str(home() / "data" / "examples"))
    serve_demo(examples[0], port, open_browser=browser, language=terminal.language, tell=terminal.announce)


def workbook(
    ctx: typer.Context,
    port: Port = WORKBOOK_PORT,
    host: Host = "127.0.0.1",
    names: Names = None,
    browser: Browser = True,
) -> None:
    """The workbook on this computer; an empty store is filled with the examples first."""
    from maturity_kit.serve.launch import serve_workbook
    from maturity_kit.store import load_examples, open_store

    terminal: Terminal = ctx.obj
    store = open_store()
    if store.latest() is None:
        load_examples(store)
    serve_workbook(
        port, host, open_browser=browser, hosts=names or (), language=terminal.language, tell=terminal.announce
    )


def publish(
    ctx: typer.Context,
    file: File,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="publish.out")] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="publish.serve")] = True,
    port: Port = WORKBOOK_PORT,
    host: Host = "127.0.0.1",
    names: Names = None,
    browser: Browser = False,
) -> None:
    """A frozen copy of one assessment as a page for a client."""
    from maturity_kit.serve.publish import publish as serve_published

    terminal: Terminal = ctx.obj
    serve_published(file_meant(file), out, serve, port, host, names or (), open_browser=browser, tell=terminal.announce)


def lab(port: Port = LAB_PORT, browser: Browser = True) -> None:
    """The notebooks in JupyterLab."""
    from maturity_kit.serve.launch import serve_lab

    raise typer.Exit(serve_lab(port, open_browser=browser))
