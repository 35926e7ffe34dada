"""Ballots counted by hand join those that are there."""

import pytest
from building import answered, item, model

from maturity_kit.assessment.counting import with_counts
from maturity_kit.assessment.events import apply
from maturity_kit.assessment.pool import votes_of
from maturity_kit.errors import InputError

MODEL = model("tree", {"id": "g", "title": {"en": "G"}, "items": [item("a")]})
ITEM = MODEL.items[0]
VOTED = [{"voter": "x", "value": 1}, {"voter": "y", "state": "unknown", "ballot": 2}]


def test_the_first_count_is_ballot_1():
    """Ten people in all: 0 2 5 1 0 on the steps, one who does not know, one for whom it does not apply."""
    event = with_counts(answered(), ITEM, [0, 2, 5, 1, 0], 1, 1)
    row = {"ballot": 1, "counts": [0, 2, 5, 1, 0], "unknown": 1, "not_applicable": 1}
    assert (event.kind, event.subject, event.payload) == ("votes", "a", [row])
    ballot = votes_of(apply(answered(), event), ITEM)
    assert (ballot.number, ballot.counts, ballot.voters) == (1, (0, 2, 5, 1, 0), 10)


def test_a_count_is_the_newest_ballot_and_keeps_the_earlier_ones():
    """After ballots 1 and 2 of single voters the count is ballot 3; their rows stay as they were, in order."""
    before = answered(votes={"a": VOTED, "b": [{"value": 0}]})
    after = apply(before, with_counts(before, ITEM, [0, 0, 4, 0, 0]))
    assert after.votes["a"][:2] == before.votes["a"]
    assert after.votes["b"] == before.votes["b"]
    assert (votes_of(after, ITEM).number, votes_of(after, ITEM).counts) == (3, (0, 0, 4, 0, 0))


def test_a_ballot_that_was_forgotten_gets_its_own_number():
    """With ballots 1 and 3, number 2 can be added; ballot 3 stays the newest."""
    before = answered(votes={"a": [{"value": 1}, {"value": 4, "ballot": 3}]})
    after = apply(before, with_counts(before, ITEM, [6, 0, 0, 0, 0], ballot=2))
    assert after.votes["a"][2].ballot == 2
    assert votes_of(after, ITEM).counts == (0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    "counts, more, problem",
    [
        ([1, 2, 3, 4], {}, "vote.steps"),
        ([0, 0, 0, 0, 0], {}, "count.nobody"),
        ([-1, 1, 0, 0, 0], {}, "number.range"),
        ([0.5, 1, 0, 0, 0], {}, "number.whole"),
        ([1, 0, 0, 0, 0], {"unknown": -1}, "number.range"),
        ([1, 0, 0, 0, 0], {"not_applicable": -1}, "number.range"),
        ([1, 0, 0, 0, 0], {"ballot": 0}, "number.range"),
        ([1, 0, 0, 0, 0], {"ballot": 2}, "count.ballot"),
    ],
)
def test_what_cannot_be_a_ballot_is_refused(counts, more, problem):
    """Too few steps, nobody, less than nobody, half a person, ballot 0, and a ballot that is there."""
    with pytest.raises(InputError) as refused:
        with_counts(answered(votes={"a": VOTED}), ITEM, counts, **more)
    assert refused.value.problem == problem


def test_people_who_only_say_they_do_not_know_are_a_ballot():
    """Nobody on a step and three who do not know: a ballot of three."""
    event = with_counts(answered(), ITEM, [0] * 5, unknown=3)
    assert votes_of(apply(answered(), event), ITEM).voters == 3
