"""What the facilitator could say after a reveal: short, and never about who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.insight.room.spread import Spread
from maturity_kit.insight.words import plain

FEW = 4
"""Answers under which agreement says little."""


def advice(spread: Spread, item: Item, language: str, *, evidence: bool = False) -> list[str]:
    """At most four short sentences, the most important first.

    Args:
        spread: the ballot that was revealed.
        item: what was voted on.
        language: ``en`` or ``nl``.
        evidence: whether evidence was noted with the question.
    """
    say = Wording("room", language)
    apart = spread.ballot.not_applicable
    if not spread.ballot.voters:
        return [say("advice.nobody")]
    if spread.dropped:
        return [say("advice.dropped")]
    if spread.doubted:
        people = spread.ballot.voters - apart
        return [say("advice.find-out", unknown=spread.ballot.unknown, people=people), _hint(item, say)]
    told = _by_agreement(spread, item, say, evidence)
    return [*told, say("advice.apart", apart)] if apart else told


def find_out(spread: Spread, item: Item, language: str) -> dict[str, Any] | None:
    """A row for the table of actions when more than a third does not know; None otherwise."""
    if not spread.doubted:
        return None
    name = Wording("room", language)("action.find-out", question=item.text.to(language))
    return {"name": name, "items": [item.id]}


def _by_agreement(spread: Spread, item: Item, say: Wording, evidence: bool) -> list[str]:
    word = spread.agreement.word
    if word is None:
        return [say("advice.one")]
    if word == "agreed":
        return _agreed(spread, item, say, evidence)
    low, high = _ends(spread, item)
    asked = say("advice.ends", low=low, high=high)
    if word == "two-camps":
        below, above = _camps(spread.ballot.counts)
        return [say("advice.two-camps", below=below, above=above), asked, say("advice.same-thing")]
    return [say(f"advice.{word}"), asked]


def _agreed(spread: Spread, item: Item, say: Wording, evidence: bool) -> list[str]:
    few = [say("advice.few", spread.agreement.voters)] if spread.agreement.voters < FEW else []
    if evidence:
        return [say("advice.seen"), *few]
    hint = _hint(item, say)
    if spread.unanimous and spread.mean is not None:
        return [say("advice.all", step=plain(spread.mean, say.language), hint=hint), *few]
    return [say("advice.close", hint=hint), *few]


def _hint(item: Item, say: Wording) -> str:
    return item.hint.to(say.language) or say("advice.hint")


def _ends(spread: Spread, item: Item) -> tuple[int, int]:
    """The lowest and the highest step that somebody chose."""
    steps = [step + item.scale.min for step, people in enumerate(spread.ballot.counts) if people]
    return steps[0], steps[-1]


def _camps(counts: Sequence[int]) -> tuple[int, int]:
    """People strictly below and strictly above the middle of the scale."""
    middle = (len(counts) - 1) / 2
    below = sum(people for step, people in enumerate(counts) if step < middle)
    return below, sum(people for step, people in enumerate(counts) if step > middle)
