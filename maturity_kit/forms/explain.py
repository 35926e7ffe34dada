"""From a score down to the answers and weights behind it, what would settle it, and what to do next."""

from __future__ import annotations

from typing import Any

from maturity_kit.assessment import pooled, votes_of
from maturity_kit.content import Group, Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import decimal, render, whole
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight import agreement, flips, proposals

SHOWN_STEPS = 5


def why_html(state: AssessmentState, model: Model) -> str:
    """The tree of a model: each part with score, weight and the points it contributes, down to the answers."""
    result = state.result(model.id)
    say = Wording("forms", state.language)
    shares = contributions(state, model)
    sum_line = say("why.no-sum") if result.score is None else say("why.sum", score=whole(result.score))
    return render(
        "why",
        state.language,
        model=model,
        nodes=result.nodes,
        number=whole,
        weight=lambda node_id: decimal(weight_of(state, model, node_id), state.language),
        pulls=lambda node_id: contribution_words(shares, node_id, say),
        given=lambda item: answer_words(state, model, item),
        sum_line=sum_line,
        rules_line=say("why.rules", geometric=whole(result.rules["geometric"]), minimum=whole(result.rules["minimum"])),
    )


def contributions(state: AssessmentState, model: Model) -> dict[str, float | None]:
    """Points of the model's score that each node brings; None where it counts for nothing or has no score."""
    nodes = state.result(model.id).nodes
    points: dict[str, float | None] = {}

    def share_out(children: list[Group | Item], share: float | None) -> None:
        counted = {
            child.id: weight_of(state, model, child.id)
            for child in children
            if not getattr(child, "beside", False) and nodes[child.id].score is not None
        }
        total = sum(counted.values())
        for child in children:
            own = counted.get(child.id, 0.0)
            part = share * own / total if share is not None and own and total else None
            score = nodes[child.id].score
            points[child.id] = None if part is None or score is None else part * score
            if isinstance(child, Group):
                share_out([*child.groups, *child.items], part)

    share_out(list(model.groups), 1.0)
    return points


def contribution_words(points: dict[str, float | None], node_id: str, say: Wording) -> str:
    """The points a node contributes, in words."""
    amount = points.get(node_id)
    return say("why.switched-off") if amount is None else say("why.points", points=whole(amount))


def weight_of(state: AssessmentState, model: Model, node_id: str) -> float:
    """The weight in force: the assessment's, else the model's."""
    return float(state.assessment.weights.get(node_id, model.node(node_id).weight))


def answer_words(state: AssessmentState, model: Model, item: Item) -> str:
    """What was answered, in the words of the step that was chosen."""
    say = Wording("forms", state.language)
    position = model.items.index(item)
    values = pooled(state.assessment, model)
    said = values.states[position]
    if said != "answered":
        return say(f"why.{said}")
    value = float(values.values[position])
    agreed = state.assessment.answers.get(item.id)
    if not (agreed and agreed.value is not None):
        return say("why.pooled", step=decimal(value, state.language))
    if not value.is_integer():
        return say("why.between-steps", step=decimal(value, state.language))
    words = item.levels[round(value - item.scale.min)].to(state.language)
    return say("why.given", step=decimal(value, state.language), words=words)


def steps_html(state: AssessmentState, model: Model) -> str:
    """Repairs of a ladder in their order, and the answered items where a step up pays most."""
    repairs = [
        {"item": model.node(repair.item), "kind": repair.cls, "next_step": repair.next_step}
        for repair in getattr(state.result(model.id).reading, "repairs", ())[:SHOWN_STEPS]
    ]
    road = proposals(state.assessment, {model.id: model})[:SHOWN_STEPS]
    return render(
        "steps", state.language, repairs=repairs, proposals=[proposal_row(state, step) for step in road]
    )


def proposal_row(state: AssessmentState, proposal: Any) -> dict[str, Any]:
    """One proposal of the road with the reason why it is there."""
    model = state.models[proposal.model]
    item = model.node(proposal.item)
    node = state.result(model.id).nodes[item.id]
    say = Wording("forms", state.language)
    because = say(
        "steps.because",
        score=whole(node.score),
        target=whole(proposal.target),
        importance=decimal(proposal.importance, state.language),
    )
    also = ", ".join(owner_of(state, other).title.to(state.language) for other in proposal.also)
    return {
        "item": item,
        "model": model.title.to(state.language),
        "effort": item.effort or 1,
        "next_step": proposal.next_step,
        "because": because,
        "also": say("road.also", items=also) if also else "",
    }


def owner_of(state: AssessmentState, item_id: str) -> Model:
    """The model that asks an item."""
    return next(model for model in state.models.values() if any(item.id == item_id for item in model.items))


def doubt_html(state: AssessmentState, model: Model) -> str:
    """Open questions by what they could change, and how much the voters agree."""
    language = state.language
    say = Wording("forms", language)
    rows = [
        {
            "text": model.node(flip.item).text.to(language),
            "width": flip.width,
            "could": say("doubt.yes", what=flip.could.to(language)) if flip.could else say("doubt.no"),
        }
        for flip in flips(model, state.assessment)
    ]
    return render("doubt", language, flips=rows, disputes=dispute_rows(state, model), number=whole)


def dispute_rows(state: AssessmentState, model: Model) -> list[dict[str, Any]]:
    """Items with votes, least agreed first."""
    say = Wording("forms", state.language)
    rows = []
    for item in model.items:
        votes = votes_of(state.assessment, item)
        if votes is None:
            continue
        found = agreement(votes, item)
        word = say(f"doubt.{found.word}" if found.word else "doubt.undefined")
        shown = "–" if found.consensus is None else decimal(round(found.consensus, 2), state.language)
        order = 2.0 if found.consensus is None else found.consensus
        rows.append({"text": item.text.to(state.language), "voters": sum(votes.steps), "consensus": shown, "word": word, "order": order})
    return sorted(rows, key=lambda row: row["order"])
