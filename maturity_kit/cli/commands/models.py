"""``models``: list and show the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.mistakes import CommandError
from maturity_kit.cli.options import Json, Models
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.content.model import Group, Model


def show_list(ctx: typer.Context, folder: Models = None, as_json: Json = False) -> None:
    """Prints a line for each model, unless a command for one model follows."""
    if ctx.invoked_subcommand is not None:
        return
    from maturity_kit.content.load import load_models

    terminal: Terminal = ctx.obj
    models = list(load_models(folder).values())
    if as_json:
        terminal.json({"format": "maturity-models/1", "models": [_described(model) for model in models]})
        return
    head = [terminal.say(f"models.{name}") for name in ("id", "version", "method", "title", "questions", "quick")]
    rows = [
        (model.id, model.version, model.method, model.title.to(terminal.language), len(model.items), _quick(model))
        for model in models
    ]
    terminal.table(head, rows, numbers=(4, 5))


def show(
    ctx: typer.Context,
    model_id: Annotated[str, typer.Argument(metavar="ID", help="models.wanted")],
) -> None:
    """Prints a model: its question, its groups and its items."""
    from maturity_kit.content.load import load_models

    terminal: Terminal = ctx.obj
    models = load_models()
    if model_id not in models:
        raise CommandError("models.unknown", found=model_id, allowed=", ".join(models))
    model = models[model_id]
    terminal.line(f"{model.title.to(terminal.language)} ({model.id} {model.version}, {model.method})")
    terminal.line(model.summary.to(terminal.language))
    for group in model.groups:
        _show_group(terminal, group, 0)


def _show_group(terminal: Terminal, group: Group, depth: int) -> None:
    indent = "  " * depth
    terminal.line()
    beside = f" ({terminal.say('models.beside')})" if group.beside else ""
    terminal.line(f"{indent}{group.title.to(terminal.language)} [{group.id}]{beside}")
    for item in group.items:
        marks = [terminal.say(f"models.{name}") for name in ("quick", "essential") if getattr(item, name)]
        terminal.line(f"{indent}  - {item.text.to(terminal.language)} [{', '.join([item.id, *marks])}]")
    for child in group.groups:
        _show_group(terminal, child, depth + 1)


def _quick(model: Model) -> int:
    return sum(item.quick for item in model.items)


def _described(model: Model) -> dict[str, object]:
    return {
        "id": model.id,
        "version": model.version,
        "method": model.method,
        "title": dict(model.title),
        "items": len(model.items),
        "quick_items": _quick(model),
    }
