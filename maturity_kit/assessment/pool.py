"""From answers and votes to one value or state per item."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from maturity_kit.assessment.assessment import Answer, Assessment, Vote
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item, Model, Scale
from maturity_kit.content.parameters import pool
from maturity_kit.content.schema import MOST_STEPS
from maturity_kit.content.text import Text

ItemState = Literal["answered", "unknown", "not_asked", "not_applicable", "not_in_edition"]
DROPPED: frozenset[ItemState] = frozenset({"not_applicable", "not_in_edition"})
"""States of items that drop out: they give no score, widen no bounds and are no part of the coverage."""


@dataclass(frozen=True)
class Pooled:
    """What counts for each item of a model, in the order of ``model.items``.

    Attributes:
        values: on the item's scale; NaN unless the state is ``answered``.
        states: ``answered``, ``unknown``, ``not_asked``, ``not_applicable`` or ``not_in_edition``.
    """

    values: tuple[float, ...]
    states: tuple[ItemState, ...]


@dataclass(frozen=True)
class Ballot:
    """One ballot on one item.

    Attributes:
        number: of the ballot.
        counts: people per step of the scale, lowest step first.
        unknown: people who do not know.
        not_applicable: people who say it does not apply.
    """

    number: int
    counts: tuple[int, ...]
    unknown: int = 0
    not_applicable: int = 0

    @property
    def voters(self) -> int:
        """Everybody who voted."""
        return sum(self.counts) + self.unknown + self.not_applicable

    @property
    def unknown_share(self) -> float:
        """The part, 0..1, of those for whom the item applies that does not know; 0 without such people."""
        applies = self.voters - self.not_applicable
        return self.unknown / applies if applies else 0.0


def votes_of(assessment: Assessment, item: Item) -> Ballot | None:
    """The newest ballot on an item as counts; None without votes.

    Of two votes by one voter the later counts; rows without a voter are distinct people; rows of counts add up.
    """
    votes = assessment.votes.get(item.id)
    return tally(votes, item) if votes else None


def ballots_of(assessment: Assessment, item: Item) -> tuple[Ballot, ...]:
    """Every ballot on an item as counts, the oldest first; empty without votes."""
    return tallies(assessment.votes.get(item.id, ()), item)


def tallies(votes: Iterable[Vote], item: Item) -> tuple[Ballot, ...]:
    """Every ballot among the votes as counts per step, the oldest first."""
    rows = list(votes)
    numbers = sorted({row.ballot for row in rows})
    return tuple(tally([row for row in rows if row.ballot == number], item) for number in numbers)


def tally(votes: Iterable[Vote], item: Item) -> Ballot:
    """The newest ballot among the votes as counts per step."""
    rows = newest_rows(votes)
    counts = [0] * item.scale.steps
    unknown = not_applicable = 0
    for row in rows:
        for step, people in enumerate(row.counts or ()):
            counts[step] += people
        if row.value is not None:
            counts[round(row.value) - item.scale.min] += 1
        unknown += (row.unknown or 0) + (row.state == "unknown")
        not_applicable += (row.not_applicable or 0) + (row.state == "not_applicable")
    return Ballot(rows[0].ballot if rows else 1, tuple(counts), unknown, not_applicable)


def newest_rows(votes: Iterable[Vote]) -> list[Vote]:
    """The rows of the newest ballot that count: of two by one voter the later, those without a voter all."""
    rows = list(votes)
    newest = max((row.ballot for row in rows), default=1)
    last = {row.voter if row.voter is not None else n: row for n, row in enumerate(rows) if row.ballot == newest}
    return list(last.values())


def pooled(assessment: Assessment, model: Model) -> Pooled:
    """One value or state per item: the agreed entry if there is one, else the newest ballot.

    A ballot gives *not applicable* when more than half of its voters say so, else the mean or median (parameter
    ``pool``) of the values given, else *unknown*. An item to which nothing was said is *not asked*; outside the edition
    of the assessment (see ``Model.edition``) it is *not in edition* and drops out. Said is said: an item outside the
    quick scan with an answer, a state or votes counts as ever. Ids and values are taken as they are: see ``carried``
    and ``check``.
    """
    asked = {item.id for item in model.edition(assessment.edition)}
    found = [_one(assessment, item, pool(model)) for item in model.items]
    states = [_in_edition(state, item.id in asked) for item, (_, state) in zip(model.items, found, strict=True)]
    return Pooled(tuple(value for value, _ in found), tuple(states))


def _in_edition(state: ItemState, asked: bool) -> ItemState:
    return "not_in_edition" if state == "not_asked" and not asked else state


def _one(assessment: Assessment, item: Item, how: str) -> tuple[float, ItemState]:
    answer = assessment.answers.get(item.id)
    if answer is not None and is_entry(answer):
        return (math.nan, answer.state) if answer.state else (float(answer.value or 0), "answered")
    ballot = votes_of(assessment, item)
    if ballot is None:
        return math.nan, "not_asked"
    if 2 * ballot.not_applicable > ballot.voters:
        return math.nan, "not_applicable"
    if not sum(ballot.counts):
        return math.nan, "unknown"
    return _middle(ballot.counts, item.scale.min, how), "answered"


def is_entry(answer: Answer) -> bool:
    """Whether an answer says something; one with only a note does not."""
    return answer.value is not None or answer.state is not None


def _middle(counts: tuple[int, ...], lowest: int, how: str) -> float:
    if how == "median":
        return _median(counts) + lowest
    return sum(step * people for step, people in enumerate(counts)) / sum(counts) + lowest


def _median(counts: tuple[int, ...]) -> float:
    """Median step; counts may be large, so people are not written out.

    >>> _median((1, 0, 0, 1))
    1.5
    """
    people = sum(counts)
    middle = ((people - 1) // 2, people // 2)
    return statistics.fmean(_step_of(counts, rank) for rank in middle)


def _step_of(counts: tuple[int, ...], rank: int) -> int:
    below = 0
    for step, people in enumerate(counts):
        below += people
        if rank < below:
            return step
    raise IndexError(rank)


def count_votes(assessment: Assessment, models: Mapping[str, Model] | None = None) -> Assessment:
    """The assessment with every ballot as counts, so that no voter's row is left.

    Each ballot is kept as one row, under the id it has. For an item that no model knows, now or by an older name, the
    scale is taken to start at 0; values that are no step of such a scale are left out. ``models`` are those of the
    workbook by default.
    """
    items = _items_by_any_name((models or load_models()).values())
    frozen = {}
    for item_id, votes in assessment.votes.items():
        item = items.get(item_id) or Item(item_id, Text(), scale=_guessed(votes))
        frozen[item_id] = tuple(_counted(votes, number, item) for number in sorted({vote.ballot for vote in votes}))
    return assessment.model_copy(update={"votes": frozen})


def _items_by_any_name(models: Iterable[Model]) -> dict[str, Item]:
    """Items by their present ids and those of older versions; a present id goes first."""
    former: dict[str, Item] = {}
    present: dict[str, Item] = {}
    for model in models:
        present |= {item.id: item for item in model.items}
        renewed = {old: model.by_id.get(model.current_id(old)) for old in model.renamed}
        former |= {old: node for old, node in renewed.items() if isinstance(node, Item)}
    return former | present


def _guessed(votes: Iterable[Vote]) -> Scale:
    steps = [len(vote.counts or ()) - 1 for vote in votes]
    steps += [int(vote.value) for vote in votes if vote.value is not None and vote.value < MOST_STEPS]
    return Scale(0, max([1, *steps]))


def _counted(votes: Iterable[Vote], number: int, item: Item) -> Vote:
    steps = (None, *range(item.scale.min, item.scale.max + 1))
    found = tally([vote for vote in votes if vote.ballot == number and vote.value in steps], item)
    return Vote(ballot=number, counts=found.counts, unknown=found.unknown, not_applicable=found.not_applicable)
