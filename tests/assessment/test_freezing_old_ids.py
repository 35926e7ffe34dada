"""Freezing knows items by the ids that older versions of a model gave them."""

from __future__ import annotations

from building import answered, group, item, model

import maturity_kit


def test_votes_under_an_old_id_are_counted_on_the_scale_of_the_item():
    """Votes 2 and 4 on 1..5 are the second and fourth step: mean 3, so 50 before and after freezing."""
    expected = 50.0
    present = model("tree", group("g", item("new", scale={"min": 1, "max": 5})), renamed={"old": "new"})
    votes = {"old": [{"voter": "a1", "value": 2}, {"voter": "b7", "value": 4}]}

    frozen = maturity_kit.freeze(answered(votes=votes), {"m": present})

    assert maturity_kit.score(frozen, {"m": present}).models["m"].score == expected
