"""A ballot that was counted by hand, as the event that adds it to the votes."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.assessment.assessment import Assessment, Vote
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.files import entry_fields
from maturity_kit.content.model import Item
from maturity_kit.errors import InputError


def with_counts(
    assessment: Assessment,
    item: Item,
    counts: Sequence[int],
    unknown: int = 0,
    not_applicable: int = 0,
    ballot: int | None = None,
) -> Event:
    """The event of kind ``votes`` that adds one ballot to those of the item, which all stay as they are.

    Args:
        assessment: with present ids, see ``carried``.
        item: what was voted on.
        counts: people per step of its scale, the lowest step first; beside them those who do not know (``unknown``)
            and those who say it does not apply (``not_applicable``).
        ballot: number of the ballot; without it one more than the greatest there is, so that it is the newest.

    Raises:
        InputError: another number of counts than steps, a negative count, nobody who voted, or a ballot that is there.
    """
    if not any((*counts, unknown, not_applicable)):
        raise InputError("count.nobody", item.id)
    if len(counts) != item.scale.steps:
        raise InputError("vote.steps", item.id, found=len(counts), allowed=item.scale.steps)
    earlier = assessment.votes.get(item.id, ())
    row = {"ballot": _number(earlier, ballot, item.id), "counts": list(counts)}
    row |= {"unknown": unknown, "not_applicable": not_applicable}
    event = Event("votes", item.id, [*(entry_fields(vote) for vote in earlier), row])
    apply(assessment, event)
    return event


def _number(earlier: Sequence[Vote], wanted: int | None, where: str) -> int:
    taken = sorted({vote.ballot for vote in earlier})
    if wanted in taken:
        raise InputError("count.ballot", where, found=wanted, taken=", ".join(map(str, taken)))
    return wanted if wanted is not None else max(taken, default=0) + 1
