"""Every ballot on a question stays: the first can be laid beside the second."""

from __future__ import annotations

from building import answered, model, simple

from maturity_kit.assessment.pool import Ballot, ballots_of

ITEM = model("tree", simple("a", 1)).items[0]


def test_every_ballot_is_counted_for_itself_the_oldest_first() -> None:
    """In the first ballot ann says 0, then 1, which counts; ben says 3. In the third ann and two uncounted say 2."""
    rows = [
        {"voter": "ann", "ballot": 3, "value": 2},
        {"voter": "ann", "value": 0},
        {"voter": "ben", "value": 3},
        {"voter": "ann", "value": 1},
        {"voter": "cas", "state": "unknown"},
        {"ballot": 3, "counts": [0, 0, 2, 0, 0], "not_applicable": 1},
    ]
    assert ballots_of(answered(votes={"a1": rows}), ITEM) == (
        Ballot(1, (0, 1, 0, 1, 0), unknown=1),
        Ballot(3, (0, 0, 3, 0, 0), not_applicable=1),
    )


def test_without_votes_there_is_no_ballot() -> None:
    assert ballots_of(answered(), ITEM) == ()
