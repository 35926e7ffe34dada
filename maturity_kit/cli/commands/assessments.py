"""``new``, ``list``, ``import`` and ``export``: assessments in the store, from and to files."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from maturity_kit.cli.commands.freezing import tell_milestones
from maturity_kit.cli.kept import SHORT, entry_meant
from maturity_kit.cli.options import Files, Id, Json, one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import LANGUAGES

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment
    from maturity_kit.store import Entry, Store

SPREADSHEET = ".xlsx"
NAMED = 5
"""Unknown or double ids that are named; of more only the number is given."""


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
    store = open_store()
    _tell_same(terminal, store, assessment)
    terminal.line(store.create(assessment))
    terminal.note(terminal.say("new.done", organisation=organisation))


def _tell_same(terminal: Terminal, store: Store, assessment: Assessment) -> None:
    """A second assessment of the same round is allowed, but often one was overlooked."""
    who = assessment.organisation, assessment.unit
    same = store.same(*who, assessment.round)
    if same:
        free = next(number for number in itertools.count(assessment.round + 1) if not store.same(*who, number))
        found = "; ".join(f"{entry.id[:SHORT]}, {entry.date.isoformat()}" for entry in same[:NAMED])
        name = ", ".join(part.strip() for part in who if part.strip())
        terminal.note(terminal.say("new.same", round=assessment.round, name=name, found=found, next=free))


def show_list(
    ctx: typer.Context,
    as_json: Json = False,
    archived: Annotated[bool, typer.Option("--archived", help="list.all")] = False,
    milestones: Annotated[bool, typer.Option("--milestones", help="list.each_milestone")] = False,
) -> None:
    """Prints a line for each assessment in the store, the most recently changed first."""
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    store = open_store()
    entries = store.list(archived=archived)
    if milestones:
        tell_milestones(terminal, store, entries, as_json)
    elif as_json:
        terminal.json({"format": "maturity-list/1", "assessments": [_as_json(entry) for entry in entries]})
    elif entries:
        _table(terminal, entries, archived)
    else:
        terminal.line(terminal.say("list.all_archived" if store.list(archived=True) else "list.empty"))


def bring_in(ctx: typer.Context, files: Files) -> None:
    """Adds assessments from files to the store and prints their ids; one bad file and nothing is added."""
    from maturity_kit.store import open_store

    terminal: Terminal = ctx.obj
    found = [_read(file) for file in terminal.progress(files, terminal.say("import.reading"))]
    store = open_store()
    both = list(zip(files, found, strict=True))
    for file, assessment in terminal.progress(both, terminal.say("import.saving")):
        imported = store.import_assessment(assessment, str(file))
        terminal.line(imported.id)
        terminal.note(f"{file}: {terminal.say(f'import.{imported.outcome}', id=imported.id, former=assessment.id)}")
        _tell_unknown(terminal, file, assessment)


def _read(file: Path) -> Assessment:
    """The assessment in a file, JSON or a spreadsheet, which fits the models."""
    from maturity_kit.store import load_fitting
    from maturity_kit.store.imports import check_fit

    if file.suffix.lower() != SPREADSHEET:
        return load_fitting(file)
    from maturity_kit.reports.sheets import assessment_in

    assessment = assessment_in(file)
    check_fit(assessment, str(file))
    return assessment


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
    milestone: Annotated[str, typer.Option("--milestone", metavar="DIGEST", help="export.milestone")] = "",
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE.xlsx", help="export.template")] = None,
) -> None:
    """Writes an assessment as JSON to a file or to standard output, votes as counts per step; or an empty form."""
    from maturity_kit.store import open_store, write_whole

    terminal: Terminal = ctx.obj
    store = open_store()
    text = store.export(entry_meant(store, assessment_id).id, milestone)
    if template is not None:
        write_whole(template, _form(text))
        terminal.note(terminal.say("export.done", file=template))
        if out is None:
            return
    if out is None:
        terminal.document(text)
    else:
        write_whole(out, text)
        terminal.note(terminal.say("export.done", file=out))


def _form(text: str) -> bytes:
    """The form with the questions of an exported assessment, in its language."""
    from maturity_kit.assessment.files import parse_assessment
    from maturity_kit.reports.sheets import form_of

    assessment = parse_assessment(text)
    return form_of(assessment, assessment.language)


def _as_json(entry: Entry) -> dict[str, object]:
    return entry._asdict() | {"date": entry.date.isoformat(), "changed_at": entry.changed_at.isoformat()}


def _table(terminal: Terminal, entries: list[Entry], archived: bool) -> None:
    alike = len({entry.id[:SHORT] for entry in entries}) < len(entries)
    shown = None if alike else SHORT
    head = ["id", "organisation", "unit", "round", "date", "edition", "language", "answered", "milestones", "changed"]
    head += ["archived"] * archived
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
            entry.milestones,
            entry.changed_at.astimezone().strftime("%Y-%m-%d %H:%M"),
            *([terminal.say("list.put_away") if entry.archived else ""] * archived),
        )
        for entry in entries
    ]
    terminal.table([terminal.say(f"list.{name}") for name in head], rows, numbers=(3, 7, 8))
