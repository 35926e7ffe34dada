"""``workshop``: the workbook and a room in which everybody votes by phone, until Ctrl-C."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from maturity_kit.cli.commands.serving import WORKBOOK_PORT
from maturity_kit.cli.kept import entry_meant
from maturity_kit.cli.mistakes import CommandError
from maturity_kit.cli.options import Browser, Names, one_of
from maturity_kit.cli.terminal import Terminal
from maturity_kit.live.venue import CONSOLE_PORT, ROOM_PORT, Venue, lan_address, pretty_code

if TYPE_CHECKING:
    from maturity_kit.assessment.room.room import Room
    from maturity_kit.live.opening import Wishes
    from maturity_kit.store import Store

Chosen = Annotated[str | None, typer.Argument(metavar="ID", help="workshop.id")]
Ahead = Annotated[bool, typer.Option("--ahead", help="workshop.ahead")]
Edition = Annotated[
    str | None,
    typer.Option("--edition", metavar="quick|full", help="workshop.edition", callback=one_of("quick", "full")),
]
Items = Annotated[str, typer.Option("--items", metavar="ID,ID", help="workshop.items")]
Roles = Annotated[bool, typer.Option("--roles", help="workshop.roles")]
Departments = Annotated[str, typer.Option("--departments", metavar="NAME,NAME", help="workshop.departments")]
AskNames = Annotated[bool, typer.Option("--ask-names", help="workshop.ask_names")]
Closes = Annotated[str, typer.Option("--closes", metavar="DAY", help="workshop.closes")]
Address = Annotated[str, typer.Option("--address", metavar="URL", help="workshop.address")]
RoomHost = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="workshop.host")]
RoomPort = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="workshop.port")]
ConsolePort = Annotated[
    int, typer.Option("--console-port", metavar="N", min=0, max=65535, help="workshop.console_port")
]
BookPort = Annotated[int, typer.Option("--workbook-port", metavar="N", min=0, max=65535, help="workshop.workbook_port")]
End = Annotated[bool, typer.Option("--end", help="workshop.end")]


def workshop(
    ctx: typer.Context,
    assessment: Chosen = None,
    ahead: Ahead = False,
    edition: Edition = None,
    items: Items = "",
    roles: Roles = False,
    departments: Departments = "",
    ask_names: AskNames = False,
    closes: Closes = "",
    address: Address = "",
    host: RoomHost = "0.0.0.0",
    port: RoomPort = ROOM_PORT,
    console_port: ConsolePort = CONSOLE_PORT,
    workbook_port: BookPort = WORKBOOK_PORT,
    names: Names = None,
    browser: Browser = True,
    end: End = False,
) -> None:
    """The workbook with live voting."""
    from maturity_kit.live.opening import Wishes, end_rooms, open_room
    from maturity_kit.store import open_store
    from maturity_kit.store.rooms import Rooms

    terminal: Terminal = ctx.obj
    _check_address(address)
    store = open_store()
    chosen = _chosen(store, assessment)
    rooms = Rooms(store)
    if end:
        terminal.line(terminal.say("workshop.ended", count=len(end_rooms(rooms, chosen))))
        return
    wishes = Wishes(ahead, edition or "", _listed(items), roles, _listed(departments), ask_names, closes)
    room, again = open_room(rooms, chosen, wishes)
    _told_of(again, wishes, terminal)
    venue = Venue(room.id, "", "", host=host, port=port, console_port=console_port, address=address,
                  names=tuple(names or ()), language=terminal.language)  # fmt: skip
    store.close()
    _hold(venue, room, workbook_port, browser, terminal)


def _chosen(store: Store, assessment: str | None) -> str:
    if assessment is not None:
        return entry_meant(store, assessment).id
    latest = store.latest()
    if latest is None:
        raise CommandError("workshop.none", store.where)
    return latest


def _check_address(address: str) -> None:
    """Refuses what no phone could open, before it is in a QR code."""
    parts = urlsplit(address)
    if address and not (parts.scheme in ("http", "https") and parts.hostname and " " not in address):
        raise CommandError("workshop.bad_address", "--address", found=address)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _told_of(again: bool, wishes: Wishes, terminal: Terminal) -> None:
    """What a room that goes on cannot take over from the command line is said, not silently left out."""
    if not again:
        return
    terminal.announce(terminal.say("workshop.again"))
    if wishes.items or wishes.roles or wishes.departments or wishes.names:
        terminal.note(terminal.say("workshop.settings_kept"))


def _hold(venue: Venue, room: Room, workbook_port: int, browser: bool, terminal: Terminal) -> None:
    import asyncio
    import webbrowser
    from dataclasses import replace

    from maturity_kit.home import outputs
    from maturity_kit.live.process import RoomProcess
    from maturity_kit.serve.launch import serve_workbook
    from maturity_kit.web.keys import kept_keys

    keys = kept_keys(outputs() / "keys" / "room.json")
    holding: list[RoomProcess] = []

    def ready(workbook: str) -> None:
        process = RoomProcess(
            replace(venue, token=keys.token, secret=keys.secret.hex(), workbook=workbook),
            lambda key, count: terminal.note(_sentence(key, count, terminal)),
        )
        holding.append(process)
        open_at = _announce(process.start(), room, terminal)
        if browser:
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, open_at)

    try:
        serve_workbook(workbook_port, open_browser=False, language=terminal.language,
                       start=f"assessment={room.assessment_id}", tell=terminal.announce, ready=ready)  # fmt: skip
    finally:
        for process in holding:
            process.stop()


def _sentence(key: str, count: int, terminal: Terminal) -> str:
    from maturity_kit.content.wording import Wording

    return Wording("serve", terminal.language)(key, count=count)


def _announce(venue: Venue, room: Room, terminal: Terminal) -> str:
    """Say where everybody goes; the address of the console."""
    say = terminal.say
    console = f"http://localhost:{venue.console_port}/console?token={venue.token}"
    terminal.announce(say("workshop.console", address=console))
    terminal.announce(say("workshop.workbook", address=venue.workbook))
    terminal.announce(say("workshop.phones", address=venue.link(), code=pretty_code(room.code)))
    terminal.announce(say("workshop.direct", address=venue.link(room.code)))
    if not venue.address and not lan_address():
        terminal.note(say("workshop.no_network"))
    else:
        terminal.announce(say("workshop.firewall"))
    terminal.announce(say("workshop.stop"))
    return console
