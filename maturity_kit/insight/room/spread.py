"""What a ballot says once it is revealed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor

from maturity_kit.assessment.assessment import Vote
from maturity_kit.assessment.pool import Ballot, tallies, tally
from maturity_kit.content.model import EQUAL, Item
from maturity_kit.insight.agreement.item import Agreement, agreement_of

DOUBT = 1 / 3
"""From more than this share of don't knows on, finding out goes before agreeing."""


@dataclass(frozen=True)
class Spread:
    """One ballot on one item.

    Attributes:
        ballot: people per step, lowest first, with the number of the ballot, don't knows and not applicables.
        mean, median: of the values given, on the scale of the item; None without values.
        agreement: among those who gave a value.
        dropped: whether more than half of the voters say that it does not apply.
        suggested: the step or half step nearest the mean, what an agreed value starts from; halfway between the two the
            whole step, which has words. None without values, and when it is dropped.
    """

    ballot: Ballot
    mean: float | None
    median: float | None
    agreement: Agreement
    dropped: bool
    suggested: float | None

    @property
    def unknown_share(self) -> float:
        """The part, 0..1, of those for whom it applies that does not know."""
        return self.ballot.unknown_share

    @property
    def doubted(self) -> bool:
        """Whether more than a third of those for whom it applies do not know."""
        return doubted(self.ballot)

    @property
    def may_agree(self) -> bool:
        """Whether the room is offered to agree: people voted, and at most a third does not know."""
        return self.ballot.voters > 0 and not self.doubted

    @property
    def unanimous(self) -> bool:
        """Whether two or more people voted and all chose the same step."""
        return self.ballot.voters > 1 and max(self.ballot.counts) == self.ballot.voters


def spread_of(votes: Iterable[Vote], item: Item) -> Spread:
    """The newest ballot on an item; without votes one in which nobody voted."""
    return of_ballot(tally(votes, item), item)


def spreads_of(votes: Iterable[Vote], item: Item) -> tuple[Spread, ...]:
    """Every ballot on an item, the oldest first."""
    return tuple(of_ballot(ballot, item) for ballot in tallies(votes, item))


def of_ballot(ballot: Ballot, item: Item) -> Spread:
    """What a ballot on an item says."""
    mean, median = _mean(ballot.counts, item), _median(ballot.counts, item)
    dropped = 2 * ballot.not_applicable > ballot.voters
    suggested = None if mean is None or dropped else half_step(mean)
    return Spread(ballot, mean, median, agreement_of(ballot.counts), dropped, suggested)


def doubted(ballot: Ballot) -> bool:
    """Whether more than a third of those for whom it applies do not know."""
    return ballot.unknown_share > DOUBT + EQUAL


def half_step(value: float) -> float:
    """The step or half step nearest a value; halfway between the two the whole step.

    >>> half_step(2.2), half_step(2.25), half_step(2.3), half_step(2.75)
    (2.0, 2.0, 2.5, 3.0)
    """
    below = floor(value + EQUAL)
    over = value - below
    if over <= 0.25 + EQUAL:
        return float(below)
    return below + 0.5 if over < 0.75 - EQUAL else below + 1.0


def _mean(counts: Sequence[int], item: Item) -> float | None:
    people = sum(counts)
    return sum(step * found for step, found in enumerate(counts)) / people + item.scale.min if people else None


def _median(counts: Sequence[int], item: Item) -> float | None:
    people = sum(counts)
    if not people:
        return None
    middle = [bisect_right([*accumulate(counts)], rank) for rank in ((people - 1) // 2, people // 2)]
    return item.scale.min + sum(middle) / 2
