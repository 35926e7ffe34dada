"""While something runs, the store is backed up each hour in which it changed."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import Hourly, backups, open_store
from maturity_kit.store.backup_files import made_at


class Clock:
    """A clock that is set by hand, some minutes after the true time."""

    def __init__(self):
        self.after = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.after

    def wait(self, **time):
        self.after += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "maturity.sqlite")


@pytest.fixture
def hourly(store, clock):
    return Hourly(store.where, clock=clock)


def change(store):
    if "garden" not in [entry.id for entry in store.list()]:
        store.create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22"))
    store.append("garden", Event("answer", "dm.crm", {"value": 3}))


def test_a_backup_needs_an_hour_and_a_change(store, hourly, clock):
    """The first change gives one at once, later ones after an hour each; without a change hours pass without any."""
    assert hourly.look() is None  # there is nothing in it yet
    change(store)
    first = hourly.look()
    assert first.name.endswith("_hourly.sqlite")
    change(store)
    clock.wait(minutes=59)
    assert hourly.look() is None
    clock.wait(minutes=1)
    second = hourly.look()
    assert open_store(second).revision("garden") == 2
    clock.wait(hours=5)
    assert hourly.look() is None
    change(store)
    assert hourly.look() is not None
    assert [one.readable for one in backups(first.parent)] == [True] * 3


def test_an_earlier_run_counts(store, hourly, clock):
    """Who starts the workbook again within the hour makes no second one; after it only when something changed."""
    change(store)
    hourly.look()
    assert Hourly(store.where, clock=clock).look() is None
    clock.wait(hours=2)
    assert Hourly(store.where, clock=clock).look() is None
    change(store)
    assert Hourly(store.where, clock=clock).look() is not None


def test_a_clock_that_was_wrong_does_not_stop_it(store, hourly, clock):
    """A backup from the future, made when the clock was a day off, does not count as a recent one."""
    change(store)
    future = hourly.look()
    change(store)
    clock.wait(days=-1)
    assert made_at(future) > clock()
    assert hourly.look() is not None


def test_an_unreadable_backup_is_followed_by_a_better_one(store, hourly, clock):
    """When the newest one was damaged, an hour later there is another although nothing changed."""
    change(store)
    hourly.look().write_text("no database")
    clock.wait(hours=1)
    assert Hourly(store.where, clock=clock).look() is not None


def test_a_failure_is_told_once_and_ends_nothing(store, hourly, tmp_path, caplog):
    """No folder for backups: one sentence in the log however often it is tried, and a backup once there is room again."""
    change(store)
    (tmp_path / "backups").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        failing = Hourly(store.where, log=logging.getLogger("test of backups"))
        assert [failing.look() for _ in range(3)] == [None] * 3
    assert [record.getMessage().count("No backup could be written") for record in caplog.records] == [1]
    (tmp_path / "backups").unlink()
    assert failing.look() is not None


def test_a_store_that_is_gone_ends_nothing(store, hourly, tmp_path, caplog):
    """The thread outlives a store that is not there."""
    (tmp_path / "maturity.sqlite").unlink()
    with caplog.at_level(logging.WARNING):
        assert Hourly(store.where, log=logging.getLogger("test of backups")).look() is None
    assert len(caplog.records) == 1
    assert not (tmp_path / "maturity.sqlite").exists()


def test_a_thread_looks_by_itself_and_stops(store):
    """Once started it makes the backup without being asked, and is gone after stop."""
    change(store)
    made = threading.Event()
    running = Hourly(store.where, look=0.01)
    look = running.look
    running.look = lambda: look() and made.set()
    running.start()
    assert made.wait(20)
    running.stop()
    assert "hourly backup" not in [thread.name for thread in threading.enumerate()]


def test_a_server_is_backed_up_too(database, tmp_path, clock):
    """A store on PostgreSQL gives the same kind of file."""
    store = open_store(database)
    change(store)
    made = Hourly(database, tmp_path / "kept", clock=clock).look()
    assert open_store(made).load("garden") == store.load("garden")
    clock.wait(hours=1)
    assert Hourly(database, tmp_path / "kept", clock=clock).look() is None
    store.close()
