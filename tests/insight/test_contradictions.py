"""Contradictions between models: every kind of condition by hand on made-up models, and when a rule is silent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from building import answered, group, item, model, simple

from maturity_kit.content.model import Model
from maturity_kit.content.rules import REGISTERS, Rule, parse_rules
from maturity_kit.content.wording import Wording, _sentences
from maturity_kit.insight.contradictions import Contradiction
from maturity_kit.insight.register_facts import READ
from maturity_kit.insight.synthesis import score

close = pytest.approx


def rules(*when: dict[str, Any]) -> tuple[Rule, ...]:
    return parse_rules(json.dumps([{"id": "r", "when": list(when), "text": {"en": "A."}, "ask": {"en": "B?"}}]))


def found(known: list[Model], values: dict[str, Any], *when: dict[str, Any], **more: Any) -> tuple[Contradiction, ...]:
    return score(answered(values, **more), {one.id: one for one in known}, rules=rules(*when)).contradictions


def speaks(known: list[Model], values: dict[str, Any], *when: dict[str, Any], **more: Any) -> bool:
    return bool(found(known, values, *when, **more))


def said(known: list[Model], values: dict[str, Any], *when: dict[str, Any], **more: Any) -> list[str]:
    (one,) = found(known, values, *when, **more)
    return [fact.to("en") for fact in one.facts]


TREE = model("tree", simple("a", 5), simple("b", 5))


def a(*values: Any) -> dict[str, Any]:
    return {f"a{n}": value for n, value in enumerate(values, 1)}


@pytest.mark.parametrize(
    ("values", "side"),
    [
        # 100 (4+4+2+2+1)/20 = 65; (4+4+2+2)/16 = 75 ; 12.5/20 = 62.5 exactly; 12.4/20 = 62; 9/20 = 45; 8.9/20 = 44.5
        ((4, 4, 2, 2, 1), "high"),
        ((4, 4, 2, 2, 0.5), "high"),
        ((4, 4, 2, 2, 0.4), None),
        ((3, 2, 2, 1, 1), None),
        ((3, 2, 2, 1, 0.9), "low"),
        ((0, 0, 0, 0, 0), "low"),
    ],
)
def test_a_score_is_high_from_62_5_and_low_under_45(values: tuple[float, ...], side: str | None) -> None:
    for asked in ("high", "low"):
        assert speaks([TREE], a(*values), {"node": "a", "is": asked}) is (asked == side)


@pytest.mark.parametrize(("values", "speaking"), [((4, 4, 4), True), ((4, 4), False), ((4, 4, "unknown"), False)])
def test_under_60_percent_of_answers_a_rule_is_silent(values: tuple[Any, ...], speaking: bool) -> None:
    """3 of 5 is enough, 2 of 5 is not; "don't know" is no answer."""
    assert speaks([TREE], a(*values), {"node": "a", "is": "high"}) is speaking


def test_what_does_not_apply_is_no_part_of_the_coverage() -> None:
    # 2 answered of the 3 that apply: 67%
    values = a(0, 0, None, "not_applicable", "not_applicable")
    assert speaks([TREE], values, {"node": "a", "is": "low"})
    assert not speaks([TREE], a(*["not_applicable"] * 5), {"node": "a", "is": "low"})


def test_a_model_by_its_id_is_a_node_too() -> None:
    # 6 of 10 answered
    values = a(4, 4, 4, 4, 4) | {"b1": 4}
    assert said([TREE], values, {"node": "m", "is": "high"}) == [
        "“M” scores 100 of 100, with 60% of its questions answered."
    ]


def test_what_was_switched_off_says_nothing() -> None:
    low = {"node": "a", "is": "low"}
    values = a(0, 0, 0, 0, 0) | {"b1": 4}
    assert speaks([TREE], values, low)
    assert not speaks([TREE], values, low, weights={"a": 0})
    assert not speaks([TREE], values, {"item": "a1", "at_most": 1}, weights={"a1": 0})
    nested = model("tree", group("top", simple("a", 1)), simple("b", 1))
    assert not speaks([nested], {"a1": 0}, {"item": "a1", "at_most": 1}, weights={"top": 0})


def test_a_group_beside_the_score_does_speak() -> None:
    beside = model("tree", simple("a", 1, beside=True), simple("b", 1))
    assert speaks([beside], {"a1": 0}, {"node": "a", "is": "low"}, {"item": "a1", "below": 1})


@pytest.mark.parametrize("when", [{"node": "zz", "is": "low"}, {"item": "zz", "below": 9}])
def test_an_id_that_is_not_there_is_silent(when: dict[str, Any]) -> None:
    assert not speaks([TREE], a(0, 0, 0, 0, 0), when)


@pytest.mark.parametrize("when", [{"item": "a", "below": 9}, {"attained": "m", "at_most": 9}, {"skipped": "m"}])
def test_a_condition_on_another_kind_of_thing_is_silent(when: dict[str, Any]) -> None:
    """A group is no question, a question no group, a tree no ladder, and none of it is an error."""
    assert not speaks([TREE], a(0, 0, 0, 0, 0), {"node": "a1", "is": "low"})
    assert not speaks([TREE], a(0, 0, 0, 0, 0), when)
    assert not speaks([TREE], a(0, 0, 0, 0, 0), {"claimed": "m", "in": ["omnichannel"]}, claims={"m": "omnichannel"})
    assert not speaks([TREE], a(0, 0, 0, 0, 0), {"signal": "coherence", "model": "m", "below": 99})


@pytest.mark.parametrize(
    ("value", "bound", "speaking"),
    [
        (3, {"at_least": 3}, True),
        (2.5, {"at_least": 3}, False),
        (1, {"at_most": 1}, True),
        (2, {"at_most": 1}, False),
        ("unknown", {"at_most": 4}, False),
        ("not_applicable", {"at_most": 4}, False),
        (None, {"at_most": 4}, False),
    ],
)
def test_an_answer_is_compared_on_its_own_scale(value: Any, bound: dict[str, float], speaking: bool) -> None:
    assert speaks([TREE], {"a1": value, "a2": 0}, {"item": "a1", **bound}) is speaking


def test_votes_speak_as_they_are_pooled() -> None:
    # (3 + 4) / 2 = 3.5
    votes = {"a1": [{"voter": "x", "value": 3}, {"voter": "y", "value": 4}]}
    told = said([TREE], {}, {"item": "a1", "at_least": 3.5}, votes=votes)
    assert told == ["“a1?” stands at 3.5 of 4."]


def test_the_fact_of_an_answer_is_the_step_in_its_words() -> None:
    scaled = model("tree", group("a", item("a1", scale={"min": 1, "max": 3})))
    assert said([scaled], {"a1": 2}, {"item": "a1", "at_least": 2}) == ["“a1?” stands at step 2 of 3: “a1 step 2”"]
    (one,) = found([scaled], {"a1": 2}, {"item": "a1", "at_least": 2})
    assert one.facts[0].to("nl") == "‘a1?’ staat op stap 2 van 3: ‘a1 step 2’"


LADDER = model("ladder", simple("a", 5), simple("b", 5), simple("c", 5))


def levels(*values: Any) -> dict[str, Any]:
    """The same answer to all five questions of each level; a list gives them one by one."""
    lists = [value if isinstance(value, list) else [value] * 5 for value in values]
    return {f"{name}{n}": one for name, some in zip("abc", lists, strict=False) for n, one in enumerate(some, 1)}


@pytest.mark.parametrize(
    ("values", "bound", "speaking"),
    [
        (levels(3, 3, 0), {"at_least": 2}, True),
        (levels(3, 3, 0), {"at_least": 3}, False),
        (levels(3, 3), {"at_least": 2}, True),
        (levels(3, 0), {"at_most": 1}, True),
        (levels(3, [0, 0, 0]), {"at_most": 1}, True),
        (levels(3, [0, 0]), {"at_most": 1}, False),
        (levels(3), {"at_most": 1}, False),
        (levels(3, 3, 3), {"at_most": 3}, True),
        (levels(0), {"at_most": 0}, True),
        ({}, {"at_most": 0}, False),
    ],
)
def test_a_level_attained_speaks_when_the_levels_that_decide_are_known(
    values: dict[str, Any], bound: dict[str, int], speaking: bool
) -> None:
    """That a level is not attained is a fact only when 60% of the one above the last secured is answered."""
    assert speaks([LADDER], values, {"attained": "m", **bound}, models={"m": "1"}) is speaking


def test_a_level_that_dropped_out_is_passed_over() -> None:
    values = levels(3, ["not_applicable"] * 5, 0)
    assert speaks([LADDER], values, {"attained": "m", "at_most": 1})
    assert not speaks([LADDER], levels(*[["not_applicable"] * 5] * 3), {"attained": "m", "at_most": 9})


def test_the_fact_of_a_level_is_its_name() -> None:
    assert said([LADDER], levels(3, 0, 0), {"attained": "m", "at_least": 1}) == ["Level 1 of 3 is attained: a."]
    assert said([LADDER], levels(0, 0, 0), {"attained": "m", "below": 1}) == [
        "The first level, a, is not attained yet."
    ]


@pytest.mark.parametrize(
    ("values", "speaking"),
    [
        (levels(0, 2), True),
        (levels(0, 0, 2), True),
        (levels(3, 2), False),
        (levels(0, 0), False),
        (levels([0, 0], 2), False),
        (levels(0, [4, 4]), False),
        (levels([0, 0, 0], [2, 2, 2]), True),
    ],
)
def test_a_level_is_skipped_when_it_and_a_higher_one_at_work_are_known(values: dict[str, Any], speaking: bool) -> None:
    """At work is 50 or more; 60% of both has to be answered."""
    assert speaks([LADDER], values, {"skipped": "m"}) is speaking


def test_the_fact_of_a_skip_names_the_levels() -> None:
    assert said([LADDER], levels(0, 0, 2), {"skipped": "m"}) == ["While c is at work, this is not secured: a and b."]


PLANE = model("quadrant", simple("x", 1), simple("y", 1), parameters={"x": "x", "y": "y"})


def test_a_claim_is_what_was_said_beforehand() -> None:
    claim = {"claimed": "m", "in": ["omnichannel", "omnichannel-one-to-one"]}
    assert said([PLANE], {"x1": 0}, claim, claims={"m": "omnichannel"}) == [
        "What the room said beforehand: Omnichannel marketing."
    ]
    for claims in ({"m": "single-channel"}, {"m": "very omnichannel"}, {}):
        assert not speaks([PLANE], {"x1": 0}, claim, claims=claims)


VALUES = model(
    "values",
    group("i", *[item(f"i{n}", signals=["congruence"]) for n in (1, 2, 3)], item("i4", signals=["coherence"])),
    group("o", item("o1", signals=["congruence"], weight=2)),
    parameters={"insight": ["i"], "solution": ["o"]},
)


@pytest.mark.parametrize(
    ("values", "below", "speaking"),
    [
        # 100 - 100 (1 + 1 + 1/2) / 3 = 16.7 with 3 of a weight of 5 answered: 60%
        ({"i1": 4, "i2": 4, "i3": 2}, 17, True),
        ({"i1": 4, "i2": 4, "i3": 2}, 16, False),
        # 2 of 5: 40%; with o1 beside i1 it is 3 of 5
        ({"i1": 4, "i2": 4}, 17, False),
        ({"i1": 4, "o1": 4}, 17, True),
        ({"i4": 4}, 100, False),
    ],
)
def test_a_signal_speaks_when_60_percent_of_its_questions_is_answered(
    values: dict[str, Any], below: float, speaking: bool
) -> None:
    assert speaks([VALUES], values, {"signal": "congruence", "model": "m", "below": below}) is speaking


def test_the_questions_of_a_signal_that_are_switched_off_do_not_count() -> None:
    # without o1: 2 of 3 answered
    when = {"signal": "congruence", "model": "m", "below": 17}
    assert said([VALUES], {"i1": 4, "i2": 4}, when, weights={"o1": 0}) == [
        "The signal for congruence (parts that do not reinforce each other) stands at 0 of 100."
    ]


LAYERS = model("layers", simple("fd", 1), simple("de", 1))
DAY = "2026-11-22"
ROLES = {"fd": [{"role": "p", "state": "present"}, {"role": "q"}], "de": [{"role": "s", "state": "present"}]}
LAYER = {"current": {"fd": 1}, "ambition": {"fd": 3}}
TERM = {"term": "x", "definition": "d", "kpi": "k", "value": 1, "target": 2}


def shares(first: float, second: float) -> dict[str, Any]:
    return {"name": "CDP", "layers": {"fd": {"influence": first}, "de": {"influence": second}}}


@pytest.mark.parametrize(
    ("register", "kept", "value", "told"),
    [
        # one of two on time
        (
            "operation_score",
            {"tasks": [{"task": "n", "due": "2026-11-01", "done": "2026-11-01"}, {"task": "o", "due": "2026-11-02"}]},
            50,
            "Of the routine work that was due, 50% was done on time.",
        ),
        # one of two terms has everything
        ("kpis.complete", {"kpis": [TERM, {"term": "y"}]}, 0.5, "Of the terms on the list, 50% have a definition"),
        # p of p and q is there; the other layer has all its roles
        ("roles.coverage", {"roles": ROLES}, 0.5, "In the layer fd, 50% of the roles are filled."),
        # 3 of 4 parts, the greatest over two investments
        (
            "investments.dominance",
            {"investments": [shares(1, 1) | {"name": "other"}, shares(3, 1)]},
            0.75,
            "On “CDP” one layer had 75% of the influence.",
        ),
        # judged lag 2 of 4, gap (3 - 1) / 4: priority 0.25
        (
            "dialogues.priority",
            {
                "objectives": [{"name": "stay", "lag": 2}],
                "dialogues": [{"name": "Renewal", "objective": "stay", **LAYER}],
            },
            0.25,
            "The dialogue to start with is “Renewal”.",
        ),
        # one edge of three possible
        (
            "channels.density",
            {"channels": [{"name": "p", "exchanges_with": ["q"]}, {"name": "q"}, {"name": "r"}]},
            1 / 3,
            "On the map of channels 33.3% of the possible pairs exchange customer data.",
        ),
    ],
)
def test_a_number_of_a_working_table_speaks(register: str, kept: dict[str, Any], value: float, told: str) -> None:
    when = {"register": register, "at_least": value - 0.01}
    (one,) = found([LAYERS], {"fd1": 1}, when, registers=kept)
    assert one.facts[0].value == close(value)
    assert one.facts[0].to("en").startswith(told)
    assert not speaks([LAYERS], {"fd1": 1}, {"register": register, "below": value}, registers=kept)
    assert not speaks([LAYERS], {"fd1": 1}, {"register": register, "at_least": 0}, registers={})


def test_roles_can_be_asked_of_one_layer() -> None:
    def covered(layer: str) -> bool:
        when = {"register": "roles.coverage", "layer": layer, "below": 1}
        return speaks([LAYERS], {"fd1": 1}, when, registers={"roles": ROLES})

    assert [covered(layer) for layer in ("fd", "de", "zz")] == [True, False, False]


def test_one_channel_alone_has_nothing_to_exchange() -> None:
    assert not speaks(
        [LAYERS], {}, {"register": "channels.density", "below": 1}, registers={"channels": [{"name": "p"}]}
    )


def test_a_table_belongs_to_the_model_of_its_method_if_that_is_scored() -> None:
    when = {"register": "roles.coverage", "below": 1}
    (with_model,) = found([LAYERS], {"fd1": 1}, when, registers={"roles": ROLES})
    (without,) = found([TREE], a(1), when, registers={"roles": ROLES})
    assert ([one.id for one in with_model.models], without.models) == (["m"], ())


def test_of_a_choice_one_is_enough_and_those_that_hold_are_the_facts() -> None:
    choice = {"any": [{"item": "a1", "at_most": 1}, {"node": "b", "is": "high"}]}
    assert [len(found([TREE], values, choice)) for values in ({"a1": 1}, {"a1": 2})] == [1, 0]
    both = a(1) | {f"b{n}": 4 for n in range(1, 6)}
    (one,) = found([TREE], both, choice)
    assert [fact.subject for fact in one.facts] == ["a1", "b"]


def test_all_conditions_have_to_hold() -> None:
    when = ({"item": "a1", "at_most": 1}, {"item": "a2", "at_least": 3})
    assert [speaks([TREE], a(*values), *when) for values in ((1, 3), (1, 2), (2, 3), (1, None))] == [
        True,
        False,
        False,
        False,
    ]


def test_contradictions_come_in_the_order_of_the_rules_and_the_file_has_their_ids() -> None:
    both = tuple(rules({"item": "a1", "at_most": 1})[0].model_copy(update={"id": name}) for name in ("z", "y"))
    result = score(answered(a(1)), {"m": TREE}, rules=both)
    assert result.as_json()["contradictions"] == ["z", "y"]
    assert score(answered(a(2)), {"m": TREE}, rules=both).contradictions == ()


def test_every_register_can_be_read_and_every_fact_told_in_both_languages() -> None:
    assert set(READ) == set(REGISTERS)
    keys = {f"register.{name}" for name in READ}
    for key, entry in _sentences("rules").items():
        assert set(entry) == {"en", "nl"}
        keys.discard(key)
    assert keys == set() and Wording("rules", "nl")("and") == "en"
