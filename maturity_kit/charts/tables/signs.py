"""What the pictures of the working tables share: chips, panels, numbers, dates, and names of layers and levels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.text import cut, width_of, wrap
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import layers_of
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import LadderReading, LayersReading, ModelResult

Sign = Callable[[float, float], None]
SMALL = 12
CHIP, LINE, APART, PAD = 22.0, 15.0, 6.0, 8.0
LOOKS: Mapping[str, dict[str, Any]] = {
    "there": {"fill": "panel", "edge": "accent"},
    "lent": {"fill": "panel", "edge": "accent", "dash": True},
    "missing": {"fill": "warn-paper", "edge": "warn", "dash": True},
}
INKS = {"there": "ink", "lent": "ink", "missing": "warn"}


@dataclass(frozen=True)
class Chip:
    """A few words in a frame; ``look`` is there, lent (dashed) or missing (dashed, in the colour of a warning)."""

    words: str
    look: str = "there"


def draw_chips(canvas: Canvas, chips: Iterable[Chip], x: float, y: float, width: float, name: str) -> float:
    """Chips from left to right with their top at y, on as many rows as they need; returns the y below the last.

    A chip on several lines is alone on its row.
    """
    left, tall = x + 1, 0.0
    for chip in chips:
        lines = wrap(chip.words, SMALL, width - 2 * PAD - 2, 3)
        wide = max((width_of(line, SMALL) for line in lines), default=0.0) + 2 * PAD
        if left > x + 1 and left + wide > x + width:
            left, y = x + 1, y + tall + APART
        tall = CHIP + (len(lines) - 1) * LINE
        canvas.box(left, y, wide, tall, name=f"{name}:{chip.look}", **LOOKS[chip.look])
        for place, line in enumerate(lines):
            canvas.text(left + PAD, y + 15 + place * LINE, line, size=SMALL, colour=INKS[chip.look],
                        name=f"{name}:words")  # fmt: skip
        left += wide + APART
    return y + tall


def draw_key(canvas: Canvas, y: float, signs: Sequence[tuple[Sign, str]]) -> float:
    """Signs 24 px wide, each before its words, on as many lines as they need; returns the y below.

    A sign is drawn by a function of its left edge and the baseline of its words.
    """
    x, line = 0.0, y + 20
    for sign, said in signs:
        words = cut(said, SMALL + 1, canvas.width - 34)
        wide = 32 + width_of(words, SMALL + 1) + 14
        if x and x + wide > canvas.width:
            x, line = 0.0, line + 20
        sign(x, line)
        canvas.text(x + 32, line, words, size=SMALL + 1, colour="muted", name="key")
        x += wide
    return line + 8 if signs else y


def panel(canvas: Canvas, top: float, floor: float, *, strong: bool = False, name: str = "") -> None:
    """A frame around what was drawn between two heights; ``strong`` for the one to look at first."""
    canvas.box(1, top, canvas.width - 2, floor - top, fill="panel", edge="accent" if strong else "line",
               stroke=2 if strong else 1, under=True, name=name)  # fmt: skip


def percent(share: float | None, say: Wording) -> str:
    """A share 0..1 in whole percents; a dash without one.

    >>> percent(0.125, Wording("charts", "en"))
    '13%'
    """
    return "–" if share is None else say("percent", number=whole(100 * share))


def number(found: float | None, language: str, unit: str | None = None) -> str:
    """A number as the language writes it, at most two decimals, with its unit; a dash without one.

    >>> number(12500.5, "nl", "klanten")
    '12.500,5 klanten'
    """
    if found is None:
        return "–"
    from babel.numbers import format_decimal

    apart = "" if (unit or "").startswith("%") else " "
    return f"{format_decimal(found, '#,##0.##', locale=language)}{apart}{unit or ''}".rstrip()


def day(found: date | None, language: str) -> str:
    """A day as the language writes it; a dash without one.

    >>> day(date(2026, 10, 8), "nl")
    '8 okt 2026'
    """
    if found is None:
        return "–"
    from babel.dates import format_date

    return str(format_date(found, "d MMM y", locale=language))


def said(words: str | None) -> str:
    """Words, or a dash where there are none."""
    return (words or "").strip() or "–"


def layer_titles(results: Mapping[str, ModelResult], others: Iterable[str], language: str) -> dict[str, str]:
    """Titles by id of the layers of the first model that has them, then of the ``others``, which keep their id."""
    titles: dict[str, str] = {}
    for result in results.values():
        if isinstance(result.reading, LayersReading):
            titles = {group.id: group.title.to(language) for group in result.model.groups}
            break
    return {layer: titles.get(layer, layer) for layer in dict.fromkeys((*layers_of(results), *others))}


def ladder_of(results: Mapping[str, ModelResult]) -> tuple[ModelResult, LadderReading] | None:
    """The first ladder among the results; None without one."""
    for result in results.values():
        if isinstance(result.reading, LadderReading):
            return result, result.reading
    return None
