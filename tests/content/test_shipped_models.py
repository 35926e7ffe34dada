"""The workbook's own models: what the house style and the plan ask, and what their sources claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from maturity_kit.content.lint.house import House, load_house
from maturity_kit.content.lint.review import review
from maturity_kit.content.load import Models, load_models

ROOT = Path(__file__).parents[2]
IDS = sorted(yaml.safe_load((ROOT / "data/plan.yaml").read_text(encoding="utf-8"))["models"])
MARKED = re.compile(r"mark\.concept\(\s*\"([^\"]+)\"")


@pytest.fixture(scope="module")
def house() -> House:
    """The plan and the concepts of the checkout."""
    found = load_house(ROOT / "data")
    assert found
    return found


@pytest.fixture(scope="module")
def models() -> Models:
    """The models of the checkout."""
    return load_models(ROOT / "data/models")


@pytest.mark.parametrize("model_id", IDS)
def test_a_shipped_model_has_no_fault(model_id: str, models: Models, house: House) -> None:
    others = [model for model in models.values() if model.id != model_id]
    found = review([models[model_id]], others, house).each[0]
    assert [f"{one.place}: {one.to('en')}" for one in found if one.severity == "fault"] == []


def test_the_shipped_models_together_have_no_fault(models: Models, house: House) -> None:
    """Their number of questions in all, and that the plan names each of them and no other."""
    assert [one.to("en") for one in review(list(models.values()), house=house).together] == []
    assert sorted(models) == IDS == sorted(house.concepts)


def test_the_quick_scan_has_forty_questions(models: Models, house: House) -> None:
    """8 + 6 + 13 + 5 + 8."""
    assert sum(plan.quick for plan in house.plan.models.values()) == 40
    assert sum(len(model.edition("quick")) for model in models.values()) == 40


@pytest.mark.parametrize("model_id", IDS)
def test_every_concept_of_a_source_is_asked_about(model_id: str, models: Models, house: House) -> None:
    """Each id under `items` in data/concepts.yaml stands on an item, and no item names another."""
    asked = {concept for item in models[model_id].items for concept in item.concepts}
    assert sorted(asked) == sorted(house.concepts[model_id].items)


def test_a_concept_belongs_to_one_model_and_one_kind(house: House) -> None:
    ids = [concept for found in house.concepts.values() for concept in (*found.items, *found.features)]
    assert sorted(set(ids)) == sorted(ids)


def test_marked_tests_name_features_that_exist(house: House) -> None:
    """@pytest.mark.concept takes the id of a feature in data/concepts.yaml."""
    others = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    marked = {concept for path in others for concept in MARKED.findall(path.read_text(encoding="utf-8"))}
    assert marked <= {concept for found in house.concepts.values() for concept in found.features}


def test_a_mark_is_found_in_a_test() -> None:
    """On one line and on two."""
    source = '@pytest.mark.concept("one-thing")\n@pytest.mark.concept(\n    "another-thing")\n'
    assert MARKED.findall(source) == ["one-thing", "another-thing"]
