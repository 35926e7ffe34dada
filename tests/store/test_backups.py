"""A backup is the whole store in one file, and only those made each hour are ever removed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from gardens import answer, answers, garden, refusal

from maturity_kit.assessment.events import Event
from maturity_kit.store import backup, backups, open_store
from maturity_kit.store.backing_up import backup_to, prune
from maturity_kit.store.backup_files import STAMP, made_at, newest_backup, superfluous


@pytest.fixture
def path(tmp_path):
    return tmp_path / "maturity.sqlite"


@pytest.fixture
def store(path):
    """A store with one assessment of one answer, and one more given later."""
    store = open_store(path)
    store.create(garden())
    store.append("garden", answer("dm.tags", 2))
    return store


def test_a_backup_is_a_store_of_its_own(store, path):
    """It lies beside the store, can be opened by itself, and does not follow what comes later."""
    made = backup(store)
    store.append("garden", answer("dm.crm", 4))
    assert made.parent == path.parent / "backups"
    assert answers(open_store(made)) == {"dm.crm": 1, "dm.tags": 2}
    (found,) = backups(made.parent)
    assert (found.path, found.size, found.readable, found.reason) == (made, made.stat().st_size, True, "by-hand")
    assert timedelta(0) <= datetime.now(UTC) - found.at < timedelta(minutes=1)


def test_a_backup_is_made_while_somebody_writes(store):
    """An answer that is being saved is not in it, and is saved."""
    with store.writing("garden") as work:
        work.add(answer("dm.crm", 4))
        made = backup(store)
    assert (answers(open_store(made))["dm.crm"], answers(store)["dm.crm"]) == (1, 4)


def test_backups_are_listed_newest_first_and_told_apart(store, tmp_path):
    """Each store has its own among those in a folder; one that was damaged is listed as unreadable."""
    folder = tmp_path / "kept"
    first, second = backup(store, folder, "Vóór de workshop"), backup(store, folder)
    other = backup(open_store(tmp_path / "other.sqlite"), folder)
    second.write_bytes(second.read_bytes()[:-4096] + bytes(4096))
    (folder / "notes.sqlite").write_text("not one of ours")
    assert [one.path for one in backups(folder)] == [other, second, first]
    listed = [(one.path, one.readable, one.reason) for one in backups(folder, "maturity")]
    assert listed == [(second, False, "by-hand"), (first, True, "v-r-de-workshop")]


def test_a_damaged_backup_is_not_called_the_newest(store, path):
    """What is offered after damage is the newest one that can be read."""
    first, second = backup(store), backup(store)
    second.write_text("no database " * 1000)
    assert newest_backup(str(path)).path == first


def test_a_backup_replaces_no_file(store, path, tmp_path):
    """A name that is taken is refused, that of the store itself first of all."""
    (tmp_path / "taken.sqlite").write_text("mine")
    for taken in (tmp_path / "taken.sqlite", path, tmp_path):
        refusal(lambda taken=taken: backup_to(store.engine, taken))
    assert ((tmp_path / "taken.sqlite").read_text(), answers(store)) == ("mine", {"dm.crm": 1, "dm.tags": 2})


def test_a_backup_that_cannot_be_written_leaves_nothing(store, tmp_path):
    """Without room on the disk of the backups it is refused in a sentence and no half of it stays."""
    store.append("garden", Event("answer", "dm.forms", {"value": 1, "note": "x" * 100_000}))
    folder = tmp_path / "kept"
    folder.mkdir()

    def small(target):
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("PRAGMA max_page_count = 4")
            connection.execute("CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                               "WHERE i < 5000) SELECT i, hex(randomblob(100)) FROM n")  # fmt: skip

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("maturity_kit.store.backing_up.snapshot", lambda _, target: small(target))
        assert "disk is full" in refusal(lambda: backup(store, folder))
    assert list(folder.iterdir()) == []
    assert "No backup could be written here" in refusal(lambda: backup(store, tmp_path / "maturity.sqlite" / "below"))


def hourly(*times):
    return [f"maturity_{at.strftime(STAMP)}_hourly.sqlite" for at in times]


def test_hourly_backups_thin_out(tmp_path):
    """Of one each hour for 40 days stay the last 24, and the last one of each of the 30 days, today's being among the 24."""
    now = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    times = [now - timedelta(hours=hours) for hours in range(40 * 24)]
    paths = [tmp_path / name for name in hourly(*times)]
    gone = superfluous(paths, now)
    kept = [made_at(path) for path in paths if path not in gone]
    assert kept[:24] == times[:24]
    days = kept[24:]
    assert {at.hour for at in days} == {23}
    # The 24 reach back to 21 November 13:30. The last of the 21st, 23:30, is among them; then follow the 20th of November
    # down to the 23rd of October at 23:30, which is 29 days and 13 hours ago: 29 days.
    assert (len(days), days[0].date().isoformat(), days[-1].date().isoformat()) == (29, "2026-11-20", "2026-10-23")


def test_only_hourly_backups_of_the_same_store_are_removed(store, tmp_path):
    """Those made by hand, before a migration or of another store stay however old they are."""
    folder = tmp_path / "kept"
    folder.mkdir()
    old = [datetime(2020, 1, 1, hour, tzinfo=UTC) for hour in range(24)]
    for name in hourly(*old):
        for called in (name, name.replace("hourly", "by-hand"), name.replace("maturity_", "other_")):
            (folder / called).touch()
    made = backup(store, folder, "hourly")
    left = {path.name for path in folder.iterdir()}
    assert made.name in left
    gone = [name for name in hourly(*old) if name not in left]
    assert gone == hourly(old[0])  # 23 of the old ones and the new one are 24
    assert len(left) == 24 + 24 + 24
    prune(folder, "nothing")
    assert len(list(folder.iterdir())) == len(left)
