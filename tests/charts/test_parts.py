"""The pictures that compare parts: ring, layers, values and bars."""

from __future__ import annotations

from math import isclose, pi
from typing import Any

import pytest
from building import answered, group, model, simple
from drawn import along, between, named, only, texts, words

from maturity_kit.charts import bars, four_layers, profile, ring
from maturity_kit.charts.canvas import NARROW, Canvas
from maturity_kit.charts.cycle import HOLE, paint_ring, pieces_of, reach
from maturity_kit.charts.layers import paint_layers
from maturity_kit.charts.values import paint_values
from maturity_kit.content.wording import Wording
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model

SAY = Wording("charts", "en")


def cycle(values: dict[str, Any], **more: Any) -> ModelResult:
    parts = [group("e", simple("a", 1), simple("b", 2), simple("c", 1)), group("f", simple("g", 1), beside=True)]
    return score_model(model("cycle", *parts, parameters={"elements": "e", "factors": "f"}), answered(values, **more))


def layers(values: dict[str, Any], **more: Any) -> ModelResult:
    return score_model(model("layers", *[simple(name, 2) for name in "abcd"]), answered(values, **more))


def values(said: dict[str, Any], **more: Any) -> ModelResult:
    halves = {"insight": ["a", "b"], "solution": ["c", "d"]}
    return score_model(
        model("values", *[simple(name, 2) for name in "abcd"], parameters=halves), answered(said, **more)
    )


CYCLE = {"a1": 1, "b1": 2, "b2": "unknown", "c1": 4, "g1": 3}  # a 25, b 50 (25..75), c 100, g 75


def test_the_ring_has_a_piece_for_each_element_as_broad_as_its_weight() -> None:
    pieces = pieces_of(cycle(CYCLE, weights={"a": 2, "b": 1, "c": 1}), "en")
    assert [(piece.start, piece.end) for piece in pieces] == [(0, 180), (180, 270), (270, 360)]


def test_an_element_without_weight_is_not_in_the_ring_but_beside_it() -> None:
    canvas = paint_ring(Canvas(), cycle(CYCLE, weights={"a": 0}), SAY)
    assert named(canvas, "a:number") == named(canvas, "a:start") == []
    assert words(canvas, "a:mark") == "does not count"


@pytest.mark.parametrize("score", [0, 25, 50, 100])
def test_the_filled_area_of_a_piece_is_its_score(score: float) -> None:
    def area(outer: float) -> float:
        return pi * (outer**2 - (HOLE * 100) ** 2)

    assert isclose(area(reach(score, 100)), score / 100 * area(100), abs_tol=1e-9)


def test_a_piece_is_solid_to_its_lowest_and_dashed_to_its_highest() -> None:
    canvas = paint_ring(Canvas(), cycle(CYCLE), SAY)
    assert isclose(only(canvas, "b:certain").r, reach(25, 128))
    assert isclose(only(canvas, "b:open").r, reach(75, 128))
    assert named(canvas, "c:open") == []


def test_every_element_has_its_name_and_score_at_the_ring() -> None:
    canvas = paint_ring(Canvas(), cycle(CYCLE), SAY)
    assert [(words(canvas, f"{n}:title"), words(canvas, f"{n}:amount")) for n in "abc"] == [
        ("a", "25"),
        ("b", "50"),
        ("c", "100"),
    ]


def test_where_it_is_narrow_a_number_leads_from_the_ring_to_the_list() -> None:
    canvas = paint_ring(Canvas(NARROW), cycle(CYCLE), SAY)
    assert words(canvas, "b:number") == "2"
    assert words(canvas, "b:title") == "2 b"


def test_strongest_and_weakest_are_said_at_the_element() -> None:
    canvas = paint_ring(Canvas(), cycle(CYCLE), SAY)
    assert words(canvas, "a:range") == "most to win"
    assert words(canvas, "c:range") == "strongest"


def test_nobody_is_strongest_when_all_are_equal() -> None:
    canvas = paint_ring(Canvas(), cycle({"a1": 2, "b1": 2, "b2": 2, "c1": 2}), SAY)
    assert [words(canvas, f"{n}:range").strip() for n in "abc"] == ["", "", ""]


def test_elements_that_tie_are_all_marked() -> None:
    canvas = paint_ring(Canvas(), cycle({"a1": 4, "b1": 1, "b2": 1, "c1": 4}), SAY)
    marks = [f"{words(canvas, f'{n}:range')} {words(canvas, f'{n}:mark')}".strip() for n in "abc"]
    assert marks == ["among the strongest", "most to win", "among the strongest"]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", ["most to win", "weight 1.5"]), ("nl", ["meeste winst", "gewicht 1,5"])]
)
def test_a_weight_that_explains_where_most_is_to_be_won_is_given(language: str, expected: list[str]) -> None:
    # a: 1 x 60 = 60 < b: 1.5 x 50 = 75, although a (40) scores lower than b (50)
    result = cycle({"a1": 1.6, "b1": 2, "b2": 2, "c1": 4}, weights={"b": 1.5})
    marks = named(paint_ring(Canvas(), result, Wording("charts", language)), "b:mark")
    assert [mark.words for mark in marks] == expected


def test_a_short_mark_stands_beside_its_title_where_it_is_narrow() -> None:
    canvas = paint_ring(Canvas(NARROW), cycle(CYCLE), SAY)
    assert named(canvas, "a:mark")[0].y == named(canvas, "a:title")[0].y


@pytest.mark.concept("s3-success-factors")
def test_success_factors_stand_below_the_ring() -> None:
    canvas = paint_ring(Canvas(), cycle(CYCLE), SAY)
    assert between(canvas, "g:certain", "g:scale") == (0, 75)
    assert only(canvas, "g:scale").get_y() > only(canvas, "a:scale").center[1] + 128


def test_the_table_of_the_ring_gives_the_share_of_each_element() -> None:
    table = ring(cycle(CYCLE, weights={"a": 2}), "en").table
    assert [row[-1] for row in table.rows] == ["50%", "25%", "25%", "not in the ring"]


LAYERS = {"a1": 3, "a2": 3, "b1": 1, "b2": 1, "c1": 2, "c2": "unknown", "d1": 4, "d2": 4}  # 75, 25, 50 (25..75), 100


def test_the_bottleneck_is_marked_in_words_and_its_ambition_beside_it() -> None:
    canvas = paint_layers(Canvas(), layers(LAYERS, targets={"b": 60}), SAY)
    assert words(canvas, "b:mark") == "Bottleneck · 35 to go to 60"
    assert along(only(canvas, "b:target").get_xy()[2][0], canvas, "b:scale") == 60


def test_layers_that_tie_are_all_bottlenecks() -> None:
    canvas = paint_layers(Canvas(), layers({**LAYERS, "a1": 1, "a2": 1}), SAY)
    assert [words(canvas, f"{n}:mark") for n in "ab"] == ["Bottleneck", "Bottleneck"]


@pytest.mark.parametrize(
    ("answers", "language", "expected"),
    [
        (LAYERS, "en", ["", "Weakest value", "", ""]),
        ({**LAYERS, "d1": 1, "d2": 1}, "en", ["", "Among the weakest values", "", "Among the weakest values"]),
        ({**LAYERS, "d1": 1, "d2": 1}, "nl", ["", "Bij de zwakste waarden", "", "Bij de zwakste waarden"]),
    ],
)
def test_values_that_tie_are_all_marked(answers: dict[str, Any], language: str, expected: list[str]) -> None:
    canvas = paint_values(Canvas(), values(answers), Wording("charts", language))
    assert [words(canvas, f"{n}:mark") for n in "abcd"] == expected


def test_an_ambition_that_is_reached_says_so() -> None:
    assert words(paint_layers(Canvas(), layers(LAYERS, targets={"d": 60}), SAY), "d:mark") == "ambition 60 reached"


def test_a_layer_shows_what_open_answers_can_still_add() -> None:
    canvas = paint_layers(Canvas(), layers(LAYERS), SAY)
    assert between(canvas, "c:open", "c:scale") == (25, 75)
    assert words(canvas, "c:range") == "25–75"


def test_no_layer_is_a_bottleneck_when_all_are_equal() -> None:
    canvas = paint_layers(Canvas(), layers(dict.fromkeys(LAYERS, 2)), SAY)
    assert named(canvas, "a:mark") == []


def test_the_table_of_the_layers_gives_the_gap() -> None:
    table = four_layers(layers(LAYERS, targets={"b": 60}), "en").table
    assert [row[-1] for row in table.rows] == ["–", "35", "–", "–"]


def test_what_stands_beside_the_layers_is_shown_below_them_and_is_no_bottleneck() -> None:
    """Beside scores 0, lower than every layer, and layer b (25) stays the bottleneck."""
    parts = [*[simple(name, 2) for name in "abcd"], group("z", simple("e", 1), beside=True)]
    result = score_model(model("layers", *parts), answered({**LAYERS, "e1": 0}, targets={"z": 50}))
    canvas = paint_layers(Canvas(), result, SAY)
    assert words(canvas, "b:mark") == "Bottleneck"
    assert words(canvas, "z:mark") == "50 to go to 50"
    assert named(canvas, "z:layer") == []
    assert [row[-1] for row in four_layers(result, "en").table.rows] == ["–", "–", "–", "–", "50"]


def test_each_half_of_the_values_has_a_line_at_its_mean() -> None:
    # insight (75 + 25) / 2 = 50; solution (50 + 100) / 2 = 75
    canvas = paint_values(Canvas(), values(LAYERS), SAY)
    assert along(only(canvas, "insight:mean").get_xdata()[0], canvas, "a:scale") == 50
    assert words(canvas, "solution:amount") == "mean 75"


def test_signals_are_called_signals_and_not_probabilities() -> None:
    canvas = paint_values(Canvas(), values(LAYERS), SAY)
    assert words(canvas, "signals:note") == "A signal, not a probability: the higher, the more reason to look."
    assert words(canvas, "coherence:amount") == "–"


def test_the_table_of_the_values_says_which_half_a_row_belongs_to() -> None:
    table = profile(values(LAYERS), "en").table
    assert [row[-1] for row in table.rows] == [
        "Insight",
        "Insight",
        "Solution",
        "Solution",
        "signal",
        "signal",
        "signal",
    ]


def test_bars_are_indented_by_depth_and_a_group_beside_says_so() -> None:
    tree = model("tree", group("a", simple("b", 1)), simple("c", 1, beside=True))
    chart = bars(score_model(tree, answered({"b1": 1})), "en")
    assert [row[0] for row in chart.table.rows] == ["a", "b", "c"]
    assert "beside the score" in texts(chart.svg)
