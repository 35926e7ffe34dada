"""What somebody asks of a new model, checked, with the ids that follow from it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from maturity_kit.content.checked import LANGUAGE, SLUG
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Method
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError

LONGEST_ID, LONGEST_TITLE, LONGEST_PART = 60, 200, 30
"""Signs of the id of a model, of a title, and of the part of an id that comes from a title."""
MOST_PARTS = 40
PAGES = ("start", "synthesis", "method", "client")
"""What `open_workbook` shows under these names is no model."""
COUNTS: Mapping[Method, tuple[int, int]] = {"quadrant": (2, 3), "values": (2, MOST_PARTS)}
"""How few and how many parts a method can read, where that is not any number."""


class ScaffoldError(InputError):
    """A problem with the new model that was asked for; its sentences are those of ``wording/scaffold.yaml``."""

    room: ClassVar[str] = "scaffold"


@dataclass(frozen=True)
class Part:
    """A part of the new model: its id, its title by language, its place among the parts, and whether it counts."""

    id: str
    title: Mapping[str, str]
    position: int
    beside: bool = False


@dataclass(frozen=True)
class Wish:
    """A new model as it was asked for; ``language`` is that of the remarks in its file."""

    id: str
    title: str
    method: Method
    groups: Sequence[str]
    languages: Sequence[str]
    language: str

    def __post_init__(self) -> None:
        check_id(self.id)
        for text in (self.title, *self.groups):
            check_title(text)
        for name in self.languages:
            if not LANGUAGE.fullmatch(name):
                raise ScaffoldError("languages.unknown", found=name)
        if self.groups:
            self._check_groups()

    def _check_groups(self) -> None:
        fewest, most = COUNTS.get(self.method, (1, MOST_PARTS))
        if not fewest <= len(self.groups) <= most:
            allowed = f"{fewest}–{most}"
            raise ScaffoldError("groups.count", found=len(self.groups), method=self.method, allowed=allowed)
        twice = [name for name in self.groups if self.groups.count(name) > 1]
        if twice:
            raise ScaffoldError("groups.twice", found=twice[0])

    def parts(self, prefix: str) -> list[Part]:
        """The parts of the model, with ids that begin with ``prefix``; places to fill in where none were named."""
        titles = [{language: self._title(n, language) for language in self.languages} for n in range(self._count())]
        found: list[Part] = []
        for position, title in enumerate(titles):
            first = next(iter(title.values()))
            fitting = free(f"{prefix}.{id_part(first)}", {part.id for part in found})
            found.append(Part(fitting, title, position, self.method == "quadrant" and position == 2))
        return found

    def _count(self) -> int:
        return len(self.groups) or len(self._places(self.language))

    def _title(self, position: int, language: str) -> str:
        return self.groups[position] if self.groups else self._places(language)[position]

    def _places(self, language: str) -> list[str]:
        return Wording("scaffold", language)(f"groups.{self.method}").split(",")


def check_id(model_id: str) -> None:
    """Refuse an id that no model can have.

    Raises:
        ScaffoldError: it is no slug, too long, or the name of a page.
    """
    if not SLUG.fullmatch(model_id) or len(model_id) > LONGEST_ID:
        raise ScaffoldError("id.slug", found=model_id)
    if model_id in PAGES:
        raise ScaffoldError("id.page", found=model_id)


def check_title(text: str) -> None:
    """Refuse a title that a page cannot show.

    Raises:
        ScaffoldError: it is empty, too long, or has signs without a shape.
    """
    if not text.isprintable() or not text.strip() or len(text) > LONGEST_TITLE:
        raise ScaffoldError("title.signs", found=text)


def taken_ids(folder: Path) -> dict[str, str]:
    """Every id that the models of a folder use, with the id of the model; none without models there.

    Raises:
        InputError: a model there cannot be read, so that its ids are not known.
    """
    if not any(folder.glob("*.yaml")):
        return {}
    models = load_models(folder)
    return {found: model.id for model in models.values() for found in (model.id, *model.by_id)}


def prefix_of(model_id: str, taken: Iterable[str]) -> str:
    """The beginning of every id in a model: its initials, unless other models begin theirs with these.

    >>> prefix_of("customer-service", ["dm.website"])
    'cs'
    >>> prefix_of("customer-service", ["cs.planning"])
    'customer-service'
    """
    beginnings = {found.partition(".")[0] for found in taken}
    words = [word for word in re.split(r"[-._]", model_id) if word]
    initials = "".join(word[0] for word in words) if len(words) > 1 else model_id
    whole = model_id.replace(".", "-")
    return initials if initials not in beginnings else free(whole, beginnings)


def id_part(title: str) -> str:
    """A title as part of an id.

    >>> id_part("Één klantbeeld (CRM)")
    'een-klantbeeld-crm'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[: LONGEST_PART + 1].strip("-")[:LONGEST_PART] or "part"


def free(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, with a number behind it when it is taken."""
    used = set(taken)
    candidates = itertools.chain([wanted], (f"{wanted}-{n}" for n in itertools.count(2)))
    return next(one for one in candidates if one not in used)
