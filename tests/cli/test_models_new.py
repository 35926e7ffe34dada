"""`models new`: a model of one's own that works at once, with a place for every text, and that overwrites nothing."""

import json
import shutil
from pathlib import Path

import pytest
from building import answered

from maturity_kit.assessment.files import dump_assessment
from maturity_kit.content.load import load_model, load_models
from maturity_kit.content.model import METHODS, Item
from tests.notebooks import test_shape as shape

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def book(folder):
    """A workbook folder with notebooks as well."""
    shutil.copytree(CHECKOUT / "notebooks", folder / "notebooks")
    return folder


def test_it_writes_a_model_and_its_notebook_and_says_what_is_next(run, book):
    """The two files on standard output, three things to do beside it; the notebook takes the next number."""
    done = run("models", "new", "customer-service", "--groups", "Reach,Answer")
    model, notebook = book / "data/models/customer-service.yaml", book / "notebooks/8_customer_service.ipynb"
    assert done.status == 0
    assert done.out.splitlines() == [str(model), str(notebook)]
    assert f"maturity-kit models check {model}" in done.err
    assert "maturity-kit workbook" in done.err
    made = load_models()["customer-service"]
    assert (made.title.to("en"), made.method, made.version) == ("Customer service", "tree", "1.0")
    assert [group.title.to("en") for group in made.groups] == ["Reach", "Answer"]
    assert [group.id for group in made.groups] == ["cs.reach", "cs.answer"]
    assert 'open_workbook(\\"customer-service\\")' in notebook.read_text(encoding="utf-8")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_method_makes_a_model_that_is_sound_and_scores(run, book, method, language):
    """As it was written: the check refuses nothing, and with every answer at its highest step the score is 100."""
    made = run("models", "new", "mine", "--method", method, "--lang", language)
    path = Path(made.out.splitlines()[0])
    checked = run("models", "check", path)
    assert (checked.status, checked.err) == (0, "")
    model = load_model(path)
    best = book / "best.json"
    best.write_text(dump_assessment(answered({item.id: 4 for item in model.items}, models={"mine": "1.0"})))
    scored = run("score", best, "--json")
    found = json.loads(scored.out)["models"]["mine"]
    assert (scored.status, found["score"], found["reading"]["method"]) == (0, 100.0, method)
    assert set(model.title) == {language}


def test_what_is_left_to_fill_in_is_told(run, book):
    """Every place in brackets is named until it is written, and a written one is judged like any other text."""
    path = Path(run("models", "new", "mine", "--groups", "Reach").out.splitlines()[0])
    places = path.read_text(encoding="utf-8").count('"[')
    findings = json.loads(run("models", "check", "--json", path).out)["files"][0]["findings"]
    assert [one["rule"] for one in findings].count("place.unfilled") == places == 18
    path.write_text(path.read_text(encoding="utf-8").replace('"[Question 1 about Reach?]"', '"Which way, really?"'))
    findings = json.loads(run("models", "check", "--json", path).out)["files"][0]["findings"]
    assert [one["rule"] for one in findings].count("place.unfilled") == places - 1


def test_the_remarks_of_the_file_are_for_editors_and_people(run, book):
    """The first line leads an editor to the schema that is there; every field has a remark in the language asked."""
    path = Path(run("models", "new", "mine", "--lang", "nl").out.splitlines()[0])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schemas/model.schema.json"
    assert (path.parent / lines[0].partition("=")[2]).exists()
    assert lines[1] == "# Zien wat er nog moet gebeuren: maturity-kit models check data/models/mine.yaml"
    assert sum("  # " in line for line in lines) >= 12


def test_two_languages_and_one_that_the_workbook_does_not_speak(run, book):
    """Every text gets a place in each language; for German the place stands in English."""
    path = Path(run("models", "new", "mine", "--languages", "nl, de", "--title", "Dienst").out.splitlines()[0])
    model = load_model(path)
    first = model.items[0]
    assert set(first.text) == set(first.levels[0]) == set(model.title) == {"nl", "de"}
    assert first.hint["de"] == "[What could you ask to see?]"


@pytest.mark.parametrize("title", ['Say "yes": #1 {or} [no]', "5 * <b>bold</b> & $x$ _y_", "Één 工具 🙂", "- a: b # c"])
def test_a_title_stays_as_it_was_typed(run, book, title):
    """In the model, in the menu and on the page, whatever signs it has."""
    model, notebook = map(
        Path, run("models", "new", "mine", "--title", title, "--groups", f"{title},Other").out.splitlines()
    )
    assert load_model(model).title.to("en") == load_model(model).groups[0].title.to("en") == title
    from maturity_kit.serve.render import markdown
    from maturity_kit.serve.settings import read_notebook

    assert read_notebook(notebook).title("nl") == title
    heading = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"][0]
    import html
    import re

    assert html.unescape(re.sub("</?h1[^>]*>", "", str(markdown(heading)))).strip() == title


@pytest.mark.parametrize("name", ["123", "1.5", "null", "yes", "2026-11-22", "A.b_c-d"])
def test_an_id_that_yaml_would_read_as_something_else(run, book, name):
    """It stands in quotes, so the model has the id that was asked for."""
    path = Path(run("models", "new", name, "--groups", "5,No").out.splitlines()[0])
    assert load_model(path).id == name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["four-d"], "four-d is an id in the model four-d already"),
        (["fd.data"], "fd.data is an id in the model four-d already"),
        (["start"], "start is the name of a page of the workbook"),
        (["my model"], "my model cannot be the id of a model"),
        (["../../etc"], "../../etc cannot be the id of a model"),
        (["a" * 61], "60 at most"),
        (["mine", "--title", " "], "has signs that cannot be shown on a page, or nothing but spaces"),
        (["mine", "--title", "a\nb"], "has signs that cannot be shown"),
        (["mine", "--groups", "A,B,A"], "A is named twice"),
        (["mine", "--method", "quadrant", "--groups", "A"], "Found 1 parts; quadrant needs 2–3"),
        (["mine", "--method", "values", "--groups", "A"], "Found 1 parts; values needs 2–40"),
        (["mine", "--groups", ",".join(map(str, range(41)))], "Found 41 parts; tree needs 1–40"),
        (["mine", "--languages", "en,dutch!"], "dutch! is not a language code"),
        (["mine", "--from", "four-e"], "four-e is neither a model here nor a file"),
        (["mine", "--from", "four-d", "--groups", "A"], "so --groups cannot stand beside it"),
    ],
)
def test_what_cannot_be_is_refused_with_the_remedy(run, book, arguments, told):
    """Exit status 1, one sentence, and nothing written."""
    before = sorted(book.rglob("*"))
    done = run("models", "new", *arguments)
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert sorted(book.rglob("*")) == before


def test_a_method_that_does_not_exist_is_wrong_usage(run, book):
    """Exit status 2, with those there are."""
    done = run("models", "new", "mine", "--method", "star")
    assert done.status == 2
    assert "ladder, quadrant, cycle, layers, values, tree" in done.err


def test_nothing_is_overwritten(run, book):
    """A file in the way stays as it is, and the other of the two is not written either."""
    there = book / "notebooks" / "8_mine.ipynb"
    there.write_text("mine")
    (book / "notebooks" / "8_mine.ipynb").rename(book / "kept.ipynb")
    aside = book / "aside"
    aside.mkdir()
    (aside / "8_mine.ipynb").write_text("mine")
    done = run("models", "new", "mine", "--out", aside)
    assert (done.status, done.out) == (1, "")
    assert "8_mine.ipynb: This file is there already and is not overwritten." in done.err
    assert [path.name for path in aside.iterdir()] == ["8_mine.ipynb"]
    assert (aside / "8_mine.ipynb").read_text() == "mine"


def test_a_folder_of_ones_own(run, book):
    """`--out` puts both files there, with the schema of the workbook; `score --models` reads that folder."""
    aside = book / "own" / "models"
    done = run("models", "new", "mine", "--out", aside)
    assert sorted(path.name for path in aside.iterdir()) == ["8_mine.ipynb", "mine.yaml"]
    first = (aside / "mine.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (aside / first.partition("=")[2]).resolve() == book / "data/schemas/model.schema.json"
    assert "move the model to data/models" in done.err
    answers = book / "a.json"
    answers.write_text(dump_assessment(answered({"mine.first-part-1": 2}, models={"mine": "1.0"})))
    scored = json.loads(run("score", answers, "--json", "--models", aside).out)
    assert scored["models"]["mine"]["score"] == 50.0


def test_ids_begin_as_no_other_model_does(run, book):
    """Initials that are taken give way to the whole id: rules tell models apart by how their ids begin."""
    run("models", "new", "final-decision")
    run("models", "new", "four-dimensions")
    beginnings = {model: {node.id.partition(".")[0] for node in load_models()[model].nodes} for model in load_models()}
    assert beginnings["final-decision"] == {"final-decision"}
    assert beginnings["four-dimensions"] == {"four-dimensions"}
    assert beginnings["four-d"] == {"fd"}


@pytest.mark.parametrize(
    "model_id", ["digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values"]
)
def test_a_copy_of_a_model_stands_beside_it(run, book, model_id):
    """The same questions, remarks and parameters under ids of its own, without the concepts of the other's source."""
    path = Path(run("models", "new", "mine", "--from", model_id).out.splitlines()[0])
    models = load_models()
    old, new = models[model_id], models["mine"]
    assert [node.title if not isinstance(node, Item) else node.text for node in new.nodes] == [
        node.title if not isinstance(node, Item) else node.text for node in old.nodes
    ]
    assert new.title == {"en": "Mine", "nl": "Mine"}
    assert not {node.id for node in new.nodes} & {node.id for node in old.nodes}
    assert not any(item.concepts for item in new.items) and not new.renamed
    assert [name for name in new.parameters] == [name for name in old.parameters]
    remarks = [
        line
        for line in models.folder.joinpath(f"{model_id}.yaml").read_text().splitlines()
        if line.lstrip().startswith("#")
    ]
    text = path.read_text(encoding="utf-8")
    assert remarks and all(remark in text for remark in remarks)
    assert f"# Begun as a copy of {' '.join(old.title.to('en').split())} ({model_id} {old.version})" in text


def test_a_copy_of_a_copy_has_one_line_for_editors(run, book):
    """Its own, in front."""
    first = run("models", "new", "mine", "--groups", "A").out.splitlines()[0]
    second = Path(run("models", "new", "yours", "--from", first).out.splitlines()[0])
    lines = second.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines) if "yaml-language-server" in line] == [0]
    assert load_model(second).groups[0].id == "yours.a"


def test_the_whole_way_on_the_command_line(run, book):
    """Begun, written, checked, answered, weighed and handed over, with nothing but commands and an editor."""
    path = Path(run("models", "new", "mine", "--groups", "Reach,Answer").out.splitlines()[0])
    path.write_text(path.read_text(encoding="utf-8").replace("[Question 1 about Reach?]", "How do people reach you?"))
    assert run("models", "check", path).status == 0
    answers = book / "a.json"
    said = {"mine.reach-1": 3, "mine.reach-2": 1, "mine.answer-1": 4}
    answers.write_text(dump_assessment(answered(said, models={"mine": "1.0"}, edition="full")))
    assert "The score is 75 out of 100; the lowest part is Reach (50)." in flat(run("score", answers).out)
    assert "How do people reach you?" in flat(run("sensitivity", answers, "--draws", "50").out)
    items = run("report", answers, "--to", "csv", "--out", book / "handed").out.splitlines()
    rows = next(Path(name) for name in items if "items" in name).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 4 and rows[1].startswith("mine.reach-1,mine,")


def flat(text):
    """What a terminal wrapped, on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("method", METHODS)
def test_the_notebook_keeps_to_the_form_of_the_house(run, book, method):
    """Thin, in two languages, with the calls of the workbook's own notebooks in the same order."""
    notebook = Path(run("models", "new", "mine", "--method", method).out.splitlines()[1])
    for rule in (
        shape.test_code_is_short,
        shape.test_code_only_opens_and_shows,
        shape.test_prose_is_there_in_both_languages,
        shape.test_nothing_of_a_run_is_kept,
    ):
        rule(notebook)
    only = {"ladder": ["units"], "quadrant": ["claim"], "cycle": ["rounds"]}.get(method, [])
    assert [name for name in calls(notebook) if name in ("units", "claim", "rounds", "tables")] == only
    shared = [name for name in calls(notebook) if name not in only]
    assert shared == [name for name in calls(CHECKOUT / "notebooks" / "4_four_d.ipynb") if name != "tables"]


def calls(path):
    """The names of the pieces that a notebook shows, in order."""
    last = ["".join(cell["source"]).splitlines()[-1] for cell in shape.cells(path, "code")]
    return [line.removeprefix("page.").removesuffix("()") for line in last if line.startswith("page.")]
