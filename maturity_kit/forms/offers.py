"""What a field of a working table offers to tick: names of rows, or questions by their words."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.forms.fields import Field
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.reason_words import brief

ITEMS = "items"
"""What a field refers to when it names questions, not rows of a register."""


def ticked(state: AssessmentState, field: Field, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """What is ticked, each with its words; an id that no model has is shown as it is."""
    return [(name, words_of(state, name) if field.refers_to == ITEMS else name) for name in chosen]


def more(state: AssessmentState, field: Field, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """The proposals that are not ticked yet, each with its words; nothing for rows, which the page itself offers."""
    if field.refers_to != ITEMS:
        return []
    return [(step.item, words_of(state, step.item)) for step in state.everything().roadmap if step.item not in chosen]


def words_of(state: AssessmentState, item: str) -> str:
    """A question in short; the id itself when no model has it."""
    owner = next((model for model in state.models.values() if item in model.by_id), None)
    return brief(getattr(owner.node(item), "text").to(state.language)) if owner else item  # noqa: B009
