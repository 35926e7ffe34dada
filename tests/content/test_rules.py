"""Files of rules: what is refused, with its place, and the shipped file by what every rule must have."""

from __future__ import annotations

import ast
import inspect
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from building import group, item, model, simple

from maturity_kit.content import rule_ids
from maturity_kit.content import rules as rules_module
from maturity_kit.content.load import load_models
from maturity_kit.content.rule_ids import check_ids
from maturity_kit.content.rules import REGISTERS, Condition, Rule, load_rules, parse_rules, rules_file
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.insight import contradictions, register_facts
from maturity_kit.insight.schemas import schema_of

LOW = {"node": "a", "is": "low"}


def rule(*when: Any, **more: Any) -> dict[str, Any]:
    return {"id": "r", "when": list(when), "text": {"en": "A."}, "ask": {"en": "B?"}, **more}


def read(*rules: Any) -> tuple[Rule, ...]:
    return parse_rules(json.dumps(list(rules)), "rules.yaml")


def refusal(*rules: Any) -> str:
    with pytest.raises(InputError) as refused:
        read(*rules)
    return str(refused.value).removeprefix("rules.yaml: ")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ([], "[0]: The list when is empty"),
        (["a"], "[0].when[0]: Found text; a mapping"),
        ([{}], "[0].when[0]: A condition says one thing"),
        ([{"at_least": 3}], "[0].when[0]: A condition says one thing"),
        ([{"noed": "a"}], "[0].when[0].noed: The key noed does not exist here. Did you mean: node?"),
        ([LOW | {"item": "b"}], "[0].when[0]: A condition says one thing"),
        ([{"node": "a"}], "[0].when[0]: Beside node the key is is missing."),
        ([{"node": 5, "is": "low"}], "[0].when[0].node: Found the number 5"),
        ([{"node": "a", "is": "hgh"}], "[0].when[0].is: Found hgh; allowed are: high, low. Did you mean: high?"),
        ([LOW | {"below": 3}], "[0].when[0]: Beside node there can be: is. Found: below."),
        ([{"item": "a"}], "[0].when[0]: A number is compared in one way"),
        ([{"item": "a", "above": 1, "below": 3}], "[0].when[0]: A number is compared in one way"),
        ([{"item": "a", "above": "x"}], "[0].when[0].above: Found x; a number is expected."),
        ([{"item": "a", "above": True}], "[0].when[0].above: Found True; a number is expected."),
        ([{"claimed": "a", "in": []}], "[0].when[0]: The list in is empty"),
        ([{"claimed": "a", "in": ["omnichanel"]}], "[0].when[0].in[0]: Found omnichanel;"),
        ([{"signal": "coherency", "model": "a", "below": 3}], "[0].when[0].signal: Found coherency;"),
        ([{"signal": "coherence", "below": 3}], "[0].when[0]: Beside signal the key model is missing."),
        ([{"register": "operation_scor", "below": 3}], "[0].when[0].register: Found operation_scor;"),
        ([{"any": []}], "[0].when[0]: Under any stands a list"),
        ([{"any": [{"any": [LOW]}]}], "[0].when[0]: Under any stands a list"),
        ([{"any": [LOW, {"node": "a"}]}], "[0].when[0].any[1]: Beside node the key is is missing."),
        ([{"node": '__import__("os").system("x")', "is": "low"}], "[0].when[0].node: __import__"),
    ],
    ids=str,
)
def test_a_condition_that_means_nothing_is_refused_in_one_sentence(when: list[Any], told: str) -> None:
    assert refusal(rule(*when)).startswith(told)


def test_a_mistaken_word_is_answered_with_the_nearest() -> None:
    assert "Did you mean: operation_score?" in refusal(rule({"register": "operation_scor", "below": 3}))
    assert "Did you mean: coherence?" in refusal(rule({"signal": "coherency", "model": "a", "below": 3}))


@pytest.mark.parametrize("missing", ["id", "when", "text", "ask"])
def test_every_part_of_a_rule_is_needed(missing: str) -> None:
    parts = {name: part for name, part in rule(LOW).items() if name != missing}
    assert refusal(parts).startswith(f"[0]: The key {missing} is missing.")


def test_one_id_for_two_rules_is_refused() -> None:
    assert refusal(rule(LOW), rule(LOW)).startswith("[1].id: The id r is used twice, first at [0].id.")


def test_a_language_that_other_texts_have_is_missed() -> None:
    both = {"en": "A.", "nl": "A."}
    assert refusal(rule(LOW, text=both, ask=both), rule(LOW, id="s", text=both)).startswith(
        "[1].ask: The text has no nl, while other texts in this file do."
    )


def test_rules_in_one_language_are_read() -> None:
    (found,) = read(rule(LOW))
    assert (found.ask.to("nl"), found.when[0].kind, found.when[0].subject) == ("B?", "node", "a")


@pytest.mark.parametrize("text", ["5", "{}", "a: 1", "- !!python/object/apply:os.system [ls]", "- &a [*a]", "- id: ["])
def test_a_file_that_is_no_list_of_rules_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^rules.yaml: "):
        parse_rules(text, "rules.yaml")


def test_no_rules_is_a_file_too() -> None:
    assert parse_rules("[]") == ()


def test_without_a_file_the_workbook_has_no_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is named has to be there."""
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    assert load_rules() == ()
    with pytest.raises(InputError, match="There is no such file"):
        load_rules(rules_file())


def test_the_workbooks_own_file_is_read_and_read_again_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    for names in ("r",), ("r", "s"):
        rules_file().write_text(json.dumps([rule(LOW, id=name) for name in names]))
        assert tuple(one.id for one in load_rules()) == names


@pytest.mark.parametrize(
    ("bound", "holding"),
    [
        ("at_least", [3 - 1e-12, 3, 3 + 1e-12, 4]),
        ("at_most", [2, 3 - 1e-12, 3, 3 + 1e-12]),
        ("above", [4]),
        ("below", [2]),
    ],
)
def test_bounds_take_differences_below_a_billionth_as_none(bound: str, holding: list[float]) -> None:
    (found,) = read(rule({"item": "a", bound: 3}))
    values = [2, 3 - 1e-12, 3, 3 + 1e-12, 4]
    assert {value for value in values if found.when[0].holds(value)} == set(holding)


KNOWN = {
    one.id: one
    for one in (
        model("ladder", simple("l.a", 1), simple("l.b", 1), id="ladder"),
        model("quadrant", simple("q.x", 1), simple("q.y", 1), id="plane", parameters={"x": "q.x", "y": "q.y"}),
        model("layers", group("f.data", item("f.one", scale={"min": 1, "max": 7})), id="layers"),
    )
}


def absent(*when: Any) -> tuple[str, ...]:
    return check_ids(read(rule(*when)), KNOWN, "rules.yaml")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ({"node": "l.aa", "is": "low"}, r"node: No model has a group l.aa. Did you mean: l.a\?"),
        ({"node": "l.a1", "is": "low"}, r"node: No model has a group l.a1. Did you mean: l.a\?"),
        ({"item": "q.x2", "below": 3}, r"item: No model has a question q.x2. Did you mean: q.x1\?"),
        ({"item": "q.x", "below": 3}, r"item: No model has a question q.x. Did you mean: q.x1\?"),
        ({"item": "f.one", "below": 0}, r"below: Found 0.0; allowed is 1–7"),
        ({"attained": "ladder", "at_least": 3}, r"at_least: Found 3.0; allowed is 0–2"),
        ({"attained": "plane", "at_least": 1}, r"attained: plane is not a model with the method ladder"),
        ({"skipped": "laddder"}, r"skipped: laddder is not a model with the method ladder.* Did you mean: ladder\?"),
        ({"claimed": "ladder", "in": ["omnichannel"]}, r"claimed: ladder is not a model with the method quadrant"),
        (
            {"signal": "coherence", "model": "layers", "below": 3},
            r"model: layers is not a model with the method values",
        ),
        ({"register": "roles.coverage", "layer": "f.dat", "below": 1}, r"layer: No model has a layer f.dat.*f.data\?"),
    ],
    ids=str,
)
def test_an_id_that_no_model_has_is_refused_with_the_nearest(when: Any, told: str) -> None:
    with pytest.raises(InputError, match=rf"^rules.yaml: \[0\].when\[0\].{told}"):
        absent(when)


def test_an_id_inside_a_choice_has_its_place() -> None:
    with pytest.raises(InputError, match=r"\[0\].when\[0\].any\[1\].node: No model has a group l.aa"):
        absent({"any": [{"node": "l.a", "is": "low"}, {"node": "l.aa", "is": "low"}]})


def test_ids_of_models_that_are_not_here_are_named_once() -> None:
    zz = {"node": "zz.part", "is": "low"}
    more = [
        {"signal": "coherence", "model": "values", "below": 3},
        {"register": "roles.coverage", "layer": "zz.l", "below": 1},
    ]
    assert absent(zz, zz, {"node": "ladder", "is": "high"}, *more) == ("zz.part", "values", "zz.l")


SHIPPED = load_rules()


def test_there_are_between_22_and_28_rules_on_ids_that_exist() -> None:
    assert 22 <= len(SHIPPED) <= 28
    assert check_ids(SHIPPED, load_models()) == ()


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_a_shipped_rule_has_two_facts_a_sentence_and_a_question_in_both_languages(shipped: Rule) -> None:
    assert len(shipped.when) >= 2
    for language in ("en", "nl"):
        text, ask = shipped.text[language], shipped.ask[language]
        assert text.endswith(".") and "?" in ask
        assert len(text.split()) <= 45 and len(ask.split()) <= 30


def test_no_two_shipped_rules_say_or_ask_the_same() -> None:
    for language in ("en", "nl"):
        for name in ("text", "ask"):
            assert len({getattr(one, name)[language] for one in SHIPPED}) == len(SHIPPED)


def test_every_pair_of_models_has_a_rule() -> None:
    owner = {node.id: each.id for each in load_models().values() for node in each.nodes}
    of_method = {each.method: each.id for each in load_models().values()}

    def models(one: Condition) -> set[str]:
        if one.any_ is not None:
            return {found for choice in one.any_ for found in models(choice)}
        named = of_method[REGISTERS[one.subject]] if one.kind == "register" else one.model or one.subject
        return {owner.get(named, named)}

    pairs = {frozenset(found for one in each.when for found in models(one)) for each in SHIPPED}
    assert len({pair for pair in pairs if len(pair) == 2}) == 10


def test_the_shipped_rules_fit_their_schema() -> None:
    jsonschema.validate(parse_yaml(rules_file().read_text(encoding="utf-8"), ""), schema_of("rules"))


def test_nothing_is_run_as_code() -> None:
    """No module that reads or judges rules calls anything that runs text."""
    for module in (rules_module, rule_ids, contradictions, register_facts):
        names = {node.id for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Name)}
        assert not names & {"eval", "exec", "compile", "__import__"}
