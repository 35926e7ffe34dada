"""``backup``, ``backup list`` and ``backup restore``: the whole store as one file, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.mistakes import CommandError
from maturity_kit.cli.options import Json
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.store import Backup

REASONS = ("by-hand", "hourly", "before-schema", "before-restore", "put-aside")
KILOBYTE = 1000


def make(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="backup.out")] = None,
) -> None:
    """Makes a backup and prints where it is, unless one of the commands below follows."""
    if ctx.invoked_subcommand is not None:
        return
    from maturity_kit.store import backup, open_store
    from maturity_kit.store.backing_up import backup_to

    terminal: Terminal = ctx.obj
    store = open_store()
    made = backup(store) if out is None else backup_to(store.engine, out)
    terminal.line(made)
    terminal.note(
        terminal.say("backup.done", len(store.list(archived=True)), kilobytes=_kilobytes(made.stat().st_size))
    )


def show_list(ctx: typer.Context, as_json: Json = False) -> None:
    """Prints a line for each backup of the store, the newest first."""
    from maturity_kit.store import backups
    from maturity_kit.store.address import place
    from maturity_kit.store.backup_files import backups_folder, store_name

    terminal: Terminal = ctx.obj
    folder = backups_folder(place(None))
    found = backups(folder, store_name(place(None)))
    if as_json:
        terminal.json({"format": "maturity-backups/1", "backups": [_described(one) for one in found]})
    elif found:
        head = [terminal.say(f"backup.{name}") for name in ("name", "at", "reason", "size", "readable")]
        terminal.table(head, [_row(terminal, one) for one in found], numbers=(3,))
        terminal.note(terminal.say("backup.where", folder=folder))
    else:
        terminal.line(terminal.say("backup.none", folder=folder))


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="backup.file")],
    yes: Annotated[bool, typer.Option("--yes", help="backup.yes")] = False,
) -> None:
    """Puts a backup in the place of the store; what the store held is kept in a file that is named."""
    from maturity_kit.store import open_store, restore_backup
    from maturity_kit.store.restoring import sound_backup

    terminal: Terminal = ctx.obj
    source = sound_backup(None, file)
    if not yes:
        _ask(terminal)
    kept = restore_backup(None, source)
    store = open_store()
    terminal.line(store.where)
    terminal.note(terminal.say("backup.restored", len(store.list(archived=True)), file=source.name))
    if kept is not None:
        terminal.note(terminal.say("backup.kept", file=kept))


def _ask(terminal: Terminal) -> None:
    """Asks before a store that holds assessments, or may hold some, is replaced; nothing is asked of an empty one."""
    count = _held()
    if count == 0:
        return
    question = terminal.say("backup.sure_damaged") if count is None else terminal.say("backup.sure", count)
    if not sys.stdin.isatty():
        raise CommandError("backup.not_asked")
    terminal.announce(question)
    if sys.stdin.readline().strip().lower() not in terminal.say("backup.answers").split():
        raise CommandError("backup.refused")


def _held() -> int | None:
    """How many assessments the store holds; None when it cannot be read."""
    from maturity_kit.store import StoreError, open_store
    from maturity_kit.store.address import place, present

    if not present(place(None)):
        return 0
    try:
        return len(open_store().list(archived=True))
    except StoreError:
        return None


def _described(one: Backup) -> dict[str, object]:
    return {
        "file": str(one.path),
        "at": one.at.isoformat(),
        "reason": one.reason,
        "bytes": one.size,
        "readable": one.readable,
    }


def _row(terminal: Terminal, one: Backup) -> tuple[object, ...]:
    known = next((reason for reason in REASONS if one.reason.startswith(reason)), None)
    reason = terminal.say(f"backup.{known}") if known else one.reason
    readable = terminal.say("backup.sound" if one.readable else "backup.unsound")
    return one.path.name, one.at.astimezone().strftime("%Y-%m-%d %H:%M"), reason, _kilobytes(one.size), readable


def _kilobytes(size: int) -> str:
    return f"{size / KILOBYTE:.0f} kB"
