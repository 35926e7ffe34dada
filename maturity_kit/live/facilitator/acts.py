"""From the fields of a form to one act of the facilitator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from maturity_kit.assessment.assessment import STATES
from maturity_kit.assessment.room.room import RoomError, Step

Fields = Mapping[str, str]
MOST_SECONDS = 3600
MOST_WORDS = 1000
"""Signs that are kept of a note, a reason or a quote."""


def step_of(fields: Fields) -> Step:
    """The step that a form asks for.

    Args:
        fields: ``kind``, ``subject`` and what the kind needs: ``choice`` (a step, half steps too, or a state),
            ``reason`` and ``note`` to agree; ``words`` of a quote; ``seconds`` of a timer; ``step-0``, ``step-1``, ...
            with ``unknown`` and ``not_applicable`` to count.

    Raises:
        RoomError: a number that is none. Whether the step makes sense now the room decides.
    """
    kind = fields.get("kind", "")
    payload = PAYLOADS.get(kind, _nothing)(fields)
    return Step(kind, fields.get("subject", ""), payload)


def _nothing(_: Fields) -> dict[str, Any]:
    return {}


def _agree(fields: Fields) -> dict[str, Any]:
    choice = fields.get("choice", "")
    note = _words(fields, "note")
    if choice in STATES:
        return {"state": choice, "reason": _words(fields, "reason"), "note": note}
    return {"value": _half_step(choice), "note": note}


def _half_step(text: str) -> float:
    """A step or half step; whether it is on the scale of the item the store decides."""
    try:
        twice = 2 * float(text.replace(",", "."))
        found = int(twice)
    except (ValueError, OverflowError):
        raise RoomError("console.bad-choice", found=text or "–") from None
    if found != twice:
        raise RoomError("console.bad-choice", found=text)
    return found / 2 if found % 2 else found // 2


def _count(fields: Fields) -> dict[str, Any]:
    steps = sum(name.startswith("step-") for name in fields)
    counts = [_people(fields, f"step-{step}") for step in range(steps)]
    return {"counts": counts, "unknown": _people(fields, "unknown"),
            "not_applicable": _people(fields, "not_applicable")}  # fmt: skip


def _people(fields: Fields, name: str) -> int:
    text = fields.get(name, "").strip() or "0"
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise RoomError("console.bad-count", found=text)
    return int(text)


def _timer(fields: Fields) -> dict[str, Any]:
    text = fields.get("seconds", "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= MOST_SECONDS):
        raise RoomError("console.bad-seconds", found=text or "–", allowed=MOST_SECONDS)
    return {"seconds": int(text)}


def _words(fields: Fields, name: str) -> str:
    return " ".join(fields.get(name, "").split())[:MOST_WORDS]


PAYLOADS: Mapping[str, Callable[[Fields], dict[str, Any]]] = {
    "agree": _agree,
    "count": _count,
    "timer": _timer,
    "quote": lambda fields: {"words": _words(fields, "words")},
}
