"""Why a proposal stands on the road, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model, simple

from maturity_kit.content.model import Model
from maturity_kit.insight.reasons import Reason, reasons_of
from maturity_kit.insight.synthesis import score

close = pytest.approx
LADDER = model("ladder", *[simple(name, 1) for name in ("a", "b", "c")])
LAYERS = model("layers", *[simple(name, 2) for name in ("data", "decisions", "design", "delivery")], id="four")
LAGS = {"name": "Sell", "lag": 4}
DIALOGUE = {"name": "Welcome", "objective": "Sell", "current": {"design": 1}, "ambition": {"design": 3}}


def reasons(known: list[Model], values: dict[str, Any], **more: Any) -> dict[str, Reason]:
    found = answered(values, **more)
    result = score(found, {one.id: one for one in known})
    return {one.item.id: one for one in reasons_of(result, found.model_weights)}


def test_the_path_multiplies_to_the_importance_and_that_to_the_priority() -> None:
    # models weigh 3 and 1 (mean 2): 1.5; a weighs 3 and b 1 (mean 2): 1.5; a1 weighs 1 and a2 3 (mean 2): 0.5
    # importance 1.5 * 1.5 * 0.5 = 1.125; gap (80 - 25) / 100 = 0.55; effort 2: 1.125 * 0.55 / 2 = 0.309375
    first = model("tree", group("a", item("a1", effort=2), item("a2", weight=3), weight=3), simple("b", 1), id="p")
    second = model("tree", simple("z", 1), id="q")
    values = {"a1": 1, "a2": 4, "b1": 4, "z1": 4}
    found = reasons([first, second], values, targets={"a": 80}, model_weights={"p": 3})["a1"]
    steps = [(one.node, one.weight, one.mean, one.factor) for one in found.path]
    assert steps == [("p", 3, 2, 1.5), ("a", 3, 2, 1.5), ("a1", 1, 2, 0.5)]
    assert (found.score, found.target, found.own_target, found.gap) == close((25, 80, True, 0.55))
    assert (found.proposal.importance, found.proposal.priority) == close((1.125, 0.309375))
    assert (found.row.state, found.row.value) == ("answered", 1)


def test_a_step_beside_the_score_has_no_mean_and_counts_one() -> None:
    one = model("tree", simple("a", 1), group("s", item("s1", weight=5), item("s2"), weight=7, beside=True))
    found = reasons([one], {"a1": 4, "s1": 0, "s2": 4})["s1"]
    assert [(step.mean, step.factor) for step in found.path] == [(1, 1), (None, 1), (None, 1)]


def test_siblings_that_do_not_count_are_not_in_the_mean() -> None:
    """Switched off, not applicable and beside are left out; open ones count."""
    one = model(
        "tree",
        group("a", item("a1", weight=2), item("a2", weight=4), item("a3", weight=9), item("a4", weight=0)),
        simple("b", 1, weight=5, beside=True),
    )
    found = reasons([one], {"a1": 0, "a3": "not_applicable"})["a1"]
    assert [step.mean for step in found.path] == [1, 1, 3]


@pytest.mark.concept("dm-skip-ahead")
def test_a_proposal_above_a_level_that_is_not_secured_warns_before_it_is_chosen() -> None:
    """Level a is secured, b is not: c would jump over b, while b itself is simply next."""
    found = reasons([LADDER], {"a1": 3, "b1": 1, "c1": 1})
    jump = found["c1"].jump
    assert jump is not None and (str(jump.details["level"]), str(jump.details["lower"])) == (
        str(LADDER.groups[2].title),
        str(LADDER.groups[1].title),
    )
    assert found["b1"].jump is None


@pytest.mark.concept("dm-skipped-step")
def test_a_repair_of_a_skipped_level_says_which_level() -> None:
    """b is at work while a is not secured; what is next in b repairs nothing."""
    found = reasons([LADDER], {"a1": 0, "b1": 2})
    assert [name and name.to("en") for name in (found["a1"].skipped, found["b1"].skipped)] == ["a", None]


def test_a_third_repair_waits_and_says_why() -> None:
    """a1 to a5 repair level a and come before b1; two of them and b1 come now."""
    ladder = model("ladder", simple("a", 5), simple("b", 2))
    found = reasons([ladder], {**{f"a{n}": 0 for n in range(1, 6)}, "b1": 2, "b2": 3})
    now = {name for name, one in found.items() if one.proposal.horizon == "now"}
    waiting = {name for name, one in found.items() if one.proposal.waits == "repairs"}
    assert (now, waiting) == ({"a1", "a2", "b1"}, {"a3", "a4", "a5"})


def test_a_step_for_the_focus_dialogue_takes_the_third_place_and_the_other_waits() -> None:
    """Without a focus data1, data2 and decisions1 would come now; the dialogue falls short in design."""
    values = {"data1": 0, "data2": 0, "decisions1": 0, "design1": 2}
    found = reasons([LAYERS], values, registers={"objectives": [LAGS], "dialogues": [DIALOGUE]})
    assert found["design1"].proposal.horizon == "now" and found["decisions1"].proposal.waits == "focus"
    assert found["design1"].layer and found["design1"].layer.to("en") == "design"
    assert (found["design1"].dialogue, found["data1"].layer) == ("Welcome", None)
