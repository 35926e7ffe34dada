"""The addresses of the facilitator: the console, the beamer, each act, and the news."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tornado import web

from maturity_kit.assessment.room.room import Room, RoomError
from maturity_kit.errors import InputError
from maturity_kit.live.facilitator.acts import step_of
from maturity_kit.live.facilitator.beamer import screen_of
from maturity_kit.live.facilitator.console import action_of, console_of
from maturity_kit.live.facilitator.finding import note
from maturity_kit.live.facilitator.guard import Guarded
from maturity_kit.live.facilitator.qr import qr
from maturity_kit.live.facilitator.questions import SHOWS, Wanted
from maturity_kit.live.facilitator.saying import split_words
from maturity_kit.live.handler import Events, public_state
from maturity_kit.live.participants.views import day_words
from maturity_kit.store.errors import StoreError
from maturity_kit.store.rooms import StepTakenError

LONGEST_KEY = 64
EMPTY: Mapping[str, str] = {}
NOT_DONE = 422
TAKEN = 409


class Home(Guarded):
    """The address without anything behind it leads to the console."""

    takes_token = True

    def get(self) -> None:
        """To the console."""
        self.redirect("/console")


class Console(Guarded):
    """The private page of the facilitator."""

    takes_token = True

    async def get(self) -> None:
        """The page as the room is now."""
        await self.show_console()

    async def show_console(self, problem: str = "", status: int = 200) -> None:
        """The page, with what could not be done in front."""
        stamp, picture = self.desk.stamp, await self.desk.picture()
        preview = await self.desk.preview(picture, self.language)
        view = console_of(picture, self.desk, self._wanted(), preview, self.language)
        self.set_status(status)
        self.show("console", view=view, problem=problem, stamp=stamp, fresh=_key, qr=qr,
                  closes=day_words(picture.room.settings.closes, self.language),
                  **self.around(), **split_words(picture.room.settings, self.language))  # fmt: skip

    def around(self) -> dict[str, Any]:
        """What every page of the console needs: where the workbook is, and what the list of questions shows."""
        asked = self._asked()
        return {"workbook": self.venue.workbook, "asked": asked, "query": urlencode(asked)}

    def _asked(self) -> list[tuple[str, str]]:
        wanted = self._wanted()
        named = (("show", wanted.show), ("model", wanted.model), ("q", wanted.words))
        return [(name, found) for name, found in named if found and found != SHOWS[0]]

    def _wanted(self) -> Wanted:
        show = self.get_argument("show", "")
        model, words = self.get_argument("model", ""), self.get_argument("q", "")[:80]
        known = model if model in self.hall.rooms.models else ""
        return Wanted(show if show in SHOWS else SHOWS[0], known, words)


class Act(Console):
    """One act; whoever knew an older state of the room is asked what to do."""

    takes_token = False

    def get(self) -> None:  # type: ignore[override]
        """Acts are not read."""
        raise web.HTTPError(405)

    async def post(self) -> None:
        """The act is done and on disk, or a page says why not."""
        fields = self._fields()
        try:
            step = step_of(fields)
            room = await self.hall.act(step, _number(fields.get("seen", "")), _key(fields))
        except StepTakenError as problem:
            await self.hall.refresh()
            self._taken(problem, fields)
        except StoreError:
            raise
        except InputError as problem:
            await self._refused(problem)
        else:
            self._done(room)

    def _fields(self) -> dict[str, str]:
        """What was sent, as JSON or by a form; ``act`` of a button is ``kind:subject``."""
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            try:
                sent = json.loads(self.request.body)
            except ValueError:
                raise web.HTTPError(400) from None
            return {str(name): str(found) for name, found in sent.items()} if isinstance(sent, dict) else {}
        fields = {name: self.get_body_argument(name) for name in self.request.body_arguments}
        if fields.get("act"):
            fields["kind"], _, fields["subject"] = fields.pop("act").partition(":")
        return fields

    def _done(self, room: Room) -> None:
        if self.wants_json():
            self.answer({"ok": True, **public_state(self.hall), "step": room.number})
        else:
            parts = [urlencode(self._asked()), "part=main" if self.get_argument("part", "") else ""]
            query = "&".join(filter(None, parts))
            self.redirect("/console" + (f"?{query}" if query else ""), status=303)

    async def _refused(self, problem: InputError) -> None:
        words = problem.sentence(self.language)
        if self.wants_json():
            self.answer({"ok": False, "problem": problem.problem, "message": words}, NOT_DONE)
        else:
            await self.show_console(words, NOT_DONE)

    def _taken(self, problem: StepTakenError, fields: dict[str, str]) -> None:
        words, seen = problem.sentence(self.language), self.hall.room.number
        if self.wants_json():
            self.answer({"ok": False, "problem": "step.taken", "message": words, "seen": seen,
                         **public_state(self.hall)}, TAKEN)  # fmt: skip
            return
        self.set_status(TAKEN)
        mine = {name: found for name, found in fields.items() if name not in ("seen", "part")}
        shown = self.hall.rooms.items.get(self.hall.room.item)
        self.show("console_taken", problem=words, mine=mine, seen=seen, room=self.hall.room,
                  question=shown.text if shown else None, **self.around())  # fmt: skip


class FindOut(Act):
    """The action to find out what too many do not know."""

    async def post(self) -> None:
        """The action is in the table of actions."""
        picture = await self.desk.picture()
        action = action_of(screen_of(picture, self.hall, self.venue), self.language)
        fields = self._fields()
        if action is None or fields.get("subject") != picture.room.item:
            await self._refused(RoomError("console.nothing-to-find-out"))
            return
        store, found = self.hall.rooms.store, picture.room.assessment_id
        await self.hall.in_store(note, store, found, action, _key(fields))
        await self.hall.refresh()
        self._done(self.hall.room)


class Beamer(Guarded):
    """The big screen, for all to see."""

    takes_token = True

    async def get(self) -> None:
        """The page as the room is now."""
        stamp, picture = self.desk.stamp, await self.desk.picture()
        self.show("beamer", view=screen_of(picture, self.hall, self.venue), stamp=stamp, qr=qr,
                  **split_words(picture.room.settings, self.language))  # fmt: skip


class News(Guarded, Events):
    """News for the console and the beamer: the public counts, who is connected, and when to fetch the page anew."""

    patience = 3.0

    def listener(self) -> str:
        """A screen."""
        return ""

    def still(self) -> str:
        """Phones come and go without any other news."""
        return self.piece(self.hall.revision)

    def piece(self, revision: int) -> str:
        """One piece of news."""
        fields: dict[str, Any] = {**public_state(self.hall), "connected": self.desk.connected,
                                  "stamp": self.desk.stamp}  # fmt: skip
        return f"id: {revision}\ndata: {json.dumps(fields)}\n\n"


class Export(Guarded):
    """The assessment as a file, with votes as counts."""

    async def get(self) -> None:
        """The file to keep."""
        found = self.hall.room.assessment_id
        text = await self.hall.in_store(self.hall.rooms.store.export, found)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in found)
        self.set_header("Content-Disposition", f'attachment; filename="{name}.assessment.json"')
        self.finish(text)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _key(fields: Mapping[str, str] = EMPTY) -> str:
    return fields.get("key", "")[:LONGEST_KEY] or uuid4().hex
