"""A chapter per model: verdict, picture, parts, how sure it is, and what to repair or to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.content.wording import Wording
from maturity_kit.insight.doubt_words import doubt_words
from maturity_kit.insight.words import plain, whole
from maturity_kit.reports.figures import figure
from maturity_kit.reports.look import Look
from maturity_kit.reports.report.blocks import Block, chapter, facts, heading, items, lead, picture, table, words
from maturity_kit.reports.story import Chapter, Story
from maturity_kit.scoring.result import NodeScore

FIELDS = ("score", "low", "high", "coverage", "target", "gap")
REPAIRS, DOUBTS, STEPS = 4, 3, 2
WIDE, TALL = 172.0, 128.0
"""Size of the picture of a model in mm."""


def model_chapter(found: Chapter, story: Story, look: Look) -> Block:
    """What one model says."""
    return chapter(found.title, _blocks(found, story, look))


def _blocks(found: Chapter, story: Story, look: Look) -> Iterator[Block]:
    say = Wording("reports", story.language)
    yield words(found.summary, soft=True)
    yield lead(found.verdict.sentence)
    if found.result.score is not None:
        # The title of the picture is that of the chapter.
        yield picture({**figure(found.chart, look), "title": ""}, WIDE, TALL)
    yield _parts(found, say)
    yield heading(say("report.uncertain"))
    yield items((found.verdict.uncertainty, *found.verdict.remarks, *_doubts(found, story, say)))
    yield from _repairs(found, say)
    yield from _steps(found, story, say)


def _parts(found: Chapter, say: Wording) -> Block:
    head = tuple(say(f"report.{name}") for name in ("part", "score", "low", "high", "answered", "target", "gap"))
    total = NodeScore(*(getattr(found.result, name) for name in FIELDS))
    rows = [*_rows(found, say), _row(say("report.whole"), total, say)]
    return table(say("report.parts"), head, rows, (0.4, 0.1, 0.1, 0.1, 0.12, 0.09, 0.09), range(1, 7))


def _rows(found: Chapter, say: Wording) -> Iterator[Sequence[str]]:
    """Each group, and the groups in it one step in."""
    for group in found.model.groups:
        title = group.title.to(say.language)
        yield _row(say("report.beside", name=title) if group.beside else title, found.result.nodes[group.id], say)
        for part in group.groups:
            yield _row(f"– {part.title.to(say.language)}", found.result.nodes[part.id], say)


def _row(title: str, node: NodeScore, say: Wording) -> Sequence[str]:
    """Scores with one decimal, so that on which side of a threshold one lies can be seen."""
    share = "–" if node.coverage is None else f"{whole(100 * node.coverage)}%"
    low, high, target, gap = (_number(one, say) for one in (node.low, node.high, node.target, node.gap))
    return title, _number(node.score, say), low, high, share, target, gap


def _number(found: float | None, say: Wording) -> str:
    return "–" if found is None else plain(found, say.language)


def _doubts(found: Chapter, story: Story, say: Wording) -> Iterator[str]:
    """The answers that could turn this verdict by themselves, and then those that move its score most."""
    mine = [one for one in story.doubts if one.model == found.model.id and (one.flips or one.width > 1)]
    for one in mine[:DOUBTS]:
        told = doubt_words(one, found.model, story.language)
        question = story.items[one.item].text.to(story.language)
        yield " ".join(filter(None, (say("summary.quoted", question=question), told.why, told.could or told.moves)))


def _repairs(found: Chapter, say: Wording) -> Iterator[Block]:
    if not found.repairs:
        return
    yield heading(say("report.repairs"))
    yield facts([(one.item.text.to(say.language), (one.now, say("report.next", step=one.next_step)))
                 for one in found.repairs[:REPAIRS]], numbered=True, columns=2)  # fmt: skip
    left = len(found.repairs) - REPAIRS
    if left > 0:
        yield words(say("report.more-repairs", count=left), soft=True)


def _steps(found: Chapter, story: Story, say: Wording) -> Iterator[Block]:
    """The proposals of the road that come from this model, unless its repairs already say so."""
    fixed = {one.item.id for one in found.repairs[:REPAIRS]}
    steps = [one for one in story.steps if one.reason.model.id == found.model.id and one.reason.item.id not in fixed]
    if steps:
        yield heading(say("report.steps"))
        rows = [(one.question, (one.now, say("report.next", step=one.next_step))) for one in steps[:STEPS]]
        yield facts(rows, columns=2)
