"""The working tables as forms: what stands in their HTML, how much is filled in, and what an edit leaves alone."""

from __future__ import annotations

import re

import pytest

from maturity_kit.assessment.events import Event
from maturity_kit.forms.fields import registers
from maturity_kit.forms.state import AssessmentState
from maturity_kit.forms.tables import (
    OF_METHOD,
    READ_ANSWERS,
    READS,
    filled_words,
    forms_of,
    outcome_html,
    outcomes_of,
    register_of,
    table_html,
    telling,
)
from maturity_kit.insight.told import TELLERS
from maturity_kit.store import open_store

ALL = [form for forms in OF_METHOD.values() for form in forms]


def keep(state, register, payload):
    """Edit a register as a page does, and save it."""
    event = state.whole(Event("register", register, payload, at="2026-11-22T10:00:00+01:00", key=str(payload)))
    state.edit(event)
    state.save(event)


def fields_in(html):
    return re.findall(r'data-mk-field="([^"]*)"', html.split("<template>")[-1])


def test_every_form_belongs_to_a_register_and_has_something_to_say():
    assert {register_of(form) for form in ALL} <= registers().keys()
    assert set(ALL) <= TELLERS.keys() and READS.keys() | READ_ANSWERS <= TELLERS.keys()
    assert {read for reads in READS.values() for read in reads} <= registers().keys()


@pytest.mark.parametrize("form", ALL)
def test_every_form_is_there_empty_and_filled(form, frozen, kept):
    """Every control has a field; on a page that only shows, nothing can be typed."""
    assert " inert" in table_html(frozen, form, "p")
    empty = table_html(kept, form, "p")
    assert " inert" not in empty and (fields_in(empty) or form == "confrontation")


def test_a_form_has_a_control_for_every_field_of_its_rows(kept):
    assert fields_in(table_html(kept, "objectives", "p")) == [
        "name", "start", "target", "actual", "unit", "from", "due", "lag"]  # fmt: skip


def test_what_was_typed_is_escaped_and_numbers_are_exact(kept):
    """0.1 + 0.2 stays what it is; a whole number has no point."""
    keep(kept, "objectives", [{"name": '"><b>', "start": 0.1 + 0.2, "target": 1900000}])
    html = table_html(kept, "objectives", "p")
    assert "<b>" not in html and "&#34;&gt;&lt;b&gt;" in html
    assert 'value="0.30000000000000004"' in html and 'value="1900000"' in html


def test_layers_are_named_and_strange_ones_are_kept(kept):
    keep(kept, "roles", {"fd.data": [{"role": "IT"}], "old.layer": [{"role": "printer"}]})
    html = table_html(kept, "roles", "p")
    assert "<h4>Data</h4>" in html and "<h4>old.layer</h4>" in html and "printer" in html


def test_heads_count_what_is_filled_in(kept):
    """Rows in lists and layers, parts of a record, voters of the matrix; two rows without a voter are two people."""
    keep(kept, "roles", {"fd.data": [{"role": "IT"}], "fd.design": [{"role": "writer"}]})
    keep(kept, "standing_questions", {"customers": "older"})
    given = [{"factor": "o1", "first": "s1"}, {"factor": "o1", "first": "s1"}, {"voter": "a", "factor": "o1"},
             {"voter": "a", "factor": "o2"}]  # fmt: skip
    keep(kept, "swot", {"points": given})
    words = {form: filled_words(kept, form) for form in ("roles", "standing_questions", "confrontation", "kpis")}
    assert words == {
        "roles": "2 rows",
        "standing_questions": "1 of 5 filled in",
        "confrontation": "3 rows",
        "kpis": "nothing yet",
    }


def test_two_voters_without_a_name_are_two_ballots(kept):
    """Typing in one must not take the points of the other."""
    swot = {"strengths": [{"id": "s1", "text": "a"}], "weaknesses": [{"id": "w1", "text": "b"}],
            "opportunities": [{"id": "o1", "text": "c"}]}  # fmt: skip
    keep(kept, "swot", {**swot, "points": [{"factor": "o1", "first": "s1"}, {"factor": "o1", "first": "w1"}]})
    html = table_html(kept, "confrontation", "p").split("<template>")[0]
    assert html.count("data-mk-voter") == 2
    assert html.count('value="s1" selected') == 1 and html.count('value="w1" selected') == 1


def test_an_edit_of_a_form_leaves_what_another_form_shows(kept):
    """The matrix sends weights and points; the insights stay. Null clears a part; an empty record is none."""
    keep(kept, "swot", {"strengths": [{"id": "s1", "text": "brand"}]})
    keep(kept, "swot", {"weights": {"o1": 2}, "points": None})
    assert kept.assessment.registers["swot"] == {"strengths": [{"id": "s1", "text": "brand"}], "weights": {"o1": 2}}
    keep(kept, "swot", {"strengths": None, "weights": None})
    assert "swot" not in kept.assessment.registers


def test_edits_of_two_pages_are_put_together(kept, models, store):
    """The other page changed one row and added one; this one changed another field of the same row."""
    keep(kept, "objectives", [{"name": "Sales", "lag": 1}])
    other = AssessmentState(store.load("a1"), models, "en", store)
    keep(other, "objectives", [{"name": "Sales", "lag": 1, "unit": "EUR"}, {"name": "Trust"}])
    mine = Event("register", "objectives", [{"name": "Sales", "lag": 3}], key="mine")
    kept.edit(mine)
    assert kept.save(mine)[1]
    put_together = [{"name": "Sales", "lag": 3, "unit": "EUR"}, {"name": "Trust"}]
    assert kept.assessment.registers["objectives"] == put_together == store.load("a1").registers["objectives"]


def test_tables_are_put_together_in_the_transaction_that_keeps_them(kept, models, store, monkeypatch):
    """A row that somebody adds in the moment before ours is written is not lost."""
    append, rest = store.append, [[{"name": "Trust"}], [{"name": "Trust"}, {"name": "Reach"}]]
    other = AssessmentState(store.load("a1"), models, "en", open_store(store.engine.url.database))

    def in_between(*args):
        if rest:
            keep(other, "objectives", rest.pop(0))
        return append(*args)

    monkeypatch.setattr(store, "append", in_between)
    keep(kept, "objectives", [{"name": "Sales"}])
    assert {row["name"] for row in store.load("a1").registers["objectives"]} == {"Sales", "Trust", "Reach"}


def test_other_events_are_left_as_they_are(kept):
    answer = Event("answer", "dm.crm", {"value": 1})
    assert kept.whole(answer) == answer


def test_what_tables_amount_to_is_computed_once_per_change(kept):
    first = kept.tables()
    assert kept.tables() is first
    keep(kept, "objectives", [{"name": "Sales", "lag": 1}])
    assert [one.name for one in kept.tables().objectives] == ["Sales"]


def test_outcomes_follow_the_registers_they_read():
    assert outcomes_of("objectives") == ("objectives", "dialogues")
    assert outcomes_of("phase_levels") == ("segments", "phase_levels")
    assert outcomes_of("swot") == ("swot", "confrontation", "programmes")
    assert forms_of("swot") == ("swot", "confrontation")


def test_names_are_offered_to_the_forms_that_refer_to_them(kept):
    keep(kept, "programmes", [{"name": "Grow"}])
    assert '<datalist id="p-programmes" data-mk-options="programmes"><option value="Grow">' in outcome_html(
        kept, "programmes", "p"
    )
    assert "<datalist" not in outcome_html(kept, "projects", "p")


def test_the_most_telling_sentence_is_empty_until_something_is_amiss(kept):
    assert telling(kept, "layers") == "" and telling(kept, "tree") == ""
    keep(kept, "objectives", [{"name": "Sales", "lag": 2}])
    assert telling(kept, "layers") == "“Sales” lags most, by your own judgement: 2 on a scale of 0 to 4."
