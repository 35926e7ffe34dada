"""One sentence that the reader must know, rendered in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import whole

SHOWN = 5


@dataclass(frozen=True)
class Notice:
    """A sentence of ``wording/notices.yaml`` with what it names; texts and notices in ``details`` are
    given in its language."""

    key: str
    details: Mapping[str, object]

    def to(self, language: str) -> str:
        """The sentence in one language."""
        shown = {name: _shown(found, language) for name, found in self.details.items()}
        count = shown.pop("count", None)
        return Wording("notices", language)(self.key, count=count if isinstance(count, int) else None, **shown)


def notice(key: str, **details: object) -> Notice:
    """A notice."""
    return Notice(key, details)


def _shown(found: object, language: str) -> object:
    if isinstance(found, Text):
        return found.to(language)
    if isinstance(found, Notice):
        return found.to(language)
    if isinstance(found, float):
        return whole(found)
    if isinstance(found, tuple | list):
        names = [str(_shown(one, language)) for one in found]
        return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return found
