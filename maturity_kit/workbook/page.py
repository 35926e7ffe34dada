"""A page of the workbook: named regions of HTML, kept up to date after every edit."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from maturity_kit.assessment.events import Event
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.forms.bridge import Bridge, styles
from maturity_kit.forms.html import Region
from maturity_kit.forms.state import AssessmentState, PageError
from maturity_kit.forms.tables import (
    READ_ANSWERS,
    filled_words,
    forms_of,
    outcome_html,
    outcomes_of,
    table_html,
    tables_html,
)

log = logging.getLogger(__name__)
EDITABLE = frozenset({"answer", "target", "weight", "model_weight", "claim", "detail", "register"})
OF_TABLES = ("verdict", "remarks", "steps", "road")
"""Regions that follow the working tables, beside what the tables amount to."""

AFTER_ANSWERS = frozenset(f"outcome-{form}" for form in READ_ANSWERS)
"""Outcomes of working tables that follow answers too."""


def of_table(name: str) -> bool:
    """Whether a region shows a working table or what it amounts to."""
    return name.startswith(("outcome-", "table-", "said-table-"))


def soon(act: Callable[[], None]) -> None:
    """Do something once the kernel has handled what it is handling; at once where nothing runs a loop."""
    try:
        asyncio.get_running_loop().call_soon(act)
    except RuntimeError:
        act()


class Page:
    """What every page has: the state, the widget that listens, and regions that follow the state.

    Subclasses make regions with ``region`` and answer buttons with methods named ``do_<action>``.
    """

    def __init__(self, state: AssessmentState) -> None:
        self.state = state
        self.key = secrets.token_hex(4)
        self.say = Wording("forms", state.language)
        self.regions: dict[str, Region] = {}
        self._stale: set[str] = set()
        self._planned = False
        self.bridge = Bridge(
            self.receive,
            page=self.key,
            assessment=state.assessment.id,
            frozen=state.frozen,
            words={
                key: self.say(f"save.{key}")
                for key in ("saved", "saving", "unsaved", "number", "least", "field", "reason")
            },
        )

    def region(
        self, name: str, render: Callable[[], str], heading: str = "", urgent: bool = False, model: str = ""
    ) -> Region:
        """Register a piece of the page.

        Urgent pieces are sent first and announced to screen readers. A piece about one ``model`` stays as it is when
        an edit concerns another.
        """
        self.regions[name] = Region(self.key, name, render, heading, urgent, model)
        return self.regions[name]

    def working_tables(self, forms: Iterable[str]) -> str:
        """Several working tables, each with regions for what it amounts to, its form, and how far it is filled in."""
        for form in forms:
            self.region(f"outcome-{form}", partial(outcome_html, self.state, form, self.key))
            self.region(f"table-{form}", partial(table_html, self.state, form, self.key))
            self.region(f"said-table-{form}", partial(filled_words, self.state, form))
        return tables_html(self.state, forms, self.key)

    def open(self) -> None:
        """Show what every page starts with: whose assessment it is, whether it is saved, and the widget."""
        from IPython.display import HTML, display

        bar = HTML(f'{styles()}<div class="mk-bar">{self.headline()}{self.status()}</div>')  # type: ignore[no-untyped-call]
        display(bar, self.bridge)  # type: ignore[no-untyped-call]

    def headline(self) -> str:
        """Organisation, unit and round, as the first line of the page."""
        from markupsafe import Markup

        assessment = self.state.assessment
        unit = f" · {assessment.unit}" if assessment.unit else ""
        words = self.say("page.assessment", organisation=assessment.organisation, unit=unit, round=assessment.round)
        return Markup('<p class="mk-headline" data-organisation="{}">{}</p>').format(assessment.organisation, words)

    def status(self) -> str:
        """The places for saved or not saved, and for messages."""
        start = self.say("save.frozen") if self.state.frozen else ""
        return (
            f'<p class="mk-status" role="status" data-mk-page="{self.key}" data-mk-live="status">{start}</p>'
            f'<p class="mk-notice" role="alert" data-mk-page="{self.key}" data-mk-live="notice"></p>'
        )

    def receive(self, message: dict[str, Any]) -> None:
        """Handle a message from the page; whatever goes wrong is said on the page and never raised."""
        try:
            if message.get("type") == "edit":
                self.edit(message)
            elif message.get("type") == "action":
                self.act(message)
        except InputError as error:
            kind = "failed" if message["type"] == "edit" else "notice"
            self.bridge.send({"type": kind, "message": error.to(self.state.language)})
        except Exception:
            log.exception("a message from the page could not be handled")
            self.bridge.send({"type": "failed", "message": self.say("save.failed")})

    def edit(self, message: dict[str, Any]) -> None:
        """Apply an edit, show the verdict, keep the edit, then bring the rest of the page up to date.

        What does not fit is refused for good. What could not be kept stays in the browser, which sends it again.
        """
        key, subject = str(message.get("key", ""))[:64], str(message.get("subject", ""))[:200]
        form = str(message.get("form", ""))[:64]
        before = self.state.assessment
        try:
            event, caught_up = self.state.caught_up(self.event(message, key))
            self.state.edit(event)
        except InputError as error:
            words = error.sentence(self.state.language) if form else error.to(self.state.language)
            told = {"type": "refused", "key": key, "subject": subject, "message": words}
            place = {"form": form, "where": error.where, "found": str(error.details.get("found", ""))}
            self.bridge.send({**told, **place} if form else told)
            return
        concerned = self.concerned_by_table(event.subject, form) if form else self.concerned(event.subject)
        self.show(name for name in concerned if self.regions[name].urgent)
        try:
            saved, foreign = self.state.save(event)
        except Exception:
            self.state.forget(before)
            self.show(name for name in concerned if self.regions[name].urgent)
            raise
        self.bridge.send({"type": "saved", "key": key, "at": datetime.now().strftime("%H:%M") if saved else ""})
        everything = foreign or caught_up or bool(message.get("again"))
        self.show_later(self.regions if everything else [name for name in concerned if self.follows(name) or form])

    def event(self, message: dict[str, Any], key: str) -> Event:
        """The event that a message stands for."""
        kind, subject = message.get("kind"), message.get("subject")
        if kind not in EDITABLE or not isinstance(subject, str):
            raise PageError("error.edit", found=kind, allowed=", ".join(sorted(EDITABLE)))
        return Event(kind, subject, message.get("payload"), at=datetime.now(UTC).isoformat(), key=key)

    def act(self, message: dict[str, Any]) -> None:
        """Do what a button asks for, if this page knows it."""
        name = str(message.get("name", "")).replace("-", "_")
        action = getattr(self, f"do_{name}", None)
        if action is None or not isinstance(message.get("fields"), dict):
            raise PageError("error.action", found=name, allowed=", ".join(self.actions()) or "–")
        action({str(field): str(words) for field, words in message["fields"].items()})

    def actions(self) -> list[str]:
        """Names of the buttons this page answers."""
        return sorted(name.removeprefix("do_") for name in dir(self) if name.startswith("do_"))

    def concerned(self, subject: str) -> list[str]:
        """Names of the regions that an edit of a node can change, in the order in which they stand on the page."""
        owner = next((model.id for model in self.state.models.values() if subject in model.by_id), "")
        return [
            name
            for name, region in self.regions.items()
            if region.model in ("", owner) and (not of_table(name) or name in AFTER_ANSWERS)
        ]

    def concerned_by_table(self, register: str, form: str) -> list[str]:
        """Names of the regions that an edit of a working table can change; not the form that was edited."""
        others = {f"table-{one}" for one in forms_of(register) if one != form}
        others |= {f"said-table-{one}" for one in forms_of(register)}
        others |= {f"outcome-{one}" for one in outcomes_of(register)}
        return [name for name in self.regions if name in OF_TABLES or name in others]

    def follows(self, name: str) -> bool:
        """Whether a region is redrawn after an edit; forms are not, for they hold what is being typed."""
        form = name in ("questions", "weights", "details", "claim") or name.startswith("table-")
        return not form and not self.regions[name].urgent

    def show(self, names: Iterable[str]) -> None:
        """Send regions as they are now."""
        for name in names:
            self.bridge.send({"type": "show", "region": name, "html": self.regions[name].render()})

    def show_later(self, names: Iterable[str]) -> None:
        """Send regions once the kernel has a moment, so that quick clicks do not queue up pictures."""
        self._stale.update(names)
        if not self._planned:
            self._planned = True
            soon(self._show_stale)

    def _show_stale(self) -> None:
        self._planned = False
        names = [name for name in self.regions if name in self._stale]
        self._stale.clear()
        try:
            self.show(names)
        except Exception:
            log.exception("the page could not be redrawn")
            self.bridge.send({"type": "failed", "message": self.say("save.failed")})
