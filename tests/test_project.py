"""What the files of the project promise each other."""

import re
import string
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORDING = sorted((ROOT / "maturity_kit/content/wording").glob("*.yaml"))


def requirement(line):
    name, bounds = re.fullmatch(r"([A-Za-z0-9_.-]+)(.*)", line).groups()
    return name.lower(), bounds


def test_conda_environment_follows_the_package():
    """environment.yml names the same libraries with the same bounds as pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    wanted = {requirement(line) for line in project["dependencies"]} | {("python", project["requires-python"])}
    assert {requirement(line) for line in conda if isinstance(line, str) and line != "pip"} == wanted


def test_every_dependency_is_pinned():
    """constraints.txt gives one exact version for each library, and no addresses."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {line.split("==")[0].lower() for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line) for line in lines)
    assert {requirement(line)[0] for line in named} <= pinned


def templates(entry):
    """Every template under a key and language, whether or not it depends on a count."""
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def fields(entry):
    return {name for text in templates(entry) for _, name, _, _ in string.Formatter().parse(str(text)) if name}


@pytest.mark.parametrize("path", WORDING, ids=lambda path: path.stem)
def test_both_languages_say_the_same(path):
    """Each sentence exists in both languages, and Dutch fills in no name that English does not get."""
    for key, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        assert set(entry) == {"en", "nl"}, key
        assert fields(entry["nl"]) <= fields(entry["en"]), key
