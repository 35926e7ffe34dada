"""An entry that says nothing, a note without an answer or a list without votes, changes no result."""

from __future__ import annotations

import json

import maturity_kit


def _assessment(**fields: object) -> maturity_kit.Assessment:
    common = {"format": "maturity-assessment/1", "id": "a", "organisation": "A", "date": "2026-11-22"}
    return maturity_kit.parse_assessment(json.dumps(common | fields))


def test_a_note_alone_does_not_make_a_model_scored():
    """A model is scored from its first answer or vote on, so not for a note beside an open question."""
    expected = []

    result = maturity_kit.score(_assessment(answers={"fd.data-view": {"note": "ask IT"}}))

    assert list(result.models) == expected


def test_a_list_without_votes_does_not_make_a_model_scored():
    """An empty list of votes is no vote."""
    expected = ["digital-maturity"]

    result = maturity_kit.score(_assessment(votes={"fd.data-view": []}, answers={"dm.crm": {"value": 2}}))

    assert list(result.models) == expected


def test_freezing_keeps_an_empty_list_of_votes_on_an_unknown_item():
    """An id that no model knows is kept, also when nobody voted on it."""
    expected = {"strange": ()}

    frozen = maturity_kit.freeze(_assessment(votes={"strange": []}))

    assert frozen.votes == expected
