"""What does not fit the models stays outside, with one sentence for every command."""

import shutil

from filling import with_

from maturity_kit.store import open_store

OFF = {"answers": {"dm.crm": {"value": 9}}}


def test_a_value_off_its_scale_gets_the_same_sentence_everywhere(run, example, folder):
    """`score`, `import` and `publish` refuse it with file and place, and nothing is stored or published."""
    with_(example, **OFF)
    told = {
        run(*command).err for command in (("score", example), ("import", example), ("publish", example, "--no-serve"))
    }
    place = f"{example}: answers.dm.crm.value: Found 9; the scale of this item is 0–4. Give a value on that scale."
    assert told == {f"maturity-kit: {place}\n"}
    assert open_store().list(archived=True) == []
    assert not (folder / "outputs" / "published").exists()


def test_one_file_off_the_scale_and_nothing_is_imported(run, example, folder):
    """The sound file before it stays outside too."""
    bad = shutil.copy(example, folder / "bad.json")
    with_(bad, votes={"dm.crm": [{"counts": [1, 2]}]}, answers={})
    done = run("import", example, bad)
    assert (done.status, done.out) == (1, "")
    assert "bad.json: votes.dm.crm[0].counts: Found 2 counts" in done.err
    assert open_store().list() == []
