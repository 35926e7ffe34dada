"""The document on method, from its Markdown, and the sources of the models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.method import method_text
from maturity_kit.reports.report.blocks import Block, chapter, facts, rich, words
from maturity_kit.reports.story import Story

MARKDOWN = MarkdownIt("commonmark", {"html": False})
STYLES = {"strong_open": "bold", "em_open": "italic"}
ENDS = {"strong_close": "bold", "em_close": "italic"}
KINDS = {"heading_open": "rich-heading", "list_item_open": "rich-item"}


def method_chapter(story: Story) -> Block:
    """How a score comes about and what it does not say, as the workbook tells it."""
    models = {name: one.model for name, one in story.chapters.items()}
    tokens = MARKDOWN.parse(method_text(story.language, models))
    return chapter(Wording("reports", story.language)("report.method"), _blocks(tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """A block for each paragraph, item and heading; the title is that of the chapter."""
    kind, level = "rich", 0
    for before, token in pairwise(tokens):
        if before.type in KINDS:
            kind, level = KINDS[before.type], int(before.tag[1]) if before.tag[1:].isdigit() else 0
        if token.type == "inline":
            if level != 1:
                yield rich(kind, list(_spans(token.children or ())), level)
            kind, level = "rich", 0


def _spans(tokens: Sequence[Token]) -> Iterator[Block]:
    """Words with their look, and whether a space stands before them; a link keeps its words and loses its address."""
    styles: set[str] = set()
    space = False
    for token in tokens:
        styles |= {STYLES[token.type]} if token.type in STYLES else set()
        styles -= {ENDS[token.type]} if token.type in ENDS else set()
        said = " " if token.type in ("softbreak", "hardbreak") else token.content
        if said.strip():
            apart = space or said[0].isspace()
            yield {"text": said, "bold": "bold" in styles, "italic": "italic" in styles, "apart": apart}
        space = said[-1:].isspace() if said else space


def sources_chapter(story: Story) -> Block:
    """Where the ideas of the models come from, and that nobody there has to do with this report."""
    say = Wording("reports", story.language)
    rows = [(one.title, (_source(one.model.source, story.language, say),)) for one in story.chapters.values()]
    return chapter(say("report.sources"), [words(say("report.not-affiliated")), facts(rows)])


def _source(source: object, language: str, say: Wording) -> str:
    """Title and author; a model of one's own may name none."""
    known = source if isinstance(source, dict) else {}
    title, author = (_told(known.get(name), language) for name in ("title", "author"))
    if not title:
        return say("report.no-source")
    return say("report.source", title=title, author=author or say("report.no-author"))


def _told(found: object, language: str) -> str:
    return found.to(language) if isinstance(found, Text) else str(found or "")
