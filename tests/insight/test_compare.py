"""Rounds and units beside each other, worked by hand: a tree of two groups in two versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from building import answered, group, item, model, model_fields

import maturity_kit as mk
from maturity_kit.content.load import Models, load_models
from maturity_kit.errors import InputError
from maturity_kit.insight.comparing.compare import Entrant, compare
from maturity_kit.insight.comparing.comparison import Comparison
from maturity_kit.insight.comparing.shifts import Shift
from maturity_kit.insight.comparing.sides import cell, labels, standing_words
from maturity_kit.insight.comparing.table import table_head
from maturity_kit.insight.comparing.words import displayed, sentences, shift_sentence, spread_sentences, step_title
from maturity_kit.insight.schemas import schema_of
from maturity_kit.scoring.result import Change

close = pytest.approx
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "data/examples"
PLAIN = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")))


def rounds(first: dict[str, Any], second: dict[str, Any], **more: Any) -> Comparison:
    """Two rounds of one unit; ``more`` holds fields of the second."""
    return compare([answered(first), answered(second, round=2, **more)], {"m": PLAIN})


@pytest.fixture
def versions(tmp_path: Path) -> Models:
    """Version 1: a (weight 3) with a1 and c1, and b with b1. Version 2: a1 is called a2, a weighs 1, b has b2 too."""
    first = model_fields("tree", group("a", item("a1"), item("c1"), weight=3), group("b", item("b1")))
    groups = (group("a", item("a2")), group("b", item("b1"), item("b2")))
    second = model_fields("tree", *groups, version="2", renamed={"a1": "a2"})
    for name, fields in (("m@1", first), ("m", second)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(fields, sort_keys=False), encoding="utf-8")
    return load_models(tmp_path)


@pytest.mark.concept("s3-cycle")
def test_a_change_is_split_into_version_weights_and_answers(versions: Models) -> None:
    """Round 1 by version 1: a = (100 + 0)/2 = 50, b = 0, so (3 x 50 + 0)/4 = 37.5.

    Its answers in version 2: a = 100, b = 0, so 50: version +12.5. With b at weight 3: (100 + 0)/4 = 25: weights -25.
    Then b1 and b2 at 4: 100, so answers +75. Together 62.5 = 100 - 37.5.
    """
    before = answered({"a1": 4, "c1": 0, "b1": 0}, models={"m": "1"})
    after = answered({"a2": 4, "b1": 4, "b2": 4}, models={"m": "2"}, round=2, weights={"b": 3})
    found = compare([before, after], versions)
    (step,) = found.steps
    whole = step.models["m"].whole
    assert (whole.before, whole.after, whole.change, whole.direction) == close((37.5, 100, 62.5, "up"))
    assert (whole.parts.version, whole.parts.weights, whole.parts.answers) == close((12.5, -25, 75))
    assert [item.id for item in step.models["m"].new] == ["b2"]
    assert [item.id for item in step.models["m"].gone] == ["c1"]
    assert [(one.item.id, one.before, one.after, one.points) for one in step.models["m"].moved] == [("b1", 0, 4, 100)]
    frame = mk.changes_frame(found).set_index("node")
    assert frame.loc["m", ["change", "version", "weights", "answers"]].tolist() == close([62.5, 12.5, -25, 75])
    assert frame.loc["a", ["before", "after", "version", "answers"]].tolist() == close([50, 100, 50, 0])


def test_the_parts_add_up_to_the_scores_that_are_shown(versions: Models) -> None:
    """Every node with a score in both rounds: before and the three parts give after."""
    before = answered({"a1": 3, "c1": 1, "b1": 2}, models={"m": "1"}, weights={"a": 2})
    after = answered({"a2": 1, "b1": 3, "b2": 0}, models={"m": "2"}, round=2, weights={"b": 3})
    step = compare([before, after], versions).steps[0].models["m"]
    for shift in (step.whole, *step.groups.values()):
        parts = (shift.parts.version or 0) + (shift.parts.weights or 0) + (shift.parts.answers or 0)
        assert (shift.before or 0) + parts == close(shift.after)


def test_without_the_former_version_its_part_is_not_known(versions: Models) -> None:
    """The earlier round is then scored by the present version, and a notice says so."""
    (versions.folder / "m@1.yaml").unlink()
    before, after = answered({"a1": 0, "b1": 0}, models={"m": "1"}), answered({"a2": 4, "b1": 0}, round=2)
    found = compare([before, after], versions)
    whole = found.steps[0].models["m"].whole
    assert (whole.change, whole.parts.version, whole.parts.answers) == (close(50), None, close(50))
    assert [one.key for one in found.notices] == ["compare.version"]
    assert "how much of that comes with the new version of the model is not known" in sentences(found, "en")[0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"h1": 1}, {"h1": 3}, "up"),
        ({"h1": 3}, {"h1": 1}, "down"),
        ({"h1": 3}, {"h1": 3}, "same"),
        ({"g1": 3}, {"h1": 3}, "new"),
        ({"h1": 3}, {"g1": 3}, "gone"),
        ({"g1": 3}, {"g1": 4}, "none"),
    ],
)
def test_a_part_goes_up_down_or_is_new(first: dict[str, Any], second: dict[str, Any], expected: str) -> None:
    assert rounds(first, second).steps[0].models["m"].groups["h"].direction == expected


def test_the_items_that_moved_most_come_first() -> None:
    """g2 by three steps of four (75 points), h1 by one (25); g1 stayed and is left out."""
    moved = rounds({"g1": 2, "g2": 4, "h1": 0}, {"g1": 2, "g2": 1, "h1": 1}).steps[0].models["m"].moved
    assert [(one.item.id, one.points) for one in moved] == [("g2", -75), ("h1", 25)]


def test_only_consecutive_rounds_of_a_unit_are_steps() -> None:
    """Rounds 3, 1, 2 of Shop and one of Web: 1 to 2 and 2 to 3 of Shop; spelling of the name makes no other unit."""
    sides = [answered({"h1": 1}, unit=unit, round=number)
             for unit, number in (("Shop", 3), ("Web", 1), ("shop ", 1), ("Shop", 2))]  # fmt: skip
    found = compare(sides, {"m": PLAIN})
    assert [(step.before, step.after) for step in found.steps] == [(2, 3), (3, 0)]


@pytest.mark.concept("dm-brand")
def test_units_stand_beside_each_other_with_a_level_of_their_own() -> None:
    """One brand on the first level (75), the other under construction (25): each has its own row and standing."""
    ladder = model("ladder", group("first", item("f1")), group("second", item("s1")))
    brands = [answered({"f1": 3, "s1": 0}, unit="A"), answered({"f1": 1, "s1": 0}, unit="B")]
    found = compare(brands, {"m": ladder})
    frame = mk.compare_frame(found)
    levels = frame[frame["kind"] == "model"].set_index("assessment")["standing"]
    assert (levels["A"], levels["B"], found.steps) == ("first", "first, under construction", ())
    rows = frame[frame["node"] == "first"]
    assert (rows["unit"].tolist(), rows["score"].tolist()) == (["A", "B"], [75, 25])


def test_the_frame_has_a_row_for_each_group_and_assessment() -> None:
    """Two sides, one model with two groups: six rows; an unanswered group has bounds and no score."""
    frame = mk.compare_frame(rounds({"g1": 4}, {"g1": 4, "h1": 2}), "nl")
    assert len(frame) == 6
    first = frame[(frame["assessment"] == "Ronde 1") & (frame["node"] == "h")].iloc[0]
    assert (first["low"], first["high"], first["coverage"], first["score"] != first["score"]) == (0, 100, 0, True)


def test_a_group_that_only_the_older_version_has_is_kept(tmp_path: Path) -> None:
    """It stands after the present groups, with a dash for the assessment that does not know it."""
    old = model_fields("tree", group("g", item("g1")), group("lost", item("l1")))
    new = model_fields("tree", group("g", item("g1")), version="2")
    for name, fields in (("m@1", old), ("m", new)):
        (tmp_path / f"{name}.yaml").write_text(json.dumps(fields), encoding="utf-8")
    before = answered({"g1": 1, "l1": 4}, models={"m": "1"})
    rows = compare([before, answered({"g1": 1}, round=2)], load_models(tmp_path)).rows("m")
    assert [(row.id, [node and node.score for node in row.scores]) for row in rows] == [
        ("g", [25, 25]), ("lost", [100, None]),
    ]  # fmt: skip


def test_of_the_only_group_that_counts_the_picture_shows_the_groups_in_it() -> None:
    """As with the elements of a cycle; what stands beside the score keeps one row."""
    nested = model("tree", group("all", group("x", item("x1")), group("y", item("y1"))),
                   group("side", group("z", item("z1")), beside=True))  # fmt: skip
    found = compare([answered({"x1": 1}), answered({"x1": 2}, round=2)], {"m": nested})
    assert [row.id for row in found.parts("m")] == ["x", "y", "side"]
    assert [row.id for row in rounds({"g1": 1}, {"g1": 2}).parts("m")] == ["g", "h"]


def test_a_value_that_does_not_fit_is_refused_with_its_file() -> None:
    with pytest.raises(InputError, match=r"b\.json: answers\.g1\.value"):
        compare([Entrant(answered({})), Entrant(answered({"g1": 9}), where="b.json")], {"m": PLAIN})


def test_quick_scans_beside_full_editions_are_remarked_on() -> None:
    assert [one.key for one in rounds({"g1": 1}, {"g1": 1}, edition="quick").notices] == ["compare.editions"]
    assert rounds({"g1": 1}, {"g1": 1}).notices == ()


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ([{"round": 1}, {"round": 2}], ["Ronde 1", "Ronde 2"]),
        ([{"unit": "Shop"}, {"unit": ""}], ["Shop", "Hele organisatie"]),
        ([{"unit": "Shop"}, {"unit": "Shop", "round": 2}, {"unit": "Web"}], ["Shop, ronde 1", "Shop, ronde 2", "Web, ronde 1"]),
        ([{"organisation": "P"}, {"organisation": "Q"}], ["P", "Q"]),
        ([{"date": "2025-01-02"}, {"date": "2026-01-02"}], ["Ronde 1 (2025-01-02)", "Ronde 1 (2026-01-02)"]),
        ([{}, {}], ["Ronde 1 (2026-11-22), nummer 1", "Ronde 1 (2026-11-22), nummer 2"]),
    ],
)  # fmt: skip
def test_a_label_says_what_tells_the_sides_apart(details: list[dict[str, Any]], expected: list[str]) -> None:
    sides = [answered({"h1": place}, **{"round": 1, **one}) for place, one in enumerate(details)]
    assert labels(compare(sides, {"m": PLAIN}).sides, "nl") == expected


def test_a_milestone_is_named_in_its_label() -> None:
    sides = [Entrant(answered({}), name="Kick-off"), Entrant(answered({}))]
    assert labels(compare(sides, {"m": PLAIN}).sides, "en") == ["Round 1, frozen as “Kick-off”", "Round 1"]


def shift(
    before: float | None, after: float | None, answers: float = 0, weights: float = 0, version: float | None = 0
) -> Shift:
    return Shift(before, after, Change(version, weights, answers))


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (shift(40, 52, 10, 2), "Foundation rose by 12, of which 10 by answers and 2 by weights."),
        (shift(52, 40, -10, -2), "Foundation fell by 12, of which 10 by answers and 2 by weights."),
        (shift(40, 50, 10), "Foundation rose by 10, all of it by answers."),
        (shift(40, 45, 8, -3), "Foundation rose by 5: +8 by answers and −3 by weights."),
        (shift(40, 40, 8, 0, -8), "Foundation stayed at 40: +8 by answers and −8 by the new version of the model."),
        (shift(40, 40), "Foundation stayed at 40."),
        (shift(40, 50, 10, 0, None), "Foundation rose by 10; how much of that comes with the new version of the model is not known."),
        (shift(None, 50), "Foundation: a score for the first time, 50."),
        (shift(50, None), "Foundation: no score any more (was 50)."),
        (shift(0, None), "Foundation: no score any more (was 0)."),
        (shift(None, None), ""),
    ],
)  # fmt: skip
def test_a_sentence_reads_the_change(moved: Shift, expected: str) -> None:
    assert shift_sentence("Foundation", moved, "en") == expected


def test_the_change_fits_the_scores_as_they_are_shown() -> None:
    """40.4 is shown as 40 and 52.6 as 53, so the change is told as 13, in parts that add up: 10.15 and 2.05 as 11 and 2."""
    assert displayed(shift(40.4, 52.6, 10.15, 2.05)) == (13, [11, 2, 0])
    assert displayed(shift(40.4, 52.6, 10.1, 2.1, None)) == (13, [10, 2, None])


def test_a_step_tells_of_models_parts_questions_and_standing() -> None:
    """A ladder from nothing (25 and 0) to its first level (75 and 0): +25 for the mean of the two levels."""
    ladder = model("ladder", group("first", item("f1")), group("second", item("s1")))
    found = compare([answered({"f1": 1, "s1": 0}), answered({"f1": 3, "s1": 0}, round=2)], {"m": ladder})
    assert step_title(found, found.steps[0], "en") == "From round 1 to round 2"
    assert sentences(found, "en") == [
        "M rose by 25, all of it by answers. From “first, under construction” to “first”.",
        "first rose by 50, all of it by answers.",
        "M: one answer moved: “f1?” (step 1 to 3).",
        "Whether other people in the room would explain the differences cannot be told: answers were agreed rather than voted.",
    ]  # 12.5 is shown as 13, 37.5 as 38


def test_a_change_that_open_answers_can_undo_is_said() -> None:
    """g from 0 to 50 with h1 open in both rounds: 0 to 50 before, 25 to 75 after; the ranges overlap."""
    open_still = rounds({"g1": 0, "g2": 0}, {"g1": 2, "g2": 2})
    settled = rounds({"g1": 0, "g2": 0, "h1": 0}, {"g1": 2, "g2": 2, "h1": 0})
    assert "Open answers could still turn this around." in sentences(open_still, "en")[0]
    assert "Open answers" not in " ".join(sentences(settled, "en"))


def test_units_are_told_by_the_highest_and_the_lowest() -> None:
    """100, 50 and 50 on one model; rounds of one unit are told by their step instead."""
    units = [
        answered({"g1": value, "g2": value, "h1": value}, unit=unit)
        for unit, value in zip("ABC", (4, 2, 2), strict=True)
    ]
    assert spread_sentences(compare(units, {"m": PLAIN}), "en") == ["M: highest is A (100), lowest B and C (50)."]
    assert spread_sentences(rounds({"g1": 1}, {"g1": 2}), "en") == []
    equal = [answered({"g1": 1}, unit=unit) for unit in "AB"]
    assert spread_sentences(compare(equal, {"m": PLAIN}), "nl") == ["M: allemaal op 25."]


def test_a_lead_that_open_answers_can_undo_is_said() -> None:
    units = [answered({"g1": 4}, unit="A"), answered({"g1": 2}, unit="B")]
    (told,) = spread_sentences(compare(units, {"m": PLAIN}), "en")
    assert told.endswith("Their ranges overlap: open answers could still turn this around.")


def test_a_cell_shows_the_range_only_when_it_is_open() -> None:
    found = rounds({"g1": 4}, {"g1": 4, "g2": 4, "h1": 4})
    assert [cell(result, "en") for result in found.results("m")] == ["100 (25–100)", "100"]
    assert cell(None, "en") == "–"


def test_a_plain_tree_has_no_standing() -> None:
    (first, _) = rounds({"g1": 4, "h1": 0}, {}).results("m")
    assert first is not None and standing_words(first, "en") == ""


def test_any_two_sides_can_be_held_against_each_other() -> None:
    """Shop O has g at 100 and h at 0, weights 1 and 1: 50. Shop P has g at 50, h at 0, weights 3 and 1: 37.5.

    P less O: with the weights of P the answers of O give 75, so weights +25; the answers of P then take 37.5 away.
    The other way round weights take 12.5 away (25 with the weights of O) and answers add 25: the order matters.
    """
    shops = [answered({"g1": 4, "h1": 0}), answered({"g1": 2, "h1": 0}, organisation="P", weights={"g": 3})]
    found = compare(shops, {"m": PLAIN})
    there, back = found.between(0, 1), found.between(1, 0)
    assert (found.steps, there.kind, back.kind) == ((), "difference", "difference")
    whole = there.models["m"].whole
    assert (whole.change, whole.parts.weights, whole.parts.answers) == close((-12.5, 25, -37.5))
    whole = back.models["m"].whole
    assert (whole.change, whole.parts.weights, whole.parts.answers) == close((12.5, -12.5, 25))


@pytest.mark.parametrize(
    ("second", "back", "forth"),
    [
        ({"round": 2}, "difference", "change"),
        ({"name": "later"}, "difference", "change"),
        ({"round": 2, "unit": "Web"}, "difference", "difference"),
        ({"round": 2, "organisation": "P"}, "difference", "difference"),
    ],
)
def test_only_a_later_state_of_the_same_unit_is_a_change(second: dict[str, Any], back: str, forth: str) -> None:
    name = second.pop("name", "")
    found = compare([answered({"g1": 1}), Entrant(answered({"g1": 2}, **second), name)], {"m": PLAIN})
    assert (found.between(1, 0).kind, found.between(0, 1).kind) == (back, forth)


def test_with_a_base_every_other_side_is_held_against_it() -> None:
    """Round 2 as the base: round 1 is lower, round 3 a rise, and nothing else is told."""
    sides = [answered({"g1": step, "g2": step, "h1": step}, round=step) for step in (1, 2, 3)]
    found = compare(sides, {"m": PLAIN}, base=1)
    assert [(step.before, step.after, step.kind) for step in found.steps] == [(1, 0, "difference"), (1, 2, "change")]
    told = sentences(found, "en")
    assert "M: 25 lower, all of it by other answers." in told and "M rose by 25, all of it by answers." in told
    assert table_head(found, "en")[-2:] == ("Round 1 against Round 2", "Round 2 → Round 3")
    assert [step_title(found, step, "nl") for step in found.steps] == [
        "Ronde 1, vergeleken met ronde 2", "Van ronde 2 naar ronde 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (shift(40, 52, 10, 2), "Foundation: 12 higher, of which 10 by other answers and 2 by other weights."),
        (shift(52, 40, -12), "Foundation: 12 lower, all of it by other answers."),
        (shift(40, 40), "Foundation: equal at 40."),
        (shift(None, 50), "Foundation: a score only here, 50."),
        (shift(50, None), "Foundation: no score here (the other has 50)."),
        (shift(40, 50, 10, 0, None), "Foundation: 10 higher; how much of that comes with another version of the model is not known."),
    ],
)  # fmt: skip
def test_between_organisations_nothing_rises_or_falls(moved: Shift, expected: str) -> None:
    assert shift_sentence("Foundation", moved, "en", "difference") == expected


def test_a_change_that_cannot_be_split_says_so() -> None:
    """Round 1 answers g alone, round 2 h alone with g switched off: the answers of 1 give no score with its weights."""
    found = rounds({"g1": 4}, {"h1": 2}, weights={"g": 0})
    whole = found.steps[0].models["m"].whole
    assert (whole.change, whole.parts.version, whole.parts.weights) == (-50, 0, None)
    assert "M fell by 50; that cannot be split into answers and weights" in sentences(found, "en")[0]


@pytest.mark.parametrize(
    ("sides", "base", "message"),
    [
        ([answered({})], None, "Give two or more"),
        ([], None, "Found: 0"),
        ([answered({"g1": 1}), answered({"g1": 1})], None, "is given twice"),
        ([answered({"g1": 1}), "b.json"], None, r"\[1\]: Found: str"),
        ([answered({"g1": 1}), answered({"g1": 2})], 2, "allowed: 0–1"),
        ([answered({"g1": 1}), answered({"g1": 2})], -1, "allowed: 0–1"),
        ([answered({"g1": 1}), answered({"g1": 2})], "x", "Found: x"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(sides: Any, base: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compare(sides, {"m": PLAIN}, base)


def test_a_side_is_not_held_against_itself() -> None:
    with pytest.raises(InputError, match="two different sides"):
        rounds({"g1": 1}, {"g1": 2}).between(1, 1)


def test_without_a_model_in_common_a_notice_says_so() -> None:
    other = model("tree", group("x", item("x1")), id="n")
    found = compare([answered({"g1": 1}), answered({"x1": 1}, round=2)], {"m": PLAIN, "n": other})
    assert [one.key for one in found.notices] == ["compare.apart"] and found.steps[0].models == {}


def test_versions_and_organisations_that_differ_are_remarked_on(versions: Models) -> None:
    sides = [answered({"a1": 1}, models={"m": "1"}), answered({"a2": 1}, models={"m": "2"}, organisation="P")]
    notices = compare(sides, versions).notices
    assert [one.key for one in notices] == ["compare.versions", "compare.organisations"]
    assert "versions 1, 2" in notices[0].to("en")


def test_a_comparison_shows_itself_in_a_notebook() -> None:
    """One short line, and a table whose names are escaped."""
    found = compare([answered({"g1": 1}, unit="<b>"), answered({"g1": 2}, unit="Web")], {"m": PLAIN})
    assert repr(found) == "Comparison(sides=['<b>', 'Web'], models=1, steps=0)"
    html = found._repr_html_()
    assert "&lt;b&gt;" in html and "<b>" not in html and html.count("<tr>") == 4


def test_the_example_of_two_rounds_and_three_units_fits_the_schema() -> None:
    """Two rounds of three units give three steps; every part has a number for each of the six."""
    files = sorted(EXAMPLES.glob("subscription-*.assessment.json"))
    found = compare([mk.load_assessment(file) for file in files], load_models(ROOT / "data/models"))
    content = json.loads(json.dumps(found.as_json("nl"), allow_nan=False))
    jsonschema.validate(content, schema_of("compare"))
    assert len(content["assessments"]) == 6 and len(content["steps"]) == 3
    ladder = content["models"]["digital-maturity"]
    assert all(len(part["scores"]) == 6 for part in ladder["groups"].values())
    assert all(shown["standing"] for shown in ladder["results"])
