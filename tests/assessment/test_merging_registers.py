"""Two people who change one working table at the same time both find their work back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_kit.assessment.registers.merge import merged

A, B = {"name": "a", "x": 1}, {"name": "b"}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ([A], [A, B], [A], [A, B]),
        ([A], [A], [A, B], [A, B]),
        ([A], [A, B], [A, {"name": "c"}], [A, B, {"name": "c"}]),
        ([A, B], [B], [A, B], [B]),
        ([A, B], [B], [{"name": "a", "x": 2}, B], [B, {"name": "a", "x": 2}]),
        ([A], [{"name": "a", "x": 1, "y": 5}], [{"name": "a", "x": 2}], [{"name": "a", "x": 2, "y": 5}]),
        ([A], [{"name": "a", "x": 3}], [{"name": "a", "x": 2}], [{"name": "a", "x": 3}]),
        (None, [A], [B], [A, B]),
        ([A], None, [A, B], None),
        ({"p": [A]}, {"p": [A], "q": 1}, {"p": [A, B]}, {"p": [A, B], "q": 1}),
    ],
    ids=[
        "added",
        "they added",
        "both added",
        "removed",
        "removed and changed",
        "two fields",
        "one field",
        "first",
        "cleared",
        "record",
    ],
)
def test_rows_and_fields_that_one_of_the_two_touched_stay(base: Any, mine: Any, theirs: Any, expected: Any) -> None:
    assert merged(base, mine, theirs) == expected


def test_rows_of_one_name_are_told_apart_by_their_order() -> None:
    """Two newsletters: one person finished the first, the other the second."""
    base = [{"task": "mail"}, {"task": "mail"}]
    mine = [{"task": "mail", "done": "2026-01-01"}, {"task": "mail"}]
    theirs = [{"task": "mail"}, {"task": "mail", "done": "2026-02-01"}]
    assert merged(base, mine, theirs) == [
        {"task": "mail", "done": "2026-01-01"},
        {"task": "mail", "done": "2026-02-01"},
    ]


ROWS = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("abcde"), "x": st.integers(0, 2)}),
    max_size=4,
    unique_by=lambda row: row["name"],
)


@given(ROWS, ROWS)
def test_nothing_changes_when_only_one_of_the_two_changed_something(base: Any, changed: Any) -> None:
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed
