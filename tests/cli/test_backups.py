"""The commands that make, list and put back backups."""

import io
import json
import sys
from pathlib import Path

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.store import open_store


class Asked(io.StringIO):
    """A keyboard on which somebody types."""

    def isatty(self):
        return True


@pytest.fixture
def workbook(folder):
    """A workbook with one assessment in its store."""
    open_store().create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22"))
    return folder


def ids():
    return [entry.id for entry in open_store().list()]


def grow():
    open_store().create(new_assessment("forest", "Bosbeheer", "2026-11-22"))


def test_a_backup_is_made_listed_and_put_back(run, workbook):
    """The path is printed; the list knows it; its name is enough to bring it back; what was there is kept and listed."""
    made = Path(run("backup").out.strip())
    assert made.parent == workbook.resolve() / "outputs" / "backups"
    grow()
    done = run("backup", "restore", made.name, "--yes")
    assert (done.status, ids()) == (0, ["garden"])
    assert "one assessment" in done.err
    kept = json.loads(run("backup", "list", "--json").out)["backups"]
    assert [(one["reason"], one["readable"]) for one in kept] == [("before-restore", True), ("by-hand", True)]
    assert kept[0]["file"] in done.err
    told = run("backup", "list").out
    assert made.name in told and "before a restore" in told
    run("backup", "restore", kept[0]["file"], "--yes")
    assert ids() == ["forest", "garden"]


def test_a_backup_goes_where_it_is_wanted(run, workbook):
    """--out names the file; one that is there already is refused."""
    out = workbook / "mine.sqlite"
    assert run("backup", "--out", out).out.strip() == str(out)
    again = run("backup", "--out", out)
    assert (again.status, "There is a file here already" in again.err) == (1, True)
    assert json.loads(run("backup", "list", "--json").out)["backups"] == []
    assert "no backup in" in run("backup", "list").out


@pytest.mark.parametrize(
    "typed, after", [("y\n", ["garden"]), ("n\n", ["forest", "garden"]), ("", ["forest", "garden"])]
)
def test_a_restore_asks_first(run, workbook, monkeypatch, typed, after):
    """A store with two assessments is only replaced after a yes."""
    made = run("backup").out.strip()
    grow()
    monkeypatch.setattr(sys, "stdin", Asked(typed))
    done = run("backup", "restore", made)
    assert "The store holds 2 assessments. Replace it" in done.out
    assert (done.status, sorted(ids())) == (0 if len(after) == 1 else 1, after)


def test_a_restore_asks_in_dutch(run, workbook, monkeypatch):
    """The question and its answer are in the language of the terminal."""
    made = run("backup").out.strip()
    monkeypatch.setattr(sys, "stdin", Asked("ja\n"))
    done = run("backup", "restore", made, "--lang", "nl")
    assert (done.status, "In de opslag zit één assessment" in done.out) == (0, True)


def test_where_nobody_can_be_asked_nothing_is_replaced(run, workbook, monkeypatch):
    """A script says --yes, or is told to."""
    made = run("backup").out.strip()
    grow()
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    done = run("backup", "restore", made)
    assert (done.status, "--yes" in done.err, len(ids())) == (1, True, 2)


def test_an_empty_store_is_filled_without_a_question(run, workbook, monkeypatch):
    """Where nothing can be lost nothing is asked."""
    made = run("backup").out.strip()
    (workbook / "outputs" / "maturity.sqlite").unlink()
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert (run("backup", "restore", made).status, ids()) == (0, ["garden"])


def test_a_damaged_store_is_mended_by_what_the_sentence_says(process, workbook):
    """`list` names the command; that command works, and says where the damaged file is."""
    process("backup")
    store = workbook / "outputs" / "maturity.sqlite"
    content = bytearray(store.read_bytes())
    content[4096:8192] = bytes(4096)
    store.write_bytes(content)
    told = process("list").err
    command = told.partition('"maturity-kit ')[2].partition('"')[0].split()
    assert command[:2] == ["backup", "restore"]
    done = process(*command, "--yes")
    assert (done.status, "put-aside" in done.err) == (0, True)
    assert "Van Dijk Tuin" in process("list").out


def test_what_is_no_backup_is_refused_before_anything_is_asked(run, workbook, monkeypatch):
    """A wrong file gives its own sentence, not a question."""
    monkeypatch.setattr(sys, "stdin", Asked("y\n"))
    done = run("backup", "restore", workbook / "data" / "README.md")
    assert (done.status, done.out, "no backup that this version can read" in done.err) == (1, "", True)


def test_every_command_follows_the_place_of_the_store(run, workbook, example, monkeypatch):
    """With MATURITY_STORE another store is used, by id and by word as well; the first one is not touched."""
    monkeypatch.setenv("MATURITY_STORE", "elsewhere.sqlite")
    assert "The store is empty" in run("list").out
    made = run("import", example).out.strip()
    assert (workbook / "elsewhere.sqlite").exists()
    assert run("compare", made[:8], example.with_name("garden-retailer.assessment.json")).status == 0
    monkeypatch.delenv("MATURITY_STORE")
    assert ids() == ["garden"]
