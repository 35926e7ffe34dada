"""``compare``: rounds, units or organisations beside each other, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from maturity_kit.cli.kept import entrant_meant
from maturity_kit.cli.options import Base, Json, Models, Sides
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import Wording

if TYPE_CHECKING:
    from maturity_kit.insight.comparing.comparison import Comparison

FEWEST = 2


def compare(ctx: typer.Context, words: Sides, base: Base = None, as_json: Json = False, folder: Models = None) -> None:
    """Prints one table of all sides and what changed in sentences, or the whole comparison as JSON."""
    terminal: Terminal = ctx.obj
    if len(words) < FEWEST:
        ctx.fail(terminal.say("compare.few"))
    if base is not None and base not in words:
        ctx.fail(terminal.say("compare.base", found=base, allowed=", ".join(words)))
    from maturity_kit.content.load import load_models
    from maturity_kit.insight.comparing.compare import compare as compared

    models = load_models(folder)
    place = None if base is None else words.index(base)
    found = compared([entrant_meant(word) for word in words], models, place)
    if as_json:
        terminal.json(found.as_json(terminal.language))
    else:
        _tell(terminal, found)


def _tell(terminal: Terminal, found: Comparison) -> None:
    from maturity_kit.insight.comparing.room import room_sentences
    from maturity_kit.insight.comparing.sides import shared
    from maturity_kit.insight.comparing.table import table_head, table_lines
    from maturity_kit.insight.comparing.words import spread_sentences, step_sentences, step_title

    if shared(found.sides):
        terminal.line(shared(found.sides))
    if not found.models:
        terminal.line(terminal.say("score.no_models"))
        return
    lines = table_lines(found, terminal.language)
    rows = [("  " * line.depth + line.title, *line.cells) for line in lines]
    terminal.table(table_head(found, terminal.language), rows)
    for step in found.steps:
        _points(terminal, step_title(found, step, terminal.language), step_sentences(found, step, terminal.language))
    _points(terminal, terminal.say("compare.spread"), spread_sentences(found, terminal.language))
    _points(terminal, Wording("compare", terminal.language)("room.title"), room_sentences(found, terminal.language))
    _points(terminal, terminal.say("score.notices"), [one.to(terminal.language) for one in found.notices])


def _points(terminal: Terminal, title: str, told: Sequence[str]) -> None:
    if told:
        terminal.heading(title)
        for sentence in told:
            terminal.point(sentence)
