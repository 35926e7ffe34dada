"""From a score down to the answers and weights behind it, what would settle it, and what to do next."""

from __future__ import annotations

from typing import Any

from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.agreement import agreement_lines
from maturity_kit.forms.html import decimal, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.agreement.item import agreement_on
from maturity_kit.insight.answer_words import answer_words, next_words
from maturity_kit.insight.doubt_words import verdict_words
from maturity_kit.insight.explain import Row, explain
from maturity_kit.insight.flips import Flip, flips
from maturity_kit.insight.notices import quick_scan
from maturity_kit.insight.roadmap import Proposal
from maturity_kit.insight.synthesis import score
from maturity_kit.insight.words import whole
from maturity_kit.scoring.score import share_reached

SHOWN_STEPS = 5


def why_html(state: AssessmentState, model: Model) -> str:
    """The tree of a model: each part with score, weight and the points it contributes, down to the answers."""
    result = state.result(model.id)
    say = Wording("forms", state.language)
    return render(
        "why",
        state.language,
        rows=explain(result).rows,
        nodes=result.nodes,
        number=whole,
        decimal=lambda amount: decimal(amount, state.language),
        pulls=lambda row: contribution_words(row, say),
        given=lambda row: given_words(state, model, row),
        sum_line=say("why.no-sum") if result.score is None else say("why.sum", score=whole(result.score)),
        rules_line=say("why.rules", geometric=whole(result.rules["geometric"]), minimum=whole(result.rules["minimum"])),
    )


def contribution_words(row: Row, say: Wording) -> str:
    """The points a row contributes to what it is part of, or why it contributes none."""
    return say(f"why.left-{row.left}") if row.left else say("why.points", points=whole(row.contribution))


def given_words(state: AssessmentState, model: Model, row: Row) -> str:
    """What was answered to the question of a row."""
    item = model.node(row.node)
    assert isinstance(item, Item)
    return answer_words(state.assessment, item, row.state, row.value, state.language)


def steps_html(state: AssessmentState, model: Model) -> str:
    """Repairs of a ladder in their order, and the answered items where a step up pays most."""
    repairs = [
        {"item": model.node(repair.item), "kind": repair.cls, "next_step": repair.next_step}
        for repair in getattr(state.result(model.id).reading, "repairs", ())[:SHOWN_STEPS]
    ]
    road = score(state.assessment, {model.id: model}, rules=()).roadmap[:SHOWN_STEPS]
    return render(
        "steps",
        state.language,
        repairs=repairs,
        proposals=[proposal_row(state, step) for step in road],
        reached=reached_words(state, model),
    )


def reached_words(state: AssessmentState, model: Model) -> str:
    """How much of the targets of the model's parts is reached; nothing while none is set."""
    result = state.result(model.id)
    nodes = [result.nodes[group.id] for group in model.groups]
    if not any(node.target and node.score is not None for node in nodes):
        return ""
    weights = {place: result.case.overrides.get(group.id, group.weight) for place, group in enumerate(model.groups)}
    share = whole(100 * share_reached(nodes, weights))
    return Wording("forms", state.language)("targets.reached", share=share)


def proposal_row(state: AssessmentState, proposal: Proposal) -> dict[str, Any]:
    """One proposal of the road with the reason why it is there."""
    model = state.models[proposal.model]
    item = model.node(proposal.item)
    assert isinstance(item, Item)
    node = state.result(model.id).nodes[item.id]
    say = Wording("forms", state.language)
    key = "steps.because" if node.target is not None else "steps.because-default"
    importance = decimal(round(proposal.importance, 2), state.language)
    return {
        "item": item,
        "effort": round(item.effort),
        "next_step": next_words(item, proposal.next_step, node.score, state.language),
        "because": say(key, score=whole(node.score), target=whole(node.target), importance=importance),
    }


def doubt_html(state: AssessmentState, model: Model) -> str:
    """What the verdict rests on, open questions that could change something, most first, and how much voters agree."""
    found = [flip for flip in flips(model, state.assessment) if flip.flips or flip.width > 0]
    rows = [flip_row(state, model, flip) for flip in found]
    basis = [notice.to(state.language) for notice in quick_scan([state.result(model.id)])]
    disputes, said = dispute_rows(state, model), agreement_lines(state, model)
    return render("doubt", state.language, basis=basis, flips=rows, disputes=disputes, said=said, number=whole)


def flip_row(state: AssessmentState, model: Model, flip: Flip) -> dict[str, Any]:
    """An open question, the points it can move, and what the verdict could become through it alone."""
    say = Wording("forms", state.language)
    ends = [verdict_words(model, end, state.language) for end in (flip.at_low, flip.at_high)]
    could = say("doubt.yes", low=ends[0], high=ends[1]) if flip.flips else say("doubt.no")
    node = model.node(flip.item)
    assert isinstance(node, Item)
    return {"text": node.text.to(state.language), "width": flip.width, "could": could}


def dispute_rows(state: AssessmentState, model: Model) -> list[dict[str, Any]]:
    """Items with votes, least agreed first; those with too few votes to say stand last."""
    say = Wording("forms", state.language)
    found = [
        (item, agreement_on(state.assessment, item)) for item in model.items if state.assessment.votes.get(item.id)
    ]
    found.sort(key=lambda pair: 2.0 if pair[1].consensus is None else pair[1].consensus)
    return [
        {
            "text": item.text.to(state.language),
            "voters": agreed.voters,
            "consensus": "–" if agreed.consensus is None else decimal(round(agreed.consensus, 2), state.language),
            "word": say(f"doubt.{agreed.word}" if agreed.word else "doubt.undefined"),
        }
        for item, agreed in found
    ]
