"""The next round starts from the one before: nothing that stays true is lost, what one room said is asked anew."""

from __future__ import annotations

import json

import pytest
from building import answered, assessment_fields, group, item, model

from maturity_kit.assessment.files import parse_assessment
from maturity_kit.assessment.rounds import new_items, next_round
from maturity_kit.errors import InputError

FIRST = model("tree", group("g", item("old"), item("kept"), item("gone")), version="1")
SECOND = model("tree", group("g", item("new"), item("kept"), item("more")), version="2", renamed={"old": "new"})
SWOT = {"strengths": [{"id": "s1", "text": "brand"}], "weights": {"t1": 2}}


def test_answers_targets_weights_and_registers_move_along() -> None:
    """Under the present ids, with notes and evidence; the round number rises and the versions are the present ones."""
    answers = {"old": {"value": 3, "note": "n", "evidence": "e"}, "gone": {"value": 1}, "zz": {"value": 2}}
    fields = assessment_fields(
        answers=answers, targets={"old": 80}, weights={"old": 2}, model_weights={"m": 2}, models={"m": "1"},
        profile={"market": "b2c"}, unit="Shop", round=4, registers={"kpis": [{"term": "loyalty"}], "own": [1]},
    )  # fmt: skip
    before = parse_assessment(json.dumps(fields))
    later = next_round(before, {"m": SECOND}, "next", "2027-01-15")
    assert (later.id, later.round, later.date.isoformat(), later.unit) == ("next", 5, "2027-01-15", "Shop")
    assert {name: dict(answer)["value"] for name, answer in later.answers.items()} == {"new": 3, "gone": 1, "zz": 2}
    assert (later.answers["new"].note, later.answers["new"].evidence) == ("n", "e")
    assert (later.targets, later.weights, later.model_weights) == ({"new": 80}, {"new": 2}, {"m": 2})
    assert (later.models, later.profile) == ({"m": "2"}, {"market": "b2c"})
    assert later.registers == {"kpis": [{"term": "loyalty"}], "own": [1]}


def test_what_belongs_to_one_round_is_asked_anew() -> None:
    """Votes, points and totals of the confrontation, situations of voters and standing questions stay behind."""
    swot = {**SWOT, "points": [{"factor": "t1", "first": "s1"}], "totals": {"t1": {"s1": 3}}}
    registers = {"swot": swot, "standing_questions": {"customers": "older"}, "voter_situations": {"m": {}}}
    before = answered({"kept": 2}, votes={"kept": [{"voter": "a", "value": 1}]}, registers=registers)
    later = next_round(before, {"m": SECOND}, "next", "2027-01-15")
    assert (later.votes, later.registers) == ({}, {"swot": SWOT})
    assert (before.registers["swot"], len(before.votes)) == (swot, 1)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [({}, {}), ({"kept": 2}, {"m": "2"})],
    ids=["nothing of the model was said", "answers without an entry in models"],
)
def test_a_model_that_was_used_gets_its_present_version(entries, expected) -> None:
    assert next_round(answered(entries), {"m": SECOND}, "next", "2027-01-15").models == expected


def test_the_version_of_a_model_that_is_not_here_stays() -> None:
    assert next_round(answered({}, models={"other": "9"}), {"m": SECOND}, "n", "2027-01-15").models == {"other": "9"}


def test_new_questions_are_those_no_older_question_became() -> None:
    """``old`` became ``new`` and ``kept`` was there; a model is never new to itself."""
    assert [one.id for one in new_items(FIRST, SECOND)] == ["more"]
    assert new_items(SECOND, SECOND) == ()


def test_a_round_without_a_date_is_refused() -> None:
    with pytest.raises(InputError, match="date"):
        next_round(answered({}), {}, "next", "soon")
