"""The doctor says what is well, what is off and what to do, and never falls ill itself."""

import importlib.metadata
import shutil
import socket
from collections import namedtuple

import pytest

from maturity_kit.cli import checks
from maturity_kit.content.wording import Wording


@pytest.fixture
def workbook(folder):
    """A complete workbook folder."""
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "0_start.ipynb").write_text("{}")
    return folder


def states(out):
    """The first word of each line by what the line is about."""
    lines = [line.split(maxsplit=1) for line in out.splitlines()[:-1]]
    return {rest.split(":")[0]: state for state, rest in lines}


def test_a_complete_workbook_is_in_order(run, workbook):
    """Everything is there: no problem and exit status 0."""
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    assert "problem" not in states(done.out).values()
    assert {"Python", "packages", "workbook folder", "notebooks", "models", "store", "SQLite", "disk"} <= states(
        done.out
    ).keys()
    assert done.out.splitlines()[-1] == "Everything is in order."


def test_the_doctor_speaks_dutch(run, workbook):
    """The summary is in the language of the terminal."""
    assert run("doctor", "--lang", "nl").out.splitlines()[-1] == "Alles is in orde."


def lose_notebooks(folder, monkeypatch):
    shutil.rmtree(folder / "notebooks")


def break_model(folder, monkeypatch):
    (folder / "data" / "models" / "four-d.yaml").write_text("id: [")


def lose_models(folder, monkeypatch):
    shutil.rmtree(folder / "data" / "models")


def damage_store(folder, monkeypatch):
    (folder / "outputs").mkdir()
    (folder / "outputs" / "maturity.sqlite").write_text("no database " * 100)


def fill_disk(folder, monkeypatch):
    usage = namedtuple("usage", "free")(1_000_000)
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda _: usage)


def break_a_check(folder, monkeypatch):
    monkeypatch.setattr(checks.sqlite3, "sqlite_version", property)
    monkeypatch.setattr("maturity_kit.store.database.journal_mode", lambda _: 1 / 0)


@pytest.mark.parametrize(
    "harm, subject, advice",
    [
        (lose_notebooks, "notebooks", "MATURITY_HOME"),
        (break_model, "models", "four-d.yaml"),
        (lose_models, "models", "models"),
        (damage_store, "store", "maturity.sqlite"),
        (fill_disk, "disk", "only 1 MB free"),
        (break_a_check, "store", "could not be checked"),
    ],
)
def test_what_is_off_is_a_problem_with_advice(run, workbook, monkeypatch, harm, subject, advice):
    """One thing broken is one problem on its own line, exit status 1, and the other lines are still there."""
    harm(workbook, monkeypatch)
    done = run("doctor")
    assert (done.status, done.err) == (1, "")
    assert advice in next(line for line in done.out.splitlines() if line.startswith("problem"))
    assert [about for about, state in states(done.out).items() if state == "problem"] == [subject]
    assert done.out.splitlines()[-1] == "There is one problem."


def test_a_missing_and_an_old_package_are_named(monkeypatch):
    """Two packages that do not fit give two problems with what is needed; the rest stays one line."""
    requirements = ["numpy>=1", "typer<0.1", "no-such-package>=2", 'pytest>=99; extra == "test"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: requirements)
    found = list(checks._packages(Wording("cli")))
    assert [(line.state, line.subject) for line in found] == [
        ("problem", "typer"),
        ("problem", "no-such-package"),
        ("ok", "packages"),
    ]
    assert "no-such-package>=2" in found[1].told


def test_a_port_in_use_is_a_note():
    """The server takes the next free port, so a port in use is no problem."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (found,) = checks._port("workbook", other.getsockname()[1])(Wording("cli"))
    assert found.state == "note"
