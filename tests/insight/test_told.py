"""What is said of the working tables: the numbers in the sentences are worked out here by hand. Today is 2026-11-22."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from building import answered, model, simple

from maturity_kit.assessment.registers import registers_of
from maturity_kit.content import wording
from maturity_kit.content.model import Model
from maturity_kit.insight import told as room
from maturity_kit.insight.tables import tables_of
from maturity_kit.insight.told import TELLERS, filled, most_telling, told
from maturity_kit.scoring.score import score_model

LADDER = model("ladder", *[simple(name, 1) for name in ("one", "two", "three")], id="ladder")
QUADRANT = model(
    "quadrant",
    *[simple(name, 1, beside=name == "noticed") for name in ("x", "y", "noticed")],
    id="quadrant",
    parameters={"x": "x", "y": "y", "symptoms": "noticed"},
)
LAYERS = model("layers", *[simple(name, 1) for name in ("data", "decisions", "design", "delivery")], id="four")
VALUES = model(
    "values", simple("goal", 1), simple("plan", 1), id="values", parameters={"insight": ["goal"], "solution": ["plan"]}
)


def tell(form: str, registers: dict[str, Any], *models: Model, language: str = "en", **answers: float) -> list[str]:
    """The sentences on a form, with these registers and answers to the items of these models."""
    given = {item: value for item, value in answers.items() if item != "claims"}
    claims = {"quadrant": answers["claims"]} if "claims" in answers else {}
    used = {one.id: one for one in models}
    found = answered(given, models={name: "1" for name in used}, registers=registers, claims=claims)
    results = {name: score_model(one, found) for name, one in used.items()}
    ready = filled(registers_of(found.registers), tables_of(found, results), results, found.date, language)
    return [one.words for one in told(form, ready)]


def telling(forms: tuple[str, ...], registers: dict[str, Any]) -> str:
    found = answered(registers=registers)
    return most_telling(forms, filled(registers_of(registers), tables_of(found, {}), {}, found.date, "en"))


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("form", TELLERS)
def test_an_empty_table_gets_one_line_on_what_filling_it_in_gives(form: str, language: str) -> None:
    said = tell(form, {}, LADDER, QUADRANT, LAYERS, VALUES, language=language)
    assert said == [wording.Wording("tables", language)(f"{form}.empty")]


SEGMENTS = [{"name": "Starters", "phase": "do"}, {"name": "Members", "phase": "see"}, {"name": "Others"}]


def test_segments_wait_for_the_levels_of_the_phases() -> None:
    assert "No phase has a level yet" in tell("segments", {"segments": SEGMENTS}, LADDER, one1=4)[0]


def test_a_segment_that_needs_a_level_that_is_not_there_is_named_with_advice() -> None:
    """Level 1 is secured; see needs 1, do needs 2."""
    found = {"segments": SEGMENTS, "phase_levels": {"see": 1, "do": 2}}
    assert tell("segments", found, LADDER, one1=4) == [
        "For 1 of the 3 segments the level it needs is not secured: “Starters” (two).",
        "Begin with “Members”, where your level is enough, and secure two for the others.",
        "In which phase “Others” is, was not said.",
    ]


def test_segments_that_are_all_served_say_so() -> None:
    found = {"segments": SEGMENTS[:2], "phase_levels": {"see": 1, "do": 2}}
    assert tell("segments", found, LADDER, one1=4, two1=4) == ["Your level is enough for “Starters” and “Members”."]


def test_segments_are_not_judged_before_the_ladder_has_an_answer() -> None:
    found = {"segments": SEGMENTS[:2], "phase_levels": {"see": 1, "do": 2}}
    assert "Your level is not known yet" in tell("segments", found, LADDER)[0]


def test_a_phase_that_asks_for_a_level_beyond_the_ladder_is_named() -> None:
    said = tell("phase_levels", {"phase_levels": {"see": 1, "care": 7}}, LADDER, one1=4, language="nl")
    assert said == [
        "Care vraagt een niveau dat niet bestaat: de ladder telt er 3.",
        "Van de fasen met een niveau is dat van jullie voor één genoeg: See.",
        "Think en Do hebben nog geen niveau.",
    ]


def channels(*rows: tuple[str, str, list[str]]) -> dict[str, Any]:
    return {"channels": [{"name": name, "department": at, "exchanges_with": to} for name, at, to in rows]}


APART = channels(("mail", "A", ["web"]), ("web", "A", []), ("shop", "B", []), ("phone", "C", []))


def test_islands_density_and_the_axis_are_told() -> None:
    """One of six pairs is 17%, inside department A; two of four channels is no more than half, and x is 100."""
    assert tell("channels", APART, QUADRANT, x1=4) == [
        "Of the 4 channels “mail” and “web” share customer data; “shop” and “phone” stand alone.",
        "1 of the 6 possible connections exists (17%), and none of them crosses from one department to another: "
        "the map follows the organisation chart.",
        "The answers are brighter than the map: x scores 100, which is high, while no group holds more than 2 of the 4 "
        "channels. Look together which of the two is right.",
    ]


def test_a_map_that_fits_the_answers_says_so() -> None:
    assert "That fits the answers: x scores 25" in tell("channels", APART, QUADRANT, x1=1)[-1]


def test_a_map_brighter_than_the_answers_says_so() -> None:
    """All three reach each other through web; two of the two edges cross departments."""
    joined = channels(("mail", "A", ["web"]), ("web", "B", ["shop"]), ("shop", "C", []))
    said = tell("channels", joined, QUADRANT, x1=1, language="nl")
    assert said[0] == "Klantdata kan van elk van de 3 kanalen naar elk ander, desnoods via een derde."
    assert said[1].endswith("; ze gaan allemaal van de ene afdeling naar de andere.")
    assert said[2].startswith("De kaart is rooskleuriger dan de antwoorden: één groep omvat 3 van de 3 kanalen")


def test_claim_and_symptoms_stand_beside_the_map() -> None:
    """Both axes are high and customers notice: 0 of 100."""
    said = tell("channels", APART, QUADRANT, x1=4, y1=4, noticed1=0, claims="omnichannel")
    assert any("Beforehand the room said “Omnichannel marketing”" in one for one in said)
    symptoms = tell("channels", channels(("a", "A", ["b"]), ("b", "A", [])), QUADRANT, x1=4, y1=4, noticed1=0)
    assert "Customers do notice poor coordination" in symptoms[-1]


def test_steps_that_were_passed_over_are_named() -> None:
    steps = {"question": {"done": True, "where": "plan"}, "options": {"done": True}, "strategy": {"done": False}}
    assert tell("strategy_steps", {"strategy_steps": steps}) == [
        "2 of the 7 steps were taken; not yet: analysis, conclusion, strategy, objectives and implementation.",
        "The step “options” was taken while 2 earlier ones were passed over (analysis and conclusion), so part of it "
        "rests on assumption.",
        "One step is said to be taken, but where its outcome can be read is not filled in: options.",
    ]


def test_terms_that_cannot_be_measured_are_told_with_what_is_missing_most() -> None:
    """One of three has everything; definition, KPI and value are there in two, target in one."""
    full = {"definition": "d", "kpi": "k", "value": 1}
    rows = [{"term": "loyalty", **full, "target": 2}, {"term": "reach", **full}, {"term": "buzz"}]
    assert tell("kpis", {"kpis": rows}) == [
        "1 of the 3 terms can be measured; the others lack a definition, KPI, value or target.",
        "What is missing most is a target: for 2 of the 3 terms.",
        "“buzz” is no more than a word so far.",
    ]
    assert tell("kpis", {"kpis": rows[:1]}, language="nl")[0].startswith("Het ene begrip is meetbaar")
    assert tell("kpis", {"kpis": rows[1:]})[0].startswith("No term can be measured yet")


def test_standing_questions_that_nobody_looked_at_are_named() -> None:
    kept = {"customers": "older", "media_consumption": "more video", "media_properties": " ", "content": "ok"}
    assert tell("standing_questions", {"standing_questions": kept}, language="nl") == [
        "Naar 2 van de vijf keek deze ronde niemand: wat media kunnen en hoe goed elk medium werkt. "
        "Spreek af wie het uitzoekt."
    ]


HALF_WAY = {"name": "Sales", "start": 0, "target": 100, "actual": 20, "from": "2026-11-02", "due": "2026-12-12"}


def test_the_objective_that_lags_most_is_told_in_shares_of_the_way() -> None:
    """20 of 40 days have passed: 50% expected, 20% done."""
    rows = [HALF_WAY, {"name": "Trust", "lag": 1}, {"name": "Reach"}]
    assert tell("objectives", {"objectives": rows}) == [
        "“Sales” lags most: 20% of the way is done, where 50% was to be expected by now.",
        "Whether “Reach” lags cannot be said: it needs start, target and where it is now, or a judgement.",
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"name": "a", "lag": 2}], "“a” lags most, by your own judgement: 2 on a scale of 0 to 4."),
        ([{"name": "a", "lag": 2}, {"name": "b", "lag": 2}], "“a” and “b” lag most, and equally far: 50 points"),
        ([{"name": "a", "lag": 0}], "The one objective that can be judged is on course."),
        ([{**HALF_WAY, "actual": -1}], "it stands further from its target than at the start, where 50%"),
        ([{**HALF_WAY, "due": "2026-11-20"}], "The day of “Sales” has passed and the target was not reached"),
        ([{"name": "a", "start": 0, "target": 4, "actual": 1}], "“a” lacks its first or last day"),
    ],
)
def test_objectives_in_every_state(rows: list[dict[str, Any]], words: str) -> None:
    assert words in " ".join(tell("objectives", {"objectives": rows}))


def dialogue(now: int, then: int, **more: Any) -> dict[str, Any]:
    return {
        "name": "Welcome",
        "current": {"data": now, "delivery": 2},
        "ambition": {"data": then, "delivery": 2},
        **more,
    }


def test_the_focus_is_told_with_what_it_needs() -> None:
    """Only data falls short; the missing role of delivery is not asked for."""
    found = {
        "objectives": [HALF_WAY],
        "dialogues": [dialogue(1, 3, objective="Sales", missing_technology=["sms"])],
        "roles": {"data": [{"role": "engineer"}], "delivery": [{"role": "developer"}]},
    }
    assert tell("dialogues", found, LAYERS) == [
        "Start with “Welcome”: it serves “Sales”, an objective that lags, and falls short in data.",
        "It lacks one role: “engineer” (data).",
        "In technology “sms” is missing. Try first how far what you have will go.",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "Welcome"}, "Fill in for each layer where a dialogue is now"),
        (dialogue(3, 3), "No dialogue falls short of its ambition"),
        (dialogue(1, 3), "“Welcome” falls short, but serves no objective of which the lag is known"),
        (dialogue(1, 3, objective="Lost"), "“Welcome” serves an objective that is not in the list of objectives."),
        (dialogue(1, 3, objective="Calm"), "“Welcome” falls short of its ambition, but its objective is on course"),
    ],
)
def test_without_a_focus_the_reason_is_told(row: dict[str, Any], words: str) -> None:
    found = {"objectives": [{"name": "Calm", "lag": 0}], "dialogues": [row]}
    assert words in " ".join(tell("dialogues", found, LAYERS))


def helper(name: str, until: str | None = None, heir: str | None = None) -> dict[str, Any]:
    return {"role": name, "state": "external", "until": until, "takes_over": heir}


def test_missing_roles_and_help_that_ends_are_told() -> None:
    """21 January is sixty days after 22 November, 22 January is sixty-one."""
    data = [
        helper("near", "2027-01-21", "analyst"),
        helper("far", "2027-01-22", "analyst"),
        helper("gone", "2026-11-21"),
        helper("endless"),
    ]
    assert tell("roles", {"roles": {"data": data, "design": [{"role": "writer"}]}}, LAYERS) == [
        "2 of the 5 roles are missing: “gone” (data) and “writer” (design).",
        "Nobody takes over from 2 helpers from outside: “gone”, which ended on 21 November 2026 and “endless”, "
        "without an end date.",
        "Within sixty days help from outside ends: “near” until 21 January 2027, then “analyst”. Plan the handover now.",
        "For decisions and delivery no role was listed.",
    ]


def test_investments_that_were_not_heard_or_dominated_are_told() -> None:
    """0.6 of the influence is more than a half; the mean values are 1 and 3."""
    alone = {"data": {"influence": 3, "value": 1}, "design": {"influence": 2, "value": 1}}
    shared = {layer: {"influence": 1, "value": 3} for layer in ("data", "decisions", "design", "delivery")}
    rows = [{"name": "CDP", "layers": alone}, {"name": "Site", "layers": shared}]
    assert tell("investments", {"investments": rows}, LAYERS) == [
        "Not heard were decisions and delivery on “CDP”.",
        "One layer had more than half of the influence: data on “CDP” (60%).",
        "“Site” was decided in balance: all layers heard, none with more than half of the influence.",
        "The layers expect least for the customer from “CDP”: 1 on a scale of 0 to 4.",
    ]


SWOT = {
    "strengths": [{"id": "s1", "text": "brand"}],
    "weaknesses": [{"id": "w1", "text": "data"}],
    "opportunities": [{"id": "o1", "text": "app"}],
    "threats": [{"id": "t1", "text": "law"}],
}


def test_empty_pillars_are_named_and_a_full_swot_leads_to_the_matrix() -> None:
    assert tell("swot", {"swot": {"strengths": SWOT["strengths"]}}, language="nl") == [
        "Na het kiezen is er 1 inzicht over.",
        "3 vakken zijn nog leeg: zwakten, kansen en bedreigingen.",
    ]
    assert tell("swot", {"swot": SWOT})[1].startswith("Now weigh them")


def test_the_top_three_pairs_are_told_by_their_move() -> None:
    """Points 3 and 2 of one voter: grow 3 x 1.5 = 4.5, defend 3, improve 2 x 1.5 = 3, turn 2; ties in order of entry."""
    points = [{"voter": "a", "factor": "o1", "first": "s1", "second": "w1"},
              {"voter": "a", "factor": "t1", "first": "s1", "second": "w1"}]  # fmt: skip
    assert tell("confrontation", {"swot": {**SWOT, "weights": {"o1": 1.5}, "points": points}}) == [
        "Grow: use “brand” to seize “app” (4.5 points).",
        "Improve: do something about “data”, or “app” is missed (3 points).",
        "Defend: use “brand” against “law” (3 points).",
    ]
    points = [{"voter": "a", "factor": "t1", "third": "w1", "first": "w1"}]
    assert tell("confrontation", {"swot": {**SWOT, "points": points}}) == [
        "Turn: do something about “data” before “law” hits you there (3 points).",
        "Nobody gave a point at “app”; perhaps it can go.",
    ]


def test_touchpoints_without_a_metric_and_phases_that_vanish_are_told() -> None:
    rows = [{"phase": "Find", "touchpoint": "ad"}, {"phase": "Buy", "channel": "shop", "metric": "sales"}]
    assert tell("journey", {"journey": rows}) == [
        "Nothing is measured at 1 of the 2 touchpoints: “ad”.",
        "What is measured today at “shop” has no value filled in.",
        "The journey is there as it is; how it should become is still to be drawn.",
    ]
    later = [*rows, {"phase": "Buy", "version": "to_be", "metric": "m"}]
    assert tell("journey", {"journey": later})[-1] == "The journey to come has nothing for the phase “Find”."


def test_programmes_before_insight_are_flagged_by_the_answers_and_by_the_tables() -> None:
    """Insight 25, solution 100: more than 15 ahead."""
    rows = [{"name": "Grow", "goal": "more", "owner": "marketing"}, {"name": "Keep"}]
    tasks = [{"task": "mail", "programme": "Grow"}]
    assert tell("programmes", {"programmes": rows, "tasks": tasks}, VALUES, goal1=1, plan1=4) == [
        "By the answers the solution (100) runs ahead of the insight (25) it should rest on.",
        "Programmes were chosen before there was anything in the confrontation matrix and the customer journey map: "
        "first insight, then solution.",
        "“Keep” has no goal.",
        "“Keep” has no owner.",
    ]


def test_what_projects_lack_is_told_and_the_weightiest_kept() -> None:
    rows = [
        {"name": "Shop", "owner": "sales", "testing": "a week", "start": "2026-01-01", "end": "2026-11-21"},
        {"name": "App", "end": "2027-01-01", "start": "2027-02-01"},
        {"name": "Site"},
    ]
    assert tell("projects", {"projects": rows}) == [
        "“Shop” ended without a final evaluation.",
        "“App” ends before it starts: one of the two dates is wrong.",
        "“Site” has no end date, and work without an end is no project.",
        "“App” and “Site” have no owner.",
    ]
    done = [{**rows[0], "evaluation": "it sold"}]
    assert tell("projects", {"projects": done}) == ["The one project has an end, an owner and time for testing."]


def test_the_operation_score_has_its_counts_and_the_worst_programme() -> None:
    """Three are due on 22 November: one of three on time, 33; B has none of one."""
    rows = [
        {"task": "mail", "programme": "A", "due": "2026-11-01", "done": "2026-11-01"},
        {"task": "blog", "programme": "A", "due": "2026-11-08", "done": "2026-11-09"},
        {"task": "report", "programme": "B", "due": "2026-11-22"},
        {"task": "fair", "due": "2026-12-01"},
        {"task": "call"},
    ]
    assert tell("tasks", {"tasks": rows}) == [
        "The operation score is 33 out of 100: 1 on time of the 3 tasks that were due.",
        "Lowest is “B”: 0, with 0 of 1 on time.",
        "“report” is overdue and not done yet.",
        "“call” has no date and does not count.",
    ]
    assert tell("tasks", {"tasks": rows[3:4]}, language="nl") == [
        "Er hoefde op 22 november 2026 nog geen taak klaar te zijn, dus er is nog geen operatiescore."
    ]


def euro(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def test_the_budget_stands_beside_the_figures_of_the_source() -> None:
    """20 of 200 is 10%, 20 of 400 is 5%; marketing carries 15 of 20 of the parts."""
    lines = [{"name": "ads", "department": "Marketing", "amount": euro(15), "from": "2026-01-01", "until": "2026-06-30"},
             {"name": "site", "department": "IT", "amount": euro(5)}]  # fmt: skip
    kept = {"marketing": euro(20), "company": euro(200), "revenue": euro(400), "basis": "last_year", "lines": lines}
    assert tell("budget", {"budget": kept}) == [
        "Marketing gets 10% of the company's budget (the source says 11.3%) and 5% of yearly revenue (the source says "
        "9%); the source names neither year nor origin, so it is a start for a conversation and no norm.",
        "It follows last year's figure; a business case or the return would say what it is meant to bring.",
        "“Marketing” carries 75% of the parts; spread over departments more of them have a stake.",
        "“site” is not spread over time: from or until is missing.",
    ]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ({"marketing": euro(20), "company": {"amount": 9, "currency": "USD"}}, "in different currencies"),
        ({"marketing": euro(20)}, "what it is a part of"),
        ({"lines": [{"name": "a", "amount": euro(1), "basis": "last_year"}, {"name": "b", "amount": euro(3)}]}, "25%"),
        ({"lines": [{"name": n, "amount": euro(1), "department": n} for n in "ab"]}, "spread over 2 departments"),
    ],
)
def test_budgets_that_say_less(kept: dict[str, Any], words: str) -> None:
    assert words in " ".join(tell("budget", {"budget": kept}))


WHOLE = {"owner": "marketing", "date": "2027-01-01", "first_step": "call", "measure": "sales"}


def test_actions_that_are_not_complete_or_jump_are_told() -> None:
    """Level one is not secured, so an action on level three jumps."""
    rows = [{"name": "Fly", "items": ["three1"], **WHOLE}, {"name": "Walk", "owner": "me", "date": "2026-11-01"}]
    assert tell("actions", {"actions": rows}, LADDER, one1=1, three1=1) == [
        "“Fly” works on three while one is not secured: first step back, or repair that level.",
        "One action is not complete: “Walk” (no first step or measure).",
        "The date of “Walk” has passed.",
    ]
    many = [{"name": str(n), "reach": "slow" if n == 1 else "short_term", **WHOLE} for n in range(1, 5)]
    assert [one.split(" ")[0] for one in tell("actions", {"actions": many})] == ["All", "4", "“1”"]


def test_hours_that_stopping_frees_are_added_up() -> None:
    """10 + 2.5."""
    rows = [{"name": "report", "hours": 10, "reason": "unread"}, {"name": "fair", "hours": 2.5, "reach": "slow"},
            {"name": "mug"}]  # fmt: skip
    assert tell("stops", {"stops": rows}, language="nl") == [
        "Er stoppen 3 dingen en dat maakt 12,5 uur per maand vrij.",
        "De uren van ‘mug’ zijn nog niet geteld.",
        "‘fair’ kan dit team niet alleen stoppen, of alleen traag: zoek uit wie dat wel kan.",
        "Waarom ‘fair’ en ‘mug’ stoppen, is niet opgeschreven.",
    ]
    assert tell("stops", {"stops": [{"name": "a", "hours": 1, "reason": "r"}]})[0] == (
        "One thing stops, which frees 1 hour a month."
    )


def test_names_are_quoted_on_one_line_and_many_are_counted() -> None:
    rows = [{"term": f"{{t}}\n{n}"} for n in range(5)] + [{"term": "x" * 300}]
    said = tell("kpis", {"kpis": rows})[-1]
    assert said == "“{t} 0”, “{t} 1”, “{t} 2” and 3 others are no more than words so far."
    assert "“" + "x" * 119 + "…”" in tell("kpis", {"kpis": rows[-1:]})[-1]


def test_the_weightiest_sentence_of_several_tables_is_the_most_telling() -> None:
    """An empty table and one that is in order say nothing that matters; a contradiction outweighs a gap."""
    terms = {"kpis": [{"term": "buzz", "definition": "talk"}, {"term": "b", "definition": "d"}]}
    steps = {"strategy_steps": {"options": {"done": True, "where": "plan"}}}
    forms = ("strategy_steps", "kpis", "standing_questions")
    assert telling(forms, {}) == ""
    assert telling(forms, {**steps}).startswith("The step “options” was taken")
    assert telling(forms, {**terms}).startswith("No term can be measured")


def entries() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((wording.FOLDER / "tables.yaml").read_text(encoding="utf-8"))
    return found


def test_both_languages_name_the_same_things() -> None:
    def named(template: Any) -> set[str]:
        forms = template.values() if isinstance(template, dict) else [template]
        return {field for form in forms for _, field, _, _ in Formatter().parse(form) if field} - {"count"}

    assert {key for key, entry in entries().items() if named(entry["en"]) != named(entry["nl"])} == set()


def test_every_sentence_is_asked_for_and_every_one_that_is_asked_for_exists() -> None:
    source = "".join(path.read_text() for path in Path(room.__file__).parent.glob("*.py"))
    literal = set(re.findall(r'"([a-z_]+(?:\.[a-z-]+)+)"', source))
    built = {
        "kpis.",
        "standing_questions.",
        "confrontation.",
        "programmes.no-",
        "programmes.",
        "projects.",
        "budget.",
        "actions.",
    }
    assert all(f'f"{start}{{' in source for start in built)
    plain = {key for key in entries() if "." not in key}
    loose = {key for key in entries() if key not in literal | plain and not key.startswith(tuple(built))}
    assert loose == set() and literal - entries().keys() == set()
    assert {key for key in plain if f'"{key}"' not in source} == set()
