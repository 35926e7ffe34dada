"""The agenda of a workshop. The file is data, read strictly."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import RootModel, ValidationError

from maturity_kit.content.checked import Languages, Slug, Strict, as_input_error, located
from maturity_kit.content.files import read_text
from maturity_kit.content.model import Model
from maturity_kit.content.roles import FromOne
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.home import home

AGENDA = "agenda.yaml"
LARGEST = 1_000_000
PAGES = ("start", "synthesis", "method")
"""Pages of the workbook that belong to no model."""
LIKE = 0.8
"""From this likeness on, 0..1, an unknown id of a page is taken for a slip of the pen."""


class Part(Strict):
    """A part of the workshop.

    Attributes:
        minutes: how long it takes as planned.
        title: what people see of it.
        do: what the facilitator does, in one sentence.
        pages: where in the workbook: ids of models, ``start``, ``synthesis`` or ``method``.
    """

    id: Slug
    minutes: FromOne
    title: Languages
    do: Languages
    pages: tuple[Slug, ...] = ()


Agenda = tuple[Part, ...]


class AgendaFile(RootModel[Agenda]):
    """The parts of the workshop, in order."""


def parse_agenda(text: str, where: str = "") -> Agenda:
    """The agenda written in ``text``.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do.
    """
    found = parse_yaml(text, where)
    try:
        agenda = AgendaFile.model_validate(found).root
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
    if not agenda:
        raise InputError("agenda.none", where)
    _check_ids_differ(agenda, where)
    _check_languages(agenda, where)
    return agenda


def load_agenda(path: str | Path | None = None) -> Agenda:
    """The agenda in a file, by default ``data/agenda.yaml`` of the workbook.

    Raises:
        InputError: see ``parse_agenda``; also when the file cannot be read.
    """
    chosen = Path(path) if path is not None else agenda_file()
    try:
        status = chosen.stat()
    except (OSError, ValueError):
        read_text(chosen)
        raise
    return _load(str(chosen), status.st_mtime_ns, status.st_size)


def agenda_file() -> Path:
    """Where the workbook keeps its agenda."""
    return home() / "data" / AGENDA


def check_agenda(agenda: Agenda, models: Mapping[str, Model], where: str = "") -> tuple[str, ...]:
    """The pages in the agenda that are not here, such as those of models that were taken out.

    Raises:
        InputError: a page that is not here although one much like it is; with its place.
    """
    known = (*PAGES, *models)
    absent: dict[str, None] = {}
    for n, part in enumerate(agenda):
        for m, page in enumerate(part.pages):
            near = difflib.get_close_matches(page, known, n=1, cutoff=LIKE)
            if page not in known and near:
                raise InputError("agenda.page", located(where, (n, "pages", m)), found=page, nearest=near[0])
            absent |= {} if page in known else {page: None}
    return tuple(absent)


@lru_cache(maxsize=8)
def _load(path: str, changed: int, size: int) -> Agenda:
    return parse_agenda(read_text(path, LARGEST), path)


def _check_ids_differ(agenda: Agenda, where: str) -> None:
    seen: dict[str, str] = {}
    for n, part in enumerate(agenda):
        if part.id in seen:
            raise InputError("id.duplicate", located(where, (n, "id")), found=part.id, first=seen[part.id])
        seen[part.id] = located("", (n, "id"))


def _check_languages(agenda: Agenda, where: str) -> None:
    texts = [(text, (n, name)) for n, one in enumerate(agenda) for name, text in (("title", one.title), ("do", one.do))]
    languages = dict.fromkeys(language for text, _ in texts for language in text)
    for text, path in texts:
        for language in languages:
            if language not in text:
                raise InputError("rule.language", located(where, path), found=language)
