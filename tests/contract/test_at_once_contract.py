"""Several at once on one store: each change once, in an order that no reader can see broken."""

import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import text

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import StoreError

WRITER = """
import sys
from maturity_kit.assessment.events import Event
from maturity_kit.store import open_store

url, name, amount = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(url)
for number in range(amount):
    receipt = store.append("garden", Event("answer", f"{name}.{number}", {"value": number % 5}, key=f"{name}-{number}"))
    print(receipt.revision, receipt.repeated, flush=True)
"""


def garden(name="garden", **details):
    return new_assessment(name, "Van Dijk Tuin", "2026-11-22", **details)


def answer(item, value, key=""):
    return Event("answer", item, {"value": value}, key=key)


def written(url, *names, amount):
    """What processes of these names printed, each of which saves that many answers."""
    command = [sys.executable, "-c", WRITER, url]
    processes = [subprocess.Popen([*command, name, str(amount)], stdout=subprocess.PIPE, text=True) for name in names]
    lines = [line.split() for process in processes for line in process.communicate(timeout=60)[0].splitlines()]
    assert [process.returncode for process in processes] == [0] * len(names)
    return [(int(revision), repeated == "True") for revision, repeated in lines]


def test_two_processes_save_each_answer_once(store, url):
    """25 answers each: 50 events with 50 numbers, and the list agrees with what is loaded."""
    store.create(garden())
    receipts = written(url, "one", "two", amount=25)
    assert (len(receipts), len({revision for revision, _ in receipts})) == (50, 50)
    assert (len(store.load("garden").answers), store.list()[0].answered) == (50, 50)


def test_two_processes_that_send_the_same_save_it_once(store, url):
    """The same 25 keys from both: each event is there once, and one of the two hears that it was."""
    store.create(garden())
    receipts = written(url, "same", "same", amount=25)
    assert Counter(repeated for _, repeated in receipts) == {True: 25, False: 25}
    assert (len({revision for revision, _ in receipts}), len(store.load("garden").answers)) == (25, 25)


def together(*acts):
    """What each of these gives or raises when they begin at the same moment."""
    barrier, results = threading.Barrier(len(acts), timeout=20), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            results[place] = act()
        except StoreError as error:
            results[place] = error.problem

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.parametrize("attempt", range(3))
def test_an_id_is_given_once(open_again, attempt):
    """Two make the same assessment at once: one has it, the other is told that it is taken."""
    stores = [open_again() for _ in range(2)]
    assert sorted(together(*(lambda each=each: each.create(garden()) for each in stores))) == ["garden", "taken"]


@pytest.mark.parametrize("attempt", range(3))
def test_a_file_is_imported_once(open_again, attempt):
    """Two import the same file at once: one adds it, the other finds it there."""
    stores = [open_again() for _ in range(2)]
    found = together(*(lambda each=each: each.import_assessment(garden()).outcome for each in stores))
    assert sorted(found) == ["added", "known"]


@pytest.mark.parametrize("attempt", range(3))
def test_what_is_archived_twice_at_once_is_archived_once(open_again, attempt):
    """Two put the same assessment away at once: one of them did it."""
    stores = [open_again() for _ in range(2)]
    stores[0].create(garden())
    assert sorted(together(*(lambda each=each: each.archive("garden") for each in stores))) == [False, True]
    assert stores[0].revision("garden") == stores[1].revision("garden")


def test_no_reader_skips_an_event_that_ends_late(open_again):
    """While one change of an assessment is under way no later one can end before it, so what was folded stays a beginning.

    One transaction has its number and is not finished. A second one on the same assessment gets its number only after
    that, whatever readers remember meanwhile.
    """
    slow, quick, reader = open_again(), open_again(), open_again()
    slow.create(garden())
    quick.append("garden", answer("dm.crm", 1))
    reader.load("garden")
    receipts = []
    second = threading.Thread(target=lambda: receipts.append(quick.append("garden", answer("dm.tags", 2))))
    with slow.writing("garden") as work:
        first = work.add(answer("dm.forms", 3))
        second.start()
        second.join(0.3)
        assert (second.is_alive(), list(reader.load("garden").answers)) == (True, ["dm.crm"])
    second.join(30)
    assert receipts[0].revision > first.revision
    assert list(reader.load("garden").answers) == list(slow.load("garden").answers) == ["dm.crm", "dm.forms", "dm.tags"]


def test_readers_never_see_half_of_what_belongs_together(open_again):
    """Ten pairs of events, each in one transaction: whenever somebody reads, the number of answers is even."""
    writer, reader = open_again(), open_again()
    writer.create(garden())
    seen, done = set(), threading.Event()

    def read():
        while not done.is_set():
            seen.add(len(reader.load("garden").answers) % 2)
            time.sleep(0.001)

    reading = threading.Thread(target=read)
    reading.start()
    for number in range(10):
        with writer.writing("garden") as work:
            work.add(answer(f"dm.{number}", 1))
            work.add(answer(f"ev.{number}", 1))
    done.set()
    reading.join(30)
    assert seen == {0}
    with reader.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar() == 20
