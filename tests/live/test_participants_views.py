"""What phones show, worked by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.room.room import Room
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.model import Group, Item, Model, Scale
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.live.participants.alone import Walk, listed, walk_of
from maturity_kit.live.participants.guesses import ALL, EACH, Guesses
from maturity_kit.live.participants.views import (
    agreed_words,
    ballots_seen,
    bars,
    choice_of,
    options,
    roles,
    scene_of,
    seconds_left,
)

SAY = Wording("live", "en")
LEVELS = tuple(Text(en=word, nl=f"{word}-nl") for word in ("none", "some", "most", "all", "always"))
ITEM = Item("t.one", Text(en="How many?"), LEVELS)
PLAIN = Item("t.two", Text(en="How much?"), scale=Scale(1, 3))


def room(**fields):
    return Room("r", "a", "c", Settings(items=("t.one",)), **fields)


def assessment(*votes):
    return new_assessment("a", "A", "2026-11-22", votes={"t.one": [dict(vote) for vote in votes]})


@pytest.mark.parametrize(
    ("fields", "removed", "scene"),
    [
        ({}, False, "lobby"),
        ({"phase": "open"}, False, "open"),
        ({"phase": "open", "paused": True}, False, "paused"),
        ({"phase": "revealed", "paused": True}, False, "paused"),
        ({"phase": "ended", "paused": True}, False, "ended"),
        ({"phase": "open"}, True, "removed"),
    ],
)
def test_the_scene_follows_the_room(fields, removed, scene):
    """A break hides the question and the result, an end hides the break, and who was taken out sees only that."""
    assert scene_of(room(**fields), removed) == scene


def test_the_choices_are_the_descriptors_and_two_states():
    """Five descriptors in the language of the phone, then don't know and does not apply; one's own is marked."""
    found = options(ITEM, Wording("live", "nl"), {"value": 2, "at": "2026-11-22T10:00:00+00:00"})
    assert [one.words for one in found[:5]] == ["none-nl", "some-nl", "most-nl", "all-nl", "always-nl"]
    assert [(one.value, one.step) for one in found[5:]] == [("unknown", None), ("not_applicable", None)]
    assert [one.value for one in found if one.own] == ["2"]


def test_a_question_without_descriptors_is_asked_in_steps():
    """A scale of 1 to 3 without words is asked as three steps."""
    found = options(PLAIN, SAY)
    assert [(one.value, one.words) for one in found[:3]] == [("1", "Step 1"), ("2", "Step 2"), ("3", "Step 3")]


@pytest.mark.parametrize(
    ("value", "reason", "choice"),
    [
        ("0", "", {"value": 0}),
        ("3", "why", {"value": 3}),
        ("unknown", "why", {"state": "unknown"}),
        ("not_applicable", "  no   shops ", {"state": "not_applicable", "reason": "no shops"}),
        ("not_applicable", "", {"state": "not_applicable"}),
        ("12345", "", {"state": "12345"}),
        ("²", "", {"state": "²"}),
        ("", "", {"state": ""}),
    ],
)
def test_a_form_becomes_a_choice(value, reason, choice):
    """Steps become numbers; only what does not apply has a reason; nonsense is left for the store to refuse."""
    assert choice_of(value, reason) == choice


def test_bars_count_people_in_each_ballot():
    """Four voters: two at 1, one at 3, one who does not know; in the second ballot three of four at 3."""
    seen = assessment(
        {"voter": "a", "value": 1}, {"voter": "b", "value": 1}, {"voter": "c", "value": 3}, {"voter": "d", "state": "unknown"},
        *({"voter": who, "value": 3, "ballot": 2} for who in "abc"), {"voter": "d", "value": 0, "ballot": 2},
    )  # fmt: skip
    ballots = ballots_seen(seen, ITEM, revealed=2)
    found = bars(options(ITEM, SAY, {"value": 3}), ballots)
    assert [bar.people for bar in found] == [(0, 1), (2, 0), (0, 0), (1, 3), (0, 0), (1, 0)]
    assert [bar.shares for bar in found] == [(0, 25), (50, 0), (0, 0), (25, 75), (0, 0), (25, 0)]
    assert [bar.option.words for bar in found if bar.option.own] == ["all"]


def test_a_ballot_that_is_not_revealed_is_not_seen():
    """Of two ballots in the assessment only the first was revealed to this room."""
    seen = assessment({"voter": "a", "value": 1}, {"voter": "a", "value": 4, "ballot": 2})
    assert [one.ballot.counts for one in ballots_seen(seen, ITEM, revealed=1)] == [(0, 1, 0, 0, 0)]


def test_a_ballot_in_which_nobody_voted_has_empty_bars():
    """Five steps with nobody, and no states."""
    found = bars(options(ITEM, SAY), ballots_seen(assessment(), ITEM, revealed=1))
    assert [(bar.people, bar.shares) for bar in found] == [((0,), (0,))] * 5


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (None, ""),
        ({"value": 2}, "2 – most"),
        ({"value": 2.5}, "2.5, between “most” and “all”"),
        ({"state": "not_applicable"}, "Does not apply to us"),
        ({"note": "later"}, ""),
    ],
)
def test_what_was_agreed_is_said_in_words(entry, words):
    """A step by its descriptor, a half step by the two beside it, a state by its name."""
    assert agreed_words(entry, ITEM, SAY) == words


def test_the_timer_counts_down_and_stops_at_nothing():
    """90 s set at 10:00:00: at 10:00:07.5 there are 83 whole seconds to show, at 10:02 none."""
    timer = ("2026-11-22T10:00:00+00:00", 90)
    assert seconds_left(timer, datetime(2026, 11, 22, 10, 0, 7, 500_000, tzinfo=UTC)) == 83
    assert seconds_left(timer, datetime(2026, 11, 22, 10, 2, tzinfo=UTC)) == 0
    assert seconds_left(None, datetime(2026, 11, 22, 10, 2, tzinfo=UTC)) is None


def test_roles_are_named_in_the_language_of_the_phone():
    """A title without Dutch is given in English."""
    settings = Settings(roles={"it": {"en": "Technology", "nl": "Techniek"}, "m": {"en": "Marketing"}})
    assert roles(settings, "nl") == [("it", "Techniek"), ("m", "Marketing")]


def test_the_next_question_is_the_next_open_one():
    """Of a, b, c, d with b answered: after a comes c, after d a again; finished there is none."""
    walk = walk_of(("a", "b", "c", "d"), {("b", 2): {}, ("a", 1): {}}, ballot=2)
    assert (walk.done, walk.finished) == (1, False)
    assert [walk.next_open(n) for n in range(5)] == [1, 3, 3, 4, 1]
    assert [walk.address_after(item) for item in "adz"] == ["/room?q=3", "/room?q=1", "/room?q=1"]
    assert Walk(("a",), {"a"}).address_after("a") == "/room?q=all"


@pytest.mark.parametrize(
    ("text", "number"), [("", 1), ("3", 3), ("all", None), ("0", 1), ("4", 1), ("x", 1), ("²", 1), ("99999999", 1)]
)
def test_an_address_asks_for_a_question(text, number):
    """Anything that is no question of this person leads to the next open one."""
    assert Walk(("a", "b", "c"), frozenset()).asked(text) == number


def test_the_list_has_everybodys_own_questions_by_model():
    """Questions of others, and models without any, are left out."""
    model = Model("m", "1", "tree", Text(en="M"), (Group("g", Text(en="G"), items=(ITEM, PLAIN)),))
    other = Model("o", "1", "tree", Text(en="O"), (Group("h", Text(en="H"), items=(Item("o.x", Text(en="X")),)),))
    found = listed(Walk(("t.two",), {"t.two"}), (model, other))
    assert found == [(model, [(1, PLAIN, True)])]


def test_guessing_is_limited_for_one_address_and_for_all():
    """The 20th wrong code of a minute is answered, the 21st waits for the rest of it; then it begins anew."""
    guesses = Guesses()
    assert [guesses.wrong("one", 100.0) for _ in range(EACH)] == [0] * EACH
    assert guesses.wrong("one", 130.5) == 30
    assert guesses.wrong("two", 130.5) == 0
    assert guesses.wrong("one", 160.0) == 0


def test_guessing_from_many_addresses_is_limited_and_bounded():
    """300 wrong codes in a minute are counted, however many addresses they come from, and no more are remembered."""
    guesses = Guesses()
    waits = [guesses.wrong(f"10.0.{n // 250}.{n % 250}", 0.0) for n in range(1000)]
    assert (waits.count(0), len(guesses._counted)) == (ALL, ALL)
