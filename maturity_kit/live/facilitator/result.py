"""A revealed question: who chose what as counts, and what may be agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.assessment.pool import Ballot
from maturity_kit.content.model import Item
from maturity_kit.content.text import Text
from maturity_kit.insight.room.order import settled
from maturity_kit.insight.room.split import Split, by_role
from maturity_kit.insight.room.spread import Spread, of_ballot, spreads_of
from maturity_kit.live.facilitator.desk import Picture


@dataclass(frozen=True)
class Bar:
    """One choice of a revealed question.

    Attributes:
        step: as people read it; empty for don't know and not applicable.
        state: ``unknown`` or ``not_applicable``; empty for a step.
        words: the descriptor; empty for a state.
        people: who chose it in the newest ballot; ``before`` in the one before, None without one.
        share, share_before: of the longest bar, 0..1.
        agreed: whether the agreed value is this step.
    """

    step: str
    state: str
    words: Text
    people: int
    share: float
    before: int | None = None
    share_before: float = 0.0
    agreed: bool = False


@dataclass(frozen=True)
class Result:
    """What the room may see of the question in front of it.

    Attributes:
        newest: the ballot that was revealed last; ``earlier`` those before, the oldest first.
        split: the newest by role; None where roles are not asked or nobody voted.
        answer: what was agreed here; None before.
        known: what the assessment has from elsewhere, as long as nothing was agreed here.
        reasons: why it does not apply, as people typed it in the newest ballot; in alphabetical order, each once.
    """

    item: Item
    newest: Spread
    earlier: Sequence[Spread]
    split: Split | None
    answer: Answer | None
    known: Answer | None = None
    reasons: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """How far people agree: a key under ``console.word.``."""
        newest = self.newest
        if not newest.ballot.voters:
            return "nobody"
        if newest.dropped or newest.doubted:
            return "dropped" if newest.dropped else "doubted"
        return newest.agreement.word or "undefined"

    @property
    def talk_first(self) -> bool:
        """Whether talking and voting again comes before agreeing: a first ballot far apart, and nothing agreed yet."""
        return self.word in ("divided", "two-camps") and not self.earlier and not self.answer

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Every step from low to high, then those who do not know, and those for whom it does not apply, if any."""
        before = self.earlier[-1].ballot if self.earlier else None
        most = max(1, *(count for ballot in (self.newest.ballot, before) if ballot for count in _columns(ballot)))
        agreed = self.answer.value if self.answer else None
        rows = [(str(step), "", agreed == step) for step in range(self.item.scale.min, self.item.scale.max + 1)]
        rows += [("", "unknown", False), ("", "not_applicable", False)]
        now = _columns(self.newest.ballot)
        then = _columns(before) if before else (None,) * len(now)
        return tuple(
            Bar(step, state, _words(self.item, n), now[n], now[n] / most, then[n], (then[n] or 0) / most, chosen)
            for n, (step, state, chosen) in enumerate(rows)
            if not state or now[n] or then[n]
        )

    @property
    def values(self) -> tuple[float, ...]:
        """Every value that can be agreed: steps and half steps."""
        low, high = self.item.scale.min, self.item.scale.max
        return tuple(low + half / 2 for half in range(2 * (high - low) + 1))


def result_of(picture: Picture) -> Result | None:
    """The result in front of the room; None as long as there is none to see."""
    room, item = picture.room, picture.in_front
    if room.phase != "revealed" or item is None:
        return None
    votes = [vote for vote in picture.assessment.votes.get(item.id, ()) if vote.ballot <= room.ballot]
    spreads = list(spreads_of(votes, item))
    if not spreads or spreads[-1].ballot.number < room.ballot:
        spreads.append(of_ballot(Ballot(room.ballot, (0,) * item.scale.steps), item))
    newest = [(picture.roles.get(vote.voter or "", ""), vote) for vote in votes if vote.ballot == room.ballot]
    split = by_role(newest, item) if room.settings.roles and newest else None
    answer = picture.assessment.answers[item.id] if settled(picture.assessment, item) else None
    here = item.id in room.agreed
    agreed, known = (answer, None) if here else (None, answer)
    return Result(item, spreads[-1], spreads[:-1], split, agreed, known, _reasons(vote for _, vote in newest))


def nearest_words(item: Item, value: float) -> tuple[Text, ...]:
    """The descriptor of a step, or of the two on either side of a half step; empty without descriptors."""
    place = value - item.scale.min
    steps = dict.fromkeys((int(place), int(place + 0.5)))
    return tuple(item.levels[step] for step in steps if step < len(item.levels))


def people_of_bar(spread: Spread, bar: Bar, row: int) -> int:
    """How many people of one role made the choice of a bar, which is the ``row``-th."""
    ballot = spread.ballot
    return ballot.counts[row] if not bar.state else ballot.unknown if bar.state == "unknown" else ballot.not_applicable


def _reasons(votes: Iterable[Vote]) -> tuple[str, ...]:
    """In an order that says nothing of who voted when."""
    return tuple(sorted({vote.reason.strip() for vote in votes if vote.reason and vote.reason.strip()}))


def _columns(ballot: Ballot) -> tuple[int, ...]:
    return (*ballot.counts, ballot.unknown, ballot.not_applicable)


def _words(item: Item, step: int) -> Text:
    return item.levels[step] if step < len(item.levels) else Text()
