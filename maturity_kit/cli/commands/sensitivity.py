"""``sensitivity``: would other weights change the outcome?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.kept import entrant_meant
from maturity_kit.cli.options import Json, Models, Side
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment
    from maturity_kit.insight.sensitivity import Sensitivity

BARS = 10
"""Weights in the table; the JSON has them all."""
WIDE, NARROW = 1, 1000
"""Between these kappas an example says how far drawn weights lie from those given; beyond them anything, or nothing."""


def sensitivity(
    ctx: typer.Context,
    word: Side,
    as_json: Json = False,
    draws: Annotated[str, typer.Option("--draws", metavar="N", help="sensitivity.draws")] = "10000",
    kappa: Annotated[str, typer.Option("--kappa", metavar="K", help="sensitivity.kappa")] = "10",
    seed: Annotated[str, typer.Option("--seed", metavar="S", help="sensitivity.seed")] = "0",
    folder: Models = None,
) -> None:
    """Prints what holds whatever the weights and what does not, or everything as JSON."""
    from maturity_kit.content.load import load_models
    from maturity_kit.insight.sensitivity import checks
    from maturity_kit.insight.sensitivity import sensitivity as drawn

    terminal: Terminal = ctx.obj
    count = checks.checked_draws(checks.whole_number(draws), "--draws")
    close = checks.checked_kappa(checks.number(kappa), "--kappa")
    source = checks.checked_seed(checks.whole_number(seed), "--seed")
    entrant = entrant_meant(word)
    found = drawn(entrant.assessment, load_models(folder), source, count, close, entrant.where,
                  lambda sizes: terminal.progress(sizes, terminal.say("sensitivity.drawing")))  # fmt: skip
    if as_json:
        terminal.json(found.as_json(terminal.language))
    else:
        _tell(terminal, entrant.assessment, found)


def _tell(terminal: Terminal, assessment: Assessment, found: Sensitivity) -> None:
    from maturity_kit.insight.sensitivity.words import caption, model_sentences, road_sentence

    about = terminal.say("score.about", round=assessment.round, date=assessment.date.isoformat())
    terminal.line(f"{', '.join(filter(None, (assessment.organisation, assessment.unit)))} ({about})")
    terminal.line(caption(found, terminal.language))
    if WIDE <= found.kappa <= NARROW:
        terminal.line(_spread(found.kappa, terminal.language))
    if not found.models:
        terminal.line(terminal.say("score.no_models"))
        return
    for one in found.models.values():
        terminal.heading(one.model.title.to(terminal.language))
        for sentence in model_sentences(one, terminal.language):
            terminal.point(sentence)
    terminal.heading(terminal.say("sensitivity.road"))
    terminal.paragraph(road_sentence(found, terminal.language))
    _tables(terminal, found)


def _spread(kappa: float, language: str) -> str:
    """How far drawn weights lie from those given, by an example."""
    from maturity_kit.content.wording import Wording
    from maturity_kit.insight.sensitivity.panel_words import weight_band
    from maturity_kit.insight.sensitivity.words import ROOM
    from maturity_kit.insight.words import plain

    low, high = (plain(end, language, 2) for end in weight_band(kappa))
    return Wording(ROOM, language)("spread", low=low, high=high)


def _tables(terminal: Terminal, found: Sensitivity) -> None:
    from maturity_kit.content.wording import Wording
    from maturity_kit.insight.sensitivity.words import ROOM, greatest_moves, node_title, points, road_rows

    say, language = Wording(ROOM, terminal.language), terminal.language
    if found.ranks:
        head = [say(f"head.{name}") for name in ("step", "first", "three", "ten")]
        terminal.paragraph(say("road.table"))
        terminal.line()
        terminal.table(head, road_rows(found, language), numbers=(1, 2, 3))
    moves = greatest_moves(found.models, BARS)
    if moves:
        terminal.heading(terminal.say("sensitivity.weights"))
        head = [say(f"head.{name}") for name in ("model", "weight", "halved", "doubled")]
        rows = [(one.model.title.to(language), node_title(one.model, one.node, language),
                 points(one.halved, language), points(one.doubled, language)) for one in moves]  # fmt: skip
        terminal.table(head, rows, numbers=(2, 3))
