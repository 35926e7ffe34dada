"""Inside the room: the page of this moment, voting, and hearing of news."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from tornado.web import HTTPError

from maturity_kit.content.model import Item
from maturity_kit.live.hall import Chosen
from maturity_kit.live.handler import Events, public_state
from maturity_kit.live.participants import views
from maturity_kit.live.participants.alone import Walk, listed, walk_of
from maturity_kit.live.participants.visitor import Visitor
from maturity_kit.store.ballot_box import Cast, Receipt

LONGEST_KEY = 64
TEMPLATES = {"open": "vote", "revealed": "revealed"}
"""Template of each scene; of all others ``waiting``."""


class Inside(Visitor):
    """What all pages of the room share."""

    @property
    def own(self) -> Chosen:
        """What this person chose."""
        return self.hall.chosen.get(self.person_id, {})

    @property
    def walk(self) -> Walk:
        """The questions of this person, where people answer alone."""
        room, person = self.hall.room, self.person
        return walk_of(room.settings.items_of(person.role if person else ""), self.own, room.ballot)

    def show_room(self, said: str = "") -> None:
        """The page of this moment; ``said`` is what became of the last act, if that needs saying."""
        scene = views.scene_of(self.hall.room, self.removed)
        context: dict[str, Any] = {"scene": scene, "said": said, "step": self.hall.room.number}
        if scene == "open" and self.hall.room.ahead:
            self._show_alone(context)
        elif scene in TEMPLATES:
            item = self.hall.rooms.items[self.hall.room.item]
            more = self._open() if scene == "open" else self._revealed(item)
            self.page(TEMPLATES[scene], **context, **self._asked(item), **more)
        else:
            self.page("waiting", **context)

    def _show_alone(self, context: dict[str, Any]) -> None:
        walk = self.walk
        number = walk.asked(self.get_query_argument("q", ""))
        context |= {"walk": walk, "closes": views.day_words(self.hall.room.settings.closes, self.language)}
        if number is None:
            self.page("answered", **context, models=listed(walk, self.hall.rooms.models.values()))
        else:
            item = self.hall.rooms.items[walk.items[number - 1]]
            self.page("alone", **context, **self._asked(item), number=number, key=uuid4().hex)

    def _asked(self, item: Item) -> dict[str, Any]:
        ballot = self.hall.room.ballot
        own = self.own.get((item.id, ballot))
        return {"item": item, "ballot": ballot, "own": own, "kept_words": self.kept_words(own["at"]) if own else "",
                "options": views.options(item, self.say, own)}  # fmt: skip

    def kept_words(self, at: str) -> str:
        """That a choice is kept since this time, and until when it can be changed."""
        return self.say(f"vote.kept-{self.hall.room.settings.kind}", at=views.time_words(at))

    def _open(self) -> dict[str, Any]:
        left = views.seconds_left(self.hall.room.timer, datetime.now(UTC))
        return {
            "key": uuid4().hex,
            "left": left,
            "clock": views.clock_words(left or 0),
            "voted": self.hall.voted,
            "people": len(self.hall.people),
        }

    def _revealed(self, item: Item) -> dict[str, Any]:
        room = self.hall.room
        seen = partial(views.ballots_seen, self.hall.assessment, item, room.revealed.get(item.id, 0))
        ballots = self.hall.shared(("ballots", item.id), seen)
        own = self.own.get((item.id, room.ballot))
        return {
            "bars": views.bars(views.options(item, self.say, own), ballots),
            "voters": ballots[-1].ballot.voters,
            "agreed": views.agreed_words(room.agreed.get(item.id), item, self.say),
        }


class RoomPage(Inside):
    """The one page that shows the phase the room is in."""

    def get(self) -> None:
        """The page; a stranger is asked for the code."""
        if self.person or self.removed:
            self.show_room()
        elif self.get_query_argument("part", ""):
            raise HTTPError(403)
        else:
            self.redirect("/", status=HTTPStatus.SEE_OTHER)


class Vote(Inside):
    """One choice; acknowledged when it is on disk."""

    def get(self) -> None:
        """Reloaded after voting: on to the room."""
        self.redirect("/room", status=HTTPStatus.SEE_OTHER)

    async def post(self) -> None:
        """A receipt: as JSON for a script, else as the page that follows."""
        receipt = await self.hall.vote(self._cast(self.get_body_argument("key", "")))
        if receipt.problem == "vote.key" and not self.wants_json():
            # A page kept by the back button sends its key again, with what is chosen now.
            receipt = await self.hall.vote(self._cast(uuid4().hex))
        self._acknowledge(receipt)

    def _cast(self, key: str) -> Cast:
        said = self.get_body_argument
        ballot = said("ballot", "")
        if not (0 < len(key) <= LONGEST_KEY and ballot.isascii() and ballot.isdigit() and len(ballot) < 7):
            raise HTTPError(400)
        choice = views.choice_of(said("choice", ""), said("reason", ""))
        return Cast(self.person_id, said("item", ""), int(ballot), choice, key)

    def _acknowledge(self, receipt: Receipt) -> None:
        words = self.say(receipt.problem, **dict[str, Any](receipt.details)) if receipt.problem else ""
        if self.wants_json():
            self.answer(self._told(receipt, words))
        elif not receipt.problem:
            self.redirect(self._next(), status=HTTPStatus.SEE_OTHER)
        elif receipt.problem == "vote.stranger":
            raise HTTPError(403)
        else:
            self.set_status(HTTPStatus.CONFLICT)
            self.show_room(words)

    def _told(self, receipt: Receipt, words: str) -> dict[str, Any]:
        if receipt.problem:
            return {"ok": False, "key": receipt.key, "problem": receipt.problem, "message": words}
        at, words = views.time_words(receipt.at), self.kept_words(receipt.at)
        return {"ok": True, "key": receipt.key, "at": at, "message": words, "next": self._next()}

    def _next(self) -> str:
        return self.walk.address_after(self.get_body_argument("item", "")) if self.hall.room.ahead else "/room"


class News(Visitor, Events):
    """The stream of news for one phone."""

    def listener(self) -> str:
        """The participant; raises 403 for a stranger."""
        if self.person is None:
            raise HTTPError(403)
        return self.person.id

    def piece(self, revision: int) -> str:
        """One piece of news; a phone that lost the line tries again after a second."""
        return f"retry: 1000\n{super().piece(revision)}"

    def still(self) -> str:
        """A sign of life that the script can hear."""
        return "event: still\ndata: 1\n\n"


class State(Visitor):
    """The same news for a phone that asks for it."""

    def get(self) -> None:
        """Where the room is; 403 for a stranger."""
        if self.person is None:
            raise HTTPError(403)
        self.answer(public_state(self.hall))
