"""What the doctor looks at; each check answers with one line and never raises."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from packaging.requirements import Requirement

from maturity_kit.cli.kept import SHORT
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.home import home

if TYPE_CHECKING:
    from maturity_kit.store import Store

DISTRIBUTION = "maturity-workbook"
OLDEST_PYTHON = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LEAST_ROOM = 200_000_000
"""Free bytes under which the disk is called nearly full."""
MOST_READ = 200
"""Assessments that are read one by one, the last changed first; of a greater store the rest is taken on trust."""


class Finding(NamedTuple):
    """One line of the doctor: ``ok``, a ``note`` that needs nothing done, or a ``problem`` with what to do."""

    state: Literal["ok", "note", "problem"]
    subject: str
    told: str


def all_checks(say: Wording) -> Iterator[Finding]:
    """Every check, one after the other; a check that fails in a way nobody thought of is a problem itself."""
    from maturity_kit.cli.commands.serving import LAB_PORT, WORKBOOK_PORT
    from maturity_kit.live.venue import CONSOLE_PORT, ROOM_PORT

    checks: list[Callable[[Wording], Iterator[Finding]]] = [
        _python,
        _packages,
        _folders,
        _models,
        _rules,
        _store,
        _room,
    ]
    ports = (("workbook", WORKBOOK_PORT), ("lab", LAB_PORT), ("workshop", ROOM_PORT), ("workshop", CONSOLE_PORT))
    checks += [*(_port(command, number) for command, number in ports), _network, _browser]
    for check in checks:
        name = check.__name__.strip("_")
        try:
            yield from check(say)
        except InputError as error:
            yield Finding("problem", say(f"doctor.{name}"), error.to(say.language))
        except Exception as error:
            told = say("doctor.failed", found=f"{type(error).__name__}: {error}")
            yield Finding("problem", say(f"doctor.{name}"), told)


def _python(say: Wording) -> Iterator[Finding]:
    found = f"{platform.python_version()}, {sys.executable}"
    if sys.version_info >= OLDEST_PYTHON:
        yield Finding("ok", say("doctor.python"), found)
    else:
        yield Finding("problem", say("doctor.python"), say("doctor.python_old", found=found))


def _packages(say: Wording) -> Iterator[Finding]:
    """One line for all that is well, one for each package that is missing or of another version."""
    fine = [f"{DISTRIBUTION} {importlib.metadata.version(DISTRIBUTION)}"]
    for written in importlib.metadata.requires(DISTRIBUTION) or ():
        needed = Requirement(written)
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        found = _version(needed.name)
        if found and needed.specifier.contains(found, prereleases=True):
            fine.append(f"{needed.name} {found}")
        else:
            told = say("doctor.package_wrong", found=found or "-", needed=needed)
            yield Finding("problem", needed.name, told)
    yield Finding("ok", say("doctor.packages"), ", ".join(fine))


def _folders(say: Wording) -> Iterator[Finding]:
    origin = say("doctor.home_chosen") if os.environ.get("MATURITY_HOME") else say("doctor.home_found")
    yield Finding("ok", say("doctor.home"), f"{home()} ({origin})")
    notebooks = home() / "notebooks"
    found = len(list(notebooks.glob("*.ipynb")))
    if found:
        yield Finding("ok", say("doctor.notebooks"), say("doctor.notebooks_found", count=found, folder=notebooks))
    else:
        yield Finding("problem", say("doctor.notebooks"), say("doctor.notebooks_none", folder=notebooks))


def _models(say: Wording) -> Iterator[Finding]:
    from maturity_kit.content.load import load_models

    models = load_models()
    yield Finding("ok", say("doctor.models"), f"{models.folder}: {', '.join(models)}")


def _rules(say: Wording) -> Iterator[Finding]:
    from maturity_kit.content.rules import load_rules, rules_file

    count = len(load_rules())
    yield Finding("ok", say("doctor.rules"), say("doctor.rules_found", count=count, file=rules_file()))


def _store(say: Wording) -> Iterator[Finding]:
    """Opens the store, which also checks that it is sound."""
    from maturity_kit.store import open_store
    from maturity_kit.store.address import is_chosen
    from maturity_kit.store.database import journal_mode, software

    store = open_store()
    told = say("doctor.store_sound", count=len(store.list()), file=store.where)
    yield Finding("ok", say("doctor.store"), f"{told} ({say('doctor.store_chosen')})" if is_chosen() else told)
    name, _, version = software(store.engine).partition(" ")
    mode = journal_mode(store.engine)
    yield Finding("ok", name, say("doctor.sqlite_mode", version=version, mode=mode) if mode else version)
    yield _newest_backup(store, say)
    yield from _contents(store, say)


def _newest_backup(store: Store, say: Wording) -> Finding:
    from maturity_kit.store.backup_files import backups, backups_folder, store_name

    url = store.engine.url
    found = backups(backups_folder(url), store_name(url))
    newest = next((one for one in found if one.readable), None)
    if newest is None:
        return Finding("note" if found else "ok", say("doctor.backups"), say("doctor.backups_none"))
    told = say("doctor.backups_found", len(found), name=newest.path.name)
    return Finding("ok", say("doctor.backups"), told)


def _contents(store: Store, say: Wording) -> Iterator[Finding]:
    """One line for each assessment that no page can show, else one for all; only the last changed are looked at."""
    from maturity_kit.content.load import load_models
    from maturity_kit.store.imports import check_fit

    looked_at = store.list()[:MOST_READ]
    try:
        load_models()
    except InputError:
        return
    bad = 0
    for entry in looked_at:
        try:
            check_fit(store.load(entry.id))
        except InputError as error:
            bad += 1
            subject = say("doctor.assessment", id=entry.id[:SHORT], organisation=entry.organisation)
            yield Finding("problem", subject, say("doctor.assessment_bad", found=error.to(say.language), id=entry.id))
    if looked_at and not bad:
        yield Finding("ok", say("doctor.assessments"), say("doctor.assessments_read", count=len(looked_at)))


def _room(say: Wording) -> Iterator[Finding]:
    free = shutil.disk_usage(home()).free
    state: Literal["ok", "problem"] = "ok" if free >= LEAST_ROOM else "problem"
    key = "doctor.room_left" if free >= LEAST_ROOM else "doctor.room_little"
    yield Finding(state, say("doctor.room"), say(key, megabytes=f"{free // 1_000_000:_}".replace("_", " ")))


def _port(command: str, number: int) -> Callable[[Wording], Iterator[Finding]]:
    def port(say: Wording) -> Iterator[Finding]:
        subject = say("doctor.port", number=number, command=command)
        with socket.socket() as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", number))
                yield Finding("ok", subject, say("doctor.port_free"))
            except OSError:
                yield Finding("note", subject, say("doctor.port_taken", command=command))

    return port


def _network(say: Wording) -> Iterator[Finding]:
    """What can be known from here of the way of a phone to this computer; ``--phone`` asks a real one."""
    from maturity_kit.live.reach import firewall
    from maturity_kit.live.venue import ROOM_PORT, lan_address

    found, wall = lan_address(), firewall()
    if not found:
        yield Finding("note", say("doctor.network"), say("doctor.network_none"))
        return
    if wall:
        yield Finding("note", say("doctor.network"), say(wall, port=ROOM_PORT))
    yield Finding("ok", say("doctor.network"), say("doctor.network_found", address=found))


def _browser(say: Wording) -> Iterator[Finding]:
    """Chromium matters to who runs the tests, so it is only looked for where those are installed."""
    if importlib.util.find_spec("playwright") is None:
        return
    found = next(filter(None, map(shutil.which, BROWSERS)), None) or _playwright_browser()
    if found:
        yield Finding("ok", say("doctor.browser"), str(found))
    else:
        yield Finding("note", say("doctor.browser"), say("doctor.browser_none"))


def _playwright_browser() -> Path | None:
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next(folder.glob("chromium-*"), None)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
