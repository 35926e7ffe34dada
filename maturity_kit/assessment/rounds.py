"""From one round to the next: what moves along, and what the room has to say anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.events import renumbered
from maturity_kit.assessment.fit import carried, used_models
from maturity_kit.assessment.registers import VOTER_SITUATIONS
from maturity_kit.content.model import Item, Model

ASKED_ANEW = ("standing_questions", VOTER_SITUATIONS)
"""Registers that belong to one round only."""
OF_VOTERS = ("points", "totals")


def next_round(
    former: Assessment, models: Mapping[str, Model], assessment_id: str, day: str, anew: Collection[str] = ()
) -> Assessment:
    """The round after ``former``, filled in with the present versions of the models.

    Answers with their notes and evidence, targets, weights and registers move along, under the present ids where an
    older version had others. Votes, the points of the confrontation and the standing questions do not: these are asked
    anew. What no model knows is kept as it is.

    Args:
        former: the round before, as it was frozen or as it is.
        models: present models by id.
        assessment_id: of the new round.
        day: its date, such as ``2026-11-22``.
        anew: items that are asked again; of their answers only note and evidence move along, so that votes count.

    Raises:
        InputError: no date.
    """
    moved = carried(former, models.values())
    versions = {model_id: model.version for model_id, model in used_models(moved, models).items()}
    return renumbered(
        moved,
        id=assessment_id,
        round=former.round + 1,
        date=day,
        models={**moved.models, **versions},
        answers=_without_values(moved.answers, anew),
        votes={},
        registers=_without_the_round(moved.registers),
    )


def _without_values(answers: Mapping[str, Answer], anew: Collection[str]) -> dict[str, Answer]:
    """The answers, of those that are asked anew only note and evidence."""
    noted = {name: Answer(note=answers[name].note, evidence=answers[name].evidence) for name in answers if name in anew}
    kept = {name: noted.get(name, one) for name, one in answers.items()}
    return {name: one for name, one in kept.items() if name not in anew or one != Answer()}


def new_items(former: Model, present: Model) -> tuple[Item, ...]:
    """The items of a model that an older version did not ask, under any name; in the order of the model."""
    asked = {present.current_id(item.id) for item in former.items}
    return tuple(item for item in present.items if item.id not in asked)


def _without_the_round(registers: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: rows for name, rows in registers.items() if name not in ASKED_ANEW}
    if "swot" in kept:
        kept["swot"] = {name: rows for name, rows in kept["swot"].items() if name not in OF_VOTERS}
    return kept
