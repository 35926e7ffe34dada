"""What was given to weigh, checked: every refusal says where, what was found, what is allowed and what to do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any, ClassVar

from maturity_kit.content.checked import kind, nearest
from maturity_kit.errors import InputError


class WeighingError(InputError):
    """What cannot be weighed, in a sentence of ``wording/weighing.yaml``."""

    room: ClassVar[str] = "weighing"


def entries(given: Any, where: str) -> list[tuple[Any, Any]]:
    """The pairs of a mapping, a pandas Series or an iterable of pairs; at least one.

    Raises:
        WeighingError: it is none of these, it is empty, or a name stands in it twice.
    """
    if isinstance(given, str | bytes) or not (hasattr(given, "items") or isinstance(given, Iterable)):
        raise WeighingError("error.kind", where, found=kind(given))
    try:
        pairs = [(name, found) for name, found in (given.items() if hasattr(given, "items") else given)]
    except (TypeError, ValueError):
        raise WeighingError("error.kind", where, found=kind(given)) from None
    if not pairs:
        raise WeighingError("error.empty", where)
    twice = repeated(name for name, _ in pairs)
    if twice is not None:
        raise WeighingError("error.twice", where, found=twice)
    return pairs


def repeated(names: Iterable[Any]) -> Any:
    """The first name that occurs twice; None without one."""
    seen: list[Any] = []
    for name in names:
        if name in seen:
            return name
        seen.append(name)
    return None


def numbers(given: Any, where: str, most: float = math.inf) -> dict[str, float]:
    """Numbers from 0 up to and including ``most`` by id, of which at least one is above 0.

    Raises:
        WeighingError: an id that is no text, a number that is none, not finite or out of range, or only zeros.
    """
    found = {text(name, where): number(value, f"{where}.{name}", 0, most) for name, value in entries(given, where)}
    if not any(found.values()):
        raise WeighingError("error.zeros", where)
    return found


def text(found: Any, where: str) -> str:
    """An id: text with something in it.

    Raises:
        WeighingError: it is anything else.
    """
    if not isinstance(found, str) or not found.strip():
        raise WeighingError("error.id", where, found=found)
    return found


def number(found: Any, where: str, least: float, most: float = math.inf) -> float:
    """A finite number in a range, also one of numpy.

    Raises:
        WeighingError: text, true or false, NaN, an infinity, or a number outside the range.
    """
    allowed = f"{least:.3g}–{most:g}" if math.isfinite(most) else f"≥ {least:g}"
    if isinstance(found, bool) or not isinstance(found, Real) or not math.isfinite(found):
        raise WeighingError("error.number", where, found=found, allowed=allowed)
    if not least - 1e-9 <= float(found) <= most + 1e-9:
        raise WeighingError("error.range", where, found=f"{float(found):g}", allowed=allowed)
    return float(found)


def known(found: str, names: Iterable[str], where: str) -> str:
    """``found``, when it is one of the names.

    Raises:
        WeighingError: it is not; the name most like it is proposed.
    """
    names = [*names]
    if found not in names:
        raise WeighingError("error.unknown", where, found=found, nearest=nearest(found, names))
    return found


def mean_of_one(found: Mapping[str, float]) -> dict[str, float]:
    """The same weights on the scale of this project, where 1 is usual: their mean is 1."""
    top = max(found.values())
    parts = {name: value / top for name, value in found.items()}
    mean = sum(parts.values()) / len(parts)
    return {name: part / mean for name, part in parts.items()}
