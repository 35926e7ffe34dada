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
