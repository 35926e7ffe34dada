"""A backup that is put back takes the place of the store at once, and loses nothing of what was there."""

import os
import sqlite3
import stat
import sys
import threading
import time
from contextlib import closing

import pytest
from gardens import answer, answers, garden, refusal
from killing import done_until
from old_stores import make_old
from sqlalchemy import event

from maturity_kit.assessment.events import new_assessment
from maturity_kit.store import backup, backups, open_store, restore_backup, restoring, sqlite_file
from maturity_kit.store.backing_up import backup_to
from maturity_kit.store.database import journal_mode
from maturity_kit.store.tables import SCHEMA


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


def test_a_restored_store_is_what_the_backup_says(store, path):
    """The present content is kept in a backup of its own, which brings it back in turn."""
    made = backup(store)
    store.append("garden", answer("dm.crm", 4))
    kept = restore_backup(path, made)
    assert answers(open_store(path)) == {"dm.crm": 1, "dm.tags": 2}
    assert kept.name.endswith("_before-restore.sqlite")
    restore_backup(path, kept.name)
    assert answers(open_store(path)) == {"dm.crm": 4, "dm.tags": 2}


def test_an_open_store_follows_a_restore(store, path):
    """A page that remembers what it read notices another history, also when its numbers were given out again."""
    made = backup(store)
    store.append("garden", answer("dm.crm", 4))
    assert answers(store)["dm.crm"] == 4
    restore_backup(path, made)
    other = open_store(path)
    for value in (0, 3):
        other.append("garden", answer("dm.forms", value))
    assert answers(store) == {"dm.crm": 1, "dm.tags": 2, "dm.forms": 3}


def test_who_waits_during_a_restore_is_refused(store, path, monkeypatch):
    """A writer that opened the former file is told, and nothing goes to a file that nobody sees any more."""
    made = backup(store)
    writer, told = open_store(path), []
    began = threading.Event()
    event.listen(writer.engine, "connect", lambda *_: began.set())
    thread = threading.Thread(target=lambda: told.append(refusal(lambda: writer.append("garden", answer("dm.crm", 4)))))
    replace = restoring.put_in_place

    def watched(part, target):
        if target == path:
            thread.start()
            assert began.wait(10)
        replace(part, target)

    monkeypatch.setattr(restoring, "put_in_place", watched)
    restore_backup(path, made)
    thread.join(20)
    assert "Another file took the place of the store" in told[0]
    assert answers(writer) == answers(open_store(path)) == {"dm.crm": 1, "dm.tags": 2}
    writer.append("garden", answer("dm.crm", 3))
    assert answers(open_store(path))["dm.crm"] == 3


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
def test_permissions_and_links_are_kept(store, path, database, monkeypatch):
    """A private store has private backups and stays private; behind a link the file is replaced, not the link."""
    path.chmod(0o600)
    made = backup(store)
    link = path.parent / "link.sqlite"
    link.symlink_to(path)
    store.append("garden", answer("dm.crm", 4))
    kept = restore_backup(link, made)
    assert link.is_symlink()
    assert answers(open_store(path)) == {"dm.crm": 1, "dm.tags": 2}
    server = open_store(database)
    private = [made, kept, path, backup(server, path.parent / "kept")]
    assert [stat.S_IMODE(file.stat().st_mode) for file in private] == [0o600] * 4
    server.close()


def test_a_store_with_a_write_ahead_log_is_replaced_whole(store, path, monkeypatch):
    """Where the library is new enough for the log, it is folded in first; while somebody reads, the restore is refused."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", sqlite_file.SAFE_WAL)
    store = open_store(path)
    assert journal_mode(store.engine) == "wal"
    made = backup(store)
    store.append("garden", answer("dm.crm", 4))
    with store.engine.begin() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM events")
        assert "keeps the store busy" in refusal(lambda: restore_backup(path, made, patience=0.05))
        assert answers(open_store(path))["dm.crm"] == 4
    restore_backup(path, made)
    assert (answers(store), journal_mode(store.engine)) == ({"dm.crm": 1, "dm.tags": 2}, "wal")
    assert answers(open_store(backups(path.parent / "backups")[0].path))["dm.crm"] == 4


def test_a_busy_store_is_not_replaced(store, path):
    """While another process writes, the restore is refused and leaves nothing behind."""
    made = backup(store)
    with store.writing("garden") as work:
        work.add(answer("dm.crm", 4))
        assert "keeps the store busy" in refusal(lambda: restore_backup(path, made, patience=0.05))
    assert answers(open_store(path))["dm.crm"] == 4
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "maturity.sqlite"]


@pytest.mark.parametrize("harm", ["middle", "beginning"])
@pytest.mark.parametrize("links", [True, False])
def test_a_damaged_store_is_put_aside_as_it_is(store, path, harm, links, monkeypatch):
    """The backup takes its place, and the damaged file is kept byte for byte, also where a file has one name only."""
    made = backup(store)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    content = bytearray(path.read_bytes())
    start = 0 if harm == "beginning" else len(content) // 2
    content[start : start + 4096] = b"x" * 4096
    path.write_bytes(content)
    (path.parent / "maturity.sqlite-journal").write_bytes(b"no journal")
    kept = restore_backup(path, made.name)
    assert kept.name.endswith("_put-aside.sqlite")
    assert kept.read_bytes() == content
    assert answers(open_store(path)) == {"dm.crm": 1, "dm.tags": 2}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_restore_killed_at_any_step_is_old_or_new(store, path, damaged):
    """kill -9 before each statement, sync and rename: the store is what it was or what the backup says, never else."""
    made = backup(store)
    store.append("garden", answer("dm.crm", 4))
    if damaged:
        path.write_bytes(path.read_bytes()[:5000] + bytes(4096) + path.read_bytes()[9096:])
    before, seen, step, finished = path.read_bytes(), [], 0, False
    while not finished:
        path.write_bytes(before)
        finished = done_until(lambda: restore_backup(path, made), step)
        seen.append("old" if path.read_bytes() == before else answers(open_store(path)))
        step += 1
    assert seen[-1] == {"dm.crm": 1, "dm.tags": 2}
    assert [found for found in seen if found not in ("old", seen[-1])] == []
    assert seen[0] == "old"
    assert list(path.parent.glob("*journal*")) == []
    assert all(one.readable for one in backups(path.parent / "backups") if one.reason != "put-aside")


def test_what_a_killed_process_left_is_swept(store, path):
    """Half a backup of more than an hour ago goes; one that may still be written stays, and so does what is not ours."""
    folder = backup(store).parent
    for name, age in (
        (".maturity_1.sqlite.9-9.part", 7200),
        (".maturity_2.sqlite.9-9.part", 60),
        (".other.part", 7200),
    ):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age, time.time() - age))
    backup(store)
    assert sorted(part.name for part in folder.glob(".*")) == [".maturity_2.sqlite.9-9.part", ".other.part"]


def test_a_store_that_is_gone_comes_back(store, path):
    """Where there is no store the backup becomes one, and nothing had to be kept."""
    made = backup(store)
    path.unlink()
    assert restore_backup(path, made) is None
    assert answers(open_store(path)) == {"dm.crm": 1, "dm.tags": 2}


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(tmp_path, path):
    """A restored store of shape 1 has the tables of this version, and its own backup before that."""
    restore_backup(path, make_old(tmp_path / "old.sqlite"))
    assert open_store(path).load("garden").unit == "Webshop NL"
    assert [one.reason for one in backups(tmp_path / "backups")] == [f"before-schema-{SCHEMA}"]


def no_links(*_):
    raise OSError(1, "Operation not permitted")


def broken(path, store):
    path.write_text("no database " * 1000)


def foreign(path, store):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE invoices (number)")


def newer(path, store):
    backup_to(store.engine, path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"UPDATE about SET schema = {SCHEMA + 1}")
        other.commit()


@pytest.mark.parametrize("harm", [broken, foreign, newer])
def test_what_is_no_backup_is_refused(store, path, tmp_path, harm):
    """A damaged, a foreign and a newer file never take the place of the store; nothing is made or changed."""
    harm(tmp_path / "bad.sqlite", store)
    content = path.read_bytes()
    assert "no backup that this version can read" in refusal(lambda: restore_backup(path, tmp_path / "bad.sqlite"))
    assert (path.read_bytes(), (tmp_path / "backups").exists()) == (content, False)
    assert "There is no backup here" in refusal(lambda: restore_backup(path, "nothing.sqlite"))


def test_the_database_of_another_program_is_not_replaced(store, tmp_path):
    """A backup does not go where another program keeps its tables."""
    made = backup(store)
    foreign(tmp_path / "books.sqlite", store)
    assert "invoices" in refusal(lambda: restore_backup(tmp_path / "books.sqlite", made))
    with closing(sqlite3.connect(tmp_path / "books.sqlite")) as other:
        assert other.execute("SELECT count(*) FROM invoices").fetchone() == (0,)


def everything(store):
    """Every row of every table."""
    with store.engine.connect() as connection:
        tables = ("assessments ORDER BY number", "events ORDER BY seq", "rooms ORDER BY number", "ballots ORDER BY seq")
        return [[tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")] for table in tables]


def fill_room(store):
    """A room with a participant and a vote, as rows."""
    with store.beginning() as connection:
        for statement in (
            "INSERT INTO rooms (id, assessment_id, code, at, settings) VALUES ('r', 'garden', 'k7qf2mx0', 'now', '{}')",
            "INSERT INTO participants (id, room_id, number, key, at, role, name) VALUES ('p', 'r', 1, 'k', 'now', '', '')",
            "INSERT INTO ballots (room_id, participant_id, item, ballot, key, at, choice) "
            "VALUES ('r', 'p', 'dm.crm', 1, 'k', 'now', '{}')",
        ):
            connection.exec_driver_sql(statement)


def test_a_store_moves_to_a_server_and_back(store, tmp_path, database, monkeypatch):
    """Backup, restore into the other: every row is the same both ways, and both go on counting after the last number."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    fill_room(store)
    assert restore_backup(database, backup(store)) is None
    server = open_store(database)
    assert everything(server) == everything(store)
    assert server.append("garden", answer("dm.crm", 4)).revision == 2
    server.create(new_assessment("forest", "Bosbeheer", "2026-11-22"))
    made = backup(server)
    assert made.parent == tmp_path / "outputs" / "backups"
    back = tmp_path / "back.sqlite"
    restore_backup(back, made)
    assert everything(open_store(back)) == everything(server)
    assert open_store(back).append("garden", answer("dm.crm", 0)).revision == 3
    server.close()


def test_a_server_that_holds_something_is_not_replaced(store, database):
    """A backup goes into an empty store on a server only; the one that is there stays."""
    server = open_store(database)
    server.create(new_assessment("forest", "Bosbeheer", "2026-11-22"))
    assert "already holds something (assessments: 1)" in refusal(lambda: restore_backup(database, backup(store)))
    assert [entry.id for entry in server.list()] == ["forest"]
    server.close()


def test_a_backup_of_an_earlier_version_goes_to_a_server(tmp_path, database):
    """Shape 1 in a file becomes the present shape on PostgreSQL."""
    restore_backup(database, make_old(tmp_path / "old.sqlite"))
    server = open_store(database)
    assert (server.load("garden").unit, len(server.milestones("garden"))) == ("Webshop NL", 1)
    assert server.append("garden", answer("dm.crm", 4)).revision == 10
    server.close()
