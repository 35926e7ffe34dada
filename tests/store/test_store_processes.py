"""Several processes on one store, one of them killed in the middle: what was acknowledged is there exactly once."""

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from sqlalchemy import text

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import load_examples, open_store

WRITER = """
import sys
from maturity_kit.assessment.events import Event
from maturity_kit.store import open_store

path, name, amount = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(path)
for number in range(amount):
    key = f"{name}-{number}"
    receipt = store.append("garden", Event("answer", f"{name}.{number}", {"value": number % 5}, key=key))
    print(key, receipt.revision, receipt.repeated, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "maturity.sqlite"
    open_store(path).create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22"))
    return path


def writer(path, name, amount):
    command = [sys.executable, "-c", WRITER, str(path), name, str(amount)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(output):
    """The keys in complete lines; a line that was cut off is no acknowledgement."""
    return [line.split()[0] for line in output.splitlines(keepends=True) if line.endswith("\n")]


def kept(path):
    """How often each key is in the store."""
    with open_store(path).engine.connect() as connection:
        return Counter(key for (key,) in connection.execute(text("SELECT key FROM events")))


def test_two_processes_make_the_store_together(tmp_path):
    """Two kernels that start on a fresh folder do not get in each other's way."""
    make = (
        "import sys; from maturity_kit.store import load_examples, open_store; load_examples(open_store(sys.argv[1]))"
    )
    path = tmp_path / "maturity.sqlite"
    processes = [subprocess.Popen([sys.executable, "-c", make, str(path)], stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate(timeout=60)[1] for process in processes] == [b"", b"", b""]
    ids = [entry.id for entry in open_store(path).list()]
    assert len(ids) > 0
    assert sorted(ids) == sorted(load_examples(open_store(path)))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("lines", [3, 11, 29])
def test_a_killed_process_loses_nothing_that_was_acknowledged(path, lines):
    """After kill -9 between or in writes each acknowledged event is there once, and at most one more that was under way."""
    process = writer(path, "killed", 100_000)
    output = "".join(process.stdout.readline() for _ in range(lines))
    time.sleep(0.0007 * lines)
    process.kill()
    output += process.communicate(timeout=30)[0]
    told, found = acknowledged(output), kept(path)
    assert len(told) >= lines
    assert {found[key] for key in told} == {1}
    assert len(found) <= len(told) + 1
    after = open_store(path)
    after.append("garden", Event("answer", "dm.crm", {"value": 3}))
    assert len(after.load("garden").answers) == len(found) + 1
