"""Assessments from and to JSON text, without losing anything."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.arguments import expect, expect_path
from maturity_kit.content.checked import as_input_error
from maturity_kit.content.files import read_text
from maturity_kit.errors import InputError
from maturity_kit.home import home

MISTAKES = {
    "Expecting value": "json.value",
    "Expecting property name": "json.name",
    "Expecting ':'": "json.colon",
    "Expecting ','": "json.comma",
    "Illegal trailing comma": "json.trailing",
    "Unterminated string": "json.quote",
    "Invalid control character": "json.control",
    "Invalid \\": "json.escape",
    "Extra data": "json.extra",
}
"""How the messages of Python's json begin, and our own sentences for them; any other is ``json.syntax``."""


def load_assessment(path: str | Path) -> Assessment:
    """The assessment in a file (``*.assessment.json``).

    Nothing is filled in: an item that nobody answered is not in ``answers``.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do.

    >>> import maturity_kit as mk
    >>> mk.load_assessment("missing.assessment.json")
    Traceback (most recent call last):
    maturity_kit.errors.InputError: missing.assessment.json: There is no such file. Check the name and the folder.
    """
    expect_path(path)
    return parse_assessment(read_text(path), str(path))


def example(name: str = "insurer") -> Assessment:
    """One of the fictional organisations that come with the workbook, from ``data/examples``.

    Args:
        name: of the file, up to the first dot.

    Raises:
        InputError: there is no such example.

    >>> import maturity_kit as mk
    >>> mk.example("insurer")
    Assessment(Lindewaard Verzekeringen, round 1, 2026-10-08: 128 answers, votes on 12 items)
    """
    return load_assessment(home() / "data" / "examples" / f"{name}.assessment.json")


def parse_assessment(text: str, where: str = "") -> Assessment:
    """The assessment written in ``text``; ``where`` names its origin in messages.

    Raises:
        InputError: broken JSON (with line and column), a duplicate key, or a field that does not fit.

    >>> import maturity_kit as mk
    >>> mk.parse_assessment("", "a.json")
    Traceback (most recent call last):
    maturity_kit.errors.InputError: a.json: The file is empty. Start from an example in data/, or restore an older copy.
    """
    expect(text, str, "text")
    found = _json(text, where)
    try:
        return Assessment.model_validate(found)
    except ValidationError as problem:
        raise as_input_error(problem, where) from None


def dump_assessment(assessment: Assessment) -> str:
    """JSON text that ``parse_assessment`` turns back into an equal assessment; fields in the order of the format.

    Raises:
        InputError: what is handed over is no assessment.

    >>> import maturity_kit as mk
    >>> mk.parse_assessment(mk.dump_assessment(mk.example("insurer"))) == mk.example("insurer")
    True
    """
    expect(assessment, Assessment, "assessment")
    return json.dumps(as_fields(assessment), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_fields(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain mappings, lists, text and numbers."""
    fields = {name: getattr(assessment, name) for name in Assessment.model_fields}
    fields["date"] = assessment.date.isoformat()
    fields["answers"] = {item: entry_fields(answer) for item, answer in assessment.answers.items()}
    fields["votes"] = {item: [entry_fields(vote) for vote in votes] for item, votes in assessment.votes.items()}
    return fields


def entry_fields(entry: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An answer or vote without the fields that were not given."""
    return {name: list(found) if isinstance(found, tuple) else found for name, found in entry if found is not None}


def _json(text: str, where: str) -> Any:
    if not text.strip():
        raise InputError("file.empty", where)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputError("json.duplicate", where, found=twice)
        return found

    def endless(word: str) -> NoReturn:
        raise InputError("json.number", where, found=word)

    try:
        found = json.loads(text, object_pairs_hook=once, parse_constant=endless)
        text.encode()
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as problem:
        raise InputError(_mistake(problem.msg), where, line=problem.lineno, column=problem.colno) from None
    except RecursionError:
        raise InputError("json.deep", where) from None
    except UnicodeEncodeError:
        raise InputError("json.characters", where) from None
    except ValueError as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError("json.digits", where) from None
    return found


def _mistake(message: str) -> str:
    return next((ours for theirs, ours in MISTAKES.items() if message.startswith(theirs)), "json.syntax")
