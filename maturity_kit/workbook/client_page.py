"""What a client sees: the story and the pictures, with sliders that change the view and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from maturity_kit import charts
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.wording import Wording
from maturity_kit.forms.behind import ways_html
from maturity_kit.forms.chosen import agreed_html
from maturity_kit.forms.explain import why_html
from maturity_kit.forms.html import Region, render
from maturity_kit.forms.pictures import picture_html
from maturity_kit.forms.road import road_html
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.weights import weights_html
from maturity_kit.insight.notices import quick_scan
from maturity_kit.insight.verdict import verdict
from maturity_kit.reports.make import FORMATS
from maturity_kit.workbook.method_page import folded_method
from maturity_kit.workbook.piece import Piece
from maturity_kit.workbook.synthesis_page import SynthesisPage

FOR_CLIENTS = ("onepager", "html", "json")
"""The documents that are handed over to whoever has the address; the rest is for the consultant to send."""


class ClientPage(SynthesisPage):
    """A frozen assessment. Its state has no store, so there is nothing here that could write."""

    doubts_at = ""

    def __init__(self, state: AssessmentState) -> None:
        super().__init__(state)
        self._frozen = state.assessment

    def model(self, model_id: str) -> Piece:
        """One model: verdict, picture, what-if sliders and the way down to the answers; empty if it was not scored."""
        if model_id not in self.result.models:
            return Piece("")
        model = self.state.models[model_id]
        title = model.title.to(self.state.language)
        verdict_first = self.region(f"verdict-{model_id}", lambda: self._model_verdict(model_id), title, True, model_id)
        picture = self.region(f"chart-{model_id}", lambda: picture_html(self.state, model), model=model_id)
        sliders = self.region(f"weights-{model_id}", lambda: weights_html(self.state, model, self.key), model=model_id)
        reasons = self.region(f"why-{model_id}", lambda: why_html(self.state, model), model=model_id)
        parts = [
            verdict_first.html(),
            picture.html(),
            fold(self.say("page.what-if"), sliders, opened=True),
            fold(self.say("page.why"), reasons),
        ]
        return Piece("".join(parts))

    def across(self) -> Piece:
        """What runs across the models: the themes, and where the models contradict each other."""
        title = self.say("contradictions.title")
        return Piece(self.themes().html() + self.region("contradictions", self._contradictions, title).html())

    def whole_road(self) -> Piece:
        """The road as it was agreed, and whether other weights would change the advice."""
        return Piece(f"{self.road().html()}{self.certainty()}")

    def road(self) -> Region:
        """What the room chose to do and to stop, and the proposals it chose from."""
        return self.region("road", lambda: agreed_html(self.state) + road_html(self.state, self._address))

    def follows(self, name: str) -> bool:
        """Pictures follow the sliders; the sliders stay where they are."""
        return self.is_open(name) and not (name.startswith(("weights", "hand-over")) or self.regions[name].urgent)

    def offered(self) -> Sequence[str]:
        """What a client takes home."""
        return tuple(name for name in FORMATS if name in FOR_CLIENTS)

    def given(self) -> Assessment:
        """The frozen copy, whatever the sliders of this view say."""
        return self._frozen

    def method(self) -> Piece:
        """The document on method, with the numbers these verdicts were judged by; the sliders leave it alone."""
        title = Wording("method", self.state.language)("fold")
        return Piece(fold(title, folded_method(self.state.models, self.state.language)))

    def _address(self, model_id: str, place: str = "") -> str:
        """The reasons of a score stand on this page itself; questions and other pages are not published."""
        return f"#{place}" if place.startswith("why=") else ""

    def _verdicts(self) -> str:
        language = self.state.language
        basis = [notice.to(language) for notice in quick_scan(self.result.models.values())]
        lines = "".join(str(Markup('<p class="mk-small">{}</p>').format(line)) for line in basis)
        ways = ways_html(self._models(), language, self._address)
        return charts.side_by_side(self._models(), language).html() + ways + lines

    def _model_verdict(self, model_id: str) -> str:
        found = verdict(self.state.result(model_id), self.state.language)
        sentence = render("verdict", self.state.language, verdict=found)
        return sentence + render("remarks", self.state.language, remarks=found.remarks)


def fold(title: str, region: Region, opened: bool = False) -> str:
    """A region that opens and closes when its title is clicked."""
    words = Markup("<details class='mk-fold'{}><summary>{}</summary>{}</details>")
    return words.format(Markup(" open") if opened else "", title, Markup(region.html()))
