"""What is uncertain over all models: the answers that could still change a verdict, with a way to each question."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from maturity_kit.assessment.fit import carried
from maturity_kit.content.model import Item
from maturity_kit.forms.html import render
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.doubt_words import doubt_words
from maturity_kit.insight.doubts import Doubt, doubts_of

SHOWN = 10


def doubts_html(state: AssessmentState, address: Address) -> str:
    """The questions that could change a verdict, most influential first; in a fold those that only move a score."""
    results = state.everything().models
    found = doubts_of(carried(state.assessment, state.models.values()), results)
    turning = [row(state, one, address) for one in found if one.flips]
    moving = [row(state, one, address) for one in found if not one.flips and one.width > 0]
    return render("doubts", state.language, turning=turning, moving=moving[:SHOWN], left=len(moving) - SHOWN)


def row(state: AssessmentState, doubt: Doubt, address: Address) -> dict[str, Any]:
    """A question, why it is uncertain, and what it could do."""
    model = state.models[doubt.model]
    item = model.node(doubt.item)
    assert isinstance(item, Item)
    return {
        "question": item.text.to(state.language),
        "model": model.title.to(state.language),
        "href": address(doubt.model, f"question={doubt.item}"),
        **asdict(doubt_words(doubt, model, state.language)),
    }
