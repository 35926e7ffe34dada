"""What a revealed ballot says, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import group, item, model

from maturity_kit.assessment.assessment import Vote
from maturity_kit.content.model import Item
from maturity_kit.insight.room.spread import Spread, half_step, spread_of, spreads_of


def an_item(low: int = 0, high: int = 4) -> Item:
    return model("tree", group("g", item("i", scale={"min": low, "max": high}))).items[0]


def vote(found: Any, ballot: int = 1, voter: str | None = None) -> Vote:
    """A number, "unknown" or "not_applicable"."""
    said = {"state": found, "reason": "-"} if isinstance(found, str) else {"value": found}
    return Vote.model_validate({"ballot": ballot, "voter": voter, **said})


def spread(*found: Any, of: Item | None = None) -> Spread:
    return spread_of([vote(one) for one in found], of or an_item())


def test_a_ballot_is_counted_per_step_with_mean_and_median() -> None:
    """0 1 1 4 and one who does not know: mean 6/4, median 1; one of five does not know."""
    found = spread(0, 1, 1, 4, "unknown", "not_applicable")
    assert (found.ballot.counts, found.ballot.unknown, found.ballot.not_applicable) == ((1, 2, 0, 0, 1), 1, 1)
    assert (found.mean, found.median, found.unknown_share) == (1.5, 1, 0.2)
    assert (found.agreement.voters, found.agreement.word, found.may_agree) == (4, "two-camps", True)


def test_a_scale_that_begins_elsewhere_keeps_its_numbers() -> None:
    """Votes 3, 4 and 6 on 3..7: mean 13/3, median 4, nearest half step 4.5."""
    found = spread(3, 4, 6, of=an_item(3, 7))
    assert (found.mean, found.median, found.suggested) == (pytest.approx(13 / 3), 4, 4.5)


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    assert spread(0, 1, 4, 4).median == 2.5
    assert spread_of([Vote(counts=(500_000, 0, 0, 0, 500_000))], an_item()).median == 2


@pytest.mark.parametrize(
    ("mean", "suggested"),
    [(0, 0), (0.24, 0), (0.25, 0), (0.26, 0.5), (0.5, 0.5), (0.74, 0.5), (0.75, 1), (2 / 3, 0.5), (4, 4), (-0.75, -1)],
)
def test_the_suggestion_is_the_nearest_half_step_and_the_whole_one_on_a_tie(mean: float, suggested: float) -> None:
    assert half_step(mean) == suggested


@pytest.mark.parametrize(
    ("votes", "offered"),
    [
        ([2, 2, "unknown"], True),
        ([2, 2, 2, "unknown", "unknown"], False),
        ([2, 2, "unknown", "not_applicable"], True),
        ([2, "unknown", "not_applicable", "not_applicable"], False),
        (["unknown"], False),
        (["not_applicable", "not_applicable"], True),
        ([], False),
    ],
)
def test_agreeing_is_offered_unless_more_than_a_third_of_those_concerned_do_not_know(
    votes: list[Any], offered: bool
) -> None:
    """A third itself is not more than a third; who says that it does not apply leaves the denominator."""
    assert spread(*votes).may_agree is offered


def test_nothing_is_suggested_when_most_say_that_it_does_not_apply() -> None:
    """Three of five do; with two of four it is only half."""
    most, half = spread(1, 1, *["not_applicable"] * 3), spread(1, 1, *["not_applicable"] * 2)
    assert (most.dropped, most.suggested, most.mean) == (True, None, 1)
    assert (half.dropped, half.suggested) == (False, 1)


def test_without_votes_there_is_nothing_to_suggest() -> None:
    found = spread()
    assert (found.ballot.voters, found.mean, found.median, found.suggested) == (0, None, None, None)
    assert not found.unanimous


def test_unanimity_needs_two_voters_and_no_other_answer() -> None:
    found = [spread(3, 3), spread(3), spread(3, 3, "unknown"), spread(3, 2), spread("unknown", "unknown")]
    assert [one.unanimous for one in found] == [True, False, False, False, False]


def test_each_ballot_is_kept_and_the_newest_is_the_last() -> None:
    """A second vote by the same voter counts once in its ballot."""
    rows = [vote(0, 1, "a"), vote(4, 1, "b"), vote(2, 2, "a"), vote(3, 2, "a"), vote(3, 2, "b")]
    found = spreads_of(rows, an_item())
    assert [(one.ballot.number, one.mean) for one in found] == [(1, 2), (2, 3)]
    assert spread_of(rows, an_item()) == found[-1]
