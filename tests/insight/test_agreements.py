"""How far a room agrees over a model, worked by hand, and how it moved from one ballot to the next."""

from __future__ import annotations

import math
from typing import Any

import jsonschema
import krippendorff as second_opinion
import numpy as np
import pytest
from building import answered, group, item, model, simple
from hypothesis import given, settings
from hypothesis import strategies as st

import maturity_kit as mk
from maturity_kit.insight.agreement.alpha import Alpha, alpha_band, likeness
from maturity_kit.insight.agreement.room import ModelAgreement, agreements_of, direction, disputed, moved
from maturity_kit.insight.schemas import schema_of
from maturity_kit.scoring.voters import freeze

FIVE = model("tree", simple("a", 5))


def values(*found: int, ballot: int = 1) -> list[dict[str, Any]]:
    return [{"voter": f"v{n}", "ballot": ballot, "value": value} for n, value in enumerate(found)]


# Consensus on 0..4: equal values 1; 0 and 4 in equal parts 0; 1 and 3 in equal parts 1 + log2(1 - 1/4) = 0.585.
# r_wg: 1 - variance / 2: equal 1; 0, 0, 4, 4 has 16/3: -5/3, cut off; 1, 1, 3, 3 has 4/3: 1/3.
VOTES = {
    "a1": values(2, 2, 2, 2),
    "a2": values(0, 0, 4, 4),
    "a3": [*values(1, 1, 3, 3), {"voter": "x", "state": "unknown"}],
    "a4": values(3),
}
SPLIT = 0.5849625007211562


def found(votes: dict[str, Any], one: Any = FIVE) -> ModelAgreement:
    return agreements_of(answered(votes=votes), [one])["m"]


def test_a_model_in_a_few_numbers() -> None:
    """The question with one value is voted on and has no agreement; a5 was not voted on."""
    room = found(VOTES)
    assert (len(room.questions), room.voters, len(room.defined)) == (4, 5, 3)
    assert room.words == {"agreed": 1, "mixed": 0, "divided": 0, "two-camps": 2}
    assert room.consensus == pytest.approx(SPLIT)
    assert (room.r_wg, room.cut) == (pytest.approx((1 + 0 + 1 / 3) / 3), 1)


def test_the_same_numbers_once_votes_are_counts() -> None:
    """So a published copy and a milestone say what the room's own workbook says."""
    kept = freeze(answered(votes=VOTES), {"m": FIVE})
    assert agreements_of(kept, [FIVE])["m"] == found(VOTES)


def test_alpha_over_the_questions_of_a_room() -> None:
    """0, 1 and 1, 1: n0 = 1, n1 = 3, ordinal distance (1/2 + 3/2)^2 = 4; observed 2 x 4, expected 2 x 1 x 3 x 4 / 3."""
    room = found({"a1": values(0, 1), "a2": values(1, 1)})
    assert room.alpha.alpha == pytest.approx(1 - 8 / (24 / 3))
    assert (room.alpha.items, room.alpha.likeness) == (2, "chance")


def test_undefined_is_said_and_not_made_up() -> None:
    room = found({"a1": values(3)})
    assert (room.consensus, room.r_wg, room.cut, room.alpha.reason) == (None, None, 0, "alpha.few")
    assert found({"a1": values(3, 3), "a2": values(3, 3)}).alpha.reason == "alpha.equal"


def test_a_model_without_votes_has_no_agreement() -> None:
    assert agreements_of(answered({"a1": 2}), [FIVE]) == {}


@pytest.mark.parametrize(
    ("alpha", "word"),
    [(None, None), (1.0, "alike"), (0.8, "alike"), (0.79, "roughly"), (0.667, "roughly"), (0.66, "apart"),
     (0.01, "apart"), (0.0, "chance"), (-0.4, "chance")],
)  # fmt: skip
def test_alpha_in_a_word(alpha: float | None, word: str | None) -> None:
    assert likeness(alpha) == word


def test_the_word_is_sure_when_both_ends_of_the_band_give_it() -> None:
    assert Alpha(0.85, 0.81, 0.9, 9, None).sure
    assert not Alpha(0.85, 0.6, 0.9, 9, None).sure


def test_the_most_disputed_questions_come_first_and_agreed_ones_not_at_all() -> None:
    """Over all models; 2, 2, 3, 3 has a consensus of 1 + log2(7/8) = 0.807, which is agreed."""
    other = model("tree", simple("b", 2), id="n")
    votes = {**VOTES, "b1": values(0, 4, 4, 4), "b2": values(2, 2, 3, 3)}
    rooms = agreements_of(answered(votes=votes), [FIVE, other])
    assert [one.item.id for one in disputed(rooms.values())] == ["a2", "b1", "a3"]
    assert [(one.model, one.item.id) for one in disputed(rooms.values(), 2)] == [("m", "a2"), ("n", "b1")]


def test_how_the_room_moved_between_first_and_newest_ballot() -> None:
    """a1 from 0 to 1 over three ballots, a2 from 1 to 0.585, a3 stays; a4 has one ballot, a5 one value in the second."""
    votes = {
        "a1": [*values(0, 4), *values(1, 3, ballot=2), *values(2, 2, ballot=3)],
        "a2": [*values(2, 2), *values(1, 3, ballot=2)],
        "a3": [*values(1, 3), *values(1, 3, ballot=2)],
        "a4": values(0, 4),
        "a5": [*values(0, 4), *values(3, ballot=2)],
    }
    rooms = agreements_of(answered(votes=votes), [FIVE]).values()
    assert [(one.item.id, one.shift) for one in moved(rooms)] == [
        ("a1", pytest.approx(1)), ("a3", pytest.approx(0)), ("a2", pytest.approx(SPLIT - 1)),
    ]  # fmt: skip
    assert [direction(one.shift or 0) for one in moved(rooms)] == ["closer", "same", "apart"]


def test_the_result_carries_agreement_per_model_and_per_ballot() -> None:
    """Under ids of the present version, and as the schema of the result has it."""
    one = model("tree", group("a", item("a1"), item("a2")), renamed={"old": "a1"})
    votes = {"old": [*values(0, 4), *values(2, 2, ballot=2)], "a2": values(0, 0, 4, 4)}
    told = mk.score(answered(votes=votes), {"m": one}, rules=()).as_json()
    jsonschema.validate(told, schema_of("result"))
    assert told["agreement"]["items"]["a1"] == [
        {"ballot": 1, "voters": 2, "consensus": 0.0, "r_wg": 0.0, "cut": -3.0, "word": "two-camps"},
        {"ballot": 2, "voters": 2, "consensus": 1.0, "r_wg": 1.0, "cut": None, "word": "agreed"},
    ]
    room = told["agreement"]["models"]["m"]
    assert (room["questions"], room["voters"], room["agreed"], room["two_camps"], room["cut"]) == (2, 4, 1, 1, 1)
    assert room["alpha"]["items"] == 2


def test_a_result_without_votes_has_an_empty_agreement() -> None:
    told = mk.score(answered({"a1": 1}), {"m": FIVE}, rules=()).as_json()
    assert told["agreement"] == {"models": {}, "items": {}}


def test_every_ballot_is_a_row_for_the_analyst() -> None:
    """a1: 0 and 4, then 2 and 2; a2: one value and somebody who does not know; a3: nobody knows."""
    votes = {
        "a1": [*values(0, 4), *values(2, 2, ballot=2)],
        "a2": [*values(3), {"voter": "x", "state": "unknown"}],
        "a3": [{"voter": "x", "state": "unknown"}, {"voter": "y", "state": "not_applicable", "reason": "r"}],
    }
    frame = mk.agreement_frame(mk.score(answered(votes=votes), {"m": FIVE}, rules=()))
    assert frame[["item", "ballot", "voters", "values"]].values.tolist() == [
        ["a1", 1, 2, 2], ["a1", 2, 2, 2], ["a2", 1, 2, 1], ["a3", 1, 2, 0],
    ]  # fmt: skip
    assert frame["consensus"].tolist() == pytest.approx([0, 1, math.nan, math.nan], nan_ok=True)
    assert (frame["mean"].tolist(), frame["cut"][0]) == (pytest.approx([2, 2, 3, math.nan], nan_ok=True), -3)
    assert frame["word"].tolist() == ["two-camps", "agreed", "", ""]
    assert frame["said"].tolist() == [
        "two camps: more spread than by chance, so r_wg stands at 0",
        "all 2 gave the same value",
        "one person gave a value, and one alone cannot agree",
        "nobody gave a value: 1 did not know and for 1 it does not apply",
    ]


def test_a_result_without_votes_gives_an_empty_table_with_its_columns() -> None:
    frame = mk.agreement_frame(mk.score(answered({"a1": 1}), {"m": FIVE}, rules=()))
    assert frame.empty and {"consensus", "said"} <= set(frame.columns)


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=2, max_size=6), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_band_is_that_of_a_second_opinion_on_the_same_draws(items: list[list[int]], seed: int) -> None:
    """The items drawn again one by one, each draw as a table of its own."""
    table = np.array([[row.count(step) for step in range(5)] for row in items])
    found = alpha_band(table.tolist(), np.random.default_rng(seed), 20)
    drawn = np.random.default_rng(seed).integers(0, len(table), (20, len(table)))
    alphas = [second_opinion_on(table[places]) for places in drawn]
    if found.alpha is not None:
        assert (found.low, found.high) == pytest.approx(tuple(np.nanquantile(alphas, [0.05, 0.95])))


def second_opinion_on(table: Any) -> float:
    """Of the package; NaN where all values are equal, which it refuses."""
    if (table.sum(axis=0) > 0).sum() < 2:
        return math.nan
    return float(second_opinion.alpha(value_counts=table, value_domain=range(5), level_of_measurement="ordinal"))
