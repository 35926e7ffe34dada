"""Help pages in the language of the reader, from ``wording/cli.yaml``.

Typer builds help once and in English. Here every ``help=`` holds a key of the wording file instead of a sentence, and
the page is written when somebody asks for it.
"""

from __future__ import annotations

import difflib
import textwrap
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from maturity_kit.cli.terminal import Terminal

WIDTH = 88


class Page(TyperCommand):
    """A command with a help page in the language of the terminal."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses, and refuses what is left over in the language of the terminal."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(ctx.obj.say("usage.extra", found=" ".join(rest)))
        return rest


class Contents(TyperGroup):
    """A group of commands with a help page in the language of the terminal."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds the command, or tells which one may have been meant."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.commands, n=1)
            key = "usage.command_near" if near else "usage.command"
            ctx.fail(ctx.obj.say(key, found=name, near="".join(near)))
        return super().resolve_command(ctx, args)


def _page(command: Any, ctx: typer.Context) -> str:
    say = ctx.obj.say
    key = command.help
    parts = [f"{say('help.usage')}: {ctx.command_path} {_usage(command, ctx)}", _wrapped(say(f"{key}.help"))]
    params = command.get_params(ctx)
    parts.append(_rows("", [(param.metavar, say(param.help)) for param in params if _is_argument(param)]))
    parts.append(_rows(say("help.options"), [_option(param, ctx.obj) for param in params if not _is_argument(param)]))
    commands = getattr(command, "commands", {}).items()
    parts.append(_rows(say("help.commands"), [(name, say(f"{each.help}.summary")) for name, each in commands]))
    parts.append(f"{say('help.example')}:\n  {say(f'{key}.example')}")
    return "\n\n".join(part for part in parts if part)


def _usage(command: Any, ctx: typer.Context) -> str:
    pieces = [f"[{ctx.obj.say('help.options').upper()}]"]
    for param in filter(_is_argument, command.params):
        shown = f"{param.metavar}…" if param.nargs == -1 else param.metavar
        pieces.append(shown if param.required else f"[{shown}]")
    if hasattr(command, "commands"):
        shown = ctx.obj.say("help.command")
        pieces.append(f"[{shown}]" if command.invoke_without_command and ctx.parent else shown)
    return " ".join(pieces)


def _option(param: Any, terminal: Terminal) -> tuple[str, str]:
    shown = "/".join([", ".join(param.opts), *param.secondary_opts])
    if param.name == "help":
        return shown, terminal.say("option.help")
    return (f"{shown} {param.metavar}" if param.metavar else shown), terminal.say(param.help)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH))


def _rows(title: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    width = max(len(name) for name, _ in rows) + 4
    indent = " " * width
    lines = [textwrap.fill(f"  {name}".ljust(width) + told, WIDTH, subsequent_indent=indent) for name, told in rows]
    return "\n".join([f"{title}:"] * bool(title) + lines)
