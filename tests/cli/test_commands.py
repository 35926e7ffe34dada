"""The commands as the contract has them: what they print, where, and with which exit status."""

import json
from pathlib import Path

import jsonschema
import pytest
from building import model_fields, simple

from maturity_kit.assessment.files import dump_assessment, load_assessment
from maturity_kit.content.load import load_models
from maturity_kit.store import open_store

SCHEMAS = Path(__file__).resolve().parents[2] / "data" / "schemas"


def test_score_prints_the_result_format(process, example):
    """`score --json` gives JSON that its schema accepts, with numbers that are not rounded, and exit status 0."""
    done = process("score", example, "--json")
    result = json.loads(done.out)
    jsonschema.validate(result, json.loads((SCHEMAS / "result.schema.json").read_text()))
    assert (done.status, done.err, result["format"]) == (0, "", "maturity-result/1")
    assert set(result["models"]) == set(load_assessment(example).models)
    scores = [node["score"] for model in result["models"].values() for node in model["nodes"].values()]
    assert None in scores
    assert any(score is not None and score != round(score, 6) for score in scores)


def test_score_tells_each_verdict_in_words(run, example):
    """Without --json a person reads the name of each model, its verdict, and what to do first."""
    done = run("score", example)
    assert (done.status, done.err) == (0, "")
    assert all(title in done.out for title in ("Digital maturity", "Data-driven marketing", "The 4D model"))
    assert "is the bottleneck" in done.out
    assert "Next step:" in done.out


def test_score_speaks_dutch(run, example):
    """`--lang nl` turns every sentence."""
    done = run("score", example, "--lang", "nl")
    assert "Digitale volwassenheid" in done.out
    assert "Volgende stap:" in done.out
    assert "Next step" not in done.out


def test_score_with_models_from_a_folder(run, example, folder):
    """`--models` scores with the models of that folder only."""
    own = folder / "own"
    own.mkdir()
    (own / "four-d.yaml").write_bytes((folder / "data" / "models" / "four-d.yaml").read_bytes())
    done = run("score", example, "--json", "--models", own)
    assert list(json.loads(done.out)["models"]) == ["four-d"]


def test_score_with_a_previous_round_says_what_changed(run, example, folder):
    """`--previous` adds the changes by element; against itself every part of a change is 0."""
    done = run("score", example, "--json", "--previous", example)
    changes = json.loads(done.out)["models"]["strategy-360"]["reading"]["changes"]
    parts = {part for change in changes.values() for part in change.values()}
    assert parts <= {0.0, None}
    assert 0.0 in parts


def test_new_warns_of_the_same_round(run):
    """A second assessment of the same round is made, with a remark that names the first and the next free round."""
    first = run("new", "Van Dijk Tuin", "--unit", "Webshop", "--date", "2026-11-22")
    run("new", "Van Dijk Tuin", "--unit", "Webshop", "--round", "2")
    second = run("new", "van dijk tuin", "--unit", "Webshop")
    assert "already in the store" not in first.err
    assert f"Round 1 of van dijk tuin, Webshop is already in the store ({first.out[:8]}, 2026-11-22)." in second.err
    assert "--round 3" in second.err
    assert (second.status, len(open_store().list())) == (0, 3)


def test_new_prints_an_id_that_opens(process):
    """The id on standard output is the assessment, with the details that were given; the remark is beside it."""
    details = {"unit": "Webshop", "edition": "full", "language": "nl", "round": 2, "date": "2026-11-22"}
    options = [part for name, given in details.items() for part in (f"--{name}", given)]
    done = process("new", "Van Dijk Tuin", *options)
    made = json.loads(dump_assessment(open_store().load(done.out.strip())))
    assert (done.status, "Van Dijk Tuin" in done.err) == (0, True)
    assert {name: made[name] for name in details} == details
    assert (made["organisation"], made["answers"]) == ("Van Dijk Tuin", {})
    assert made["models"] == {model.id: model.version for model in load_models().values()}


def test_list_shows_what_is_there(run):
    """An empty store says what to do; after that each assessment has a line, also as JSON."""
    assert "maturity-kit new" in run("list").out
    made = run("new", "Van Dijk Tuin").out.strip()
    assert made[:8] in run("list").out
    (entry,) = json.loads(run("list", "--json").out)["assessments"]
    assert (entry["id"], entry["organisation"], entry["answered"]) == (made, "Van Dijk Tuin", 0)


def test_import_and_export_lose_nothing(run, example, folder):
    """What goes in as a file comes out the same, on standard output and as a file."""
    made = run("import", example).out.strip()
    out = folder / "out.json"
    exported = run("export", made)
    assert (exported.status, exported.err) == (0, "")
    assert run("export", made[:6], "--out", out).out == ""
    assert out.read_text(encoding="utf-8") == exported.out
    assert json.loads(exported.out)["answers"] == json.loads(example.read_text(encoding="utf-8"))["answers"]
    assert "known" in open_store().import_assessment(load_assessment(out))


def test_import_says_what_it_did(run, example):
    """The same file again is recognised; another content under its id becomes a copy."""
    assert "added" in run("import", example).err
    assert "already there" in run("import", example).err
    example.write_text(example.read_text(encoding="utf-8").replace('"round": 1', '"round": 2'), encoding="utf-8")
    copied = run("import", example)
    assert "new id" in copied.err
    assert len(json.loads(run("list", "--json").out)["assessments"]) == 2
    assert copied.out.strip() in copied.err


def test_import_reports_ids_that_no_model_knows(run, example):
    """A mistyped id is kept and named."""
    content = json.loads(example.read_text(encoding="utf-8"))
    content["answers"]["dm.mistyped"] = {"value": 2}
    example.write_text(json.dumps(content))
    done = run("import", example)
    assert "one id that no model knows: dm.mistyped" in done.err
    assert "dm.mistyped" in open_store().load(done.out.strip()).answers


def test_one_bad_file_and_nothing_is_imported(run, example, folder):
    """Import is all or nothing, and names the file that is wrong."""
    (folder / "bad.json").write_text("{")
    done = run("import", example, folder / "bad.json")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "bad.json" in done.err
    assert open_store().list() == []


def test_models_are_listed_checked_and_shown(run, folder):
    """Each model has a line, is checked, and shows its questions with their ids."""
    listed = run("models")
    assert (listed.status, "digital-maturity" in listed.out) == (0, True)
    assert json.loads(run("models", "--json").out)["models"][0]["title"].keys() == {"en", "nl"}
    lines = run("models", "check").out.splitlines()
    assert all(any(line.startswith(f"{file}: ") for line in lines) for file in (folder / "data/models").glob("*.yaml"))
    assert "[dm.foundation]" in run("models", "show", "digital-maturity", "--lang", "nl").out


def test_models_check_names_each_file_that_is_wrong(run, folder):
    """Sound files are named on standard output, others on standard error, and the status is 1."""
    good = folder / "good.yaml"
    good.write_text(json.dumps(model_fields("tree", simple("a", 1))), encoding="utf-8")
    (folder / "bad.yaml").write_text("id: [")
    (folder / "worse.yaml").write_text("id: x")
    done = run("models", "check", folder / "bad.yaml", good, folder / "worse.yaml")
    assert (done.status, done.err.count("\n")) == (1, 2)
    assert done.out.startswith(f"{good}: sound; m, one question\n")
    assert ("bad.yaml" in done.err, "worse.yaml" in done.err) == (True, True)
    assert ("bad.yaml" in done.out, "worse.yaml" in done.out) == (False, False)


WRONG_INPUT = [
    ("score", "missing.json"),
    ("score", "data"),
    ("score", "data/README.md"),
    ("score", "data/models/four-d.yaml"),
    ("score", "data/examples/insurer.assessment.json", "--models", "data"),
    ("score", "data/examples/insurer.assessment.json", "--previous", "missing.json"),
    ("import", "missing.json"),
    ("export", "nobody"),
    ("archive", "nobody"),
    ("restore", "nobody"),
    ("score", "data/examples/insurer.assessment.json", "--previous", "data/README.md"),
    ("new", "Van Dijk Tuin", "--date", "soon"),
    ("new", "Van Dijk Tuin", "--round", "0"),
    ("models", "show", "nothing"),
    ("models", "check", "missing.yaml"),
    ("models", "--models", "missing"),
    ("publish", "missing.json"),
]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("arguments", WRONG_INPUT, ids=" ".join)
def test_wrong_input_is_one_sentence(run, folder, monkeypatch, arguments, language):
    """A problem in the input: exit status 1, nothing on standard output, one line on standard error, no traceback."""
    monkeypatch.chdir(folder)
    done = run(*arguments, "--lang", language)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "Traceback" not in done.err
    assert "MATURITY_DEBUG" not in done.err


WRONG_USAGE = [
    ("lst",),
    ("list", "extra"),
    ("list", "--nothing"),
    ("list", "--lang", "fr"),
    ("--lang", "fr", "list"),
    ("new",),
    ("new", "Van Dijk Tuin", "--edition", "short"),
    ("new", "Van Dijk Tuin", "--round", "two"),
    ("export", "x", "--out"),
    ("score",),
    ("import",),
    ("archive",),
    ("restore",),
    ("models", "nothing"),
    ("workbook", "--port", "70000"),
]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_one_sentence_with_help(run, monkeypatch, arguments, language):
    """Wrong usage: exit status 2, one line that names the help page, in the language of the terminal."""
    monkeypatch.setenv("MATURITY_LANG", language)
    done = run(*arguments)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert ('Zie "maturity-kit' if language == "nl" else 'See "maturity-kit') in done.err


def test_a_damaged_store_is_one_sentence(process, folder):
    """A store that is no database gives status 1 with its path, and stays as it is."""
    path = folder / "outputs" / "maturity.sqlite"
    path.parent.mkdir()
    path.write_text("no database " * 100)
    done = process("list")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert str(path) in done.err
    assert path.read_text().startswith("no database")


def test_the_name_of_an_organisation_never_becomes_a_path(run, folder):
    """A name like a path makes no file anywhere but in the store."""
    made = run("new", "../../outside/name", "--unit", "/elsewhere/unit").out.strip()
    run("export", made, "--out", folder / "out.json")
    assert not (folder.parent.parent / "outside").exists()
    assert {path.name for path in folder.iterdir()} == {"data", "outputs", "out.json"}
    assert {path.name for path in (folder / "outputs").iterdir()} == {"maturity.sqlite"}
