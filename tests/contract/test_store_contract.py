"""What every store promises: nothing is lost, nothing is doubled, nothing that was said is changed."""

import functools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.events import Event, apply, new_assessment
from maturity_kit.assessment.files import dump_assessment, parse_assessment
from maturity_kit.errors import InputError
from maturity_kit.store import ChangedMeanwhile, Entry, StoreError


def garden(assessment_id="garden", **details):
    return new_assessment(assessment_id, "Van Dijk Tuin", "2026-11-22", **details)


def answer(item, value, key="", at="2026-11-22T10:00:00+01:00"):
    return Event("answer", item, {"value": value}, at, key)


def answers(store, assessment_id="garden"):
    return {item: given.value for item, given in store.load(assessment_id).answers.items()}


def test_what_was_created_is_loaded(store):
    """An assessment comes back as it was made."""
    created = garden(unit="Webshop", answers={"dm.crm": {"value": 2, "note": "één formulier"}}, targets={"dm.crm": 80})
    store.create(created)
    assert store.load("garden") == created


def test_an_id_is_used_once(store):
    """A second assessment under the same id is refused and the first stays."""
    store.create(garden(unit="first"))
    with pytest.raises(StoreError, match='already an assessment "garden"'):
        store.create(garden(unit="second"))
    assert store.load("garden").unit == "first"


def test_events_change_what_is_loaded(store):
    """Answers are added, replaced and cleared in the order in which they were given."""
    store.create(garden(answers={"dm.crm": {"value": 1}, "dm.tags": {"value": 4}}))
    for event in (answer("dm.crm", 3), answer("dm.forms", 0), Event("answer", "dm.tags", None)):
        store.append("garden", event)
    assert answers(store) == {"dm.crm": 3, "dm.forms": 0}


def test_events_stay_with_their_assessment(store):
    """An event in one assessment leaves the other as it was, even with the same key."""
    store.create(garden("garden"))
    store.create(garden("forest"))
    store.append("garden", answer("dm.crm", 3, key="k1"))
    store.append("forest", answer("dm.crm", 1, key="k1"))
    assert (answers(store, "garden"), answers(store, "forest")) == ({"dm.crm": 3}, {"dm.crm": 1})


def test_another_store_sees_each_acknowledged_event(open_again):
    """Two pages on one database see what the other saved, in turn."""
    here, there = open_again(), open_again()
    here.create(garden())
    here.append("garden", answer("dm.crm", 3))
    assert answers(there) == {"dm.crm": 3}
    there.append("garden", answer("dm.tags", 1))
    assert answers(here) == {"dm.crm": 3, "dm.tags": 1}


def test_a_repeated_request_is_the_same_event(store):
    """The same key again gives the first receipt and adds nothing, also after later events."""
    store.create(garden())
    first = store.append("garden", answer("dm.crm", 3, key="k1"))
    later = store.append("garden", answer("dm.crm", 1, key="k2"))
    again = store.append("garden", answer("dm.crm", 3, key="k1"))
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.revision, again.at) == (first.revision, first.at)
    assert (answers(store), store.revision("garden")) == ({"dm.crm": 1}, later.revision)


def test_a_key_is_not_used_for_something_else(store):
    """The same key with another answer is refused and the first answer stays."""
    store.create(garden())
    store.append("garden", answer("dm.crm", 3, key="k1"))
    with pytest.raises(StoreError, match='"k1" was saved before with another content'):
        store.append("garden", answer("dm.crm", 2, key="k1"))
    assert answers(store) == {"dm.crm": 3}


def test_a_change_of_what_somebody_else_changed_is_refused(open_again):
    """Both saw revision 0; the first says 3, so the second's 1 is not written, and it is told what was and is there."""
    here, there = open_again(), open_again()
    here.create(garden(answers={"dm.crm": {"value": 2}}))
    theirs = there.append("garden", answer("dm.crm", 3), seen=0)
    with pytest.raises(ChangedMeanwhile, match=r"dm\.crm") as told:
        here.append("garden", answer("dm.crm", 1), seen=0)
    assert (told.value.before, told.value.theirs) == ({"value": 2}, {"value": 3})
    assert (told.value.revision, told.value.at) == (theirs.revision, theirs.at)
    assert (answers(here), here.revision("garden")) == ({"dm.crm": 3}, theirs.revision)


def test_a_change_of_what_nobody_else_changed_is_kept(store):
    """Another subject, another kind, the same payload, or a change that was seen stand in nobody's way."""
    store.create(garden())
    seen = store.append("garden", answer("dm.crm", 3), seen=0).revision
    for event, known in (
        (answer("dm.tags", 1), 0),
        (Event("target", "dm.crm", 75), 0),
        (answer("dm.crm", 3.0), 0),
        (answer("dm.crm", 2), seen + 3),
    ):
        assert not store.append("garden", event, seen=known).repeated
    assert answers(store) == {"dm.crm": 2, "dm.tags": 1}


def test_the_entry_that_was_seen_is_told_not_the_one_before_it(store):
    """4 was seen at its own revision; then it was cleared: that is the change."""
    store.create(garden(answers={"dm.crm": {"value": 0}}))
    seen = store.append("garden", answer("dm.crm", 4)).revision
    store.append("garden", Event("answer", "dm.crm", None))
    with pytest.raises(ChangedMeanwhile) as told:
        store.append("garden", answer("dm.crm", 1), seen=seen)
    assert (told.value.before, told.value.theirs) == ({"value": 4}, None)


def test_a_detail_that_changed_meanwhile_is_told_with_what_the_document_began_with(store):
    """The unit was empty at first."""
    store.create(garden())
    store.append("garden", Event("detail", "unit", "Webshop"))
    with pytest.raises(ChangedMeanwhile) as told:
        store.append("garden", Event("detail", "unit", "Shop"), seen=0)
    assert (told.value.before, told.value.theirs) == ("", "Webshop")


def test_a_repeated_request_is_acknowledged_whatever_happened_since(store):
    """Sent again after somebody else's change, and also when it was put together with another change at first."""
    store.create(garden())
    first = store.append("garden", answer("dm.crm", 3, key="k1"), seen=0)
    store.append("garden", answer("dm.crm", 1, key="k2"))
    again = store.append("garden", answer("dm.crm", 3, key="k1"), seen=0)
    other = store.append("garden", Event("answer", "dm.crm", {"value": 3, "note": "n"}, key="k1"), seen=0)
    assert (again, other) == (first._replace(repeated=True),) * 2
    with pytest.raises(StoreError, match="saved before with another content"):
        store.append("garden", answer("dm.tags", 3, key="k1"), seen=0)


def test_events_without_a_key_are_different_events(store):
    """Nothing is taken for a repetition that does not say so."""
    store.create(garden())
    receipts = [store.append("garden", answer("dm.crm", 3)) for _ in range(2)]
    assert [receipt.repeated for receipt in receipts] == [False, False]


@pytest.mark.parametrize(
    "event",
    [
        Event("answer", "dm.crm", {"value": "three"}),
        Event("answer", "dm.crm", {"value": float("nan")}),
        Event("answer", "dm.crm", {"state": "not_applicable"}),
        Event("detail", "date", "yesterday"),
        Event("detail", "id", "other"),
        Event("dance", "dm.crm", 1),
        Event("detail", "unit", "half a sign \ud800"),
        Event("detail", "unit", "Webshop", at="2026-11-22T10:00:00"),
        Event("detail", "unit", "Webshop", at="now"),
    ],
)
def test_an_event_that_does_not_fit_is_not_written(store, event):
    """What could not be read back is refused before it is stored."""
    store.create(garden())
    with pytest.raises(InputError):
        store.append("garden", event)
    assert (store.revision("garden"), store.load("garden")) == (0, garden())


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.load("nowhere"),
        lambda store: store.export("nowhere"),
        lambda store: store.append("nowhere", answer("dm.crm", 1)),
    ],
)
def test_an_unknown_id_is_told(store, ask):
    """Whoever asks for an assessment that is not there is told where to look."""
    with pytest.raises(StoreError, match=r'no assessment "nowhere" here.*maturity-kit list'):
        ask(store)


def test_revisions_grow_with_each_event(store):
    """A page sees that something changed in its own assessment, and the start page that something changed at all."""
    store.create(garden("garden"))
    store.create(garden("forest"))
    untouched, whole = store.revision("garden"), store.revision()
    first = store.append("forest", answer("dm.crm", 1)).revision
    second = store.append("forest", answer("dm.crm", 2)).revision
    assert untouched == store.revision("garden") == 0
    assert 0 < first < second == store.revision("forest")
    assert store.revision() > whole


def test_a_new_assessment_changes_the_revision_of_the_store(store):
    """The start page notices an assessment without events as well."""
    before = store.revision()
    store.create(garden())
    assert store.revision() > before


def test_the_list_counts_what_was_said(store):
    """Answers, states and votes count, once each; a note alone and a cleared answer do not."""
    base = {"dm.crm": {"value": 1}, "dm.tags": {"state": "unknown"}, "dm.forms": {"note": "ask the web team"}}
    store.create(garden(answers=base, votes={"dm.crm": [{"value": 2}], "dm.reach": [{"value": 2}]}))
    assert store.list()[0].answered == 3  # crm, tags, reach
    for event in (
        answer("dm.forms", 2),  # + 1
        answer("dm.forms", 3),  # the same item
        Event("answer", "dm.tags", None),  # - 1
        Event("answer", "dm.reach", None),  # its vote is still there
        Event("answer", "dm.analytics", {"note": "later"}),  # says nothing yet
    ):
        store.append("garden", event)
    assert store.list()[0].answered == 3


def test_the_list_shows_details_as_they_are_now(store):
    """A changed name, unit or date is in the list without opening the assessment."""
    store.create(garden(unit="old", edition="quick"))
    details = {"organisation": "Van Dijk & Zn", "unit": "new", "round": 2, "date": "2027-02-01", "language": "nl"}
    for name, changed in (*details.items(), ("edition", "full"), ("profile", {"market": "b2c"})):
        store.append("garden", Event("detail", name, changed))
    (entry,) = store.list()
    now = store.load("garden")
    assert entry[:7] == ("garden", "Van Dijk & Zn", "new", 2, now.date, "nl", "full")
    assert (now.organisation, now.unit, now.round, now.profile) == ("Van Dijk & Zn", "new", 2, {"market": "b2c"})


def test_the_list_starts_with_the_latest_change(store):
    """The assessment changed last comes first and is the one to continue with."""
    for assessment_id in ("first", "second", "third"):
        store.create(garden(assessment_id))
    store.append("first", answer("dm.crm", 1, at="2036-01-01T00:30:00+01:00"))
    store.append("second", answer("dm.crm", 1, at="2036-01-01T00:00:00+00:00"))
    assert [entry.id for entry in store.list()] == ["second", "first", "third"]
    assert store.latest() == "second"


def test_an_empty_store_has_no_latest(store):
    """There is nothing to continue with before the first assessment."""
    assert (store.list(), store.latest(), store.revision()) == ([], None, 0)


def test_an_import_adds_what_is_new(store):
    """A file comes in under its own id."""
    assert store.import_assessment(garden()) == ("garden", "added")
    assert store.load("garden") == garden()


def test_an_import_of_the_same_content_does_nothing(store):
    """The same file again, or an export of what is there, is recognised."""
    store.create(garden(votes={"dm.crm": [{"voter": "a1", "value": 2}]}))
    store.append("garden", answer("dm.crm", 3))
    before = store.revision()
    again = store.import_assessment(store.load("garden"))
    exported = store.import_assessment(parse_assessment(store.export("garden")))
    assert (again, exported, store.revision()) == (("garden", "known"), ("garden", "known"), before)


def test_an_import_never_overwrites(store):
    """Other content under a known id becomes one copy, however often it is imported."""
    store.create(garden(unit="mine"))
    copied = store.import_assessment(garden(unit="theirs"))
    again = store.import_assessment(garden(unit="theirs"))
    assert (copied.outcome, again) == ("copied", (copied.id, "known"))
    assert copied.id != "garden"
    assert (store.load("garden").unit, store.load(copied.id).unit) == ("mine", "theirs")


def test_an_edited_copy_is_not_overwritten_either(store):
    """After the copy was changed, the same file becomes a second copy."""
    store.create(garden(unit="mine"))
    first = store.import_assessment(garden(unit="theirs"))
    store.append(first.id, answer("dm.crm", 4))
    second = store.import_assessment(garden(unit="theirs"))
    assert second.outcome == "copied"
    assert (answers(store, first.id), answers(store, second.id)) == ({"dm.crm": 4}, {})


def test_export_gives_back_what_was_imported(store, tmp_path):
    """Import and export lose nothing: unknown ids, order, notes, registers."""
    full = garden(
        answers={
            "zz.of-another-model": {"value": 7.5, "note": "blijft staan", "evidence": "<b>"},
            "dm.crm": {"value": 0},
        },
        targets={"zz.other": 12.25},
        weights={"zz.other": 0},
        claims={"zz": "elsewhere"},
        models={"digital-maturity": "0.1"},
        registers={"objectives": [{"name": "Méér", "due": None}]},
        profile={"employees": 240},
    )
    file = tmp_path / "garden.assessment.json"
    file.write_text(dump_assessment(full), encoding="utf-8")
    assert store.export(store.import_file(file)) == dump_assessment(full)


def test_an_export_names_no_voter(store):
    """Votes leave the store as counts per step: two people on step 2 and one who does not know."""
    rows = [{"voter": "a1", "value": 2}, {"voter": "secret-b7", "value": 2}, {"voter": "c3", "state": "unknown"}]
    store.create(garden(votes={"dm.crm": rows}))
    text = store.export("garden")
    (row,) = json.loads(text)["votes"]["dm.crm"]
    assert (row["counts"], row["unknown"]) == ([0, 0, 2, 0, 0], 1)
    assert "secret-b7" not in text


ITEMS = st.sampled_from(["dm.crm", "dm.tags", "zz.unknown"])
ENTRIES = st.one_of(
    st.none(),
    st.fixed_dictionaries({"value": st.integers(0, 4)}),
    st.fixed_dictionaries({"note": st.text(st.characters(exclude_categories=["Cs"]), max_size=5)}),
    st.just({"state": "unknown"}),
)
EVENTS = st.one_of(
    st.builds(Event, st.just("answer"), ITEMS, ENTRIES),
    st.builds(Event, st.just("target"), ITEMS, st.none() | st.integers(0, 100)),
    st.builds(Event, st.just("weight"), ITEMS, st.none() | st.integers(0, 9)),
    st.builds(Event, st.just("detail"), st.just("unit"), st.sampled_from(["a", "b"])),
)


@given(given_events=st.lists(EVENTS, max_size=12), reopened_after=st.integers(0, 12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_store_is_its_events_in_order(open_again, given_events, reopened_after):
    """Whatever happens, loading gives the base with every event applied, and the list agrees with it."""
    store = open_again()
    base = garden(f"garden-{len(store.list())}")
    store.create(base)
    for number, event in enumerate(given_events):
        (open_again() if number == reopened_after else store).append(base.id, event)
    expected = functools.reduce(apply, given_events, base)
    entry = next(entry for entry in store.list() if entry.id == base.id)
    spoken = sum(given.value is not None or given.state is not None for given in expected.answers.values())
    assert store.load(base.id) == open_again().load(base.id) == expected
    assert isinstance(entry, Entry)
    assert (entry.answered, entry.unit) == (spoken, expected.unit)


def ids(store, **which):
    return [entry.id for entry in store.list(**which)]


def test_what_is_put_away_leaves_the_list(store):
    """An archived assessment is out of the list and never the one to continue with; it can still be read."""
    for assessment_id in ("garden", "forest"):
        store.create(garden(assessment_id, answers={"dm.crm": {"value": 3}}))
    assert store.archive("forest") is True
    assert (ids(store), store.latest()) == (["garden"], "garden")
    assert {entry.id: entry.archived for entry in store.list(archived=True)} == {"garden": False, "forest": True}
    assert answers(store, "forest") == {"dm.crm": 3}
    assert json.loads(store.export("forest"))["id"] == "forest"


def test_what_is_brought_back_is_in_the_list_as_it_was(open_again):
    """Restoring gives back the same content, also the answers of meanwhile, whichever page did what."""
    here, there = open_again(), open_again()
    here.create(garden())
    here.append("garden", answer("dm.crm", 3))
    here.archive("garden")
    there.append("garden", answer("dm.tags", 1))
    assert (ids(there), there.latest()) == ([], None)
    assert there.restore("garden") is True
    assert answers(here) == answers(there) == {"dm.crm": 3, "dm.tags": 1}
    assert [(entry.id, entry.answered, entry.archived) for entry in here.list()] == [("garden", 2, False)]


def test_putting_away_twice_is_once(store):
    """A second time changes nothing and writes nothing, in both directions."""
    store.create(garden())
    assert store.restore("garden") is False
    assert (store.archive("garden"), store.archive("garden")) == (True, False)
    once = store.revision()
    assert (ids(store, archived=True), store.revision()) == (["garden"], once)
    assert (store.restore("garden"), store.restore("garden"), store.archive("garden")) == (True, False, True)
    assert ids(store) == []


@pytest.mark.parametrize("act", ["archive", "restore"])
def test_what_is_not_there_is_not_put_away(store, act):
    """An unknown id is told, as everywhere."""
    with pytest.raises(StoreError, match='no assessment "nowhere" here'):
        getattr(store, act)("nowhere")


def test_putting_away_is_no_event_of_the_page(store):
    """Only archive and restore write that fact: nobody sends it among the answers."""
    store.create(garden())
    with pytest.raises(InputError, match="archived is not a kind of change"):
        store.append("garden", Event("archived", "archived", True))
    assert ids(store) == ["garden"]


def test_an_import_of_the_same_content_brings_it_back(store):
    """Importing what was put away restores it and says so; other content under its id leaves it away."""
    store.create(garden(unit="mine"))
    store.archive("garden")
    copied = store.import_assessment(garden(unit="theirs"))
    assert (copied.outcome, ids(store)) == ("copied", [copied.id])
    assert store.import_assessment(garden(unit="mine")) == ("garden", "restored")
    assert store.import_assessment(garden(unit="mine")) == ("garden", "known")
    assert sorted(ids(store)) == sorted(["garden", copied.id])
    store.archive(copied.id)
    assert store.import_assessment(garden(unit="theirs")) == (copied.id, "restored")


@pytest.mark.parametrize(
    "content, place",
    [
        ({"answers": {"dm.crm": {"value": 9}}}, r"answers\.dm\.crm\.value: Found 9; the scale of this item is 0–4"),
        ({"votes": {"dm.crm": [{"value": 2.5}]}}, r"votes\.dm\.crm\[0\]\.value: Found 2.5; a vote is a whole step"),
        ({"votes": {"dm.crm": [{"counts": [1, 2]}]}}, r"votes\.dm\.crm\[0\]\.counts: Found 2 counts; the item has 5"),
    ],
)
def test_an_import_off_the_scale_is_refused(store, tmp_path, content, place):
    """What no score can be made of stays outside, with file and place; ids of no model are nobody's business."""
    file = tmp_path / "garden.assessment.json"
    file.write_text(dump_assessment(garden(**content)), encoding="utf-8")
    with pytest.raises(InputError, match=r"garden\.assessment\.json: " + place):
        store.import_file(file)
    with pytest.raises(InputError, match="^" + place):
        store.import_assessment(garden(**content))
    assert ids(store, archived=True) == []
    strange = {kind: {"zz.crm": entry["dm.crm"]} for kind, entry in content.items()}
    assert store.import_assessment(garden(**strange)).outcome == "added"


def test_the_same_round_of_the_same_unit_is_found(store):
    """Name and unit count without capitals or spaces around them; another round, unit or what is put away does not."""
    store.create(garden("first", unit="Webshop"))
    store.create(garden("second", unit="Webshop", round=2))
    store.create(garden("shops", unit="Shops"))
    assert [entry.id for entry in store.same(" van dijk TUIN", "webshop", 1)] == ["first"]
    assert store.same("Van Dijk Tuin", "", 1) == []
    store.archive("first")
    assert store.same("Van Dijk Tuin", "Webshop", 1) == []
