"""The road as a list to choose from: each proposal with its reason, its numbers, and the button that chooses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import decimal, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.answer_words import answer_words, next_words
from maturity_kit.insight.reason_words import brief, jump_words, sentences, short_name
from maturity_kit.insight.reasons import Reason, Weighed, reasons_of
from maturity_kit.insight.words import whole

HORIZONS = ("now", "next", "later")
CHOSEN = 3
Address = Callable[[str, str], str]
"""Where a model shows a question (``question=<id>``) or the reasons of a score (``why=<model>/<node>``), if it does."""


def road_html(state: AssessmentState, address: Address) -> str:
    """What to do now, next and later; in the workbook each with a button to choose it."""
    result, actions = state.everything(), state.assessment.registers.get("actions") or ()
    reasons = reasons_of(result, state.assessment.model_weights)
    rows = [proposal_row(state, reason, actions, address) for reason in reasons]
    horizons = [
        (horizon, [row for row, reason in zip(rows, reasons, strict=True) if reason.proposal.horizon == horizon])
        for horizon in HORIZONS
    ]
    return render("road", state.language, horizons=horizons, count=len(actions), most=CHOSEN, frozen=state.frozen)


def proposal_row(
    state: AssessmentState, reason: Reason, actions: Sequence[Mapping[str, Any]], address: Address
) -> dict[str, Any]:
    """One proposal in words and numbers, and the actions it is part of."""
    language, item, model = state.language, reason.item, reason.model
    place = model.parent(item.id)
    words = reason.proposal.next_step.to(language) or item.text.to(language)
    next_step = next_words(item, reason.proposal.next_step, reason.score, language)
    return {
        "id": item.id,
        "question": item.text.to(language),
        "short": brief(item.text.to(language)),
        "model": model.title.to(language),
        "next_step": next_step,
        "name": short_name(words),
        "said": sentences(reason, state.models, language),
        "jump": jump_words(reason, language),
        "formula": formula(state, reason),
        "path": [path_row(state, step) for step in reason.path],
        "answer": answer_words(state.assessment, item, reason.row.state, reason.row.value, language).rstrip("."),
        "score": whole(reason.score),
        "why": address(model.id, f"why={model.id}/{place.id if place else ''}"),
        "question_at": address(model.id, f"question={item.id}"),
        "actions": [action["name"] for action in actions if item.id in action.get("items", ())],
    }


def formula(state: AssessmentState, reason: Reason) -> str:
    """The priority with the numbers it was worked out from."""
    language, step = state.language, reason.proposal
    return Wording("forms", language)(
        "road.formula",
        priority=decimal(round(step.priority, 2), language),
        importance=decimal(round(step.importance, 2), language),
        gap=decimal(round(reason.gap, 2), language),
        effort=decimal(reason.item.effort, language),
        target=whole(reason.target),
        score=whole(reason.score),
    )


def path_row(state: AssessmentState, step: Weighed) -> dict[str, str]:
    """A step of the importance: what it is, its weight, the mean beside it, and what it counts as."""
    mean = "–" if step.mean is None else decimal(round(step.mean, 2), state.language)
    factor = decimal(round(step.factor, 2), state.language)
    weight = decimal(step.weight, state.language)
    return {"title": step.title.to(state.language), "weight": weight, "mean": mean, "factor": factor}
