"""``cards`` and ``count``: voting on paper when phones or Wi-Fi fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.kept import SHORT, entrant_meant, entry_meant
from maturity_kit.cli.mistakes import CommandError
from maturity_kit.cli.options import Id, one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import LANGUAGES

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Vote
    from maturity_kit.content.load import Models
    from maturity_kit.content.model import Item
    from maturity_kit.reports.cards import Cards

Side = Annotated[str, typer.Argument(metavar="FILE_OR_ID", help="cards.side")]
Items = Annotated[str | None, typer.Option("--items", metavar="ID,ID", help="cards.items")]
OnlyModels = Annotated[str | None, typer.Option("--model", metavar="ID,ID", help="cards.model")]
Edition = Annotated[
    str | None,
    typer.Option("--edition", metavar="quick|full", help="cards.edition", callback=one_of("quick", "full")),
]
People = Annotated[int | None, typer.Option("--people", metavar="N", help="cards.people")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="nl|en", help="cards.language", callback=one_of(*LANGUAGES))
]
Only = Annotated[
    str | None, typer.Option("--only", metavar="cards|sheet", help="cards.only", callback=one_of("cards", "sheet"))
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE.pdf", help="cards.out")]
ItemId = Annotated[str, typer.Argument(metavar="ITEM", help="count.item")]
Counts = Annotated[list[int], typer.Argument(metavar="COUNT", min=0, help="count.counts")]
Unknown = Annotated[int, typer.Option("--unknown", metavar="N", min=0, help="count.unknown")]
NotApplicable = Annotated[int, typer.Option("--not-applicable", metavar="N", min=0, help="count.not_applicable")]
BallotNumber = Annotated[int | None, typer.Option("--ballot", metavar="N", min=1, help="count.ballot")]


def cards(
    ctx: typer.Context,
    side: Side,
    items: Items = None,
    only_models: OnlyModels = None,
    edition: Edition = None,
    people: People = None,
    language: Language = None,
    only: Only = None,
    out: Out = None,
) -> None:
    """Writes a PDF with voting cards and a counting sheet, prints its path and says how to print it."""
    from maturity_kit.reports.cards import PARTS, voting_cards
    from maturity_kit.store import write_whole

    terminal: Terminal = ctx.obj
    questions = _questions(items, only_models, edition)
    assessment = entrant_meant(side).assessment
    chosen = language or assessment.language
    target = _target(out, f"{only or 'cards'}-{assessment.id[:SHORT]}-{chosen}")
    made = voting_cards(assessment, questions, chosen, people, [part for part in PARTS if only in (None, part)])
    terminal.line(write_whole(target, made.pdf))
    terminal.note(" ".join(_how_to_print(terminal, made, people)))


def count(
    ctx: typer.Context,
    assessment_id: Id,
    item: ItemId,
    counts: Counts,
    unknown: Unknown = 0,
    not_applicable: NotApplicable = 0,
    ballot: BallotNumber = None,
) -> None:
    """Adds a ballot that was counted by hand and shows it per step, so that a slip of the fingers is seen."""
    from maturity_kit.assessment.counting import with_counts
    from maturity_kit.assessment.fit import carried
    from maturity_kit.content.load import load_models
    from maturity_kit.store import open_store

    models = load_models()
    question = _question(models, item)
    store = open_store()
    with store.writing(entry_meant(store, assessment_id).id) as work:
        present = carried(work.assessment, models.values())
        work.add(with_counts(present, question, counts, unknown, not_applicable, ballot))
    added = work.assessment.votes[question.id][-1]
    _tell_ballot(ctx.obj, question, added)


def _questions(items: str | None, only: str | None, edition: str | None) -> tuple[Item, ...]:
    from maturity_kit.content.load import load_models
    from maturity_kit.reports.questions import questions_asked, questions_named

    if items is None:
        return questions_asked(load_models(), edition or "quick", None if only is None else _listed(only))
    if only is not None or edition is not None:
        raise CommandError("cards.both")
    return questions_named(load_models(), _listed(items))


def _question(models: Models, item: str) -> Item:
    """The one question with this id, also under an older one; a group is none."""
    from maturity_kit.reports.questions import questions_named

    found = questions_named(models, [item])
    if len(found) > 1:
        raise CommandError("count.group", item, first=found[0].id)
    return found[0]


def _listed(words: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", words) if word]


def _target(out: Path | None, name: str) -> Path:
    from maturity_kit.home import outputs

    if out is None:
        return outputs() / f"{re.sub(r'[^A-Za-z0-9_-]+', '_', name)}.pdf"
    if out.suffix.lower() != ".pdf" and not out.is_dir():
        raise CommandError("cards.pdf", str(out))
    return out


def _how_to_print(terminal: Terminal, made: Cards, people: int | None) -> list[str]:
    """Sentences for whoever stands at the printer."""
    told = []
    if made.card_pages:
        shape = "halves" if made.per_page == 2 else "whole"
        key = f"cards.{shape}.{'once' if people is None else 'people'}"
        each = made.card_pages // made.sets
        told.append(terminal.say(key, pages=made.card_pages, sets=made.sets, each=each, people=people))
    if made.sheet_pages:
        told.append(terminal.say("cards.sheet", made.sheet_pages, first=made.card_pages + 1))
    return told


def _tell_ballot(terminal: Terminal, question: Item, added: Vote) -> None:
    choices = [level.to(terminal.language) for level in question.levels] or [""] * question.scale.steps
    rows: list[tuple[object, ...]] = [
        (people, question.scale.min + step, choice)
        for step, (people, choice) in enumerate(zip(added.counts or (), choices, strict=True))
    ]
    rows += [(added.unknown, "", terminal.say("count.row_unknown"))]
    rows += [(added.not_applicable, "", terminal.say("count.row_not_applicable"))]
    terminal.table([terminal.say(f"count.head_{name}") for name in ("people", "step", "choice")], rows, numbers=(0, 1))
    voters = sum(added.counts or ()) + (added.unknown or 0) + (added.not_applicable or 0)
    terminal.note(terminal.say("count.done", voters, ballot=added.ballot, item=question.id))
