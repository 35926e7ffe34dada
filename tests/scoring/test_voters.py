"""Each voter's newest votes scored alone, part by part."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, item, model, simple

from maturity_kit.scoring.voters import freeze, voters_by_group

LADDER = model("ladder", simple("a", 2), simple("b", 2))


def said(**votes: Any) -> dict[str, Any]:
    """Rows per item from ``ann=3``; a state is written as such."""
    return {
        one: [{"voter": name, **({"state": found} if isinstance(found, str) else {"value": found})}
              for name, found in by_voter.items()]
        for one, by_voter in votes.items()
    }  # fmt: skip


def test_each_voter_is_scored_alone_in_every_part() -> None:
    """Ann: a = (4 + 2) / 2 of 4 = 75, ben: (0 + 2) / 2 = 25. In b ann = 100 and ben (1 + 2) / 2 of 4 = 37.5."""
    votes = said(a1={"ann": 4, "ben": 0}, a2={"ann": 2, "ben": 2}, b1={"ann": 4, "ben": 1}, b2={"ann": 4, "ben": 2})
    found = voters_by_group(LADDER, answered(votes=votes))
    assert found == {"m": (31.25, 87.5), "a": (25, 75), "b": (37.5, 100)}


def test_answers_that_were_agreed_move_no_voter() -> None:
    votes = said(a1={"ann": 4, "ben": 0}, a2={"ann": 2, "ben": 2})
    assert voters_by_group(LADDER, answered({"a1": 0, "b1": 4}, votes=votes)) == {"a": (25, 75)}


def test_the_newest_vote_of_each_voter_counts() -> None:
    rows = [{"voter": "ann", "value": 0}, {"voter": "ann", "ballot": 2, "value": 4}, {"voter": "ben", "value": 2}]
    one = model("tree", simple("a", 1))
    assert voters_by_group(one, answered(votes={"a1": rows}))["a"] == (50, 100)


@pytest.mark.parametrize(("weight", "there"), [(2, True), (1, False)])
def test_who_answered_too_little_of_a_part_is_not_shown_in_it(weight: float, there: bool) -> None:
    """Of weights 2, 1 and 0.33 cid answered the first, 2 of 3.33 = 0.6; of weights 1, 1 and 0.33 only 0.43."""
    part = {"id": "a", "title": {"en": "a"}, "items": [
        item("a1", weight=weight), item("a2"), item("a3", weight=1 / 3)]}  # fmt: skip
    votes = said(a1={"ann": 4, "ben": 4, "cid": 0}, a2={"ann": 4, "ben": 4}, a3={"ann": 4, "ben": 4, "cid": "unknown"})
    assert voters_by_group(model("tree", part), answered(votes=votes))["a"] == (*((0,) if there else ()), 100, 100)


def test_a_ladder_brings_its_own_coverage() -> None:
    """One of two questions is half: enough where the model asks for 0.5, too little where it asks for 0.6."""
    votes = said(a1={"ann": 4, "ben": 0})
    asked = model("ladder", simple("a", 2), parameters={"min_coverage": 0.5})
    assert voters_by_group(asked, answered(votes=votes))["a"] == (0, 100)
    assert voters_by_group(LADDER, answered(votes=votes)) == {}


def test_what_does_not_apply_to_voter_or_room_is_no_gap_in_the_votes() -> None:
    """For ann a2 does not apply; the room agreed so for b2, on which ben voted all the same: 0 and 4 of 4 are 50."""
    votes = said(
        a1={"ann": 4, "ben": 2}, a2={"ann": "not_applicable", "ben": 2}, b1={"ann": 3, "ben": 0}, b2={"ben": 4}
    )
    found = voters_by_group(LADDER, answered({"b2": "not_applicable"}, votes=votes))
    assert (found["a"], found["b"]) == ((50, 100), (50, 75))


def test_a_quick_scan_asks_nothing_of_voters_that_it_leaves_out() -> None:
    """Of a1 to a3 only the first is part of the quick scan."""
    part = {"id": "a", "title": {"en": "a"}, "items": [item("a1", quick=True), item("a2"), item("a3")]}
    votes = said(a1={"ann": 1, "ben": 3})
    assert voters_by_group(model("tree", part), answered(votes=votes, edition="quick"))["a"] == (25, 75)
    assert voters_by_group(model("tree", part), answered(votes=votes)) == {}


def test_one_voter_is_never_shown_alone() -> None:
    """Nor where others voted on other parts."""
    votes = said(a1={"ann": 4, "ben": 4}, a2={"ann": 4, "ben": 4}, b1={"ann": 1}, b2={"ann": 1})
    assert set(voters_by_group(LADDER, answered(votes=votes))) == {"a"}
    assert voters_by_group(LADDER, answered(votes=said(a1={"ann": 4}, a2={"ann": 4}))) == {}


def test_counts_have_no_voters_to_show() -> None:
    votes = said(a1={"ann": 4, "ben": 0}, a2={"ann": 2, "ben": 2})
    assert voters_by_group(LADDER, freeze(answered(votes=votes), {"m": LADDER})) == {}
    assert voters_by_group(LADDER, answered(votes={"a1": [{"counts": [0, 2, 0, 0, 0]}, {"value": 2}]})) == {}


def test_votes_under_an_older_id_move_along() -> None:
    renewed = model("tree", simple("a", 1), renamed={"old": "a1"})
    assert voters_by_group(renewed, answered(votes=said(old={"ann": 4, "ben": 0})))["a"] == (0, 100)
