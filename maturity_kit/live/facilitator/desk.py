"""What the facilitator works with: the room, and what follows from its assessment, worked out once for each change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.room.room import Room
from maturity_kit.content.agenda import load_agenda
from maturity_kit.content.model import Item, Model
from maturity_kit.errors import InputError
from maturity_kit.insight.room.order import Next, next_items, to_walk
from maturity_kit.insight.verdict import Verdict, verdict
from maturity_kit.live.hall import Hall
from maturity_kit.live.venue import Venue
from maturity_kit.scoring.score import score_model


@dataclass(frozen=True)
class Picture:
    """A room together with what its assessment says.

    Attributes:
        assessment: with present ids.
        order: every question of the models, the one to ask first in front.
        walk: ids of questions without an answer, or disputed.
        roles: role of everybody who ever joined, by id.
        turn: ids of the models that the present part of the agenda is about; empty before the first part.
    """

    room: Room
    assessment: Assessment
    models: Mapping[str, Model]
    order: Sequence[Next]
    walk: frozenset[str]
    roles: Mapping[str, str]
    turn: frozenset[str] = frozenset()

    def item(self, item_id: str) -> Item | None:
        """The question with this id; None when no model has it."""
        model = self.model_of(item_id)
        found = model.by_id.get(item_id) if model else None
        return found if isinstance(found, Item) else None

    def model_of(self, item_id: str) -> Model | None:
        """The model that asks the question; None when no model has it."""
        return next((model for model in self.models.values() if item_id in model.by_id), None)

    @property
    def in_front(self) -> Item | None:
        """The question in front of the room."""
        return self.item(self.room.item)


Worked = tuple[Assessment, Sequence[Next], frozenset[str]]


class Desk:
    """Answers what a page of the facilitator asks; a vote that comes in costs nothing here."""

    def __init__(self, hall: Hall, venue: Venue) -> None:
        self.hall = hall
        self.venue = venue
        self._changes = 0
        self._source: Assessment | None = None
        self._worked: Worked | None = None
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    @property
    def stamp(self) -> str:
        """Differs whenever a page shows something else than the counts that news brings."""
        self._follow()
        return f"{self.hall.room.number}.{self._changes}.{len(self.hall.people)}"

    @property
    def connected(self) -> int:
        """How many people have a page of the room open."""
        return sum(self.hall.present[person] > 0 for person in self.hall.people)

    async def picture(self) -> Picture:
        """The room as it is now."""
        self._follow()
        hall, room, source = self.hall, self.hall.room, self.hall.assessment
        worked = self._worked
        if worked is None:
            worked = await hall.in_store(self._work_out, source)
        if source is self._source:
            self._worked = worked
        roles = await hall.in_store(hall.rooms.roles, room.id) if room.settings.roles else {}
        return Picture(room, worked[0], hall.rooms.models, worked[1], worked[2], roles, _turn(room))

    async def preview(self, picture: Picture, language: str) -> Verdict | None:
        """What the model of the question in front says now; None as long as a vote may be open."""
        model = picture.model_of(picture.room.item)
        if model is None or picture.room.phase != "revealed":
            return None
        kept = self._verdicts
        if (model.id, language) not in kept:
            kept[model.id, language] = await self.hall.in_store(_verdict_of, model, picture.assessment, language)
        return kept[model.id, language]

    def _work_out(self, source: Assessment) -> Worked:
        models = self.hall.rooms.models
        assessment = carried(source, models.values())
        order = next_items(models, assessment, [item for model in models.values() for item in model.items])
        return assessment, order, frozenset(item.id for item in to_walk(assessment, models))

    def _follow(self) -> None:
        """Forget what was worked out for another assessment; the store gives the same object as long as it is equal."""
        if self.hall.assessment is not self._source:
            self._source, self._worked, self._verdicts = self.hall.assessment, None, {}
            self._changes += 1


def _turn(room: Room) -> frozenset[str]:
    """What the present part of the agenda is about; nothing when the agenda cannot be read, which the page says."""
    try:
        pages = {part.id: part.pages for part in load_agenda()}
    except InputError:
        return frozenset()
    return frozenset(pages.get(room.parts[-1][0], ())) if room.parts else frozenset()


def _verdict_of(model: Model, assessment: Assessment, language: str) -> Verdict:
    return verdict(score_model(model, assessment), language)
