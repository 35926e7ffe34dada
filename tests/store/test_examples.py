"""The examples fill a store once and never undo what was changed in them."""

import pytest

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.assessment.files import dump_assessment
from maturity_kit.errors import InputError
from maturity_kit.store import load_examples, open_store


@pytest.fixture
def folder(tmp_path):
    """Two examples and a file that is none."""
    folder = tmp_path / "examples"
    folder.mkdir()
    for name in ("bakery", "garden"):
        text = dump_assessment(new_assessment(name, name.title(), "2026-11-22"))
        (folder / f"{name}.assessment.json").write_text(text)
    (folder / "notes.json").write_text("not an example")
    return folder


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "maturity.sqlite")


def test_examples_are_added_under_their_own_ids(store, folder):
    """Each example is in the store under the id of its file, in order of the file names."""
    assert load_examples(store, folder) == ["bakery", "garden"]
    assert {entry.id for entry in store.list()} == {"bakery", "garden"}


def test_a_changed_example_stays_changed(store, folder):
    """Filling again adds nothing beside an example that somebody worked in."""
    load_examples(store, folder)
    store.append("garden", Event("answer", "dm.crm", {"value": 3}))
    load_examples(store, folder)
    assert [(entry.id, entry.answered) for entry in store.list()] == [("garden", 1), ("bakery", 0)]


def test_a_missing_folder_gives_no_examples(store, tmp_path):
    """Without examples the store simply stays empty."""
    assert (load_examples(store, tmp_path / "nothing"), store.list()) == ([], [])


def test_a_bad_example_adds_nothing(store, folder):
    """One broken file is told, and the store is not filled halfway."""
    (folder / "a.assessment.json").write_text("{")
    with pytest.raises(InputError, match=r"a\.assessment\.json"):
        load_examples(store, folder)
    assert store.list() == []


def test_an_example_that_was_put_away_stays_away(store, folder):
    """Filling again brings back nothing that somebody archived, changed or not."""
    load_examples(store, folder)
    store.append("garden", Event("answer", "dm.crm", {"value": 3}))
    store.archive("garden")
    assert load_examples(store, folder) == ["bakery"]
    store.archive("bakery")
    assert (load_examples(store, folder), store.list()) == ([], [])


def test_an_example_off_the_scale_adds_nothing(store, folder):
    """The last example holds a 9 on a scale to 4: the first is not added either."""
    bad = new_assessment("zoo", "Zoo", "2026-11-22", answers={"dm.crm": {"value": 9}})
    (folder / "zoo.assessment.json").write_text(dump_assessment(bad))
    with pytest.raises(InputError, match=r"zoo\.assessment\.json: answers\.dm\.crm\.value"):
        load_examples(store, folder)
    assert store.list() == []
