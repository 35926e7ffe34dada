"""The synthesis: five verdicts side by side, themes, contradictions, and the road."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit import charts
from maturity_kit.forms.agreement import agreement_html
from maturity_kit.forms.behind import overall_html, themes_html, ways_html
from maturity_kit.forms.certainty import panel_html
from maturity_kit.forms.contradictions import contradictions_html
from maturity_kit.forms.doubts import doubts_html
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.road import road_html
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.tables import OF_METHOD
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.synthesis import Result
from maturity_kit.scoring.result import ModelResult
from maturity_kit.workbook.certainty import FIGURES, SAID, Certainty
from maturity_kit.workbook.handing_over import HandingOver
from maturity_kit.workbook.notebooks import notebook_of
from maturity_kit.workbook.piece import Piece
from maturity_kit.workbook.rounds import choice_html, chosen, chosen_base, multiples_html, rounds_html, usual
from maturity_kit.workbook.units import address
from maturity_kit.workbook.weighing import Weighs


class SynthesisPage(HandingOver, Weighs):
    """All models of one assessment together."""

    compared: tuple[str, ...] = ()
    """What somebody chose to compare; until then the usual."""
    base: str = ""
    """What somebody chose to hold the others against; until then each round against the one before."""
    small: bool = False
    """Whether each part is shown in a small chart."""
    doubts_at = "#doubts"
    """Where this page lists the answers that could turn a verdict."""

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(state)
        self._certainty = Certainty(state)

    @property
    def result(self) -> Result:
        """Every scored model with themes, road and notices."""
        return self.state.everything()

    def verdicts(self) -> Region:
        """The verdict of each model in its own terms, side by side, and what a careful reader should know."""
        return self.region("verdicts", self._verdicts)

    def themes(self) -> Region:
        """Themes against models, and behind each theme its answers and weights."""
        return self.region("themes", self._themes)

    def contradictions(self) -> Region:
        """Where the models contradict each other, with the question to ask and the facts behind it."""
        return self.region("contradictions", self._contradictions)

    def road_chart(self) -> Region:
        """The road in one picture."""
        return self.region(
            "road-chart", lambda: charts.roadmap(self.result.roadmap, self.result.models, self.state.language).html()
        )

    def road(self) -> Region:
        """What to do now, next and later, each with its reason and the button that chooses it."""
        return self.region("road", lambda: road_html(self.state, self._address))

    def whole_road(self) -> Piece:
        """The picture of the road, and below it what there is to choose."""
        return Piece(self.road_chart().html() + self.road().html())

    def tables(self) -> Piece:
        """What the room chose to do and what it stops: what each amounts to, and the form to fill it in."""
        return Piece(self.working_tables(OF_METHOD["synthesis"]))

    def uncertainty(self) -> Piece:
        """What could change: by other weights, by answers that are open or disputed; and how far the room agrees."""
        doubts = self.region("doubts", lambda: doubts_html(self.state, self._address))
        return Piece(f'{self.certainty()}<div id="doubts">{doubts.html()}</div>{self.agreement().html()}')

    def certainty(self) -> Piece:
        """Whether other weights would change the advice: a fold with a slider, counted while it is open."""
        said = self.region(SAID, self._certainty.said)
        figures = self.region(FIGURES, lambda: self._certainty.figures(self._address, self.doubts_at))
        return Piece(panel_html(self.state, self.key, said, figures))

    def do_certainty(self, fields: dict[str, str]) -> None:
        """Show the panel for the slider as it stands; this changes the view and nothing else."""
        self._certainty.ask(fields)
        try:
            if self._certainty.opened:
                self.show([SAID, FIGURES])
        finally:
            self.send({"type": "asked"})

    def agreement(self) -> Region:
        """How far the room agrees in each model, what divides it most, and what voting again changed."""
        return self.region("agreement", self._agreement, self.say("agreement.title"))

    def rounds(self) -> Piece:
        """The rounds of this unit beside each other, or its units; the sides can be chosen."""
        choice = self.region("rounds-choice", lambda: choice_html(self.state, self._sides(), self.base))
        beside = self.region("rounds", lambda: rounds_html(self.state, self._sides(), in_reading_order, self.base))
        small = self.region("rounds-small", self._multiples)
        return Piece(choice.html() + beside.html() + small.html())

    def do_compare(self, fields: dict[str, str]) -> None:
        """Put the ticked rounds or units beside each other."""
        keys = tuple(chosen(self.state, fields))
        self.base = chosen_base(self.state, keys, fields.get("base", ""))
        self.compared = keys
        self.show(["rounds", "rounds-small"])

    def do_multiples(self, _: dict[str, str]) -> None:
        """Show each part in a small chart, or put these charts away."""
        self.small = not self.small
        self.show(["rounds-small"])

    def follows(self, name: str) -> bool:
        """Rounds and units stay as they are, for no edit of this page changes an answer; so does a closed panel."""
        return not name.startswith("rounds") and self.is_open(name) and super().follows(name)

    def is_open(self, name: str) -> bool:
        """Whether a region is not part of a panel that is closed."""
        return self._certainty.opened or name not in (SAID, FIGURES)

    def overall(self) -> Region:
        """One number over all models, for those who need it."""
        return self.region("overall", self._overall)

    def _multiples(self) -> str:
        return multiples_html(self.state, self._sides(), in_reading_order, self.small)

    def _sides(self) -> Sequence[str]:
        return self.compared or usual(self.state)

    def _verdicts(self) -> str:
        language = self.state.language
        picture = charts.side_by_side(self._models(), language).html()
        remarks = render("remarks", language, remarks=[notice.to(language) for notice in self.result.notices])
        return picture + ways_html(self._models(), language, self._address) + remarks

    def _models(self) -> dict[str, ModelResult]:
        """The scored models in the order in which people meet them; models of one's own come last."""
        return in_reading_order(self.result.models)

    def _agreement(self) -> str:
        found = in_reading_order(self.result.agreement).values()
        return agreement_html(self.state, [*found], self._address)

    def _contradictions(self) -> str:
        return contradictions_html(self.result.contradictions, self.state.language, self._address)

    def _address(self, model_id: str, place: str = "") -> str:
        """Where a model shows one of its questions or parts; empty when no notebook shows that model."""
        notebook = notebook_of(model_id)
        where = address(notebook, self.state.assessment.id, self.state.language) if notebook else ""
        return f"{where}#{place}" if where and place else where

    def _themes(self) -> str:
        models, themes = self._models(), self.result.themes
        picture = charts.heatmap(models, themes, self.state.language).html()
        return picture + themes_html(self.state, models, themes)

    def _overall(self) -> str:
        return overall_html(self.state, self._models(), self.result.overall, self._address)
