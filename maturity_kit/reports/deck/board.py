"""The opening and the three slides for the board: the verdicts, what to do and what stops, how sure we are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maturity_kit.assessment.registers.rows import Action
from maturity_kit.charts.agreement import pieces_of
from maturity_kit.charts.tables.signs import day, number
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import disputed
from maturity_kit.insight.agreement.words import stands, votes_words
from maturity_kit.insight.doubts import Doubt
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.insight.reason_words import short_name
from maturity_kit.insight.words import listed, plain
from maturity_kit.reports.deck.charts import Bar, draw_bars, draw_stacks
from maturity_kit.reports.deck.fitting import Box, Para
from maturity_kit.reports.deck.grid import Column, Row
from maturity_kit.reports.deck.master import CONTENT
from maturity_kit.reports.deck.page import Page
from maturity_kit.reports.story import Step, Story
from maturity_kit.reports.summary import summary_of

CHOSEN = 3
"""Actions that a room sees through at a time."""
COLOURS = {"agreed": "accent", "mixed": "light", "divided": "line", "two-camps": "warn", "undefined": "muted"}
GUTTER, NOTHING = 24.0, 48.0
UPPER = 0.54
"""The part of the slide that actions may take, so that there is room for what stops."""
HALF = (CONTENT.width - GUTTER) / 2
LEFT = Box(CONTENT.x, CONTENT.y, HALF, CONTENT.height)
RIGHT = Box(CONTENT.x + HALF + GUTTER, CONTENT.y, HALF, CONTENT.height)


def opening(page: Page, story: Story) -> None:
    """Whose it is, which round, and of what day."""
    say, held = page.say, story.assessment
    about = say("deck.dated", round=say("round", round=held.round), day=day(held.date, story.language))
    page.opening(story.organisation or say("deck.nameless"), [say("deck.title"), about])
    page.note(say("deck.about"), [say("deck.how-to-use"), *story.notices])


def verdicts(page: Page, story: Story) -> None:
    """Every verdict in its own terms, with how sure it is."""
    say, summary = page.say, summary_of(story)
    page.title(say("deck.board", number=1), (summary.together[1:] or summary.together)[0])
    names = Wording("charts", story.language)
    columns = [
        Column(names("head.model"), 190, bold=True),
        Column(names("head.verdict"), 390),
        Column(names("head.doubt"), CONTENT.width - 580),
    ]
    chapters = story.chapters.values()
    rows = [(one.title, one.verdict.sentence, one.verdict.uncertainty) for one in chapters]
    if rows:
        page.table(CONTENT, columns, rows, story.overview.alt)
    else:
        page.text(CONTENT, [Para(say("deck.no-models"))])
    page.note(say("deck.why"), summary.together)
    page.note(say("deck.certainty"), [f"{one.title}: {' '.join(one.verdict.remarks)}" for one in chapters
                                      if one.verdict.remarks])  # fmt: skip
    page.note(say("deck.questions"), [say("deck.ask.recognise")])


def choices(page: Page, story: Story) -> None:
    """What the room chose to do now, or else what is proposed, and what stops."""
    say, chosen, stops = page.say, story.registers.actions, story.registers.stops
    page.title(say("deck.board", number=2), say(f"deck.now.{_state(chosen)}-{_state(stops)}"))
    upper = Box(CONTENT.x, CONTENT.y, CONTENT.width, CONTENT.height * UPPER)
    bottom = (_actions if chosen else _proposals)(page, story, upper) + GUTTER
    lower = Box(CONTENT.x, bottom, CONTENT.width, CONTENT.y + CONTENT.height - bottom)
    if stops:
        _stops(page, story, lower)
    else:
        page.text(lower, [Para(say("deck.stops"), True, colour="accent"), Para(say("summary.no-stops"))])
    why = say("deck.why-proposed" if chosen else "deck.why")
    page.note(why, [line for one in story.steps if one.horizon == "now" for line in why_lines(one)])
    told = [line for one in story.tables if one.form in ("actions", "stops") for line in one.sentences]
    page.note(say("deck.certainty"), told)
    page.note(say("deck.questions"), [say("deck.ask.busy"), say("deck.ask.seen")])


def _state(rows: Sequence[object]) -> str:
    return "chosen" if rows else "open"


def why_lines(step: Step) -> Iterator[str]:
    """A proposal for the notes: the step, what is there now, and why it is proposed."""
    yield f"• {step.next_step}"
    yield " ".join((f"{step.model}: {step.question}", step.now, *step.why, step.jump)).strip()


def _actions(page: Page, story: Story, box: Box) -> float:
    names, still = Wording("registers", story.language), page.say("deck.still")
    columns = [
        Column(names("Action.name"), 250, bold=True),
        Column(names("Action.owner"), 150),
        Column(names("Action.date"), 92),
        Column(names("Action.first_step"), CONTENT.width - 492),
    ]
    rows = [
        (one.name, one.owner or still, day(one.date, story.language) if one.date else still, one.first_step or still)
        for one in story.registers.actions
    ]
    measures = [f"{one.name}: {one.measure}" for one in story.registers.actions if one.measure]
    page.note(names("Action.measure"), measures)
    alt = _alt(names("Registers.actions"), [one.name for one in story.registers.actions])
    return page.table(box, columns, rows, alt).bottom


def _proposals(page: Page, story: Story, box: Box) -> float:
    say, now = page.say, [one for one in story.steps if one.horizon == "now"]
    if not now:
        none = Wording("charts", story.language)("road.none")
        page.text(Box(box.x, box.y, box.width, NOTHING), [Para(none)])
        return box.y + NOTHING
    still = say("deck.still")
    columns = [
        Column(say("deck.proposed"), 560, bold=True),
        Column(Wording("registers", story.language)("Action.owner"), 150),
        Column(Wording("registers", story.language)("Action.date"), CONTENT.width - 710),
    ]
    rows = [(one.next_step, still, still) for one in now]
    return page.table(box, columns, rows, _alt(say("deck.proposed"), [one.next_step for one in now])).bottom


def _stops(page: Page, story: Story, box: Box) -> None:
    names, still = Wording("registers", story.language), page.say("deck.still")
    columns = [
        Column(names("Stop.name"), 250, bold=True),
        Column(names("Stop.hours"), 125),
        Column(names("Stop.reason"), CONTENT.width - 375),
    ]
    stops = story.registers.stops
    rows = [(one.name, number(one.hours, story.language), one.reason or still) for one in stops]
    page.table(box, columns, rows, _alt(names("Registers.stops"), [one.name for one in stops]))


def _alt(title: str, names: list[str]) -> str:
    return f"{title}: {'; '.join(names)}."


def certainty(page: Page, story: Story) -> None:
    """How far answers and votes carry the verdicts, and what the board is asked for."""
    say, sure = page.say, summary_of(story).sure
    page.title(say("deck.board", number=3), say("deck.sure-and-ask"))
    said = sure or (say("summary.models", count=0),)
    page.text(Box(LEFT.x, LEFT.y, LEFT.width, 168), [Para(say("deck.certainty"), True, colour="accent"),
              *(Para(one, bullet=True) for one in said)], 15, say("deck.certainty"))  # fmt: skip
    picture = Box(LEFT.x, LEFT.y + 178, LEFT.width, LEFT.height - 178)
    agreement_chart(page, story, picture) if story.result.agreement else _answered(page, story, picture)
    asks = [*_asks(page, story)]
    page.text(RIGHT, [Para(say("deck.ask"), True, colour="accent"), *(Para(one, bullet=True) for one in asks)], 16,
              say("deck.ask"))  # fmt: skip
    page.note(say("deck.why"), [f"{one.title}: {one.verdict.uncertainty}" for one in story.chapters.values()])
    divided = [f"• {question} {stands} {votes}." for question, stands, votes in disputed_rows(story)]
    page.note(Wording("forms", story.language)("agreement.disputed"), divided)


def disputed_rows(story: Story) -> list[Row]:
    """The questions that divide the room most: each with how far people agree, and the votes as counts."""
    say, language = Wording("forms", story.language), story.language
    return [
        (
            one.item.text.to(language),
            stands("agreement.stands", one.agreement, say),
            votes_words(one.newest, one.item, say),
        )
        for one in disputed(story.result.agreement.values())
    ]


def agreement_chart(page: Page, story: Story, box: Box) -> None:
    """How many questions of each model people agree on, and on how many they are divided."""
    say = Wording("charts", story.language)
    found = [*in_reading_order(story.result.agreement).values()]
    counts = [pieces_of(one) for one in found]
    pieces = {
        say(f"head.{word}"): (colour, [one.get(word, 0) for one in counts])
        for word, colour in COLOURS.items()
        if any(one.get(word) for one in counts)
    }
    page.text(Box(box.x, box.y, box.width, 18), [Para(say("agree.title"), True)], 12)
    told = [f"{one.model.title.to(story.language)}: {listed(_counted(one_counts, say), say)}."
            for one, one_counts in zip(found, counts, strict=True)]  # fmt: skip
    titles = [one.model.title.to(story.language) for one in found]
    draw_stacks(page, Box(box.x, box.y + 20, box.width, box.height - 20), titles, pieces, " ".join(told))


def _counted(counts: dict[str, int], say: Wording) -> list[str]:
    return [say(f"agree.count-{word}", count=count) for word, count in counts.items()]


def _answered(page: Page, story: Story, box: Box) -> None:
    """The part of each model that is answered, when nobody voted."""
    bars = [Bar(one.title, 100 * (one.result.coverage or 0.0)) for one in story.chapters.values()]
    if not bars:
        return
    say = page.say
    told = [
        say("deck.answered-part", model=one.title, share=plain(one.score or 0.0, story.language, 0)) for one in bars
    ]
    page.text(Box(box.x, box.y, box.width, 18), [Para(say("deck.answered"), True)], 12)
    draw_bars(page, Box(box.x, box.y + 20, box.width, box.height - 20), bars, " ".join(told), name=say("deck.answered"))


def _asks(page: Page, story: Story) -> Iterator[str]:
    """What only the board can do, from what was chosen and what is open."""
    say, actions, stops = page.say, story.registers.actions, story.registers.stops
    yield say("deck.ask.confirm", count=len(actions)) if actions else say("deck.ask.choose")
    yield from _lacking(page, actions)
    yield say("deck.ask.stop", count=len(stops), names=_named(page, [one.name for one in stops]))
    turning = next(iter(turning_answers(story)), None)
    if turning:
        question = story.items[turning.item].text.to(story.language)
        yield say("deck.ask.settle", question=question)
    talk = next(story.contradictions(), None)
    if talk:
        yield say("deck.ask.answer", question=talk[1])


def turning_answers(story: Story) -> list[Doubt]:
    """The answers that by themselves would change a verdict that there is."""
    return [one for one in story.doubts if one.flips and one.now is not None]


def _lacking(page: Page, actions: tuple[Action, ...]) -> Iterator[str]:
    for name in ("owner", "date"):
        count = sum(not getattr(one, name) for one in actions)
        if count:
            yield page.say(f"deck.ask.{name}", count=count)


def _named(page: Page, names: list[str]) -> str:
    quoted = [page.say("summary.quoted", question=short_name(name)) for name in names[:CHOSEN]]
    rest = len(names) - CHOSEN
    return listed([*quoted, *([page.say("deck.others", count=rest)] if rest > 0 else [])], page.say)
