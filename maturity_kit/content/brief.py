"""Objects that show themselves on one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

SHOWN = 4
"""Entries of a mapping or a row that are written out."""


class Brief:
    """A dataclass whose ``repr`` is one short line: numbers of four digits, long rows and mappings as a count.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, repr=False)
    ... class Found(Brief):
    ...     score: float
    ...     parts: tuple[str, ...]
    >>> Found(58.333333, tuple("abcdefg")), Found(1.0, ("a",))
    (Found(score=58.33, parts=<7>), Found(score=1, parts=('a',)))
    """

    def __repr__(self) -> str:
        named: Any = self
        shown = [one.name for one in fields(named) if one.repr and not one.metadata.get("hidden")]
        return f"{type(self).__name__}({', '.join(f'{name}={_brief(getattr(self, name))}' for name in shown)})"


def _brief(found: object) -> str:
    if isinstance(found, float):
        return f"{found:.4g}"
    if isinstance(found, Mapping):
        entries = [f"{name!r}: {_brief(entry)}" for name, entry in found.items()]
        return f"{{{', '.join(entries)}}}" if len(entries) <= SHOWN else f"<{len(entries)}>"
    if isinstance(found, tuple):
        end = ",)" if len(found) == 1 else ")"
        return f"({', '.join(map(_brief, found))}{end}" if len(found) <= SHOWN else f"<{len(found)}>"
    return repr(found)
