"""The doctor says what is well, what is off and what to do, and never falls ill itself."""

import importlib.metadata
import shutil
import socket
from collections import namedtuple

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.cli import checks
from maturity_kit.cli.commands import doctor
from maturity_kit.cli.terminal import Terminal
from maturity_kit.content.wording import Wording
from maturity_kit.store import open_store


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


def test_a_phone_can_scan_the_code_in_the_terminal(capsys):
    """A code of 25 x 25 squares with a border of four is a block: two rows of squares a line, 33 columns."""
    doctor._show_qr("http://192.0.2.10:8877", Terminal("en"))
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert len(lines) == 17 and {len(line) for line in lines} == {33}


def test_a_port_in_use_is_a_note():
    """The server takes the next free port, so a port in use is no problem."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (found,) = checks._port("workbook", other.getsockname()[1])(Wording("cli"))
    assert found.state == "note"


def test_the_doctor_says_where_the_store_is(run, workbook, monkeypatch):
    """The place that MATURITY_STORE gives is named as such, with the newest backup of what is there."""
    monkeypatch.setenv("MATURITY_STORE", "elsewhere.sqlite")
    assert "no sound one yet" in run("doctor").out
    made = run("backup").out.strip().rpartition("/")[2]
    told = run("doctor").out
    assert f"{workbook / 'elsewhere.sqlite'} is sound and empty (set by MATURITY_STORE)" in told
    assert f"backups: one, {made}" in told


def test_the_doctor_reads_every_assessment(run, workbook, example):
    """One value off its scale and one broken base are two problems with the command that helps; the sound one is none."""
    store = open_store()
    store.import_file(example)
    store.create(new_assessment("off-scale", "Bakery", "2026-11-22", answers={"dm.crm": {"value": 9}}))
    store.create(new_assessment("unreadable", "Zoo", "2026-11-22"))
    with store.engine.begin() as hand:
        hand.exec_driver_sql("UPDATE assessments SET base = '{' WHERE id = 'unreadable'")
    done = run("doctor")
    problems = [line for line in done.out.splitlines() if line.startswith("problem")]
    assert (done.status, len(problems)) == (1, 2)
    assert "assessment unreadab (Zoo)" in problems[0]
    assert 'maturity-kit archive unreadable"' in problems[0]
    assert "assessment off-scal (Bakery): answers.dm.crm.value: Found 9" in problems[1]
    assert 'maturity-kit archive off-scale"' in problems[1]
    run("archive", "off-scale", "unreadable")
    after = run("doctor")
    assert (after.status, "the one changed last can be shown" in after.out) == (0, True)


def test_the_doctor_reads_no_more_than_a_bounded_number(run, workbook, monkeypatch):
    """Of three assessments, of which two may be read, the oldest is taken on trust."""
    monkeypatch.setattr(checks, "MOST_READ", 2)
    store = open_store()
    store.create(new_assessment("oldest", "Zoo", "2026-11-22", answers={"dm.crm": {"value": 9}}))
    for name in ("garden", "forest"):
        store.create(new_assessment(name, "Van Dijk Tuin", "2026-11-22"))
    assert "the 2 changed last can be shown" in run("doctor").out


def test_broken_models_are_one_problem_however_many_assessments(run, workbook):
    """When the models cannot be read, no assessment is blamed for it."""
    for name in ("garden", "forest"):
        open_store().create(new_assessment(name, "Van Dijk Tuin", "2026-11-22"))
    break_model(workbook, None)
    assert run("doctor").out.splitlines()[-1] == "There is one problem."
