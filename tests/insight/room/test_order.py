"""What to ask next, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model, simple

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import Item, Model
from maturity_kit.insight.room.order import Next, next_items, to_walk

close = pytest.approx
LADDER = model("ladder", simple("a", 2), simple("b", 1), id="ladder")
PLANE = model("quadrant", simple("x", 1), simple("y", 1), id="plane", parameters={"x": "x", "y": "y", "symptoms": "x"})
TREE = model("tree", simple("t", 4), id="tree")


def voted(known: Model, values: dict[str, Any] | None = None, **votes: list[Any]) -> Assessment:
    """Votes as numbers, "unknown" or "not_applicable"."""

    def row(found: Any) -> dict[str, Any]:
        return {"state": found} if isinstance(found, str) else {"value": found}

    ballots = {name: [row(one) for one in found] for name, found in votes.items()}
    return answered(values, votes=ballots, models={known.id: "1"})


def order(known: Model, found: Assessment, items: tuple[Item, ...] | None = None) -> list[Next]:
    return next_items({known.id: known}, found, known.items if items is None else items)


def test_before_anybody_answered_the_widest_comes_first() -> None:
    """In the ladder a1 and a2 weigh 25 each and b1 50; none alone secures a level, for half of a stays unknown."""
    found = order(LADDER, voted(LADDER))
    assert [(one.item, one.disagreement, one.effect, one.priority) for one in found] == [
        ("b1", 1, close(50), close(50)),
        ("a1", 1, close(25), close(25)),
        ("a2", 1, close(25), close(25)),
    ]
    assert found[0].words("en") == "nobody answered yet"
    assert found[0].words("nl") == "nog door niemand beantwoord"


def test_an_answer_that_could_change_the_level_weighs_double() -> None:
    """a1 at 4: with a2 at 4 level a is secured, at 0 it is not. 2 x 25 is no less than the 50 of b1."""
    found = order(LADDER, voted(LADDER, {"a1": 4}))
    assert [(one.item, one.flips, one.effect) for one in found] == [
        ("a2", "level", close(50)),
        ("b1", "", close(50)),
        ("a1", "", close(25)),
    ]
    assert found[0].words("en") == "nobody answered yet, could change the level"


def test_a_quadrant_flips_to_another_situation() -> None:
    found = order(PLANE, voted(PLANE, {"x1": 4}))
    assert [(one.item, one.flips) for one in found] == [("y1", "situation"), ("x1", "")]
    assert found[0].words("nl").endswith("kan de situatie veranderen")


def test_disagreement_is_what_consensus_leaves_and_two_camps_come_before_mixed_votes() -> None:
    """Each weighs 25. Consensus of 0 0 4 4: 0; of 1 2 3: 1 + 2/3 log2(3/4) = 0.7233; of 2 2 2: 1."""
    found = order(TREE, voted(TREE, t1=[2, 2, 2], t2=[1, 2, 3], t3=[0, 0, 4, 4]))
    assert [(one.item, one.reason, one.disagreement) for one in found] == [
        ("t3", "two-camps", close(1)),
        ("t4", "nobody", 1),
        ("t2", "mixed", close(0.2767, abs=1e-4)),
        ("t1", "agreed", close(0)),
    ]


def test_the_ends_of_an_answer_that_people_voted_on_are_the_lowest_and_highest_vote() -> None:
    """With x at 4, y decides; votes from 0 to 2 all leave it low, votes from 0 to 3 do not."""
    low = order(PLANE, voted(PLANE, {"x1": 4}, y1=[0, 0, 2]))
    both = order(PLANE, voted(PLANE, {"x1": 4}, y1=[0, 0, 3]))
    assert [(found[0].item, found[0].flips) for found in (low, both)] == [("y1", ""), ("y1", "situation")]


def test_an_agreed_answer_is_agreed_however_people_voted() -> None:
    found = order(TREE, voted(TREE, {"t1": 2, "t2": "unknown"}, t1=[0, 4], t2=["unknown"]))
    assert [(one.item, one.reason, one.priority) for one in found[2:]] == [("t1", "settled", 0), ("t2", "settled", 0)]


def test_votes_without_two_values_leave_the_disagreement_unknown() -> None:
    found = order(TREE, voted(TREE, t1=[2], t2=["unknown", "unknown"], t3=["not_applicable"]))
    assert {one.item: (one.reason, one.disagreement) for one in found} == {
        "t1": ("one", 1),
        "t2": ("unknown", 1),
        "t3": ("dropped", 0),
        "t4": ("nobody", 1),
    }


def test_many_who_do_not_know_are_named_beside_the_reason() -> None:
    """Two of five is more than a third, one of three is not."""
    found = {
        one.item: one for one in order(TREE, voted(TREE, t1=[2, 2, 2, "unknown", "unknown"], t2=[2, 2, "unknown"]))
    }
    assert found["t1"].words("en") == "close together, over a third do not know"
    assert found["t2"].words("en") == "close together"


def test_what_stands_beside_the_score_adds_nothing() -> None:
    known = model("tree", simple("t", 1), simple("s", 1, beside=True), id="tree")
    assert [(one.item, one.effect) for one in order(known, voted(known))] == [("t1", close(100)), ("s1", 0)]


def test_only_the_items_asked_for_are_ordered_and_ties_keep_their_order() -> None:
    items = (TREE.items[2], TREE.items[0], Item("gone", TREE.title))
    assert [one.item for one in order(TREE, voted(TREE), items)] == ["t3", "t1"]
    assert order(TREE, voted(TREE), ()) == []


def test_answers_under_an_older_id_count() -> None:
    renewed = model("tree", simple("t", 1), id="tree", renamed={"old": "t1"})
    assert order(renewed, answered({"old": 3}))[0].reason == "settled"


def test_the_walk_has_what_is_open_doubted_or_divided_and_was_not_agreed() -> None:
    votes: dict[str, list[Any]] = {
        "t1": [0, 0, 4, 4],
        "t2": [2, 2, "unknown", "unknown"],
        "t3": [2, 2, 3],
        "t4": [0, 0, 4, 4],
    }
    known = model("tree", simple("t", 6), id="tree")
    found = voted(known, {"t4": 2, "t6": "unknown"}, **votes)
    assert [one.id for one in to_walk(found, {"tree": known})] == ["t1", "t2", "t5", "t6"]


def test_a_quick_scan_walks_only_what_it_asks() -> None:
    known = model("tree", group("t", item("t1", quick=True), item("t2")), id="tree")
    found = answered(models={"tree": "1"}, edition="quick")
    assert [one.id for one in to_walk(found, {"tree": known})] == ["t1"]
