"""The digital strategy on one page: eight blocks and the verdicts, to pin on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from maturity_kit.charts.tables.signs import day
from maturity_kit.content.wording import Wording
from maturity_kit.insight.reason_words import brief
from maturity_kit.reports.eight_blocks import Row, Section, sections_of
from maturity_kit.reports.figures import logo
from maturity_kit.reports.look import Look
from maturity_kit.reports.story import Story
from maturity_kit.reports.typesetting import typeset, written

LONGEST_NAME, LONGEST_TITLE = 70, 60
SHOWN, LONGER = 7, 60
"""Models beside the blocks, and the characters a verdict may have beyond those of a row."""
WHOLE = ("figure", "share", "kind", "mark", "aside")
"""Fields of a row that are never cut."""


class Cut(NamedTuple):
    """How far a block is shortened: characters of a text, rows in a section, and whether extras are there."""

    text: int
    rows: int
    extras: bool = False


CUTS = (
    *(Cut(170, 6, True), Cut(130, 5, True), Cut(170, 5), Cut(130, 5), Cut(100, 5), Cut(80, 4)),
    *(Cut(60, 3), Cut(44, 3), Cut(30, 2), Cut(24, 1)),
)
"""From roomy to tight. Smaller type comes first; only what then does not fit is cut, and after whole words."""


def onepager(story: Story, look: Look = Look()) -> bytes:  # noqa: B008
    """The one page as PDF/UA: A4 landscape, always one page, whatever was filled in.

    Raises:
        AssertionError: a block does not fit even at its shortest, a mistake in the template.
    """
    pdf, layout = typeset("onepager", written(_data(story, look)))
    assert layout["pages"] == 1 and not layout["misfits"], layout
    return pdf


def _data(story: Story, look: Look) -> dict[str, Any]:
    say = Wording("reports", story.language)
    about = (say("one.made", day=day(story.assessment.date, story.language)),
             say("round", round=story.assessment.round), say(f"one.edition-{story.assessment.edition}"))  # fmt: skip
    return {
        "title": say("one.title"),
        "organisation": brief(story.organisation, LONGEST_NAME),
        "language": story.language,
        "accent": look.accent,
        "logos": [found for found in (logo(look.client), logo(look.consultant)) if found],
        "logo_words": say("one.logo"),
        "about": " · ".join(about),
        "caveat": say("one.caveat"),
        "halves": [say("one.insight"), say("one.solution")],
        "blocks": [_block(name, sections, say) for name, sections in sections_of(story).items()],
        "verdicts": {"title": say("one.verdicts"), "variants": list(_verdicts(story, say))},
    }


def _block(name: str, sections: Sequence[Section], say: Wording) -> dict[str, Any]:
    variants = (
        [[_section(one, cut, say) for one in sections if cut.extras or not one.extra] for cut in CUTS]
        if sections
        else []
    )
    return {"title": say(f"one.{name}"), "variants": variants, "empty": say("one.still")}


def _section(section: Section, cut: Cut, say: Wording) -> dict[str, Any]:
    most = min(section.most, cut.rows)
    rows = [_shortened(row, cut.text) for row in section.rows[:most]]
    left = len(section.rows) - most
    if left > 0:
        rows.append({"kind": "note", "text": say("one.more", count=left)})
    return {"label": section.label, "rows": rows}


def _shortened(row: Row, most: int) -> Row:
    return {name: found if name in WHOLE else brief(found, most) for name, found in row.items()}


def _verdicts(story: Story, say: Wording) -> Iterator[list[dict[str, str]]]:
    """Ever shorter verdicts, of as many models as fit beside the blocks."""
    told = list(story.chapters.values())
    left = len(told) - SHOWN
    more = [{"title": "", "text": say("one.more", count=left)}] if left > 0 else []
    for cut in CUTS:
        yield [
            {"title": brief(one.title, LONGEST_TITLE), "text": brief(one.verdict.sentence, cut.text + LONGER)}
            for one in told[:SHOWN]
        ] + more
