"""Cards are printed and counts typed in, from the command line."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from maturity_kit.assessment.assessment import Vote
from maturity_kit.assessment.events import new_assessment
from maturity_kit.store import open_store


@pytest.fixture
def kept(folder):
    """The id of an assessment in the store, in Dutch, without any vote."""
    return open_store().create(new_assessment("9c41e7d2aa", "Tuinhuis", "2026-11-22", language="nl"))


def votes(assessment_id, item="dm.crm"):
    return open_store().load(assessment_id).votes.get(item, ())


def test_cards_are_written_and_it_is_said_how_to_print_them(run, folder, kept):
    """For twelve people: 6 sets of the 40 questions of the quick scan, the sheet behind them, in the own language."""
    done = run("cards", "9c41", "--people", "12")
    out = folder / "outputs" / "cards-9c41e7d2-nl.pdf"
    assert (done.status, done.out) == (0, f"{out}\n")
    assert "Print pages 1–240 once" in done.err
    assert "every 40 pages are a set for two people (sets: 6)" in done.err
    assert "The counting sheet starts on page 241 (3 pages)" in done.err
    reader = PdfReader(out)
    assert (len(reader.pages), reader.trailer["/Root"]["/Lang"]) == (243, "nl")


@pytest.mark.parametrize(
    "options, pages, told",
    [
        (["--items", "dm.crm, dd.sources"], 3, "Print pages 1–2 once for every two people"),
        (["--model", "four-d"], 6, "Print pages 1–5 once for every two people"),
        (["--model", "four-d", "--edition", "full", "--only", "cards"], 26, "Print pages 1–26"),
        (["--only", "sheet"], 3, "The counting sheet starts on page 1 (3 pages)"),
        (["--items", "dm.crm", "--only", "sheet"], 1, "Page 1 is the counting sheet"),
    ],
)
def test_what_is_printed_can_be_chosen(run, folder, example, options, pages, told):
    """Questions, models, an edition, one of the two parts; from a file as well, in the language asked for."""
    out = folder / "mine.pdf"
    done = run("cards", example, *options, "--language", "en", "--out", out)
    assert (done.status, told in done.err) == (0, True)
    assert len(PdfReader(out).pages) == pages


def test_an_id_of_a_file_never_becomes_a_path(run, folder, example):
    """An id with slashes makes a file in outputs and nowhere else."""
    example.write_text(example.read_text(encoding="utf-8").replace("9c41e7d2-", "../../x/y-"), encoding="utf-8")
    done = run("cards", example, "--items", "dm.crm")
    assert done.out == f"{folder / 'outputs' / 'cards-_x_-nl.pdf'}\n"


REFUSED = [
    (["cards", "9c41", "--items", "dm.crn"], "Did you mean: dm.crm?"),
    (["cards", "9c41", "--items", ", "], "no question to print"),
    (["cards", "9c41", "--model", ""], "no question to print"),
    (["cards", "9c41", "--model", "fourd"], "Did you mean: four-d?"),
    (["cards", "9c41", "--items", "dm.crm", "--model", "four-d"], "Leave one of the two out."),
    (["cards", "9c41", "--people", "0"], "allowed is 1–100"),
    (["cards", "9c41", "--out", "data"], "This is a folder"),
    (["cards", "9c41", "--out", "cards.json"], "a name that ends in .pdf"),
    (["cards", "9c41", "--out", "nowhere/cards.pdf"], "was not written"),
    (["cards", "zzz"], "There is no such file"),
    (["count", "9c41", "dm.crn", "1", "0", "0", "0", "0"], "Did you mean: dm.crm?"),
    (["count", "9c41", "dm.foundation", "1", "0", "0", "0", "0"], "This is a group of questions"),
    (["count", "9c41", "dm.crm", "1", "0", "0", "0"], "Found 4 counts; the item has 5 steps"),
    (["count", "9c41", "dm.crm", "0", "0", "0", "0", "0"], "nobody voted"),
    (["count", "9c41", "dm.crm", "9999999", "0", "0", "0", "0"], "a whole number of ordinary size"),
    (["count", "zzz", "dm.crm", "1", "0", "0", "0", "0"], "zzz"),
]


@pytest.mark.parametrize(
    "arguments, told", REFUSED, ids=lambda given: given if isinstance(given, str) else " ".join(given)
)
def test_what_cannot_be_done_is_one_sentence(run, folder, kept, monkeypatch, arguments, told):
    """Exit status 1, nothing on standard output, one line that says what to do; nothing was written."""
    monkeypatch.chdir(folder)
    before = sorted(os.listdir(folder / "outputs"))
    done = run(*arguments)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert told in done.err
    assert "MATURITY_DEBUG" not in done.err
    assert (votes(kept), sorted(os.listdir(folder / "outputs"))) == ((), before)


@pytest.mark.parametrize("wrong", [["-1"], ["two"], ["1", "--unknown", "-1"], ["1", "--ballot", "0"]], ids=" ".join)
def test_numbers_of_people_are_whole_and_not_below_0(run, kept, wrong):
    """Wrong usage: exit status 2 and one line that names the help page."""
    done = run("count", "9c41", "dm.crm", *wrong)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "--help" in done.err


def test_counts_are_added_and_shown_step_by_step(run, kept):
    """Nine people; what was typed stands beside the words of each choice, to compare it with the sheet."""
    done = run("count", "9c41", "dm.crm", 0, 2, 5, 1, 0, "--unknown", 1)
    counted = Vote(ballot=1, counts=(0, 2, 5, 1, 0), unknown=1, not_applicable=0)
    assert (done.status, votes(kept)) == (0, (counted,))
    assert "Ballot 1 of dm.crm is saved, with 9 people" in done.err
    rows = [line.split()[:2] for line in done.out.splitlines()[2:7]]
    assert rows == [["0", "0"], ["2", "1"], ["5", "2"], ["1", "3"], ["0", "4"]]


def test_a_second_count_is_a_second_ballot(run, kept):
    """Ballot 1 stays as it was; a ballot that is there is refused and one that is not is taken."""
    run("count", "9c41", "dm.crm", 0, 2, 5, 1, 0)
    run("count", "9c41", "dm.crm", 0, 0, 8, 0, 0)
    assert [(row.ballot, row.counts) for row in votes(kept)] == [(1, (0, 2, 5, 1, 0)), (2, (0, 0, 8, 0, 0))]
    assert "Ballot 2 is there already" in run("count", "9c41", "dm.crm", 8, 0, 0, 0, 0, "--ballot", 2).err
    assert run("count", "9c41", "dm.crm", 8, 0, 0, 0, 0, "--ballot", 5).status == 0
    assert [row.ballot for row in votes(kept)] == [1, 2, 5]


def test_counts_typed_in_at_the_same_time_are_all_kept(process, kept):
    """Four people type in a ballot of the same question at once: four ballots, each with its own number."""
    with ThreadPoolExecutor(4) as typists:
        done = list(typists.map(lambda people: process("count", "9c41", "dm.crm", people, 0, 0, 0, 0), [1, 2, 3, 4]))
    assert [one.status for one in done] == [0, 0, 0, 0]
    assert sorted(row.ballot for row in votes(kept)) == [1, 2, 3, 4]
    assert sorted(row.counts[0] for row in votes(kept)) == [1, 2, 3, 4]


def test_ballots_under_an_older_id_of_the_question_are_counted_along(run, folder):
    """A newer model renamed the question: the ballot of its old id stays, and the count is the next one."""
    model = folder / "data" / "models" / "digital-maturity.yaml"
    model.write_text(f"{model.read_text(encoding='utf-8')}\nrenamed: {{dm.former: dm.crm}}\n", encoding="utf-8")
    earlier = {"dm.former": [{"ballot": 1, "counts": [3, 0, 0, 0, 0]}]}
    kept = open_store().create(new_assessment("9c41", "Tuinhuis", "2026-11-22", votes=earlier))
    assert "Ballot 2 of dm.crm" in run("count", "9c41", "dm.former", 0, 3, 0, 0, 0).err
    assert [(row.ballot, row.counts) for row in votes(kept)] == [(1, (3, 0, 0, 0, 0)), (2, (0, 3, 0, 0, 0))]
