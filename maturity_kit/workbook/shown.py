"""The pieces of a page: which there are, which an edit can change, and sending them as they are now."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.forms.calm import calm_html, may_lead
from maturity_kit.forms.html import Region
from maturity_kit.forms.state import AssessmentState
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


class Shown:
    """Named regions of HTML that follow a state; subclasses say how they are sent."""

    def __init__(self, state: AssessmentState) -> None:
        self.state = state
        self.key = secrets.token_hex(4)
        self.say = Wording("forms", state.language)
        self.regions: dict[str, Region] = {}
        self._stale: dict[str, bool] = {}
        self._planned = False
        self._calm: set[str] = set()

    def send(self, message: dict[str, Any]) -> None:
        """Tell the browser something."""
        raise NotImplementedError

    def region(
        self, name: str, render: Callable[[], str], heading: str = "", urgent: bool = False, model: str = ""
    ) -> Region:
        """Register a piece of the page.

        Urgent pieces are sent first and announced to screen readers. A piece about one ``model`` stays as it is when
        an edit concerns another. While a vote is open a piece that could lead those who vote says only that.
        """
        self.regions[name] = Region(self.key, name, partial(self._unless_voting, name, render), heading, urgent, model)
        return self.regions[name]

    def calm(self, name: str) -> bool:
        """Whether a region shows nothing at present but that a vote is open."""
        return self.state.voting is not None and may_lead(name)

    def _unless_voting(self, name: str, render: Callable[[], str]) -> str:
        return calm_html(self.state.language) if self.calm(name) else render()

    def working_tables(self, forms: Iterable[str]) -> str:
        """Several working tables, each with regions for what it amounts to, its form, and how far it is filled in."""
        for form in forms:
            self.region(f"outcome-{form}", partial(outcome_html, self.state, form, self.key))
            self.region(f"table-{form}", partial(table_html, self.state, form, self.key))
            self.region(f"said-table-{form}", partial(filled_words, self.state, form))
        return tables_html(self.state, forms, self.key)

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

    def show(self, names: Iterable[str], gently: bool = False) -> None:
        """Send regions as they are now; one that may show nothing until the reveal is sent once.

        Gently: nothing on this page asked for it, so forms that somebody is filling in stay as they are.
        """
        for name in names:
            if self.calm(name) and name in self._calm:
                continue
            (self._calm.add if self.calm(name) else self._calm.discard)(name)
            html, revision = self.regions[name].render(), self.state.revision
            self.send({"type": "show", "region": name, "html": html, "revision": revision, "gently": gently})

    def show_later(self, names: Iterable[str], gently: bool = False) -> None:
        """Send regions once the kernel has a moment, so that quick clicks do not queue up pictures."""
        for name in names:
            self._stale[name] = gently and self._stale.get(name, True)
        if not self._planned:
            self._planned = True
            soon(self._show_stale)

    def _show_stale(self) -> None:
        self._planned = False
        stale, self._stale = self._stale, {}
        try:
            for name in self.regions:
                if name in stale:
                    self.show([name], gently=stale[name])
        except Exception:
            log.exception("the page could not be redrawn")
            self.send({"type": "failed", "message": self.say("save.failed")})
