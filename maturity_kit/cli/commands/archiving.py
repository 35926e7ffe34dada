"""``archive`` and ``restore``: assessments out of the list and back in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from maturity_kit.cli.kept import SHORT, entry_meant
from maturity_kit.cli.options import Ids
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.store import Store


def archive(ctx: typer.Context, ids: Ids) -> None:
    """Puts assessments away; one id that is not there and nothing is done."""
    from maturity_kit.store import open_store

    store = open_store()
    _move(ctx.obj, store, ids, store.archive, "archive")


def restore(ctx: typer.Context, ids: Ids) -> None:
    """Brings assessments back; one id that is not there and nothing is done."""
    from maturity_kit.store import open_store

    store = open_store()
    _move(ctx.obj, store, ids, store.restore, "restore")


def _move(terminal: Terminal, store: Store, ids: Sequence[str], move: Callable[[str], bool], command: str) -> None:
    """Tells of each assessment whether it was moved or already was where it should be."""
    meant = [entry_meant(store, beginning) for beginning in ids]
    for entry in meant:
        outcome = "done" if move(entry.id) else "before"
        told = terminal.say(f"{command}.{outcome}", id=entry.id[:SHORT], organisation=entry.organisation)
        terminal.note(told)
