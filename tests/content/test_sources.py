"""Facts and ideas come from the five source documents; no sentence does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.content.source_runs import MARK, RUN, copied, read, runs, write

ROOT = Path(__file__).parents[2]
PLAIN = {".md", ".yaml", ".yml", ".txt", ".py", ".j2", ".html", ".js", ".css", ".svg"}
PARSED = {".json", ".ipynb"}
FOLDERS = ("data", "notebooks", "maturity_kit", "docs", "deploy")


def shipped() -> list[Path]:
    """Every file with text in it that a user gets."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in PLAIN | PARSED]
    return sorted([*ROOT.glob("*.md"), *inside])


def strings(found: Any) -> Iterator[str]:
    """Every text in a JSON document; the lines of a notebook's cell are one text."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list):
        if found and all(isinstance(line, str) for line in found):
            yield "".join(found)
        else:
            for value in found:
                yield from strings(value)


def text_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return "\n".join(strings(json.loads(text))) if path.suffix in PARSED else text


def test_no_twelve_words_in_a_row_come_from_the_sources() -> None:
    fingerprints = read()
    found = {str(path.relative_to(ROOT)): copied(text_of(path), fingerprints) for path in shipped()}
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_the_search_covers_what_users_read() -> None:
    """Models, notebooks, the sentences of the interface and the read-me are all among the files."""
    names = {str(path.relative_to(ROOT)) for path in shipped()}
    assert {"README.md", "CHANGELOG.md", "data/README.md", "data/models/four-d.yaml"} <= names
    assert {"notebooks/4_four_d.ipynb", "maturity_kit/content/wording/forms.yaml"} <= names
    assert any(name.endswith(".assessment.json") for name in names)


def test_the_stored_sources_are_there_and_are_found() -> None:
    """About 6,000 words make about as many runs; the sentence stored with them is found in any dress."""
    fingerprints = read()
    assert len(fingerprints) > 5000
    dressed = f'prose before -- "{MARK.upper()}!" and after'.replace("MADE UP", "made-up,\n")
    assert len(copied(dressed, fingerprints)) == len(MARK.split()) - RUN + 1


@pytest.mark.parametrize(("words", "count"), [(RUN, 1), (RUN - 1, 0)])
def test_twelve_words_are_a_copy_and_eleven_are_not(tmp_path: Path, words: int, count: int) -> None:
    """A source of 20 made-up words; a text that has the first 12 or 11 of them between words of its own."""
    source = [f"word{n}" for n in range(20)]
    write([" ".join(source)], tmp_path / "runs.bin")
    text = " ".join(["own", *source[:words], "own", "words"])
    assert len(copied(text, read(tmp_path / "runs.bin"))) == count


def test_a_run_across_the_lines_of_a_notebook_is_seen() -> None:
    """The lines of a cell are one text, line breaks and all."""
    words = MARK.split()
    cell = {"cells": [{"source": [" ".join(words[:5]) + "\n", " ".join(words[5:])]}]}
    assert len(copied("\n".join(strings(cell)), read())) == len(words) - RUN + 1


def test_runs_of_a_short_text_are_none() -> None:
    assert list(runs("too short")) == []
