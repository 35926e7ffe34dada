"""How far a room agrees over the questions of a model, what divides it most, and how it moved between ballots."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.assessment.pool import Ballot, ballots_of
from maturity_kit.content.arguments import expect
from maturity_kit.content.load import expect_models, load_models
from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.content.readonly import ReadOnly
from maturity_kit.insight.agreement.alpha import Alpha, alpha_of
from maturity_kit.insight.agreement.item import AGREED, Agreement, Word, agreement_of

WORDS: tuple[Word, ...] = ("agreed", "mixed", "divided", "two-camps")
MOST = 5
"""Disputed questions that are named."""


@dataclass(frozen=True)
class Voted:
    """A question that people voted on.

    Attributes:
        model: the id of its model.
        item: the question.
        ballots: every ballot on it, the oldest first; one at least.
    """

    model: str
    item: Item
    ballots: tuple[Ballot, ...]

    @property
    def newest(self) -> Ballot:
        """The ballot that counts."""
        return self.ballots[-1]

    @cached_property
    def agreement(self) -> Agreement:
        """Agreement in the newest ballot."""
        return agreement_of(self.newest.counts)

    @cached_property
    def first(self) -> Agreement:
        """Agreement in the oldest ballot."""
        return agreement_of(self.ballots[0].counts)

    @property
    def shift(self) -> float | None:
        """The consensus of the newest ballot less that of the first, -1..1; None without two ballots that have one."""
        before, after = self.first.consensus, self.agreement.consensus
        return None if len(self.ballots) < 2 or before is None or after is None else after - before


@dataclass(frozen=True, repr=False)
class ModelAgreement:
    """How far a room agrees over the questions of one model, by the newest ballot on each.

    Attributes:
        model: the model.
        questions: those with a vote, in the order of the model.
        alpha: over the questions on the model's own scale.
        language: in which it shows itself.
    """

    model: Model
    questions: tuple[Voted, ...]
    alpha: Alpha
    language: str = "en"

    def __repr__(self) -> str:
        alpha = "undefined" if self.alpha.alpha is None else f"{self.alpha.alpha:.2f}"
        counts = f"{len(self.questions)} questions, {self.voters} voters"
        return f"ModelAgreement({self.model.id}: {counts}, alpha {alpha})"

    def _repr_html_(self) -> str:
        from maturity_kit.insight.shown import model_agreement_html

        return model_agreement_html(self)

    @property
    def voters(self) -> int:
        """The most people who voted on one question: the same whether votes are rows or counts."""
        return max((one.newest.voters for one in self.questions), default=0)

    @property
    def defined(self) -> list[Agreement]:
        """The agreement on each question to which two people or more gave a value."""
        return [one.agreement for one in self.questions if one.agreement.word]

    @property
    def words(self) -> dict[Word, int]:
        """How many of those questions are agreed, mixed, divided, or divided into two camps."""
        found = Counter(one.word for one in self.defined)
        return {word: found[word] for word in WORDS}

    @property
    def consensus(self) -> float | None:
        """The median consensus, 0..1; None without such a question."""
        found = [one.consensus for one in self.defined if one.consensus is not None]
        return statistics.median(found) if found else None

    @property
    def flat(self) -> bool:
        """Whether people agree while alpha is low, because the means of all questions lie within one step.

        Alpha then has no differences between questions to hold the differences between people against.
        """
        means = [_mean(one.newest) for one in self.questions if one.agreement.word]
        agreed = self.consensus is not None and self.consensus >= AGREED - EQUAL
        return agreed and self.alpha.likeness in ("apart", "chance") and max(means) - min(means) <= 1 + EQUAL

    @property
    def r_wg(self) -> float | None:
        """The mean r_wg, 0..1, each cut off at 0; None without such a question."""
        found = [one.r_wg for one in self.defined if one.r_wg is not None]
        return statistics.fmean(found) if found else None

    @property
    def cut(self) -> int:
        """Questions whose r_wg was below 0 before it was cut off."""
        return sum(one.cut is not None for one in self.defined)

    def as_json(self) -> dict[str, Any]:
        """The fields of the result format."""
        words = {word.replace("-", "_"): count for word, count in self.words.items()}
        own = {name: getattr(self, name) for name in ("voters", "consensus", "r_wg", "cut")}
        return {"questions": len(self.questions), **own, **words, "alpha": asdict(self.alpha)}


def agreement(assessment: Assessment, models: Mapping[str, Model] | None = None) -> Mapping[str, ModelAgreement]:
    """How far the room agrees in each model that somebody voted on, by id; also ``score(assessment).agreement``.

    Who does not know, or finds that a question does not apply, gave no value to it.

    Args:
        assessment: with votes, or their counts.
        models: those of the workbook by default.

    Raises:
        InputError: a vote outside the scale of its item.

    >>> import maturity_kit as mk
    >>> mk.agreement(mk.example("insurer"))["digital-maturity"]
    ModelAgreement(digital-maturity: 4 questions, 11 voters, alpha 0.29)
    """
    expect(assessment, Assessment, "assessment")
    known = load_models() if models is None else models
    expect_models(known)
    moved = carried(assessment, known.values())
    check_values(moved, known.values())
    return ReadOnly(agreements_of(moved, known.values()))


def agreements_of(assessment: Assessment, models: Iterable[Model]) -> dict[str, ModelAgreement]:
    """The agreement of each model that somebody voted on, by id; ids of the assessment are those of the models."""
    found = {
        model.id: ModelAgreement(
            model, _voted(assessment, model), alpha_of(assessment, model), language=assessment.language
        )
        for model in models
    }
    return {model: one for model, one in found.items() if one.questions}


def _voted(assessment: Assessment, model: Model) -> tuple[Voted, ...]:
    asked = [item for item in model.items if assessment.votes.get(item.id)]
    return tuple(Voted(model.id, item, ballots_of(assessment, item)) for item in asked)


def disputed(found: Iterable[ModelAgreement], most: int = MOST) -> list[Voted]:
    """The questions that people agree on least, at most so many; those that are agreed are not among them."""
    voted = [one for model in found for one in model.questions if one.agreement.word not in (None, "agreed")]
    return sorted(voted, key=lambda one: one.agreement.consensus or 0.0)[:most]


def moved(found: Iterable[ModelAgreement]) -> list[Voted]:
    """The questions with two ballots or more that can be laid side by side, the greatest rise in consensus first."""
    voted = [one for model in found for one in model.questions if one.shift is not None]
    return sorted(voted, key=lambda one: -(one.shift or 0.0))


def direction(shift: float) -> str:
    """``closer``, ``apart`` or ``same``: where the consensus went."""
    return "same" if abs(shift) <= EQUAL else "closer" if shift > 0 else "apart"


def agreement_json(found: Mapping[str, ModelAgreement]) -> dict[str, Any]:
    """The part of the result format: each model, and each question with all its ballots, the oldest first."""
    voted = [one for model in found.values() for one in model.questions]
    items = {one.item.id: [_ballot(ballot) for ballot in one.ballots] for one in voted}
    return {"models": {model: one.as_json() for model, one in found.items()}, "items": items}


def mean_of(ballot: Ballot, item: Item) -> float | None:
    """The mean step of those who gave one, on the item's scale; none if nobody did."""
    return item.scale.min + _mean(ballot) if any(ballot.counts) else None


def _mean(ballot: Ballot) -> float:
    """The mean step of those who gave one, counted from the lowest."""
    return sum(step * people for step, people in enumerate(ballot.counts)) / sum(ballot.counts)


def _ballot(ballot: Ballot) -> dict[str, Any]:
    return {"ballot": ballot.number, **asdict(agreement_of(ballot.counts))}
