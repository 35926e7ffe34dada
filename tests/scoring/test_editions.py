"""The quick scan and the full edition of one model: what was not asked, and not to be asked, is no part of the score."""

from __future__ import annotations

import json
from typing import Any

import pytest
from building import Fields, answered, assessment_fields, group, item, model
from hypothesis import given, settings
from hypothesis import strategies as st

import maturity_kit as mk
from maturity_kit.assessment.events import Event, apply
from maturity_kit.assessment.pool import pooled
from maturity_kit.content.model import Model
from maturity_kit.insight.explain import explain
from maturity_kit.insight.flips import flips
from maturity_kit.insight.frames import answers_frame
from maturity_kit.insight.sensitivity import tornado
from maturity_kit.insight.verdict import verdict
from maturity_kit.scoring.result import LadderReading, ModelResult
from maturity_kit.scoring.score import score_model


def level(name: str, quick: int, rest: int, **more: Any) -> Fields:
    """A group of which the quick scan asks the first items."""
    items = [item(f"{name}{n}", quick=n <= quick) for n in range(1, quick + rest + 1)]
    return group(name, *items, **more)


TREE = model("tree", level("a", 2, 2), level("b", 1, 3))
LADDER = model("ladder", *[level(name, 2, 4) for name in "abc"])


def scored(of: Model, values: dict[str, Any], edition: str, **more: Any) -> ModelResult:
    return score_model(of, answered(values, edition=edition, **more))


def four(result: ModelResult) -> tuple[float | None, ...]:
    return result.score, result.low, result.high, result.coverage


def test_an_item_outside_the_quick_scan_without_a_word_drops_out() -> None:
    """a: 2 of 4 and 4 of 4 = 75; b: 0 of 4 = 0; each of the two weighs half, and nothing is open."""
    values = {"a1": 2, "a2": 4, "b1": 0}
    assert four(scored(TREE, values, "quick")) == (37.5, 37.5, 37.5, 1)
    assert scored(TREE, values, "quick").nodes["a3"] == mk.scoring.result.NodeScore(None, None, None, None)


def test_the_same_answers_in_the_full_edition_leave_questions_open() -> None:
    """a: low (50 + 100) / 4 = 37.5, high + 50; b: low 0, high 75. The mean of those answered is the same."""
    values = {"a1": 2, "a2": 4, "b1": 0}
    assert four(scored(TREE, values, "full")) == (37.5, 18.75, 81.25, (0.5 + 0.25) / 2)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"answers": {"b2": {"value": 4}}}, "answered"),
        ({"votes": {"b2": [{"value": 4}]}}, "answered"),
        ({"answers": {"b2": {"state": "unknown"}}}, "unknown"),
        ({"votes": {"b2": [{"state": "unknown"}]}}, "unknown"),
        ({"answers": {"b2": {"state": "not_applicable", "reason": "no"}}}, "not_applicable"),
        ({"answers": {"b2": {"note": "later"}}}, "not_in_edition"),
        ({"votes": {"b2": []}}, "not_in_edition"),
        ({}, "not_in_edition"),
    ],
)
def test_said_is_said_also_outside_the_quick_scan(said: Fields, state: str) -> None:
    """An answer, a state or a vote brings an item in; a note alone and an empty list of votes say nothing."""
    sheet = mk.parse_assessment(json.dumps(assessment_fields(edition="quick", **said)))
    states = pooled(sheet, TREE).states
    assert dict(zip([one.id for one in TREE.items], states, strict=True))["b2"] == state


def test_an_answer_outside_the_quick_scan_counts_as_ever() -> None:
    """b: 0 and 100 are 50 in the mean; the two that nobody spoke of stay out."""
    assert four(scored(TREE, {"a1": 4, "a2": 4, "b1": 0, "b2": 4}, "quick")) == (75, 75, 75, 1)


def test_a_dont_know_outside_the_quick_scan_widens_the_bounds() -> None:
    """b: one of two known, so 0 to 50; the model 50 to 75."""
    assert four(scored(TREE, {"a1": 4, "a2": 4, "b1": 0, "b2": "unknown"}, "quick")) == (50, 50, 75, 0.75)


def test_a_group_without_a_quick_question_drops_out() -> None:
    """b is not asked at all, so the model is what a is."""
    tree = model("tree", level("a", 1, 1), level("b", 0, 2))
    assert four(scored(tree, {"a1": 3}, "quick")) == (75, 75, 75, 1)
    assert [row.left for row in explain(scored(tree, {"a1": 3}, "quick")).rows] == [None, "not-in-edition"]


def test_a_model_without_quick_marks_is_asked_whole_in_both_editions() -> None:
    """Otherwise a quick scan of a model of one's own would be empty."""
    plain = model("tree", level("a", 0, 2))
    assert four(scored(plain, {"a1": 4}, "quick")) == four(scored(plain, {"a1": 4}, "full")) == (100, 50, 100, 0.5)


def test_two_answers_a_level_are_enough_for_a_ladder() -> None:
    """Both quick questions answered is all of the level: coverage 1, more than the 0.6 it takes to be secured."""
    values = dict.fromkeys(["a1", "a2", "b1", "b2"], 3) | {"c1": 1, "c2": 1}
    result = scored(LADDER, values, "quick")
    assert isinstance(result.reading, LadderReading)
    assert (result.reading.attained, result.reading.attained_low, result.reading.attained_high) == (2, 2, 2)
    assert result.reading.open == () and result.nodes["a"].coverage == 1


def test_one_of_two_answers_is_too_little_for_a_level() -> None:
    """Coverage 0.5 is under 0.6; with the other answer at its highest the level would be secured."""
    reading = scored(LADDER, {"a1": 4}, "quick").reading
    assert isinstance(reading, LadderReading)
    assert (reading.attained, reading.attained_high, reading.open) == (0, 3, ("a", "b", "c"))


def test_two_of_six_answers_are_too_little_in_the_full_edition() -> None:
    """The same level with four questions more: coverage 2/6."""
    reading = scored(LADDER, dict.fromkeys(["a1", "a2"], 4), "full").reading
    assert isinstance(reading, LadderReading) and reading.attained == 0 and "a" in reading.open


def test_an_essential_question_outside_the_quick_scan_holds_up_nothing() -> None:
    """Nobody was asked, so nobody is under the gate."""
    ladder = model("ladder", group("a", item("a1", quick=True), item("a2", essential=True)))
    reading = scored(ladder, {"a1": 4}, "quick").reading
    assert isinstance(reading, LadderReading) and (reading.attained, reading.attained_low) == (1, 1)


def test_what_was_not_asked_can_flip_nothing_and_weighs_nothing() -> None:
    """Only b1 is open; doubling the weight of a question that was not asked moves no score."""
    sheet = answered({"a1": 4, "a2": 0}, edition="quick")
    assert [one.item for one in flips(TREE, sheet)] == ["b1"]
    assert {bar.node for bar in tornado(score_model(TREE, sheet).case)} <= {"a", "b", "a1", "a2"}


def test_the_doubts_count_the_questions_of_the_edition() -> None:
    """Three questions in the quick scan, one of them open; eight in the full edition."""
    values = {"a1": 2, "a2": 2}
    assert verdict(scored(TREE, values, "quick"), "en").uncertainty.startswith("Of the 3 questions 1 is still open.")
    assert verdict(scored(TREE, values, "full"), "en").uncertainty.startswith("Of the 8 questions 6 are still open.")


def test_a_notice_says_how_many_questions_were_not_asked() -> None:
    """Five of eight; one sentence over all models, and none in the full edition."""
    quick, full = (mk.score(answered({"a1": 2}, edition=edition), {"m": TREE}) for edition in ("quick", "full"))
    assert [one.to("en") for one in quick.notices] == [
        "This rests on the quick scan: 5 questions of the full edition were not asked."
    ]
    assert "5 vragen van de volledige editie zijn niet gesteld" in quick.notices[0].to("nl")
    assert full.notices == ()


def test_the_table_of_answers_tells_the_state() -> None:
    """An analyst can tell what was left out from what is still open."""
    frame = answers_frame(mk.score(answered({"a1": 2}, edition="quick"), {"m": TREE})).set_index("item")
    assert frame.loc[["a1", "a2", "a3"], "state"].tolist() == ["answered", "not_asked", "not_in_edition"]


def test_going_on_to_the_full_edition_loses_nothing_and_widens_the_bounds() -> None:
    """The answers of the quick scan stay; what it left out is then not asked yet."""
    quick = answered({"a1": 2, "a2": 4, "b1": 0}, edition="quick", targets={"a": 80}, weights={"b": 2})
    full = apply(quick, Event("detail", "edition", "full"))
    assert full == quick.model_copy(update={"edition": "full"})
    before, after = score_model(TREE, quick), score_model(TREE, full)
    assert after.low < before.low == before.high < after.high  # type: ignore[operator]
    assert pooled(full, TREE).states.count("not_asked") == 5


MARKED = st.lists(st.tuples(st.booleans(), st.sampled_from([None, "unknown", "not_applicable", 0, 1, 2, 3, 4])),
                  min_size=6, max_size=6)  # fmt: skip


def halves(marked: list[tuple[bool, Any]], kept: set[str] | None = None) -> Model:
    """Two groups of three items, or of those of them that are kept."""
    items = [item(f"i{n}", quick=quick, weight=1 + n) for n, (quick, _) in enumerate(marked)]
    parts = [[one for one in some if kept is None or one["id"] in kept] for some in (items[:3], items[3:])]
    return model("tree", *[group(f"g{n}", *part, weight=1 + n) for n, part in enumerate(parts) if part])


@settings(max_examples=150, deadline=None)
@given(MARKED)
def test_the_quick_scan_is_the_model_without_what_it_leaves_out(marked: list[tuple[bool, Any]]) -> None:
    """Literally removed: another model with only the items that are in the quick scan or were spoken of."""
    values = {f"i{n}": value for n, (_, value) in enumerate(marked)}
    kept = {f"i{n}" for n, (quick, value) in enumerate(marked) if quick or value is not None}
    if any(quick for quick, _ in marked):
        found = scored(halves(marked), values, "quick")
        assert four(found) == pytest.approx(four(scored(halves(marked, kept), values, "full")))


@settings(max_examples=150, deadline=None)
@given(MARKED)
def test_the_full_edition_is_never_surer_than_the_quick_scan(marked: list[tuple[bool, Any]]) -> None:
    """The same answers with more questions: the same score, wider bounds, less coverage."""
    values = {f"i{n}": value for n, (_, value) in enumerate(marked)}
    quick, full = (scored(halves(marked), values, edition) for edition in ("quick", "full"))
    if quick.low is not None and full.low is not None:
        assert full.low <= quick.low + 1e-9 and full.high >= quick.high - 1e-9  # type: ignore[operator]
        assert full.coverage <= quick.coverage + 1e-9  # type: ignore[operator]
    assert full.nodes["g0"].score == quick.nodes["g0"].score
