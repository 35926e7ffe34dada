"""``report`` and ``check-in``: what is handed over after the day, and the short round ninety days later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.kept import SHORT, entrant_meant, entry_meant
from maturity_kit.cli.mistakes import CommandError, sentence
from maturity_kit.cli.options import Id, one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import LANGUAGES

if TYPE_CHECKING:
    from maturity_kit.reports.look import Look
    from maturity_kit.reports.story import Story

Side = Annotated[str, typer.Argument(metavar="FILE_OR_ID", help="cards.side")]
To = Annotated[str, typer.Option("--to", metavar="NAME,NAME", help="report.to")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="report.out")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="nl|en", help="report.language", callback=one_of(*LANGUAGES))
]
Accent = Annotated[str | None, typer.Option("--accent", metavar="#rrggbb", help="report.accent")]
ClientLogo = Annotated[Path | None, typer.Option("--client-logo", metavar="FILE", help="report.client_logo")]
OwnLogo = Annotated[Path | None, typer.Option("--consultant-logo", metavar="FILE", help="report.consultant_logo")]
Questions = Annotated[int, typer.Option("--questions", metavar="N", min=1, max=50, help="check.questions")]


def report(
    ctx: typer.Context,
    side: Side,
    to: To = "",
    out: Out = None,
    language: Language = None,
    accent: Accent = None,
    client_logo: ClientLogo = None,
    consultant_logo: OwnLogo = None,
) -> None:
    """Writes the documents and prints their paths; one that cannot be made is told, and the others are written."""
    from maturity_kit.reports.look import ACCENT, look_of
    from maturity_kit.reports.story import story_of

    terminal: Terminal = ctx.obj
    wanted = _wanted(to)
    look = look_of(accent or ACCENT, client_logo, consultant_logo)
    assessment = entrant_meant(side).assessment
    story = story_of(assessment, language or assessment.language, where=side)
    folder = _folder(out)
    made = [
        _written(terminal, story, name, look, folder)
        for name in terminal.progress(wanted, terminal.say("report.making"))
    ]
    if not all(made):
        raise typer.Exit(1)


def _wanted(to: str) -> list[str]:
    """The documents asked for, each once; all of them when none is named."""
    from maturity_kit.reports.make import FORMATS

    named = list(dict.fromkeys(word for word in to.replace(",", " ").split()))
    for name in named:
        if name not in FORMATS:
            raise CommandError("report.unknown", found=name, allowed=", ".join(FORMATS))
    return named or list(FORMATS)


def _folder(out: Path | None) -> Path:
    from maturity_kit.home import outputs

    if out is None:
        return outputs()
    if out.exists() and not out.is_dir():
        raise CommandError("report.folder", str(out))
    out.mkdir(parents=True, exist_ok=True)
    return out


def _written(terminal: Terminal, story: Story, name: str, look: Look, folder: Path) -> bool:
    """Whether a document was made and written; what went wrong is told in one sentence."""
    from maturity_kit.reports.make import FORMATS, file_name
    from maturity_kit.store import write_whole

    try:
        for document in list(FORMATS[name](story, look)):
            terminal.line(write_whole(folder / file_name(story, document), document.content))
    except Exception as problem:
        terminal.note(terminal.say("report.failed", name=name, problem=sentence(problem, terminal)[0]))
        return False
    return True


def check_in(ctx: typer.Context, assessment_id: Id, questions: Questions = 12) -> None:
    """Makes the short round after ninety days, and prints its id and the command that opens its link."""
    from maturity_kit.content.load import load_models
    from maturity_kit.reports.around import check_items
    from maturity_kit.reports.story import story_of
    from maturity_kit.store import open_store
    from maturity_kit.workbook.milestones import start_next_round, started_from

    terminal: Terminal = ctx.obj
    store, models = open_store(), load_models()
    former = entry_meant(store, assessment_id).id
    items = check_items(story_of(started_from(store, former), terminal.language, models), questions)
    if not items:
        raise CommandError("check.nothing", former[:SHORT])
    made, told = start_next_round(store, former, models, terminal.language, [item.id for item in items])
    terminal.line(made)
    terminal.line(f"maturity-kit workshop {made[:SHORT]} --ahead --items {','.join(item.id for item in items)}")
    for one in (terminal.say("check.done", len(items)), *told):
        terminal.note(one)
