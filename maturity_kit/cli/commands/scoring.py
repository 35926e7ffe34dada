"""``score``: what follows from an assessment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maturity_kit.cli.commands.changes import tell_changes
from maturity_kit.cli.kept import file_meant
from maturity_kit.cli.options import File, Json, Models
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.model import EQUAL, Item

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment
    from maturity_kit.content.load import Models as LoadedModels
    from maturity_kit.insight.roadmap import Proposal
    from maturity_kit.insight.synthesis import Result
    from maturity_kit.scoring.result import ModelResult

FIRST = "now"
"""The horizon of the roadmap that the table shows."""


def score(
    ctx: typer.Context,
    file: File,
    as_json: Json = False,
    folder: Models = None,
    previous: Annotated[Path | None, typer.Option("--previous", metavar="FILE", help="score.previous")] = None,
) -> None:
    """Prints the verdict of each model, or the whole result as JSON."""
    import maturity_kit as mk
    from maturity_kit.assessment.files import load_assessment
    from maturity_kit.content.load import load_models

    terminal: Terminal = ctx.obj
    models = load_models(folder)
    assessment = load_assessment(file_meant(file))
    former = _former(previous, models) if previous else None
    result = mk.score(assessment, models, former, str(file))
    if as_json:
        terminal.json(result.as_json(terminal.language))
    else:
        _tell(terminal, assessment, result, former)


def _former(file: Path, models: LoadedModels) -> Assessment:
    """The previous round, whose values are on the scales of the models it was filled in with."""
    from maturity_kit.assessment.files import load_assessment
    from maturity_kit.assessment.fit import carried, check_values

    former = load_assessment(file_meant(file))
    own = [models.version(model.id, former.models.get(model.id, model.version)) or model for model in models.values()]
    check_values(carried(former, own), own, str(file))
    return former


def _tell(terminal: Terminal, assessment: Assessment, result: Result, former: Assessment | None) -> None:
    say = terminal.say
    unit = f", {assessment.unit}" if assessment.unit else ""
    about = say("score.about", round=assessment.round, date=assessment.date.isoformat())
    terminal.line(f"{assessment.organisation}{unit} ({about})")
    if not result.models:
        terminal.line(say("score.no_models"))
    told = {remark for scored in result.models.values() for remark in _tell_model(terminal, scored)}
    if former is not None:
        tell_changes(terminal, result, former)
    if result.contradictions:
        terminal.heading(say("score.contradictions"))
        for found in result.contradictions:
            question = say("score.ask", question=found.rule.ask.to(terminal.language))
            terminal.point(f"{found.rule.text.to(terminal.language)} {question}")
    first = [proposal for proposal in result.roadmap if proposal.horizon == FIRST]
    if first:
        terminal.heading(say("score.first"))
        for proposal in first:
            terminal.point(_proposed(terminal, result, proposal))
    remarks = [told_now for notice in result.notices if (told_now := notice.to(terminal.language)) not in told]
    if remarks:
        terminal.heading(say("score.notices"))
        for remark in remarks:
            terminal.point(remark)


def _tell_model(terminal: Terminal, scored: ModelResult) -> tuple[str, ...]:
    """Writes the verdict of one model and returns the remarks that need no repeating."""
    from maturity_kit.insight.verdict import verdict

    told = verdict(scored, terminal.language)
    terminal.heading(scored.model.title.to(terminal.language))
    terminal.paragraph(told.sentence)
    terminal.paragraph(told.uncertainty)
    for remark in told.remarks:
        terminal.point(remark)
    if scored.score is not None and scored.low is not None and scored.high is not None:
        terminal.paragraph(_numbers(terminal, scored.score, scored.low, scored.high, scored.coverage or 0))
    return told.remarks


def _numbers(terminal: Terminal, score: float, low: float, high: float, coverage: float) -> str:
    key = "score.settled" if high - low < EQUAL else "score.numbers"
    return terminal.say(key, score=round(score), low=round(low), high=round(high), coverage=round(100 * coverage))


def _proposed(terminal: Terminal, result: Result, proposal: Proposal) -> str:
    item = result.models[proposal.model].model.by_id[proposal.item]
    question = item.text if isinstance(item, Item) else item.title
    step = proposal.next_step.to(terminal.language)
    told = question.to(terminal.language)
    return f"{told} {terminal.say('score.step', step=step)}" if step else told
