"""The tree of commands. Nothing heavy is imported here: a command imports what it needs when it runs."""

from __future__ import annotations

import copy
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any

import typer

from maturity_kit.cli.commands import (
    archiving,
    assessments,
    backups,
    cards,
    checking,
    comparing,
    doctor,
    freezing,
    models,
    portfolio,
    report,
    scaffolding,
    scoring,
    sensitivity,
    serving,
    workshop,
)
from maturity_kit.cli.options import Lang
from maturity_kit.cli.page import Contents, Page

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": serving.demo,
    "workbook": serving.workbook,
    "workshop": workshop.workshop,
    "publish": serving.publish,
    "lab": serving.lab,
    "new": assessments.new,
    "list": assessments.show_list,
    "import": assessments.bring_in,
    "export": assessments.export,
    "freeze": freezing.freeze,
    "archive": archiving.archive,
    "restore": archiving.restore,
    "cards": cards.cards,
    "count": cards.count,
    "score": scoring.score,
    "sensitivity": sensitivity.sensitivity,
    "compare": comparing.compare,
    "portfolio": portfolio.portfolio,
    "peers": portfolio.peers,
    "report": report.report,
    "check-in": report.check_in,
    "doctor": doctor.doctor,
}
GROUPS: dict[str, tuple[Callable[..., None], dict[str, Callable[..., None]]]] = {
    "backup": (backups.make, {"list": backups.show_list, "restore": backups.restore}),
    "models": (models.show_list, {"new": scaffolding.new, "check": checking.check, "show": models.show}),
}


def command_tree() -> Any:
    """The command ``maturity-kit`` with everything below it; ``--lang`` is allowed at each of them."""
    app = _group("app", _root)
    for name, command in COMMANDS.items():
        app.command(name, cls=Page, help=name)(command)
    for group, (itself, commands) in GROUPS.items():
        below = _group(group, itself)
        for name, command in commands.items():
            below.command(name, cls=Page, help=f"{group}.{name}")(command)
        app.add_typer(below, name=group)
    tree = typer.main.get_command(app)
    language = next(param for param in tree.params if param.name == "lang")
    _speak_everywhere(tree, language)
    return tree


def _group(key: str, callback: Any) -> typer.Typer:
    group = typer.Typer(add_completion=False, rich_markup_mode=None)
    group.callback(cls=Contents, help=key, invoke_without_command=True)(callback)
    return group


def _root(
    ctx: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="option.version")] = False,
    lang: Lang = None,
) -> None:
    if show_version:
        ctx.obj.line(version("maturity-workbook"))
    elif ctx.invoked_subcommand is None:
        ctx.obj.page(ctx.get_help())
        raise typer.Exit(2)


def _speak_everywhere(command: Any, language: Any) -> None:
    """Gives every command below this one the option that was read already, when the terminal was made."""
    for below in getattr(command, "commands", {}).values():
        option = copy.copy(language)
        option.expose_value = False
        below.params.append(option)
        _speak_everywhere(below, language)
