"""The formulas of the working tables, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_kit.assessment.registers import Budget, Channel, Registers, Task, registers_of
from maturity_kit.scoring.registers.dialogues import DialogueGap, Progress, focus_of, gaps_of, progress_of
from maturity_kit.scoring.registers.lists import (
    kpi_shares,
    questions_answered,
    segment_needs,
    steps_taken,
)
from maturity_kit.scoring.registers.roles import investment_of, roles_of
from maturity_kit.scoring.registers.silos import silo_map
from maturity_kit.scoring.registers.swot import Pair, confrontation
from maturity_kit.scoring.registers.work import budget_shares, operation_score

TODAY = date(2026, 7, 2)
LAYERS = ("fd.data", "fd.decisions", "fd.design", "fd.delivery")


def tables(**registers: Any) -> Registers:
    return registers_of(registers)


def progress(**fields: Any) -> Progress:
    return progress_of(tables(objectives=[{"name": "Omzet", **fields}]).objectives[0], TODAY)


def test_an_objective_lags_by_what_was_expected_less_what_was_reached() -> None:
    """From 1 January to 31 December 2026 are 364 days, of which 182 have passed: 0.5; reached (12 - 10) / 10 = 0.2."""
    found = progress(start=10, target=20, actual=12, **{"from": "2026-01-01", "due": "2026-12-31"})
    assert (found.progress, found.expected, found.lag) == (0.2, 0.5, pytest.approx(0.3))


def test_an_objective_can_go_down() -> None:
    """Churn from 8 to 4 %, now 5: 0.75 of the way."""
    found = progress(start=8, target=4, actual=5)
    assert (found.progress, found.expected, found.lag) == (0.75, 1.0, 0.25)


@pytest.mark.parametrize(
    ("fields", "lag"),
    [
        ({"start": 0, "target": 10, "actual": 12}, 0.0),
        ({"start": 0, "target": 10, "actual": -5}, 1.0),
        ({"start": 0, "target": 10, "actual": 0, "from": "2026-08-01", "due": "2026-12-31"}, 0.0),
        ({"start": 0, "target": 10, "lag": 3}, 0.75),
        ({"lag": 0}, 0.0),
        ({"target": 10}, None),
        ({"start": 0, "target": 10, "actual": 4, "lag": 4}, 0.6),
        ({"start": 0, "target": 10, "actual": 4, "due": "2027-01-01"}, 0.6),
    ],
)
def test_lag_stays_between_0_and_1_and_a_judged_lag_counts_only_without_numbers(
    fields: dict[str, Any], lag: float | None
) -> None:
    assert progress(**fields).lag == (None if lag is None else pytest.approx(lag))


DIALOGUES = [
    {
        "name": "Welkom",
        "objective": "Leden",
        "current": {"fd.data": 1, "fd.design": 3, "fd.delivery": 2},
        "ambition": {"fd.data": 3, "fd.design": 2, "fd.delivery": 3, "fd.decisions": 4},
    },
    {"name": "Verlenging", "objective": "Churn", "current": {"fd.data": 0}, "ambition": {"fd.data": 2}},
    {"name": "Terugwin", "current": {"fd.data": 0}, "ambition": {"fd.data": 4}},
]


def gaps(*lags: Progress) -> tuple[DialogueGap, ...]:
    return gaps_of(tables(dialogues=DIALOGUES).dialogues, lags)


def test_the_gap_of_a_dialogue_is_the_mean_over_layers_with_both() -> None:
    """Data 2/4, design ahead of its ambition 0, delivery 1/4; decisions has no current: (0.5 + 0 + 0.25) / 3."""
    welcome = gaps(Progress("Leden", None, 1.0, 0.4))[0]
    assert welcome.gap == pytest.approx(0.25)
    assert welcome.priority == pytest.approx(0.1)
    assert welcome.widest == ("fd.data",)


def test_the_focus_is_the_dialogue_with_the_greatest_priority() -> None:
    """Welkom 0.4 x 0.25 = 0.1; Verlenging 0.2 x 0.5 = 0.1; the first of the two on a tie, Terugwin has no objective."""
    found = gaps(Progress("Leden", None, 1.0, 0.4), Progress("Churn", None, 1.0, 0.2))
    assert [one.priority for one in found] == [pytest.approx(0.1), pytest.approx(0.1), None]
    focus = focus_of(found)
    assert focus is not None and focus.name == "Welkom"


def test_there_is_no_focus_without_a_priority_above_0() -> None:
    assert focus_of(gaps(Progress("Leden", None, 1.0, 0.0))) is None


@pytest.mark.concept("fd-roles")
def test_help_from_outside_counts_until_its_last_day() -> None:
    """Of four roles one is present, one external until today, one external until yesterday, one missing."""
    roles = tables(
        roles={
            "fd.data": [
                {"role": "IT", "state": "present"},
                {"role": "Data engineer", "state": "external", "until": "2026-07-02", "takes_over": "IT"},
                {"role": "Information management", "state": "external", "until": "2026-07-01"},
                {"role": "Data steward", "state": "missing"},
            ]
        }
    ).roles["fd.data"]
    found = roles_of(roles, TODAY)
    assert (found.coverage, found.external) == (0.5, 0.25)
    assert found.missing == ("Information management", "Data steward")
    assert roles_of((), TODAY).coverage is None


def checked(**layers: dict[str, Any]) -> Any:
    named = {f"fd.{layer}": said for layer, said in layers.items()}
    return investment_of(tables(investments=[{"name": "CDP", "layers": named}]).investments[0], LAYERS)


@pytest.mark.concept("fd-dominance")
def test_one_layer_with_more_than_half_of_the_influence_dominates() -> None:
    """6 of 10."""
    found = checked(
        data={"influence": 6}, decisions={"influence": 2}, design={"influence": 1}, delivery={"influence": 1}
    )
    assert (found.dominance, found.dominant, found.balanced) == (0.6, "fd.data", False)


def test_exactly_half_of_the_influence_is_balanced_when_all_are_heard() -> None:
    found = checked(
        data={"influence": 5},
        decisions={"influence": 5},
        design={"wishes": "Eén sjabloon", "value": 3},
        delivery={"requirements": "API", "value": 4},
    )
    assert (found.dominance, found.dominant, found.balanced, found.value) == (0.5, None, True, 3.5)


def test_an_investment_on_which_a_layer_was_not_heard_is_not_balanced() -> None:
    found = checked(data={"influence": 1}, decisions={"influence": 1}, design={"wishes": "  "})
    assert found.represented == ("fd.data", "fd.decisions")
    assert not found.balanced


def test_nobody_dominates_when_no_influence_was_given() -> None:
    assert checked(data={"influence": 0}, design={"value": 2}).dominance is None


SWOT = {
    "strengths": [{"id": "s1", "text": ""}, {"id": "s2", "text": ""}],
    "weaknesses": [{"id": "w1", "text": ""}],
    "opportunities": [{"id": "o1", "text": ""}],
    "threats": [{"id": "t1", "text": ""}],
    "weights": {"t1": 1.5},
}


@pytest.mark.concept("ev-confrontation")
def test_the_confrontation_matrix_adds_points_and_weighs_factors() -> None:
    """o1: s1 3 + 2 = 5, w1 2 + 3 = 5; t1: w1 3 x 1.5 = 4.5, s2 2 x 1.5 = 3. The tie is in the order of entry."""
    points = [
        {"voter": "a", "factor": "o1", "first": "s1", "second": "w1"},
        {"voter": "b", "factor": "o1", "first": "w1", "second": "s1"},
        {"voter": "a", "factor": "t1", "first": "w1", "second": "s2"},
    ]
    assert confrontation(tables(swot={**SWOT, "points": points}).swot) == (
        Pair("o1", "s1", 5, "grow"),
        Pair("o1", "w1", 5, "improve"),
        Pair("t1", "w1", 4.5, "turn"),
        Pair("t1", "s2", 3, "defend"),
    )


def test_a_voter_who_votes_again_on_a_factor_replaces_the_first_vote() -> None:
    points = [{"voter": "a", "factor": "o1", "first": "s1"}, {"voter": "a", "factor": "o1", "first": "w1"}]
    assert confrontation(tables(swot={**SWOT, "points": points}).swot) == (Pair("o1", "w1", 3, "improve"),)


def test_totals_of_a_frozen_copy_give_the_same_ranking() -> None:
    swot = tables(swot={**SWOT, "totals": {"o1": {"s1": 5, "gone": 9}}}).swot
    assert confrontation(swot) == (Pair("o1", "s1", 5, "grow"),)


@pytest.mark.concept("ev-operation-score")
def test_the_operation_score_is_the_share_of_due_tasks_done_on_time() -> None:
    """Due: three; on time: one (on the day itself); late: one; not done: one. The fourth is not due yet."""
    tasks = [("2026-06-01", "2026-06-01"), ("2026-06-01", "2026-06-02"), ("2026-07-02", None), ("2026-07-03", None)]
    rows = [Task(task=f"taak {n}", due=due, done=done) for n, (due, done) in enumerate(tasks)]
    assert operation_score(rows, TODAY) == pytest.approx(100 / 3)
    assert operation_score(rows[3:], TODAY) is None


@pytest.mark.concept("ev-budget-benchmark")
def test_the_budget_is_held_against_the_whole_budget_and_the_revenue() -> None:
    """1.13 of 10 million is 0.113; 1.13 of 20 million is 0.0565."""
    euros = {name: {"amount": amount, "currency": "EUR"} for name, amount in (("marketing", 1.13e6), ("company", 1e7))}
    found = budget_shares(Budget(**euros, revenue={"amount": 2e7, "currency": "EUR"}))
    assert (found.of_company, found.of_revenue) == (pytest.approx(0.113), pytest.approx(0.0565))


def test_amounts_in_two_currencies_are_not_compared() -> None:
    found = budget_shares(Budget(marketing={"amount": 1, "currency": "EUR"}, company={"amount": 2, "currency": "USD"}))
    assert found.of_company is None


def test_the_spread_of_the_budget_is_by_department_and_basis() -> None:
    lines = [
        {"name": "Site", "department": "IT", "amount": {"amount": 300, "currency": "EUR"}, "basis": "roi"},
        {"name": "Mail", "department": "Marketing", "amount": {"amount": 100, "currency": "EUR"}},
        {"name": "Beurs", "department": "IT", "amount": {"amount": 9, "currency": "USD"}},
        {"name": "Later"},
    ]
    found = budget_shares(Budget(lines=lines))
    assert found.by_department == {"IT": 0.75, "Marketing": 0.25}
    assert found.by_basis == {"roi": 0.75, "": 0.25}


@pytest.mark.concept("dd-silo-map")
def test_silos_are_the_groups_of_channels_that_reach_each_other() -> None:
    """Mail-Site, Site-App: two edges of the six possible; one of them crosses departments; Winkel stands alone."""
    channels = [
        Channel(name="Mail", department="Marketing", exchanges_with=("site",)),
        Channel(name="Winkel", department="Verkoop", exchanges_with=("Kassa",)),
        Channel(name="Site", department="Marketing", exchanges_with=("Mail", "App", "Site")),
        Channel(name="App", department="IT"),
    ]
    found = silo_map(channels)
    assert found.silos == (("Mail", "Site", "App"), ("Winkel",))
    assert found.edges == (("Mail", "Site"), ("Site", "App"))
    assert (found.density, found.crossing) == (pytest.approx(1 / 3), 0.5)


def test_one_channel_has_density_0_and_no_crossing() -> None:
    found = silo_map([Channel(name="Mail")])
    assert (found.silos, found.density, found.crossing) == ((("Mail",),), 0.0, None)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_every_channel_is_in_exactly_one_silo(pairs: list[tuple[int, int]]) -> None:
    channels = [
        Channel(name=str(n), exchanges_with=tuple(str(other) for one, other in pairs if one == n)) for n in range(7)
    ]
    found = silo_map(channels)
    assert sorted(name for silo in found.silos for name in silo) == [str(n) for n in range(7)]
    assert 0 <= found.density <= 1


@pytest.mark.concept("s3-kpi-register")
def test_a_term_is_complete_with_definition_kpi_value_and_target() -> None:
    """Of two terms one has everything (0 is a value); the other has blanks for a definition and no target."""
    kpis = tables(
        kpis=[
            {"term": "Loyaliteit", "definition": "Koopt opnieuw", "kpi": "herhaalaankopen", "value": 0, "target": 30},
            {"term": "Engagement", "definition": " ", "kpi": "open rate", "value": 21},
        ]
    ).kpis
    found = kpi_shares(kpis)
    assert found.complete == 0.5
    assert found.fields == {"definition": 0.5, "kpi": 1.0, "value": 1.0, "target": 0.5}
    assert kpi_shares(()).complete is None


def test_steps_and_standing_questions_count_when_they_say_something() -> None:
    found = tables(
        strategy_steps={"question": {"done": True}, "analysis": {"done": False, "where": "map"}, "options": {}},
        standing_questions={"customers": "Jonger publiek", "content": " "},
    )
    assert steps_taken(found.strategy_steps) == ("question",)
    assert questions_answered(found.standing_questions) == ("customers",)


@pytest.mark.concept("dm-journey-match")
def test_a_segment_falls_short_of_the_level_its_phase_needs() -> None:
    """Attained 1: do needs 3, so 2 levels short; see needs 1; care was not set."""
    segments = [{"name": n, "phase": phase} for n, phase in (("a", "do"), ("b", "see"), ("c", "care"))]
    found = tables(segments=[*segments, {"name": "d"}], phase_levels={"see": 1, "do": 3})
    needs = segment_needs(found.segments, found.phase_levels, 1)
    assert [(need.needed, need.shortfall) for need in needs] == [(3, 2), (1, 0), (None, None), (None, None)]
    assert [need.shortfall for need in segment_needs(found.segments, found.phase_levels, None)] == [None] * 4
