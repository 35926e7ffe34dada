"""What the web page says of a story, part by part, ready for its template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maturity_kit.charts.tables.signs import day
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.room import Voted, direction, disputed, moved
from maturity_kit.insight.agreement.words import ballot_words, model_words, moved_words, stands, votes_words
from maturity_kit.insight.contradictions import COVERAGE
from maturity_kit.insight.doubt_words import doubt_words
from maturity_kit.insight.words import plain, whole
from maturity_kit.reports.chosen import chosen
from maturity_kit.reports.page.method import method_html
from maturity_kit.reports.story import Answered, Chapter, Story
from maturity_kit.reports.summary import summary_of
from maturity_kit.scoring.result import NodeScore

HORIZONS = ("now", "next", "later")
WHOLE = ("score", "low", "high", "coverage", "target", "gap")
DOUBTS = 12
"""Open and disputed answers that are named."""


def content(story: Story) -> dict[str, Any]:
    """Everything the template shows."""
    forms = Wording("forms", story.language)
    registers = Wording("registers", story.language)
    return {
        "story": story,
        "forms": forms,
        "about": _about(story),
        "summary": summary_of(story),
        "chapters": [_chapter(name, one, story) for name, one in story.chapters.items()],
        "contradictions": list(story.contradictions()),
        "no_contradictions": forms("contradictions.none", share=whole(100 * COVERAGE)),
        "horizons": [(one, [step for step in story.steps if step.horizon == one]) for one in HORIZONS],
        "chosen": [(registers(f"Registers.{name}"), chosen(story, name)) for name in ("actions", "stops")],
        "agreement": _agreement(story),
        "doubts": list(_doubts(story)),
        "more_doubts": max(len(story.doubts) - DOUBTS, 0),
        "method": method_html(story),
    }


def _about(story: Story) -> str:
    """Round, date and edition on one line."""
    say, assessment = Wording("reports", story.language), story.assessment
    parts = [say("round", round=assessment.round), day(assessment.date, story.language)]
    return " · ".join([*parts, say(f"page.edition-{assessment.edition}")])


def _chapter(model: str, chapter: Chapter, story: Story) -> dict[str, Any]:
    said = model_words(chapter.agreement, story.language) if chapter.agreement else []
    own = NodeScore(
        *(getattr(chapter.result, field) for field in ("score", "low", "high", "coverage", "target", "gap"))
    )
    parts = [_part(title, score, beside, story.language) for title, score, beside in chapter.parts]
    return {
        "id": model,
        "one": chapter,
        "rows": [*parts, _part(Wording("reports", story.language)("page.whole"), own, False, story.language)],
        "agreement": said,
        "answers": [_answer(one, story.language) for one in chapter.answers],
        "source": _source(chapter, story.language),
    }


def _part(title: str, score: NodeScore, beside: bool, language: str) -> dict[str, Any]:
    """A row of the table of parts: what people read, and the number itself in full."""
    both = score.low is not None and whole(score.low) != whole(score.high)
    share = None if score.coverage is None else 100 * score.coverage
    return {
        "title": title,
        "beside": beside,
        "number": score.score,
        "score": whole(score.score),
        "range": f"{whole(score.low)}–{whole(score.high)}" if both else "–",
        "coverage": "–" if share is None else Wording("charts", language)("percent", number=whole(share)),
        "target": "–" if score.target is None else plain(score.target, language),
    }


def _answer(answered: Answered, language: str) -> dict[str, Any]:
    say = Wording("forms", language)
    ballots = [votes_words(ballot, answered.item, say) for ballot in answered.ballots]
    several = len(ballots) > 1
    tell = Wording("reports", language)
    votes = [tell("page.ballot", number=n, votes=one) if several else one for n, one in enumerate(ballots, 1)]
    entry = answered.entry
    given = {"reason": entry.reason, "note": entry.note, "evidence": entry.evidence}
    return {
        "question": answered.item.text.to(language),
        "part": answered.part,
        "words": answered.words,
        "votes": [one for one in votes if one],
        "entry": {tell(f"page.{name}"): words for name, words in given.items() if (words or "").strip()},
    }


def _source(chapter: Chapter, language: str) -> dict[str, str]:
    """Title and author of the document that the model goes back to, where the model names them."""
    found = {name: chapter.model.source.get(name, "") for name in ("title", "author")}
    return {name: words.to(language) if isinstance(words, Text) else str(words) for name, words in found.items()}


def _agreement(story: Story) -> dict[str, Any]:
    say = Wording("forms", story.language)
    found = [one.agreement for one in story.chapters.values() if one.agreement]
    again = moved(found)
    return {
        "voters": max((one.voters for one in found), default=0),
        "disputed": [_disputed(one, story) for one in disputed(found)],
        "moved": moved_words(again, say) if again else "",
        "again": [_moved(one, story) for one in again],
    }


def _disputed(voted: Voted, story: Story) -> dict[str, str]:
    say = Wording("forms", story.language)
    votes = votes_words(voted.newest, voted.item, say)
    return {
        "question": voted.item.text.to(story.language),
        "model": story.chapters[voted.model].title,
        "why": f"{stands('agreement.stands', voted.agreement, say)} {say('agreement.votes', votes=votes)}",
    }


def _moved(voted: Voted, story: Story) -> tuple[str, ...]:
    say = Wording("forms", story.language)
    ballots = [ballot_words(voted.ballots[place], voted.item, say) for place in (0, -1)]
    return voted.item.text.to(story.language), *ballots, say(f"agreement.went-{direction(voted.shift or 0.0)}")


def _doubts(story: Story) -> Iterator[dict[str, str]]:
    for doubt in story.doubts[:DOUBTS]:
        chapter = story.chapters[doubt.model]
        words = doubt_words(doubt, chapter.model, story.language)
        yield {
            "question": story.items[doubt.item].text.to(story.language),
            "model": chapter.title,
            "why": " ".join(part for part in (words.why, words.could, words.moves) if part),
        }
