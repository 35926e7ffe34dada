"""How long one stop of the slider takes in the panel of the weights, words and bars included; against the draws alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import maturity_kit as mk
from maturity_kit.content.load import load_models
from maturity_kit.forms.state import AssessmentState
from maturity_kit.home import home
from maturity_kit.insight.sensitivity import sensitivity
from maturity_kit.insight.sensitivity.panel_words import STEPS
from maturity_kit.workbook.certainty import AT_REST, MOVING, Certainty

AIM_MS = {"yes": 100.0, "": 250.0}
ROUNDS = 13

Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim while the slider moves and once it rests."""
    assessment = mk.load_assessment(home() / "data" / "examples" / "insurer.assessment.json")
    state = AssessmentState(assessment, load_models(), "nl")
    panel = Certainty(state)
    return [_row(panel, "moving", "yes", MOVING), _row(panel, "at rest", "", AT_REST)]


def _row(panel: Certainty, name: str, moving: str, draws: int) -> Row:
    def show(step: int) -> None:
        panel.ask({"open": "yes", "step": str(step), "moving": moving})
        panel.said()
        panel.figures(lambda model, place: f"{model}#{place}", "#doubts")

    def draw(step: int) -> None:
        sensitivity(panel.state.assessment, panel.state.models, draws=draws, kappa=STEPS[step])

    shown, drawn = _milliseconds(show), _milliseconds(draw)
    aim = f"{AIM_MS[moving]:.0f} ms"
    return (f"panel: slider {name}", f"{shown:.1f} ms", f"{drawn:.1f} ms ({draws} draws)", f"{shown / drawn:.2f}", aim)


def _milliseconds(act: Callable[[int], None]) -> float:
    """The median over the stops of the slider, warm, in processor time: other work on the machine does not count."""
    act(0)
    spent = []
    for step in range(ROUNDS):
        start = time.process_time()
        act(step % len(STEPS))
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)
