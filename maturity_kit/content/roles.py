"""Roles: who in an organisation can answer which questions from their own work. The file is data, read strictly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationError, WithJsonSchema, model_validator

from maturity_kit.content import checked
from maturity_kit.content.checked import Languages, Slug, Strict, as_input_error, located, nearest, refused
from maturity_kit.content.files import read_text
from maturity_kit.content.model import Item, Model
from maturity_kit.content.schema import Theme
from maturity_kit.content.text import Text
from maturity_kit.content.wording import LANGUAGES
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.home import home

ROLES = "roles.yaml"
LARGEST = 1_000_000
MOST = 50
SECONDS = 40
NAMED = 10
"""What it weighs that a role names an item, its group or its model; more than all themes together."""
MAIN = 3
"""What the first theme of an item weighs; each later one weighs one less, but never less than 1."""
Places = Iterator[tuple[str, tuple[str | int, ...]]]


def from_one(found: Any) -> int:
    """A whole number from 1."""
    if checked.whole(found) < 1:
        raise refused("number.range", found=found, allowed="≥ 1")
    return int(found)


FromOne = Annotated[int, PlainValidator(from_one), WithJsonSchema({"type": "integer", "minimum": 1})]


class Role(Strict):
    """A kind of work: it can answer the questions about its themes, and those that it names.

    Attributes:
        themes: of the questions that these people can answer.
        nodes: ids of models, groups or items that they can answer whatever the theme.
        not_: ids of models, groups or items that they cannot answer; ``not`` in the file, and the last word.

    A role with neither themes nor nodes, a department of which only the name is known, can answer everything.
    """

    id: Slug
    title: Languages
    themes: tuple[Theme, ...] = ()
    nodes: tuple[Slug, ...] = ()
    not_: tuple[Slug, ...] = Field(default=(), alias="not")

    @property
    def any(self) -> bool:
        """Whether nothing is known of what these people can answer."""
        return not self.themes and not self.nodes

    def fit(self, model: Model, item: Item) -> int:
        """How well this role can answer an item of the model; 0 when it cannot.

        An item without themes is for everybody.
        """
        path = {model.id, *model.path(item.id)}
        if path.intersection(self.not_):
            return 0
        if self.any or not item.themes:
            return 1 + NAMED * bool(path.intersection(self.nodes))
        shared = [max(1, MAIN - n) for n, theme in enumerate(item.themes) if theme in self.themes]
        return sum(shared) + NAMED * bool(path.intersection(self.nodes))


class Roles(Strict):
    """The roles people choose from, how many questions one person gets at most, and how long one takes.

    Attributes:
        most: questions for one person.
        seconds: for one question, for telling people how long it takes.
    """

    most: FromOne = MOST
    seconds: FromOne = SECONDS
    roles: tuple[Role, ...]

    @property
    def by_id(self) -> Mapping[str, Role]:
        """Every role by its id, in order."""
        return {role.id: role for role in self.roles}

    @model_validator(mode="after")
    def _has_roles(self) -> Roles:
        if not self.roles:
            raise refused("roles.none")
        return self


def parse_roles(text: str, where: str = "") -> Roles:
    """The roles written in ``text``.

    Raises:
        InputError: with file, place, what was found, what is allowed and what to do.
    """
    found = parse_yaml(text, where)
    try:
        roles = Roles.model_validate(found)
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
    _check_each(roles, where)
    return roles


def load_roles(path: str | Path | None = None) -> Roles:
    """The roles in a file, by default ``data/roles.yaml`` of the workbook.

    Raises:
        InputError: see ``parse_roles``; also when the file cannot be read.
    """
    chosen = Path(path) if path is not None else roles_file()
    try:
        status = chosen.stat()
    except (OSError, ValueError):
        read_text(chosen)
        raise
    return _load(str(chosen), status.st_mtime_ns, status.st_size)


def roles_file() -> Path:
    """Where the workbook keeps its roles."""
    return home() / "data" / ROLES


def departments(names: Iterable[str], roles: Roles) -> Roles:
    """An organisation's own departments instead of the roles; what they can answer is not known.

    Raises:
        InputError: no name, or one that is there twice.
    """
    found: dict[str, Role] = {}
    for name in (" ".join(name.split()) for name in names):
        if not name:
            continue
        department = _slug(name) or f"department-{len(found) + 1}"
        if department in found:
            raise InputError("roles.twice", found=name, first=found[department].title.to("en"))
        found[department] = Role(id=department, title=Text(dict.fromkeys(LANGUAGES, name)))
    if not found:
        raise InputError("roles.none")
    return roles.model_copy(update={"roles": tuple(found.values())})


def check_roles(roles: Roles, models: Mapping[str, Model], where: str = "") -> tuple[str, ...]:
    """The ids in the roles that belong to models which are not here; they give a role nothing.

    Raises:
        InputError: an id that no model has although one here has ids that begin the same (``dd.dta``), a role that can
            answer nothing, a question that no role can answer; with its place.
    """
    absent = [found for found, path in _nodes(roles) if not _known(found, models, located(where, path))]
    questions = [(model, item) for model in models.values() for item in model.items]
    for n, role in enumerate(roles.roles):
        if not any(role.fit(model, item) for model, item in questions):
            raise InputError("roles.idle", located(where, ("roles", n)), found=role.id)
    for model, item in questions:
        if not any(role.fit(model, item) for role in roles.roles):
            themes = ", ".join(item.themes) or "–"
            raise InputError("roles.nobody", located(where, ("roles",)), found=item.id, themes=themes)
    return tuple(dict.fromkeys(absent))


@lru_cache(maxsize=8)
def _load(path: str, changed: int, size: int) -> Roles:
    return parse_roles(read_text(path, LARGEST), path)


def _check_each(roles: Roles, where: str) -> None:
    seen: dict[str, str] = {}
    for n, role in enumerate(roles.roles):
        place = ("roles", n, "id")
        if role.id in seen:
            raise InputError("id.duplicate", located(where, place), found=role.id, first=seen[role.id])
        seen[role.id] = located("", place)
        if role.any:
            raise InputError("roles.empty", located(where, place[:2]), found=role.id)
        for language in dict.fromkeys(language for one in roles.roles for language in one.title):
            if language not in role.title:
                raise InputError("rule.language", located(where, (*place[:2], "title")), found=language)


def _nodes(roles: Roles) -> Places:
    for n, role in enumerate(roles.roles):
        for name, ids in (("nodes", role.nodes), ("not", role.not_)):
            yield from ((found, ("roles", n, name, m)) for m, found in enumerate(ids))


def _known(found: str, models: Mapping[str, Model], where: str) -> bool:
    known = {*models, *(node.id for model in models.values() for node in model.nodes)}
    if found not in known and found.partition(".")[0] in {node.partition(".")[0] for node in known if "." in node}:
        raise InputError("roles.node", where, found=found, nearest=nearest(found, sorted(known)))
    return found in known


def _slug(name: str) -> str:
    """A name as an id: its letters without accents and its digits, with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100]
