"""What is uncertain over all models: the answers that could still change a verdict, with a way to each question."""

from __future__ import annotations

from typing import Any

from maturity_kit.assessment.fit import carried
from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.forms.explain import verdict_words
from maturity_kit.forms.html import render
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.doubts import Doubt, doubts_of
from maturity_kit.insight.words import whole

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
    say, model = Wording("forms", state.language), state.models[doubt.model]
    item = model.node(doubt.item)
    assert isinstance(item, Item)
    now, low, high = (verdict_name(state, doubt, one) for one in (doubt.now, doubt.at_low, doubt.at_high))
    voted = {"low": doubt.voted[0], "high": doubt.voted[1]} if doubt.voted else {}
    return {
        "question": item.text.to(state.language),
        "model": model.title.to(state.language),
        "href": address(doubt.model, f"question={doubt.item}"),
        "why": say(f"doubts.{doubt.kind}", **voted),
        "could": say(f"doubts.{what_turns(state, doubt)}", now=now, low=low, high=high) if doubt.flips else "",
        "moves": say("doubts.moves", count=int(whole(doubt.width))),
    }


def what_turns(state: AssessmentState, doubt: Doubt) -> str:
    """Whether the lowest answer, the highest, or both would change the verdict."""
    ends = [end != doubt.now for end in (doubt.at_low, doubt.at_high)]
    return "turns-both" if all(ends) else "turns-low" if ends[0] else "turns-high"


def verdict_name(state: AssessmentState, doubt: Doubt, verdict: int | str | None) -> str:
    """A level, a situation or a weakest part as people call it."""
    model = state.models[doubt.model]
    if isinstance(verdict, str) and verdict in model.by_id:
        say, title = Wording("forms", state.language), getattr(model.node(verdict), "title").to(state.language)  # noqa: B009
        return say(f"doubts.part-{model.method}", name=title)
    return verdict_words(state, model, verdict)
