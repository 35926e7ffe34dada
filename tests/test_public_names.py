"""The names of the package: all there, explained by examples that run, frozen, safe to show, and light to import."""

from __future__ import annotations

import dataclasses
import doctest
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from building import assessment_fields, entry, model_fields, simple

import maturity_kit
import maturity_kit as mk
from maturity_kit.content.load import Models, parse_model

CLASSES = [name for name in maturity_kit.__all__ if inspect.isclass(getattr(maturity_kit, name))]
TYPED = "<script>alert('x')</script>"
"""As an organisation, a unit, a title and a question may be typed."""


@pytest.mark.parametrize("name", maturity_kit.__all__)
def test_every_public_name_is_explained_with_an_example(name: str) -> None:
    """The examples themselves run with the tests of the module."""
    found = getattr(maturity_kit, name)
    explained = doctest.DocTestFinder(recurse=False).find(found, name)
    assert explained and explained[0].examples


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_of_an_object_is_explained(name: str) -> None:
    found = getattr(maturity_kit, name)
    fields = [one.name for one in dataclasses.fields(found)] if dataclasses.is_dataclass(found) else []
    fields += list(getattr(found, "model_fields", ()))
    unsaid = [field for field in fields if not re.search(rf"\b{field}\b", found.__doc__ or "")]
    assert unsaid == []


@pytest.mark.parametrize("name", CLASSES)
def test_objects_are_frozen(name: str) -> None:
    """A dataclass, or an assessment, by what it declares."""
    found = getattr(maturity_kit, name)
    if dataclasses.is_dataclass(found):
        assert found.__dataclass_params__.frozen  # type: ignore[attr-defined]
    elif hasattr(found, "model_config"):
        assert found.model_config["frozen"]


def test_the_list_and_the_types_name_the_same() -> None:
    """What type checkers see is what is loaded, in the order of the alphabet."""
    source = Path(maturity_kit.__file__).read_text(encoding="utf-8")
    seen = {name: module for module, name in re.findall(r"from maturity_kit\.([\w.]+) import (\w+) as \2", source)}
    assert seen == maturity_kit.HOMES
    assert list(maturity_kit.HOMES) == sorted(maturity_kit.HOMES)


def test_the_help_of_the_package_names_every_function() -> None:
    """What to use when is told at the top."""
    told = set(re.findall(r"``(\w+)``", maturity_kit.__doc__ or ""))
    assert set(maturity_kit.__all__) - told == set()


def test_an_unknown_name_is_an_ordinary_mistake() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        maturity_kit.nonsense  # noqa: B018


def test_importing_the_package_loads_no_heavy_library() -> None:
    """Numpy, pydantic, pandas and the like load on first use."""
    heavy = "{'numpy', 'pydantic', 'pandas', 'yaml', 'matplotlib', 'sqlalchemy'}"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys, maturity_kit; print({heavy} & set(sys.modules))"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert found.stdout.strip() == "set()"


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """One of each object that shows itself, of an organisation that typed markup wherever text goes."""
    fields = model_fields("layers", simple("a", 2), simple("b", 1), title={"en": TYPED})
    fields["groups"][0]["title"] = fields["groups"][0]["items"][0]["text"] = {"en": TYPED}
    fields["groups"][0]["items"][0]["levels"] = [{"en": TYPED}] * 5
    model = parse_model(json.dumps(fields), "m.yaml")
    models = {"m": model}
    about = {"organisation": TYPED, "unit": TYPED, "votes": {"a1": [{"value": 1}, {"value": 3}]}}
    assessment, later = (
        mk.parse_assessment(
            json.dumps(assessment_fields(**about, round=turn, answers={"a2": entry(1), "b1": entry(2)}))
        )
        for turn in (1, 2)
    )
    result, board = mk.score(assessment, models, rules=()), mk.direct_weights({"a": 2, "b": 1})
    return {
        "model": model, "assessment": assessment, "result": result, "one model": result.models["m"],
        "explanation": mk.explain(result.models["m"]), "agreement": result.agreement["m"],
        "agreement on one": mk.agreement_of((1, 0, 1)), "draws": mk.sensitivity(assessment, models, draws=100),
        "weighing": board, "effect": mk.compare_weights(assessment, None, board, models),
        "comparison": mk.compare([assessment, later], models),
    }  # fmt: skip


NAMES = ("model", "assessment", "result", "one model", "explanation", "agreement", "agreement on one", "draws",
         "weighing", "effect", "comparison")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_object_shows_itself_on_one_line_and_as_a_table(shown: dict[str, Any], name: str) -> None:
    found = shown[name]
    assert "\n" not in repr(found) and len(repr(found)) < 400
    assert re.search(r"<table\b", found._repr_html_())


@pytest.mark.parametrize("name", NAMES)
def test_what_people_typed_is_never_markup(shown: dict[str, Any], name: str) -> None:
    assert "<script" not in shown[name]._repr_html_()


@pytest.mark.parametrize("name", ["model", "assessment", "result", "explanation", "agreement", "effect"])
def test_what_people_typed_is_still_there_to_read(shown: dict[str, Any], name: str) -> None:
    assert "&lt;script&gt;" in shown[name]._repr_html_()


def test_results_speak_the_language_of_the_assessment() -> None:
    """Of a Dutch one all of them, without being asked."""
    assessment = mk.example("insurer")
    result = mk.score(assessment)
    assert assessment.language == "nl"
    assert "Onderdeel" in result.models["four-d"]._repr_html_() and "Oordeel" in result._repr_html_()
    assert "Punten" in mk.explain(result.models["four-d"])._repr_html_()
    assert "Stemmers" in result.agreement["four-d"]._repr_html_()


def mappings(found: Any, place: str = "") -> list[tuple[str, Mapping[Any, Any]]]:
    """The mappings that hang directly on an object, by name."""
    names = [one.name for one in dataclasses.fields(found)] if dataclasses.is_dataclass(found) else []
    names += list(getattr(type(found), "model_fields", ()))
    held = [(f"{place}.{name}", getattr(found, name)) for name in names]
    return [(name, one) for name, one in held if isinstance(one, Mapping)]


def test_nothing_that_is_shared_can_be_changed() -> None:
    """Models are read once and handed to everybody, an assessment shares what a change left alone, results are kept."""
    model, assessment = mk.load_models()["eight-values"], mk.example("insurer")
    after = mk.apply(assessment, mk.Event("weight", "dm.forms", 2))
    result = mk.score(assessment)
    held = [*mappings(model), *mappings(assessment), *mappings(after), *mappings(result)]
    held += [pair for one in result.models.values() for pair in (*mappings(one), *mappings(one.reading))]
    held += [("by_id", model.by_id), ("agreement", result.agreement), ("agreement()", mk.agreement(assessment))]
    assert len(held) > 30
    for name, mapping in held:
        with pytest.raises(TypeError, match=r"frozen|assignment"):
            mapping["other"] = 1  # type: ignore[index]
            pytest.fail(name)


def test_a_list_of_models_is_for_the_caller_alone() -> None:
    """Leaving one out leaves it there for the next one who asks."""
    models = mk.load_models()
    assert isinstance(models, Models)
    del models["four-d"]
    assert "four-d" in mk.load_models()
