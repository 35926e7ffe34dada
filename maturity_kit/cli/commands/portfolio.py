"""``portfolio``: the scores of very many assessments, from Parquet to Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maturity_kit.cli.kept import file_meant
from maturity_kit.cli.options import Models
from maturity_kit.cli.terminal import Terminal

if TYPE_CHECKING:
    from maturity_kit.portfolios.run import Portfolio

Source = Annotated[Path, typer.Argument(metavar="FILE.parquet", help="portfolio.source")]
Out = Annotated[Path, typer.Argument(metavar="OUT.parquet", help="portfolio.out")]


def portfolio(
    ctx: typer.Context,
    source: Source,
    out: Out,
    folder: Models = None,
    long: Annotated[bool, typer.Option("--long", help="portfolio.long")] = False,
    wide: Annotated[bool, typer.Option("--wide", help="portfolio.wide")] = False,
    groups: Annotated[bool, typer.Option("--groups", help="portfolio.groups")] = False,
    aside: Annotated[Path | None, typer.Option("--set-aside", metavar="FILE", help="portfolio.aside")] = None,
    chunk: Annotated[int | None, typer.Option("--chunk", metavar="ROWS", help="portfolio.chunk")] = None,
    dask: Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help="portfolio.dask")] = None,
) -> None:
    """Scores a portfolio and says how many assessments were scored and what was set aside."""
    terminal: Terminal = ctx.obj
    if long and wide:
        ctx.fail(terminal.say("portfolio.both"))
    from maturity_kit.content.load import load_models
    from maturity_kit.portfolios.run import portfolio as scored

    form: Literal["long", "wide"] | None = "long" if long else "wide" if wide else None
    found = scored(
        file_meant(source), out, load_models(folder), form=form, groups=groups, set_aside=aside, chunk=chunk,
        dask=dask, watch=lambda steps: terminal.progress(steps, terminal.say("portfolio.scoring")),
    )  # fmt: skip
    _tell(terminal, found)


def _tell(terminal: Terminal, found: Portfolio) -> None:
    from maturity_kit.content.wording import Wording

    if found.state != "new":
        terminal.note(terminal.say(f"portfolio.{found.state}"))
    terminal.line(terminal.say("portfolio.scored", count=found.assessments, out=found.out))
    if found.set_aside:
        reason = Wording("portfolio", terminal.language)
        head = [terminal.say("portfolio.count"), terminal.say("portfolio.reason")]
        terminal.table(
            head, [(count, reason(f"reason.{name}")) for name, count in found.set_aside.items()], numbers=(0,)
        )
        terminal.line(terminal.say("portfolio.set_aside", count=sum(found.set_aside.values()), file=found.aside))


def peers(
    ctx: typer.Context,
    scores: Annotated[Path, typer.Argument(metavar="SCORES.parquet", help="peers.scores")],
    by: Annotated[str, typer.Option("--by", metavar="COLUMN", help="peers.by")],
    value: Annotated[str, typer.Option("--value", metavar="COLUMN", help="peers.value")] = "overall.score",
    of: Annotated[str | None, typer.Option("--of", metavar="ORGANISATION", help="peers.of")] = None,
    least: Annotated[int, typer.Option("--least", metavar="N", help="peers.least")] = 10,
) -> None:
    """Prints how a value is spread over the organisations of each group, and what is hidden."""
    from maturity_kit.content.numbers import decimals
    from maturity_kit.content.wording import Wording
    from maturity_kit.insight.peers import remarks, rows
    from maturity_kit.portfolios.peers import peers as compared

    terminal: Terminal = ctx.obj
    say = Wording("portfolio", terminal.language)
    found = compared(file_meant(scores), by, value, of, least)
    head = [say(f"peers.{name}") for name in ("group", "count", "tenth", "quarter", "median", "three", "ninth")]
    shown = [
        [decimals(cell, terminal.language) if isinstance(cell, float) else cell for cell in row]
        for row in rows(found, say)
    ]
    if shown:
        terminal.table(head, shown, numbers=range(1, len(head)))
    for remark in remarks(found, say):
        terminal.line(remark)
