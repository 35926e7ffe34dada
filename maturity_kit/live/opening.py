"""From what the facilitator asks for to a room that is open: a new one, or the one that has not ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.room.room import Room, Step
from maturity_kit.assessment.room.settings import Settings, settings_of
from maturity_kit.content.model import Model
from maturity_kit.content.roles import Roles, departments, load_roles
from maturity_kit.insight.room.routing import routed
from maturity_kit.store.rooms import Rooms


@dataclass(frozen=True)
class Wishes:
    """What a facilitator asks for on the command line.

    Attributes:
        ahead: a link that people answer before the day, instead of a live room.
        edition: ``quick`` or ``full``; empty for that of the assessment.
        items: the questions, instead of all of the edition.
        roles: whether people choose one of the roles of ``data/roles.yaml``.
        departments: names to choose from instead.
        names: whether people are asked for a name.
        closes: day until which a link can be answered, as it is said to people.
    """

    ahead: bool = False
    edition: str = ""
    items: tuple[str, ...] = ()
    roles: bool = False
    departments: tuple[str, ...] = ()
    names: bool = False
    closes: str = ""


def settings_for(wishes: Wishes, assessment: Assessment, models: Mapping[str, Model]) -> Settings:
    """The settings of a room that follow from the wishes.

    A full edition that is answered ahead is always routed by role, so that nobody gets more than the most of a role.

    Raises:
        InputError: names of departments twice, or questions that the roles leave to nobody.
    """
    edition = wishes.edition or assessment.edition
    questions = [item.id for model in models.values() for item in model.edition(edition)]
    roles = _roles(wishes, edition)
    routes = routed(models, edition, roles) if roles and wishes.ahead else {}
    return settings_of(
        {
            "kind": "ahead" if wishes.ahead else "room",
            "items": wishes.items or questions,
            "edition": edition,
            "roles": {role.id: dict(role.title) for role in roles.roles} if roles else {},
            "routed": {} if wishes.items else {role: [item.id for item in items] for role, items in routes.items()},
            "names": wishes.names,
            "language": assessment.language,
            "closes": wishes.closes,
        }
    )


def open_room(rooms: Rooms, assessment_id: str, wishes: Wishes) -> tuple[Room, bool]:
    """The room of this kind that has not ended, else a new one; and whether it was there already."""
    kind = "ahead" if wishes.ahead else "room"
    going_on = next((room for room in rooms.running(assessment_id) if room.settings.kind == kind), None)
    if going_on is not None:
        return going_on, True
    settings = settings_for(wishes, rooms.store.load(assessment_id), rooms.models)
    return rooms.start(assessment_id, settings), False


def end_rooms(rooms: Rooms, assessment_id: str) -> Sequence[Room]:
    """The rooms on an assessment, all of which have now ended; votes that were not revealed stay unseen."""
    return [rooms.step(room.id, Step("end"), room.number, f"end-{room.id}") for room in rooms.running(assessment_id)]


def _roles(wishes: Wishes, edition: str) -> Roles | None:
    if wishes.departments:
        return departments(wishes.departments, load_roles())
    return load_roles() if wishes.roles or (wishes.ahead and edition == "full") else None
