"""``new``, ``list``, ``import`` and ``export``: assessments in the store, from and to files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from maturity_kit.cli.options import Files, Id, Json, one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import LANGUAGES

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment
    from maturity_kit.store import Entry, Store

SHORT = 8
"""Signs of an id that a table shows, unless that leaves two of them alike."""
NAMED = 5
"""Unknown ids that are named; of more only the number is given."""


def new(
    ctx: typer.Context,
    organisation: Annotated[str, typer.Argument(metavar="ORGANISATION", help="new.organisation")],
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", help="new.unit")] = "",
    edition: Annotated[
        str, typer.Option("--edition", metavar="quick|full", help="new.edition", callback=one_of("quick", "full"))
    ] = "quick",
    language: Annotated[
        str | None, typer.Option("--language", metavar="en|nl", help="new.language", callback=one_of(*LANGUAGES))
    ] = None,
    round_number: Annotated[int, typer.Option("--round", metavar="N", help="new.round")] = 1,
    day: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="new.date")] = None,
) -> None:
    """Makes an empty assessment and prints its id."""
    from maturity_kit.assessment.events import new_assessment
    from maturity_kit.content.load import load_models
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    assessment = new_assessment(
        uuid4().hex,
        organisation,
        day or date.today().isoformat(),
        unit=unit,
        edition=edition,
        language=language or terminal.language,
        round=round_number,
        models={model.id: model.version for model in load_models().values()},
    )
    terminal.line(open_store().create(assessment))
    terminal.note(terminal.say("new.done", organisation=organisation))


def show_list(ctx: typer.Context, as_json: Json = False) -> None:
    """Prints a line for each assessment in the store, the most recently changed first."""
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    entries = open_store().list()
    if as_json:
        terminal.json({"format": "maturity-list/1", "assessments": [_as_json(entry) for entry in entries]})
    elif entries:
        _table(terminal, entries)
    else:
        terminal.line(terminal.say("list.empty"))


def bring_in(ctx: typer.Context, files: Files) -> None:
    """Adds assessments from files to the store and prints their ids; one bad file and nothing is added."""
    from maturity_kit.assessment.files import load_assessment
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    found = [load_assessment(file) for file in terminal.progress(files, terminal.say("import.reading"))]
    store = open_store()
    both = list(zip(files, found, strict=True))
    for file, assessment in terminal.progress(both, terminal.say("import.saving")):
        imported = store.import_assessment(assessment)
        terminal.line(imported.id)
        terminal.note(f"{file}: {terminal.say(f'import.{imported.outcome}', id=imported.id, former=assessment.id)}")
        _tell_unknown(terminal, file, assessment)


def _tell_unknown(terminal: Terminal, file: Path, assessment: Assessment) -> None:
    """Answers to questions of another model are welcome, but a mistyped id should not go by in silence."""
    from maturity_kit.assessment.fit import unknown_ids
    from maturity_kit.content.load import load_models

    strange = sorted({node for nodes in unknown_ids(assessment, load_models()).values() for node in nodes})
    if strange:
        told = ", ".join(strange[:NAMED]) + (" …" if len(strange) > NAMED else "")
        terminal.note(f"{file}: {terminal.say('import.unknown_ids', len(strange), found=told)}")


def export(
    ctx: typer.Context,
    assessment_id: Id,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="export.out")] = None,
) -> None:
    """Writes an assessment as JSON to a file or to standard output, votes as counts per step."""
    from maturity_kit.store import open_store, write_whole

    terminal: Terminal = ctx.obj
    store = open_store()
    text = store.export(_full_id(store, assessment_id))
    if out is None:
        terminal.document(text)
    else:
        write_whole(out, text)
        terminal.note(terminal.say("export.done", file=out))


def _full_id(store: Store, beginning: str) -> str:
    """The id that was meant: itself, else the only one that begins like this."""
    from maturity_kit.store import StoreError

    ids = [entry.id for entry in store.list()]
    meant = [known for known in ids if known.startswith(beginning)] if beginning not in ids else [beginning]
    if len(meant) > 1:
        raise StoreError("ambiguous", id=beginning, found=", ".join(meant))
    if not meant or not beginning:
        raise StoreError("unknown", store.where, id=beginning)
    return meant[0]


def _as_json(entry: Entry) -> dict[str, object]:
    return entry._asdict() | {"date": entry.date.isoformat(), "changed_at": entry.changed_at.isoformat()}


def _table(terminal: Terminal, entries: list[Entry]) -> None:
    alike = len({entry.id[:SHORT] for entry in entries}) < len(entries)
    shown = None if alike else SHORT
    head = ("id", "organisation", "unit", "round", "date", "edition", "language", "answered", "changed")
    rows = [
        (
            entry.id[:shown],
            entry.organisation,
            entry.unit,
            entry.round,
            entry.date.isoformat(),
            terminal.say(f"edition.{entry.edition}"),
            entry.language,
            entry.answered,
            entry.changed_at.astimezone().strftime("%Y-%m-%d %H:%M"),
        )
        for entry in entries
    ]
    terminal.table([terminal.say(f"list.{name}") for name in head], rows, numbers=(3, 7))
