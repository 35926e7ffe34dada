"""Rounds, units or organisations beside each other, with what lies between them split exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.load import Models, load_models
from maturity_kit.content.model import Model
from maturity_kit.insight.comparing.comparison import Comparison, Side
from maturity_kit.insight.comparing.shifts import ComparisonError
from maturity_kit.insight.comparing.steps import check_place, consecutive, own_version, step_of
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.insight.synthesis import Result, score
from maturity_kit.scoring.resampling import Room, room_of

SEED = 2026
"""Of the rooms that are drawn again, so that the same comparison gives the same bands."""
FEWEST = 2


@dataclass(frozen=True)
class Entrant:
    """An assessment to compare: ``name`` of the milestone, if it is one, and ``where`` it came from, for messages."""

    assessment: Assessment
    name: str = ""
    where: str = ""


def compare(
    assessments: Sequence[Assessment | Entrant], models: Mapping[str, Model] | None = None, base: int | None = None
) -> Comparison:
    """Two or more assessments beside each other; those of one unit also round by round.

    Each model is scored by the version it was filled in with, as far as the workbook still has it, so that the parts
    of a change add up to the difference of the scores. Where both sides kept the votes, a band says how far the score,
    and the difference, could have been otherwise with other voters (see ``Band``); it says nothing of the people who
    were never asked.

    Args:
        assessments: in the order in which they should stand.
        models: those of the workbook by default; their order is that of the comparison.
        base: place, from 0, of the side that all others are held against, rounds or not; by default each round is
            held against the one before it of the same unit.

    Raises:
        ComparisonError: fewer than two assessments, the same one twice, something else than an assessment, or a base
            that is not there.
        InputError: a value outside the scale of its item, also on the scale of the next round.

    >>> import maturity_kit as mk
    >>> rounds = [mk.load_assessment(f"data/examples/subscription-nederland-{n}.assessment.json") for n in (1, 2)]
    >>> mk.compare(rounds)
    Comparison(sides=['Round 1', 'Round 2'], models=5, steps=1)
    >>> shift = mk.compare(rounds).steps[0].models["digital-maturity"].whole
    >>> shift.direction, shift.band.reason
    ('up', 'agreed')
    """
    known = load_models() if models is None else models
    entrants = _checked(assessments)
    sides = tuple(_side(one, known, place) for place, one in enumerate(entrants))
    used = {name: model for name, model in known.items() if any(name in side.result.models for side in sides)}
    if base is not None:
        check_place(base, sides)
    steps = tuple(step_of(sides, before, after, used) for before, after in _pairs(sides, base))
    return Comparison(sides, used, steps, tuple(_notices(sides, known)), base)


def _checked(assessments: Sequence[Assessment | Entrant]) -> list[Entrant]:
    """The sides to compare, all different."""
    found: list[Entrant] = []
    for place, one in enumerate(assessments):
        if not isinstance(one, Assessment | Entrant):
            raise ComparisonError("error.kind", f"[{place}]", found=type(one).__name__)
        entrant = one if isinstance(one, Entrant) else Entrant(one)
        if any((entrant.assessment, entrant.name) == (other.assessment, other.name) for other in found):
            raise ComparisonError("error.twice", entrant.where, found=entrant.assessment.id)
        found.append(entrant)
    if len(found) < FEWEST:
        raise ComparisonError("error.alone", found=len(found))
    return found


def _pairs(sides: Sequence[Side], base: int | None) -> list[tuple[int, int]]:
    others = [place for place in range(len(sides)) if place != base]
    return consecutive(sides) if base is None else [(base, place) for place in others]


def _side(one: Entrant, models: Mapping[str, Model], place: int) -> Side:
    result = score(one.assessment, _own(one.assessment, models), where=one.where)
    return Side(one.assessment, result, one.name, one.where, _rooms(result, one.assessment, place))


def _rooms(result: Result, assessment: Assessment, place: int) -> dict[str, Room]:
    """By model the same draws of the same people; each side has draws of its own."""
    return {
        model_id: room_of(scored.case, assessment, np.random.default_rng([SEED, place]))
        for model_id, scored in result.models.items()
    }


def _version(models: Mapping[str, Model], model_id: str, version: str) -> Model | None:
    if isinstance(models, Models):
        return models.version(model_id, version)
    return models[model_id] if models[model_id].version == version else None


def _own(assessment: Assessment, models: Mapping[str, Model]) -> dict[str, Model]:
    """Every model in the version that an assessment was filled in with, as far as it is there."""
    versions = {name: assessment.models.get(name, model.version) for name, model in models.items()}
    return {name: _version(models, name, versions[name]) or model for name, model in models.items()}


def _notices(sides: Sequence[Side], models: Mapping[str, Model]) -> Iterator[Notice]:
    if len({side.assessment.edition for side in sides}) > 1:
        yield notice("compare.editions")
    used = [(side, name) for side in sides for name in side.result.models]
    missing = {(name, side.assessment.models[name]) for side, name in used if own_version(side, name) is None}
    for name, version in sorted(missing):
        yield notice("compare.version", model=models[name].title, version=version)
    for name, model in models.items():
        found = {side.result.models[name].model.version for side, one in used if one == name}
        if len(found) > 1:
            yield notice("compare.versions", model=model.title, versions=tuple(sorted(found)))
    names = [name for _, name in used]
    if names and len(names) == len(set(names)):
        yield notice("compare.apart")
    if len({side.assessment.organisation.strip().casefold() for side in sides}) > 1:
        yield notice("compare.organisations")
