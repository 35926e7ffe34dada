"""An answer in the words of the step that was chosen."""

from __future__ import annotations

import math

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.pool import ItemState
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.words import plain


def step_words(item: Item, value: float, language: str) -> str:
    """The descriptor of a whole step; empty between two steps and for items without descriptors."""
    place = value - item.scale.min
    return item.levels[int(place)].to(language) if place.is_integer() and place < len(item.levels) else ""


def answer_words(
    assessment: Assessment, item: Item, state: ItemState | None, value: float | None, language: str
) -> str:
    """What counts for a question: the state, the step agreed on with its descriptor, or what the votes pool to.

    Args:
        state, value: as pooled; the value on the item's scale.
    """
    say = Wording("forms", language)
    if state != "answered" or value is None:
        return say(f"why.{state}")
    agreed = assessment.answers.get(item.id)
    if not (agreed and agreed.value is not None):
        return say("why.pooled", step=plain(value, language, 2))
    words = step_words(item, value, language)
    bare = "question.step" if float(value).is_integer() else "why.between-steps"
    return say("why.given" if words else bare, step=plain(value, language, 2), words=words)


def next_words(item: Item, next_step: Text, score: float | None, language: str) -> str:
    """One step up in words: its descriptor, its number for an item without descriptors, nothing at the top.

    Args:
        item, score: the question and its score, 0..100.
        next_step: the descriptor of that step; empty without one.
    """
    if item.levels or score is None:
        return next_step.to(language)
    step = math.floor(item.scale.min + score / 100 * (item.scale.max - item.scale.min) + EQUAL) + 1
    return Wording("forms", language)("question.step", step=step) if step <= item.scale.max else ""
