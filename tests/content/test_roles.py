"""Files of roles: what is refused, with its place, and the shipped file by what it must do for the shipped models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from building import group, item, model, simple

from maturity_kit.content.load import load_models
from maturity_kit.content.model import THEMES
from maturity_kit.content.roles import Roles, check_roles, departments, load_roles, parse_roles, roles_file
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.insight.schemas import schema_of

ONE = model("tree", group("m.a", item("m.a1", themes=["data", "people"]), item("m.a2", themes=["strategy"])), id="own")
MODELS = {"own": ONE}


def role(**more: Any) -> dict[str, Any]:
    return {"id": "r", "title": {"en": "R"}, "themes": ["data"], **more}


def read(*roles: Any, **more: Any) -> Roles:
    return parse_roles(json.dumps({"roles": list(roles), **more}), "roles.yaml")


def refusal(*roles: Any, **more: Any) -> str:
    with pytest.raises(InputError) as refused:
        read(*roles, **more)
    return str(refused.value).removeprefix("roles.yaml: ")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (role(themes=["dta"]), "roles[0].themes[0]: Found dta; allowed are: strategy, "),
        (role(theme=["data"]), "roles[0].theme: The key theme does not exist here. Did you mean: themes?"),
        (role(themes=[]), "roles[0]: The role r has neither themes nor nodes"),
        (role(title={}), "roles[0].title: There is no text here."),
        (role(id="a role"), "roles[0].id: a role cannot be an id."),
        (role(nodes=["two words"]), "roles[0].nodes[0]: two words cannot be an id."),
        ({"id": "r"}, "roles[0]: The key title is missing."),
    ],
)
def test_a_role_that_means_nothing_is_refused_in_one_sentence(found: Any, told: str) -> None:
    assert refusal(found).startswith(told)


@pytest.mark.parametrize("most", [0, -1, 2.5, "50", True])
def test_the_most_questions_of_one_person_is_a_whole_number_from_one(most: Any) -> None:
    assert refusal(role(), most=most).startswith("most: Found")


def test_a_file_without_roles_is_refused() -> None:
    assert refusal().startswith("There are no roles here.")


def test_one_id_for_two_roles_is_refused() -> None:
    assert refusal(role(), role()).startswith("roles[1].id: The id r is used twice, first at roles[0].id.")


@pytest.mark.parametrize("order", [1, -1])
def test_a_title_that_lacks_a_language_of_another_is_refused(order: int) -> None:
    both = [role(title={"en": "R", "nl": "R"}), role(id="s")][::order]
    assert "title: The text has no nl" in refusal(*both)


def test_an_unknown_id_that_begins_as_a_known_one_is_taken_for_a_slip_of_the_pen() -> None:
    roles = read(role(nodes=["other.b", "m.a"]), role(id="s", themes=["strategy"], **{"not": ["m.b"]}))
    with pytest.raises(
        InputError, match=r"^x: roles\[1\]\.not\[0\]: No model has a part or question m\.b\. Did you mean"
    ):
        check_roles(roles, MODELS, "x")


def test_ids_of_models_that_are_not_here_are_reported_and_give_nothing() -> None:
    assert check_roles(read(role(nodes=["other.b", "own"])), MODELS) == ("other.b",)


def test_a_role_that_can_answer_nothing_here_is_refused() -> None:
    with pytest.raises(InputError, match=r"^x: roles\[1\]: The role s can answer none"):
        check_roles(read(role(nodes=["own"]), role(id="s", themes=["technology"])), MODELS, "x")


def test_a_question_that_nobody_can_answer_is_refused() -> None:
    with pytest.raises(InputError, match=r"^x: roles: No role can answer the question m\.a2 \(themes: strategy\)"):
        check_roles(read(role()), MODELS, "x")


def test_a_question_without_themes_is_for_every_role() -> None:
    own = {"own": model("tree", simple("a", 1), id="own")}
    assert check_roles(read(role()), own) == ()


def test_the_first_theme_fits_better_than_the_second_and_naming_a_question_best() -> None:
    """a1 is about data first and people second."""
    a1 = ONE.items[0]
    found = [role(), role(themes=["people"]), role(themes=["data", "people"]), role(themes=["planning"], nodes=["m.a"])]
    assert [one.fit(ONE, a1) for each in found for one in read(each).roles] == [3, 2, 5, 10]


def test_what_a_role_cannot_answer_goes_before_its_themes_and_nodes() -> None:
    (found,) = read(role(nodes=["own"], **{"not": ["m.a1"]})).roles
    assert [found.fit(ONE, one) for one in ONE.items] == [0, 10]


def test_departments_take_the_place_of_roles_and_keep_the_limits() -> None:
    own = departments(["  Klanten \n service ", "", "Één & ander", "市场"], read(role(), most=7, seconds=30))
    assert [(one.id, one.title.to("nl")) for one in own.roles] == [
        ("klanten-service", "Klanten service"),
        ("een-ander", "Één & ander"),
        ("department-3", "市场"),
    ]
    assert (own.most, own.seconds) == (7, 30)


def test_a_department_named_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r"^sales is there twice, first as Sales\."):
        departments(["Sales", "sales"], read(role()))


def test_no_department_at_all_is_refused() -> None:
    with pytest.raises(InputError, match=r"^There are no roles here\."):
        departments([" "], read(role()))


def test_the_shipped_roles_fit_the_shipped_models_and_the_schema() -> None:
    """Every theme has a role, so a model of your own is routed too."""
    roles = load_roles()
    assert check_roles(roles, load_models()) == ()
    assert {theme for one in roles.roles for theme in one.themes} == set(THEMES)
    jsonschema.validate(parse_yaml(roles_file().read_text(encoding="utf-8"), ""), schema_of("roles"))
    assert (roles.most, roles.seconds, len(roles.roles)) == (50, 40, 6)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    for names in ("r",), ("r", "s"):
        file.write_text(json.dumps({"roles": [role(id=name) for name in names]}))
        assert tuple(load_roles(file).by_id) == names


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no such file"):
        load_roles(tmp_path / "roles.yaml")
