"""The report as one document: its cover, its chapters, and the file that is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.insight.reason_words import brief
from maturity_kit.reports.figures import logo
from maturity_kit.reports.look import Look
from maturity_kit.reports.report.answers import answers_chapter
from maturity_kit.reports.report.blocks import Block, run
from maturity_kit.reports.report.method import method_chapter, sources_chapter
from maturity_kit.reports.report.models import model_chapter
from maturity_kit.reports.report.opening import summary_chapter
from maturity_kit.reports.report.people import agreement_chapter
from maturity_kit.reports.report.road import contradictions_chapter, road_chapter
from maturity_kit.reports.report.tables import tables_chapter
from maturity_kit.reports.story import Story
from maturity_kit.reports.typesetting import typeset, written

LONGEST_NAME, LONGEST_HEADER = 120, 60


def report(story: Story, look: Look = Look()) -> bytes:  # noqa: B008
    """The report as PDF/UA, A4: 12 to 20 pages for a full assessment, fewer for one that holds less."""
    pdf, _ = typeset("report/report", written(_data(story, look)))
    return pdf


def _data(story: Story, look: Look) -> dict[str, Any]:
    say = Wording("reports", story.language)
    return {
        "title": say("report.title"),
        "organisation": brief(story.organisation, LONGEST_NAME),
        "header": brief(story.organisation, LONGEST_HEADER),
        "language": story.language,
        "accent": look.accent,
        "logos": [found for found in (logo(look.client), logo(look.consultant)) if found],
        "about": _about(story, say),
        "words": {key: say(f"report.{key}") for key in ("contents", "logo", "page")},
        "runs": list(_runs(story, look)),
    }


def _about(story: Story, say: Wording) -> list[str]:
    from babel.dates import format_date

    day = str(format_date(story.assessment.date, "d MMMM y", locale=story.language))
    round_ = say("round", round=story.assessment.round)
    return [day, f"{round_[:1].upper()}{round_[1:]}, {say(f'one.edition-{story.assessment.edition}')}"]


def _runs(story: Story, look: Look) -> Iterator[Block]:
    yield run(1, summary_chapter(story))
    for chapter in story.chapters.values():
        yield run(1, model_chapter(chapter, story, look))
    yield run(
        2,
        contradictions_chapter(story, look),
        road_chapter(story),
        agreement_chapter(story, look),
        tables_chapter(story, look),
    )
    yield run(3, method_chapter(story), sources_chapter(story), answers_chapter(story))
