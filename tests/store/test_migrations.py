"""A store of an earlier shape is backed up and brought to the present one; whoever stops in between loses nothing."""

import multiprocessing
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from killing import done_until
from old_stores import OLD, make_old
from sqlalchemy import create_engine, inspect

from maturity_kit.assessment.events import Event
from maturity_kit.store import StoreError, backups, open_store
from maturity_kit.store.address import place
from maturity_kit.store.migrate import build
from maturity_kit.store.postgres import server_engine
from maturity_kit.store.shape import ALL
from maturity_kit.store.snapshot import fill
from maturity_kit.store.tables import FIRST, SCHEMA, about, metadata

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")
NEW = ALL - FIRST


def rows(path):
    """Everything that a store of shape 1 holds, as it is on disk."""
    with closing(sqlite3.connect(path)) as connection:
        wanted = ("assessments ORDER BY number", "events ORDER BY seq")
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in wanted]


def shape(path):
    """What the file says about its shape, which tables of the new one it has, and whether it is sound."""
    with closing(sqlite3.connect(path)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        (said,) = connection.execute("SELECT schema FROM about").fetchall()
        return said[0], names & NEW, connection.execute("PRAGMA quick_check").fetchone()[0]


def saved(folder):
    return [backup for backup in backups(folder / "backups") if backup.reason == f"before-schema-{SCHEMA}"]


@pytest.fixture
def old_server(postgres, database, old, tmp_path, monkeypatch):
    """The address of a server with the rows of the old store in the old shape; its backups go to a folder of the test."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    engine = server_engine(place(database), 10)
    with engine.begin() as connection:
        build(connection, 0, 1)
        connection.execute(about.insert().values(schema=1))
        fill(connection, old)
    engine.dispose()
    return database


def asked(url, statement):
    """What a database answers to somebody who is no store."""
    engine = create_engine(place(url))
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(statement)]
    engine.dispose()
    return found


def test_an_old_store_loses_nothing(old, tmp_path):
    """Shape 1 becomes the present one with every row as it was; what it says is what the old version said."""
    before = rows(old)
    store = open_store(old)
    assert (rows(old), shape(old)) == (before, (SCHEMA, NEW, "ok"))
    assert {item: given.value for item, given in store.load("garden").answers.items()} == {
        "dm.crm": 3,
        "zz.unknown": 4,
        "dm.forms": 2,
    }
    assert [(entry.id, entry.unit, entry.answered, entry.archived) for entry in store.list(archived=True)] == [
        ("forest", "", 1, True),
        ("garden", "Webshop NL", 4, False),
    ]
    (milestone,) = store.milestones("garden")
    assert milestone.digest.startswith("617b5e15f8e4")
    assert store.milestone("garden", milestone.digest).answers["dm.crm"].value == 3
    assert store.append("garden", Event("answer", "dm.crm", {"value": 4}, key="k9")).revision == 10


def test_an_old_store_is_backed_up_first(old, tmp_path):
    """The backup is the old store, readable and of the old shape; opening again makes no second one."""
    before = rows(old)
    for _ in range(2):
        open_store(old).close()
    (backup,) = saved(tmp_path)
    assert backup.readable
    assert (rows(backup.path), shape(backup.path)) == (before, (1, set(), "ok"))


def test_without_room_for_a_backup_nothing_is_migrated(old, tmp_path):
    """Where the folder for backups cannot be made, the store is refused and stays as it was."""
    (tmp_path / "backups").write_text("in the way")
    content = old.read_bytes()
    with pytest.raises(StoreError, match="No backup could be written here"):
        open_store(old)
    assert old.read_bytes() == content


def described(path):
    """The tables and indexes of a file, as the inspector of the database tells them."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        seen = inspect(connection)
        tables = {}
        for name in seen.get_table_names():
            columns = [(c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in seen.get_columns(name)]
            unique = sorted(tuple(found["column_names"]) for found in seen.get_unique_constraints(name))
            foreign = sorted((*f["constrained_columns"], f["referred_table"]) for f in seen.get_foreign_keys(name))
            indexes = sorted((i["name"], *i["column_names"]) for i in seen.get_indexes(name))
            tables[name] = (columns, unique, foreign, indexes)
        counted = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        return tables, counted.scalar()


def test_a_migrated_store_is_made_like_a_new_one(old, tmp_path):
    """Columns, keys, constraints and indexes are the same, whichever way a store came to this version."""
    open_store(old).close()
    open_store(tmp_path / "new.sqlite").close()
    assert described(old) == described(tmp_path / "new.sqlite")


def test_the_first_migration_makes_what_the_first_version_made(tmp_path):
    """An empty database and the first migration give the tables of a store of shape 1."""
    make_old(tmp_path / "old.sqlite")
    engine = create_engine(f"sqlite:///{tmp_path / 'built.sqlite'}")
    with engine.begin() as connection:
        build(connection, 0, 1)
    assert described(tmp_path / "built.sqlite") == described(tmp_path / "old.sqlite")


def test_a_server_is_migrated_like_a_file(old_server, old, tmp_path):
    """On PostgreSQL too: a backup in one file, the new tables, every row as it was and the numbers counting on."""
    before = rows(old)
    store = open_store(old_server)
    (backup,) = saved(tmp_path / "outputs")
    assert (rows(backup.path), shape(backup.path)) == (before, (1, set(), "ok"))
    assert asked(old_server, "SELECT * FROM events ORDER BY seq") == before[1]
    assert asked(old_server, "SELECT schema FROM about") == [(SCHEMA,)]
    assert store.append("garden", Event("answer", "dm.crm", {"value": 4}, key="k9")).revision == 10
    with store.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == set(metadata.tables)
    store.close()


def test_opening_a_store_of_this_version_loads_no_alembic(tmp_path):
    """Neither making a store nor opening one costs the time and memory of what only a migration needs."""
    ask = "import sys; from maturity_kit.store import open_store; open_store(sys.argv[1]); print('alembic' in sys.modules)"
    told = [
        subprocess.run([sys.executable, "-c", ask, str(path)], capture_output=True, text=True, timeout=60).stdout
        for path in (tmp_path / "new.sqlite", tmp_path / "new.sqlite", make_old(tmp_path / "old.sqlite"))
    ]
    assert told == ["False\n", "False\n", "True\n"]


def test_opening_does_not_wait_for_a_writer(tmp_path):
    """A store of this version is opened while another process is in the middle of saving."""
    store = open_store(tmp_path / "maturity.sqlite")
    with store.beginning():
        assert open_store(tmp_path / "maturity.sqlite", patience=0.05).list() == []


def together(url, times):
    """Several processes open a store at the same moment; their exit codes."""
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(times)

    def opening():
        barrier.wait(10)
        open_store(url).close()

    processes = [fork.Process(target=opening) for _ in range(times)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    return [process.exitcode for process in processes]


@POSIX
def test_one_of_several_processes_migrates(old, tmp_path):
    """Four at once: all get a store of this version, and there is one backup because one of them migrated."""
    before = rows(old)
    assert together(old, 4) == [0, 0, 0, 0]
    assert (rows(old), shape(old), len(saved(tmp_path))) == (before, (SCHEMA, NEW, "ok"), 1)


@POSIX
def test_one_of_several_processes_migrates_a_server(old_server, tmp_path):
    """The same on PostgreSQL, where an advisory lock makes the others wait."""
    assert together(old_server, 4) == [0, 0, 0, 0]
    assert (asked(old_server, "SELECT schema FROM about"), len(saved(tmp_path / "outputs"))) == ([(SCHEMA,)], 1)


@POSIX
def test_several_processes_make_the_tables_of_a_server_once(database):
    """A new database that is opened four times at once becomes one store."""
    assert together(database, 4) == [0, 0, 0, 0]
    assert asked(database, "SELECT count(*), max(schema) FROM about") == [(1, SCHEMA)]


@POSIX
def test_a_migration_killed_at_any_step_is_old_or_new(tmp_path):
    """kill -9 before each statement, sync and rename: the store is the old one or the new one, and the next start goes on."""
    step, finished = 0, False
    shapes = []
    while not finished:
        (tmp_path / str(step)).mkdir()
        path = make_old(tmp_path / str(step) / "maturity.sqlite")
        before = rows(path)
        finished = done_until(lambda path=path: open_store(path).close(), step)
        found = shape(path)
        assert found in ((1, set(), "ok"), (SCHEMA, NEW, "ok"))
        assert rows(path) == before
        open_store(path).close()
        assert (rows(path), shape(path)) == (before, (SCHEMA, NEW, "ok"))
        assert all(backup.readable and rows(backup.path) == before for backup in saved(path.parent))
        shapes.append(found[0])
        step += 1
    assert shapes == sorted(shapes)
    assert shapes.count(1) > 15


@POSIX
def test_a_migration_killed_at_any_moment_is_old_or_new(tmp_path):
    """The same with a kill from outside, 25 times at a moment that nobody chose."""
    chance = random.Random(5)
    for number in range(25):
        (tmp_path / str(number)).mkdir()
        path = make_old(tmp_path / str(number) / "maturity.sqlite")
        before = rows(path)
        process = multiprocessing.get_context("fork").Process(target=open_store, args=(path,))
        process.start()
        time.sleep(chance.uniform(0.001, 0.06))
        process.kill()
        process.join(10)
        assert shape(path) in ((1, set(), "ok"), (SCHEMA, NEW, "ok"))
        open_store(path).close()
        assert (rows(path), shape(path)) == (before, (SCHEMA, NEW, "ok"))


@POSIX
def test_a_killed_migration_of_a_server_is_old_or_new(old_server, old, tmp_path):
    """On PostgreSQL the server takes back what a killed process had begun: no new table until all of it is there."""
    before = rows(old)
    step, finished, shapes = 3, False, []
    while not finished:
        finished = done_until(lambda: open_store(old_server).close(), step)
        with closing(server_engine(place(old_server), 10).connect()) as connection:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1835103349)")  # the server noticed that it is gone
            names = set(inspect(connection).get_table_names())
        found = asked(old_server, "SELECT schema FROM about")[0][0], names & NEW
        assert found in ((1, set()), (SCHEMA, NEW))
        shapes.append(found[0])
        step += 7
    assert (shapes[0], shapes[-1]) == (1, SCHEMA)
    assert asked(old_server, "SELECT * FROM events ORDER BY seq") == before[1]


def test_a_foreign_server_is_left_alone(postgres, database):
    """A database with tables of another program is refused, and none is added."""
    asked_before = postgres.execute("CREATE TABLE invoices (number int)", database=database.rpartition("/")[2])
    assert asked_before == []
    with pytest.raises(StoreError, match=r"belongs to another program .*invoices"):
        open_store(database)
    names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert asked(database, names) == [("invoices",)]


def test_a_newer_server_is_left_alone(database):
    """A server with tables of a later shape is refused with both numbers."""
    open_store(database).close()
    engine = create_engine(place(database))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE about SET schema = {SCHEMA + 1}")
    engine.dispose()
    with pytest.raises(StoreError, match=f"shape {SCHEMA + 1}; this version reads {SCHEMA}"):
        open_store(database)


def test_the_old_store_is_an_old_one():
    """The text from which these tests make it says shape 1."""
    assert 'INSERT INTO "about" VALUES(1);' in OLD.read_text(encoding="utf-8")
