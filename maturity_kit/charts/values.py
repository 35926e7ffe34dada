"""The profile of the eight values: the half that gains insight, the half that builds, and the three signals."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.parts import Alone, Row, amount, cells, draw_rows, head, key, left_out, scale
from maturity_kit.charts.voters import NOBODY, Crowd, seen, shown, with_voters
from maturity_kit.content.model import SIGNALS
from maturity_kit.content.wording import Wording
from maturity_kit.insight.standing import differ, halves, lowest, reading_of, shares_in
from maturity_kit.insight.verdict import verdict
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import ModelResult, ValuesReading

HALVES = ("insight", "solution")


def profile(result: ModelResult, language: str, voters: Crowd = NOBODY) -> Chart:
    """Each value with bounds and target, insight held against solution, and the signals as what they are.

    Args:
        result: of a model with method values.
        language: of every word.
        voters: per value the scores of voters alone, as dots below its bar.
    """
    say, reading = Wording("charts", language), reading_of(result, ValuesReading)
    values = [(half, node) for half, nodes in zip(HALVES, halves(result.model), strict=True) for node in nodes]
    rows = [(*cells(node.title.to(language), result.nodes[node.id], say), say(f"values.{half}"))
            for half, node in values]  # fmt: skip
    rows += [(say(f"signal.{name}"), whole(reading.signals.get(name)), "–", "–", "–", "–", say("values.signal"))
             for name in SIGNALS]  # fmt: skip
    table = Table(say("values.caption", insight=whole(reading.insight), solution=whole(reading.solution)),
                  (*head(say, "value"), say("head.half")), tuple(rows))  # fmt: skip
    told = "; ".join(say("seen", part=node.title.to(language), amount=amount(result.nodes[node.id], say))
                     for _, node in values)  # fmt: skip
    alt = f"{verdict(result, language).sentence} {say('values.alt', seen=told)}"
    titles = {node.id: node.title.to(language) for _, node in values}
    return picture(lambda canvas: paint_values(canvas, result, say, voters), result.model.title.to(language),
                   alt + seen(titles, voters, say), with_voters(table, [*titles], voters, say), language)  # fmt: skip


def paint_values(canvas: Canvas, result: ModelResult, say: Wording, voters: Crowd = NOBODY) -> Canvas:
    """The two halves, each with a line at its own mean, then the signals in a colour of their own."""
    y = 0.0
    for half, nodes in zip(HALVES, halves(result.model), strict=True):
        y = _half(canvas, y, half, [(node.id, node.title.to(say.language)) for node in nodes], result, say,
                  voters) + 10  # fmt: skip
    below = canvas.lines(0, y + 18, say("values.signals"), canvas.width, size=canvas.size + 1, bold=True,
                         name="signals:title")  # fmt: skip
    below = canvas.lines(0, below, say("values.not-a-chance"), canvas.width, size=13, colour="muted", most=3,
                         name="signals:note")  # fmt: skip
    found = reading_of(result, ValuesReading).signals
    signals = [Row(name, say(f"signal.{name}"), Alone(found.get(name))) for name in SIGNALS]
    y = draw_rows(canvas, signals, below - 12, say, fill="warn")
    groups = [group.id for group in result.model.groups]
    dots = bool(shown(voters, groups))
    return canvas.finish(key(canvas, y, [result.nodes[group] for group in groups], say, voters=dots) + 4)


def _half(canvas: Canvas, y: float, half: str, nodes: Sequence[tuple[str, str]], result: ModelResult,
          say: Wording, voters: Crowd) -> float:  # fmt: skip
    reading = reading_of(result, ValuesReading)
    mean = reading.insight if half == "insight" else reading.solution
    title = say(f"values.{half}")
    if mean is not None and not canvas.wide:
        title = f"{title} · {say('values.mean', score=whole(mean))}"
    canvas.text(0, y + 18, title, size=canvas.size + 1, bold=True, name=f"{half}:title")
    shares = shares_in(result)
    weak = lowest(result, shares) if differ(result, shares) else ()
    rows = [Row(name, title, result.nodes[name], say("values.weakest", count=len(weak)) if name in weak else
                left_out(result.nodes[name], shares.get(name, 0), say), voters=voters.get(name, ()))
            for name, title in nodes]  # fmt: skip
    floor = draw_rows(canvas, rows, y + (30 if canvas.wide else 26), say)
    if mean is not None and canvas.wide:
        left, width = scale(canvas)
        at = left + width * mean / 100
        canvas.line([(at, y + 22), (at, floor - 4)], colour="muted", stroke=1.5, dash=True, name=f"{half}:mean")
        canvas.text(min(at, canvas.width - 70), y + 16, say("values.mean", score=whole(mean)), size=13, colour="muted",
                    anchor="center", halo="panel", name=f"{half}:amount")  # fmt: skip
    return floor
