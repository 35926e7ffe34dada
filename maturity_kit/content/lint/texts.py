"""Rules for one text at a time: its languages, its length, and words that do not belong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maturity_kit.content.lint.finding import Finding, doubt, fault
from maturity_kit.content.lint.passages import Kind, Passage, passages
from maturity_kit.content.lint.words import mentioned, phrases, plain, vendor
from maturity_kit.content.model import Model

MOST_WORDS: dict[Kind, int] = {"question": 25, "level": 22, "hint": 25, "summary": 40}
"""Words that a text may have, counted between spaces. The summary of a model itself may be longer."""
SLASH = re.compile(r"[^\W\d_]{2,}\s?/\s?[^\W\d_]{2,}")
"""Two words with a slash between them; 24/7 and A/B are none."""


def text_findings(model: Model) -> Iterator[Finding]:
    """What one text shows by itself."""
    spoken = {language for passage in passages(model) for language in passage.text}
    for passage in passages(model):
        if not passage.text:
            yield from _missing(passage)
        else:
            yield from _untranslated(passage, spoken)
        for language, text in passage.text.items():
            place = f"{passage.place}.{language}"
            yield from _length(passage, place, text)
            yield from _names(place, text)
            if passage.kind == "question":
                yield from _question(place, language, text)


def _missing(passage: Passage) -> Iterator[Finding]:
    if passage.kind == "hint":
        yield fault("hint.missing", passage.place)
    elif passage.kind == "summary":
        yield fault("summary.missing", passage.place)


def _untranslated(passage: Passage, spoken: set[str]) -> Iterator[Finding]:
    missing = spoken - set(passage.text)
    if missing:
        found = ", ".join(sorted(passage.text))
        yield fault("text.language", passage.place, missing=", ".join(sorted(missing)), found=found)


def _length(passage: Passage, place: str, text: str) -> Iterator[Finding]:
    allowed = MOST_WORDS.get(passage.kind)
    words = len(text.split())
    if allowed is None or words <= allowed or isinstance(passage.node, Model):
        return
    yield fault(f"{passage.kind}.long", place, found=words, allowed=allowed)


def _names(place: str, text: str) -> Iterator[Finding]:
    if found := vendor(text):
        yield fault("text.vendor", place, found=found)
    if slash := SLASH.search(text):
        yield fault("text.slash", place, found=slash.group())


def _question(place: str, language: str, text: str) -> Iterator[Finding]:
    if not text.rstrip().endswith("?"):
        yield fault("question.mark", place, found=text.split()[-1])
    if opening := phrases(language, "openings").match(plain(text)):
        yield fault("question.leading", place, found=opening.group())
    if text.count("?") > 1:
        yield doubt("question.marks", place, found=text.count("?"))
    elif second := mentioned(text, language, "second_questions"):
        yield doubt("question.double", place, found=second)
