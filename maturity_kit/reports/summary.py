"""What a reader who has two minutes should know, in sentences drawn from the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maturity_kit.assessment.registers.rows import Action, Stop
from maturity_kit.charts.tables.signs import day, number
from maturity_kit.content.wording import Wording
from maturity_kit.insight.reason_words import brief, short_name
from maturity_kit.insight.words import in_words, listed, whole
from maturity_kit.reports.story import Story
from maturity_kit.reports.together import patterns

MOST = 3
"""Things to do, things that stop, and questions that are named."""


@dataclass(frozen=True)
class Summary:
    """Sentences of the management summary.

    Attributes:
        together: what the verdicts say together, and where the themes differ most.
        verdicts: title of a model and its verdict.
        now: what was chosen, at most three; else what the road proposes, and then it says so in front.
        chosen: whether ``now`` was chosen by the room.
        stops: what stops, or that nothing was chosen yet.
        sure: how far the answers carry this, and what could still turn it.
    """

    together: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...]
    now: tuple[str, ...]
    chosen: bool
    stops: tuple[str, ...]
    sure: tuple[str, ...]


def summary_of(story: Story) -> Summary:
    """The management summary of a story."""
    say = Wording("reports", story.language)
    chosen = story.registers.actions
    stops = tuple(stop_words(one, say) for one in story.registers.stops[:MOST])
    return Summary(
        tuple(_together(story, say)),
        tuple((one.title, one.verdict.sentence) for one in story.chapters.values()),
        tuple(action_words(one, say) for one in chosen[:MOST]) or tuple(_proposed(story)),
        bool(chosen),
        stops or (say("summary.no-stops"),),
        tuple(_sure(story, say)),
    )


def action_words(action: Action, say: Wording) -> str:
    """An action with its owner and date, as far as they are known."""
    due = say("summary.by", day=day(action.date, say.language)) if action.date else ""
    about = ", ".join(part for part in ((action.owner or "").strip(), due) if part)
    return f"{action.name.strip()} ({about})" if about else action.name.strip()


def stop_words(stop: Stop, say: Wording) -> str:
    """Something that stops, with the hours that it frees."""
    if not stop.hours:
        return stop.name.strip()
    return say("summary.frees", name=stop.name.strip(), hours=number(stop.hours, say.language))


def _proposed(story: Story) -> Iterator[str]:
    for step in story.steps:
        if step.horizon == "now":
            yield short_name(step.next_step)


def _together(story: Story, say: Wording) -> Iterator[str]:
    scored = [one for one in story.chapters.values() if one.result.score is not None]
    words = in_words(len(scored), Wording("verdict", story.language)).capitalize()
    yield say("summary.models", count=len(scored), number=words)
    yield from patterns(scored, story.language)
    if scored and story.result.contradictions:
        yield say("summary.contradictions", count=len(story.result.contradictions))
    yield from _themes(story, say)


def _themes(story: Story, say: Wording) -> Iterator[str]:
    """The highest and the lowest theme, unless they are the same number to a reader."""
    name = Wording("charts", story.language)
    known = sorted(story.result.themes.items(), key=lambda one: one[1])
    if len(known) > 1 and whole(known[0][1]) != whole(known[-1][1]):
        (low, least), (high, most) = known[0], known[-1]
        titles = name(f"theme.{low}"), name(f"theme.{high}")
        yield say("summary.themes", low=titles[0], high=titles[1], least=whole(least), most=whole(most))


def _sure(story: Story, say: Wording) -> Iterator[str]:
    answers = [one for chapter in story.chapters.values() for one in chapter.answers]
    known = sum(one.state in ("answered", "not_applicable") for one in answers)
    if answers:
        yield say("summary.answered", count=known, questions=say("summary.questions", count=len(answers)))
    voters = max((one.voters for one in story.result.agreement.values()), default=0)
    if voters:
        yield say("summary.voted", count=voters)
    turning = [one for one in story.doubts if one.flips]
    if not answers:
        return
    asked = [brief(story.items[one.item].text.to(story.language)) for one in turning[:MOST]]
    quoted = [say("summary.quoted", question=question) for question in asked]
    yield say("summary.turning", count=len(turning), questions=listed(quoted, say) if quoted else "")
