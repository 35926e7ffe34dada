"""Two pages on one assessment: what one of the two touched is put together, and a real clash is asked."""

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.forms.clashes import clash_message
from maturity_kit.forms.meanwhile import ClashError, both
from maturity_kit.forms.state import AssessmentState
from maturity_kit.store import open_store
from tests.forms.conftest import answer


@pytest.fixture
def other(kept, models):
    """A second page on the same assessment, with a connection of its own."""
    store = open_store(kept.store.engine.url.database)
    yield AssessmentState(store.load("a1"), models, "en", store)
    store.close()


def save(state, event, seen=None):
    state.edit(event)
    return state.save(event, seen)


def kept_answer(state, item="dm.crm"):
    found = state.store.load("a1").answers[item]
    return {name: words for name, words in found if words is not None}


def clash_of(state, event, seen=None):
    with pytest.raises(ClashError) as told:
        save(state, event, seen)
    return told.value


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "found"),
    [
        ({"value": 1}, {"value": 1, "note": "n"}, {"value": 3}, {"value": 3, "note": "n"}),
        ({"value": 1}, {"value": 2}, {"value": 1, "evidence": "e"}, {"value": 2, "evidence": "e"}),
        (None, {"value": 2}, {"value": 2, "note": "n"}, {"value": 2, "note": "n"}),
        ({"value": 1, "note": "n"}, {"note": "n"}, {"value": 1}, None),
        ({"value": 1}, {"state": "unknown"}, {"value": 1.0}, {"state": "unknown"}),
        (
            None,
            {"note": "n"},
            {"state": "not_applicable", "reason": "r"},
            {"state": "not_applicable", "reason": "r", "note": "n"},
        ),
    ],
)
def test_fields_that_one_of_the_two_touched_are_put_together(before, mine, theirs, found):
    """Value, state and reason are one choice; note and evidence stand for themselves."""
    came = both("answer", before, mine, theirs)
    assert (came.mine, came.theirs, came.clashing) == (found, found, ())


def test_texts_of_both_stay_whatever_is_chosen():
    """The steps clash; each wrote a note of its own, and only mine has evidence."""
    came = both("answer", {"value": 1}, {"value": 2, "note": "mine", "evidence": "e"}, {"value": 3, "note": "theirs"})
    assert came.clashing == ("choice", "note")
    assert came.theirs == {"value": 3, "note": "theirs\nmine", "evidence": "e"}
    assert came.mine == {"value": 2, "note": "theirs\nmine", "evidence": "e"}


def test_two_notes_can_be_kept_both():
    """Only the note clashes, so there is a third way; a text that holds the other stands once."""
    came = both("answer", {"value": 1, "note": "a"}, {"value": 1, "note": "c"}, {"value": 1, "note": "b"})
    assert (came.theirs["note"], came.mine["note"], came.together["note"]) == ("b", "c", "b\nc")
    assert both("answer", None, {"note": "seen at fair"}, {"note": "seen"}).together == {"note": "seen at fair"}


@pytest.mark.parametrize(
    ("kind", "subject", "first", "second"),
    [
        ("answer", "dm.crm", {"value": 3}, {"value": 1}),
        ("answer", "dm.crm", {"value": 3}, {"state": "unknown"}),
        ("target", "dm.crm", 75, 50),
        ("target", "dm.foundation", 75, 60),
        ("weight", "dm.crm", 2, 0),
        ("model_weight", "digital-maturity", 2, 0),
        ("claim", "data-driven-marketing", "omnichannel", "multichannel"),
        ("detail", "unit", "Shop", "Webshop"),
    ],
)
def test_the_second_of_two_is_asked_and_nothing_is_written(kept, other, kind, subject, first, second):
    """Every kind of edit: theirs stays in the store until somebody chose."""
    save(other, Event(kind, subject, first, key="k1"))
    revision = kept.store.revision("a1")
    clash = clash_of(kept, Event(kind, subject, second, key="k2"))
    assert (clash.both.theirs, clash.both.mine, clash.revision) == (first, second, revision)
    assert kept.store.revision("a1") == revision


def test_what_was_seen_is_changed_without_a_question(kept, other):
    """The page showed the other's 3 before it said 1."""
    seen = save(other, answer("dm.crm", value=3, key="k1"))[0].revision
    save(kept, answer("dm.crm", value=1, key="k2"), seen)
    assert kept_answer(kept) == {"value": 1}


def test_two_notes_typed_in_one_go_are_not_a_clash_with_oneself(kept):
    """A page sends twice before it hears of the first; both say that they saw revision 0."""
    save(kept, answer("dm.crm", value=3, note="se", key="k1"), 0)
    save(kept, answer("dm.crm", value=3, note="seen", key="k2"), 0)
    assert kept_answer(kept) == {"value": 3, "note": "seen"}


def test_a_second_edit_in_one_go_keeps_what_the_first_was_put_together_with(kept, other):
    """The other wrote evidence; neither of the two notes had seen it, and it is still there."""
    save(other, answer("dm.crm", evidence="report", key="k0"))
    save(kept, answer("dm.crm", note="se", key="k1"), 0)
    save(kept, answer("dm.crm", note="seen", key="k2"), 0)
    assert kept_answer(kept) == {"evidence": "report", "note": "seen"}


def test_an_edit_that_was_put_together_is_acknowledged_again(kept, other, models):
    """Sent again after the kernel died: the same receipt, nothing written, and no question."""
    save(other, answer("dm.crm", evidence="report", key="k0"))
    first = save(kept, answer("dm.crm", value=2, key="k1"), 0)[0]
    later = AssessmentState(kept.store.load("a1"), models, "en", kept.store)
    assert save(later, answer("dm.crm", value=2, key="k1"), 0)[0] == first._replace(repeated=True)
    assert kept_answer(kept) == {"value": 2, "evidence": "report"}


def test_the_choice_is_told_in_the_words_of_the_question(kept, other, models):
    """Both sides with their descriptor, the time, and a button each."""
    levels = next(item for item in models["digital-maturity"].items if item.id == "dm.crm").levels
    save(other, answer("dm.crm", value=3, key="k1"))
    message = clash_message(kept, clash_of(kept, answer("dm.crm", state="unknown", key="k2")))
    assert f"Step 3: {levels[3].to('en')}" in message["html"] and "I don&#39;t know" in message["html"]
    assert 'role="alert"' in message["html"]
    assert "Keep theirs" in message["html"] and "Use mine" in message["html"] and "Keep both" not in message["html"]
    assert (message["choices"], message["kept"]) == ({"theirs": {"value": 3}, "mine": {"state": "unknown"}}, True)


@pytest.mark.parametrize(
    ("kind", "subject", "first", "second", "words"),
    [
        ("target", "dm.crm", 75, None, ["Step 3", "As its group"]),
        ("target", "dm.foundation", 62, None, ["62 / 100", "nothing filled in"]),
        ("weight", "dm.crm", 2.5, 0, ["2.5", "0"]),
        ("detail", "date", "2026-10-08", "2026-10-09", ["8 Oct 2026", "9 Oct 2026"]),
        ("detail", "unit", "<b>Shop", "Webshop", ["&lt;b&gt;Shop", "Webshop"]),
        ("claim", "data-driven-marketing", "omnichannel", "multichannel", ["Omnichannel marketing", "multichannel"]),
        (
            "answer",
            "dm.crm",
            {"state": "not_applicable", "reason": "no <i>"},
            {"value": 1.5},
            ["Does not apply to us: no &lt;i&gt;", "Between two steps (1.5)"],
        ),
        ("answer", "dm.crm", {"note": "a"}, {"note": "b"}, ["Note · The other:", "Keep both"]),
        ("answer", "other.item", {"value": 7}, {"value": 2}, ["Step 7", "Step 2"]),
    ],
)
def test_each_kind_of_edit_has_its_words(kept, other, kind, subject, first, second, words):
    """What people typed is escaped; an item of another version has at least its step."""
    if second is None:
        save(kept, Event(kind, subject, 50, key="k0"))
    save(other, Event(kind, subject, first, key="k1"), kept.revision)
    html = clash_message(kept, clash_of(kept, Event(kind, subject, second, key="k2")))["html"]
    assert all(word in html for word in words), html
