"""A copy of a model is a change of its text: whatever way that text was written in, the rest of it stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import group, item, model_fields

from maturity_kit.content import scaffold
from maturity_kit.content.load import load_model, parse_model
from maturity_kit.content.scaffold.copied import copied
from maturity_kit.content.scaffold.notebook import notebook_name
from maturity_kit.content.scaffold.wish import id_part, prefix_of
from maturity_kit.errors import InputError

WRITTEN = """\
# Mine
id: old   # the id
version: '2.0'
method: quadrant
title:
  en: >-
    A title on
    two lines
  nl: |
    Een titel
renamed:
  x.gone: x.first
# after the renamed ones
parameters: {x: x.one, y: "x.two", symptoms: x.three}   # which is which
groups:
- id: "x.one"  # the first
  title: &said {en: "x.one"}
  items:
  - {id: x.first, text: {en: "id: x.first"}, levels: [{en: a}, {en: b}], scale: {min: 0, max: 1}, concepts: [c1, c2]}
- id: x.two
  title: *said
  items:
  - id: x.second
    text: {en: Why?}
    scale: {min: 0, max: 1}
    levels: [{en: a}, {en: b}]
    concepts:
    - c1
    # a remark behind the concepts
    quick: true
- id: x.three
  title: {en: Beside}
  beside: true
  items:
  - {id: three, text: {en: Why?}, levels: [{en: a}, {en: b}], scale: {min: 0, max: 1}}
# the end
"""


def copy_of(text: str, prefix: str = "n") -> str:
    return copied(text, parse_model(text), "new", "The new one", prefix)


def test_a_copy_keeps_the_text_around_what_changes() -> None:
    """Remarks, quotes, flow and block style stay; ids, title and version are new; history and concepts are gone."""
    text = copy_of(WRITTEN)
    model = parse_model(text)
    assert (model.id, model.version, model.title) == ("new", "1.0", {"en": "The new one", "nl": "The new one"})
    assert list(model.by_id) == ["n.one", "n.first", "n.two", "n.second", "n.three", "n.three-2"]
    assert model.parameters == {"x": "n.one", "y": "n.two", "symptoms": "n.three"}
    assert not model.renamed and not any(one.concepts for one in model.items)
    assert model.by_id["n.one"].title.to("en") == "x.one"
    assert model.by_id["n.first"].text.to("en") == "id: x.first"
    assert model.by_id["n.second"].quick
    remarks = [line.partition("#")[2] for line in WRITTEN.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in text.splitlines() if "#" in line] == remarks


@pytest.mark.parametrize("indent", [None, 2])
def test_a_model_written_as_json_is_copied(indent: int | None) -> None:
    """JSON is YAML as well."""
    fields = model_fields("tree", group("a", item("a.one", concepts=["c"])), renamed={"b": "a.one"})
    model = parse_model(copy_of(json.dumps(fields, indent=indent)))
    assert (model.id, list(model.by_id)) == ("new", ["n.a", "n.one"])


def test_a_copy_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id that is used again under an anchor has no place of its own; the message says what is in the way."""
    text = WRITTEN.replace("id: x.three", "id: &again x.three").replace("en: Beside", "en: *again")
    (tmp_path / "data" / "models").mkdir(parents=True)
    (tmp_path / "data" / "models" / "old.yaml").write_text(text)
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    with pytest.raises(InputError, match=r"new\.yaml: Line \d+, column \d+: the alias \*again"):
        scaffold.copy("old", "new", "New", "en")
    assert not (tmp_path / "data" / "models" / "new.yaml").exists()


def test_a_model_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its ids are not known, so no new ones can be chosen beside it."""
    (tmp_path / "data" / "models").mkdir(parents=True)
    (tmp_path / "data" / "models" / "bad.yaml").write_text("id: [")
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    with pytest.raises(InputError, match=r"bad\.yaml: Line"):
        scaffold.make(scaffold.Wish("new", "New", "tree", [], ["en"], "en"))


def test_the_first_model_of_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook is number 0, in a folder that is made."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    (tmp_path / "data" / "models").mkdir(parents=True)
    made = scaffold.make(scaffold.Wish("new", "New", "tree", [], ["en"], "en"))
    assert load_model(made.model).id == "new"
    assert made.notebook == tmp_path.resolve() / "notebooks" / "0_new.ipynb"


def test_outside_a_workbook_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody names a folder: a model can be begun anywhere."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path / "nowhere"))
    wish = scaffold.Wish("new", "New", "tree", [], ["en"], "en")
    with pytest.raises(InputError, match="nowhere"):
        scaffold.make(wish)
    assert not list(tmp_path.iterdir())
    assert load_model(scaffold.make(wish, tmp_path / "own").model).id == "new"


def test_the_number_of_a_notebook_is_one_more_than_the_greatest(tmp_path: Path) -> None:
    """A gap stays a gap, and a name without a number does not count."""
    for name in ("0_start.ipynb", "11_last.ipynb", "notes.ipynb", "2_gap.ipynb"):
        (tmp_path / name).touch()
    assert notebook_name("My.own-model", tmp_path) == "12_my_own_model.ipynb"


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Customer service", "customer-service"),
        ("Één!", "een"),
        ("工具", "part"),
        ("a" * 40, "a" * 30),
        ("[A] / B", "a-b"),
    ],
)
def test_a_title_becomes_part_of_an_id(title: str, part: str) -> None:
    assert id_part(title) == part


def test_beginnings_that_are_taken_give_way() -> None:
    """Initials first, then the whole id, then the whole id with a number."""
    assert prefix_of("customer-service", []) == "cs"
    assert prefix_of("customer-service", ["cs.a"]) == "customer-service"
    assert prefix_of("customer-service", ["cs.a", "customer-service.b"]) == "customer-service-2"
    assert prefix_of("mine", ["mine.a"]) == "mine-2"
