"""``portfolio`` and ``peers`` as people run them."""

import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import maturity_kit as mk


@pytest.fixture
def answers(folder):
    """Twelve organisations in one sector and three in another; one answer is off the scale."""
    random = np.random.default_rng(5)
    items = [item.id for item in mk.load_models()["four-d"].items]
    frame = pd.DataFrame(random.integers(0, 5, (15, len(items))), columns=items)
    frame.insert(0, "assessment", [f"a{n}" for n in range(15)])
    frame.insert(1, "organisation", [f"Garden {n}" for n in range(15)])
    frame.insert(2, "sector", ["retail"] * 12 + ["bank"] * 3)
    frame.loc[4, items[0]] = 9
    frame.to_parquet(folder / "answers.parquet")
    return folder / "answers.parquet"


def test_a_portfolio_says_what_it_scored_and_what_it_set_aside(run, answers, folder):
    ran = run("portfolio", answers, folder / "scores.parquet")
    assert ran.status == 0 and ran.err == ""
    assert "15 assessments are scored in" in ran.out
    assert "1   The value is outside the scale of the item." in ran.out
    assert len(pd.read_parquet(folder / "scores.parquet")) == 15
    aside = pd.read_parquet(folder / "scores.set-aside.parquet")
    assert aside[["row", "assessment", "found"]].values.tolist() == [[4, "a4", "9"]]


def test_the_file_of_scores_says_what_it_is(run, answers, folder):
    """Form, rows, models with their versions and what was set aside, in the metadata of both files."""
    run("portfolio", answers, folder / "scores.parquet", "--set-aside", folder / "aside.parquet")
    for name in ("scores.parquet", "aside.parquet"):
        about = json.loads(pq.read_schema(folder / name).metadata[b"maturity-portfolio"])
        assert about["format"] == "maturity-portfolio/1" and about["form"] == "wide" and about["rows"] == 15
        assert about["set_aside"] == {"off-scale": 1} and about["models"]["four-d"] == "1.0"


def test_groups_and_own_models_are_options(run, answers, folder):
    run("portfolio", answers, folder / "scores.parquet", "--groups", "--models", folder / "data" / "models")
    assert "fd.decisions.score" in pd.read_parquet(folder / "scores.parquet").columns


def test_dutch_is_spoken_too(run, answers, folder):
    ran = run("portfolio", answers, folder / "scores.parquet", "--lang", "nl")
    assert "De scores van 15 assessments staan in" in ran.out
    assert "De waarde valt buiten de schaal van het item." in ran.out


@pytest.mark.parametrize(
    "arguments, status, told",
    [
        (["nowhere.parquet", "out.parquet"], 1, "There is no such file"),
        (["{folder}", "out.parquet"], 1, "This is a folder"),
        (["{folder}/data/README.md", "out.parquet"], 1, "This is no Parquet file"),
        (["{answers}", "{answers}"], 1, "would overwrite"),
        (["{answers}", "{folder}/out.parquet", "--set-aside", "{folder}/out.parquet"], 1, "would overwrite"),
        (["{answers}", "{folder}/none/out.parquet"], 1, "The folder for this file does not exist"),
        (["{answers}", "{folder}"], 1, "This is a folder"),
        (["{answers}", "{folder}/out.parquet", "--long"], 1, "missing: item, value"),
        (["{answers}", "{folder}/out.parquet", "--chunk", "5"], 1, "a whole number of 100 or more"),
        (["{answers}", "{folder}/out.parquet", "--long", "--wide"], 2, "exclude each other"),
        (["{answers}"], 2, "OUT.parquet"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, answers, folder, arguments, status, told):
    ran = run("portfolio", *(one.format(folder=folder, answers=answers) for one in arguments))
    assert ran.status == status and told in ran.err
    assert len(ran.err.splitlines()) == 1 and not list(folder.glob("*.parts"))


def test_a_damaged_file_is_told_in_one_line(run, answers, folder):
    """The footer is whole and the data before it is not."""
    content = bytearray(answers.read_bytes())
    content[4:2000] = bytes(1996)
    answers.write_bytes(bytes(content))
    ran = run("portfolio", answers, folder / "scores.parquet")
    assert ran.status == 1 and f"{answers}: The Parquet file is damaged" in ran.err and len(ran.err.splitlines()) == 1


def test_peers_are_shown_by_group_and_small_groups_hidden(run, answers, folder):
    """Bank has three organisations; retail is hidden with it, since the whole has all fifteen."""
    run("portfolio", answers, folder / "scores.parquet")
    ran = run("peers", folder / "scores.parquet", "--by", "sector", "--value", "four-d.score", "--of", "a3")
    assert ran.status == 0
    assert "Everybody" in ran.out and "Hidden, with fewer than 10 organisations: bank." in ran.out
    assert "Hidden as well" in ran.out and "Garden 3 has" in ran.out


def test_peers_without_the_column_are_refused_in_one_line(run, answers, folder):
    run("portfolio", answers, folder / "scores.parquet")
    ran = run("peers", folder / "scores.parquet", "--by", "region")
    assert ran.status == 1 and "scores.parquet: There is no column region" in ran.err
    assert "sector" in ran.err
