"""The working tables keep what fits, refuse what does not, and carry no voters into a frozen copy."""

from __future__ import annotations

import json
from typing import Any

import pytest
from building import model, simple

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.events import Event, apply, new_assessment
from maturity_kit.assessment.files import dump_assessment, parse_assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.registers import Registers, registers_of
from maturity_kit.errors import InputError
from maturity_kit.scoring.voters import freeze

SWOT = {
    "strengths": [{"id": "s1", "text": "Vaste klanten"}, {"id": "s2", "text": "Eigen tuincentra"}],
    "weaknesses": [{"id": "w1", "text": "Geen data"}],
    "opportunities": [{"id": "o1", "text": "Abonnement op plantverzorging"}],
    "points": [
        {"voter": "a", "factor": "o1", "first": "s1", "second": "w1", "third": "s2"},
        {"voter": "b", "factor": "o1", "first": "s1", "second": "s2"},
    ],
}


def with_registers(**registers: Any) -> Assessment:
    fields = {"format": "maturity-assessment/1", "id": "a", "organisation": "Van Dijk Tuin", "date": "2026-11-22"}
    return parse_assessment(json.dumps({**fields, "registers": registers}), "tuin.json")


def refusal(**registers: Any) -> str:
    with pytest.raises(InputError) as refused:
        with_registers(**registers)
    return refused.value.to("en")


def test_every_register_comes_back_as_it_was_given() -> None:
    """Also the fields that were left out stay out, and a register nobody knows is kept."""
    given = {
        "segments": [{"name": "Balkontuiniers", "phase": "think"}],
        "objectives": [{"name": "Omzet", "start": 1, "target": 2, "from": "2026-01-01", "due": "2026-12-31"}],
        "roles": {
            "fd.data": [{"role": "IT", "state": "external", "until": "2026-12-01", "takes_over": "Binnendienst"}]
        },
        "swot": SWOT,
        "budget": {"marketing": {"amount": 310000, "currency": "EUR"}, "lines": []},
        "notes_of_our_own": {"anything": [1, None]},
    }
    assert json.loads(dump_assessment(with_registers(**given)))["registers"] == given


def test_a_register_is_read_as_objects() -> None:
    objective = registers_of(with_registers(objectives=[{"name": "Omzet", "due": "2026-12-31"}]).registers).objectives[
        0
    ]
    assert (objective.name, objective.due.isoformat() if objective.due else "", objective.start) == (
        "Omzet",
        "2026-12-31",
        None,
    )


@pytest.mark.parametrize(
    ("registers", "place", "words"),
    [
        ({"segments": [{"name": "a", "phase": "zee"}]}, "registers.segments[0].phase", "Did you mean: see?"),
        ({"segments": [{"name": "a", "fase": "see"}]}, "registers.segments[0].fase", "Did you mean: phase?"),
        ({"segments": [{"phase": "see"}]}, "registers.segments[0]", "name"),
        ({"channels": [{"name": "Mail"}, {"name": "mail "}]}, "registers.channels", "is there twice"),
        ({"kpis": [{"term": "Trouw", "value": "7"}]}, "registers.kpis[0].value", "number"),
        ({"objectives": [{"name": "a", "start": 5, "target": 5}]}, "registers.objectives[0]", "no way to go"),
        (
            {"objectives": [{"name": "a", "from": "2026-03-01", "due": "2026-03-01"}]},
            "registers.objectives[0]",
            "not later than its start",
        ),
        ({"objectives": [{"name": "a", "due": "31-12-2026"}]}, "registers.objectives[0].due", "is not a date"),
        ({"dialogues": [{"name": "a", "current": {"fd.data": 5}}]}, "registers.dialogues[0].current.fd.data", "0–4"),
        ({"roles": {"fd.data": [{"role": "IT", "state": "weg"}]}}, "registers.roles.fd.data[0].state", "present"),
        ({"swot": {"threats": [{"id": str(n), "text": ""} for n in range(4)]}}, "registers.swot.threats", "at most 3"),
        ({"swot": {**SWOT, "threats": [{"id": "s1", "text": ""}]}}, "registers.swot", "is there twice"),
        ({"budget": {"marketing": {"amount": 1, "currency": "euro"}}}, "budget.marketing.currency", "three capitals"),
        ({"budget": {"marketing": {"amount": -1, "currency": "EUR"}}}, "budget.marketing.amount", "≥ 0"),
        ({"phase_levels": {"see": 0}}, "registers.phase_levels.see", "≥ 1"),
        ({"stops": {}}, "registers.stops", "a list is expected"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(registers: dict[str, Any], place: str, words: str) -> None:
    message = refusal(**registers)
    assert place in message
    assert words in message


def test_an_edit_replaces_one_register_and_leaves_the_others() -> None:
    before = with_registers(segments=[{"name": "a"}], stops=[{"name": "Folder"}])
    after = apply(before, Event("register", "segments", [{"name": "a"}, {"name": "b", "phase": "do"}]))
    assert after.registers == {"segments": [{"name": "a"}, {"name": "b", "phase": "do"}], "stops": [{"name": "Folder"}]}
    assert apply(after, Event("register", "segments", None)).registers == {"stops": [{"name": "Folder"}]}


def test_an_edit_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match="Did you mean: see"):
        apply(new_assessment("a", "o", "2026-11-22"), Event("register", "segments", [{"name": "a", "phase": "zee"}]))


def test_a_frozen_copy_has_the_points_and_not_the_voters() -> None:
    """s1 gets 3 + 3, s2 gets 1 + 2, w1 gets 2."""
    frozen = freeze(with_registers(swot=SWOT), {}).registers["swot"]
    assert frozen["totals"] == {"o1": {"s1": 6, "s2": 3, "w1": 2}}
    assert "points" not in frozen
    assert frozen["strengths"] == SWOT["strengths"]


def test_freezing_again_changes_nothing() -> None:
    once = freeze(with_registers(swot=SWOT), {})
    assert freeze(once, {}).registers == once.registers


def test_an_insight_named_twice_by_one_voter_counts_once() -> None:
    swot = registers_of({"swot": {"points": [{"factor": "o1", "first": "s1", "second": "s1", "third": "w1"}]}}).swot
    assert list(swot.given()) == [("o1", "s1", 3), ("o1", "w1", 2)]


def test_empty_registers_are_sound() -> None:
    """The empty shapes of a new assessment are read as nothing filled in."""
    names = ["segments", "channels", "kpis", "objectives", "dialogues", "investments", "journey", "programmes"]
    empty = {**{key: [] for key in [*names, "actions", "stops"]}, "standing_questions": {}, "roles": {}, "swot": {}}
    assert registers_of(with_registers(**empty, budget={}).registers) == Registers()


def test_ids_of_an_older_model_move_along_in_the_tables_too() -> None:
    """A layer and an item were renamed; what nobody renamed, and everything else, stays."""
    present = model("layers", simple("fd.information", 1), simple("fd.design", 1), id="four",
                    renamed={"fd.data": "fd.information", "old": "fd.design1"})  # fmt: skip
    before = with_registers(
        roles={"fd.data": [{"role": "IT"}]},
        dialogues=[{"name": "Welkom", "current": {"fd.data": 1, "fd.design": 2}}],
        investments=[{"name": "CDP", "layers": {"fd.data": {"value": 3}}}],
        actions=[{"name": "Meten", "items": ["old", "fd.design1", "own"]}, {"name": "Los"}],
        stops=[{"name": "Folder"}],
    )
    assert carried(before, [present]).registers == {
        "roles": {"fd.information": [{"role": "IT"}]},
        "dialogues": [{"name": "Welkom", "current": {"fd.information": 1, "fd.design": 2}}],
        "investments": [{"name": "CDP", "layers": {"fd.information": {"value": 3}}}],
        "actions": [{"name": "Meten", "items": ["fd.design1", "fd.design1", "own"]}, {"name": "Los"}],
        "stops": [{"name": "Folder"}],
    }


def test_a_layer_that_is_there_under_both_ids_loses_neither() -> None:
    present = model("layers", simple("new", 1), id="four", renamed={"old": "new"})
    roles = {"old": [{"role": "IT"}], "new": [{"role": "Analist"}]}
    assert carried(with_registers(roles=roles), [present]).registers == {"roles": roles}
