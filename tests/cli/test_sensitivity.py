"""`sensitivity` as people and programs use it: words first, one shape of JSON, one sentence for what cannot be."""

import json
from pathlib import Path

import jsonschema
import pytest
from filling import with_

SCHEMA = Path(__file__).resolve().parents[2] / "data" / "schemas" / "sensitivity.schema.json"


def test_json_has_every_model_and_fits_its_schema(process, example):
    """As a process: valid JSON, nothing on standard error, and for each model shares that add up to 1."""
    done = process("sensitivity", example, "--json", "--draws", "500")
    found = json.loads(done.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (done.status, done.err, found["format"], found["draws"]) == (0, "", "maturity-sensitivity/1", 500)
    assert len(found["models"]) == 5 and len(found["ranks"]) == 10
    for model in found["models"].values():
        shares = [one["probability"] for one in (*model["probabilities"], *model["weakest"])]
        assert sum(shares) == pytest.approx(1)
        assert model["low"] <= model["mean"] <= model["high"]


def test_people_read_what_to_conclude(run, example):
    """The verdict and how often it holds, whether the roadmap depends on the weights, and the ten greatest weights."""
    done = run("sensitivity", example)
    assert (done.status, done.err) == (0, "")
    told = " ".join(done.out.split())
    assert "a weight of 1 beside three others of 1 lies between 0.58 and 1.47." in told
    assert "“Foundation, under construction” holds in every draw of the weights." in told
    assert "in 20 it is “Strengths, weaknesses, opportunities, threats”. Likely, but say" in told
    assert "what comes first depends on the weights" in told
    assert len(done.out.split("Doubled\n")[1].splitlines()) == 1 + 10


def test_it_speaks_dutch(run, example):
    """`--lang nl` turns every sentence and the decimal sign."""
    done = run("sensitivity", example, "--lang", "nl", "--draws", "200")
    assert "100 trekkingen van de gewichten" in " ".join(done.out.split())
    assert "Gehalveerd" in done.out and "+4,7" in done.out
    assert "draws" not in done.out


def test_the_same_seed_gives_the_same_answer_and_another_does_not(run, example):
    """Twice seed 7 is letter for letter the same; seed 8 is not."""
    first, again, other = (run("sensitivity", example, "--json", "--draws", 300, "--seed", seed) for seed in (7, 7, 8))
    assert first.out == again.out
    assert json.loads(first.out)["models"] != json.loads(other.out)["models"]


@pytest.mark.parametrize(
    ("option", "found"),
    [
        ("--draws", "0"), ("--draws", "-5"), ("--draws", "2.5"), ("--draws", "1000001"), ("--draws", "many"),
        ("--kappa", "0"), ("--kappa", "-1"), ("--kappa", "nan"), ("--kappa", "inf"), ("--kappa", "close"),
        ("--seed", "1.5"), ("--seed", "-1"), ("--seed", "lucky"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(run, example, option, found):
    """The option, what was found and what is allowed; exit status 1 and nothing on standard output."""
    done = run("sensitivity", example, option, found)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(f"maturity-kit: {option}: Found {found}")
    assert "allowed is" in done.err


def test_wrong_usage_is_told_as_elsewhere(run, example):
    """No file, or an option that does not exist: exit status 2."""
    assert [run("sensitivity").status, run("sensitivity", example, "--weights").status] == [2, 2]


def test_an_id_of_the_store_will_do(run, example):
    """The beginning of an id, as for `compare`; what is neither file nor id is refused."""
    made = run("import", example).out.strip()
    by_id, by_file = (run("sensitivity", word, "--json", "--draws", 50) for word in (made[:8], example))
    assert by_id.out == by_file.out
    assert run("sensitivity", "nothing-like-it").status == 1


def test_a_value_off_the_scale_names_the_file(run, example):
    """As in `score`: the file and the place in it."""
    with_(example, answers={"dm.crm": {"value": 9}})
    done = run("sensitivity", example)
    assert (done.status, done.out) == (1, "")
    assert f"{example}: answers.dm.crm.value: Found 9" in done.err


def test_own_models_only(run, example, folder):
    """`--models` draws the weights of that folder's models and of no other."""
    (folder / "own").mkdir()
    (folder / "own" / "four-d.yaml").write_bytes((folder / "data" / "models" / "four-d.yaml").read_bytes())
    done = run("sensitivity", example, "--json", "--draws", 50, "--models", folder / "own")
    assert list(json.loads(done.out)["models"]) == ["four-d"]


def test_without_an_answer_there_is_one_sentence(run, example):
    """An assessment in which no model has an answer."""
    with_(example, models={}, answers={}, votes={}, weights={}, targets={})
    done = run("sensitivity", example)
    assert done.status == 0
    assert done.out.splitlines()[-1] == "None of the models has an answer in this assessment."
