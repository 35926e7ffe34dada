"""Inside the room: the page of this moment, voting, and hearing of news."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from tornado.web import HTTPError

from maturity_kit.content.model import Item
from maturity_kit.live.handler import Events, public_state
from maturity_kit.live.participants import views
from maturity_kit.live.participants.visitor import Visitor
from maturity_kit.store.ballot_box import Cast, Receipt

LONGEST_KEY = 64
TEMPLATES = {"open": "vote", "revealed": "revealed"}
"""Template of each scene; of all others ``waiting``."""


class Inside(Visitor):
    """What all pages of the room share."""

    def show_room(self, said: str = "") -> None:
        """The page of this moment; ``said`` is what became of the last act, if that needs saying."""
        scene = views.scene_of(self.hall.room, self.removed)
        context: dict[str, Any] = {"scene": scene, "said": said}
        if scene in TEMPLATES:
            context |= self._about(self.hall.rooms.items[self.hall.room.item], scene)
        self.page(TEMPLATES.get(scene, "waiting"), **context)

    def _about(self, item: Item, scene: str) -> dict[str, Any]:
        own = self.hall.chosen.get(self.person_id, {}).get((item.id, self.hall.room.ballot))
        asked: dict[str, Any] = {
            "item": item,
            "ballot": self.hall.room.ballot,
            "options": views.options(item, self.say, own),
        }
        return asked | (self._open(own) if scene == "open" else self._revealed(item, asked["options"]))

    def _open(self, own: Any) -> dict[str, Any]:
        left = views.seconds_left(self.hall.room.timer, datetime.now(UTC))
        return {
            "own": own,
            "key": uuid4().hex,
            "left": left,
            "clock": views.clock_words(left or 0),
            "voted": self.hall.voted,
            "people": len(self.hall.people),
        }

    def _revealed(self, item: Item, choices: list[views.Option]) -> dict[str, Any]:
        room = self.hall.room
        ballots = views.ballots_seen(self.hall.assessment, item, room.revealed.get(item.id, 0))
        return {
            "bars": views.bars(choices, ballots),
            "ballots": len(ballots),
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
            self.redirect("/room", status=HTTPStatus.SEE_OTHER)
        elif receipt.problem == "vote.stranger":
            raise HTTPError(403)
        else:
            self.set_status(HTTPStatus.CONFLICT)
            self.show_room(words)

    def _told(self, receipt: Receipt, words: str) -> dict[str, Any]:
        if receipt.problem:
            return {"ok": False, "key": receipt.key, "problem": receipt.problem, "message": words}
        at = datetime.now().astimezone().strftime("%H:%M")
        return {"ok": True, "key": receipt.key, "at": at, "message": self.say("vote.kept", at=at)}


class News(Visitor, Events):
    """The stream of news for one phone."""

    def listener(self) -> str:
        """The participant; raises 403 for a stranger."""
        if self.person is None:
            raise HTTPError(403)
        return self.person.id


class State(Visitor):
    """The same news for a phone that asks for it."""

    def get(self) -> None:
        """Where the room is; 403 for a stranger."""
        if self.person is None:
            raise HTTPError(403)
        self.answer(public_state(self.hall))
