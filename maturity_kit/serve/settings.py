"""What a server serves: known notebooks, limits and the environment of their kernels."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maturity_kit.content.notebooks import numbered
from maturity_kit.content.wording import LANGUAGES
from maturity_kit.web.ports import ServeError

HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Notebook:
    """A notebook that may be shown: its clean address, its file, and its title per language."""

    address: str
    path: Path
    titles: dict[str, str]

    def title(self, language: str) -> str:
        """The title in one language; the address when the notebook names none."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.address)


@dataclass(frozen=True)
class Limits:
    """How much one server does at most.

    ``pages`` open pages; ``heated`` kernels kept ready; ``message`` bytes of one message from a browser;
    ``unseen`` and ``idle`` seconds before the kernel of a page without, or with, a browser is stopped.
    """

    pages: int = 10
    heated: int = 2
    message: int = MEGABYTE
    unseen: float = 120
    idle: float = 8 * 3600


@dataclass(frozen=True)
class Served:
    """Everything a server needs to know before it starts.

    ``hosts`` are names, beside the local ones, under which browsers may reach it; ``folder`` is where kernels
    start; ``environment`` is all they see of the environment.
    """

    notebooks: tuple[Notebook, ...]
    folder: Path
    token: str
    secret: bytes
    environment: dict[str, str] = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8866
    hosts: frozenset[str] = frozenset()
    limits: Limits = Limits()
    language: str = "en"

    def notebook(self, address: str) -> Notebook | None:
        """The notebook at an address, None when nothing is served there."""
        return next((notebook for notebook in self.notebooks if notebook.address == address), None)


def find_notebooks(folder: Path) -> tuple[Notebook, ...]:
    """The numbered notebooks of a folder, in order.

    Raises ServeError when there is none: then this is not a workbook folder.
    """
    found = tuple(read_notebook(path) for path in numbered(folder))
    if not found:
        raise ServeError("no_notebooks", where=str(folder))
    return found


def read_notebook(path: Path) -> Notebook:
    """A notebook with its titles: ``metadata.maturity.title``, else the first heading of each language."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Notebook(path.stem, path, _titles(content))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ServeError("not_a_notebook", where=str(path)) from problem


def _titles(content: dict[str, Any]) -> dict[str, str]:
    named = content.get("metadata", {}).get("maturity", {}).get("title", {})
    titles = dict(named) if isinstance(named, dict) else {}
    for cell in content["cells"]:
        heading = HEADING.search("".join(cell["source"])) if cell["cell_type"] == "markdown" else None
        if heading:
            for language in cell_languages(cell):
                titles.setdefault(language, heading.group(1).strip())
    return titles


def cell_languages(cell: dict[str, Any]) -> tuple[str, ...]:
    """The languages a cell is meant for: those of its ``lang-..`` tags, else all."""
    tags = cell.get("metadata", {}).get("tags", [])
    return tuple(language for language in LANGUAGES if f"lang-{language}" in tags) or LANGUAGES
