"""What every store promises of a room: a vote is kept once, seen by nobody before the reveal, and never lost."""

import threading

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.room.room import RoomError, Step
from maturity_kit.assessment.room.settings import Settings
from maturity_kit.errors import InputError
from maturity_kit.store.ballot_box import Cast
from maturity_kit.store.rooms import Rooms, StepTakenError

ITEM, OTHER = "dm.crm", "dm.tags"


@pytest.fixture
def garden(store):
    store.create(new_assessment("garden", "Van Dijk Tuin", "2026-11-22", models={"digital-maturity": "1.0"}))
    return store


@pytest.fixture
def rooms(garden):
    return Rooms(garden)


def started(rooms, **settings):
    return rooms.start("garden", Settings(items=(ITEM, OTHER), **settings))


def act(rooms, room, kind, subject="", key="", **payload):
    """An act of a facilitator who sees the room as it is."""
    seen = rooms.load(room.id).number
    return rooms.step(room.id, Step(kind, subject, payload), seen, key or f"{kind}-{subject}-{seen}")


def join(rooms, room, *names):
    return [rooms.join(room.id, "", "", name) for name in names]


def vote(rooms, room, person, value, key, item=ITEM, ballot=1):
    choice = value if isinstance(value, dict) else {"value": value}
    return rooms.cast(room.id, [Cast(person.id, item, ballot, choice, key)])[0]


def kept(store, item=ITEM):
    return [(row.ballot, row.value, row.state) for row in store.load("garden").votes.get(item, ())]


def test_votes_reach_the_assessment_at_the_reveal(rooms, garden):
    """Three votes are in no file before the reveal, and all in it afterwards."""
    room = started(rooms)
    one, two, three = join(rooms, room, "a", "b", "c")
    act(rooms, room, "open", ITEM)
    for person, value in ((one, 1), (two, 3), (three, {"state": "unknown"})):
        assert vote(rooms, room, person, value, "k").problem == ""
    assert (kept(garden), rooms.voted(room.id, ITEM, 1)) == ([], 3)
    act(rooms, room, "reveal", ITEM)
    assert kept(garden) == [(1, 1, None), (1, 3, None), (1, None, "unknown")]


def test_what_is_not_revealed_is_not_given(rooms):
    """Asking for the choices in an open ballot is refused."""
    room = started(rooms)
    act(rooms, room, "open", ITEM)
    with pytest.raises(RoomError, match="not revealed"):
        rooms.revealed(room.id, ITEM, 1)


def test_a_second_choice_replaces_the_first(rooms, garden):
    """One person who votes 1 and then 4 has one vote, 4."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    vote(rooms, room, one, 1, "k1")
    vote(rooms, room, one, 4, "k2")
    assert rooms.voted(room.id, ITEM, 1) == 1
    act(rooms, room, "reveal", ITEM)
    assert kept(garden) == [(1, 4, None)]


def test_a_repeated_vote_is_acknowledged_and_counts_once(rooms):
    """The same key gives a receipt again, also after the reveal; with another choice it is refused."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    assert not vote(rooms, room, one, 2, "k").repeated
    act(rooms, room, "reveal", ITEM)
    again = vote(rooms, room, one, 2, "k")
    assert (again.problem, again.repeated) == ("", True)
    assert vote(rooms, room, one, 3, "k").problem == "vote.key"


def test_a_vote_after_the_reveal_is_refused(rooms, garden):
    """What comes too late says so and changes nothing."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    act(rooms, room, "reveal", ITEM)
    assert vote(rooms, room, one, 2, "k").problem == "vote.late"
    assert kept(garden) == []


@pytest.mark.parametrize(
    "choice", [{"value": 5}, {"value": 1.5}, {"value": True}, {"state": "maybe"}, {}, {"value": 1, "state": "unknown"}]
)
def test_what_is_no_choice_is_refused(rooms, choice):
    """A vote is a whole step of the scale or a state, and nothing else."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    receipt = vote(rooms, room, one, choice, "k")
    assert (receipt.problem, receipt.details["allowed"]) == ("vote.choice", "0, 1, 2, 3, 4, unknown, not_applicable")


def test_strangers_and_people_taken_out_have_no_vote(rooms, garden):
    """Somebody who never joined is refused, and so is somebody who was taken out, whose vote no longer counts."""
    room = started(rooms)
    one, two = join(rooms, room, "a", "b")
    act(rooms, room, "open", ITEM)
    vote(rooms, room, one, 2, "k")
    vote(rooms, room, two, 3, "k")
    act(rooms, room, "remove", one.id)
    assert vote(rooms, room, one, 4, "k9").problem == "vote.removed"
    assert vote(rooms, room, one._replace(id="nobody"), 4, "k").problem == "vote.stranger"
    assert (rooms.voted(room.id, ITEM, 1), [person.id for person in rooms.people(room.id)]) == (1, [two.id])
    act(rooms, room, "reveal", ITEM)
    assert kept(garden) == [(1, 3, None)]


def test_a_second_ballot_keeps_the_first(rooms, garden):
    """After the reveal the same question is voted on again; both ballots stay, the second counts."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    for value, key in ((1, "k1"), (3, "k2")):
        opened = act(rooms, room, "open", ITEM)
        vote(rooms, room, one, value, key, ballot=opened.ballot)
        act(rooms, room, "reveal", ITEM)
    assert kept(garden) == [(1, 1, None), (2, 3, None)]


def test_going_elsewhere_and_back_goes_on_with_the_same_ballot(rooms, garden):
    """A question that was left without a reveal keeps its votes."""
    room = started(rooms)
    one, two = join(rooms, room, "a", "b")
    act(rooms, room, "open", ITEM)
    vote(rooms, room, one, 2, "k1")
    act(rooms, room, "open", OTHER)
    assert vote(rooms, room, two, 2, "k2").problem == "vote.other"
    assert act(rooms, room, "open", ITEM).ballot == 1
    vote(rooms, room, two, 3, "k3")
    act(rooms, room, "reveal", ITEM)
    assert kept(garden) == [(1, 2, None), (1, 3, None)]


def test_ballots_go_on_from_those_of_the_assessment(garden, rooms):
    """Where the assessment has a ballot already, the room's is the next."""
    garden.create(new_assessment("wood", "Bos", "2026-11-22", votes={ITEM: [{"ballot": 2, "value": 1}]}))
    room = rooms.start("wood", Settings(items=(ITEM,)))
    assert act(rooms, room, "open", ITEM).ballot == 3


def test_an_agreed_value_keeps_note_and_evidence(rooms, garden):
    """The room agrees on 2.5 with a note; the evidence that was there stays."""
    from maturity_kit.assessment.events import Event

    garden.append("garden", Event("answer", ITEM, {"evidence": "export of May"}))
    room = started(rooms)
    act(rooms, room, "open", ITEM)
    act(rooms, room, "reveal", ITEM)
    act(rooms, room, "agree", ITEM, value=2.5, note="between the two teams")
    answer = garden.load("garden").answers[ITEM]
    assert (answer.value, answer.note, answer.evidence) == (2.5, "between the two teams", "export of May")


def test_a_value_off_the_scale_is_not_agreed(rooms, garden):
    """Nothing of a step is written when the value does not fit."""
    room = started(rooms)
    act(rooms, room, "open", ITEM)
    number = act(rooms, room, "reveal", ITEM).number
    with pytest.raises(InputError, match="0–4"):
        act(rooms, room, "agree", ITEM, value=7)
    assert (rooms.load(room.id).number, ITEM in garden.load("garden").answers) == (number, False)


def test_counts_typed_in_join_the_votes_of_phones(rooms, garden):
    """One person voted by phone and three on paper: together they are one ballot."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    vote(rooms, room, one, 2, "k")
    act(rooms, room, "count", ITEM, counts=[0, 1, 2, 0, 0], unknown=0, not_applicable=0)
    phone, paper = garden.load("garden").votes[ITEM]
    assert (phone.value, paper.counts, phone.ballot, paper.ballot) == (2, (0, 1, 2, 0, 0), 1, 1)
    assert rooms.load(room.id).phase == "revealed"


def test_counts_of_another_number_of_steps_are_refused(rooms):
    """Five steps need five counts."""
    room = started(rooms)
    with pytest.raises(InputError, match="5"):
        act(rooms, room, "count", ITEM, counts=[1, 2, 3])


def test_two_facilitators_do_not_step_on_each_other(rooms):
    """The second of two acts that started from the same screen is refused; the first stands."""
    room = started(rooms)
    rooms.step(room.id, Step("open", ITEM), 0, "first")
    with pytest.raises(StepTakenError, match="open"):
        rooms.step(room.id, Step("open", OTHER), 0, "second")
    assert rooms.load(room.id).item == ITEM


def test_a_repeated_act_changes_nothing(rooms):
    """An act whose answer got lost is sent again with its key and done once."""
    room = started(rooms)
    rooms.step(room.id, Step("open", ITEM), 0, "k")
    assert rooms.step(room.id, Step("open", ITEM), 0, "k").number == 1


def test_another_process_sees_the_same_room(open_again, rooms):
    """A server that was started anew goes on where the other stopped."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    vote(rooms, room, one, 2, "k")
    again = Rooms(open_again())
    assert again.load(room.id) == rooms.load(room.id)
    at = again.everyone(room.id)[one.id][ITEM, 1]["at"]
    assert again.everyone(room.id) == {one.id: {(ITEM, 1): {"value": 2, "at": at}}} and at


def test_the_workbook_knows_that_a_vote_is_open(rooms):
    """From the opening to the reveal, and not for a link that is answered ahead."""
    room = started(rooms)
    assert rooms.voting("garden") is None
    act(rooms, room, "open", ITEM)
    assert rooms.voting("garden") == ITEM
    act(rooms, room, "reveal", ITEM)
    assert rooms.voting("garden") is None
    act(rooms, room, "end")
    ahead = rooms.start("garden", Settings(kind="ahead", items=(ITEM,)))
    assert (ahead.phase, rooms.voting("garden")) == ("open", None)


def test_what_was_answered_ahead_is_revealed_at_once(rooms, garden):
    """Two people answer two questions alone; closing reveals all of it and ends the link."""
    room = started(rooms, kind="ahead")
    one, two = join(rooms, room, "a", "b")
    vote(rooms, room, one, 2, "k1")
    vote(rooms, room, one, 3, "k2", item=OTHER)
    vote(rooms, room, two, 4, "k1")
    assert {person: len(chosen) for person, chosen in rooms.everyone(room.id).items()} == {one.id: 2, two.id: 1}
    assert act(rooms, room, "reveal").phase == "ended"
    assert (kept(garden), kept(garden, OTHER)) == ([(1, 2, None), (1, 4, None)], [(1, 3, None)])


def test_joining_twice_with_one_key_is_one_person(rooms):
    """A phone that lost the answer joins again as the same person."""
    room = started(rooms)
    assert rooms.join(room.id, "", "", "k") == rooms.join(room.id, "", "", "k")
    assert len(rooms.people(room.id)) == 1


def test_names_are_kept_only_when_asked_for(rooms):
    """A name that nobody asked for is thrown away; where one is asked for it has to be given."""
    room = started(rooms)
    assert rooms.join(room.id, "", "Anna", "k").name == ""
    act(rooms, room, "end")
    named = started(rooms, names=True)
    assert rooms.join(named.id, "", " Anna ", "k").name == "Anna"
    with pytest.raises(RoomError, match="asks for a name"):
        rooms.join(named.id, "", " ", "k2")


def test_a_role_has_to_be_one_of_the_room(rooms):
    """Roles are those of the facilitator."""
    room = started(rooms, roles={"data": {"en": "Data"}})
    assert rooms.join(room.id, "data", "", "k").role == "data"
    with pytest.raises(RoomError, match="data"):
        rooms.join(room.id, "boss", "", "k2")


def test_roles_keep_the_order_of_the_facilitator(open_again, rooms):
    """Also for a server that was started anew."""
    room = started(rooms, roles={"web": {"en": "Web"}, "data": {"en": "Data"}, "care": {"en": "Care"}})
    assert list(Rooms(open_again()).load(room.id).settings.roles) == ["web", "data", "care"]


def test_a_code_is_found_however_it_is_typed(rooms):
    """Capitals, spaces and hyphens do not matter; another code finds nothing."""
    room = started(rooms)
    typed = f"{room.code[:4].upper()}-{room.code[4:]} "
    found = rooms.with_code(typed)
    assert found is not None and found.id == room.id
    assert rooms.with_code("0" * 8 if room.code != "0" * 8 else "1" * 8) is None


def test_one_room_at_a_time(rooms):
    """A second room on the same assessment is refused until the first has ended."""
    room = started(rooms)
    with pytest.raises(RoomError, match="not ended"):
        started(rooms)
    act(rooms, room, "end")
    assert started(rooms).id != room.id


def test_who_was_taken_out_keeps_a_role(rooms):
    """A vote that was revealed before is split by role as it was, so that taking somebody out tells nothing."""
    room = started(rooms, roles={"it": {"en": "IT"}, "data": {"en": "Data"}})
    one, two = rooms.join(room.id, "it", "", "a"), rooms.join(room.id, "data", "", "b")
    act(rooms, room, "remove", one.id)
    assert rooms.roles(room.id) == {one.id: "it", two.id: "data"}
    assert rooms.people(room.id) == [two]


def test_a_vote_is_in_the_reveal_or_refused(open_again, garden):
    """Forty votes race one reveal: those acknowledged are in the assessment, and no others."""
    rooms = Rooms(garden)
    room = started(rooms)
    people = join(rooms, room, *map(str, range(40)))
    act(rooms, room, "open", ITEM)
    receipts = {}

    def vote_all():
        mine = Rooms(open_again())
        for person in people:
            receipts[person.id] = vote(mine, room, person, 2, "k").problem

    voting = threading.Thread(target=vote_all)
    voting.start()
    while len(receipts) < 10:
        pass
    act(rooms, room, "reveal", ITEM)
    voting.join()
    taken = {person for person, problem in receipts.items() if not problem}
    assert {row.voter for row in garden.load("garden").votes[ITEM]} == taken
    assert {problem for problem in receipts.values() if problem} <= {"vote.late"}


def test_the_same_vote_twice_in_one_batch_is_kept_once(rooms):
    """A phone that sent twice before it heard back has one vote; another choice under that key is refused."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    casts = [Cast(one.id, ITEM, 1, {"value": value}, "k") for value in (2, 2, 3)]
    found = [(receipt.problem, receipt.repeated) for receipt in rooms.cast(room.id, casts)]
    assert found == [("", False), ("", True), ("vote.key", False)]
    assert rooms.everyone(room.id)[one.id][ITEM, 1]["value"] == 2


def test_of_two_choices_in_one_batch_the_later_counts(rooms):
    """Also when they reach the store together."""
    room = started(rooms)
    (one,) = join(rooms, room, "a")
    act(rooms, room, "open", ITEM)
    rooms.cast(room.id, [Cast(one.id, ITEM, 1, {"value": value}, f"k{value}") for value in (4, 1)])
    assert rooms.everyone(room.id)[one.id][ITEM, 1]["value"] == 1
