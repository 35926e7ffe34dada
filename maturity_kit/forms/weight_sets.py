"""Sets of weights on a page: saving, putting in force, and what one set says beside another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from maturity_kit.assessment.registers import WeighedPart, WeightSet
from maturity_kit.assessment.registers.weighed import OF_MODELS
from maturity_kit.content.model import Group
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.weighing import Draft, Way, in_force, said_for
from maturity_kit.insight.weighing.effect import WeightEffect, compare_weights
from maturity_kit.insight.weighing.effect_words import answer, differing, road_lines, score_lines, side_names
from maturity_kit.insight.weighing.sets import Choice, part_row, set_row, weighed_again, weighed_in, weight_sets
from maturity_kit.insight.weighing.weighing import Weighing

NOW, OWN, SET = "current", "own", "set:"
"""What a side of a comparison can be: the weights in force, those of the models, or a saved set with its name."""
NEAR = 1e-6


def sets_html(state: AssessmentState, chosen: tuple[str, str], page: str, **regions: Region) -> str:
    """The form that saves a set, the saved ones, and the choice of two to compare.

    Args:
        state: the assessment.
        chosen: the two sides that stand in the choice.
        page: key of the page.
        regions: ``told`` of the last click, ``saved`` with the list, and ``effect`` of the two sides.
    """
    sides = list(side_choices(weight_sets(state.assessment), state.language))
    return render("weight_sets", state.language, page=page, sides=sides, chosen=chosen, **regions)


def list_html(state: AssessmentState, page: str) -> str:
    """The saved sets with their buttons; which one is in force follows every weight."""
    sets = [set_line(state, one) for one in weight_sets(state.assessment).values()]
    return render("weight_set_list", state.language, page=page, sets=sets)


def said_words(state: AssessmentState) -> str:
    """How many sets are saved, for the head of their fold."""
    return Wording("weighing", state.language)("sets.count", count=len(weight_sets(state.assessment)))


def set_line(state: AssessmentState, one: WeightSet) -> dict[str, Any]:
    """A set as the list shows it: its name, its note, what was weighed in it, and whether it is in force."""
    say = Wording("weighing", state.language)
    parts = [say(f"part.{part.method}", of=title_of(state, part.of)) for part in one.parts]
    return {"name": one.name, "note": one.note or "", "parts": parts, "now": is_in_force(state, one)}


def title_of(state: AssessmentState, of: str) -> str:
    """What a group, a model or the models are called; an id that no model knows stays as it is."""
    if of == OF_MODELS:
        return Wording("weighing", state.language)("weigh.models")
    if of in state.models:
        return state.models[of].title.to(state.language)
    found = next((model.by_id[of] for model in state.models.values() if of in model.by_id), None)
    return found.title.to(state.language) if isinstance(found, Group) else of


def is_in_force(state: AssessmentState, one: WeightSet) -> bool:
    """Whether every weight is what the set says, or that of the model where the set says nothing."""
    own = {node.id: node.weight for model in state.models.values() for node in model.nodes}
    now = state.assessment
    return _alike(now.weights, one.weights, own) and _alike(now.model_weights, one.model_weights, {})


def _alike(one: Mapping[str, float], other: Mapping[str, float], own: Mapping[str, float]) -> bool:
    def weight(found: Mapping[str, float], name: str) -> float:
        return found.get(name, own.get(name, 1.0))

    return all(abs(weight(one, name) - weight(other, name)) <= NEAR for name in {*one, *other})


def side_choices(sets: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Value and words of every side that can be compared."""
    say = Wording("weighing", language)
    yield OWN, say("head.own")
    yield NOW, say("head.current")
    yield from ((f"{SET}{name}", name) for name in sets)


def choice_of(value: str) -> Choice:
    """The weights that a side stands for."""
    if value.startswith(SET):
        return value.removeprefix(SET)
    return {} if value == OWN else None


def effect_html(state: AssessmentState, one: Choice, other: Choice) -> str:
    """Whether other weights change the advice, with scores, verdicts and the order of the road on both sides."""
    try:
        effect = compare_weights(state.assessment, one, other, state.models)
    except InputError as error:
        return render("weight_effect", state.language, problem=error.sentence(state.language))
    return _shown(effect, state.language)


def _shown(effect: WeightEffect, language: str) -> str:
    return render(
        "weight_effect",
        language,
        problem="",
        answer=answer(effect, language),
        head=side_names(effect, language),
        scores=differing(score_lines(effect, language)),
        road=road_lines(effect, language),
    )


def row_in_force(state: AssessmentState, name: str, note: str, weighings: Iterable[Weighing]) -> dict[str, Any]:
    """The weights in force as a set, with what was said to find those that are still in force.

    Args:
        state: the assessment.
        name, note: of the set.
        weighings: what was weighed on this page; what was weighed for former sets is looked up in these.
    """
    parts = {part.of: part.model_dump(exclude_defaults=True, mode="json") for part in parts_in_force(state)}
    for weighing in weighings:
        if holds(state, weighing):
            of = weighed_in(weighing, state.models)
            parts[of] = part_row(of, weighing)
    return set_row(name, note, state.assessment, list(parts.values()))


def parts_in_force(state: AssessmentState) -> Iterator[WeighedPart]:
    """What was said for any set, of those parts that have these weights now.

    What cannot be weighed, as a file from elsewhere may hold, has led to no weights.
    """
    for part in (part for one in weight_sets(state.assessment).values() for part in one.parts):
        with suppress(InputError):
            if holds(state, weighed_again(part)):
                yield part


def draft_in_force(state: AssessmentState, of: str, way: Way) -> Draft:
    """What was said to find the weights in force, if a set keeps it; else an empty draft."""
    found = (part for part in parts_in_force(state) if (part.of, part.method) == (of, way))
    part = next(found, None)
    return Draft(of, way, said_for(part)) if part else Draft(of, way)


def holds(state: AssessmentState, weighing: Weighing) -> bool:
    """Whether the weights of a weighing are those in force."""
    known = {node.id for model in state.models.values() for node in model.nodes} | state.models.keys()
    return all(
        name in known and abs(in_force(state, name) - weight) <= NEAR for name, weight in weighing.weights.items()
    )
