"""The page of one model: its questions and everything that follows from the answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.explain import doubt_html, steps_html, why_html
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.pictures import picture_html
from maturity_kit.forms.questions import progress_html, questions_html
from maturity_kit.forms.sections import said_words, sections_of
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.tables import OF_METHOD, telling
from maturity_kit.insight.notices import unsure
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import ModelResult
from maturity_kit.workbook.piece import Piece
from maturity_kit.workbook.rounds import cycle_html
from maturity_kit.workbook.units import units_html
from maturity_kit.workbook.weighing import Weighs

SAID = "said-"


class ModelPage(Weighs):
    """One model of one assessment. Each method shows one part of it in the notebook."""

    def __init__(self, state: AssessmentState, model_id: str) -> None:
        self.model = state.models[model_id]
        self._counted: dict[str, str] = {}
        super().__init__(state)

    @property
    def result(self) -> ModelResult:
        """The scores, bounds and reading of this model as the answers are now."""
        return self.state.result(self.model.id)

    def verdict(self) -> Region:
        """The verdict in one sentence, with what is uncertain."""
        return self.region("verdict", self._verdict, self.say("page.verdict"), urgent=True)

    def chart(self) -> Region:
        """The picture of this model, with its table."""
        return self.region("chart", self._chart)

    def remarks(self) -> Region:
        """What a careful reader should know beside the verdict."""
        return self.region("remarks", self._remarks)

    def progress(self) -> Region:
        """How far along the answers are, and the way to the next open question."""
        return self.region("progress", lambda: progress_html(self.state, self.model))

    def questions(self) -> Region:
        """The questions with their anchored choices, in sections with a count in each head."""
        for group in sections_of(self.state.assessment, self.model):
            self.region(f"{SAID}{group}", partial(self._said, group), model=self.model.id)
        return self.region("questions", self._questions)

    def why(self) -> Region:
        """From the score down to the answers and weights behind it."""
        return self.region("why", lambda: why_html(self.state, self.model))

    def next_steps(self) -> Region:
        """What to repair, and where the next step pays most."""
        return self.region("steps", lambda: steps_html(self.state, self.model))

    def uncertainty(self) -> Region:
        """The open questions that could change the verdict, and how much the room agrees."""
        return self.region("doubt", lambda: doubt_html(self.state, self.model))

    def weighed_model(self) -> Model:
        """This model."""
        return self.model

    def claim(self) -> Region:
        """What the room said beforehand: one of the four situations of the quadrant."""
        return self.region("claim", self._claim)

    def tables(self) -> Piece:
        """The working tables of this model: what each amounts to, and the form to fill it in.

        With a quadrant the claim comes first; below a ladder stand the units, brands and rounds, below a cycle what
        moved from round to round.
        """
        shown = self.working_tables(OF_METHOD.get(self.model.method, ()))
        before = self.claim().html() if self.model.method == "quadrant" else ""
        below = {"ladder": self.units, "cycle": self.rounds}.get(self.model.method)
        after = below().html() if below else ""
        return Piece(before + shown + after)

    def units(self) -> Region:
        """The level of every unit, brand and round of this organisation."""
        return self.region("units", lambda: units_html(self.state, self.model), self.say("units.title"))

    def rounds(self) -> Region:
        """What moved in each element from round to round, and which were not looked at for long."""
        title = Wording("compare", self.state.language)("cycle.title")
        return self.region("rounds", lambda: cycle_html(self.state, self.model), title)

    def show(self, names: Iterable[str], gently: bool = False) -> None:
        """Send regions as they are now; the count of a section only when it is another than the page shows."""
        super().show([name for name in names if not name.startswith(SAID) or self._counts_anew(name)], gently)

    def _counts_anew(self, name: str) -> bool:
        former, self._counted[name] = self._counted.get(name), self.regions[name].render()
        return former != self._counted[name]

    def _said(self, group: str) -> str:
        found = sections_of(self.state.assessment, self.model)
        return said_words(found[group], self.state.language) if group in found else ""

    def _questions(self) -> str:
        self._counted = {name: region.render() for name, region in self.regions.items() if name.startswith(SAID)}
        return questions_html(self.state, self.model, self.key)

    def _verdict(self) -> str:
        return render("verdict", self.state.language, verdict=verdict(self.result, self.state.language))

    def _remarks(self) -> str:
        language = self.state.language
        unknown = [notice.to(language) for notice in unsure(self.state.assessment, self.result)]
        tables = [words for words in [telling(self.state, self.model.method)] if words]
        return render("remarks", language, remarks=[*verdict(self.result, language).remarks, *unknown, *tables])

    def _chart(self) -> str:
        return picture_html(self.state, self.model, dots=True)

    def _claim(self) -> str:
        say = Wording("verdict", self.state.language)
        choices = [(situation, say(f"situation.{situation}")) for situation in SITUATIONS]
        claimed = self.state.assessment.claims.get(self.model.id)
        return render("claim", self.state.language, model=self.model, choices=choices, claimed=claimed)
