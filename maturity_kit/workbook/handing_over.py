"""Handing over: one button a document, made beside the page so that the page stays alive."""

from __future__ import annotations

import asyncio
import base64
import logging
import mimetypes
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import escape

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.errors import InputError
from maturity_kit.forms.html import render
from maturity_kit.reports.look import Look
from maturity_kit.reports.make import FORMATS, one_file, title
from maturity_kit.reports.story import story_of
from maturity_kit.workbook.page import Page
from maturity_kit.workbook.piece import Piece

log = logging.getLogger(__name__)
REGION, TOLD = "hand-over", "given"


class Outcome(NamedTuple):
    """What became of a document: the name of its file and its bytes, or a sentence that says why there is none."""

    file: str = ""
    content: bytes = b""
    problem: str = ""


class HandingOver(Page):
    """A page with a row of buttons that hand over documents."""

    making = ""
    """The document that is being made; empty when none is."""

    def offered(self) -> Sequence[str]:
        """The documents that this page hands over, in the order of their buttons."""
        return tuple(FORMATS)

    def given(self) -> Assessment:
        """The assessment that the documents are about."""
        return self.state.assessment

    def hand_over(self) -> Piece:
        """One button a document, and below them the place where it is said what became of it."""
        place = f'<p class="mk-given" role="status" data-mk-page="{self.key}" data-mk-live="{TOLD}"></p>'
        return Piece(self.region(REGION, self._buttons).html() + place)

    def follows(self, name: str) -> bool:
        """The buttons stay as they are, whatever is edited."""
        return name != REGION and super().follows(name)

    def do_hand_over(self, fields: dict[str, str]) -> None:
        """Make a document; a second click while one is made does nothing, and nothing is made while a vote is open."""
        name = fields.get("format", "")
        if name not in self.offered() or self.making or self.calm(REGION):
            return
        self.making = name
        self.show([REGION])
        self._tell(self.say("give.making", name=title(name, self.state.language)))
        beside(lambda: self._made(name), self._give)

    def _buttons(self) -> str:
        language = self.state.language
        offered = [(name, title(name, language)) for name in self.offered()]
        return render("give", language, offered=offered, making=self.making, page=self.key)

    def _made(self, name: str) -> Outcome:
        """The document, made in a thread of its own: nothing of the page is touched here."""
        try:
            story = story_of(self.given(), self.state.language, self.state.models)
            return Outcome(*one_file(story, name, Look()))
        except InputError as problem:
            return Outcome(problem=problem.to(self.state.language))
        except Exception:
            log.exception("a document could not be made")
            return Outcome(problem=self.say("give.unexpected"))

    def _give(self, made: Outcome) -> None:
        name, self.making = title(self.making, self.state.language), ""
        self.show([REGION])
        if made.problem:
            self._tell(self.say("give.failed", name=name, problem=made.problem))
            return
        media = mimetypes.guess_type(made.file)[0] or "application/octet-stream"
        content = base64.b64encode(made.content).decode("ascii")
        self.send({"type": "file", "name": made.file, "content": content, "media": media})
        self._tell(self.say("give.done", name=name, file=made.file))

    def _tell(self, words: str) -> None:
        self.send({"type": "show", "region": TOLD, "html": str(escape(words))})


def beside(act: Callable[[], Outcome], then: Callable[[Outcome], None]) -> None:
    """Do something slow in a thread, then something with what it gave; at once where nothing runs a loop."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        then(act())
        return
    loop.run_in_executor(None, act).add_done_callback(lambda done: then(done.result()))
