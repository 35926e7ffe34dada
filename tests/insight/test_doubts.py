"""Which answers could still change a verdict, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, model, simple

from maturity_kit.content.model import Model
from maturity_kit.insight.doubts import Doubt, doubts_of
from maturity_kit.scoring.score import score_model

close = pytest.approx
LADDER = model("ladder", simple("a", 2), simple("b", 1), id="ladder")
LAYERS = model("layers", *[simple(name, 1) for name in ("data", "decisions", "design", "delivery")], id="four")
CYCLE = model(
    "cycle",
    group("circle", simple("mail", 1), simple("site", 1, weight=3)),
    simple("factor", 1, beside=True),
    id="cycle",
    parameters={"elements": "circle", "factors": "factor"},
)


def doubts(known: list[Model], values: dict[str, Any], **votes: list[int]) -> list[Doubt]:
    ballots = {name: [{"value": step} for step in steps] for name, steps in votes.items()}
    found = answered(values, votes=ballots, models={one.id: "1" for one in known})
    return list(doubts_of(found, {one.id: score_model(one, found) for one in known}))


def test_an_open_question_that_decides_on_a_level_flips_it() -> None:
    """a1 at 4: with a2 at 0 level a scores 50 and is not secured, with a2 at 4 it is."""
    found = doubts([LADDER], {"a1": 4, "b1": 0})
    assert found == [Doubt("a2", "ladder", "unanswered", True, 0, 0, 1, close(25), None)]


def test_an_open_question_that_changes_the_score_alone_flips_nothing() -> None:
    """b1 can secure b, but a stays below the threshold."""
    found = doubts([LADDER], {"a1": 1, "a2": 1})
    assert [(one.item, one.flips, one.now, one.at_high) for one in found] == [("b1", False, 0, 0)]


def test_a_divided_vote_runs_from_the_lowest_to_the_highest_step_that_was_voted() -> None:
    """Votes 1 and 4 give 2.5; at 1 decisions is the bottleneck instead of data, at 4 it is not. Width 25 x 3/4."""
    values = {"data1": 2, "design1": 3, "delivery1": 3}
    found = doubts([LAYERS], values, decisions1=[1, 1, 4, 4])
    assert found == [Doubt("decisions1", "four", "disputed", True, "data", "decisions", "data", close(18.75), (1, 4))]


def test_a_vote_that_is_agreed_or_mixed_is_no_doubt() -> None:
    """1, 2 and 3 have a consensus of 0.723."""
    assert doubts([LAYERS], {"data1": 2, "design1": 3, "delivery1": 3}, decisions1=[1, 2, 3]) == []


def test_the_weakest_element_of_a_cycle_can_change_through_its_weight() -> None:
    """An open question on a factor, which stands beside the score, changes nothing."""
    found = doubts([CYCLE], {"mail1": 1}, site1=[1, 1, 4, 4])
    # mail at 1 loses 75; site pooled at 2.5 loses 3 x 37.5 = 112.5; at 1: 225; at 4: 0, and then mail is the weakest
    assert [(one.item, one.flips, one.now, one.at_low, one.at_high) for one in found] == [
        ("site1", True, "site", "site", "mail"),
        ("factor1", False, "site", "site", "site"),
    ]


def test_what_flips_a_verdict_comes_first_and_then_the_widest() -> None:
    """Over all models together: both move their score by 25, but only a2 changes a level."""
    values = {"a1": 4, "b1": 0, "data1": 0, "decisions1": 4, "design1": 4}
    found = doubts([LAYERS, LADDER], values)
    assert [(one.item, one.flips) for one in found] == [("a2", True), ("delivery1", False)]


def test_without_an_open_or_divided_question_there_is_no_doubt() -> None:
    assert doubts([LADDER], {"a1": 4, "a2": 4, "b1": 0}) == []
