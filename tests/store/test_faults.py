"""Disks that are full and pages that went bad: what was acknowledged stays, and one sentence says what to do."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import event

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import StoreError, backup, open_store, restore_backup, sqlite_file

LIMITED = """
import json, os, resource, sys
from maturity_kit.assessment.events import Event
from maturity_kit.store import StoreError, open_store

store, room = open_store(sys.argv[1]), int(sys.argv[2])

def note(number):
    return Event("answer", f"dm.{number}", {"value": 1, "note": "x" * 2000}, key=f"k{number}")

resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(sys.argv[1]) + room, resource.RLIM_INFINITY))
acknowledged, told = [], []
for number in range(200):
    try:
        acknowledged.append(store.append("garden", note(number)).revision)
    except StoreError as error:
        told.append(str(error))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
after = [store.append("garden", note(number)).repeated for number in range(200)]
print(json.dumps({"acknowledged": len(acknowledged), "told": sorted(set(told)), "again": after.count(True)}))
"""


@pytest.fixture
def path(tmp_path):
    """A store with one assessment, of which every page that will be damaged is in use."""
    path = tmp_path / "maturity.sqlite"
    store = open_store(path)
    store.create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22"))
    for number in range(40):
        store.append("garden", note(number))
    return path


def note(number):
    return Event("answer", f"ev.{number}", {"value": 1, "note": "x" * 2000}, key=f"e{number}")


def sound(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]


def test_a_full_disk_takes_nothing_back(path):
    """With room for a few pages: what fits is kept, what does not is refused in one sentence, and with room again all goes on."""
    full = open_store(path)
    with full.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    limits = [pages + 12]
    event.listen(full.engine, "connect", lambda one, _: one.execute(f"PRAGMA max_page_count = {limits[-1]}"))
    kept, told = [], set()
    for number in range(40, 80):
        try:
            full.append("garden", note(number))
            kept.append(f"ev.{number}")
        except StoreError as error:
            told.add(error.sentence("en"))
    assert 0 < len(kept) < 40
    assert told == {
        "The disk is full, so this was not saved; everything saved before is still there. Make room and try again."
    }
    expected = [f"ev.{number}" for number in range(40)] + kept
    assert list(open_store(path).load("garden").answers) == list(full.load("garden").answers) == expected
    limits.append(1_000_000)
    assert [full.append("garden", note(number)).repeated for number in range(40, 80)].count(True) == len(kept)
    assert (len(open_store(path).load("garden").answers), sound(path)) == (80, "ok")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [0, 5000, 40_000])
def test_a_file_that_may_not_grow_takes_nothing_back(path, room):
    """The system refuses to let the file grow: the same, whether not one page fits, or the journal, or a few answers."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(room)], capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["acknowledged"] == found["again"] < 200
    (told,) = found["told"]
    assert "so this was not saved; everything saved before is still there" in told
    assert (len(open_store(path).load("garden").answers), sound(path)) == (240, "ok")


def damage(path, part=0.5):
    """Zeros over one page of the file."""
    content = bytearray(path.read_bytes())
    page = int(part * len(content) / 4096) * 4096
    content[page : page + 4096] = bytes(4096)
    path.write_bytes(content)
    return content


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7])
def test_damage_is_told_with_the_backup_that_mends_it(path, monkeypatch, part):
    """The sentence names the newest sound backup and the command; the file is left as it is; the command mends it."""
    store = open_store(path)
    backup(store)
    newest = backup(store)
    content = damage(path, part)
    monkeypatch.setattr(sqlite_file, "_checked", set())
    with pytest.raises(StoreError) as refused:
        open_store(path)
    for language, said in (("en", "The store is damaged"), ("nl", "De opslag is beschadigd")):
        told = refused.value.to(language)
        assert said in told
        assert f'"maturity-kit backup restore {newest.name}"' in told
    assert path.read_bytes() == content
    restore_backup(path, newest.name)
    assert (len(open_store(path).load("garden").answers), sound(path)) == (40, "ok")


def test_damage_that_shows_later_names_the_backup_as_well(path):
    """A page that goes bad while the store is open is told in the same words."""
    store = open_store(path)
    made = backup(store)
    path.write_bytes(path.read_bytes()[:100] + os.urandom(len(path.read_bytes()) - 100))
    with pytest.raises(StoreError, match=f"backup restore {made.name}"):
        store.list()


def test_damage_without_a_sound_backup_names_none(path, monkeypatch):
    """Where no backup can be read the advice is what it was: start empty, and import what was exported."""
    made = backup(open_store(path))
    made.write_text("no database")
    damage(path)
    monkeypatch.setattr(sqlite_file, "_checked", set())
    with pytest.raises(StoreError, match="maturity-kit import"):
        open_store(path)
