"""Rules for the descriptors of an item: told apart without a debate, observable, and never without consent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maturity_kit.content.lint.finding import Finding, doubt, fault
from maturity_kit.content.lint.words import mentioned, plain, stems, without
from maturity_kit.content.model import Item, Model

PERSONAL = {"customer", "data"}
"""Themes that together mean data about persons."""
HIGHEST = 2
"""Steps from the top that may not be reached without consent."""


def step_findings(model: Model) -> Iterator[Finding]:
    """What the descriptors of each item show, language by language."""
    for item in model.items:
        for language in sorted({language for level in item.levels for language in level}):
            yield from _told_apart(item, language)
            yield from _attitudes(item, language)
            yield from _consent(item, language)


def _told_apart(item: Item, language: str) -> Iterator[Finding]:
    """Each descriptor that is another one again, by the strictest of three rules."""
    written = {step: level[language] for step, level in enumerate(item.levels) if language in level}
    again: set[int] = set()
    for rule, severe, reduced in _SAME:
        first: dict[str, int] = {}
        for step, text in written.items():
            earlier = first.setdefault(reduced(text, language), step)
            if earlier != step and step not in again:
                again.add(step)
                place, other = f"{item.id}.levels[{step}].{language}", f"levels[{earlier}]"
                yield (fault if severe else doubt)(rule, place, found=text, other=other)


def _as_written(text: str, language: str) -> str:
    return plain(text) or text


def _without_adverbs(text: str, language: str) -> str:
    return without(text, language, "adverbs")


def _without_amounts(text: str, language: str) -> str:
    """Also in any order and form, so what this finds is for a person to judge."""
    return " ".join(sorted(stems(without(text, language, "adverbs", "amounts").split())))


_SAME: tuple[tuple[str, bool, Callable[[str, str], str]], ...] = (
    ("level.same", True, _as_written),
    ("level.adverb", True, _without_adverbs),
    ("level.amount", False, _without_amounts),
)


def _attitudes(item: Item, language: str) -> Iterator[Finding]:
    for step, level in enumerate(item.levels):
        if found := mentioned(level.get(language, ""), language, "attitudes"):
            yield doubt("level.attitude", f"{item.id}.levels[{step}].{language}", found=found)


def _consent(item: Item, language: str) -> Iterator[Finding]:
    """Where persons are followed, the highest steps say what these persons agreed to."""
    reason = _personal(item, language)
    for step in range(max(0, len(item.levels) - HIGHEST), len(item.levels)):
        text = item.levels[step].get(language, "")
        if reason and text and not mentioned(text, language, "consent"):
            yield doubt("level.consent", f"{item.id}.levels[{step}].{language}", found=reason)


def _personal(item: Item, language: str) -> str:
    """What shows that the item is about data of persons; empty when nothing does."""
    texts = [item.text.get(language, ""), *(level.get(language, "") for level in item.levels)]
    found = next(filter(None, (mentioned(text, language, "tracking") for text in texts)), "")
    return found or (", ".join(sorted(PERSONAL)) if set(item.themes) >= PERSONAL else "")
