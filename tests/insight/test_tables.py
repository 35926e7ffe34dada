"""The working tables beside the verdicts: the focus dialogue and what it does to the road."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, item, model, simple

from maturity_kit.content.model import Model
from maturity_kit.insight.synthesis import Result, score

LAYERS = model("layers", *[simple(name, 2) for name in ("data", "decisions", "design", "delivery")], id="four")
LADDER = model("ladder", simple("first", 1), simple("second", 1), id="ladder")
OBJECTIVES = [{"name": "Leden", "start": 0, "target": 100, "actual": 60}]
DIALOGUES = [
    {"name": "Verlenging", "current": {"data": 1}, "ambition": {"data": 4}},
    {
        "name": "Welkom",
        "objective": "Leden",
        "current": {"data": 3, "design": 2, "delivery": 1},
        "ambition": {"data": 3, "design": 3, "delivery": 3},
        "missing_technology": ["sms"],
    },
]
ROLES = {
    "delivery": [{"role": "developer", "state": "missing"}, {"role": "kanaalspecialist", "state": "present"}],
    "data": [{"role": "IT", "state": "missing"}],
}


def scored(values: dict[str, Any], *models: Model, **registers: Any) -> Result:
    known = {one.id: one for one in (models or (LAYERS,))}
    return score(answered(values, models={name: "1" for name in known}, registers=registers), known)


@pytest.mark.concept("fd-focus")
def test_the_focus_names_the_dialogue_and_what_it_needs() -> None:
    """Lag 0.4; delivery falls 2/4 short, design 1/4, data nothing, so the roles of data are not asked for."""
    focus = scored({}, objectives=OBJECTIVES, dialogues=DIALOGUES, roles=ROLES).tables.focus
    assert focus is not None
    assert (focus.dialogue, focus.objective) == ("Welkom", "Leden")
    assert focus.layers == ("delivery", "design")
    assert focus.missing_roles == {"delivery": ("developer",)}
    assert focus.missing_technology == ("sms",)


EVEN = {f"{layer}{n}": 1 for layer in ("data", "decisions", "design", "delivery") for n in (1, 2)}


def test_the_third_step_gives_way_to_the_widest_layer_of_the_focus_dialogue() -> None:
    """All gain the same, so the order is that of the model; delivery, the widest layer, takes the third place."""
    without = scored(EVEN)
    assert [one.item for one in without.roadmap if one.horizon == "now"] == ["data1", "data2", "decisions1"]
    within = scored(EVEN, objectives=OBJECTIVES, dialogues=DIALOGUES)
    assert [one.item for one in within.roadmap if one.horizon == "now"] == ["data1", "data2", "delivery1"]
    assert [one.item for one in within.roadmap if one.horizon == "next"] == ["decisions1", "decisions2", "design1"]


def test_nothing_gives_way_when_one_of_the_three_lies_in_the_widest_layer() -> None:
    """delivery1 gains most and is first already."""
    found = scored({**EVEN, "delivery1": 0}, objectives=OBJECTIVES, dialogues=DIALOGUES)
    assert [one.item for one in found.roadmap if one.horizon == "now"] == ["delivery1", "data1", "data2"]


def test_nothing_gives_way_when_the_widest_layer_is_on_target() -> None:
    found = scored({**EVEN, "delivery1": 3, "delivery2": 4}, objectives=OBJECTIVES, dialogues=DIALOGUES)
    assert [one.item for one in found.roadmap if one.horizon == "now"] == ["data1", "data2", "decisions1"]


def test_segments_are_held_against_the_level_of_the_ladder() -> None:
    """The first level is secured with 4, the second is not: level 1 of the 2 that the phase needs."""
    tables = scored(
        {"first1": 4, "second1": 0}, LADDER, segments=[{"name": "a", "phase": "do"}], phase_levels={"do": 2}
    ).tables
    assert [(one.needed, one.shortfall) for one in tables.segments] == [(2, 1)]


def test_operation_scores_are_given_by_programme() -> None:
    """The assessment is of 2026-11-22. A: one of two on time; without a programme: none due yet."""
    tasks = [
        {"task": "mail", "programme": "A", "due": "2026-11-01", "done": "2026-11-01"},
        {"task": "blog", "programme": "A", "due": "2026-11-08", "done": "2026-11-09"},
        {"task": "beurs", "due": "2026-12-01"},
    ]
    tables = scored({}, tasks=tasks).tables
    assert tables.operation_score == 50
    assert tables.operation_scores == {"A": 50, "": None}


def test_the_result_file_has_what_the_tables_amount_to() -> None:
    found = scored({}, objectives=OBJECTIVES, dialogues=DIALOGUES).as_json()["registers"]
    welcome = found["dialogues"][1]
    assert (welcome["name"], welcome["lag"], welcome["gap"]) == ("Welkom", pytest.approx(0.4), pytest.approx(0.25))
    assert found["focus"]["dialogue"] == "Welkom"
    assert found["channels"] is None


def test_an_investment_is_checked_with_the_layers_of_the_model() -> None:
    said = {layer: {"influence": 1} for layer in ("data", "decisions", "design")}
    found = scored({}, investments=[{"name": "CDP", "layers": said}]).tables.investments[0]
    assert not found.balanced
    everyone = {**said, "delivery": {"influence": 1}}
    assert scored({}, investments=[{"name": "CDP", "layers": everyone}]).tables.investments[0].balanced


def test_layers_that_were_filled_in_are_used_when_no_model_has_layers() -> None:
    other = model("tree", {"id": "g", "title": {"en": "g"}, "items": [item("g1")]}, id="t")
    found = scored({"g1": 1}, other, investments=[{"name": "CDP", "layers": {"data": {"influence": 1}}}]).tables
    assert found.investments[0].represented == ("data",)
