"""The appendix: every question with its answer, reason, note, evidence and votes as counts."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.words import votes_words
from maturity_kit.reports.report.blocks import Block, chapter, facts, heading, words
from maturity_kit.reports.story import Answered, Story


def answers_chapter(story: Story) -> Block:
    """Every question that was asked, by model and part."""
    say = Wording("reports", story.language)
    return chapter(say("report.answers"), _answers(story, say))


def _answers(story: Story, say: Wording) -> Iterator[Block]:
    yield words(say("report.answers-line"), soft=True)
    for found in story.chapters.values():
        yield heading(found.title)
        for part in dict.fromkeys(one.part for one in found.answers):
            yield heading(part or found.title, 3)
            yield facts([(one.item.text.to(story.language), (" ".join(_lines(one, say)),))
                         for one in found.answers if one.part == part])  # fmt: skip


def _lines(one: Answered, say: Wording) -> Iterator[str]:
    yield one.words
    for name in ("reason", "note", "evidence"):
        found = (getattr(one.entry, name) or "").strip()
        if found:
            yield say(f"report.{name}", found=found)
    forms = Wording("forms", say.language)
    for ballot in one.ballots:
        key = "report.votes" if len(one.ballots) == 1 else "report.ballot"
        yield say(key, number=ballot.number, votes=votes_words(ballot, one.item, forms))
