"""The route: what to do now, next and later, in the words of the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.text import wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.roadmap import Proposal
from maturity_kit.insight.standing import title as title_of
from maturity_kit.scoring.result import ModelResult

HORIZONS = ("now", "next", "later")
MOST = 8


def roadmap(proposals: Sequence[Proposal], results: Mapping[str, ModelResult], language: str) -> Chart:
    """The proposals in three columns, each as its next step with the model it comes from."""
    say = Wording("charts", language)
    table = Table(
        say("road.caption"),
        tuple(say(f"head.{name}") for name in ("step", "when", "model", "question", "also")),
        tuple(
            (one.next_step.to(language), say(f"road.{one.horizon}"), results[one.model].model.title.to(language),
             title_of(results[one.model], one.item, language), str(len(one.also)))
            for one in proposals
        ),
    )  # fmt: skip
    now = "; ".join(one.next_step.to(language).rstrip(".") for one in proposals if one.horizon == "now")
    alt = say("road.alt", count=len(proposals), now=now) if proposals else say("road.none")
    return picture(lambda canvas: paint_road(canvas, proposals, results, say), say("road.title"), alt, table, language)


def paint_road(
    canvas: Canvas, proposals: Sequence[Proposal], results: Mapping[str, ModelResult], say: Wording
) -> Canvas:
    """Columns from left to right where there is room, else below each other."""
    width = (canvas.width - 24) / 3 if canvas.wide else float(canvas.width)
    if not proposals:
        return canvas.finish(canvas.lines(0, 18, say("road.none"), canvas.width, name="none"))
    y = floor = 0.0
    for column, horizon in enumerate(HORIZONS):
        x = column * (width + 12) if canvas.wide else 0.0
        chosen = [one for one in proposals if one.horizon == horizon]
        below = _column(canvas, (x, y), width, horizon, chosen, results, say)
        floor = max(floor, below)
        y = y if canvas.wide else below + 12
    return canvas.finish(floor)


def _column(
    canvas: Canvas, corner: tuple[float, float], width: float, horizon: str, proposals: Sequence[Proposal],
    results: Mapping[str, ModelResult], say: Wording,
) -> float:  # fmt: skip
    (x, y), now = corner, horizon == "now"
    canvas.box(x, y, width, 28, fill="accent" if now else "paper", edge="accent", name=f"{horizon}:head")
    canvas.text(x + 10, y + 19, say(f"road.{horizon}"), bold=True, colour="on-accent" if now else "accent",
                name=f"{horizon}:title")  # fmt: skip
    y += 36
    for one in proposals:
        y = _card(canvas, x, y, width, one, results[one.model].model.title.to(say.language), say) + 8
    if not proposals:
        y = canvas.lines(x + 10, y + 14, say("road.empty"), width - 20, size=13, colour="muted", name=f"{horizon}:none")
    return y


def _card(canvas: Canvas, x: float, y: float, width: float, one: Proposal, model: str, say: Wording) -> float:
    size, inside = canvas.size - 1, width - 20
    words = wrap(one.next_step.to(say.language), size, inside, MOST)
    aside = [*wrap(model, 12, inside, 2)]
    if one.also:
        aside += wrap(say("road.also", count=len(one.also)), 12, inside, 2)
    tall = 12 + len(words) * size * 1.3 + len(aside) * 17 + 6
    canvas.box(x, y, width, tall, fill="panel", edge="accent" if one.horizon == "now" else "line",
               name=f"{one.item}:card")  # fmt: skip
    below = canvas.lines(x + 10, y + 6 + size, " ".join(words), inside, most=MOST, size=size, name=f"{one.item}:step")
    for line in aside:
        canvas.text(x + 10, below + 2, line, size=12, colour="muted", name=f"{one.item}:aside")
        below += 17
    return y + tall
