"""The JSON Schema of a model: what an editor completes, and what it warns of while somebody types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from building import Fields, group, item, model_fields

from maturity_kit.content import scaffold
from maturity_kit.content.load import parse_model
from maturity_kit.content.model import METHODS, SIGNALS, THEMES
from maturity_kit.content.scaffold.filled import filled_in
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.insight.schemas import schema_of

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "data" / "models").glob("*.yaml"))
SCHEMA = schema_of("model")
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def problems(found: Any) -> list[str]:
    return [error.json_path for error in CHECKER.iter_errors(found)]


def test_the_schema_is_one() -> None:
    """By the rules of its draft."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_model_of_the_workbook_is_warned_of(path: Path) -> None:
    assert problems(parse_yaml(path.read_text(encoding="utf-8"), "")) == []


@pytest.mark.parametrize("method", METHODS)
def test_no_new_model_is_warned_of(method: Any) -> None:
    """Also where its texts are still places to fill in."""
    wish = scaffold.Wish("mine", "Mine", method, [], ["en", "nl"], "en")
    assert problems(parse_yaml(filled_in(wish, "mine", []), "")) == []


def test_every_field_is_told() -> None:
    """An editor shows what each key is for, down to the languages of a text and the parameters of a method."""
    silent = [name for name, found in fields(SCHEMA) if "description" not in found]
    assert silent == []
    names = {name for name, _ in fields(SCHEMA)}
    assert {"groups", "items", "levels", "en", "nl", "min", "gate", "pool", "licence"} <= names


def fields(schema: Fields) -> Iterator[tuple[str, Fields]]:
    """Every field that a schema names, at any depth, except under the rules of a method."""
    for name, found in schema.get("properties", {}).items():
        yield name, found
        yield from fields(found)
    for part in schema.get("$defs", {}).values():
        yield from fields(part)


def test_an_editor_offers_the_words_there_are() -> None:
    """Methods, themes, signals and ways of pooling, and the default of every number."""
    asked = SCHEMA["$defs"]["ItemFields"]["properties"]
    assert SCHEMA["properties"]["method"]["enum"] == list(METHODS)
    assert asked["themes"]["items"]["enum"] == list(THEMES)
    assert asked["signals"]["items"]["enum"] == list(SIGNALS)
    parameters = SCHEMA["properties"]["parameters"]["properties"]
    assert parameters["pool"]["enum"] == ["mean", "median"]
    assert {name: parameters[name]["default"] for name in ("threshold", "gate")} == {"threshold": 62.5, "gate": 2.0}
    assert (asked["weight"]["default"], asked["quick"]["default"]) == (1, False)


def tree(**more: Any) -> Fields:
    return model_fields("tree", group("a", item("a1")), **more)


def asked(**more: Any) -> Fields:
    return model_fields("tree", group("a", item("a1", **more)))


def without(name: str) -> Fields:
    return {key: found for key, found in tree().items() if key != name}


BROKEN: dict[str, Fields] = {
    "a key that is not there": tree(colour="red"),
    "a key of an item that is not there": asked(colour="red"),
    "no id": without("id"),
    "no version": without("version"),
    "a number as version": tree(version=1.0),
    "an id with a space": tree(id="a b"),
    "a method that is not there": {**tree(), "method": "star"},
    "an empty text": tree(title={"en": ""}),
    "a text without languages": tree(title={}),
    "text where languages belong": tree(title="Mine"),
    "a language that is none": tree(title={"English": "Mine"}),
    "an unquoted No": asked(text={"en": False}),
    "a negative weight": asked(weight=-1),
    "text as weight": asked(weight="heavy"),
    "an effort of four": asked(effort=4),
    "yes in quotes": asked(quick="yes"),
    "a theme that is not there": asked(themes=["money"]),
    "a signal that is not there": asked(signals=["chance"]),
    "levels that are no list": asked(levels={"en": "a"}),
    "half a step": tree(scale={"min": 0, "max": 4.5}),
    "a scale without end": tree(scale={"min": 0}),
    "a parameter of another method": tree(parameters={"gate": 2}),
    "a parameter that is not there": tree(parameters={"treshold": 2}),
    "a threshold over 100": model_fields("ladder", group("a", item("a1")), parameters={"threshold": 101}),
    "a way of pooling that is not there": tree(parameters={"pool": "mode"}),
    "an empty half": model_fields("values", group("a", item("a1")), parameters={"insight": []}),
    "a level beside": model_fields("ladder", group("a", item("a1"), beside=True)),
    "no groups": tree(groups=[]),
    "a group with nothing in it": model_fields("tree", {"id": "a", "title": {"en": "a"}}),
    "a group with both": model_fields("tree", {**group("a", item("a1")), "groups": [group("b", item("b1"))]}),
    "a source key that is not there": tree(source={"publisher": "x"}),
    "an empty source": tree(source={"title": ""}),
    "a renamed id that is none": tree(renamed={"old": "a b"}),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_an_editor_warns_of_what_the_check_refuses(broken: str) -> None:
    """Whatever a schema can tell; the check refuses it as well, in a sentence."""
    assert problems(BROKEN[broken]) != []
    with pytest.raises(InputError):
        parse_model(json.dumps(BROKEN[broken]))


def test_what_is_sound_is_not_warned_of() -> None:
    """The model that the broken ones are made of."""
    assert problems(tree()) == []
    assert parse_model(json.dumps(tree())).id == "m"
