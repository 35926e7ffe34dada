"""Sentences of the interface, kept as files so that a language is added without touching Python."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "nl")
FOLDER = Path(__file__).with_name("wording")
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _sentences(room: str) -> dict[str, Any]:
    sentences: dict[str, Any] = yaml.load((FOLDER / f"{room}.yaml").read_text(encoding="utf-8"), Loader=Loader)
    return sentences


class Wording:
    """The sentences of one room in one language.

    Each entry of ``wording/<room>.yaml`` maps a language to a template, or to ``none``, ``one`` and ``other``
    templates, chosen by ``count``. Templates are filled with ``str.format``.

    >>> Wording("forms", "nl")("save.saved")
    'Opgeslagen'
    """

    def __init__(self, room: str, language: str = "en") -> None:
        self.room = room
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def __call__(self, key: str, count: int | None = None, **details: object) -> str:
        """The sentence under ``key``; raises KeyError, a mistake in the code, for a key that is not there."""
        entry = _sentences(self.room)[key]
        template = entry.get(self.language, entry[LANGUAGES[0]])
        if isinstance(template, dict):
            template = _for_count(template, count)
        return str(template).format(count=count, **details)

    def all(self) -> dict[str, Any]:
        """Every template of the room in this language, for pages that fill them in themselves."""
        return {key: entry.get(self.language, entry[LANGUAGES[0]]) for key, entry in _sentences(self.room).items()}


def _for_count(templates: dict[str, str], count: int | None) -> str:
    if count == 0 and "none" in templates:
        return templates["none"]
    return templates["one"] if count == 1 else templates["other"]
