"""The room drawn again: what can be drawn, a case worked by hand, and how often a band holds the truth."""

from __future__ import annotations

import itertools
import json
from typing import Any

import numpy as np
import pytest
from building import answered, assessment_fields, entry, group, item, model

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.content.model import Model
from maturity_kit.scoring.case import case_of
from maturity_kit.scoring.resampling import Band, Room, difference, members, room_of, student

close = pytest.approx
ONE = model("tree", group("g", item("g1")))
TWO = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")))


def votes(*values: Any, ballot: int = 1) -> list[dict[str, Any]]:
    """A vote of each of the voters a, b, c, ...; None for one who did not vote."""
    rows = zip("abcdefghijklmnop", values, strict=False)
    return [{"voter": name, "ballot": ballot, **vote(value)} for name, value in rows if value is not None]


def vote(value: Any) -> dict[str, Any]:
    return {"state": value} if isinstance(value, str) else {"value": value}


def voted(given: dict[str, Any], answers: dict[str, Any] | None = None) -> Assessment:
    kept = {name: entry(value) for name, value in (answers or {}).items()}
    return parse_assessment(json.dumps(assessment_fields(votes=given, answers=kept)), "a.json")


def room(made: Model, assessment: Assessment, seed: int = 1, draws: int = 4000) -> Room:
    return room_of(case_of(made, assessment), assessment, np.random.default_rng(seed), draws)


def test_every_way_of_drawing_three_of_four_voters_comes_up_as_often_as_it_should() -> None:
    """Of votes 0, 0, 4, 4 three are drawn: 0 to 3 of them are 4, with chances 1/8, 3/8, 3/8, 1/8.

    The mean is then 0, 33.3, 66.7 or 100 points. Its variance is s^2/n = (4 x 50^2 / 3) / 4 = 833.3.
    """
    drawn = room(ONE, voted({"g1": votes(0, 0, 4, 4)}), draws=40000).draws("g")
    shares = [float(np.isclose(drawn, 100 * fours / 3).mean()) for fours in range(4)]
    assert shares == close([1 / 8, 3 / 8, 3 / 8, 1 / 8], abs=0.01)
    assert drawn.var() == close(833.3, rel=0.03)


def test_a_voter_is_drawn_with_all_of_their_votes() -> None:
    """a and b vote 0 on g1 and 4 on g2, c and d the reverse: whoever is drawn, the two questions add up to 4 steps."""
    found = room(TWO, voted({"g1": votes(0, 0, 4, 4), "g2": votes(4, 4, 0, 0)}))
    assert found.draws("g") == close(50) and found.band("g") == Band(50, 50)


def test_a_unanimous_room_has_a_band_without_width() -> None:
    """Four times step 3 is 75 whoever is drawn."""
    assert room(ONE, voted({"g1": votes(3, 3, 3, 3)})).band("m") == Band(75, 75)


def test_the_draws_pool_votes_as_the_score_does() -> None:
    """Every draw of four voters with three drawn, done again one by one with the scoring of an assessment."""
    given = {"g1": (0, 2, "unknown", 4), "g2": ("not_applicable", "not_applicable", 1, 3), "h1": (1, 1, 2, 4)}
    for how in ("mean", "median"):
        made = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")), parameters={"pool": how})
        expected = set()
        for drawn in itertools.combinations_with_replacement(range(4), 3):
            again = voted({name: votes(*(values[place] for place in drawn)) for name, values in given.items()})
            expected.add(round(case_of(made, again).score("m") or 0.0, 6))
        found = room(made, voted({name: votes(*values) for name, values in given.items()}))
        assert set(found.draws("m").round(6).tolist()) == expected


def test_only_the_newest_ballot_counts() -> None:
    """The first ballot was divided, the second unanimous."""
    both = votes(0, 4, 0, 4) + votes(2, 2, 2, 2, ballot=2)
    assert room(ONE, voted({"g1": both})).band("g") == Band(50, 50)


@pytest.mark.parametrize(
    ("given", "answers", "reason"),
    [
        ({"g1": votes(0, 1, 2, 3)}, {"g1": 2}, "agreed"),
        ({"g1": [{"counts": [1, 1, 1, 1, 0]}]}, {}, "counts"),
        ({"g1": [{"value": value} for value in (0, 1, 2, 3)]}, {}, "counts"),
        ({"g1": votes(0, 1, 2)}, {}, "few"),
        ({"g1": votes(3, "unknown", "unknown", "unknown")}, {}, "unknown"),
        ({"g1": votes(0, 1, 2, 3)}, {}, None),
        ({"g1": votes("unknown", "unknown", "unknown", "unknown")}, {}, None),
    ],
)
def test_without_enough_votes_there_is_a_reason_instead_of_a_band(
    given: dict[str, Any], answers: dict[str, Any], reason: str | None
) -> None:
    """One of four who knows is left out by 27/64 of the draws; where nobody knows there is no score to speak of."""
    band = room(ONE, voted(given, answers)).band("m")
    assert band.reason == reason
    assert band.defined == (reason is None and given["g1"][0] != {"voter": "a", "ballot": 1, "state": "unknown"})


def test_one_agreed_answer_blocks_its_group_and_not_the_other() -> None:
    found = room(TWO, voted({"g1": votes(0, 4, 0, 4), "h1": votes(1, 2, 3, 4)}, {"g2": 2}))
    assert (found.band("g").reason, found.band("m").reason) == ("agreed", "agreed")
    assert found.band("h").defined


def test_an_agreed_state_blocks_nothing() -> None:
    """g2 is not applicable by agreement, so g rests on the votes on g1 alone."""
    given = {"g1": votes(2, 2, 2, 2)}
    assert room(TWO, voted(given, {"g2": "not_applicable"})).band("g") == Band(50, 50)


def test_what_does_not_count_blocks_nothing() -> None:
    """h2 has no weight, and the group beside does not count in the model: the agreed answers in them do not matter."""
    made = model("tree", group("h", item("h1"), item("h2", weight=0)), group("s", item("s1"), beside=True))
    found = room(made, voted({"h1": votes(2, 2, 2, 2)}, {"h2": 1, "s1": 4}))
    assert found.band("m") == Band(50, 50) and found.band("s").reason == "agreed"
    counted = members(found.case.compiled, found.case.weights)
    assert counted.tolist() == [[True, False, False], [True, False, False], [False, False, True]]


def test_a_difference_needs_the_same_questions_on_both_sides() -> None:
    first = room(TWO, voted({"g1": votes(0, 1, 2, 3), "h1": votes(0, 1, 2, 3)}), 1)
    second = room(TWO, voted({"g2": votes(0, 1, 2, 3), "h1": votes(0, 1, 2, 3)}), 2)
    assert difference(first, "g", second, "g").reason == difference(first, "m", second, "m").reason == "other"
    assert difference(first, "h", second, "h").holds(0)


def test_questions_are_the_same_under_another_name() -> None:
    """g1 was called old in the version before."""
    renamed = model("tree", group("g", item("g1")), version="2", renamed={"old": "g1"})
    first = room(model("tree", group("g", item("old"))), voted({"old": votes(0, 0, 0, 0)}))
    second = room(renamed, voted({"g1": votes(4, 4, 4, 4)}))
    assert difference(first, "g", second, "g") == Band(100, 100)


def test_without_a_score_there_is_nothing_to_say() -> None:
    empty = room(ONE, answered({}))
    assert empty.band("g") == Band() == difference(empty, "g", room(ONE, voted({"g1": votes(1, 1, 1, 1)})), "g")


def test_the_percentile_is_that_of_student() -> None:
    """As tables have it: 2.3534 with 3 degrees of freedom, 1.9432 with 6, 1.8331 with 9, 1.7341 with 18."""
    assert [student(3), student(6), student(9), student(18)] == close([2.3534, 1.9432, 1.8331, 1.7341], abs=0.01)


def test_a_band_by_hand() -> None:
    """Votes 1, 2, 2, 3: their variance is (1 + 0 + 0 + 1)/3, that of the mean a quarter of it, 1/6.

    The root is 0.408 steps, 10.2 points; times 2.353 that is 24.0 on either side of 50. Two such rooms differ by 0 with
    a spread of 10.2 times the root of 2, and six degrees of freedom: 14.4 times 1.943 is 28.1.
    """
    first, second = (room(ONE, voted({"g1": votes(1, 2, 2, 3)}), seed, 20000) for seed in (1, 2))
    assert (first.band("m").low, first.band("m").high) == close((26.0, 74.0), abs=0.5)
    between = difference(first, "m", second, "m")
    assert (between.low, between.high) == close((-28.1, 28.1), abs=0.6)


def test_a_band_stays_on_its_scale_and_shows_no_single_voter() -> None:
    """0, 0, 4, 4 reach beyond both ends; of 1, 2, 2, 3 neither end is what one of them would have given alone."""
    wide, narrow = (room(ONE, voted({"g1": votes(*given)})).band("m") for given in ((0, 0, 4, 4), (1, 2, 2, 3)))
    assert wide == Band(0, 100)
    assert {round(narrow.low or 0), round(narrow.high or 0)}.isdisjoint({25, 50, 75})


@pytest.mark.parametrize("people", [4, 12])
def test_a_band_holds_the_truth_nine_times_in_ten(people: int) -> None:
    """150 times two rooms out of the same organisation, whose votes lie evenly around step 2, which is 50 points.

    With a chance of 0.9 each, 135 of 150 bands hold 50, give or take three standard errors of 3.7: 124 to 146. With a
    chance of 0.1 each, 15 differences are found where there is none; three standard errors more are 26.
    """
    rng = np.random.default_rng(7)
    made = model("tree", group("g", *[item(f"g{n}") for n in range(6)]))

    def drawn(seed: int) -> Room:
        leaning = rng.normal(0, 0.7, (people, 1))
        steps = np.clip(np.round(2 + leaning + rng.normal(0, 0.9, (people, 6))), 0, 4).astype(int)
        return room(made, voted({f"g{n}": votes(*map(int, steps[:, n])) for n in range(6)}), seed, 400)

    pairs = [(drawn(2 * n), drawn(2 * n + 1)) for n in range(150)]
    assert 124 <= sum(first.band("m").holds(50) for first, _ in pairs) <= 146
    assert sum(not difference(first, "m", second, "m").holds(0) for first, second in pairs) <= 26
