"""The document on method as a part of the web page."""

from __future__ import annotations

from markupsafe import Markup

from maturity_kit.insight.method import MARKDOWN, method_tokens
from maturity_kit.reports.story import Story

LEVEL = 3
"""Its chapters are headings below that of their part of the page."""


def method_html(story: Story) -> Markup:
    """The document with the numbers by which the verdicts of this story were judged.

    Raises:
        InputError: the workbook has no document in this language, or it cannot be read.
    """
    models = {name: one.model for name, one in story.chapters.items()}
    return Markup(MARKDOWN.renderer.render(method_tokens(story.language, models, LEVEL), MARKDOWN.options, {}))
