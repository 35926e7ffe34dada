"""A page of the workbook: what it is told, what it keeps, and how it follows what others do."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.errors import InputError
from maturity_kit.forms.bridge import Bridge, styles
from maturity_kit.forms.clashes import clash_message
from maturity_kit.forms.meanwhile import ClashError
from maturity_kit.forms.state import AssessmentState, PageError
from maturity_kit.workbook.shown import Shown
from maturity_kit.workbook.watch import Watch

log = logging.getLogger(__name__)
EDITABLE = frozenset({"answer", "target", "weight", "model_weight", "claim", "detail", "register"})


class Page(Shown):
    """What every page has: the state, the widget that listens, and regions that follow the state.

    Subclasses make regions with ``region`` and answer buttons with methods named ``do_<action>``.
    """

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(state)
        self._lost = False
        self.bridge = Bridge(
            self.receive,
            page=self.key,
            assessment=state.assessment.id,
            revision=state.revision,
            frozen=state.frozen,
            words={
                key: self.say(f"save.{key}")
                for key in ("saved", "saving", "unsaved", "choose", "number", "least", "field", "reason")
            },
        )
        self.watch = Watch(self.look, lambda: self.bridge.comm is not None)

    def send(self, message: dict[str, Any]) -> None:
        """Tell the browser something."""
        self.bridge.send(message)

    def open(self) -> None:
        """Show what every page starts with: whose assessment it is, whether it is saved, and the widget."""
        from IPython.display import HTML, display

        bar = HTML(f'{styles()}<div class="mk-bar">{self.headline()}{self.status()}</div>')  # type: ignore[no-untyped-call]
        display(bar, self.bridge)  # type: ignore[no-untyped-call]
        if not self.state.frozen:
            self.watch.begin()

    def headline(self) -> str:
        """Organisation, unit and round, as the first line of the page."""
        from markupsafe import Markup

        assessment = self.state.assessment
        unit = f" · {assessment.unit}" if assessment.unit else ""
        words = self.say("page.assessment", organisation=assessment.organisation, unit=unit, round=assessment.round)
        return Markup('<p class="mk-headline" data-organisation="{}">{}</p>').format(assessment.organisation, words)

    def status(self) -> str:
        """The places for saved or not saved, for messages, and for choices about what stands on another page."""
        start = self.say("save.frozen") if self.state.frozen else ""
        return (
            f'<p class="mk-status" role="status" data-mk-page="{self.key}" data-mk-live="status">{start}</p>'
            f'<p class="mk-lost" role="alert" data-mk-page="{self.key}" data-mk-live="lost"></p>'
            f'<p class="mk-notice" role="alert" data-mk-page="{self.key}" data-mk-live="notice"></p>'
            f'<div class="mk-clashes mk-region" data-mk-page="{self.key}" data-mk-live="clashes"></div>'
        )

    def receive(self, message: dict[str, Any]) -> None:
        """Handle a message from the page; whatever goes wrong is said on the page and never raised."""
        try:
            if message.get("type") == "edit":
                self.edit(message)
            elif message.get("type") == "action":
                self.act(message)
            elif message.get("type") == "renew":
                self.renew(message.get("regions"))
        except InputError as error:
            kind = "failed" if message["type"] == "edit" else "notice"
            self.send({"type": kind, "message": error.to(self.state.language)})
        except Exception:
            log.exception("a message from the page could not be handled")
            self.send({"type": "failed", "message": self.say("save.failed")})

    def edit(self, message: dict[str, Any]) -> None:
        """Apply an edit, show the verdict, keep the edit, then bring the rest of the page up to date.

        What does not fit is refused for good. What could not be kept stays in the browser, which sends it again.
        """
        key, subject = str(message.get("key", ""))[:64], str(message.get("subject", ""))[:200]
        form = str(message.get("form", ""))[:64]
        before = self.state.assessment
        try:
            event = self.state.whole(self.event(message, key))
            self.state.edit(event)
        except InputError as error:
            words = error.sentence(self.state.language) if form else error.to(self.state.language)
            told = {"type": "refused", "key": key, "subject": subject, "message": words}
            place = {"form": form, "where": error.where, "found": str(error.details.get("found", ""))}
            self.send({**told, **place} if form else told)
            return
        concerned = self.concerned_by_table(event.subject, form) if form else self.concerned(event.subject)
        self.show(name for name in concerned if self.regions[name].urgent)
        try:
            saved, foreign = self.state.save(event, self.seen(message))
        except ClashError as clash:
            self.ask(clash, before)
            return
        except Exception:
            self.state.forget(before)
            self.show(name for name in concerned if self.regions[name].urgent)
            raise
        self.send(
            {
                "type": "saved",
                "key": key,
                "at": datetime.now().strftime("%H:%M") if saved else "",
                "revision": saved.revision if saved and not foreign else 0,
            }
        )
        everything = foreign or bool(message.get("again"))
        self.show_later(self.regions if everything else [name for name in concerned if self.follows(name) or form])

    def event(self, message: dict[str, Any], key: str) -> Event:
        """The event that a message stands for."""
        kind, subject = message.get("kind"), message.get("subject")
        if kind not in EDITABLE or not isinstance(subject, str):
            raise PageError("error.edit", found=kind, allowed=", ".join(sorted(EDITABLE)))
        return Event(kind, subject, message.get("payload"), at=datetime.now(UTC).isoformat(), key=key)

    def renew(self, names: object) -> None:
        """Show regions again that the page left as they were while somebody filled them in."""
        wanted = names if isinstance(names, list) else []
        self.show_later((name for name in self.regions if name in wanted), gently=True)

    def seen(self, message: dict[str, Any]) -> int | None:
        """The revision at which the page showed what it edited; None when it does not say."""
        found = message.get("seen")
        return min(max(found, 0), self.state.revision) if type(found) is int else None

    def ask(self, clash: ClashError, before: Assessment) -> None:
        """Let the second of two people choose, and show what the first changed."""
        self.state.forget(before)
        self.state.catch_up()
        self.send(clash_message(self.state, clash))
        self.show_later(self.regions)

    def look(self) -> None:
        """Show what others did since; a store that cannot be reached is said once, and looked for again."""
        try:
            changed = self.caught_up()
        except Exception as problem:
            if not self._lost:
                log.warning("the store cannot be reached: %s", problem)
                self._say_lost(True)
            return
        mended = self._lost
        if mended:
            self._say_lost(False)
        if changed or mended:
            self.show_later(self.regions, gently=True)

    def caught_up(self) -> bool:
        """Whether others changed anything that this page shows since it was last asked."""
        return self.state.catch_up()

    def _say_lost(self, lost: bool) -> None:
        self._lost = lost
        self.send({"type": "show", "region": "lost", "html": self.say("store.lost") if lost else ""})

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
