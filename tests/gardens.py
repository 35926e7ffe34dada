"""A small assessment, its answers, and what is refused about it."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.store import Store, StoreError


def garden(name: str = "garden") -> Assessment:
    """An assessment with one answer."""
    return new_assessment(name, "Van Dijk Tuin", "2026-11-22", answers={"dm.crm": {"value": 1, "note": "één"}})


def answer(item: str, value: int) -> Event:
    """Somebody answers."""
    return Event("answer", item, {"value": value})


def answers(store: Store) -> dict[str, Any]:
    """The value of each answer in that assessment."""
    return {item: given.value for item, given in store.load("garden").answers.items()}


def refusal(act: Any) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(StoreError) as refused:
        act()
    told = str(refused.value)
    assert "\n" not in told
    assert refused.value.to("nl") != told
    return told
