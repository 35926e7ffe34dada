"""Weights behind a fold: numbers for those who assess, sliders for those who ask what if."""

from __future__ import annotations

from maturity_kit.content import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.explain import weight_of
from maturity_kit.forms.html import render
from maturity_kit.forms.state import AssessmentState


def weights_html(state: AssessmentState, model: Model, page: str) -> str:
    """The weight of every group and item of a model; sliders for the parts alone on a frozen page."""
    say = Wording("forms", state.language)
    return render(
        "weights",
        state.language,
        nodes=model.groups,
        page=page,
        kind="weight",
        sliders=state.frozen,
        hint=say("weights.what-if" if state.frozen else "weights.hint"),
        weight_of=lambda node: weight_of(state, model, node.id),
        default=lambda node: node.weight,
    )


def model_weights_html(state: AssessmentState, page: str) -> str:
    """The weight of each model in the number over all models and in the road."""
    say = Wording("forms", state.language)
    return render(
        "weights",
        state.language,
        nodes=[{"id": model.id, "title": model.title, "groups": [], "items": []} for model in state.models.values()],
        page=page,
        kind="model_weight",
        sliders=state.frozen,
        hint=say("weights.what-if" if state.frozen else "weights.hint"),
        weight_of=lambda node: state.assessment.model_weights.get(node["id"], 1.0),
        default=lambda node: 1.0,
    )
