"""Voters as dots: where they stand, how large they are, and the same in words."""

from __future__ import annotations

from math import hypot
from typing import Any

import pytest
from building import answered, group, model, simple
from drawn import along, named, only, texts, words

from maturity_kit.charts import bars, draw, four_layers, profile, ring, staircase
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.cycle import paint_ring, reach
from maturity_kit.charts.ladder import paint_stairs
from maturity_kit.charts.tree import paint_bars, rows_of
from maturity_kit.charts.voters import LARGE, SMALL, size, spots
from maturity_kit.content.wording import Wording
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model

LADDER = model("ladder", simple("a", 1), simple("b", 1))
CROWD = {"a": (25.0, 75.0, 75.0, 75.0, 75.0), "b": (50.0, 50.0)}


def scored(values: dict[str, Any] | None = None) -> ModelResult:
    return score_model(LADDER, answered(values or {"a1": 3, "b1": 1}, targets={"a": 80}))


def stairs(width: int, crowd: Any = CROWD) -> Canvas:
    return paint_stairs(Canvas(width), scored(), Wording("charts", "en"), crowd)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_stand_below_the_bar_at_the_scores_of_voters(width: int) -> None:
    """Four coincide on 75 in a larger dot: 2.5 + 1.2 (sqrt 4 - 1) = 3.7 px."""
    canvas = stairs(width)
    dots, bar = only(canvas, "a:voters").discs, only(canvas, "a:scale")
    assert [along(x, canvas, "a:scale") for x, _, _ in dots] == [25, 75]
    assert [radius for _, _, radius in dots] == pytest.approx([2.5, 3.7])
    assert all(y - radius >= bar.get_y() + bar.get_height() for _, y, radius in dots)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_stay_inside_their_step(width: int) -> None:
    canvas = stairs(width, {"a": [75.0] * 30})
    inset, ((_, y, radius),) = only(canvas, "a:inset"), only(canvas, "a:voters").discs
    assert radius == LARGE and y + LARGE <= inset.get_y() + inset.get_height()


def test_scores_that_read_the_same_are_one_dot() -> None:
    """50.2 and 49.8 read 50; 50.5 reads 51."""
    assert spots((50.5, 50.2, 49.8)) == [(50.0, 2), (50.5, 1)]


def test_a_dot_grows_with_the_people_and_stops_before_the_bar() -> None:
    assert [size(people) for people in (1, 4, 9, 100)] == pytest.approx([SMALL, 3.7, 4.9, LARGE])


def test_a_dot_at_either_end_of_the_widest_bar_is_whole() -> None:
    """In a narrow column the bar reaches from edge to edge of the sheet."""
    result = score_model(model("tree", simple("a", 1)), answered({"a1": 2}))
    canvas = paint_bars(Canvas(NARROW), rows_of(result, "en", {"a": (0, 100)}), Wording("charts", "en"))
    (low, _, radius), (high, _, _) = only(canvas, "a:voters").discs
    assert low - radius >= 0 and high + radius <= NARROW


ELEMENTS = group("e", simple("p", 1), simple("q", 1))
CYCLE = model("cycle", ELEMENTS, group("f", simple("k", 1), beside=True), parameters={"elements": "e", "factors": "f"})


def test_dots_on_the_ring_stand_as_far_out_as_their_score_fills() -> None:
    """In the wide picture; in the narrow one they stand below the bars of the list."""
    result, say = score_model(CYCLE, answered({"p1": 3, "q1": 1, "k1": 2})), Wording("charts", "en")
    crowd = {"p": (25.0, 75.0), "k": (50.0, 100.0)}
    wide = paint_ring(Canvas(WIDE), result, say, crowd)
    out = [hypot(x - 320, y - 168) for x, y, _ in only(wide, "p:voters").discs]
    assert out == pytest.approx([reach(25, 128), reach(75, 128)])
    narrow = paint_ring(Canvas(NARROW), result, say, crowd)
    bar = named(narrow, "p:scale")[1]
    places = [x - bar.get_x() for x, _, _ in only(narrow, "p:voters").discs]
    assert places == pytest.approx([0.25 * bar.get_width(), 0.75 * bar.get_width()])
    assert along(only(wide, "k:voters").discs[0][0], wide, "k:scale") == 50


def test_a_piece_too_thin_for_dots_has_none() -> None:
    """Of a weight of 1 in 100 the piece is 3.6 degrees: less than a dot at its widest."""
    result = score_model(CYCLE, answered({"p1": 3, "q1": 1}, weights={"p": 1, "q": 99}))
    canvas = paint_ring(Canvas(WIDE), result, Wording("charts", "en"), {"p": (25.0, 75.0), "q": (25.0, 75.0)})
    assert named(canvas, "p:voters") == [] and len(only(canvas, "q:voters").discs) == 2


def test_alt_and_table_say_what_the_dots_show() -> None:
    chart = staircase(scored(), "en", CROWD)
    assert chart.alt.endswith("Small dots show 5 voters, each alone; they lie furthest apart in a, from 25 to 75.")
    assert chart.table.head[-1] == "Voters alone"
    assert [row[-1] for row in chart.table.rows] == ["25–75 (5 voters)", "50 (2 voters)"]


def test_voters_who_all_coincide_are_said_to() -> None:
    chart = staircase(scored(), "nl", {"b": (50.0, 50.0)})
    assert chart.alt.endswith("Kleine stippen tonen 2 stemmers, elk apart; in elk onderdeel vallen ze samen.")
    assert [row[-1] for row in chart.table.rows] == ["–", "50 (2 stemmers)"]


def test_dots_are_written_as_circles_in_the_colours_of_the_page() -> None:
    """Two below the bar of a, one below that of b, two in the key; radii and places in px of the sheet."""
    svg = staircase(scored(), "en", CROWD).svg
    assert svg.count("<circle") == 5 and svg.count('r="3.7"') == 2
    assert "fill:var(--mk-muted,#55606a);fill-opacity:0.8;stroke:var(--mk-panel,#ffffff)" in svg
    dot = only(stairs(WIDE), "b:voters").discs[0]
    assert f'cx="{dot[0]:.1f}" cy="{dot[1]:.1f}"' in svg


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_key_names_the_dots(width: int) -> None:
    assert words(stairs(width), "key:voters") == "one voter alone; larger: several"


LAYERS = model("layers", simple("a", 1), simple("b", 1, beside=True))
TREE = model("tree", simple("a", 1), simple("b", 1))


def test_without_voters_a_picture_is_as_ever() -> None:
    """No dot, no key, no column and no gap: letter for letter the picture without them."""
    for one in (LADDER, LAYERS, TREE):
        result = score_model(one, answered({"a1": 3, "b1": 1}))
        assert draw(result, "en", {}) == draw(result, "en")
        assert "voter" not in draw(result, "en").html()


@pytest.mark.parametrize("one", [LAYERS, TREE])
def test_layers_and_plain_trees_have_dots_in_every_part(one: Any) -> None:
    """Also in what stands beside the layers."""
    chart = (four_layers if one is LAYERS else bars)(score_model(one, answered({"a1": 3, "b1": 1})), "en", CROWD)
    assert [row[-1] for row in chart.table.rows] == ["25–75 (5 voters)", "50 (2 voters)"]
    assert "one voter alone; larger: several" in texts(chart.narrow)


def test_the_profile_has_dots_at_values_and_none_at_signals() -> None:
    halves = {"insight": ["a"], "solution": ["b"]}
    result = score_model(model("values", simple("a", 1), simple("b", 1), parameters=halves), answered({"a1": 3}))
    rows = profile(result, "en", CROWD).table.rows
    assert [row[-1] for row in rows] == ["25–75 (5 voters)", "50 (2 voters)", "–", "–", "–"]


def test_the_ring_says_its_voters_in_the_order_of_its_rows() -> None:
    result = score_model(CYCLE, answered({"p1": 3, "q1": 1, "k1": 2}))
    chart = ring(result, "en", {"k": (50.0, 100.0)})
    assert [row[-1] for row in chart.table.rows] == ["–", "–", "50–100 (2 voters)"]
