"""`score` with a previous round: how much of a change comes from answers, weights and the version of a model."""

import json
import math
import shutil

import pytest
import yaml
from filling import with_
from hypothesis import given
from hypothesis import strategies as st

from maturity_kit.insight.words import whole_points


@pytest.fixture
def rounds(example, folder):
    """The example as round 1 of 2025 and a round 2 made from it by a change."""

    def made(change=lambda content: None):
        content = json.loads(example.read_text(encoding="utf-8"))
        (folder / "one.json").write_text(json.dumps(content | {"round": 1, "date": "2025-03-01"}))
        change(content)
        (folder / "two.json").write_text(json.dumps(content | {"round": 2, "date": "2026-03-01"}))
        return folder / "two.json", "--previous", folder / "one.json"

    return made


@pytest.fixture
def two_versions(folder):
    """The cycle with two questions about the website: of equal weight in version 2, of weight 1 and 3 in version 1."""
    (folder / "own").mkdir()
    cycle = yaml.safe_load((folder / "data" / "models" / "strategy-360.yaml").read_text(encoding="utf-8"))
    elements = next(group for group in cycle["groups"] if group["id"] == "s3.elements")
    (items,) = (element["items"] for element in elements["groups"] if element["id"] == "s3.website")
    items[1:] = [items[0] | {"id": "s3.site-more"}]
    for name, version, weight in (("strategy-360", "2", 1), ("strategy-360@1", "1", 3)):
        items[1]["weight"] = weight
        text = yaml.safe_dump(cycle | {"version": version}, sort_keys=False)
        (folder / "own" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "own"


def test_score_splits_the_change_of_each_element(run, rounds, two_versions):
    """From 0 and 4 (weights 1 and 3: 75), by the new version (1 and 1: 50), weights (3 and 1: 25), to 4 and 4 (100)."""

    def change(content):
        content["models"]["strategy-360"] = "2"
        content["answers"] = {"s3.site-strategy": {"value": 4}, "s3.site-more": {"value": 4}}
        content["weights"] = {"s3.site-strategy": 3, "s3.site-more": 1}

    two, option, one = rounds(change)
    answers = {"s3.site-strategy": {"value": 0}, "s3.site-more": {"value": 4}}
    with_(one, models={"strategy-360": "1"}, answers=answers, weights={}, votes={})
    with_(two, votes={})
    done = run("score", two, option, one, "--models", two_versions, "--lang", "nl")
    (website,) = [line for line in done.out.splitlines() if line.startswith("Website ")]
    assert website.rsplit(maxsplit=4)[1:] == ["+25", "+75", "-25", "-25"]  # 100 - 75 = 75 - 25 - 25
    assert "verandering sinds ronde 1 (2025-03-01), in punten" in done.out
    assert "Geen score in beide rondes: " in done.out


def test_score_leaves_out_what_a_missing_version_did(run, rounds, two_versions):
    """Without the model of the former round the part of the version and the sum are not known, the others are."""
    (two_versions / "strategy-360@1.yaml").unlink()
    two, option, one = rounds()
    answers = {"s3.site-strategy": {"value": 0}, "s3.site-more": {"value": 4}}
    with_(one, models={"strategy-360": "1"}, answers=answers, weights={}, votes={})
    with_(two, models={"strategy-360": "2"}, answers={name: {"value": 4} for name in answers}, weights={}, votes={})
    done = run("score", two, option, one, "--models", two_versions)
    (website,) = [line for line in done.out.splitlines() if line.startswith("Website ")]
    assert website.rsplit(maxsplit=4)[1:] == ["-", "+50", "0", "-"]  # from 50 to 100


def test_score_says_that_nothing_changed(run, rounds):
    """The same answers a year later: a sentence instead of a table of zeros."""
    done = run("score", *rounds())
    assert "change since round 1 (2025-03-01), in points\n  Nothing changed.\n" in done.out
    assert "answers   weights" not in done.out


def test_score_without_a_cycle_says_so(run, rounds, folder):
    """With models that have no elements a previous round still gets its sentence."""
    (folder / "own").mkdir()
    shutil.copy(folder / "data" / "models" / "four-d.yaml", folder / "own")
    done = run("score", *rounds(), "--models", folder / "own")
    assert (
        "Changes since round 1 (2025-03-01) are told per element of a cycle; no such model is scored here." in done.out
    )


def test_a_previous_round_off_the_scale_is_refused(run, rounds):
    """The former round is checked like any other file, whichever model the value belongs to."""
    two, option, one = rounds()
    with_(one, answers={"dm.crm": {"value": 9}})
    for form in ((), ("--json",)):
        done = run("score", two, option, one, *form)
        assert (done.status, done.out) == (1, "")
        assert f"{one}: answers.dm.crm.value: Found 9" in done.err


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=3))
def test_whole_points_add_up(parts):
    """Whatever the parts, their whole points add up to the whole points of the sum, and none is off by a point."""
    total, points = whole_points(parts)
    assert (total, total) == (sum(points), round(math.fsum(parts)))
    assert all(abs(whole - part) < 1 + 1e-6 for whole, part in zip(points, parts, strict=True))
