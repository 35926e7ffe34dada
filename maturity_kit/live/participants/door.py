"""The way in: the code, what a person should know before joining, and joining once."""

from __future__ import annotations

import hmac
import time
from http import HTTPStatus
from uuid import uuid4

from maturity_kit.assessment.room.room import RoomError
from maturity_kit.live.participants.guesses import Guesses
from maturity_kit.live.participants.views import roles
from maturity_kit.live.participants.visitor import Visitor
from maturity_kit.store.room_rows import CODE_LENGTH, normal_code

LONGEST_KEY = 64


class Entrance(Visitor):
    """What all addresses before the room share."""

    def knows(self, typed: str) -> bool:
        """Whether this is the code of the room, however it was typed."""
        return hmac.compare_digest(normal_code(typed).encode(), self.hall.room.code.encode())

    def turn_away(self) -> None:
        """Say that the code is wrong; after too many, only that. A code of another length is no guess."""
        guesses: Guesses = self.settings["guesses"]
        wait = guesses.wrong(str(self.request.remote_ip), time.monotonic())
        if wait:
            self.set_header("Retry-After", str(wait))
        self.set_status(HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.NOT_FOUND)
        self.page("code", said=self.say("error.429" if wait else "join.wrong"))

    def ask_to_join(self, said: str = "", role: str = "", name: str = "") -> None:
        """What the room is about and what is kept, before the button."""
        if not self.hall.room.running:
            self.page("waiting", scene="ended", step=self.hall.room.number, said="")
            return
        settings = self.hall.room.settings
        filled = {"said": said, "role": role, "name": name, "names": settings.names, "key": uuid4().hex}
        self.page("join", code=self.hall.room.code, roles=roles(settings, self.language), **filled)


class Code(Entrance):
    """The first page: type the code, unless this phone is known."""

    def get(self) -> None:
        """The page, or on to the room."""
        typed = normal_code(self.get_query_argument("code", ""))
        if self.person:
            self.redirect("/room", status=HTTPStatus.SEE_OTHER)
        elif len(typed) == CODE_LENGTH:
            self.redirect(f"/{typed}", status=HTTPStatus.SEE_OTHER)
        else:
            self.page("code", said=self.say("join.not-a-code") if typed else "")


class Door(Entrance):
    """The address in the QR code."""

    def get(self, typed: str) -> None:
        """What to know before joining; a phone that has joined goes on to the room."""
        if self.person:
            self.redirect("/room", status=HTTPStatus.SEE_OTHER)
        elif self.knows(typed):
            self.ask_to_join()
        else:
            self.turn_away()


class Join(Entrance):
    """Joining: the same form sent twice makes one participant."""

    def get(self) -> None:
        """Reloaded after something was missing: begin with the code."""
        self.redirect("/", status=HTTPStatus.SEE_OTHER)

    async def post(self) -> None:
        """A cookie, and on to the room."""
        if self.person:
            self.redirect("/room", status=HTTPStatus.SEE_OTHER)
            return
        if not self.knows(self.get_body_argument("code", "")):
            self.turn_away()
            return
        role, name = self.get_body_argument("role", ""), self.get_body_argument("name", "")
        key = self.get_body_argument("key", "")[:LONGEST_KEY] or uuid4().hex
        try:
            self.remember(await self.hall.join(role, name, key))
        except RoomError as problem:
            self.set_status(HTTPStatus.CONFLICT)
            self.ask_to_join(self.words_of(problem), role, name)
            return
        self.redirect("/room", status=HTTPStatus.SEE_OTHER)
