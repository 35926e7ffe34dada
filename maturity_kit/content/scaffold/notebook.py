"""The notebook of a new model: prose in both languages of the workbook, and one call for each piece of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maturity_kit.content.model import Method
from maturity_kit.content.notebooks import number_of, numbered
from maturity_kit.content.text import Text
from maturity_kit.content.wording import LANGUAGES, Wording

Cell = dict[str, Any]
OF_METHOD: Mapping[Method, tuple[str, ...]] = {"ladder": ("units",), "quadrant": ("claim",), "cycle": ("rounds",)}
"""Pieces that only the page of one method has; working tables belong to the assessment and stay where they are."""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>&#$|~!()+=^\"'])")


def notebook_name(model_id: str, folder: Path) -> str:
    """The name of the next notebook of a folder, such as ``8_customer_service.ipynb``."""
    last = max((number_of(path) or 0 for path in numbered(folder)), default=-1)
    return f"{last + 1}_{re.sub(r'[^a-z0-9]+', '_', model_id.lower()).strip('_')}.ipynb"


def notebook_text(model_id: str, title: Text, method: Method) -> str:
    """A notebook that shows a model, without anything of a run in it."""
    own = [cell for name in OF_METHOD.get(method, ()) for cell in (*_prose(name), _code(name))]
    cells = [
        *_prose("intro", title=title),
        _cell("code", "import", "from maturity_kit.workbook import open_workbook"),
        _cell("code", "open", f'page = open_workbook("{model_id}")'),
        *(_code(name, tags=["aside"]) for name in ("verdict", "chart", "remarks")),
        *_prose(f"method.{method}"),
        *_prose("questions"),
        *(_code(name) for name in ("progress", "questions")),
        *own,
        *(cell for name in ("why", "next_steps", "uncertainty") for cell in (*_prose(name), _code(name))),
        *_prose("weights"),
        _code("weights", maturity={"fold": {name: Wording("scaffold", name)("page.fold") for name in LANGUAGES}}),
    ]
    content = {"cells": cells, "metadata": _metadata(title), "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _prose(name: str, title: Text | None = None) -> list[Cell]:
    """One text in both languages, each in a cell of its own."""
    cells = []
    for language in LANGUAGES:
        shown = in_markdown(title.to(language)) if title else ""
        words = Wording("scaffold", language)(f"page.{name}", title=shown)
        cells.append(_cell("markdown", f"{name.replace('.', '-')}-{language}", words, tags=[f"lang-{language}"]))
    return cells


def _code(name: str, **metadata: Any) -> Cell:
    return _cell("code", name, f"page.{name}()", **metadata)


def _cell(kind: str, name: str, source: str, **metadata: Any) -> Cell:
    run: Cell = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": name, "metadata": metadata, **run, "source": source.splitlines(keepends=True)}


def _metadata(title: Text) -> dict[str, Any]:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    named = {language: title.to(language) for language in LANGUAGES}
    return {
        "kernelspec": kernel,
        "language_info": {"name": "python"},
        "title": title.to(LANGUAGES[0]),
        "maturity": {"title": named},
    }


def in_markdown(text: str) -> str:
    """Text that a page of Markdown shows as it was typed.

    >>> in_markdown("5 * <b>")
    '5 \\\\* \\\\<b\\\\>'
    """
    return SPECIAL.sub(r"\\\1", text)
