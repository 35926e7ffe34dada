"""How long a picture takes, from result to both SVGs, warm; against the 60 ms of one plain bar chart by pyplot's axes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from io import StringIO

from matplotlib.figure import Figure

import maturity_kit as mk
from maturity_kit.assessment.assessment import Assessment, Vote
from maturity_kit.assessment.pool import Ballot
from maturity_kit.charts import agreements, draw, heatmap, roadmap, side_by_side, votes, warm
from maturity_kit.content.load import load_models
from maturity_kit.home import home
from maturity_kit.scoring.voters import voters_by_group

AIM_MS = 25.0
ROUNDS = 15
PEOPLE = 30

Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Name, measured, reference, ratio and aim of every picture."""
    assessment = mk.load_assessment(home() / "data" / "examples" / "insurer.assessment.json")
    result, full = mk.score(assessment), everybody_votes(assessment)
    item = next(iter(result.models.values())).model.items[0]
    ballot = Ballot(1, (0, 2, 5, 1, 0), 2, 1)
    pictures: dict[str, Callable[[], object]] = {
        model: partial(draw, found, "nl") for model, found in result.models.items()
    }
    pictures |= {
        f"{model}, {PEOPLE} voters": partial(draw, found, "nl", voters_by_group(found.model, full))
        for model, found in result.models.items()
        if found.model.method != "quadrant"
    }
    agreed = [*mk.score(full).agreement.values()]
    pictures["agreement"] = lambda: agreements(agreed, "nl")
    pictures["side by side"] = lambda: side_by_side(result.models, "nl")
    pictures["themes"] = lambda: heatmap(result.models, result.themes, "nl")
    pictures["road"] = lambda: roadmap(result.roadmap, result.models, "nl")
    pictures["votes"] = lambda: votes(ballot, item, "nl")
    warm()
    plain = _milliseconds(_plain_bars)
    return [_row(name, _milliseconds(picture), plain) for name, picture in pictures.items()]


def everybody_votes(assessment: Assessment) -> Assessment:
    """The assessment with a vote of everybody on every question, spread over the steps so that few coincide."""
    items = [item for model in load_models().values() for item in model.items]
    votes = {
        item.id: tuple(Vote(voter=str(who), value=(who * 7 + place * who % 11) % 5) for who in range(PEOPLE))
        for place, item in enumerate(items)
    }
    return assessment.model_copy(update={"votes": votes})


def _row(name: str, measured: float, plain: float) -> Row:
    return (f"chart: {name}", f"{measured:.1f} ms", f"{plain:.1f} ms (plain axes)", f"{measured / plain:.2f}",
            f"{AIM_MS:.0f} ms")  # fmt: skip


def _milliseconds(act: Callable[[], object]) -> float:
    """The median of some warm rounds, in processor time: other work on the machine does not count."""
    act()
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)


def _plain_bars() -> None:
    """A bar chart of eight values as matplotlib gives it out of the box."""
    figure = Figure()
    figure.subplots().barh([f"part {number}" for number in range(8)], range(8))
    figure.savefig(StringIO(), format="svg")


if __name__ == "__main__":
    for row in rows():
        print("  ".join(cell.ljust(28) for cell in row))
