"""Commands as people run them: in a workbook folder of their own, as a process or in this one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from maturity_kit.cli import main
from maturity_kit.home import home

LANGUAGE_VARIABLES = ("MATURITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "MATURITY_HOME")


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A workbook folder with the models and examples of the checkout, and nothing said about language."""
    checkout = Path(__file__).resolve().parents[2]
    shutil.copytree(checkout / "data", tmp_path / "data")
    for name in LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    assert home() == tmp_path.resolve()
    return tmp_path


@pytest.fixture
def example(folder):
    """The assessment of a fictional organisation."""
    return folder / "data" / "examples" / "insurer.assessment.json"


@pytest.fixture
def process(folder):
    """Runs a command as a process of its own."""

    def run(*arguments, **environment):
        done = subprocess.run(
            [sys.executable, "-m", "maturity_kit", *map(str, arguments)],
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def run(folder, capsys):
    """Runs a command in this process, which is quicker."""

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
