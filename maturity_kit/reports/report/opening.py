"""The management summary: the verdicts together, what to do now, what stops, and how sure all this is."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.charts.tables.signs import day
from maturity_kit.content.wording import Wording
from maturity_kit.reports.report.blocks import Block, chapter, facts, heading, items, table, words
from maturity_kit.reports.story import Story
from maturity_kit.reports.summary import MOST, stop_words, summary_of


def summary_chapter(story: Story) -> Block:
    """The page for who reads nothing else."""
    return chapter(Wording("reports", story.language)("report.summary"), _blocks(story))


def _blocks(story: Story) -> Iterator[Block]:
    say, found = Wording("reports", story.language), summary_of(story)
    yield words(*found.together[:1])
    yield items(found.together[1:])
    if found.verdicts:
        head = (say("report.model"), say("report.verdict"))
        yield table(say("report.verdicts"), head, found.verdicts, (0.28, 0.72))
    yield heading(say("report.now"))
    yield from _now(story, found.now, say)
    yield heading(say("report.stops"))
    yield from _stops(story, found.stops, say)
    yield heading(say("report.sure"))
    yield items(found.sure or (say("report.unsure"),))


def _now(story: Story, proposed: tuple[str, ...], say: Wording) -> Iterator[Block]:
    chosen = story.registers.actions
    if not chosen:
        yield words(say("report.proposed", count=len(proposed)))
        yield facts([(name, ()) for name in proposed], numbered=True)
        return
    rows, still = [], say("one.still")
    for one in chosen[:MOST]:
        when = day(one.date, story.language) if one.date else None
        fields = {"owner": one.owner, "date": when, "first_step": one.first_step, "measure": one.measure}
        lines = [say(f"report.{name}", found=(told or "").strip() or still) for name, told in fields.items()]
        rows.append((one.name, (" · ".join(lines[:2]), *lines[2:])))
    yield facts(rows, numbered=True)
    if len(chosen) > MOST:
        yield words(say("report.more-chosen", count=len(chosen) - MOST), soft=True)


def _stops(story: Story, none: tuple[str, ...], say: Wording) -> Iterator[Block]:
    stops = story.registers.stops
    if not stops:
        yield words(*none)
        return
    yield facts([(stop_words(one, say), (one.reason or "",)) for one in stops[:MOST]])
    if len(stops) > MOST:
        yield words(say("report.more-stops", count=len(stops) - MOST), soft=True)
