"""How far a room agrees: per model the questions it voted on, from agreed to two camps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.chart import Chart, Table, picture
from maturity_kit.charts.text import width_of
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.alpha import Alpha
from maturity_kit.insight.agreement.room import WORDS, ModelAgreement
from maturity_kit.insight.words import decimals, listed

TALL, GAP = 20.0, 14.0
UNDEFINED = "undefined"
LOOKS: dict[str, dict[str, Any]] = {
    "agreed": {"fill": "accent", "edge": "accent"},
    "mixed": {"fill": "accent", "edge": "accent", "alpha": 0.25},
    "divided": {"fill": "warn-paper", "edge": "warn"},
    "two-camps": {"fill": "warn", "edge": "warn"},
    UNDEFINED: {"edge": "muted", "dash": True},
}
INKS = {"agreed": "on-accent", "two-camps": "panel"}
HEADS = ("model", "questions", "most", "consensus", *WORDS, UNDEFINED, "r-wg", "alpha", "band")


def agreements(found: Sequence[ModelAgreement], language: str) -> Chart:
    """One bar a model, a piece for each word with the number of questions in it; all numbers in the table.

    Args:
        found: of models that somebody voted on, in the order of the rows.
        language: of every word.
    """
    say = Wording("charts", language)
    rows = tuple(_cells(one, say) for one in found)
    table = Table(say("agree.caption"), tuple(say(f"head.{name}") for name in HEADS), rows)
    alt = " ".join(_seen(one, say) for one in found) or say("agree.none")
    return picture(lambda canvas: paint_agreements(canvas, found, say), say("agree.title"), alt, table, language)


def pieces_of(found: ModelAgreement) -> dict[str, int]:
    """How many questions stand under each word that is used, and under none because too few gave a value."""
    counts: dict[str, int] = {str(word): count for word, count in found.words.items()}
    counts[UNDEFINED] = len(found.questions) - len(found.defined)
    return {word: count for word, count in counts.items() if count}


def _seen(found: ModelAgreement, say: Wording) -> str:
    parts = [say(f"agree.count-{word}", count=count) for word, count in pieces_of(found).items()]
    return say("agree.seen", model=found.model.title.to(say.language), parts=listed(parts, say))


def _cells(found: ModelAgreement, say: Wording) -> tuple[str, ...]:
    words = pieces_of(found)
    numbers = (str(words.get(word, 0)) for word in (*WORDS, UNDEFINED))
    r_wg = _two(found.r_wg, say)
    if found.cut:
        r_wg = say("agree.cut", r_wg=r_wg, count=found.cut)
    ends = (str(len(found.questions)), str(found.voters), _two(found.consensus, say))
    title = found.model.title.to(say.language)
    return (title, *ends, *numbers, r_wg, _two(found.alpha.alpha, say), band(found.alpha, say))


def band(alpha: Alpha, say: Wording) -> str:
    """From where to where alpha lies when questions are drawn again; a dash without one."""
    low, high = _two(alpha.low, say), _two(alpha.high, say)
    return "–" if alpha.alpha is None else say("agree.band", low=low, high=high)


def _two(number: float | None, say: Wording) -> str:
    return "–" if number is None else decimals(round(number, 2) + 0.0, say.language, 2).replace("-", "−")


def paint_agreements(canvas: Canvas, found: Sequence[ModelAgreement], say: Wording) -> Canvas:
    """Title and alpha with a bar beside or below them, as long as all questions; then what the pieces mean."""
    y = 2.0
    for one in found:
        name, title = one.model.id, one.model.title.to(say.language)
        alpha = say("agree.alpha", alpha=_two(one.alpha.alpha, say))
        if canvas.wide:
            below = canvas.lines(0, y + 15, title, 216, bold=True, name=f"{name}:title")
            canvas.text(canvas.width, y + 15, alpha, size=13, colour="muted", anchor="right", name=f"{name}:alpha")
            _bar(canvas, 226, y, canvas.width - 226 - 86, one)
            y = max(below - 8, y + TALL) + GAP
        else:
            room = canvas.width - width_of(alpha, 13) - 10
            below = canvas.lines(0, y + 14, title, room, bold=True, name=f"{name}:title")
            canvas.text(canvas.width, y + 14, alpha, size=13, colour="muted", anchor="right", name=f"{name}:alpha")
            _bar(canvas, 1, below - 10, canvas.width - 2, one)
            y = below - 10 + TALL + GAP
    if not found:
        y = canvas.lines(0, 24, say("agree.none"), canvas.width, name="none")
    used = [word for word in (*WORDS, UNDEFINED) if any(word in pieces_of(one) for one in found)]
    return canvas.finish(_key(canvas, y, used, say) + 4)


def _bar(canvas: Canvas, x: float, y: float, width: float, found: ModelAgreement) -> None:
    step = width / len(found.questions)
    for word, start, count in _ends(pieces_of(found)):
        left, wide = x + start * step, count * step
        canvas.box(left, y, wide - 2, TALL, name=f"{found.model.id}:{word}", **LOOKS[word])
        if width_of(str(count), 13, bold=True) + 4 <= wide:
            canvas.text(left + wide / 2 - 1, y + 15, str(count), size=13, bold=True, anchor="center",
                        colour=INKS.get(word, "ink"), name=f"{found.model.id}:{word}:count")  # fmt: skip


def _ends(pieces: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for word, count in pieces.items():
        yield word, start, count
        start += count


def _key(canvas: Canvas, y: float, used: Sequence[str], say: Wording) -> float:
    x, line = 0.0, y + 12
    for word in used:
        words = say(f"head.{word}")
        wide = 24 + width_of(words, 13) + 18
        if x and x + wide > canvas.width:
            x, line = 0.0, line + 20
        canvas.box(x, line - 10, 18, 10, **LOOKS[word])
        canvas.text(x + 24, line, words, size=13, colour="muted", name=f"key:{word}")
        x += wide
    return line + 8 if used else y
