"""Who gets which questions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from building import group, item, model
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item, Model
from maturity_kit.content.roles import Roles, departments, load_roles, parse_roles
from maturity_kit.errors import InputError
from maturity_kit.insight.room.routing import items_of, routed


def tree(*themes: str, quick: int = 0) -> Mapping[str, Model]:
    """A model with one item for each text of themes: ``data people`` has two; the first so many are quick."""
    items = [item(f"q{n}", themes=each.split(), quick=n < quick) for n, each in enumerate(themes)]
    return {"m": model("tree", group("g", *items))}


def roles(most: int = 50, **themes: str) -> Roles:
    fields = [{"id": name, "title": {"en": name}, "themes": each.split()} for name, each in themes.items()]
    return parse_roles(json.dumps({"most": most, "roles": fields}))


def ids(found: Mapping[str, tuple[Item, ...]]) -> dict[str, list[str]]:
    return {role: [one.id for one in items] for role, items in found.items()}


def holders(found: Mapping[str, tuple[Item, ...]]) -> Counter[str]:
    return Counter(one.id for items in found.values() for one in items)


def test_each_role_gets_what_it_can_answer_in_the_order_of_the_model() -> None:
    found = routed(tree("data", "people", "data people"), "full", roles(d="data", p="people", b="people data"))
    assert ids(found) == {"d": ["q0", "q2"], "p": ["q1", "q2"], "b": ["q0", "q1", "q2"]}


def test_a_quick_scan_goes_to_everybody_whole() -> None:
    found = routed(tree("data", "data", "people", quick=2), "quick", roles(d="data", p="people"))
    assert ids(found) == {"d": ["q0", "q1"], "p": ["q0", "q1"]}


def test_a_quick_scan_that_is_too_long_for_one_person_is_routed() -> None:
    """No question of this model is marked as quick, so its quick scan is the whole of it."""
    found = routed(tree("data", "people"), "quick", roles(1, d="data", p="people"))
    assert ids(found) == {"d": ["q0"], "p": ["q1"]}


def test_when_the_limit_bites_questions_that_others_have_go_first() -> None:
    """d may keep two: q0 and q1, which nobody else can answer; q2 and q3 are left to p."""
    found = routed(tree("data", "data", "data people", "people data"), "full", roles(2, d="data", p="people"))
    assert ids(found) == {"d": ["q0", "q1"], "p": ["q2", "q3"]}


def test_a_full_role_hands_a_question_on_to_one_that_has_room() -> None:
    """First come, first served would give q0 to d, and then nobody is left for q1."""
    found = routed(tree("data people", "data"), "full", roles(1, d="data", p="people"))
    assert ids(found) == {"d": ["q1"], "p": ["q0"]}


def test_room_that_is_left_is_shared_by_the_questions_that_the_fewest_have() -> None:
    """Five roles of two have ten places for three questions: each gets a third before one gets a fourth."""
    same = dict.fromkeys("abcde", "data")
    assert sorted(holders(routed(tree("data", "data", "data"), "full", roles(2, **same))).values()) == [3, 3, 4]


def test_a_question_for_which_no_role_has_room_is_told() -> None:
    with pytest.raises(InputError, match=r"With 1 roles of at most 1 questions each, 2 questions reach nobody.*q1"):
        routed(tree("data", "data", "people"), "full", roles(1, d="data"))


def test_departments_share_evenly_and_a_part_of_a_model_stays_together() -> None:
    """Four parts of two questions, four departments: 2 x 8 / 4 = 4 questions each, every question twice."""
    parts = [group(f"g{n}", item(f"g{n}a"), item(f"g{n}b")) for n in range(4)]
    found = routed({"m": model("tree", *parts)}, "full", departments(["A", "B", "C", "D"], load_roles()))
    assert ids(found) == {
        "a": ["g0a", "g0b", "g2a", "g2b"],
        "b": ["g0a", "g0b", "g2a", "g2b"],
        "c": ["g1a", "g1b", "g3a", "g3b"],
        "d": ["g1a", "g1b", "g3a", "g3b"],
    }


def test_too_few_departments_for_the_full_edition_are_told() -> None:
    with pytest.raises(InputError, match="With 2 roles of at most 50 questions each, 33 questions reach nobody"):
        routed(load_models(), "full", departments(["A", "B"], load_roles()))


def test_the_shipped_models_go_round_within_the_limit_and_everything_reaches_two_roles() -> None:
    models = load_models()
    found = routed(models, "full", load_roles())
    every = [one for each in models.values() for one in each.items]
    assert all(0 < len(items) <= 50 for items in found.values())
    assert set(holders(found)) == {one.id for one in every}
    assert min(holders(found).values()) == 2
    places = {one.id: n for n, one in enumerate(every)}
    assert all([*items] == sorted(items, key=lambda one: places[one.id]) for items in found.values())


def test_the_quick_scan_of_the_shipped_models_has_forty_questions_for_each_role() -> None:
    assert {len(items) for items in routed(load_models(), "quick", load_roles()).values()} == {40}


def test_a_model_of_your_own_beside_the_shipped_ones_is_routed_too() -> None:
    own = model("tree", group("own.g", item("own.a", themes=["people"]), item("own.b")), id="own")
    counted = holders(routed({**load_models(), "own": own}, "full", load_roles()))
    assert counted["own.a"] >= 1
    assert counted["own.b"] >= 2


THEME = st.sampled_from(["data", "people", "content"])


@given(
    st.lists(st.sets(THEME, min_size=1), min_size=1, max_size=7),
    st.lists(st.sets(THEME, min_size=1), min_size=1, max_size=4),
    st.integers(1, 5),
)
@settings(max_examples=300, deadline=None)
def test_whatever_can_be_given_is_given(questions: list[set[str]], people: list[set[str]], most: int) -> None:
    """Against trying everything: a question reaches nobody only where roles are too few by Hall's condition.

    As many questions as possible reach one role, and as many as possible of the second places are filled as well.
    """
    able = [[n for n, one in enumerate(people) if one & themes] for themes in questions]
    models = tree(*[" ".join(sorted(themes)) for themes in questions])
    named: dict[str, Any] = {f"r{n}": " ".join(sorted(one)) for n, one in enumerate(people)}
    if _most_given([min(len(one), 1) for one in able], able, most) < len(questions):
        with pytest.raises(InputError):
            routed(models, "full", roles(most, **named))
        return
    found = routed(models, "full", roles(most, **named))
    counted = holders(found)
    assert all(len(items) <= most for items in found.values())
    assert set(counted) == {f"q{n}" for n in range(len(questions))}
    assert all(
        int(one.id[1:]) < len(able) and n in able[int(one.id[1:])]
        for n, items in enumerate(found.values())
        for one in items
    )
    assert sum(min(number, 2) for number in counted.values()) == _most_given(
        [min(len(one), 2) for one in able], able, most
    )


def _most_given(wanted: list[int], able: list[list[int]], most: int) -> int:
    """The greatest flow from questions to roles: the least cut over all sets of roles."""
    every = range(max((role for one in able for role in one), default=-1) + 1)
    cuts = []
    for size in range(len(every) + 1):
        for cut in combinations(every, size):
            open_ones = [min(want, len(set(one) - set(cut))) for want, one in zip(wanted, able, strict=True)]
            cuts.append(most * len(cut) + sum(open_ones))
    return min(cuts)


def test_items_are_found_by_their_ids_in_the_order_given() -> None:
    assert [one.id for one in items_of(tree("data", "data"), ["q1", "gone", "q0"])] == ["q1", "q0"]
