"""The road as a list to choose from: each proposal with its reason, its numbers, and the button that chooses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.forms.explain import answer_words, owner_of
from maturity_kit.forms.html import decimal, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.reasons import Reason, Weighed, reasons_of
from maturity_kit.insight.words import whole

HORIZONS = ("now", "next", "later")
CHOSEN = 3
SHORT, LINE = 110, 80
"""Characters of a question in short, and of the name of an action."""
HEAVY, LIGHT = 1.1, 0.9
"""An importance above or below which a question weighs more, or less, than most."""
Address = Callable[[str, str], str]
"""Where a model shows a question (``question=<id>``) or the reasons of a score (``why=<model>/<node>``), if it does."""


def brief(words: str, most: int = SHORT) -> str:
    """A text cut after a whole word, with an ellipsis where something was left out.

    >>> brief("One two three", 9)
    'One two…'
    """
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def short_name(step: str) -> str:
    """A next step as the name of an action: its first clause, and of that no more than fits on a line.

    >>> short_name("Every form has an owner; whoever changes one, tells the others.")
    'Every form has an owner'
    """
    ends = [place for sign in (";", ":", ". ") if (place := step.find(sign)) > 0]
    return brief(step[: min(ends)] if ends else step.rstrip("."), LINE)


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
    return {
        "id": item.id,
        "question": item.text.to(language),
        "short": brief(item.text.to(language)),
        "model": model.title.to(language),
        "next_step": reason.proposal.next_step.to(language),
        "name": short_name(words),
        "said": sentences(state, reason),
        "jump": jump_words(state, reason),
        "formula": formula(state, reason),
        "path": [path_row(state, step) for step in reason.path],
        "answer": answer_words(state, model, reason.row).rstrip("."),
        "score": whole(reason.score),
        "why": address(model.id, f"why={model.id}/{place.id if place else ''}"),
        "question_at": address(model.id, f"question={item.id}"),
        "actions": [action["name"] for action in actions if item.id in action.get("items", ())],
    }


def sentences(state: AssessmentState, reason: Reason) -> list[str]:
    """Why a proposal is there, or why it waits, a sentence each."""
    say, step = Wording("forms", state.language), reason.proposal
    found = [_stands(reason, say)]
    if reason.skipped:
        found.append(say("road.repairs", level=reason.skipped.to(state.language)))
    if reason.layer:
        found.append(say("road.focus", layer=reason.layer.to(state.language), dialogue=reason.dialogue))
    if step.also:
        found.append(say("road.serves", items=", ".join(_served(state, other) for other in step.also)))
    if step.waits:
        found.append(say(f"road.waits-{step.waits}"))
    return found


def _stands(reason: Reason, say: Wording) -> str:
    importance = reason.proposal.importance
    weighs = "heavy" if importance > HEAVY else "light" if importance < LIGHT else "usual"
    return say(
        "road.stands" if reason.own_target else "road.stands-default",
        score=whole(reason.score),
        target=whole(reason.target),
        weighs=say(f"road.weighs-{weighs}"),
        takes=say(f"road.takes-{min(3, max(1, round(reason.item.effort)))}"),
    )


def _served(state: AssessmentState, item_id: str) -> str:
    model = owner_of(state, item_id)
    words = brief(getattr(model.node(item_id), "text").to(state.language))  # noqa: B009
    return Wording("forms", state.language)("road.served", question=words, model=model.title.to(state.language))


def jump_words(state: AssessmentState, reason: Reason) -> str:
    """The warning that a proposal lies above a level that is not secured; empty without one."""
    if reason.jump is None:
        return ""
    level, lower = (reason.jump.details[name].to(state.language) for name in ("level", "lower"))  # type: ignore[attr-defined]
    return Wording("forms", state.language)("road.jump", level=level, lower=lower)


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
