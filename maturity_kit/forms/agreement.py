"""How far the room agrees: per model, on the most disputed questions, and from the first ballot to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_kit import charts
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.pool import Ballot
from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import render
from maturity_kit.forms.state import AssessmentState
from maturity_kit.insight.agreement.room import ModelAgreement, Voted, agreements_of, direction, disputed, moved
from maturity_kit.insight.agreement.words import ballot_words, model_words, moved_words, stands, two, votes_words

if TYPE_CHECKING:
    from maturity_kit.forms.road import Address


def agreement_html(state: AssessmentState, found: Sequence[ModelAgreement], address: Address) -> str:
    """One picture over all models, what alpha means for each, the most disputed questions and the second ballots.

    Args:
        state: the assessment.
        found: of the models that somebody voted on, in the order in which people meet them.
        address: where a model shows one of its questions.
    """
    say = Wording("forms", state.language)
    again = moved(found)
    return render(
        "agreement",
        state.language,
        picture=charts.agreements(found, state.language).html(),
        models=[(one.model.title.to(state.language), model_words(one, state.language)) for one in found],
        disputed=[disputed_row(state, one, address) for one in disputed(found)],
        moved=[moved_row(state, one, address) for one in again],
        moved_line=moved_words(again, say) if again else "",
    )


def agreement_lines(state: AssessmentState, model: Model) -> list[str]:
    """How far the room agrees on one model, in a few sentences; none without votes."""
    found = agreements_of(carried(state.assessment, [model]), [model])
    return model_words(found[model.id], state.language) if found else []


def disputed_row(state: AssessmentState, voted: Voted, address: Address) -> dict[str, Any]:
    """A question with its agreement, and who chose what as counts."""
    say, ballot = Wording("forms", state.language), voted.newest
    cut = voted.agreement.cut
    notice = Wording("notices", state.language)
    return {
        **_named(state, voted, address),
        "why": stands("agreement.stands", voted.agreement, say),
        "votes": say("agreement.votes", votes=votes_words(ballot, voted.item, say)),
        "bars": [count / max(ballot.counts) for count in ballot.counts],
        "cut": "" if cut is None else notice("rwg.cut", found=two(cut, say)),
    }


def moved_row(state: AssessmentState, voted: Voted, address: Address) -> dict[str, str]:
    """A question with its first and its newest ballot, and where the room went."""
    say = Wording("forms", state.language)
    return {
        **_named(state, voted, address),
        "before": ballot_words(voted.ballots[0], voted.item, say),
        "after": ballot_words(voted.newest, voted.item, say),
        "went": say(f"agreement.went-{direction(voted.shift or 0.0)}"),
    }


def ballots_line(ballots: Sequence[Ballot], item: Item, say: Wording) -> str:
    """The first ballot on a question beside the newest; nothing without a second one."""
    if len(ballots) < 2:
        return ""
    first, newest = (ballot_words(ballot, item, say) for ballot in (ballots[0], ballots[-1]))
    return say("question.ballots", first=first, newest=newest, number=len(ballots))


@dataclass(frozen=True)
class VoteWords:
    """What stands beside each choice of a question: its votes now and in the first ballot; empty without any."""

    counts: tuple[str, ...]
    unknown: str
    not_applicable: str


def beside_choices(ballots: Sequence[Ballot], say: Wording) -> VoteWords | None:
    """The votes on each choice, with those of the first ballot where people voted again; None without votes."""
    if not ballots:
        return None
    *steps, unknown, not_applicable = _beside(ballots, say)
    return VoteWords(tuple(steps), unknown, not_applicable)


def _beside(ballots: Sequence[Ballot], say: Wording) -> Iterator[str]:
    now, before = (_columns(ballots[place]) for place in (-1, 0))
    for count, first in zip(now, before, strict=True):
        if len(ballots) > 1 and (count or first):
            yield say("question.votes-again", count=count, first=first)
        else:
            yield say("question.votes", count=count) if count else ""


def _columns(ballot: Ballot) -> tuple[int, ...]:
    return (*ballot.counts, ballot.unknown, ballot.not_applicable)


def _named(state: AssessmentState, voted: Voted, address: Address) -> dict[str, str]:
    return {
        "question": voted.item.text.to(state.language),
        "model": state.models[voted.model].title.to(state.language),
        "href": address(voted.model, f"question={voted.item.id}"),
    }
