"""A ballot by role: what is shown, and a proof that what is hidden cannot be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from building import group, item, model
from hypothesis import event, given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.assessment import Vote
from maturity_kit.insight.room.split import Split, by_role
from maturity_kit.insight.room.spread import spread_of

ITEM = model("tree", group("g", item("i"))).items[0]
Said = int | str
Room = list[tuple[str, Said]]
"""Role and what was said, one for each voter."""


def row(found: Said, voter: str, ballot: int = 1) -> Vote:
    said = {"state": found} if isinstance(found, str) else {"value": found}
    return Vote.model_validate({"ballot": ballot, "voter": voter, **said})


def split(room: Room) -> Split:
    return by_role([(role, row(said, str(n))) for n, (role, said) in enumerate(room)], ITEM)


def of(**votes: Sequence[Said]) -> Room:
    return [(role, said) for role, found in votes.items() for said in found]


def test_groups_of_four_are_shown_each_with_its_own_spread() -> None:
    found = split(of(sales=[0, 0, 1, 1], service=[3, 4, 4, "unknown", "unknown"]))
    assert (found.others, found.why) == (0, "")
    assert {role: one.ballot.counts for role, one in found.groups.items()} == {
        "sales": (2, 2, 0, 0, 0),
        "service": (0, 0, 0, 1, 2),
    }
    assert found.groups["service"].doubted


def test_a_group_of_three_beside_a_shown_one_follows_from_the_total_so_nothing_is_shown() -> None:
    assert split(of(sales=[0, 1, 2, 3], service=[0, 2, 4])) == Split(why="small")


def test_two_hidden_groups_of_four_together_cover_for_each_other() -> None:
    """Five voters are hidden, and of no answer there are five in the room."""
    found = split(of(sales=[0, 1, 2, 3], service=[0, 2], it=[1, 3, 4]))
    assert (list(found.groups), found.others) == (["sales"], 5)


def test_hidden_groups_of_three_together_are_too_few() -> None:
    assert split(of(sales=[0, 1, 2, 3], service=[0], it=[1, 3])).why == "small"
    assert split(of(sales=[0, 1, 2, 3], service=[0], it=[1], content=[2])).why == "small"


def test_somebody_alone_in_one_of_two_hidden_groups_would_know_the_other() -> None:
    assert split(of(sales=[0, 1, 2, 3], service=[0], it=[1, 2, 3])).why == "small"
    assert split(of(sales=[0, 1, 2, 3], service=[0], it=[1, 2], content=[3])).others == 4


def test_hidden_groups_that_could_have_chosen_all_the_same_are_not_left_beside_a_shown_one() -> None:
    """Five in the room chose 2, and so the five hidden ones may have: whether they did must not show."""
    assert split(of(sales=[0, 0, 1, 1, 3], service=[2, 2], it=[2, 2, 2])).why == "small"
    assert split(of(sales=[2, 2, 2, 1, 3], service=[2, 2], it=[0, 1, 1])).why == "small"


def test_people_without_a_role_are_a_group() -> None:
    assert split([("sales", 1)] * 4 + [("", 2)] * 3).why == "small"
    assert list(split([("sales", 1)] * 4 + [("", 2)] * 4).groups) == ["sales", ""]


def test_one_group_alone_is_no_split() -> None:
    assert split(of(sales=[1, 2, 3, 4])).why == "one"
    assert split([]).why == "nobody"


def test_only_the_newest_ballot_is_split_and_a_later_vote_counts() -> None:
    """In the second ballot a4 voted twice, and joined another role meanwhile."""
    first = [("sales", row(0, f"a{n}")) for n in range(9)]
    second = [("sales", row(1, f"a{n}", 2)) for n in range(5)] + [("it", row(3, f"b{n}", 2)) for n in range(3)]
    found = by_role([*first, *second, ("it", row(4, "a4", 2))], ITEM)
    assert {role: one.ballot.counts for role, one in found.groups.items()} == {
        "sales": (0, 4, 0, 0, 0),
        "it": (0, 0, 0, 3, 1),
    }
    assert {one.ballot.number for one in found.groups.values()} == {2}


def test_counts_typed_in_belong_to_no_role() -> None:
    typed = ("", Vote(counts=(0, 1, 0, 1, 0), unknown=1))
    assert by_role([typed, *[("sales", row(1, str(n))) for n in range(4)]], ITEM).why == "small"


SAID: st.SearchStrategy[Said] = st.sampled_from([0, 1, 2, 3, 4, "unknown", "not_applicable"])
ROLES = ("a", "b", "c", "d", "")


SIZES = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7])


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Rooms with groups of every size, small ones most; in some everybody chooses among two answers."""
    said = st.sampled_from(draw(st.lists(SAID, min_size=2, max_size=2))) if draw(st.booleans()) else SAID
    sizes = {role: draw(SIZES) for role in ROLES}
    return [(role, draw(said)) for role, size in sizes.items() for _ in range(size)]


def public(room: Room) -> tuple[object, ...]:
    """Everything that the room can see: the ballot as a whole, how many of each role voted, and the split."""
    votes = [row(said, str(n)) for n, (_, said) in enumerate(room)]
    shown = split(room)
    return spread_of(votes, ITEM), Counter(role for role, _ in room), dict(shown.groups), shown.others, shown.why


@given(rooms())
@settings(max_examples=600, deadline=None)
def test_no_group_under_four_can_be_worked_out_from_what_is_shown(room: Room) -> None:
    """For every small group there is another room that looks the same, in which that group voted differently.

    Only where the whole room is unanimous there is none: that shows in the total, and people are told beforehand.
    """
    seen = public(room)
    event(f"shown {bool(split(room).groups)}, hidden {split(room).others > 0}")
    if len({said for _, said in room}) < 2:
        return
    for small, size in Counter(role for role, _ in room).items():
        if size < 4 and size < len(room):
            assert any(public(twin) == seen for twin in _twins(room, small)), small


@given(rooms())
@settings(max_examples=300, deadline=None)
def test_no_group_that_is_not_shown_can_be_worked_out_by_somebody_in_another(room: Room) -> None:
    """One voter knows one vote, their own: of no other hidden group that voter knows the size and the rest alone."""
    found = split(room)
    hidden = {role: size for role, size in Counter(role for role, _ in room).items() if role not in found.groups}
    if found.groups and hidden:
        for own in hidden:
            left = [size - (role == own) for role, size in hidden.items()]
            assert sum(one > 0 for one in left) >= 2


def _twins(room: Room, small: str) -> list[Room]:
    """The room with one vote of the small group and one different vote of another group changing places."""
    twins = []
    for n, (role, said) in enumerate(room):
        for m, (other, theirs) in enumerate(room):
            if role == small != other and said != theirs:
                twin = list(room)
                twin[n], twin[m] = (role, theirs), (other, said)
                twins.append(twin)
    return twins


@pytest.mark.parametrize("role", ["b", "c"])
def test_the_proof_would_find_a_leak(role: str) -> None:
    """With the counts of the other groups shown, no swap looks the same."""
    room = of(a=[0, 1, 2, 3], b=[0, 2], c=[1, 3])
    others = Counter(one for one in room if one[0] != role)
    assert not any(Counter(one for one in twin if one[0] != role) == others for twin in _twins(room, role))
