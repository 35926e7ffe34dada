"""The beginning of an id is enough, and an id where a file belongs is met with the way out."""

import pytest

from maturity_kit.assessment.events import new_assessment
from maturity_kit.store import open_store


@pytest.mark.parametrize(
    "given, status, told",
    [
        ("abc1", 0, '"id": "abc1"'),
        ("abc", 0, '"id": "abc"'),
        ("d", 0, '"id": "def"'),
        ("ab", 1, "abc1, abc"),
        ("", 1, '""'),
    ],
)
def test_an_id_may_be_cut_short(run, given, status, told):
    """A whole id means itself, a beginning the only one that begins so; several are named, nothing means nobody."""
    for name in ("abc", "abc1", "def"):
        open_store().create(new_assessment(name, "Van Dijk Tuin", "2026-11-22"))
    done = run("export", given)
    assert done.status == status
    assert told in (done.err if status else done.out)


@pytest.mark.parametrize("command", ["score", "publish"])
def test_an_id_for_a_file_is_told_the_way_out(run, command):
    """The beginning of one id in the store where a file belongs: export it first, with the command to type."""
    for name in ("fbf315d5aa", "fbf0aa"):
        open_store().create(new_assessment(name, "Van Dijk Tuin", "2026-11-22"))
    told = (
        "There is no such file. Assessment fbf315d5 is in the store: "
        "export it first with: maturity-kit export fbf315d5 --out FILE.\n"
    )
    assert run(command, "fbf3") == (1, "", f"maturity-kit: fbf3: {told}")
    assert "Check the name and the folder" in run(command, "fbf").err
    assert "Assessment fbf315d5a is" in run(command, "fbf315d5a").err


def test_a_missing_file_makes_no_store(run, folder):
    """Looking for an id does not make a store or a folder."""
    assert run("score", "fbf3").status == 1
    assert not (folder / "outputs").exists()
