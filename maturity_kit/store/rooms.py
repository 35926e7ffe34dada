"""Rooms in the store: who joined, what the facilitator did, and votes that nobody sees before the reveal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, select

from maturity_kit.assessment.room.room import Room, RoomError, Step, after, ballot_for
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.assessment.room.writing import Choice, events_of_step
from maturity_kit.content.checked import nearest
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item, Model
from maturity_kit.store import room_rows
from maturity_kit.store.ballot_box import Cast, Receipt, put
from maturity_kit.store.errors import StoreError, told_as_sentence
from maturity_kit.store.repository import Store
from maturity_kit.store.room_rows import Participant, normal_code, now
from maturity_kit.store.room_tables import participants, room_steps, rooms

MOST_PEOPLE = 400
ASLEEP = timedelta(hours=12)
"""After this long without a step a vote that nobody closed no longer hides anything in the workbook."""


class StepTakenError(RoomError):
    """Two facilitators: the other one's step came first, so this one was not done."""


class Rooms:
    """The rooms in a store. Several processes may use them at once; every method raises StoreError as the store does.

    What was acknowledged is on disk. A vote and the step that closes its question exclude each other: a vote is in the
    reveal, or it is refused.
    """

    def __init__(self, store: Store, models: Mapping[str, Model] | None = None) -> None:
        self.store = store
        self._models = models
        self._folded: dict[str, Room] = {}

    @cached_property
    def models(self) -> Mapping[str, Model]:
        """The models of the workbook."""
        return self._models or load_models()

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by its id."""
        return {item.id: item for model in self.models.values() for item in model.items}

    def start(self, assessment_id: str, settings: Settings) -> Room:
        """A new room on an assessment.

        Raises:
            StoreError: unknown assessment.
            RoomError: no questions, a question that no model has, or a room of this kind that has not ended yet.
        """
        self._check_items(settings.items)
        with self.store.writing(assessment_id) as work:
            if any(room.settings.kind == settings.kind for room in self._running(work.connection, assessment_id)):
                raise RoomError("room.running", assessment_id)
            known = [vote.ballot for item in settings.items for vote in work.assessment.votes.get(item, ())]
            ballot = 1 + max(known, default=0)
            return room_rows.add_room(work.connection, assessment_id, settings, uuid4().hex, ballot)

    def load(self, room_id: str) -> Room:
        """The room as it is now; raises RoomError for an unknown id."""
        with self._reading() as connection:
            return self._load(connection, room_id)

    def with_code(self, typed: str) -> Room | None:
        """The room that a code belongs to, however it was typed; None when there is none."""
        with self._reading() as connection:
            row = connection.execute(select(rooms.c.id).where(rooms.c.code == normal_code(typed))).first()
            return self._load(connection, row.id) if row else None

    def running(self, assessment_id: str) -> list[Room]:
        """The rooms on an assessment that have not ended, the newest first."""
        with self._reading() as connection:
            return self._running(connection, assessment_id)

    def voting(self, assessment_id: str) -> str | None:
        """The question that is being voted on in a room on the assessment; None when no vote is open."""
        with self._reading() as connection:
            found = [room for room in self._running(connection, assessment_id) if not room.ahead]
        since = (datetime.now(UTC) - ASLEEP).isoformat()
        return next((room.item for room in found if room.phase == "open" and room.touched > since), None)

    def step(self, room_id: str, step: Step, seen: int, key: str) -> Room:
        """The room after an act of the facilitator, which is on disk together with what follows from it.

        A reveal writes the votes into the assessment, an agreed value its answer. The same key again changes nothing.

        Args:
            seen: number of the last step that the facilitator knew.

        Raises:
            StepTakenError: somebody else did something since.
            InputError: the step makes no sense now, or does not fit the models; nothing was written.
        """
        with self.store.writing(self.load(room_id).assessment_id) as work:
            room = self._load(work.connection, room_id, lock=True)
            if self._done(work.connection, room_id, key):
                return room
            if seen != room.number:
                raise StepTakenError("step.taken", found=self._last_kind(work.connection, room))
            complete = self._completed(room, step, work.assessment.votes)
            changed = after(room, complete)
            found = self._revealed_choices(work.connection, room, changed)
            for event in events_of_step(room, complete, found, work.assessment, self.models):
                work.add(event)
            room_rows.add_step(work.connection, room, complete, key)
        self._folded[room_id] = changed
        return changed

    def join(self, room_id: str, role: str, name: str, key: str) -> Participant:
        """A new participant; the same key again gives the same one.

        Raises:
            RoomError: the room has ended or is full, the role is not one of it, or a name is asked for and missing.
        """
        with self._writing(room_id) as (connection, room):
            known = select(participants).where(participants.c.room_id == room_id, participants.c.key == key)
            row = connection.execute(known).first()
            if row is not None:
                return room_rows.participant_of(row)
            count = int(connection.scalar(select(func.count()).where(participants.c.room_id == room_id)) or 0)
            _check_joining(room, role, name, count)
            kept = name.strip()[:80] if room.settings.names else ""
            person = Participant(uuid4().hex, count + 1, role, kept, datetime.now(UTC))
            room_rows.add_participant(connection, room_id, person, key)
            return person

    def cast(self, room_id: str, casts: Sequence[Cast]) -> list[Receipt]:
        """What became of each choice, in order; those that were kept are on disk. One transaction for all of them."""
        with self._writing(room_id) as (connection, room):
            return put(connection, room, self.items, casts)

    def people(self, room_id: str) -> list[Participant]:
        """Everybody in the room, in the order of joining, without those who were taken out."""
        with self._reading() as connection:
            gone = self._load(connection, room_id).removed
            return [person for person in room_rows.people(connection, room_id) if person.id not in gone]

    def roles(self, room_id: str) -> dict[str, str]:
        """The role of everybody who ever joined, by id; also of those who were taken out, for their votes stay."""
        with self._reading() as connection:
            return {person.id: person.role for person in room_rows.people(connection, room_id)}

    def voted(self, room_id: str, item: str, ballot: int) -> int:
        """How many people have voted on a question in a ballot."""
        with self._reading() as connection:
            return room_rows.voted(connection, self._load(connection, room_id), item, ballot)

    def everyone(self, room_id: str) -> dict[str, dict[tuple[str, int], Mapping[str, Any]]]:
        """What each participant chose last and when (``at``), by question and ballot; for nobody else's eyes."""
        with self._reading() as connection:
            found: dict[str, dict[tuple[str, int], Mapping[str, Any]]] = {}
            for one in room_rows.choices(connection, self._load(connection, room_id)):
                found.setdefault(one.participant, {})[one.item, one.ballot] = {**one.choice, "at": one.at}
            return found

    def revealed(self, room_id: str, item: str, ballot: int) -> list[Choice]:
        """The choices in a ballot.

        Raises:
            RoomError: the ballot is not revealed.
        """
        with self._reading() as connection:
            room = self._load(connection, room_id)
            if ballot > room.revealed.get(item, 0):
                raise RoomError("step.not_revealed", found=item)
            return room_rows.choices(connection, room, item, ballot)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_as_sentence(self.store.where), self.store.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, room_id: str) -> Iterator[tuple[Connection, Room]]:
        with told_as_sentence(self.store.where), self.store.beginning() as connection:
            yield connection, self._load(connection, room_id, lock=True)

    def _load(self, connection: Connection, room_id: str, lock: bool = False) -> Room:
        wanted = select(rooms).where(rooms.c.id == room_id)
        row = connection.execute(wanted.with_for_update() if lock else wanted).first()
        if row is None:
            raise RoomError("room.unknown", self.store.where, found=room_id)
        try:
            room = room_rows.steps_since(connection, self._folded.get(room_id) or room_rows.room_of(row))
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError("unreadable", self.store.where, id=room_id, event="-", found=error) from error
        self._folded[room_id] = room
        return room

    def _running(self, connection: Connection, assessment_id: str) -> list[Room]:
        wanted = select(rooms.c.id).where(rooms.c.assessment_id == assessment_id).order_by(rooms.c.number.desc())
        found = [self._load(connection, room_id) for room_id in connection.scalars(wanted).all()]
        return [room for room in found if room.running]

    def _done(self, connection: Connection, room_id: str, key: str) -> bool:
        used = select(room_steps.c.seq).where(room_steps.c.room_id == room_id, room_steps.c.key == key)
        return connection.execute(used).first() is not None

    def _last_kind(self, connection: Connection, room: Room) -> str:
        wanted = select(room_steps.c.kind).where(room_steps.c.room_id == room.id, room_steps.c.number == room.number)
        return str(connection.scalar(wanted) or "–")

    def _completed(self, room: Room, step: Step, votes: Mapping[str, Sequence[Any]]) -> Step:
        """The step with its time, and with the number of the ballot it begins."""
        if step.kind in ("open", "count"):
            self._check_items([step.subject])
            known = max((vote.ballot for vote in votes.get(step.subject, ())), default=0)
            payload = {**step.payload, "ballot": ballot_for(room, step.subject, known)}
            return Step(step.kind, step.subject, payload, now())
        return Step(step.kind, step.subject, step.payload, now())

    def _revealed_choices(self, connection: Connection, room: Room, changed: Room) -> list[Choice]:
        fresh = [item for item, ballot in changed.revealed.items() if ballot > room.revealed.get(item, 0)]
        return [
            choice for item in fresh for choice in room_rows.choices(connection, room, item, changed.revealed[item])
        ]

    def _check_items(self, wanted: Sequence[str]) -> None:
        for item in wanted:
            if item not in self.items:
                raise RoomError("step.item", found=item, allowed=nearest(item, self.items))
        if not wanted:
            raise RoomError("room.empty")


def _check_joining(room: Room, role: str, name: str, count: int) -> None:
    if not room.running:
        raise RoomError("join.ended")
    if count - len(room.removed) >= MOST_PEOPLE:
        raise RoomError("join.full", allowed=MOST_PEOPLE)
    if room.settings.roles and role not in room.settings.roles:
        raise RoomError("join.role", found=role or "–", allowed=", ".join(room.settings.roles))
    if room.settings.names and not name.strip():
        raise RoomError("join.name")
