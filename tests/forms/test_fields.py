"""The fields of the working tables come from the schema, and every one of them has words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maturity_kit.content.wording import LANGUAGES, Wording
from maturity_kit.forms.fields import Field, registers
from maturity_kit.forms.tables import OF_METHOD, help_of_form, title_of_form

HIDDEN = {"Swot.weights", "Swot.points", "Swot.totals", "Entry.id"}


def every(field: Field) -> Iterator[Field]:
    """The fields under a field that a form shows a label for."""
    if field.words in HIDDEN:
        return
    for one in field.fields:
        yield from every(one)
    if field.name:
        yield field


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_choice_has_words(language: str) -> None:
    words = Wording("registers", language).all()
    shown = [field for register in registers().values() for field in every(register)]
    choices = {f"{field.name}.{word}" for field in shown for word in field.choices if word}
    assert {field.words for field in shown} - words.keys() == set()
    assert choices - words.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_a_title_and_says_what_it_is_for(language: str) -> None:
    for forms in OF_METHOD.values():
        for form in forms:
            assert title_of_form(form, language) != help_of_form(form, language)


def test_a_field_is_read_as_the_schema_describes_it() -> None:
    """Lag is a number of 0 to 4, due a date, name required, and a dialogue names an objective."""
    lag, due, name = (next(f for f in registers()["objectives"].fields if f.name == n) for n in ("lag", "due", "name"))
    assert (lag.kind, lag.low, lag.high) == ("number", 0, 4)
    assert (due.kind, due.required, name.required) == ("date", False, True)
    assert next(f for f in registers()["dialogues"].fields if f.name == "objective").refers_to == "objectives"


def test_a_choice_without_a_default_can_stay_open() -> None:
    phase = next(field for field in registers()["segments"].fields if field.name == "phase")
    state = next(field for field in registers()["roles"].fields[0].fields if field.name == "state")
    assert phase.choices == ("", "see", "think", "do", "care")
    assert state.choices == ("present", "external", "missing")


def test_a_pillar_of_the_swot_holds_three() -> None:
    assert {field.most for field in registers()["swot"].fields[:4]} == {3}
