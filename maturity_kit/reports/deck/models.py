"""A slide per model: its verdict, its picture as a native chart, what stands out and the first step up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.charts.parts import left_out
from maturity_kit.content.model import Group
from maturity_kit.content.parameters import ids, numeric
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.words import model_words
from maturity_kit.insight.readers import situation_name
from maturity_kit.insight.standing import axes, groups_of, level_states, lowest, shares_in
from maturity_kit.insight.words import plain
from maturity_kit.reports.deck.board import why_lines
from maturity_kit.reports.deck.charts import Bar, draw_bars
from maturity_kit.reports.deck.fitting import Box, Para, cut_to
from maturity_kit.reports.deck.grid import Column
from maturity_kit.reports.deck.master import CONTENT
from maturity_kit.reports.deck.page import Page
from maturity_kit.reports.deck.plane import Plane, draw_plane
from maturity_kit.reports.story import Chapter, Story
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import CycleReading, LadderReading, QuadrantReading

PICTURE = Box(CONTENT.x, CONTENT.y, 530, CONTENT.height - 34)
CAPTION = Box(CONTENT.x, CONTENT.y + CONTENT.height - 30, 530, 30)
BESIDE = Box(CONTENT.x + 556, CONTENT.y, CONTENT.width - 556, CONTENT.height)
MOST_BARS = 14
LABEL = 210.0
"""Points for the name of a bar, on two lines at most."""
STATES = {"secured": "accent", "above-gap": "middle", "at-work": "middle", "skipped": "warn", "unproven": "warn"}


def model_slide(page: Page, story: Story, chapter: Chapter) -> None:
    """The verdict as the title; beside the picture what to know and what to do."""
    page.title(_topic(story, chapter), chapter.verdict.sentence)
    if isinstance(chapter.result.reading, QuadrantReading):
        plane = plane_of(chapter, story.language)
        draw_plane(page, PICTURE, plane, chapter.chart.alt)
        page.text(CAPTION, [Para(_plane_caption(page, plane), colour="muted")], 12)
    else:
        bars = bars_of(chapter, story.language)
        upward = isinstance(chapter.result.reading, LadderReading)
        draw_bars(page, PICTURE, bars[:MOST_BARS], chapter.chart.alt, upward)
        page.text(CAPTION, [Para(_caption(page, chapter, bars), colour="muted")], 12)
    page.text(BESIDE, [*_beside(page, story, chapter)], 15, page.say("deck.stands-out"))
    _notes(page, story, chapter)


def _topic(story: Story, chapter: Chapter) -> str:
    """The title of the model, with its id when another has the same: by their titles people find slides."""
    alike = sum(one.title == chapter.title for one in story.chapters.values())
    return chapter.title if alike == 1 else f"{chapter.title} ({chapter.model.id})"


def others_slide(page: Page, story: Story, chapters: Sequence[Chapter]) -> None:
    """The models for which there is no slide of their own, as a table."""
    names = Wording("charts", story.language)
    page.title(page.say("deck.others-topic"), page.say("deck.others-title", count=len(chapters)))
    columns = [Column(names("head.model"), 220, bold=True), Column(names("head.verdict"), CONTENT.width - 220)]
    rows = [(one.title, one.verdict.sentence) for one in chapters]
    page.table(CONTENT, columns, rows, " ".join(f"{title}: {said}" for title, said in rows))
    for chapter in chapters:
        _notes(page, story, chapter)


def bars_of(chapter: Chapter, language: str) -> list[Bar]:
    """A bar for each part of the model: levels, elements, layers or values, and those beside the score."""
    result, say = chapter.result, Wording("charts", language)
    shares = _shares(chapter)
    weak = lowest(result, shares) if not isinstance(result.reading, LadderReading) else ()
    weak = (result.reading.weakest or "",) if isinstance(result.reading, CycleReading) else weak
    states = dict(zip((level.id for level in result.model.groups), _states(chapter), strict=True))
    found = []
    for group in _groups(chapter):
        node, state = result.nodes[group.id], states.get(group.id, "")
        remark = say(f"brief.{state}") if state else _remark(chapter, group, shares, say)
        colour = STATES.get(state, "light") if state else "warn" if group.id in weak[:1] else "accent"
        colour = "light" if not state and group.id not in shares else colour
        title = cut_to(group.title.to(language), 12, LABEL, 2)
        title = f"{title} · {remark}" if remark else title
        found.append(Bar(title, node.score, node.low, node.high, node.target, colour))
    return found


def _states(chapter: Chapter) -> Sequence[str]:
    result = chapter.result
    return level_states(result) if isinstance(result.reading, LadderReading) else [""] * len(result.model.groups)


def _remark(chapter: Chapter, group: Group, shares: dict[str, float], say: Wording) -> str:
    node = chapter.result.nodes[group.id]
    if group.id not in shares:
        return say("beside")
    if node.low is None:
        return say("left-out")
    return left_out(node, shares[group.id], say) or (say("no-score") if node.score is None else "")


def _groups(chapter: Chapter) -> Sequence[Group]:
    """The parts that the verdict speaks of, in order."""
    model = chapter.model
    if not isinstance(chapter.result.reading, CycleReading):
        return model.groups
    ring = ids(model, "elements")[0]
    return [*groups_of(model, (ring,))[0].groups, *(group for group in model.groups if group.id != ring)]


def _shares(chapter: Chapter) -> dict[str, float]:
    """The parts that count in the score with their share of it."""
    cycle = isinstance(chapter.result.reading, CycleReading)
    return shares_in(chapter.result, ids(chapter.model, "elements")[0] if cycle else None)


def plane_of(chapter: Chapter, language: str) -> Plane:
    """The quadrant of a model with method quadrant."""
    reading, result = chapter.result.reading, chapter.result
    assert isinstance(reading, QuadrantReading)
    across, up = axes(result.model)[:2]
    x, y = result.nodes[across.id], result.nodes[up.id]
    return Plane(
        (across.title.to(language), up.title.to(language)),
        [situation_name(name, language) for name in SITUATIONS],
        (reading.threshold_x, reading.threshold_y),
        (reading.x, reading.y),
        (x.low, y.low),
        (x.high, y.high),
    )


def _plane_caption(page: Page, plane: Plane) -> str:
    x, y = (plain(limit, page.language) for limit in plane.thresholds)
    said = page.say("deck.caption-plane-one" if x == y else "deck.caption-plane", x=x, y=y)
    wide = any(
        high > low for low, high in zip(plane.low, plane.high, strict=True) if low is not None and high is not None
    )
    return f"{said} {Wording('charts', page.language)('plane.open')}" if wide else said


def _caption(page: Page, chapter: Chapter, bars: Sequence[Bar]) -> str:
    """How to read the bars, and how many are not drawn."""
    say, language = Wording("charts", page.language), page.language
    said = [page.say("deck.caption")]
    if isinstance(chapter.result.reading, LadderReading):
        limit = say("ladder.limit", threshold=plain(numeric(chapter.model, "threshold"), language))
        said = [page.say("deck.caption-ladder", limit=limit)]
    if any(bar.score is not None and (bar.low, bar.high) != (bar.score, bar.score) for bar in bars):
        said.append(page.say("deck.caption-open"))
    if len(bars) > MOST_BARS:
        said.append(page.say("deck.more-bars", count=len(bars) - MOST_BARS))
    return " ".join(said)


def _beside(page: Page, story: Story, chapter: Chapter) -> Iterator[Para]:
    say, found = page.say, chapter.verdict
    if found.remarks:
        yield Para(say("deck.stands-out"), True, colour="accent")
        yield from (Para(one, bullet=True) for one in found.remarks[:2])
    yield Para(say("deck.certainty"), True, colour="accent")
    yield Para(found.uncertainty, bullet=True)
    first = _first_step(story, chapter)
    if first:
        yield Para(say("deck.first-step"), True, colour="accent")
        yield Para(first, bullet=True)


def _first_step(story: Story, chapter: Chapter) -> str:
    """The step of this model that comes first on the road, or else its first repair."""
    steps = [one.next_step for one in story.steps if one.reason.model.id == chapter.model.id]
    return next(iter([*steps, *(one.next_step for one in chapter.repairs)]), "")


def _notes(page: Page, story: Story, chapter: Chapter) -> None:
    say, result = page.say, chapter.result
    page.note(say("deck.about"), [chapter.summary, _source(page, chapter)])
    page.note(say("deck.why"), [chapter.chart.alt, *chapter.verdict.remarks])
    steps = [one for one in story.steps if one.reason.model.id == chapter.model.id]
    page.note(say("deck.steps"), [line for one in steps for line in why_lines(one)])
    page.note(say("deck.repairs"), [f"{one.part}: {one.now} → {one.next_step}" for one in chapter.repairs])
    voted = model_words(chapter.agreement, story.language) if chapter.agreement else []
    page.note(say("deck.certainty"), [chapter.verdict.uncertainty, *voted])
    about = [one for one in story.result.contradictions if result.model in one.models]
    page.note(say("deck.questions"), [one.rule.ask.to(story.language) for one in about] or [say("deck.ask.example")])


def _source(page: Page, chapter: Chapter) -> str:
    """Where the idea of the model comes from, and that its author has nothing to do with this."""
    found = {name: chapter.model.source.get(name, "") for name in ("title", "author")}
    named = {name: one.to(page.language) if isinstance(one, Text) else one for name, one in found.items()}
    if not named["title"]:
        return ""
    key = "deck.source" if named["author"] else "deck.source-title"
    return page.say(key, title=named["title"], author=named["author"])
