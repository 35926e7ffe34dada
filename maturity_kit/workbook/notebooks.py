"""Which notebook of the workbook shows which model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from maturity_kit.content.notebooks import numbered
from maturity_kit.home import home

OPENED = re.compile(r"""open_workbook\(\\?["']([^"'\\]+)\\?["']\)""")


def notebook_of(model_id: str) -> str:
    """The name of the first numbered notebook that opens a page, such as ``1_digital_maturity``; empty without one."""
    return _notebooks(home() / "notebooks").get(model_id, "")


def first_of(model_ids: Iterable[str]) -> str:
    """The notebook of the first of these models that has one, else that of the start page."""
    return next(filter(None, map(notebook_of, model_ids)), notebook_of("start"))


@lru_cache(maxsize=4)
def _notebooks(folder: Path) -> dict[str, str]:
    """The notebooks of a folder by the page that they open; read once, for a page lives shorter than its folder."""
    found: dict[str, str] = {}
    for path in numbered(folder):
        for page in OPENED.findall(path.read_text(encoding="utf-8", errors="replace")):
            found.setdefault(page, path.stem)
    return found
