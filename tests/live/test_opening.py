"""From the wishes of a facilitator to the settings of a room."""

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.content.load import load_models
from maturity_kit.content.roles import load_roles
from maturity_kit.errors import InputError
from maturity_kit.live.opening import Wishes, end_rooms, open_room, settings_for
from maturity_kit.store import open_store
from maturity_kit.store.rooms import Rooms


@pytest.fixture(scope="module")
def models():
    return load_models()


def organisation(edition="quick"):
    return new_assessment("o", "O", "2026-11-22", edition=edition, language="nl")


def test_a_room_asks_the_edition_of_the_assessment(models):
    """The quick scan has 40 questions, the full edition all 133; roles and names are not asked."""
    quick = settings_for(Wishes(), organisation(), models)
    full = settings_for(Wishes(), organisation("full"), models)
    assert (len(quick.items), len(full.items)) == (40, sum(len(model.items) for model in models.values()))
    assert (quick.roles, quick.names, quick.language, quick.kind) == ({}, False, "nl", "room")


def test_chosen_questions_are_asked_in_their_order(models):
    """Nothing else is asked."""
    assert settings_for(Wishes(items=("dm.tags", "dm.crm")), organisation(), models).items == ("dm.tags", "dm.crm")


def test_the_full_edition_ahead_goes_to_roles_with_fifty_questions_at_most(models):
    """Nobody gets more than the file of roles allows, and every question goes to somebody."""
    settings = settings_for(Wishes(ahead=True, edition="full"), organisation(), models)
    assert set(settings.roles) == set(load_roles().by_id)
    given = {role: settings.items_of(role) for role in settings.roles}
    assert max(map(len, given.values())) <= 50
    assert set().union(*given.values()) == set(settings.items)


def test_a_quick_scan_ahead_needs_no_roles(models):
    """It goes to everybody whole, without a question about who they are."""
    settings = settings_for(Wishes(ahead=True), organisation(), models)
    assert (settings.roles, settings.routed, len(settings.items_of(""))) == ({}, {}, 40)


def test_departments_take_the_place_of_roles(models):
    """People choose from the names given."""
    settings = settings_for(Wishes(departments=("Webshop", "Klantenservice")), organisation(), models)
    assert [titles["nl"] for titles in settings.roles.values()] == ["Webshop", "Klantenservice"]


def test_a_department_twice_is_refused(models):
    """The sentence names it."""
    with pytest.raises(InputError, match="Webshop"):
        settings_for(Wishes(departments=("Webshop", "webshop")), organisation(), models)


def test_a_room_that_has_not_ended_goes_on(tmp_path):
    """Starting again finds the same room; a link ahead is another; ending ends both."""
    store = open_store(tmp_path / "s.sqlite")
    store.create(organisation())
    rooms = Rooms(store)
    room, again = open_room(rooms, "o", Wishes())
    assert (open_room(rooms, "o", Wishes()), again) == ((room, True), False)
    ahead, _ = open_room(rooms, "o", Wishes(ahead=True))
    assert ahead.id != room.id
    assert {ended.phase for ended in end_rooms(rooms, "o")} == {"ended"}
    assert (rooms.running("o"), len(end_rooms(rooms, "o"))) == ([], 0)
