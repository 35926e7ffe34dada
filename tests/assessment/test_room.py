"""A room is what its steps make of it; a step that makes no sense changes nothing."""

from dataclasses import replace

import pytest

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.room.room import STEPS, Room, RoomError, Step, after, ballot_for, closed_to
from maturity_kit.assessment.room.settings import Settings, settings_of
from maturity_kit.assessment.room.writing import Choice, choice_problem, events_of_step
from maturity_kit.content.model import Item, Scale
from maturity_kit.content.text import Text
from maturity_kit.errors import InputError
from tests.building import model, simple

ITEMS = ("a1", "a2", "a3")
MODELS = {"m": model("tree", simple("a", 3))}


def fresh(**settings: object) -> Room:
    return Room("r", "o", "k7qf2mx0", settings_of({"items": ITEMS, **settings}))


def played(*steps: Step, room: Room | None = None) -> Room:
    found = room or fresh()
    for step in steps:
        found = after(found, step)
    return found


def opened(item: str = "a1", ballot: int = 1) -> Step:
    return Step("open", item, {"ballot": ballot})


def test_a_room_begins_in_the_lobby() -> None:
    """Nothing is asked before the first step."""
    assert (fresh().phase, fresh().item, fresh().number) == ("lobby", "", 0)


def test_open_reveal_and_agree() -> None:
    """A question goes from open to revealed, and keeps what was agreed."""
    room = played(opened(), Step("reveal", "a1"), Step("agree", "a1", {"value": 2.5}))
    assert (room.phase, room.item, room.revealed, room.agreed) == ("revealed", "a1", {"a1": 1}, {"a1": {"value": 2.5}})
    assert room.number == 3


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((Step("dance"),), "no step"),
        ((Step("reveal", "a1"),), "nothing to reveal"),
        ((opened("a1"), Step("reveal", "a2")), "nothing to reveal"),
        ((opened("a1"), opened("a1")), "open already"),
        ((Step("show", "a1"),), "not voted"),
        ((opened("a1"), Step("show", "a1")), "not voted"),
        ((Step("agree", "a1", {"value": 1}),), "not voted"),
        ((opened("a1"), Step("agree", "a1", {"value": 1})), "has not been revealed"),
        ((Step("quote", "a1", {"words": "  "}),), "empty quote"),
        ((Step("end"), opened("a1")), "has ended"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(steps: tuple[Step, ...], words: str) -> None:
    """The sentence says what to do; the room stays as it was before that step."""
    before = played(*steps[:-1])
    with pytest.raises(RoomError, match=words):
        after(before, steps[-1])


def test_a_question_can_be_shown_again_and_voted_on_again() -> None:
    """Going back shows the result; opening it anew begins the next ballot."""
    room = played(opened(), Step("reveal", "a1"), opened("a2"), Step("show", "a1"))
    assert (room.phase, room.item, room.ballot) == ("revealed", "a1", 1)
    assert ballot_for(room, "a1", known=1) == 2


@pytest.mark.parametrize(("known", "expected"), [(0, 1), (3, 4)])
def test_a_first_ballot_follows_those_of_the_assessment(known: int, expected: int) -> None:
    """One more than the greatest known."""
    assert ballot_for(fresh(), "a1", known) == expected


def test_a_ballot_that_nobody_saw_goes_on() -> None:
    """Left for another question and opened again, it keeps its number."""
    room = played(opened("a1", 4), opened("a2"))
    assert (ballot_for(room, "a1", known=3), room.unrevealed) == (4, ("a1", "a2"))


def test_parked_and_skipped_questions_come_back_when_opened() -> None:
    """Each stands in its list once, until its vote is opened."""
    room = played(Step("park", "a1"), Step("park", "a1"), Step("skip", "a2"))
    assert (room.parked, room.skipped) == (("a1",), ("a2",))
    room = played(opened("a1"), opened("a2"), room=room)
    assert (room.parked, room.skipped) == ((), ())


def test_pause_timer_quote_and_agenda() -> None:
    """What stands beside the question is kept with its time."""
    room = played(
        Step("pause"),
        Step("timer", "", {"seconds": 120}, at="2026-11-22T10:00:00+00:00"),
        Step("quote", "a1", {"words": " we  guess "}),
        Step("part", "ladder", at="2026-11-22T10:01:00+00:00"),
    )
    assert (room.paused, room.timer) == (True, ("2026-11-22T10:00:00+00:00", 120))
    assert (room.quotes, room.parts) == ((("a1", "we guess"),), (("ladder", "2026-11-22T10:01:00+00:00"),))
    assert played(Step("resume"), Step("timer", "", {"seconds": 0}), room=room).timer is None


def test_opening_a_vote_ends_the_break() -> None:
    """Nobody votes behind a screen that says break."""
    assert not played(Step("pause"), opened()).paused


def test_a_reveal_stops_the_timer() -> None:
    """No clock runs on under a result."""
    room = played(opened(), Step("timer", "", {"seconds": 60}, at="x"), Step("reveal", "a1"))
    assert room.timer is None


def test_ahead_all_questions_are_open_and_only_closing_makes_sense() -> None:
    """A link has no single question in front of anybody."""
    room = replace(fresh(kind="ahead"), phase="open", ballot=1, opened=dict.fromkeys(ITEMS, 1))
    with pytest.raises(RoomError, match="answer alone"):
        after(room, opened())
    closed = after(room, Step("reveal"))
    assert (closed.phase, closed.revealed, closed.unrevealed) == ("ended", {"a1": 1, "a2": 1, "a3": 1}, ())


@pytest.mark.parametrize(
    ("steps", "item", "ballot", "expected"),
    [
        ((opened(),), "a1", 1, ""),
        ((opened(),), "a2", 1, "vote.other"),
        ((opened(),), "a1", 2, "vote.other"),
        ((opened(), Step("reveal", "a1")), "a1", 1, "vote.late"),
        ((opened(), Step("pause")), "a1", 1, ""),
        ((opened(), Step("remove", "p")), "a1", 1, "vote.removed"),
        ((opened(), Step("end")), "a1", 1, "vote.ended"),
        ((), "a1", 1, "vote.other"),
    ],
)
def test_when_a_vote_is_taken(steps: tuple[Step, ...], item: str, ballot: int, expected: str) -> None:
    """Only on the question in front of the room, in its ballot, before the reveal."""
    assert closed_to(played(*steps), "p", item, ballot) == expected


def test_every_step_has_a_test_of_its_effect() -> None:
    """A new kind of step has to be added to the tests above."""
    assert set(STEPS) == {
        "open", "reveal", "show", "lobby", "skip", "park", "agree", "count", "quote", "timer", "part", "pause",
        "resume", "remove", "end",
    }  # fmt: skip
    assert played(opened(), Step("lobby")).phase == "lobby"


@pytest.mark.parametrize(
    ("choice", "fits"),
    [
        ({"value": 0}, True),
        ({"value": 4}, True),
        ({"state": "unknown"}, True),
        ({"state": "not_applicable", "reason": "no shop"}, True),
        ({"value": 5}, False),
        ({"value": -1}, False),
        ({"value": 2.0}, False),
        ({"value": True}, False),
        ({"value": 1, "state": "unknown"}, False),
        ({"state": "unknown", "note": "x"}, False),
        ({"state": "unknown", "reason": 3}, False),
        ({}, False),
    ],
)
def test_what_is_a_choice(choice: dict[str, object], fits: bool) -> None:
    """A whole step of the scale or a state; what is allowed is named otherwise."""
    allowed = choice_problem(Item("i", Text(), scale=Scale(0, 4)), choice)
    assert allowed == ("" if fits else "0, 1, 2, 3, 4, unknown, not_applicable")


def organisation(**fields: object) -> Assessment:
    return new_assessment("o", "O", "2026-11-22", **fields)


def test_a_reveal_writes_all_ballots_of_a_question_in_one_event() -> None:
    """The first ballot stays before the second."""
    assessment = organisation(votes={"a1": [{"ballot": 1, "counts": [1, 0, 0, 0, 0]}]})
    choices = [Choice("p", "a1", 2, {"value": 3}), Choice("q", "a1", 2, {"state": "unknown"})]
    (event,) = events_of_step(fresh(), Step("reveal", "a1", at="t"), choices, assessment, MODELS)
    assert (event.kind, event.subject, event.at) == ("votes", "a1", "t")
    assert event.payload == [
        {"ballot": 1, "counts": [1, 0, 0, 0, 0]},
        {"voter": "p", "ballot": 2, "value": 3},
        {"voter": "q", "ballot": 2, "state": "unknown"},
    ]


def test_an_agreed_value_off_the_scale_gives_no_event() -> None:
    """It is refused with the place and what is allowed."""
    with pytest.raises(InputError, match="0–4"):
        events_of_step(fresh(), Step("agree", "a1", {"value": 9}), [], organisation(), MODELS)


def test_the_questions_of_a_role_keep_the_order_of_the_room() -> None:
    """A role without a route gets all of them."""
    settings = Settings(items=("a3", "a1", "a2"), routed={"it": ("a1", "a3")})
    assert (settings.items_of("it"), settings.items_of("boss")) == (("a3", "a1"), ("a3", "a1", "a2"))


def test_settings_with_an_unknown_field_are_refused() -> None:
    """The nearest known field is suggested."""
    with pytest.raises(InputError, match="names"):
        settings_of({"items": ["a1"], "name": True})
