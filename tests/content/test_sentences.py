"""The sentences of errors and notices: each exists, in both languages, and names the same things."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import maturity_kit
from maturity_kit.content import wording

PACKAGE = Path(maturity_kit.__file__).parent
RAISED = {
    "errors": r'(?:InputError|refused?|refuse)\(\s*"([a-z]+\.[a-z_]+)"',
    "notices": r'notice\(\s*"([a-z]+\.[a-z_-]+)"',
    "lint": r'(?:fault|doubt)\(\s*"([a-z]+\.[a-z]+)"',
}
ROOMS = ("content", "assessment", "scoring", "insight")


def sentences(room: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((wording.FOLDER / f"{room}.yaml").read_text(encoding="utf-8"))
    return found


def names(template: Any) -> set[str]:
    """What a template, or each of its forms, names."""
    forms = template.values() if isinstance(template, dict) else [template]
    return {field for form in forms for _, field, _, _ in Formatter().parse(form) if field} - {"count"}


@pytest.mark.parametrize("room", RAISED)
def test_every_sentence_that_the_code_asks_for_exists(room: str) -> None:
    source = "".join(path.read_text() for part in ROOMS for path in (PACKAGE / part).rglob("*.py"))
    assert set(re.findall(RAISED[room], source)) - set(sentences(room)) == set()


@pytest.mark.parametrize("room", RAISED)
def test_both_languages_name_the_same_things(room: str) -> None:
    unlike = {key for key, entry in sentences(room).items() if names(entry["en"]) != names(entry["nl"])}
    assert unlike == set()
