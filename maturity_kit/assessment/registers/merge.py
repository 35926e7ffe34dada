"""One register that two people changed at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

NAMES = ("id", "name", "term", "task", "role", "factor", "phase", "of")
NOTHING: Any = object()


def merged(base: Any, mine: Any, theirs: Any) -> Any:
    """What stays when both changed ``base``: rows and fields that one of the two touched; of the same field mine.

    Rows are recognised by what names them; a row that one removed and the other changed stays.

    >>> merged([{"name": "a", "x": 1}], [{"name": "a", "x": 2}], [{"name": "a", "x": 1}, {"name": "b"}])
    [{'name': 'a', 'x': 2}, {'name': 'b'}]
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _fields(base if isinstance(base, dict) else {}, mine, theirs)
    if _are_rows(mine) and _are_rows(theirs):
        return list(_fields(_named(base if _are_rows(base) else []), _named(mine), _named(theirs)).values())
    return theirs if mine is NOTHING else mine


def _fields(base: dict[Any, Any], mine: dict[Any, Any], theirs: dict[Any, Any]) -> dict[Any, Any]:
    names = dict.fromkeys((*mine, *theirs))
    found = {name: merged(*(one.get(name, NOTHING) for one in (base, mine, theirs))) for name in names}
    return {name: part for name, part in found.items() if part is not NOTHING}


def _are_rows(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(row, dict) for row in found)


def _named(rows: Sequence[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Rows by their name and, where a name occurs more often, its how many-eth."""
    seen: Counter[Any] = Counter()
    found = {}
    for row in rows:
        name = (row.get("voter"), next((row[field] for field in NAMES if field in row), None))
        found[name, seen[name]] = row
        seen[name] += 1
    return found
