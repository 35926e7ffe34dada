"""``models new``: a model of one's own to fill in, with its notebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from maturity_kit.cli.options import one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.model import METHODS, Method

WAYS = "|".join(METHODS)


def new(
    ctx: typer.Context,
    model_id: Annotated[str, typer.Argument(metavar="ID", help="models.new.id")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="models.new.title")] = None,
    method: Annotated[
        str | None, typer.Option("--method", metavar=WAYS, help="models.new.method", callback=one_of(*METHODS))
    ] = None,
    groups: Annotated[str | None, typer.Option("--groups", metavar='"A,B,C"', help="models.new.groups")] = None,
    languages: Annotated[str | None, typer.Option("--languages", metavar="en,nl", help="models.new.languages")] = None,
    origin: Annotated[str | None, typer.Option("--from", metavar="MODEL", help="models.new.from")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="models.new.out")] = None,
) -> None:
    """Writes the two files and says what to do with them."""
    from maturity_kit.content import scaffold

    terminal: Terminal = ctx.obj
    named = title if title is not None else readable(model_id)
    if origin is not None:
        _alone({"--method": method, "--groups": groups, "--languages": languages})
        made = scaffold.copy(origin, model_id, named, terminal.language, out)
    else:
        spoken = _listed(languages) if languages is not None else [terminal.language]
        wanted: Method = next((known for known in METHODS if known == method), "tree")
        wish = scaffold.Wish(model_id, named, wanted, _listed(groups or ""), spoken, terminal.language)
        made = scaffold.make(wish, out)
    for path in (made.model, made.notebook):
        terminal.line(path)
    _next(terminal, made.model, out)


def readable(model_id: str) -> str:
    """An id as a title.

    >>> readable("customer-service")
    'Customer service'
    """
    words = " ".join(model_id.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _alone(given: dict[str, str | None]) -> None:
    from maturity_kit.content.scaffold import ScaffoldError

    for option, found in given.items():
        if found is not None:
            raise ScaffoldError("from.both", option=option)


def _listed(names: str) -> Sequence[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _next(terminal: Terminal, model: Path, out: Path | None) -> None:
    """What to do next; beside the answer, so that a program reads the two files alone."""
    keys = ["fill", "check", "open"] if out is None else ["fill", "check", "move"]
    terminal.note(terminal.say("models.new.next"))
    for number, key in enumerate(keys, 1):
        terminal.note(f"  {number}. {terminal.say(f'models.new.{key}', file=model)}")
