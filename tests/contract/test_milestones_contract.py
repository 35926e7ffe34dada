"""What every store promises about milestones: named, without voters, and never changed again."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.assessment.files import parse_assessment
from maturity_kit.errors import InputError
from maturity_kit.store import StoreError
from maturity_kit.store.tables import events

ROWS = [{"voter": "a1", "value": 2}, {"voter": "secret-b7", "value": 2}, {"voter": "c3", "state": "unknown"}]
SWOT = {
    "strengths": [{"id": "s1", "text": "known brand"}],
    "threats": [{"id": "t1", "text": "new entrant"}],
    "points": [{"voter": "secret-b7", "factor": "t1", "first": "s1"}],
}


def garden(**details):
    return new_assessment("garden", "Van Dijk Tuin", "2026-11-22", **details)


def answer(item, value, key=""):
    return Event("answer", item, {"value": value}, key=key)


def test_a_milestone_keeps_what_there_was(store):
    """Answers of later change the assessment and leave the milestone as it was."""
    store.create(garden(answers={"dm.crm": {"value": 1, "note": "één formulier", "evidence": "screenshot"}}))
    frozen = store.freeze("garden", "Kick-off")
    store.append("garden", answer("dm.crm", 4))
    (kept,) = store.milestones("garden")
    assert kept == frozen == (1, "Kick-off", frozen.at, frozen.digest, False)
    assert (datetime.now(UTC) - frozen.at).total_seconds() < 60
    before = store.milestone("garden", frozen.digest).answers["dm.crm"]
    assert (before.value, before.note, before.evidence) == (1, "één formulier", "screenshot")
    assert store.load("garden").answers["dm.crm"].value == 4


def test_a_milestone_names_no_voter(store):
    """Two people on step 2, one who does not know; three points for a strength: counts and totals, no ids."""
    store.create(garden(votes={"dm.crm": ROWS}, registers={"swot": SWOT}))
    text = store.export("garden", store.freeze("garden", "Kick-off").digest)
    found = json.loads(text)
    (row,) = found["votes"]["dm.crm"]
    assert (row["counts"], row["unknown"]) == ([0, 0, 2, 0, 0], 1)
    assert found["registers"]["swot"]["totals"] == {"t1": {"s1": 3}}
    assert "voter" not in text and "secret-b7" not in text


def test_points_leave_the_store_as_totals_without_any_vote_as_well(store):
    """An assessment with points and no votes names nobody either."""
    store.create(garden(registers={"swot": SWOT}))
    assert "secret-b7" not in store.export("garden")


def test_the_digest_is_that_of_the_text_and_follows_the_content_only(store):
    """Anybody can check it with sha256; the order in which answers came does not count."""
    store.create(garden(answers={"dm.crm": {"value": 1}, "dm.tags": {"value": 2}}))
    first = store.freeze("garden", "Kick-off")
    text = store.export("garden", first.digest)
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == first.digest
    assert parse_assessment(text) == store.load("garden")
    store.append("garden", Event("answer", "dm.crm", None))
    store.append("garden", answer("dm.crm", 1))
    assert list(store.load("garden").answers) == ["dm.tags", "dm.crm"]
    assert store.freeze("garden", "Again") == first._replace(repeated=True)


def test_freezing_twice_is_once(open_again):
    """Without a change in between the second says that it was there, and writes nothing, whoever asks."""
    here, there = open_again(), open_again()
    here.create(garden())
    first, revision = here.freeze("garden", "Kick-off"), here.revision()
    assert there.freeze("garden", "Another name") == first._replace(repeated=True)
    assert (here.milestones("garden"), here.revision()) == ([first], revision)


def test_every_change_can_be_frozen(store):
    """Also a return to what was frozen before is a milestone of its own; its digest leads to the same content."""
    store.create(garden(answers={"dm.crm": {"value": 1}}))
    digests = [store.freeze("garden", "one").digest]
    for name, value in (("two", 3), ("three", 1)):
        store.append("garden", answer("dm.crm", value))
        digests.append(store.freeze("garden", name).digest)
    assert digests[0] == digests[2] != digests[1]
    assert [(one.number, one.name) for one in store.milestones("garden")] == [(1, "one"), (2, "two"), (3, "three")]
    assert store.milestone("garden", digests[2]).answers["dm.crm"].value == 1


def test_a_repeated_request_is_the_same_milestone(store):
    """The same key gives the first answer again, also when the answers changed meanwhile."""
    store.create(garden())
    first = store.freeze("garden", "Kick-off", key="k1")
    store.append("garden", answer("dm.crm", 3, key="k2"))
    assert store.freeze("garden", "Kick-off", key="k1") == first._replace(repeated=True)
    assert len(store.milestones("garden")) == 1
    for name, key in (("Other", "k1"), ("Kick-off", "k2")):
        with pytest.raises(StoreError, match=f'"{key}" was saved before with another content'):
            store.freeze("garden", name, key=key)
    with pytest.raises(StoreError, match='"k1" was saved before'):
        store.append("garden", answer("dm.crm", 1, key="k1"))


def test_a_milestone_is_no_content(open_again):
    """The list counts it and shows when; what is loaded, answered and exported stays the same."""
    here, there = open_again(), open_again()
    here.create(garden(answers={"dm.crm": {"value": 1}}))
    exported = here.export("garden")
    frozen = here.freeze("garden", "Kick-off")
    there.append("garden", answer("dm.tags", 2))
    (entry,) = here.list()
    assert (entry.answered, entry.milestones, entry.changed_at > frozen.at) == (2, 1, True)
    there.append("garden", Event("answer", "dm.tags", None))
    assert here.export("garden") == there.export("garden") == exported


def test_a_milestone_is_no_event_of_the_page(store):
    """Nobody sends one among the answers."""
    store.create(garden())
    with pytest.raises(InputError, match="milestone is not a kind of change"):
        store.append("garden", Event("milestone", "abc Kick-off", "{}"))
    assert store.milestones("garden") == []


@pytest.mark.parametrize("name", ["", "  \t "])
def test_a_milestone_has_a_name(store, name):
    """A name of spaces is none; spaces around and between words are no part of it."""
    store.create(garden())
    with pytest.raises(StoreError, match="needs a name"):
        store.freeze("garden", name)
    assert store.freeze("garden", " Ronde\n 1 ").name == "Ronde 1"


def test_the_beginning_of_a_digest_is_enough(store):
    """As with ids; nothing at all, or one that fits none, is told."""
    store.create(garden(unit="Webshop"))
    digest = store.freeze("garden", "Kick-off").digest
    assert store.milestone("garden", digest[:6]).unit == "Webshop"
    for wrong in ("", "x", digest + "0"):
        with pytest.raises(StoreError, match=f'"garden" has no milestone "{wrong}'):
            store.milestone("garden", wrong)


def test_a_beginning_that_several_digests_have_is_told(store):
    """Of 17 different copies at least two begin alike; the sentence names them."""
    store.create(garden())
    for number in range(17):
        store.append("garden", Event("detail", "unit", str(number)))
        store.freeze("garden", "Kick-off")
    signs = [one.digest[0] for one in store.milestones("garden")]
    shared = next(sign for sign in signs if signs.count(sign) > 1)
    with pytest.raises(StoreError, match=r"Several milestones.*Give more"):
        store.milestone("garden", shared)


@pytest.mark.parametrize("act", ["freeze", "milestones", "milestone"])
def test_what_is_not_there_is_not_frozen(store, act):
    """An unknown assessment is told, as everywhere."""
    with pytest.raises(StoreError, match='no assessment "nowhere" here'):
        getattr(store, act)(*(["nowhere"] if act == "milestones" else ["nowhere", "abc"]))


@pytest.mark.parametrize("damage", ['"{}"', "{", "5"])
def test_a_damaged_milestone_is_refused(store, damage):
    """One whose text no longer has its digest gives a sentence and no content; the list and the rest stay readable."""
    store.create(garden())
    frozen = store.freeze("garden", "Kick-off")
    with store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(events).where(events.c.kind == "milestone").values(payload=damage))
    for ask in (store.milestone, store.export):
        with pytest.raises(StoreError, match=rf'Milestone {frozen.digest[:12]} of assessment "garden" is damaged'):
            ask("garden", frozen.digest)
    assert (store.milestones("garden"), store.load("garden")) == ([frozen], garden())


def test_the_milestones_of_another_assessment_are_not_ours(store):
    """Neither listed nor counted nor found."""
    store.create(garden())
    store.create(garden().model_copy(update={"id": "forest"}))
    digest = store.freeze("forest", "Kick-off").digest
    assert store.milestones("garden") == []
    assert {entry.id: entry.milestones for entry in store.list()} == {"garden": 0, "forest": 1}
    with pytest.raises(StoreError, match="has no milestone"):
        store.milestone("garden", digest)


def test_the_digest_of_now_tells_whether_something_changed(store):
    """It is that of the newest milestone until something changes."""
    store.create(garden(votes={"dm.crm": ROWS}))
    frozen = store.freeze("garden", "Kick-off").digest
    assert store.digest("garden") == frozen
    store.append("garden", answer("dm.crm", 3))
    assert store.digest("garden") != frozen


def test_items_that_were_touched_are_known(store):
    """An answer that was given, repeated or cleared counts; targets and what came with the assessment do not."""
    store.create(garden(answers={"dm.crm": {"value": 1}, "dm.tags": {"value": 1}}))
    assert store.touched("garden") == frozenset()
    for event in (answer("dm.crm", 1), Event("answer", "dm.forms", None), Event("target", "dm.tags", 80)):
        store.append("garden", event)
    assert store.touched("garden") == {"dm.crm", "dm.forms"}
