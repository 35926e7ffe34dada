"""What the server knows of its room: the newest state, who is there, and who waits to hear of a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.room.room import Room, Step
from maturity_kit.live.listening import Listeners
from maturity_kit.store.ballot_box import Cast, Receipt
from maturity_kit.store.room_rows import Participant
from maturity_kit.store.rooms import Rooms

Found = TypeVar("Found")
Chosen = dict[tuple[str, int], Mapping[str, Any]]


class Hall:
    """One room, held in memory and kept in the store.

    All that touches the store runs in one thread, in order; votes that arrive while it is busy wait and go into one
    transaction together, so that a room that votes all at once does not queue for the disk. Nothing is acknowledged
    before it is on disk. ``revision`` grows with everything that somebody could see change.
    """

    def __init__(self, rooms: Rooms, room_id: str) -> None:
        self.rooms = rooms
        self.room: Room = rooms.load(room_id)
        self.assessment: Assessment = rooms.store.load(self.room.assessment_id)
        self.people: dict[str, Participant] = {person.id: person for person in rooms.people(room_id)}
        self.chosen: dict[str, Chosen] = rooms.everyone(room_id)
        self.listeners = Listeners()
        self._shared: dict[Hashable, Any] = {}
        self.revision = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._waiting: list[tuple[Cast, asyncio.Future[Receipt]]] = []
        self._casting: asyncio.Task[None] | None = None

    @property
    def present(self) -> Mapping[str, int]:
        """How many pages each participant has open, by id; nobody who has none."""
        return self.listeners.present

    @property
    def voted(self) -> int:
        """How many people have voted on the question in front of the room."""
        return self.shared("voted", self._count_votes)

    def answered(self, person: str) -> int:
        """How many questions somebody has answered, where people answer alone."""
        return len({item for item, _ in self.chosen.get(person, ())})

    def shared(self, what: Hashable, work_out: Callable[[], Found]) -> Found:
        """What is the same for every phone until there is news: worked out for the first that asks."""
        if what not in self._shared:
            self._shared[what] = work_out()
        found: Found = self._shared[what]
        return found

    async def vote(self, cast: Cast) -> Receipt:
        """What became of a choice, once it is on disk; raises StoreError when the store fails."""
        waiting: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._waiting.append((cast, waiting))
        if self._casting is None:
            self._casting = asyncio.create_task(self._cast_waiting())
        return await waiting

    async def act(self, step: Step, seen: int, key: str) -> Room:
        """The room after an act of the facilitator; raises StepTakenError or InputError when it was not done."""
        room = await self.in_store(self.rooms.step, self.room.id, step, seen, key)
        # Together, so that no page shows a reveal without its votes.
        self.room, self.assessment = room, await self.in_store(self.rooms.store.load, room.assessment_id)
        for gone in self.room.removed & self.people.keys():
            del self.people[gone]
        await self.tell(at_once=True)
        return self.room

    async def join(self, role: str, name: str, key: str) -> Participant:
        """A new participant, or the one that this key made; raises RoomError when that cannot be."""
        person = await self.in_store(self.rooms.join, self.room.id, role, name, key)
        if person.id not in self.room.removed:
            self.people[person.id] = person
        await self.tell()
        return person

    async def refresh(self) -> None:
        """Read again what others may have written: the room and the assessment."""
        room, assessment = await self.in_store(self._look)
        # What was read before an act of the facilitator must not take it back.
        if room.number >= self.room.number and (room, assessment) != (self.room, self.assessment):
            self.room, self.assessment = room, assessment
            await self.tell()

    async def in_store(self, work: Callable[..., Found], *details: Any) -> Found:
        """Do something with the store, after what it is doing now."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *details)

    async def tell(self, at_once: bool = False) -> None:
        """Something changed that somebody can see; what the facilitator does is seen ``at_once``."""
        self.revision += 1
        self._shared.clear()
        self.listeners.tell(at_once)

    def close(self) -> None:
        """Finish what the store is doing, and let go of it."""
        self._thread.shutdown(wait=True)
        self.rooms.store.close()

    def _look(self) -> tuple[Room, Assessment]:
        return self.rooms.load(self.room.id), self.rooms.store.load(self.room.assessment_id)

    def _count_votes(self) -> int:
        asked = (self.room.item, self.room.ballot)
        return sum(asked in chosen for person, chosen in self.chosen.items() if person in self.people)

    async def _cast_waiting(self) -> None:
        """Put everything that waits into one transaction, again and again until nothing waits."""
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._cast([cast for cast, _ in batch], [waiting for _, waiting in batch])
        finally:
            self._casting = None

    async def _cast(self, casts: list[Cast], waiting: list[asyncio.Future[Receipt]]) -> None:
        try:
            receipts = await self.in_store(self.rooms.cast, self.room.id, casts)
        except Exception as problem:
            for one in waiting:
                if not one.done():
                    one.set_exception(problem)
            return
        for cast, receipt, one in zip(casts, receipts, waiting, strict=True):
            if not receipt.problem and not receipt.repeated:
                self.chosen.setdefault(cast.participant, {})[cast.item, cast.ballot] = {**cast.choice, "at": receipt.at}
            if not one.done():
                one.set_result(receipt)
        await self.tell()
