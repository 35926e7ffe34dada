"""Answers that come back from a spreadsheet: lossless, changed cells win, every wrong cell named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from maturity_kit.assessment.assessment import Answer, Assessment, Vote
from maturity_kit.assessment.files import load_assessment
from maturity_kit.reports.sheets import assessment_in, form_of, workbook
from maturity_kit.reports.sheets.problems import SheetCellsError, SheetError
from maturity_kit.reports.story import story_of
from tests.building import answered
from tests.reports.sheets import EXAMPLES, heads, opened, row_of

MODEL = "Digital maturity"


@pytest.fixture(scope="module")
def insurer() -> Assessment:
    return story_of(load_assessment(EXAMPLES / "insurer.assessment.json"), "en").assessment


@pytest.fixture(scope="module")
def content(insurer: Assessment) -> bytes:
    return workbook(story_of(insurer, "en"))


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    found = tmp_path / "workbook.xlsx"
    found.write_bytes(content)
    return found


def put(path: Path, node: str, title: str = MODEL, **cells: Any) -> dict[str, str]:
    """Writes cells of a row by their heads; their names by head."""
    book = opened(path)
    sheet = book[title]
    found = {}
    for head, content in cells.items():
        cell = sheet.cell(row_of(sheet, node), heads(sheet)[head.replace("_", " ")])
        cell.value = content
        found[head] = f"{title}!{cell.coordinate}"
    book.save(path)
    return found


def test_a_workbook_that_nobody_touched_gives_the_assessment_back(path: Path, insurer: Assessment) -> None:
    """Registers, votes, notes and all."""
    assert assessment_in(path) == insurer


def test_so_it_does_after_another_program_saved_it(path: Path, insurer: Assessment) -> None:
    """openpyxl writes every cell anew."""
    opened(path).save(path)
    assert assessment_in(path) == insurer


def test_notes_that_a_file_has_to_spell_out_come_back_as_they_were(insurer: Assessment, tmp_path: Path) -> None:
    """Text like an escaped sign, a control character, line ends, 40,000 signs, and an id that no model knows."""
    texts = ("_x0041_ =1", "a\x01b", "one\r\ntwo", "x" * 40_000, "'=1", " \u202eعربي 😀 ")
    notes = {item: Answer(value=1, note=text) for item, text in zip(insurer.answers, texts, strict=False)}
    given = insurer.model_copy(update={"answers": {**insurer.answers, **notes, "zz.unknown": Answer(value=9)}})
    path = tmp_path / "notes.xlsx"
    path.write_bytes(workbook(story_of(given, "nl")))
    assert assessment_in(path) == given


def test_changed_cells_win_and_the_rest_stays(path: Path, insurer: Assessment) -> None:
    """A half with a comma, a new note, weight 0 and a target; the evidence that was there stays."""
    before = insurer.answers["dm.website"]
    put(path, "dm.website", Answer="2,5", Note="-new", Weight=0, Target=90)
    found = assessment_in(path)
    assert found.answers["dm.website"] == Answer(value=2.5, note="-new", evidence=before.evidence)
    assert (found.weights["dm.website"], found.targets["dm.website"]) == (0, 90)
    assert {**found.answers, "dm.website": before} == insurer.answers


def test_an_emptied_answer_is_none(path: Path, insurer: Assessment) -> None:
    """With note and evidence gone too, the entry itself goes."""
    put(path, "dm.website", Answer=None, Note=None, Evidence=None)
    assert assessment_in(path).answers.keys() == insurer.answers.keys() - {"dm.website"}


def test_does_not_apply_and_do_not_know_come_back_as_states(path: Path) -> None:
    """In either language's sign; the reason goes along."""
    put(path, "dm.website", Answer="N.v.t.", Why_it_does_not_apply="no site")
    put(path, "dm.tags", Answer="?")
    found = assessment_in(path).answers
    assert (found["dm.website"].state, found["dm.website"].reason) == ("not_applicable", "no site")
    assert found["dm.tags"].state == "unknown"


def test_changed_counts_become_the_newest_ballot(path: Path, insurer: Assessment) -> None:
    """One person more on the lowest step; older ballots stay."""
    item, votes = next((item, votes) for item, votes in insurer.votes.items() if item.startswith("dm."))
    first, *others = votes[-1].counts or ()
    put(path, item, **{"Votes, step 1": first + 1})
    newest = Vote(ballot=votes[-1].ballot, counts=(first + 1, *others), unknown=votes[-1].unknown,
                  not_applicable=votes[-1].not_applicable)  # fmt: skip
    assert assessment_in(path).votes == {**insurer.votes, item: (*votes[:-1], newest)}


def test_the_edition_and_the_weight_of_a_model_come_back(path: Path) -> None:
    """Both stand in cells with a name."""
    book = opened(path)
    for name, found in (("edition", "quick"), ("weight_given_four_d", 3)):
        title, cell = next(book.defined_names[name].destinations)
        book[title][cell].value = found
    book.save(path)
    taken = assessment_in(path)
    assert (taken.edition, taken.model_weights["four-d"]) == ("quick", 3)


def test_a_row_for_a_question_that_no_model_knows_is_kept(path: Path) -> None:
    """As it is in a file."""
    book = opened(path)
    book[MODEL].cell(200, 1).value, book[MODEL].cell(200, 3).value = "dm.websit", 3
    book.save(path)
    assert assessment_in(path).answers["dm.websit"] == Answer(value=3)


def test_every_wrong_cell_is_named_and_nothing_comes_in(path: Path) -> None:
    """An answer off the scale, one in words, a missing reason, a formula, a negative weight, half a voter."""
    names = [
        put(path, "dm.website", Answer=7)["Answer"],
        put(path, "dm.tags", Answer="often")["Answer"],
        put(path, "dm.foundation", Weight=-1)["Weight"],
    ]
    reason = put(path, "s3.kpis", "360-degree digital strategy", Answer="n/a", Why_it_does_not_apply=None)
    with pytest.raises(SheetCellsError) as caught:
        assessment_in(path)
    told = caught.value.to("en").splitlines()
    assert told[0].endswith("nothing was imported; cells to mend: 4.")
    assert {line.partition(": ")[0] for line in told[1:]} == {*names, reason["Why_it_does_not_apply"]}
    assert f'{names[0]}: found "7"; allowed: 0–4, ?, n/a. Choose from the list.' in told


def test_a_formula_in_a_cell_for_an_answer_is_refused(path: Path) -> None:
    """It is shown, and never computed."""
    name = put(path, "dm.website", Answer="=1+1")["Answer"]
    with pytest.raises(SheetCellsError, match="found the formula =1") as caught:
        assessment_in(path)
    assert [problem.where for problem in caught.value.problems] == [name]


def test_a_question_in_two_rows_is_refused(path: Path) -> None:
    """Which of them counts is not for a program to say."""
    book = opened(path)
    book[MODEL].cell(200, 1).value = "dm.website"
    book.save(path)
    with pytest.raises(SheetCellsError, match="a second time"):
        assessment_in(path)


def filled_form(insurer: Assessment, folder: Path, language: str, **answers: Any) -> Path:
    path = folder / "form.xlsx"
    path.write_bytes(form_of(insurer, language))
    book = opened(path)
    for sheet in book.worksheets[1:-2]:
        for row in sheet.iter_rows(min_row=5):
            if row[0].value in answers:
                row[2].value = answers[row[0].value]
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_form_carries_no_answer_of_anybody(insurer: Assessment, tmp_path: Path, language: str) -> None:
    """People who were not there answer by themselves."""
    found = assessment_in(filled_form(insurer, tmp_path, language))
    assert not found.answers and not found.votes and not found.registers and not found.claims
    assert (found.organisation, found.round, found.targets) == (insurer.organisation, insurer.round, insurer.targets)


def test_choices_of_the_drop_down_come_back_as_steps(insurer: Assessment, tmp_path: Path) -> None:
    """Each cell offers the steps with their descriptors, don't know and does not apply."""
    path = filled_form(insurer, tmp_path, "nl")
    book = opened(path)
    offered = [cell.value for cell in book["Keuzes"][1] if cell.value]
    assert [one[:1] for one in offered[1:]] == ["0", "1", "2", "3", "4", "?", "n"]
    found = assessment_in(filled_form(insurer, tmp_path, "nl", **{"dm.website": offered[3], "dm.tags": offered[6]}))
    assert found.answers == {"dm.website": Answer(value=2), "dm.tags": Answer(state="unknown")}


def test_a_form_asks_the_questions_of_the_edition(tmp_path: Path) -> None:
    """Forty in the quick scan."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_of(answered({}, edition="quick"), "en"))
    book = opened(path)
    assert sum(1 for sheet in book.worksheets[1:-2] for row in sheet.iter_rows(min_row=5) if row[0].value) == 40


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return stream.getvalue()


REFUSED = {
    "not_a_sheet": b"PK\x03\x04 and no more",
    "too_tight": packed({"xl/big.bin": bytes(3_000_000)}),
    "too_large_inside": packed({f"xl/{n}.bin": b"" for n in range(501)}),
    "definitions": packed({"xl/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
}


@pytest.mark.parametrize("problem", REFUSED)
def test_a_file_that_is_not_sound_is_refused_unread(problem: str, tmp_path: Path) -> None:
    """In a sentence, whatever is the matter with it."""
    path = tmp_path / "bad.xlsx"
    path.write_bytes(REFUSED[problem])
    with pytest.raises(SheetError) as caught:
        assessment_in(path)
    assert caught.value.problem == problem
    assert caught.value.to("nl").startswith(f"{path}: ")


def test_a_sheet_of_somebody_else_is_told_apart(tmp_path: Path) -> None:
    """A sound file without the hidden sheet."""
    import openpyxl

    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(SheetError, match="hidden sheet"):
        assessment_in(path)
