"""The deck: ten to twelve slides with native charts and tables, and notes that say why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from maturity_kit.reports.deck import board, together
from maturity_kit.reports.deck.master import TAGS, presentation
from maturity_kit.reports.deck.models import model_slide, others_slide
from maturity_kit.reports.deck.package import sealed
from maturity_kit.reports.deck.page import Page
from maturity_kit.reports.look import Look
from maturity_kit.reports.story import Story

MOST_MODELS, LEAST, MOST = 5, 10, 12
Filler = Callable[[Page, Story], None]
BOARD: tuple[Filler, ...] = (board.verdicts, board.choices, board.certainty)
OVER_ALL: tuple[Filler, ...] = (together.themes, together.contradictions, together.road)
WHERE_ROOM: tuple[Filler, ...] = (together.agreement, together.working_tables, together.open_answers)
"""Added in this order while there are fewer than twelve slides; with five models the notes have it."""


def deck(story: Story, look: Look | None = None) -> bytes:
    """The slides of an assessment as a PPTX file: 16:9, ten to twelve, the first after the opening for the board.

    The same story and look give the same bytes. What does not fit a slide is cut by words and stands in its notes.
    """
    made = presentation(look or Look(), story.language)
    opening = Page(made, story.language, "opening")
    board.opening(opening, story)
    opening.finish(story.organisation)
    for filler in _fillers(story):
        page = Page(made, story.language)
        filler(page, story)
        page.finish(story.organisation)
    title = f"{story.organisation} – {opening.say('deck.title')}"
    return sealed(made, title, TAGS[opening.say.language], story.assessment.date)


def _fillers(story: Story) -> Iterator[Filler]:
    of_models = [*_of_models(story)]
    usual = (*BOARD, *of_models, *OVER_ALL)
    yield from (*usual, *WHERE_ROOM[: max(MOST - 1 - len(usual), 0)])


def _of_models(story: Story) -> Iterator[Filler]:
    chapters = [*story.chapters.values()]
    own = len(chapters) if len(chapters) <= MOST_MODELS else MOST_MODELS - 1
    yield from (partial(model_slide, chapter=chapter) for chapter in chapters[:own])
    if chapters[own:]:
        yield partial(others_slide, chapters=chapters[own:])
