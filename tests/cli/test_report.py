"""Documents are handed over from the command line, and the short round after ninety days begins."""

import os

import pytest

from maturity_kit.assessment.assessment import Answer
from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.load import load_models
from maturity_kit.reports import make
from maturity_kit.store import open_store


@pytest.fixture
def kept(folder, example):
    """The id of the example, in the store and frozen."""
    store = open_store()
    found = store.create(load_assessment(example))
    store.freeze(found, "Round 1")
    return found


def test_what_is_asked_for_is_written_and_its_path_printed(run, folder, example):
    """In the folder that was named, which is made; in the language that was asked for."""
    out = folder / "for" / "client"
    done = run("report", example, "--to", "html,ics", "--out", out, "--language", "en")
    names = [f"lindewaard-verzekeringen-{part}" for part in ("page-1-en.html", "dates-1-en.ics")]
    assert (done.status, done.out.splitlines()) == (0, [str(out / name) for name in names])
    assert sorted(os.listdir(out)) == sorted(names)
    assert '<html lang="en">' in (out / names[0]).read_text(encoding="utf-8")


def test_without_a_choice_every_document_is_made(run, folder, example, monkeypatch):
    """Each of the list, in outputs of the workbook."""
    for name in make.FORMATS:
        monkeypatch.setitem(make.FORMATS, name, lambda story, look, name=name: [make.Document(name, ".x", b"made")])
    done = run("report", example)
    assert len(done.out.splitlines()) == len(make.FORMATS)
    assert all(line.startswith(str(folder / "outputs")) for line in done.out.splitlines())


def test_one_that_cannot_be_made_is_told_and_the_others_are_written(run, folder, example, monkeypatch):
    """Exit status 1, a sentence that names it, and nothing half written."""

    def fail(story, look):
        yield make.Document("half", ".html", b"half")
        raise ValueError("broken")

    monkeypatch.setitem(make.FORMATS, "html", fail)
    done = run("report", example, "--to", "html,json", "--out", folder / "out")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("html was not made: ") and "broken" in done.err
    assert os.listdir(folder / "out") == ["lindewaard-verzekeringen-assessment-1-nl.json"]


@pytest.mark.parametrize(
    "options, words",
    [
        (["--to", "docx"], "There is no document docx. Allowed are: "),
        (["--accent", "#ffff00"], "White cannot be read on #ffff00"),
        (["--client-logo", "none.png"], "There is no such picture."),
        (["--out", "{example}"], "Give a folder for --out."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, folder, example, options, words):
    """Exit status 1, nothing on standard output, nothing written."""
    done = run("report", example, *[option.format(example=example) for option in options])
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1) and words in done.err
    assert not (folder / "outputs").exists() or os.listdir(folder / "outputs") == []


def test_the_check_makes_the_next_round_and_tells_how_to_ask_it(run, kept):
    """A dozen questions, those of the actions first; the command opens the link for exactly these."""
    done = run("check-in", kept[:8])
    made, command = done.out.splitlines()
    later, former = open_store().load(made), open_store().load(kept)
    chosen = [item for action in former.registers["actions"] for item in action["items"]]
    asked = command.split(" --items ")[1].split(",")
    assert command.startswith(f"maturity-kit workshop {made[:8]} --ahead --items ") and done.status == 0
    assert (later.round, later.edition, len(asked), asked[: len(chosen)]) == (2, "full", 12, chosen)


def test_only_the_questions_of_the_check_are_asked_again(run, kept):
    """Their answers are gone and their evidence stays; every other answer moved along."""
    made, command = run("check-in", kept).out.splitlines()
    later, former = open_store().load(made).answers, open_store().load(kept).answers
    asked = set(command.split(" --items ")[1].split(","))
    assert all(later.get(item, Answer()).value is None for item in asked)
    assert {item: answer.evidence for item, answer in later.items()} == {
        item: answer.evidence for item, answer in former.items() if item not in asked or answer.note or answer.evidence
    }
    assert all(later[item] == answer for item, answer in former.items() if item not in asked)


def test_the_link_of_the_check_asks_what_the_command_says(run, kept):
    """The room takes exactly these questions."""
    from maturity_kit.live.opening import Wishes, settings_for

    made, command = run("check-in", kept).out.splitlines()
    asked = tuple(command.split(" --items ")[1].split(","))
    found = settings_for(Wishes(ahead=True, items=asked), open_store().load(made), load_models())
    assert tuple(found.items) == asked


def test_there_is_no_check_of_nothing_and_no_second_one(run, kept):
    """An empty assessment, and a round that has its next one already."""
    empty = open_store().create(new_assessment("e1", "Tuinhuis", "2026-11-22"))
    assert "nothing to ask again" in run("check-in", empty).err
    run("check-in", kept)
    assert run("check-in", kept).status == 1
