"""A ballot split by role, without telling what people chose who are only a few of their role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from maturity_kit.assessment.assessment import Vote
from maturity_kit.assessment.pool import Ballot, tally
from maturity_kit.content.model import Item
from maturity_kit.insight.room.spread import Spread, of_ballot

FEWEST = 4
"""Voters that a group needs before it is shown."""
Why = Literal["", "nobody", "one", "small"]


@dataclass(frozen=True)
class Split:
    """A ballot by role.

    Attributes:
        groups: the spread of each role that may be shown, in the order of its first vote; empty when none may.
        others: people in the groups that are not shown beside them.
        why: why nothing is shown, a key of ``wording/room.yaml`` under ``split.``; empty when something is.
    """

    groups: Mapping[str, Spread] = field(default_factory=dict)
    others: int = 0
    why: Why = ""


def by_role(votes: Iterable[tuple[str, Vote]], item: Item) -> Split:
    """The newest ballot on an item by role, as far as it tells nothing about a group of fewer than 4 voters.

    Who voted on the room as a whole is known to all, and so may be how many voted of each role; people who do not know
    or say that it does not apply are voters, people without a role (``""``) are a group, rows of counts too. A group
    of 4 voters or more is shown if the groups that stay hidden cannot be worked out from the rest:

    - there are none; or
    - together they have 4 voters or more, and whoever leaves out one voter, namely their own vote, still sees two
      groups: they are three or more, or two of at least two voters each; and
    - they cannot have chosen all the same: in the ballot of the whole room every choice, don't know and not applicable
      included, has fewer people than are hidden.

    So the decision rests on nothing but what is public, and says nothing by itself. Of the hidden votes there are then
    always two different ones that could be swapped between two groups without anybody seeing a difference.

    Args:
        votes: role and vote, of every ballot; of two votes by one voter in a ballot the later counts, with its role.
        item: what was voted on.
    """
    rows = _newest(votes)
    groups = {
        role: tally([vote for one, vote in rows if one == role], item) for role in dict.fromkeys(r for r, _ in rows)
    }
    groups = {role: ballot for role, ballot in groups.items() if ballot.voters}
    if len(groups) < 2:
        return Split(why="one" if groups else "nobody")
    shown = {role: ballot for role, ballot in groups.items() if ballot.voters >= FEWEST}
    hidden = [ballot.voters for role, ballot in groups.items() if role not in shown]
    if not shown or not _safe(hidden, tally([vote for _, vote in rows], item)):
        return Split(why="small")
    return Split({role: of_ballot(ballot, item) for role, ballot in shown.items()}, sum(hidden))


def _newest(votes: Iterable[tuple[str, Vote]]) -> list[tuple[str, Vote]]:
    """The rows of the newest ballot, one for each voter."""
    rows = list(votes)
    newest = max((vote.ballot for _, vote in rows), default=1)
    kept = {
        vote.voter if vote.voter is not None else n: (role, vote)
        for n, (role, vote) in enumerate(rows)
        if vote.ballot == newest
    }
    return list(kept.values())


def _safe(hidden: Sequence[int], room: Ballot) -> bool:
    """Whether groups of these sizes can stay hidden beside the ballot of the room and everything that is shown."""
    if not hidden:
        return True
    together = sum(hidden)
    groups = len(hidden) > 2 or (len(hidden) == 2 and min(hidden) > 1)
    return together >= FEWEST and groups and max(*room.counts, room.unknown, room.not_applicable) < together
