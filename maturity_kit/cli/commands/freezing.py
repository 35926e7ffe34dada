"""``freeze``: a round as it is now, under a name, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.kept import SHORT, entry_meant
from maturity_kit.cli.options import Id
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.store import Entry, Milestone, Store


def freeze(
    ctx: typer.Context,
    assessment_id: Id,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="freeze.name")] = None,
) -> None:
    """Freezes an assessment and prints the digest of the milestone; one that is there already is printed as well."""
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    store = open_store()
    entry = entry_meant(store, assessment_id)
    made = store.freeze(entry.id, terminal.say("freeze.default", round=entry.round) if name is None else name)
    terminal.line(made.digest)
    terminal.note(
        terminal.say("freeze.before" if made.repeated else "freeze.done", name=made.name, id=entry.id[:SHORT])
    )


def tell_milestones(terminal: Terminal, store: Store, entries: list[Entry], as_json: bool) -> None:
    """Prints a line for each milestone of these assessments, the oldest first."""
    found = [(entry, one) for entry in entries if entry.milestones for one in store.milestones(entry.id)]
    if as_json:
        shown = [{"assessment": entry.id, **_described(one)} for entry, one in found]
        terminal.json({"format": "maturity-milestones/1", "milestones": shown})
    elif found:
        head = [terminal.say(f"list.{name}") for name in ("id", "organisation", "unit", "round")]
        head += [terminal.say(f"list.{name}") for name in ("milestone", "frozen", "digest")]
        terminal.table(head, [_row(entry, one) for entry, one in found], numbers=(3,))
    else:
        terminal.line(terminal.say("list.no_milestones"))


def _described(one: Milestone) -> dict[str, object]:
    return {"number": one.number, "name": one.name, "at": one.at.isoformat(), "digest": one.digest}


def _row(entry: Entry, one: Milestone) -> tuple[object, ...]:
    about = (entry.id[:SHORT], entry.organisation, entry.unit, entry.round)
    return (*about, one.name, one.at.astimezone().strftime("%Y-%m-%d %H:%M"), one.digest[:12])
