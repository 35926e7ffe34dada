"""Keeping what a button changes: other weights in force, and what is written with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event
from maturity_kit.forms.meanwhile import ClashError
from maturity_kit.forms.state import PageError
from maturity_kit.insight.weighing.given import WeighingError
from maturity_kit.workbook.page import Page

WEIGHTS = "weights"
KINDS = {"weights": "weight", "model_weights": "model_weight"}


class KeepsWeights(Page):
    """A page that can put other weights in force, several at once."""

    def put_in_force(self, wanted: Assessment) -> None:
        """Keep every weight that becomes another one, then bring the page up to date.

        Raises:
            WeighingError: somebody else changed one of these weights since this page showed it; nothing was kept.
        """
        before = self.state.assessment
        try:
            if self.state.catch_up():
                self.show_later(self.regions, gently=True)
            changes = list(_changes(before, wanted))
            if any(_weight(before, *one) != _weight(self.state.assessment, *one) for one in changes):
                raise WeighingError("error.meanwhile")
            for field, name in changes:
                self.keep(KINDS[field], name, _weight(wanted, field, name))
        finally:
            self.show([name for name, region in self.regions.items() if region.urgent])
            self.show([WEIGHTS] if WEIGHTS in self.regions else [])
            self.show_later([name for name in self.regions if self.follows(name)])

    def keep(self, kind: str, subject: str, payload: Any) -> None:
        """Keep one change.

        Raises:
            PageError: the page is frozen.
            WeighingError: somebody else changed the same in the meantime; theirs stays.
        """
        self.refuse_frozen()
        event = Event(kind, subject, payload, at=datetime.now(UTC).isoformat(), key=uuid4().hex)
        before = self.state.assessment
        self.state.edit(event)
        try:
            _, foreign = self.state.save(event)
        except Exception as problem:
            self.state.forget(before)
            self.state.catch_up()
            if isinstance(problem, ClashError):
                raise WeighingError("error.meanwhile") from None
            raise
        if foreign:
            self.show_later(self.regions, gently=True)

    def refuse_frozen(self) -> None:
        """Refuse what a page may not do that only shows.

        Raises:
            PageError: the page is frozen.
        """
        if self.state.frozen:
            raise PageError("error.frozen")


def _changes(before: Assessment, wanted: Assessment) -> Iterator[tuple[str, str]]:
    """Field and id of every weight that is another one."""
    for field in KINDS:
        for name in dict.fromkeys((*getattr(before, field), *getattr(wanted, field))):
            if _weight(before, field, name) != _weight(wanted, field, name):
                yield field, name


def _weight(assessment: Assessment, field: str, name: str) -> float | None:
    found: Mapping[str, float] = getattr(assessment, field)
    return found.get(name)
