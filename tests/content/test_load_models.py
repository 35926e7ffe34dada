"""Models from files: what they become, and what is refused with place and remedy."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import Fields, group, item, model, model_fields, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.content.load import load_model, load_models, load_version, parse_model
from maturity_kit.content.model import Group, Item
from maturity_kit.content.text import Text
from maturity_kit.errors import InputError
from maturity_kit.home import home

TREE = model_fields("tree", group("a", simple("aa", 2)), simple("b", 1))
LADDER = model_fields("ladder", group("a", item("a1", essential=True)), simple("b", 1))


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_model(text, "my.yaml")
    return caught.value


def changed(fields: Fields, path: str, value: Any) -> str:
    """The file with one place in it set to another value, or removed for ``...``."""
    fields = copy.deepcopy(fields)
    steps: list[Any] = [int(step) if step.isdigit() else step for step in path.split("/")]
    inside: Any = fields
    for step in steps[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[steps[-1]]
    else:
        inside[steps[-1]] = value
    return json.dumps(fields)


def test_nodes_come_in_the_order_of_the_file() -> None:
    assert [node.id for node in parse_model(json.dumps(TREE)).nodes] == ["a", "aa", "aa1", "aa2", "b", "b1"]


def test_items_carry_the_scale_of_the_model_unless_they_have_their_own() -> None:
    own = item("a1", scale={"min": 1, "max": 3})
    shared = item("a2", levels=[{"en": "no"}, {"en": "yes"}])
    found = model("tree", group("a", own, shared), scale={"min": 0, "max": 1})
    assert [(one.scale.min, one.scale.max, one.scale.steps) for one in found.items] == [(1, 3, 3), (0, 1, 2)]


def test_parents_and_paths() -> None:
    found = parse_model(json.dumps(TREE))
    assert (found.path("aa1"), found.parent("a")) == (("a", "aa", "aa1"), None)


def test_the_quick_edition_is_the_items_marked_quick() -> None:
    found = model("tree", group("a", item("a1", quick=True), item("a2")))
    assert [[one.id for one in found.edition(name)] for name in ("quick", "full")] == [["a1"], ["a1", "a2"]]


def test_a_model_without_quick_items_is_asked_in_full() -> None:
    assert len(model("tree", simple("a", 2)).edition("quick")) == 2


@pytest.mark.parametrize(("value", "step"), [(0, "a1 step 1"), (1.5, "a1 step 2"), (3, "a1 step 4"), (4, "")])
def test_the_next_step_is_the_next_whole_descriptor(value: float, step: str) -> None:
    assert model("tree", simple("a", 1)).items[0].next_step(value).to("en") == step


def test_the_next_step_counts_from_the_lowest_step_of_the_scale() -> None:
    found = model("tree", group("a", item("a1", scale={"min": 1, "max": 3})))
    assert found.items[0].next_step(1).to("en") == "a1 step 2"


def test_text_falls_back_to_english_and_then_to_any_language() -> None:
    assert [Text(nl="x", en="y").to("de"), Text(nl="x").to("en"), Text().to("en")] == ["y", "x", ""]


def test_text_keeps_markup_as_it_is() -> None:
    markup = "<img src=x onerror=alert(1)> & **bold**"
    assert parse_model(changed(TREE, "title/en", markup)).title.to("en") == markup


def test_a_plain_tree_may_do_without_descriptors() -> None:
    assert parse_model(changed(TREE, "groups/1/items/0/levels", ...)).items[2].levels == ()


def test_an_anchor_may_be_used_again() -> None:
    text = json.dumps(TREE).replace('"levels": [', '"levels": &steps [', 1)
    text = text[: text.rindex('"levels"')] + '"levels": *steps}]}]}'
    assert parse_model(text).items[0].levels == parse_model(text).items[2].levels


@pytest.mark.parametrize(
    ("path", "value", "problem", "place"),
    [
        ("groups/0/groups/0/items/1/levls", [], "key.unknown", "groups[0].groups[0].items[1].levls"),
        ("versoin", "1", "key.unknown", "versoin"),
        ("title", ..., "key.missing", ""),
        ("groups/1/id", ..., "key.missing", "groups[1]"),
        ("title/en", False, "text.boolean", "title"),
        ("groups/1/items/0/levels/2/en", True, "text.boolean", "groups[1].items[0].levels[2]"),
        ("version", 1.0, "text.number", "version"),
        ("title", "Just text", "kind.languages", "title"),
        ("title/en", " ", "text.empty", "title"),
        ("title/English", "x", "text.language", "title"),
        ("method", "leader", "text.choice", "method"),
        ("groups", {"a": 1}, "kind.list", "groups"),
        ("groups/0", "a", "kind.mapping", "groups[0]"),
        ("groups/0/id", "no spaces", "text.id", "groups[0].id"),
        ("groups/0/weight", -1, "number.range", "groups[0].weight"),
        ("groups/0/weight", "1", "kind.number", "groups[0].weight"),
        ("groups/0/weight", True, "kind.number", "groups[0].weight"),
        ("groups/0/beside", "yes", "kind.boolean", "groups[0].beside"),
        ("groups/1/items/0/beside", True, "key.unknown", "groups[1].items[0].beside"),
        ("groups/1/items/0/effort", 4, "number.range", "groups[1].items[0].effort"),
        ("groups/1/items/0/themes", ["costumer"], "text.choice", "groups[1].items[0].themes[0]"),
        ("groups/1/items/0/levels", [{"en": "x"}], "item.levels", "groups[1].items[0].levels"),
        ("groups/1/items", [], "group.empty", "groups[1]"),
        ("groups/0/items", [item("z1")], "group.both", "groups[0]"),
        ("groups/1/id", "aa1", "id.duplicate", "groups[0].groups[0].items[0].id"),
        ("groups", [], "group.none", "groups"),
        ("scale", {"min": 4, "max": 0}, "scale.steps", "scale"),
        ("scale", {"min": 0, "max": 10**9}, "number.whole", "scale.max"),
        ("scale", {"min": 0, "max": 1.5}, "number.whole", "scale.max"),
        ("renamed", {"old": "gone"}, "renamed.unknown", "renamed.old"),
        ("renamed", {"old": "older", "older": "old"}, "renamed.unknown", "renamed.old"),
        ("parameters", {"gate": 2}, "parameter.unknown", ""),
        ("parameters", {"pool": "modus"}, "parameter.range", ""),
    ],
)
def test_a_broken_model_is_refused_with_its_place(path: str, value: Any, problem: str, place: str) -> None:
    found = refusal(changed(TREE, path, value))
    assert (found.problem, found.where) == (problem, f"my.yaml: {place}" if place else "my.yaml")


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"threshold": 0}, "ladder.threshold"),
        ({"threshold": 59}, "ladder.coverage"),
        ({"at_work": 63}, "ladder.at_work"),
        ({"gate": 5}, "ladder.gate"),
        ({"gate": -1}, "ladder.gate"),
        ({"threshold": 101}, "parameter.range"),
        ({"min_coverage": 1.1}, "parameter.range"),
        ({"treshold": 62.5}, "parameter.unknown"),
        ({"threshold": "high"}, "kind.number"),
    ],
)
def test_the_parameters_of_a_ladder_must_make_sense(parameters: Fields, problem: str) -> None:
    assert refusal(changed(LADDER, "parameters", parameters)).problem == problem


@pytest.mark.parametrize("parameters", [{"threshold": 60}, {"at_work": 62.5}, {"gate": 4}, {"gate": 0}])
def test_the_edges_of_what_a_ladder_allows(parameters: Fields) -> None:
    assert parse_model(changed(LADDER, "parameters", parameters)).parameters == parameters


def test_a_gate_matters_only_to_essential_items() -> None:
    short = group("a", item("a1", scale={"min": 0, "max": 1}))
    assert model("ladder", short).parameters == {}


def test_a_level_cannot_stand_beside_the_score() -> None:
    assert refusal(changed(LADDER, "groups/1/beside", True)).problem == "ladder.beside"


@pytest.mark.parametrize(
    ("method", "parameters", "problem"),
    [
        ("quadrant", {}, "parameter.group"),
        ("quadrant", {"x": "a", "y": "c"}, "parameter.group"),
        ("quadrant", {"x": "a", "y": "a1"}, "parameter.group"),
        ("quadrant", {"x": "a", "y": "b", "symptoms": "s"}, "parameter.group"),
        ("quadrant", {"x": "a", "y": "z"}, "parameter.beside"),
        ("cycle", {"elements": "a"}, "cycle.elements"),
        ("values", {"insight": "a", "solution": ["b"]}, "parameter.ids"),
        ("values", {"insight": ["a"], "solution": []}, "parameter.ids"),
    ],
)
def test_a_method_needs_the_groups_it_reads(method: str, parameters: Fields, problem: str) -> None:
    fields = model_fields(method, simple("a", 1), simple("b", 1), simple("z", 1, beside=True), parameters=parameters)
    assert refusal(json.dumps(fields)).problem == problem


def test_a_misspelt_key_comes_with_the_nearest_known_one() -> None:
    assert "levels" in str(refusal(changed(TREE, "groups/1/items/0/levls", [])))


def test_an_unquoted_no_is_refused_with_the_advice_to_quote() -> None:
    text = json.dumps(TREE).replace('{"en": "aa1 step 0"}', "{en: No}")
    assert '"No"' in str(refusal(text))


def test_a_quoted_no_is_text() -> None:
    text = json.dumps(TREE).replace('{"en": "aa1 step 0"}', '{en: "No"}')
    assert parse_model(text).items[0].levels[0].to("en") == "No"


def test_a_date_is_text() -> None:
    assert parse_model(json.dumps(TREE).replace('"version": "1"', '"version": 2026-01-01')).version == "2026-01-01"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "file.empty"),
        ("# only a comment", "file.empty"),
        ("just text", "kind.mapping"),
        ("a: [1, 2", "yaml.syntax"),
        ("\tid: x", "yaml.syntax"),
        ("id: a\nid: b", "yaml.duplicate"),
        ("? [a]\n: b", "yaml.key"),
        ("--- {}\n--- {}", "yaml.documents"),
        ("id: *nobody", "yaml.alias"),
        ("id: &me {a: *me}", "yaml.alias"),
        ("id: !!python/object:os.system x", "yaml.tag"),
        ("id: \x07", "yaml.characters"),
        ("a: !!int x", "yaml.scalar"),
        ("[" * 1000, "yaml.deep"),
        ("{a: " * 1000, "yaml.deep"),
        ("- " * 1000, "yaml.deep"),
    ],
)
def test_text_that_is_no_model_is_refused(text: str, problem: str) -> None:
    assert refusal(text).problem == problem


def test_broken_yaml_is_refused_with_line_and_column() -> None:
    found = refusal("id: m\ntitle: {en: 'x'\nversion: y")
    assert (found.details["line"], found.details["column"]) == ("3", "1")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    """Ten levels of ten aliases would be ten thousand million entries."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert refusal("\n".join(rows)).problem == "yaml.large"


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "file.empty"), (b"\xff\xfe\x00", "file.binary"), (b" \n", "file.empty")]
)
def test_a_file_without_a_model_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "m.yaml").write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_model(tmp_path / "m.yaml")
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("name", "problem"), [("none.yaml", "file.missing"), (".", "file.folder"), ("x\0", "file.missing")]
)
def test_what_is_not_a_file_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        load_model(tmp_path / name)
    assert caught.value.problem == problem


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes(b"a" * 5_000_001)
    with pytest.raises(InputError, match="5000001 bytes"):
        load_model(tmp_path / "m.yaml")


def written(folder: Path, name: str, fields: Fields) -> None:
    (folder / name).write_text(yaml.safe_dump(fields), encoding="utf-8")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    written(tmp_path, "m.yaml", TREE)
    first = load_model(tmp_path / "m.yaml")
    written(tmp_path, "m.yaml", {**TREE, "version": "22"})
    assert (first.version, load_model(tmp_path / "m.yaml").version) == ("1", "22")


def test_superseded_versions_are_found_but_are_not_current(tmp_path: Path) -> None:
    written(tmp_path, "m.yaml", {**TREE, "version": "2"})
    written(tmp_path, "m@1.yaml", TREE)
    found = load_version("m", "1", tmp_path)
    assert (list(load_models(tmp_path)), found and found.version) == (["m"], "1")
    assert load_version("m", "3", tmp_path) is None


def test_an_id_belongs_to_one_model(tmp_path: Path) -> None:
    written(tmp_path, "m.yaml", TREE)
    written(tmp_path, "n.yaml", {**TREE, "id": "n"})
    with pytest.raises(InputError) as caught:
        load_models(tmp_path)
    assert caught.value.problem == "id.shared"


@pytest.mark.parametrize(("folder", "problem"), [("nowhere", "models.folder"), (".", "models.none")])
def test_a_folder_without_models_is_refused(tmp_path: Path, folder: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        load_models(tmp_path / folder)
    assert caught.value.problem == problem


def test_the_five_models_of_the_workbook_load() -> None:
    found = load_models(home() / "data" / "models")
    assert {one.method for one in found.values()} >= {"ladder", "quadrant", "cycle", "layers", "values"}


def test_every_group_and_item_of_the_workbook_is_in_both_languages() -> None:
    texts = []
    for one in load_models(home() / "data" / "models").values():
        for node in one.nodes:
            texts += [node.title] if isinstance(node, Group) else [node.text, *node.levels]
            assert not isinstance(node, Item) or node.levels
    assert all({"en", "nl"} <= set(text) for text in texts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=6,
)


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a file."""
    found = [path] if path else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in entries:
        found += spots(inside, (*path, key))
    return found


@pytest.mark.parametrize("fields", [TREE, LADDER])
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_model_with_anything_anywhere_is_read_or_refused(fields: Fields, data: st.DataObject) -> None:
    """Never another error than InputError."""
    path = data.draw(st.sampled_from(spots(fields)))
    broken = changed(fields, "/".join(str(step) for step in path), data.draw(JSON))
    try:
        parse_model(broken, "my.yaml")
    except InputError as problem:
        assert str(problem).startswith("my.yaml")


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_a_mangled_file_is_read_or_refused(seed: int) -> None:
    """Signs dropped, doubled, swapped and inserted in the YAML of a model."""
    chance = random.Random(seed)
    text = list(yaml.safe_dump(LADDER))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text))
        sign = chance.choice(
            ["", "\t", "\n", ":", "- ", "&a ", "*a ", "!!x ", "{", "]", "'", "\0", "\ud800", "No", "é", "#"]
        )
        text[place] = chance.choice([sign, text[place] + sign, sign + text[place]])
    try:
        parse_model("".join(text), "my.yaml")
    except InputError as problem:
        assert problem.to("nl").startswith("my.yaml")
