"""The workbook with formulas: what it computes is what the engine computes, before and after a change."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from maturity_kit.assessment.assessment import Answer, Assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.model import Model
from maturity_kit.reports.look import Look
from maturity_kit.reports.sheets import workbook
from maturity_kit.reports.story import Story, story_of
from maturity_kit.scoring.result import (
    LadderReading,
    LayersReading,
    QuadrantReading,
    ValuesReading,
)
from tests.building import answered, group, model, simple
from tests.building import item as one_item
from tests.reports.sheets import (
    EXAMPLES,
    computed,
    heads,
    needs_office,
    node,
    opened,
    order,
    row_of,
    value,
)

NAMES = sorted(path.name.partition(".")[0] for path in EXAMPLES.glob("*.assessment.json"))
PLAIN: dict[type, tuple[str, ...]] = {
    LadderReading: ("attained", "attained_low", "attained_high", "reached", "position"),
    QuadrantReading: ("margin", "x", "y", "symptoms"),
    ValuesReading: ("insight", "solution"),
}


def near(found: Any) -> Any:
    return pytest.approx(found, abs=1e-9) if isinstance(found, int | float) else found


def written(story: Story, folder: Path, name: str = "workbook.xlsx") -> Path:
    path = folder / name
    path.write_bytes(workbook(story))
    return path


def check(book: Any, story: Story) -> None:
    """Every number of the workbook is that of the result."""
    result = story.result
    for name, told in story.chapters.items():
        sheet = book[told.title[:31]]
        for found, four in node(sheet, told.model).items():
            now = told.result if found == name else told.result.nodes[found]
            expected = (now.score, now.low, now.high, now.coverage, now.target, now.gap)
            assert four == pytest.approx(expected, abs=1e-9), found
        check_reading(book, story, name)
    for key in ("score", "low", "high", "coverage"):
        assert value(book, f"overall_{key}") == near(getattr(result.overall, key))
    assert {theme: value(book, f"theme_{theme}") for theme in result.themes} == near_all(dict(result.themes))
    assert order(book) == [(step.item, step.horizon) for step in result.roadmap]


def near_all(found: dict[str, float]) -> Any:
    return pytest.approx(found, abs=1e-9)


def check_reading(book: Any, story: Story, name: str) -> None:
    told = story.chapters[name]
    reading: Any = told.result.reading
    for field in PLAIN.get(type(reading), ()):
        assert value(book, f"{field}_{name}") == near(getattr(reading, field)), field
    for field in ("weakest", "strongest", "bottleneck"):
        if hasattr(reading, field):
            assert value(book, f"{field}_{name}") == title(told.model, getattr(reading, field))
    if isinstance(reading, LayersReading):
        assert value(book, f"chain_score_{name}") == near(reading.chain)
    if isinstance(reading, ValuesReading):
        assert {one: value(book, f"{one}_{name}") for one in reading.signals} == near_all(dict(reading.signals))
    if isinstance(reading, LadderReading):
        assert repairs(book[told.title[:31]]) == [(one.item, one.cls) for one in reading.repairs]
    if isinstance(reading, QuadrantReading):
        assert sum(value(book, f"possible_{n}_{name}") for n in range(1, 5)) == len(reading.possible)


def title(model: Model, found: str | None) -> str | None:
    return None if found is None else getattr(model.node(found), "title").to("en")  # noqa: B009


def repairs(sheet: Any) -> list[tuple[str, str]]:
    columns = heads(sheet)
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[columns["Repair (class)"] - 1]]
    rows.sort(key=lambda row: row[columns["Order of repairs"] - 1])
    return [(row[0], row[columns["Repair (class)"] - 1]) for row in rows]


@pytest.fixture(scope="module")
def insurer() -> Assessment:
    return load_assessment(EXAMPLES / "insurer.assessment.json")


@pytest.mark.parametrize("name", NAMES)
def test_the_values_in_the_file_are_those_of_the_engine(name: str, tmp_path: Path) -> None:
    """What readers that do not compute show: every score, reading, theme and the road of each example."""
    story = story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), "en")
    check(opened(written(story, tmp_path), data_only=True), story)


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_computed_anew_the_numbers_are_those_of_the_engine(name: str, tmp_path: Path) -> None:
    """LibreOffice starts from a file without values and comes to the same, to 1e-9, in every cell with a formula."""
    story = story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), "en")
    path = written(story, tmp_path)
    book = computed(path, tmp_path)
    check(book, story)
    assert unlike(path, book) == []


def unlike(path: Path, book: Any) -> list[str]:
    """The cells with a formula whose value in the file is not what LibreOffice makes of it."""
    formulas, values = opened(path), opened(path, data_only=True)
    cells = [cell for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(cells) > 100
    both = [
        (one, values[one.parent.title][one.coordinate].value, book[one.parent.title][one.coordinate].value)
        for one in cells
    ]
    return [f"{one.parent.title}!{one.coordinate}: {was!r}, {now!r}" for one, was, now in both if not same(was, now)]


def same(was: Any, now: Any) -> bool:
    was, now = ("" if found is None else found for found in (was, now))
    return was == now or (isinstance(was, int | float) and isinstance(now, int | float) and abs(was - now) < 1e-9)


def changed(assessment: Assessment, models: Any) -> tuple[dict[str, Any], dict[str, float], Assessment]:
    """Three answers of each model and a weight and a target of two: in cells, and in the assessment."""
    cells: dict[str, Any] = {}
    answers, weights, targets = dict(assessment.answers), dict(assessment.weights), dict(assessment.targets)
    for told in models.values():
        some = [one.id for one in told.model.items]
        for place, found in zip((0, 3, 5, 8, len(some) - 1), (4, "?", "n/a", 0, 0.5), strict=True):
            cells[some[place]] = found
            answers[some[place]] = said(found)
        weights |= {some[1]: 0.0, told.model.groups[0].id: 2.5}
        targets[some[8]] = 100.0
    update = {"answers": answers, "weights": weights, "targets": targets}
    return cells, weights, assessment.model_copy(update=update)


def said(found: Any) -> Answer:
    if found == "?":
        return Answer(state="unknown")
    return Answer(state="not_applicable", reason="so") if found == "n/a" else Answer(value=found)


@needs_office
@pytest.mark.parametrize("name", ["insurer", "garden-retailer"])
def test_a_change_in_the_cells_gives_what_the_engine_gives(name: str, tmp_path: Path) -> None:
    """A top step, don't know, not applicable, the lowest step, a half, weight 0 and 2.5 and a target, in every model."""
    assessment = story_of(load_assessment(EXAMPLES / f"{name}.assessment.json"), "en").assessment
    story = story_of(assessment, "en")
    path = written(story, tmp_path)
    cells, weights, after = changed(assessment, story.chapters)
    book = opened(path)
    for told in story.chapters.values():
        sheet = book[told.title[:31]]
        columns = heads(sheet)
        for one in told.model.nodes:
            row = row_of(sheet, one.id)
            if one.id in cells:
                sheet.cell(row, columns["Answer"]).value = cells[one.id]
            if one.id in weights:
                sheet.cell(row, columns["Weight"]).value = weights[one.id]
            sheet.cell(row, columns["Target"]).value = after.targets.get(one.id)
    book["Start"][value_cell(book, "edition")].value = "full"
    book.save(path)
    check(computed(path, tmp_path), story_of(after.model_copy(update={"edition": "full"}), "en"))


def value_cell(book: Any, name: str) -> str:
    return next(iter(book.defined_names[name].destinations))[1].replace("$", "")


@needs_office
def test_votes_pool_by_formulas_also_by_their_median(tmp_path: Path) -> None:
    """Counts 1 0 0 1 0 have the median 1.5; two of three who say it does not apply drop the question out."""
    fields = simple("a", 4)
    for pooling in ("median", "mean"):
        tree = model("tree", fields, simple("b", 2, beside=True), parameters={"pool": pooling})
        votes = {
            "a1": [{"ballot": 1, "counts": [1, 0, 0, 1, 0]}],
            "a2": [{"ballot": 2, "counts": [0, 0, 2, 0, 1], "unknown": 1}],
            "a3": [{"ballot": 1, "counts": [0, 1, 0, 0, 0], "not_applicable": 2}],
            "a4": [{"ballot": 1, "counts": [0, 0, 0, 0, 0], "unknown": 3}],
        }
        story = story_of(answered({"b1": 3}, votes=votes, models={"m": "1"}), "en", {"m": tree})
        path = written(story, tmp_path, f"{pooling}.xlsx")
        book = computed(path, tmp_path)
        check(book, story)
        assert unlike(path, book) == []
        assert story.chapters["m"].result.nodes["a1"].score == 37.5


@needs_office
def test_a_model_of_ones_own_with_other_scales_and_deep_groups(tmp_path: Path) -> None:
    """A group in a group, scales 1..7 and 0..1, a group switched off, one beside, a question without descriptors."""
    bare = {**one_item("c1", scale={"min": 0, "max": 1}), "levels": None}
    del bare["levels"]
    deep = group(
        "d", group("e", one_item("e1", scale={"min": 1, "max": 7}), one_item("e2")), group("f", bare, weight=0)
    )
    tree = model("tree", deep, simple("b", 2, beside=True), simple("a", 3, weight=2))
    story = story_of(answered({"e1": 4, "c1": 1, "b1": 2, "a1": "unknown", "a2": 1}), "en", {"m": tree})
    path = written(story, tmp_path)
    book = computed(path, tmp_path)
    check(book, story)
    assert unlike(path, book) == []


def test_nothing_answered_is_still_a_workbook(tmp_path: Path) -> None:
    """No model at all: the first sheet says so."""
    story = story_of(answered({}), "en", {})
    book = opened(written(story, tmp_path))
    assert "There is no model with an answer yet." in [cell.value for cell in book["Start"]["A"]]


HOSTILE = '=HYPERLINK("http://127.0.0.1/","x")'


def test_what_people_wrote_is_text_whatever_it_begins_with(insurer: Assessment, tmp_path: Path) -> None:
    """A name and a note that begin like a formula, an address, and a mark-up character are strings and no links."""
    notes = {
        "dm.website": Answer(value=2, note=HOSTILE, evidence="http://127.0.0.1/ <b>&'\u202e"),
        "dm.tags": Answer(value=1, note="-1+2"),
    }
    named = insurer.model_copy(
        update={"organisation": HOSTILE + "[]:*?/\\'😀" * 9, "answers": {**insurer.answers, **notes}}
    )
    path = written(story_of(named, "nl"), tmp_path)
    book = opened(path)
    texts = {
        cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    }
    assert texts[HOSTILE].data_type == texts["-1+2"].data_type == "s"
    with zipfile.ZipFile(path) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name]
        assert not [name for name in packed.namelist() if name.endswith(".rels") and b"hyperlink" in packed.read(name)]


def test_the_same_story_gives_the_same_bytes(insurer: Assessment) -> None:
    """No moment of making is in the file."""
    assert workbook(story_of(insurer, "en")) == workbook(story_of(insurer, "en"), Look())


def test_every_sheet_prints_on_one_page_wide_and_models_repeat_their_heads(insurer: Assessment, tmp_path: Path) -> None:
    """Fit to width on A4; the fourth row of a model's sheet comes back on each page, and stays in view."""
    book = opened(written(story_of(insurer, "en"), tmp_path))
    assert {
        (sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) for sheet in book if sheet.title != "maturity"
    } == {(0, 9)}
    sheet = book["Digital maturity"]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "C5")


def test_no_grey_cell_is_locked_away_and_no_row_is_hidden(insurer: Assessment, tmp_path: Path) -> None:
    """Only the sheet that carries the assessment back is put away."""
    book = opened(written(story_of(insurer, "en"), tmp_path))
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["maturity"]
    assert not any(sheet.protection.sheet for sheet in book)
    assert not any(one.hidden for sheet in book for one in sheet.column_dimensions.values())


def test_pictures_are_charts_with_words_for_who_cannot_see_them(insurer: Assessment) -> None:
    """Five models and the themes: six charts, each with a description."""
    with zipfile.ZipFile(io.BytesIO(workbook(story_of(insurer, "en")))) as packed:
        assert len([name for name in packed.namelist() if name.startswith("xl/charts/chart")]) == 6
        drawing = packed.read("xl/drawings/drawing1.xml").decode()
    assert drawing.count('descr="') == 6
    assert 'descr=""' not in drawing
