"""The synthesis: five verdicts side by side, themes, contradictions, and the road."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from maturity_kit import charts
from maturity_kit.forms.contradictions import contradictions_html
from maturity_kit.forms.explain import proposal_row
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.weights import model_weights_html
from maturity_kit.insight.synthesis import Result
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult
from maturity_kit.workbook.notebooks import notebook_of
from maturity_kit.workbook.page import Page
from maturity_kit.workbook.units import address

READING_ORDER = ("digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values")
HORIZONS = ("now", "next", "later")
Found = TypeVar("Found")


def in_order(by_model: Mapping[str, Found]) -> dict[str, Found]:
    """What belongs to each model, in the order in which people meet them; models of one's own come last."""
    known = [model for model in READING_ORDER if model in by_model]
    return {model: by_model[model] for model in [*known, *(model for model in by_model if model not in known)]}


class SynthesisPage(Page):
    """All models of one assessment together."""

    @property
    def result(self) -> Result:
        """Every scored model with themes, road and notices."""
        return self.state.everything()

    def verdicts(self) -> Region:
        """The verdict of each model in its own terms, side by side, and what a careful reader should know."""
        return self.region("verdicts", self._verdicts)

    def themes(self) -> Region:
        """Themes against models."""
        return self.region(
            "themes", lambda: charts.heatmap(self._models(), self.result.themes, self.state.language).html()
        )

    def contradictions(self) -> Region:
        """Where the models contradict each other, with the question to ask and the facts behind it."""
        return self.region("contradictions", self._contradictions)

    def road_chart(self) -> Region:
        """The road in one picture."""
        return self.region(
            "road-chart", lambda: charts.roadmap(self.result.roadmap, self.result.models, self.state.language).html()
        )

    def road(self) -> Region:
        """What to do now, next and later, each with its reason."""
        return self.region("road", self._road)

    def overall(self) -> Region:
        """One number over all models, for those who need it."""
        return self.region("overall", self._overall)

    def weights(self) -> Region:
        """The weight of each model."""
        return self.region("weights", lambda: model_weights_html(self.state, self.key))

    def _verdicts(self) -> str:
        language = self.state.language
        picture = charts.side_by_side(self._models(), language).html()
        return picture + render("remarks", language, remarks=[notice.to(language) for notice in self.result.notices])

    def _models(self) -> dict[str, ModelResult]:
        """The scored models in the order in which people meet them; models of one's own come last."""
        return in_order(self.result.models)

    def _contradictions(self) -> str:
        return contradictions_html(self.result.contradictions, self.state.language, self._address)

    def _address(self, model_id: str) -> str:
        """Where the page of a model is; empty without a notebook, and on a published page, which has no other."""
        notebook = "" if self.state.frozen else notebook_of(model_id)
        return address(notebook, self.state.assessment.id, self.state.language) if notebook else ""

    def _road(self) -> str:
        proposals = self.result.roadmap
        horizons = [
            (horizon, [proposal_row(self.state, step) for step in proposals if step.horizon == horizon])
            for horizon in HORIZONS
        ]
        return render("road", self.state.language, horizons=horizons)

    def _overall(self) -> str:
        overall = self.result.overall
        if overall.score is None:
            return f"<p>{self.say('synthesis.no-overall')}</p>"
        score, low, high = whole(overall.score), whole(overall.low), whole(overall.high)
        return f"<p>{self.say('synthesis.overall', score=score, low=low, high=high)}</p>"
