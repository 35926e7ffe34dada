"""Arguments and options that several commands share; ``help`` holds keys of the wording file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from maturity_kit.content.wording import LANGUAGES


def one_of(*allowed: str) -> Any:
    """A callback that refuses any other word, in the language of the terminal."""

    def check(ctx: typer.Context, param: typer.CallbackParam, found: str | None) -> str | None:
        if found is not None and found not in allowed and not ctx.resilient_parsing:
            ctx.fail(ctx.obj.say("usage.one_of", name=param.opts[0], found=found, allowed=", ".join(allowed)))
        return found

    return check


Lang = Annotated[
    str | None, typer.Option("--lang", metavar="en|nl", help="option.lang", callback=one_of(*LANGUAGES), is_eager=True)
]
Json = Annotated[bool, typer.Option("--json", help="option.json")]
Models = Annotated[Path | None, typer.Option("--models", metavar="DIR", help="option.models")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="argument.file")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="argument.files")]
Sides = Annotated[list[str], typer.Argument(metavar="FILE", help="argument.sides")]
Side = Annotated[str, typer.Argument(metavar="FILE", help="argument.side")]
Base = Annotated[str | None, typer.Option("--base", metavar="FILE", help="option.base")]
Id = Annotated[str, typer.Argument(metavar="ID", help="argument.id")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="argument.ids")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="option.port")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="option.browser")]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="option.host")]
Names = Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help="option.name")]
