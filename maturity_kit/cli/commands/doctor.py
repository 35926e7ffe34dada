"""``doctor``: what is installed, where things are, what is off and what to do about it."""

from __future__ import annotations

from typing import Annotated

import typer

from maturity_kit.cli.terminal import Terminal

WAIT = 120.0
"""Seconds in which somebody can pick up a phone."""

Phone = Annotated[bool, typer.Option("--phone", help="doctor.phone")]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="doctor.wait")]


def doctor(ctx: typer.Context, phone: Phone = False, wait: Wait = WAIT) -> None:
    """Prints a line for each thing that was looked at; exit status 1 when there is a problem."""
    from maturity_kit.cli import checks

    terminal: Terminal = ctx.obj
    if phone:
        _ask_a_phone(terminal, wait)
        return
    problems = 0
    for found in checks.all_checks(terminal.say):
        problems += found.state == "problem"
        terminal.line(f"{terminal.say(f'doctor.{found.state}'):<9}{found.subject}: {found.told}")
    terminal.line(terminal.say("doctor.summary_line", count=problems))
    if problems:
        raise typer.Exit(1)


def _ask_a_phone(terminal: Terminal, wait: float) -> None:
    import asyncio

    from maturity_kit.live.reach import firewall, reached_by_another
    from maturity_kit.live.venue import ROOM_PORT, Venue

    def tell(port: int) -> None:
        link = Venue("", "", "", port=port).link()
        terminal.announce(terminal.say("doctor.phone_open", address=link, seconds=round(wait)))
        _show_qr(link, terminal)

    if asyncio.run(reached_by_another("0.0.0.0", ROOM_PORT, wait, terminal.language, tell)):
        terminal.line(terminal.say("doctor.phone_reached"))
        return
    terminal.note(terminal.say("doctor.phone_not"))
    terminal.note(terminal.say(firewall() or "doctor.firewall_none", port=ROOM_PORT))
    raise typer.Exit(1)


def _show_qr(link: str, terminal: Terminal) -> None:
    import io

    import segno

    drawn = io.StringIO()
    segno.make(link).terminal(drawn, compact=True)
    terminal.page(drawn.getvalue())
