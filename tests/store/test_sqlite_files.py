"""A file that is damaged, foreign, newer, busy, full or gone is refused in one sentence, and stays as it is."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import StoreError, open_store, sqlite_file
from maturity_kit.store.address import default_path
from maturity_kit.store.database import journal_mode
from maturity_kit.store.sqlite_file import SAFE_WAL
from maturity_kit.store.tables import SCHEMA


@pytest.fixture
def path(tmp_path):
    return tmp_path / "maturity.sqlite"


@pytest.fixture
def store(path):
    """A store with one assessment and one answer."""
    store = open_store(path)
    store.create(garden())
    store.append("garden", answer("dm.crm", 3))
    return store


@pytest.fixture
def fresh_process(monkeypatch):
    """Files count as not yet checked, as they do in a new process."""
    monkeypatch.setattr(sqlite_file, "_checked", set())


def garden(**details):
    return new_assessment("garden", "Van Dijk Tuin", "2026-11-22", **details)


def answer(item, value):
    return Event("answer", item, {"value": value})


def refusal(act):
    """The sentence with which something is refused."""
    with pytest.raises(StoreError) as refused:
        act()
    told = str(refused.value)
    assert "\n" not in told
    assert refused.value.to("nl") != told
    return told


def pragma(store, name):
    with store.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_what_is_acknowledged_is_on_disk(store):
    """Each commit reaches the disk (FULL is 2), and an event cannot belong to no assessment."""
    assert (pragma(store, "synchronous"), pragma(store, "foreign_keys")) == (2, 1)


def test_the_journal_is_the_safe_one(store):
    """Write-ahead logging waits for the SQLite library in which it cannot corrupt a file."""
    expected = "wal" if sqlite3.sqlite_version_info >= SAFE_WAL else "delete"
    assert journal_mode(store.engine) == expected


@pytest.mark.parametrize("library, expected", [((3, 40, 1), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal")])
def test_the_journal_follows_the_library(path, monkeypatch, library, expected):
    """A file goes to write-ahead logging with a new library and back with an old one."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", library)
    assert journal_mode(open_store(path).engine) == expected


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_a_damaged_file_is_refused_and_kept(store, path, fresh_process, part):
    """A page of zeros anywhere in the file is found at opening; the file is named and not touched."""
    for number in range(60):
        store.append("garden", Event("answer", f"dm.{number}", {"value": 1, "note": "x" * 1000}))
    content = bytearray(path.read_bytes())
    page = int(part * len(content) / 4096) * 4096
    content[page : page + 4096] = bytes(4096)
    path.write_bytes(content)
    told = refusal(lambda: open_store(path))
    assert str(path) in told
    assert "damaged" in told
    assert "maturity-kit import" in told
    assert path.read_bytes() == content


def test_a_file_cut_short_is_refused_and_kept(store, path, fresh_process):
    """Half a store is not taken for a store."""
    content = path.read_bytes()[:-8192]
    path.write_bytes(content)
    assert "damaged" in refusal(lambda: open_store(path))
    assert path.read_bytes() == content


def test_a_file_is_checked_once_in_a_process(store, path, monkeypatch):
    """Checking reads the whole file, so opening it again does not."""
    asked = []
    monkeypatch.setattr(sqlite_file, "outside_transaction", lambda _, statement: asked.append(statement) or "ok")
    open_store(path)
    assert not [statement for statement in asked if "quick_check" in statement]


def test_damage_that_shows_later_is_told(store, path):
    """A page that goes bad while the store is open gives a sentence at the next question."""
    path.write_bytes(path.read_bytes()[:100] + os.urandom(len(path.read_bytes()) - 100))
    assert "maturity-kit import" in refusal(store.list)


def test_text_is_no_store(path):
    """Another kind of file is refused and kept."""
    path.write_text("id;organisation\n" * 100)
    assert "not a store" in refusal(lambda: open_store(path))
    assert path.read_text().startswith("id;organisation")


def test_the_database_of_another_program_is_left_alone(path):
    """A database with other tables is refused; no table is added to it."""
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoices (number)")
    assert "invoices" in refusal(lambda: open_store(path))
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("invoices",)]


def test_a_newer_store_is_left_alone(store, path):
    """A store with tables of a later shape is refused with both numbers."""
    with sqlite3.connect(path) as newer:
        newer.execute(f"UPDATE about SET schema = {SCHEMA + 1}")
    content = path.read_bytes()
    assert f"shape {SCHEMA + 1}; this version reads {SCHEMA}" in refusal(lambda: open_store(path))
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(path):
    """SQLite itself leaves an empty file when it is stopped before the first write."""
    path.touch()
    assert open_store(path).list() == []


def test_a_folder_is_no_store(tmp_path):
    """A folder is refused as such."""
    assert "This is a folder" in refusal(lambda: open_store(tmp_path))


@pytest.mark.parametrize("place", ["file.txt/maturity.sqlite", "missing/maturity.sqlite", "a\0b.sqlite"])
def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path, place):
    """A path below a file or a missing folder is refused before SQLite is asked."""
    (tmp_path / "file.txt").touch()
    assert "Nothing can be written here" in refusal(lambda: open_store(tmp_path / place))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc is a place where nobody may write")
def test_an_unwritable_folder_is_refused():
    """Without permission to write there is no store, and MATURITY_HOME is offered."""
    assert "MATURITY_HOME" in refusal(lambda: open_store("/proc/maturity.sqlite"))


def test_outputs_that_cannot_be_made_are_told(tmp_path, monkeypatch):
    """A file where the folder for outputs belongs is named."""
    (tmp_path / "outputs").touch()
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    assert str(tmp_path / "outputs") in refusal(open_store)


def test_outputs_are_made_when_missing(tmp_path, monkeypatch):
    """The first start makes outputs/maturity.sqlite in the workbook folder."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    open_store()
    assert default_path() == tmp_path.resolve() / "outputs" / "maturity.sqlite"
    assert default_path().exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow these signs in a name")
def test_signs_with_a_meaning_in_addresses_are_plain_in_a_path(tmp_path):
    """A folder called a?b#c%20 holds a store like any other."""
    folder = tmp_path / "a?b#c%20 é"
    folder.mkdir()
    open_store(folder / "maturity.sqlite").create(garden())
    assert [entry.id for entry in open_store(str(folder / "maturity.sqlite")).list()] == ["garden"]
    assert [file.name for file in folder.iterdir()] == ["maturity.sqlite"]


@pytest.mark.parametrize("url", ["nonsense://x", "://", "postgresql+nothing://host/name"])
def test_an_address_that_means_nothing_is_refused(url):
    """A wrong database address gives a sentence with an example."""
    assert "sqlite:///path/to" in refusal(lambda: open_store(url))


def test_an_address_opens_the_same_file(store, path):
    """An SQLAlchemy address and a path lead to the same store."""
    assert open_store(f"sqlite:///{path}").load("garden") == store.load("garden")


def test_a_busy_store_is_told_and_nothing_is_lost(store, path):
    """While another program holds the file, saving is refused; after that it works."""
    patient = open_store(path, patience=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "keeps the store busy" in refusal(lambda: patient.append("garden", answer("dm.tags", 1)))
    assert "keeps the store busy" in refusal(lambda: open_store(path, patience=0.05))
    other.execute("ROLLBACK")
    patient.append("garden", answer("dm.tags", 2))
    assert {item: given.value for item, given in store.load("garden").answers.items()} == {"dm.crm": 3, "dm.tags": 2}


def test_a_full_disk_is_told_and_nothing_is_lost(store, path):
    """When no page can be added, the answer is refused, and what was there stays; a small one still fits later."""
    limit = pragma(store, "page_count")
    full = open_store(path)
    event.listen(full.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {limit}"))
    big = Event("answer", "dm.tags", {"value": 1, "note": "x" * 100_000})
    assert "disk is full" in refusal(lambda: full.append("garden", big))
    full.append("garden", answer("dm.forms", 1))
    assert {item: given.value for item, given in full.load("garden").answers.items()} == {"dm.crm": 3, "dm.forms": 1}
    assert open_store(path).load("garden") == full.load("garden")


def test_a_store_that_is_gone_is_missed(store, path):
    """After the file was removed nothing is acknowledged, and no empty store takes its place."""
    path.unlink()
    assert "still there" in refusal(lambda: store.append("garden", answer("dm.tags", 1)))
    assert not path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET payload = 'x'",
        "UPDATE events SET kind = 'dance'",
        "UPDATE events SET payload = '{\"value\": true}'",
    ],
)
def test_an_unreadable_event_is_named(store, path, statement):
    """What a hand or a bad disk made of an event is told with its number; nothing is guessed."""
    with sqlite3.connect(path) as hand:
        hand.execute(statement)
    told = refusal(lambda: open_store(path).load("garden"))
    assert '"garden" cannot be read at event 1' in told


def test_an_unreadable_base_is_named(store, path):
    """A base document that is no assessment is told as such."""
    with sqlite3.connect(path) as hand:
        hand.execute("UPDATE assessments SET base = '{}'")
    assert '"garden" cannot be read at event 0' in refusal(lambda: open_store(path).load("garden"))


@pytest.mark.parametrize("size", [1, 40])
def test_the_list_asks_twice_whatever_its_length(path, size):
    """The list stays fast because no assessment is opened for it: two questions to the database, however many there are."""
    store = open_store(path)
    for number in range(size):
        store.create(new_assessment(f"garden-{number}", "Van Dijk Tuin", "2026-11-22"))
        store.append(f"garden-{number}", answer("dm.crm", 3))
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert len(store.list()) == size
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE assessments SET date = 'soon'", "UPDATE events SET kind = 'detail', subject = 'unit', payload = '{'"],
)
def test_a_list_with_what_a_hand_broke_is_told(store, path, statement):
    """A date that is no date, or a broken detail, gives a sentence that names the assessment."""
    with sqlite3.connect(path) as hand:
        hand.execute(statement)
    assert '"garden"' in refusal(store.list)


def test_what_cannot_be_read_can_be_put_away(store, path):
    """A broken assessment that stands in the way of the list is archived, and the rest goes on."""
    with sqlite3.connect(path) as hand:
        hand.execute("UPDATE assessments SET base = '{}'")
    assert store.archive("garden") is True
    assert store.list() == []
    assert [entry.archived for entry in store.list(archived=True)] == [True]
