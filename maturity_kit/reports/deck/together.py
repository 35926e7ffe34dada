"""The slides over all models: themes, contradictions, the road, and where there is room agreement and tables."""

from __future__ import annotations

from typing import Any

from maturity_kit.charts.ink import TOKENS
from maturity_kit.charts.synthesis import DARK_FROM, cells_of
from maturity_kit.content.model import THEMES
from maturity_kit.content.wording import Wording
from maturity_kit.insight.contradictions import COVERAGE
from maturity_kit.insight.doubt_words import doubt_words
from maturity_kit.insight.doubts import Doubt
from maturity_kit.insight.words import decimals, whole
from maturity_kit.reports.deck.board import agreement_chart, disputed_rows, turning_answers, why_lines
from maturity_kit.reports.deck.fitting import Box, Para
from maturity_kit.reports.deck.grid import Column
from maturity_kit.reports.deck.master import CONTENT
from maturity_kit.reports.deck.page import Page, shade
from maturity_kit.reports.story import Story

SHOWN, FEW = 10, 4
NARROW = 130.0
STEP = 25
"""Points of a score for each of the five shades."""


def themes(page: Page, story: Story) -> None:
    """Themes against models as a table, each score on a shade that repeats it."""
    chart, say = story.themes, Wording("charts", story.language)
    page.title(chart.title, chart.alt)
    if not story.chapters:
        page.text(CONTENT, [Para(page.say("deck.no-models"))])
        return
    wide = (CONTENT.width - 2 * NARROW) / len(story.chapters)
    columns = [
        Column(chart.table.head[0], NARROW, bold=True),
        *(Column(title, wide, centred=True) for title in chart.table.head[1:-1]),
        Column(chart.table.head[-1], NARROW, centred=True),
    ]
    placed = page.table(
        Box(CONTENT.x, CONTENT.y, CONTENT.width, CONTENT.height - 22), columns, chart.table.rows, chart.alt
    )
    _shade(placed.table, story)
    foot = Box(CONTENT.x, CONTENT.y + CONTENT.height - 16, CONTENT.width, 16)
    page.text(foot, [Para(say("heat.key"), colour="muted")], 12)
    page.note(page.say("deck.why"), [Wording("forms", story.language)("themes.mean")])
    page.note(page.say("deck.questions"), [page.say("deck.ask.themes")])


def _shade(table: Any, story: Story) -> None:
    columns = [cells_of(one.result) for one in story.chapters.values()]
    for row, theme in enumerate(THEMES, 1):
        scores = [*(column[theme].score for column in columns), story.result.themes.get(theme)]
        for place, score in enumerate(scores, 1):
            if score is not None:
                step = int(score / STEP + 0.5 + 1e-9)
                ink = TOKENS["on-score-4" if step >= DARK_FROM else "on-score-0"]
                shade(table.cell(row, place), TOKENS[f"score-{step}"][1:], ink[1:])


def contradictions(page: Page, story: Story) -> None:
    """What the answers say against each other, with the question to put to the room."""
    say, found = Wording("forms", story.language), [*story.contradictions()]
    page.title(say("contradictions.title"), page.say("deck.contradictions", count=len(found)))
    if not found:
        page.text(CONTENT, [Para(say("contradictions.none", share=whole(100 * COVERAGE)))])
        return
    with_facts = len(found) <= FEW
    wide = CONTENT.width / (3 if with_facts else 2)
    columns = [Column(page.say("deck.clash"), wide), Column(page.say("deck.to-ask"), wide, bold=True)]
    columns += [Column(page.say("deck.facts"), wide)] if with_facts else []
    rows = [(said, ask, *([" ".join(facts)] if with_facts else [])) for said, ask, facts in found]
    page.table(CONTENT, columns, rows, f"{page.say('deck.clash')}: {' '.join(row[0] for row in rows)}")
    for said, ask, facts in found:
        page.note(said, [*facts, f"{page.say('deck.to-ask')}: {ask}"])


def road(page: Page, story: Story) -> None:
    """The proposed steps in their order, with the model and the priority of each."""
    say, names = page.say, Wording("charts", story.language)
    page.title(names("road.title"), say("deck.road", count=len(story.steps)))
    if not story.steps:
        page.text(CONTENT, [Para(names("road.none"))])
        return
    columns = [
        Column(names("head.when"), 80, bold=True),
        Column(names("head.step"), CONTENT.width - 370),
        Column(names("head.model"), 200),
        Column(names("head.priority"), 90, centred=True),
    ]
    rows = [
        (
            names(f"road.{one.horizon}"),
            one.next_step,
            one.model,
            decimals(one.reason.proposal.priority, story.language, 2),
        )
        for one in story.steps
    ]
    page.table(CONTENT, columns, rows, story.road.alt, 13)
    page.note(say("deck.why"), [say("deck.priority"), *(line for one in story.steps for line in why_lines(one))])
    page.note(say("deck.questions"), [say("deck.ask.road")])


def agreement(page: Page, story: Story) -> None:
    """What divides the room most, with the votes as counts."""
    say, names = Wording("forms", story.language), Wording("charts", story.language)
    rows = disputed_rows(story)
    if not story.result.agreement:
        page.title(say("agreement.title"), names("agree.none"))
        page.text(CONTENT, [Para(page.say("deck.no-votes"))])
        return
    page.title(say("agreement.title"), page.say("deck.disputed", count=len(rows)))
    if not rows:
        agreement_chart(page, story, CONTENT)
        return
    columns = [
        Column(names("head.question"), 420, bold=True),
        Column(say("doubt.votes"), 200),
        Column(say("doubt.voters"), CONTENT.width - 620),
    ]
    page.table(CONTENT, columns, rows, f"{say('agreement.disputed')}: {rows[0][0]}")


def working_tables(page: Page, story: Story) -> None:
    """What the working tables amount to, in sentences."""
    page.title(page.say("deck.tables"), page.say("deck.tables-title", count=len(story.tables)))
    if not story.tables:
        page.text(CONTENT, [Para(page.say("deck.tables-none"))])
        return
    columns = [Column(page.say("deck.table"), 240, bold=True), Column(page.say("deck.table-says"), CONTENT.width - 240)]
    rows = [(one.title, " ".join(one.sentences)) for one in story.tables]
    page.table(CONTENT, columns, rows, "; ".join(one.title for one in story.tables))


def open_answers(page: Page, story: Story) -> None:
    """The open or disputed answers that could still change something, most influential first."""
    say, turning = Wording("forms", story.language), turning_answers(story)
    known = any(one.result.score is not None for one in story.chapters.values())
    message = page.say("deck.open-title", count=len(turning)) if known else page.say("deck.open-all")
    page.title(page.say("deck.open-topic"), message)
    if not story.doubts:
        page.text(CONTENT, [Para(page.say("deck.open-none"))])
        return
    question = Wording("charts", story.language)("head.question")
    columns = [Column(question, 420, bold=True), Column(page.say("deck.could"), CONTENT.width - 420)]
    rows = [_open_row(story, one) for one in story.doubts[:SHOWN]]
    page.table(CONTENT, columns, rows, f"{question}: {' '.join(row[0] for row in rows)}")
    if known:
        page.note(page.say("deck.why"), [say("doubts.turning", count=len(turning))])


def _open_row(story: Story, doubt: Doubt) -> tuple[str, str]:
    words = doubt_words(doubt, story.chapters[doubt.model].model, story.language)
    could = words.could if doubt.now is not None else ""
    return story.items[doubt.item].text.to(story.language), f"{words.why} {could or words.moves}"
