"""What objects show of themselves in a notebook, with numbers worked by hand."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from building import answered, group, item, model, simple

import maturity_kit as mk
from maturity_kit.content.shown import DEEPER

# a: a1 = 100 with weight 3, a2 = 0 with weight 1: 75. b: b1 = 25, b2 open: 25, from 12.5 to 62.5, half covered.
# The model: (75 + 25) / 2 = 50, from 43.75 to 68.75, covered for 0.75. c stands beside, and d holds e, which is off.
ONE = model(
    "tree",
    group("a", item("a1", weight=3), item("a2")),
    simple("b", 2),
    simple("c", 1, beside=True),
    group("d", simple("e", 1, weight=0)),
)
SAID = answered({"a1": 4, "a2": 0, "b1": 1, "c1": 2, "e1": 4}, targets={"a": 80})
RESULT = mk.score(SAID, {"m": ONE}, rules=())


def rows(found: Any, place: int = 0) -> list[list[str]]:
    table = BeautifulSoup(found._repr_html_(), "html.parser").find_all("table")[place]
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]


def test_a_model_shows_its_groups_with_weight_and_questions() -> None:
    assert rows(ONE) == [
        ["a", "1.0", "2"], ["b", "1.0", "2"], ["c (beside the score)", "1.0", "1"], ["d", "1.0", "1"],
        [f"{DEEPER}e", "0.0", "1"],
    ]  # fmt: skip


def test_an_assessment_shows_how_much_is_in_it() -> None:
    shown = dict(rows(answered({"a1": 4, "a2": "unknown"}, votes={"b1": [{"value": 1}]}, targets={"a": 80})))
    assert (shown["Agreed answers"], shown["Questions with votes"], shown["Targets"]) == ("2", "1", "1")


def test_the_result_of_a_model_shows_bounds_coverage_and_gap_of_each_part() -> None:
    """Coverage in whole per cents of the weight; a target of 80 leaves a gap of 5."""
    whole, a, b, *_ = rows(RESULT.models["m"])
    assert whole == ["The whole model", "50.0", "43.8", "68.8", "75.0", "–", "–"]
    assert a == ["a", "75.0", "75.0", "75.0", "100.0", "80.0", "5.0"]
    assert b == ["b", "25.0", "12.5", "62.5", "50.0", "–", "–"]


def test_a_result_shows_the_verdict_and_the_road() -> None:
    """b1 has 50 to gain up to 75, a2 80: both count for one half of the model, a2 for a quarter of a."""
    verdicts, road = rows(RESULT), rows(RESULT, 1)
    assert verdicts[0][0] == "M" and verdicts[0][2:] == ["50.0", "43.8", "68.8", "75.0"]
    # importance: b1 = 1 / 1 = 1 x 0.5; a2 = 1 / 2 = 0.5 x 0.8; c1 beside = 1 x 0.25
    assert [(row[0], row[1], row[2]) for row in road] == [
        ("b1?", "now", "0.50"), ("a2?", "now", "0.40"), ("c1?", "now", "0.25"),
    ]  # fmt: skip
    assert road[0][3] == "b1 step 2"


def test_an_explanation_shows_what_each_part_gives_or_why_it_gives_nothing() -> None:
    shown = {row[0].strip(DEEPER): row[1:] for row in rows(mk.explain(RESULT.models["m"]))}
    assert shown["a"] == ["1.0", "50.0", "75.0", "37.5", ""]
    assert shown["a1?"] == ["3.0", "75.0", "100.0", "75.0", ""]
    assert shown["b2?"][3:] == ["–", "nothing yet, there is no answer"]
    assert shown["c"][3:] == ["–", "nothing, it stands beside the score"]
    assert shown["e"][3:] == ["–", "nothing, it is switched off"]


def test_agreement_shows_each_question_and_says_why_it_is_undefined() -> None:
    """2, 2 is unanimous; 1, 3 has a consensus of 1 + log2(3/4) and r_wg of 1 - 2/2; one vote has neither."""
    votes = {"a1": [{"value": 2}, {"value": 2}], "a2": [{"value": 1}, {"value": 3}], "b1": [{"value": 1}]}
    found = mk.agreement(answered(votes=votes), {"m": ONE})["m"]
    assert rows(found) == [
        ["a1?", "2", "1.00", "1.00", "all 2 gave the same value"],
        ["a2?", "2", "0.58", "0.00", "two camps"],
        ["b1?", "1", "–", "–", "one person gave a value, and one alone cannot agree"],
    ]


def test_a_result_without_models_is_an_empty_table() -> None:
    empty = mk.score(mk.new_assessment("a1", "Nobody", "2026-11-22"), {})
    assert repr(empty) == "Result(Nobody, round 1: no models)" and rows(empty) == []
