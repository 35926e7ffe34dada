"""Parts that nobody looked at for long: every answer as it was, rounds ago."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.insight.reviewed import last_reviewed

CYCLE = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")), group("k", item("k1")),
              renamed={"old": "h1"})  # fmt: skip
GROUPS = ("g", "h", "k")


def reviewed(*rounds: Assessment, **touched: Any) -> dict[str, int | None]:
    return last_reviewed(rounds, CYCLE, GROUPS, {int(place[1:]): items for place, items in touched.items()})


@pytest.mark.concept("s3-cycle")
def test_a_part_is_as_old_as_its_newest_answer() -> None:
    """g changed in the third round, h in the second, k was never answered."""
    rounds = [answered({"g1": 1, "g2": 1, "h1": 1}), answered({"g1": 1, "g2": 1, "h1": 2}),
              answered({"g1": 1, "g2": 3, "h1": 2})]  # fmt: skip
    assert reviewed(*rounds) == {"g": 2, "h": 1, "k": None}


def test_votes_and_answers_that_were_given_again_count() -> None:
    """h was voted on and k answered the same once more: both were looked at in the second round."""
    before = answered({"g1": 1, "h1": 1, "k1": 2})
    after = answered({"g1": 1, "h1": 1, "k1": 2}, votes={"h1": [{"value": 1}]})
    assert reviewed(before, after) == {"g": 0, "h": 1, "k": 0}
    assert reviewed(before, after, r1={"k1"}) == {"g": 0, "h": 1, "k": 1}


def test_an_answer_that_was_cleared_was_looked_at() -> None:
    assert reviewed(answered({"h1": 1}), answered({})) == {"g": None, "h": 1, "k": None}


def test_a_renamed_question_is_the_same_question() -> None:
    """Round 1 knew h1 as ``old``; with the same answer nothing was said about it in round 2."""
    assert reviewed(answered({"old": 3}), answered({"h1": 3}))["h"] == 0
    assert reviewed(answered({"old": 3}), answered({"h1": 3}), r1={"old"})["h"] == 1
