"""``doctor``: what is installed, where things are, what is off and what to do about it."""

from __future__ import annotations

import typer

from maturity_kit.cli.terminal import Terminal


def doctor(ctx: typer.Context) -> None:
    """Prints a line for each thing that was looked at; exit status 1 when there is a problem."""
    from maturity_kit.cli import checks

    terminal: Terminal = ctx.obj
    problems = 0
    for found in checks.all_checks(terminal.say):
        problems += found.state == "problem"
        terminal.line(f"{terminal.say(f'doctor.{found.state}'):<9}{found.subject}: {found.told}")
    terminal.line(terminal.say("doctor.summary_line", count=problems))
    if problems:
        raise typer.Exit(1)
