"""``workshop`` starts the workbook and a room, tells everybody where to go, and goes on where it was."""

import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from maturity_kit.store import load_examples, open_store
from maturity_kit.store.rooms import Rooms


@pytest.fixture
def workbook(folder):
    """A complete workbook folder with the examples in its store."""
    import shutil
    from pathlib import Path

    shutil.copytree(Path(__file__).resolve().parents[2] / "notebooks", folder / "notebooks")
    load_examples(open_store())
    return folder


def started(*arguments):
    """A workshop as a process, and what it said until it was ready."""
    ports = ["--port", "0", "--console-port", "0", "--workbook-port", "0", "--host", "127.0.0.1", "--no-browser"]
    process = subprocess.Popen(
        [sys.executable, "-m", "maturity_kit", "workshop", *arguments, *ports, "--lang", "en"],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    return process, "".join(said)


def ended(process):
    process.send_signal(signal.SIGINT)
    process.wait(30)
    return process.stdout.read()


def addresses(said):
    return re.findall(r"https?://\S+", said)


def test_one_command_starts_everything(workbook):
    """Console, workbook and phones answer at the addresses it tells; Ctrl-C ends all of it and leaves the room open."""
    process, said = started()
    try:
        console, _, phones, direct = addresses(said)
        room = Rooms(open_store()).running(open_store().latest())[0]
        assert direct == f"{phones}/{room.code}"
        assert f"{room.code[:4]}-{room.code[4:]}".upper() in said
        for address in (console, phones, direct):
            with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address, timeout=20) as page:
                assert page.status == 200
    finally:
        ended(process)
    with pytest.raises(OSError):
        urllib.request.urlopen(phones, timeout=5)
    assert Rooms(open_store()).load(room.id).running


def test_a_room_goes_on_after_a_restart(workbook):
    """The code and the cookies stay, so phones need nothing new; settings asked for now are told to be kept."""
    codes = []
    for _ in range(2):
        process, said = started("--items", "dm.crm,dm.tags", "--ask-names")
        codes.append(addresses(said)[-1].rsplit("/", 1)[1])
        ended(process)
    assert codes[0] == codes[1]
    assert "goes on where it was" in said
    assert "keeps the questions" in said


def test_the_end_of_a_room(run, workbook):
    """``--end`` closes what is open and says how many; once more there is nothing."""
    rooms = Rooms(open_store())
    from maturity_kit.live.opening import Wishes, open_room

    latest = open_store().latest()
    open_room(rooms, latest, Wishes(items=("dm.crm",)))
    assert run("workshop", "--end").out.strip() == "The room has ended."
    assert run("workshop", "--end", "--lang", "nl").out.strip() == "Er was geen zaal open."


def test_an_empty_store_has_no_room(run, folder):
    """It says how to get an assessment."""
    done = run("workshop")
    assert done.status == 1
    assert "maturity-kit new" in done.err


def test_an_unknown_question_is_refused(run, workbook):
    """The nearest known one is suggested, and no room is opened."""
    done = run("workshop", "--items", "dm.crn", "--no-browser")
    assert done.status == 1
    assert "dm.crm" in done.err
    assert Rooms(open_store()).running(open_store().latest()) == []


@pytest.mark.parametrize("address", ["not a url", "scan.example", "ftp://scan.example", "https://"])
def test_an_address_that_no_phone_can_open_is_refused(run, workbook, address):
    """It is said before a room is opened."""
    done = run("workshop", "--address", address, "--no-browser")
    assert (done.status, address in done.err, "https://scan.example" in done.err) == (1, True, True)
    assert Rooms(open_store()).running(open_store().latest()) == []


def test_a_room_without_notebooks_says_so(run, folder, example):
    """Nothing is left running when the workbook cannot start."""
    open_store().import_file(example)
    done = run("workshop", "--no-browser", "--host", "127.0.0.1", "--port", "0")
    assert done.status == 1
    assert "notebooks" in done.err


def test_the_doctor_looks_at_the_network_of_the_room(run, workbook):
    """Ports for phones and console have a line, and so has the way to them."""
    said = run("doctor").out
    assert "port 8877 (workshop)" in said
    assert "network of the room" in said


def test_waiting_for_a_phone_ends_by_itself(process, workbook):
    """Nobody opened the address: exit status 1, with what to look at."""
    done = process("doctor", "--phone", "--wait", "0.1", MATURITY_LANG="en")
    assert done.status == 1
    assert "No other device got through" in done.err
