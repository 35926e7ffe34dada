"""Weights behind a fold: numbers for those who assess, sliders for those who ask what if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maturity_kit.content.model import Group, Model
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import render
from maturity_kit.forms.questions import asked_items
from maturity_kit.forms.state import AssessmentState


@dataclass(frozen=True)
class Weight:
    """One weight to set: the one in force and the model's own."""

    id: str
    title: Text
    depth: int
    weight: float
    original: float


def weights_html(state: AssessmentState, model: Model, page: str) -> str:
    """The weight of every group and item that the edition asks; sliders for the groups alone on a frozen page.

    A weight of its own that was set in the full edition is shown in the quick scan as well.
    """
    asked = {item.id for item in asked_items(state.assessment, model)} | state.assessment.weights.keys()
    rows = [row for group in model.groups for row in _rows(state, group, 0)]
    rows = [row for row in rows if row.id in asked or isinstance(model.node(row.id), Group)]
    if state.frozen:
        rows = [row for row in rows if isinstance(model.node(row.id), Group)]
    return _form(state, rows, "weight", page)


def model_weights_html(state: AssessmentState, page: str) -> str:
    """The weight of each model in the number over all models and in the road."""
    chosen = state.assessment.model_weights
    rows = [Weight(model.id, model.title, 0, chosen.get(model.id, 1.0), 1.0) for model in state.models.values()]
    return _form(state, rows, "model_weight", page)


def _rows(state: AssessmentState, group: Group, depth: int) -> Iterator[Weight]:
    chosen = state.assessment.weights
    yield Weight(group.id, group.title, depth, chosen.get(group.id, group.weight), group.weight)
    for item in group.items:
        yield Weight(item.id, item.text, depth + 1, chosen.get(item.id, item.weight), item.weight)
    for child in group.groups:
        yield from _rows(state, child, depth + 1)


def _form(state: AssessmentState, rows: Sequence[Weight], kind: str, page: str) -> str:
    hint = Wording("forms", state.language)("weights.what-if" if state.frozen else "weights.hint")
    return render("weights", state.language, rows=rows, kind=kind, page=page, hint=hint, sliders=state.frozen)
