"""The process of the room: it ends with whoever started it, says in one sentence why it does not start, and leaves in peace."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
from dataclasses import replace

import psutil
import pytest

from maturity_kit.live.process import RoomProcess
from maturity_kit.web.ports import ServeError
from tests import looping
from tests.live.crowd import crowd
from tests.live.serving import garden, live

PARENT = """
import sys, time
from maturity_kit.live.process import RoomProcess
from maturity_kit.live.venue import Venue

room = RoomProcess(Venue.load(sys.stdin.readline()))
room.start()
print(room.pid, flush=True)
time.sleep(600)
"""


def ended(pid):
    """Wait for a process that is no child of ours to be gone, or to wait for its funeral only."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for _ in range(600):
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(0.1)
                return True
        return False
    return True


def started_alone(venue):
    """Exit status, the line on standard output, and what else was said, of a server that ends by itself."""
    command = [sys.executable, "-m", "maturity_kit.live"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as one:
        one.stdin.write(venue.dump() + "\n")
        one.stdin.flush()
        line = one.stdout.readline()
        status = one.wait(60)
        return status, json.loads(line), one.stderr.read()


@pytest.fixture
def venue(tmp_path):
    """A room that nobody has started."""
    path = tmp_path / "room.sqlite"
    return live(path, garden(path)).venue


@pytest.fixture
def taken():
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_the_server_ends_when_the_program_that_started_it_is_killed(venue):
    """No orphan keeps the port, nor the store."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    parent.stdin.write(venue.dump() + "\n")
    parent.stdin.flush()
    pid = int(parent.stdout.readline())
    assert psutil.pid_exists(pid)
    parent.kill()
    parent.wait()
    assert ended(pid)


def test_a_port_that_phones_know_and_somebody_else_has_is_told(venue, taken):
    """One sentence with the port, exit 1, and nothing else; the program that started it hears the same."""
    known = replace(venue, port=taken, known=True)
    status, told, rest = started_alone(known)
    assert (status, rest) == (1, "")
    assert str(taken) in told["problem"] and "\n" not in told["problem"]
    room = RoomProcess(known)
    with pytest.raises(ServeError) as found:
        room.start()
    assert found.value.to("en") == told["problem"]
    assert room.pid is None


def test_a_port_that_nobody_knows_yet_may_be_another(venue, taken):
    """The first start takes the next free port; from then on phones know it."""
    room = RoomProcess(replace(venue, port=taken))
    try:
        ready = room.start()
        assert taken < ready.port < taken + 50
        assert ready.known
    finally:
        room.stop()
    assert room.pid is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no open files")
@pytest.mark.parametrize(("soft", "hard", "most"), [(256, 512, 348), (256, 4096, 1200), (200, 200, 36)])
def test_the_server_asks_for_as_many_files_as_phones_need(soft, hard, most):
    """A low limit is raised as far as the system allows; 164 files are kept for the console and the process itself."""
    code = (
        f"import resource as r; r.setrlimit(r.RLIMIT_NOFILE, ({soft}, {hard}))\n"
        "from maturity_kit.live.bounds import most_connections\nprint(most_connections())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert told.stdout.split() == [str(most)], told.stderr


def test_a_room_that_does_not_exist_is_told(venue):
    """One sentence that names it, exit 1, no traceback."""
    status, told, rest = started_alone(replace(venue, room="attic"))
    assert (status, rest) == (1, "")
    assert "attic" in told["problem"] and "\n" not in told["problem"]


def test_a_room_that_ends_leaves_no_noise(room):
    """With phones listening, a request to end is followed: exit 0, and nothing in the log."""

    async def run():
        async with crowd(room.host, room.code, 5) as people:
            room.process.terminate()
            assert await asyncio.to_thread(room.process.wait, 60) == 0
            assert all(one.news for one in people)

    looping.run(run())
    assert room.log.read_text() == ""
