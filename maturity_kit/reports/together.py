"""What the verdicts of several models say together: the foundation, channels and data, and the weakest spots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.words import EQUAL, listed, whole
from maturity_kit.reports.story import Chapter
from maturity_kit.scoring.result import CycleReading, LadderReading, LayersReading, QuadrantReading, ValuesReading


def patterns(chapters: Sequence[Chapter], language: str) -> Iterator[str]:
    """Sentences that lay verdicts beside each other; none for models without a score."""
    say = Wording("reports", language)
    scored = [one for one in chapters if one.result.score is not None]
    for chapter in scored:
        yield from _of_reading(chapter, say)
    yield from _weakest(scored, say)


def _of_reading(chapter: Chapter, say: Wording) -> Iterator[str]:
    reading = chapter.result.reading
    if isinstance(reading, LadderReading):
        yield from _of_ladder(chapter, reading, say)
    elif isinstance(reading, QuadrantReading):
        yield from _of_quadrant(reading, say)
    elif isinstance(reading, ValuesReading) and reading.solution_ahead:
        yield say("together.ahead", solution=whole(reading.solution), insight=whole(reading.insight))


def _of_ladder(chapter: Chapter, reading: LadderReading, say: Wording) -> Iterator[str]:
    if reading.skipped:
        names = [standing.title(chapter.result, level, say.language) for level in reading.skipped]
        yield say("together.ladder-skipped", count=len(names), levels=listed(names, say))
    elif reading.attained is not None:
        level = chapter.model.groups[max(reading.attained - 1, 0)].title.to(say.language)
        yield say("together.ladder-stands" if reading.attained else "together.ladder-starts", level=level)


def _of_quadrant(reading: QuadrantReading, say: Wording) -> Iterator[str]:
    if reading.x is None or reading.y is None:
        return
    joined, known = reading.x >= reading.threshold_x - EQUAL, reading.y >= reading.threshold_y - EQUAL
    key = ("both" if known else "channels") if joined else ("data" if known else "neither")
    yield say(f"together.quadrant-{key}", channels=whole(reading.x), data=whole(reading.y))


def _weakest(chapters: Sequence[Chapter], say: Wording) -> Iterator[str]:
    """The part of each model that holds the rest back most, where a model names one."""
    found = [(one, part) for one in chapters if (part := _weakest_part(one))]
    words = [
        say("together.part", part=standing.title(one.result, part, say.language), model=one.title)
        for one, part in found
    ]
    if words:
        yield say("together.weakest", count=len(words), parts=listed(words, say))


def _weakest_part(chapter: Chapter) -> str | None:
    reading = chapter.result.reading
    if isinstance(reading, LayersReading):
        return reading.bottleneck
    return reading.weakest if isinstance(reading, CycleReading | ValuesReading) else None
