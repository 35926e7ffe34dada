"""Who holds this phone: a signed cookie that says which participant of this room, and nothing else."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from maturity_kit.live.handler import Handler
from maturity_kit.store.errors import StoreError
from maturity_kit.store.room_rows import Participant

KEPT = 60
"""Days for which a phone stays who it is."""


class Visitor(Handler):
    """Knows the participant by the cookie of this room."""

    @property
    def cookie(self) -> str:
        """Name of the cookie: one for each room, and signed with it, so that a cookie of another room opens nothing."""
        return f"room-{self.hall.room.id}"

    @cached_property
    def person_id(self) -> str:
        """Id of the participant, also of one who was taken out; empty for a stranger."""
        return (self.get_signed_cookie(self.cookie, max_age_days=KEPT) or b"").decode()

    @property
    def person(self) -> Participant | None:
        """The participant; None for a stranger and for somebody who was taken out."""
        return self.hall.people.get(self.person_id)

    @property
    def removed(self) -> bool:
        """Whether the facilitator took this phone out of the room."""
        return self.person_id in self.hall.room.removed

    def remember(self, person: Participant) -> None:
        """This phone is that participant from now on."""
        secure = self.venue.address.startswith("https:")
        kept: dict[str, Any] = {"max_age": KEPT * 24 * 3600, "httponly": True, "samesite": "Lax", "secure": secure}
        self.set_signed_cookie(self.cookie, person.id, expires_days=None, **kept)

    def words_of(self, problem: BaseException | None) -> str:
        """What somebody in the room can do about it; a store that fails is for the facilitator to mend."""
        return self.say("error.503") if isinstance(problem, StoreError) else super().words_of(problem)

    def page(self, template: str, **context: Any) -> None:
        """A page for phones."""
        room = self.hall.room
        others = {name: text for name in self.request.query_arguments if name == "q"
                  for text in self.get_query_arguments(name)}  # fmt: skip
        self.show(template, person=self.person, kind=room.settings.kind, room_id=room.id[:12], kept=others, **context)
