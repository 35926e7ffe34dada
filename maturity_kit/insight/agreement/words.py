"""How far a room agrees, in sentences: per model, per question, and from the first ballot to the last."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.assessment.pool import Ballot
from maturity_kit.content.model import Item
from maturity_kit.content.wording import Wording
from maturity_kit.insight.agreement.alpha import ENOUGH, Alpha
from maturity_kit.insight.agreement.item import Agreement, agreement_of
from maturity_kit.insight.agreement.room import ModelAgreement, Voted, direction, mean_of
from maturity_kit.insight.words import decimals, listed, plain


def model_words(found: ModelAgreement, language: str) -> list[str]:
    """How much was voted, and what alpha means, each in words for the room."""
    say = Wording("forms", language)
    key = "agreement.voted" if found.defined else "agreement.voted-few"
    consensus, count = two(found.consensus, say), len(found.questions)
    said = [say(key, count=count, voters=found.voters, consensus=consensus), *alpha_words(found.alpha, say)]
    return [*said, say("agreement.flat")] if found.flat else said


def alpha_words(alpha: Alpha, say: Wording) -> list[str]:
    """Whether people read the questions alike and how sure that is, or why nobody can tell."""
    if alpha.reason:
        return [say("agreement.alpha-none", reason=Wording("notices", say.language)(alpha.reason))]
    found, low, high = (two(number, say) for number in (alpha.alpha, alpha.low, alpha.high))
    if not alpha.sure:
        key = "agreement.few" if alpha.items < ENOUGH else "agreement.unsure"
        return [say(key, alpha=found, count=alpha.items, low=low, high=high)]
    return [say(f"agreement.{alpha.likeness}", alpha=found), say("agreement.sure", low=low, high=high)]


def votes_words(ballot: Ballot, item: Item, say: Wording) -> str:
    """How many people chose each step that somebody chose, who did not know, and for whom it does not apply."""
    steps = enumerate(ballot.counts, item.scale.min)
    said = [say("agreement.on-step", count=count, step=step) for step, count in steps if count]
    others = {"unknown": ballot.unknown, "not-applicable": ballot.not_applicable}
    said += [say(f"agreement.{name}", count=count) for name, count in others.items() if count]
    return listed(said, Wording("charts", say.language))


def ballot_said(ballot: Ballot, language: str) -> str:
    """How far people agree in one ballot in a few words; where that is undefined, or needs a remark, why.

    >>> ballot_said(Ballot(1, (0, 0, 0), unknown=4), "en"), ballot_said(Ballot(1, (0, 3, 0)), "nl")
    ('nobody gave a value: 4 did not know', 'alle 3 gaven dezelfde waarde')
    """
    say, found = Wording("shown", language), agreement_of(ballot.counts)
    word = Wording("forms", language)(f"doubt.{found.word or 'undefined'}")
    if not found.voters:
        return _without_values(ballot, say)
    if found.voters == 1:
        return say("agreement.one")
    if max(ballot.counts) == found.voters:
        return say("agreement.unanimous", count=found.voters)
    return word if found.cut is None else say("agreement.cut", word=word)


def _without_values(ballot: Ballot, say: Wording) -> str:
    others = {"unknown": ballot.unknown, "not-applicable": ballot.not_applicable}
    told = [say(f"agreement.{name}", count=count) for name, count in others.items() if count]
    return say("agreement.no-value", told=listed(told, say)) if told else say("agreement.nobody")


def moved_words(again: Sequence[Voted], say: Wording) -> str:
    """On how many questions people voted again, and on how many of them they came closer."""
    went = [direction(voted.shift or 0.0) for voted in again]
    said = [say("agreement.again", count=len(again)), say("agreement.again-closer", count=went.count("closer"))]
    apart = went.count("apart")
    return " ".join([*said, say("agreement.again-apart", count=apart)] if apart else said)


def ballot_words(ballot: Ballot, item: Item, say: Wording) -> str:
    """One ballot in a few words: how far people agreed, and the mean."""
    found, mean = agreement_of(ballot.counts), mean_of(ballot, item)
    if found.consensus is None or mean is None:
        return say("doubt.undefined")
    return stands("agreement.ballot", found, say, mean=plain(mean, say.language, 2))


def stands(key: str, found: Agreement, say: Wording, mean: str = "") -> str:
    """A sentence about one ballot."""
    return say(key, word=say(f"doubt.{found.word}"), consensus=two(found.consensus, say), mean=mean)


def two(number: float | None, say: Wording) -> str:
    """A number with two decimals; a dash without one."""
    return "–" if number is None else decimals(round(number, 2) + 0.0, say.language, 2).replace("-", "−")
