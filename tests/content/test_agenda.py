"""Files of agendas: what is refused, with its place, and the shipped one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from maturity_kit.content.agenda import agenda_file, check_agenda, load_agenda, parse_agenda
from maturity_kit.content.load import load_models
from maturity_kit.content.yamlfile import parse_yaml
from maturity_kit.errors import InputError
from maturity_kit.insight.schemas import schema_of


def part(**more: Any) -> dict[str, Any]:
    return {"id": "p", "minutes": 10, "title": {"en": "P"}, "do": {"en": "Do."}, **more}


def refusal(*parts: Any) -> str:
    with pytest.raises(InputError) as refused:
        parse_agenda(json.dumps(parts), "agenda.yaml")
    return str(refused.value).removeprefix("agenda.yaml: ")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (part(minutes=0), "[0].minutes: Found 0; allowed is ≥ 1."),
        (part(minutes=7.5), "[0].minutes: Found 7.5; a whole number"),
        (part(minutes="ten"), "[0].minutes: Found ten; a number is expected."),
        (part(duration=3), "[0].duration: The key duration does not exist here."),
        (part(do={"en": " "}), "[0].do: There is no text here."),
        (part(pages="four-d"), "[0].pages: Found text; a list is expected."),
        ({"id": "p"}, "[0]: The key minutes is missing."),
    ],
)
def test_a_part_that_means_nothing_is_refused_in_one_sentence(found: Any, told: str) -> None:
    assert refusal(found).startswith(told)


def test_an_agenda_without_parts_is_refused() -> None:
    assert refusal().startswith("The agenda has no parts.")


def test_one_id_for_two_parts_is_refused() -> None:
    assert refusal(part(), part()).startswith("[1].id: The id p is used twice, first at [0].id.")


def test_a_language_that_other_texts_have_is_missed() -> None:
    both = {"en": "A", "nl": "A"}
    assert refusal(part(title=both, do=both), part(id="q", title=both)).startswith("[1].do: The text has no nl")


def test_a_page_that_is_not_there_is_reported_and_one_that_is_nearly_there_refused() -> None:
    models = load_models()
    gone = parse_agenda(json.dumps([part(pages=["start", "our-own", "four-d"])]))
    assert check_agenda(gone, models) == ("our-own",)
    slip = parse_agenda(json.dumps([part(), part(id="q", pages=["synthesys"])]))
    with pytest.raises(InputError, match=r"^x: \[1\]\.pages\[0\]: .* no page synthesys\. Did you mean: synthesis\?"):
        check_agenda(slip, models, "x")


def test_the_shipped_agenda_takes_three_hours_and_visits_every_model() -> None:
    agenda, models = load_agenda(), load_models()
    assert check_agenda(agenda, models) == ()
    assert [one.minutes for one in agenda] == [15, 15, 20, 20, 15, 10, 25, 15, 15, 20, 10]
    assert sum(one.minutes for one in agenda) == 180
    assert set(models) <= {page for one in agenda for page in one.pages}
    jsonschema.validate(parse_yaml(agenda_file().read_text(encoding="utf-8"), ""), schema_of("agenda"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_to_do_is_one_sentence_in_both_languages(language: str) -> None:
    for one in load_agenda():
        assert one.do[language].endswith("."), one.id
        assert one.do[language].count(".") == 1, one.id
        assert len(one.do[language].split()) <= 25, one.id


def test_a_changed_agenda_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "agenda.yaml"
    for ids in ("p",), ("p", "q"):
        file.write_text(json.dumps([part(id=name) for name in ids]))
        assert tuple(one.id for one in load_agenda(file)) == ids


def test_a_missing_agenda_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no such file"):
        load_agenda(tmp_path / "agenda.yaml")
