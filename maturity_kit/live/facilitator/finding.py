"""Too many who do not know: an action to find out, in the table of actions of the assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.store.repository import Store
from maturity_kit.store.room_rows import now

ACTIONS = "actions"


def noted(assessment: Assessment, action: Mapping[str, Any]) -> bool:
    """Whether the table has an action of this name."""
    return any(row.get("name") == action["name"] for row in assessment.registers.get(ACTIONS, ()))


def note(store: Store, assessment_id: str, action: Mapping[str, Any], key: str) -> None:
    """Adds an action that is on disk afterwards; one of this name that is there stays as it is.

    Raises:
        StoreError: the store cannot be written to.
    """
    with store.writing(assessment_id) as work:
        if not noted(work.assessment, action):
            rows = [*work.assessment.registers.get(ACTIONS, ()), dict(action)]
            work.add(Event("register", ACTIONS, rows, now(), key))
