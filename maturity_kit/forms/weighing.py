"""Weighing on a page: what can be weighed and how, what was said so far, and what it amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal, NamedTuple

from maturity_kit.assessment.pool import DROPPED
from maturity_kit.assessment.registers import WeighedPart
from maturity_kit.assessment.registers.weighed import OF_MODELS
from maturity_kit.content.model import Group, Item, Model
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.html import Region, decimal, number, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import brief
from maturity_kit.insight.weighing.fit_words import fit_words
from maturity_kit.insight.weighing.pairs import Pair
from maturity_kit.insight.weighing.weighing import FULL, Weighing, pairwise_weights, swing_weights

Way = Literal["swing", "pairwise"]
WAYS: tuple[Way, ...] = ("swing", "pairwise")
MOST_PAIRED = 9
"""Parts that people can compare in pairs at one sitting: 9 make 36 pairs."""
SCALE = (9, 7, 5, 3, 1, -3, -5, -7, -9)
"""The choices for a pair: how much more important the first is, or below 0 the second."""


class Part(NamedTuple):
    """Something to weigh: a group, a question or a model."""

    id: str
    title: Text


@dataclass(frozen=True)
class Draft:
    """What somebody said so far, in the order in which it stands on the page; nothing of it is kept.

    Attributes:
        of: id of the group or model whose parts are weighed, or ``models``.
        way: how.
        said: words by the name of their field: ``points/<id>``, or ``pair/<id>/<id>`` with a step of ``SCALE``.
    """

    of: str
    way: Way
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a draft amounts to: a weighing, or why there is none yet."""

    weighing: Weighing | None = None
    problem: str = ""
    waiting: tuple[str, ...] = ()


def parts_of(state: AssessmentState, of: str) -> tuple[Part, ...]:
    """What stands beside each other under a group or model and counts there, also when it is switched off now."""
    if of == OF_MODELS:
        return tuple(Part(model.id, model.title) for model in in_reading_order(state.models).values())
    model = next((model for model in state.models.values() if of == model.id or of in model.by_id), None)
    if model is None:
        return ()
    group = model.by_id.get(of)
    children: Sequence[Group | Item] = model.groups if of == model.id else ()
    if isinstance(group, Group):
        children = (*group.groups, *group.items)
    left = _left(state, model)
    return tuple(_part(node) for node in children if node.id in left and not getattr(node, "beside", False))


def _part(node: Group | Item) -> Part:
    return Part(node.id, node.title if isinstance(node, Group) else node.text)


def _left(state: AssessmentState, model: Model) -> set[str]:
    """Ids of the items that apply and are asked, and of the groups that hold such items."""
    pooled = state.result(model.id).case.pooled
    items = [item.id for item, found in zip(model.items, pooled.states, strict=True) if found not in DROPPED]
    return {node for item in items for node in model.path(item)}


def choices(state: AssessmentState, model: Model | None) -> list[Part]:
    """What can be weighed on a page: the model and each group in it with two parts or more, or the models."""
    if model is None:
        return [Part(OF_MODELS, Text())] if len(state.models) > 1 else []
    groups = [Part(node.id, node.title) for node in model.nodes if isinstance(node, Group)]
    return [one for one in (Part(model.id, model.title), *groups) if len(parts_of(state, one.id)) > 1]


def said_for(part: WeighedPart) -> dict[str, str]:
    """What a set keeps of a weighing, as the form says it; a judgement between two choices is left out."""
    ranked = part.order or sorted(part.points, key=lambda name: -part.points[name])
    said = {f"points/{name}": number(part.points[name]) for name in ranked if name in part.points}
    for first, others in part.judgements.items():
        for second, value in others.items():
            step = round(value) if value >= 1 else -round(1 / value)
            exact = abs((step if step > 0 else -1 / step) - value) < 1e-6 and step in SCALE
            said |= {f"pair/{first}/{second}": str(step)} if exact else {}
    return said


def pairs_of(parts: tuple[Part, ...]) -> list[tuple[Part, Part]]:
    """Every pair once."""
    return list(combinations(parts, 2))


def weighed(state: AssessmentState, draft: Draft) -> Outcome:
    """What a draft amounts to; what is still to be said is named, and a mistake is put in words."""
    parts = {part.id: brief(part.title.to(state.language)) for part in parts_of(state, draft.of)}
    try:
        if draft.way == "swing":
            return _swung(draft, parts)
        judgements = dict(_judgements(draft, parts))
        if not judgements:
            return Outcome()
        return Outcome(pairwise_weights([*parts], judgements))
    except InputError as error:
        return Outcome(problem=named(error, parts, state.language))


def _swung(draft: Draft, parts: Mapping[str, str]) -> Outcome:
    points: dict[str, Any] = {}
    waiting = []
    for place, name in enumerate(ranking(draft, parts)):
        words = draft.said.get(f"points/{name}", "" if place else f"{FULL:g}").strip()
        if words:
            points[name] = as_number(words)
        else:
            waiting.append(parts[name])
    return Outcome(waiting=tuple(waiting)) if waiting else Outcome(swing_weights(points, [*points]))


def as_number(words: str) -> float | str:
    """A number that somebody typed, or the words when they are none."""
    try:
        return float(words)
    except ValueError:
        return words


def ranking(draft: Draft, parts: Mapping[str, str]) -> list[str]:
    """The parts in the order in which they were ranked; those that were not come last."""
    said = [name.partition("/")[2] for name in draft.said if name.startswith("points/")]
    return list(dict.fromkeys([*(name for name in said if name in parts), *parts]))


def _judgements(draft: Draft, parts: Mapping[str, str]) -> Iterator[tuple[Pair, float]]:
    for first, second in combinations(parts, 2):
        words = draft.said.get(f"pair/{first}/{second}", "")
        if words in map(str, SCALE):
            step = int(words)
            yield (first, second), float(step) if step > 0 else -1 / step


def named(error: InputError, parts: Mapping[str, str], language: str) -> str:
    """The sentence of an error with the titles that people see instead of ids."""
    details: dict[str, Any] = {
        key: ", ".join(parts.get(name, name) for name in str(found).split(", ")) for key, found in error.details.items()
    }
    sentence = Wording(error.room, language)(error.problem, **details)
    about = parts.get(error.where.removeprefix("points."))
    return f"{about}: {sentence}" if about else sentence


def weighing_html(state: AssessmentState, draft: Draft, offered: list[Part], page: str, result: Region) -> str:
    """The form: what to weigh, in which way, and the ranking or the pairs."""
    parts = parts_of(state, draft.of)
    titles = {part.id: part.title.to(state.language) for part in parts}
    return render(
        "weighing",
        state.language,
        page=page,
        draft=draft,
        offered=offered,
        models=OF_MODELS,
        ways=[way for way in WAYS if way == "swing" or len(parts) <= MOST_PAIRED],
        most=MOST_PAIRED,
        titles=titles,
        ranked=ranking(draft, titles),
        pairs=pairs_of(parts),
        scale=SCALE,
        brief=brief,
        result=result,
    )


def weighed_html(state: AssessmentState, draft: Draft, told: str) -> str:
    """What the draft amounts to: weights beside those in force, how far the pairs fit, and what can be done with it.

    ``told`` is what became of the last click.
    """
    found = weighed(state, draft)
    parts = {part.id: part.title.to(state.language) for part in parts_of(state, draft.of)}
    rows = [] if found.weighing is None else list(weight_rows(state, found.weighing, parts))
    fit = [] if found.weighing is None else fit_words(found.weighing, parts, state.language)
    clash = found.weighing and found.weighing.clash
    return render("weighed", state.language, found=found, rows=rows, fit=fit, clash=clash, told=told)


def weight_rows(state: AssessmentState, weighing: Weighing, parts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Each part with its weight, its share, and the weight in force."""
    total = sum(weighing.weights.values())
    for name, weight in weighing.weights.items():
        yield {
            "title": parts.get(name, name),
            "weight": decimal(round(weight, 2), state.language),
            "share": f"{round(100 * weight / total)}%",
            "now": decimal(round(in_force(state, name), 2), state.language),
        }


def in_force(state: AssessmentState, name: str) -> float:
    """The weight that a node or model has now."""
    if name in state.models:
        return state.assessment.model_weights.get(name, 1.0)
    model = next(model for model in state.models.values() if name in model.by_id)
    return state.assessment.weights.get(name, model.node(name).weight)
