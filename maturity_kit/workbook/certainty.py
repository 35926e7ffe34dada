"""The panel that asks whether other weights would change the advice, as one reader of a page has set it."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.forms.certainty import figures_html, said_html, waiting_html
from maturity_kit.forms.road import Address
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.sensitivity import DRAWS, Sensitivity, sensitivity
from maturity_kit.insight.sensitivity.panel_words import STEPS, USUAL

FIGURES, SAID = "certainty", "certainty-said"
AT_REST, MOVING = DRAWS, 500
"""At rest as many as analysts make, so that both see the same numbers."""


class Certainty:
    """Whether the panel is open and how far weights may differ in it; nothing of this is kept.

    Weights are drawn only while it is open: few times while the slider moves and right after an edit, many times once
    the page, which asks again, is at rest.
    """

    def __init__(self, state: AssessmentState) -> None:
        self.state = state
        self.opened, self.moving = False, False
        self.kappa = STEPS[USUAL]
        self._asked_of: Assessment | None = None
        self._drawn: tuple[object, Sensitivity] | None = None

    def ask(self, fields: Mapping[str, str]) -> None:
        """Take over what the page says: whether the fold is open, where its slider stands, and whether that moves."""
        step = fields.get("step", "")
        self.opened, self.moving = bool(fields.get("open")), bool(fields.get("moving"))
        self.kappa = STEPS[int(step)] if step in map(str, range(len(STEPS))) else STEPS[USUAL]
        self._asked_of = self.state.assessment

    @property
    def rough(self) -> bool:
        """Whether few draws have to do for now."""
        return self.moving or self._asked_of is not self.state.assessment

    def said(self) -> str:
        """The answer in words; nothing while a room votes, when the figures say so."""
        if self.state.voting is not None:
            return ""
        return said_html(self.state, self.drawn()) if self.opened else ""

    def figures(self, address: Address, doubts: str) -> str:
        """The numbers, or a word of patience while the panel is closed."""
        if not self.opened:
            return waiting_html(self.state.language)
        return figures_html(self.state, self.drawn(), self.rough, address, doubts)

    def drawn(self) -> Sensitivity:
        """The draws for the assessment as it is now, made once for all that shows them."""
        draws = MOVING if self.rough else AT_REST
        asked = (self.state.assessment, self.kappa, draws)
        if self._drawn is None or self._drawn[0] != asked:
            found = sensitivity(self.state.assessment, self.state.models, draws=draws, kappa=self.kappa)
            self._drawn = asked, found
        return self._drawn[1]
