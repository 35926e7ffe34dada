"""Contradictions with the question to ask, and the road with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.wording import Wording
from maturity_kit.insight.contradictions import COVERAGE
from maturity_kit.insight.words import whole
from maturity_kit.reports.figures import figure
from maturity_kit.reports.look import Look
from maturity_kit.reports.report.blocks import COLUMN, Block, chapter, facts, heading, picture, words
from maturity_kit.reports.story import Story

HORIZONS = ("now", "next", "later")


def contradictions_chapter(story: Story, look: Look) -> Block:
    """Where the answers contradict each other, and how themes stand across the models."""
    say, found = Wording("reports", story.language), list(story.contradictions())
    share = whole(100 * COVERAGE)
    opening = words(say("report.clashes-line", count=len(found), share=share))
    rows = [(sentence, (say("report.ask", question=ask), " ".join(about))) for sentence, ask, about in found]
    themes = [picture(figure(story.themes, look), COLUMN, COLUMN)] if story.result.themes else []
    return chapter(say("report.clashes"), [opening, *([facts(rows, numbered=True)] if rows else []), *themes])


def road_chapter(story: Story) -> Block:
    """What to do now, next and later according to the formula, and why."""
    say = Wording("reports", story.language)
    return chapter(say("report.road"), _road(story, say))


def _road(story: Story, say: Wording) -> Iterator[Block]:
    yield words(say("report.road-line", count=len(story.steps)))
    for horizon in HORIZONS:
        steps = [one for one in story.steps if one.horizon == horizon]
        if steps:
            yield heading(say(f"report.{horizon}-steps"))
            yield facts([(one.next_step, (say("report.instead", model=one.model, question=one.question, now=one.now),
                                          " ".join((*one.why, one.jump)).strip())) for one in steps])  # fmt: skip
