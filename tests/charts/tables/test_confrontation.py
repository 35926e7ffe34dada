"""The confrontation matrix: points in a grid, strongest pairs named by their move."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.confrontation import grid_of, paint_confrontation

# o1 weighs 2: s1 3 x 2 = 6, w1 2 x 2 = 4; t1: w1 3, s1 2.
SWOT: dict[str, Any] = {
    "strengths": [{"id": "s1", "text": "Trusted brand"}],
    "weaknesses": [{"id": "w1", "text": "Old systems"}],
    "opportunities": [{"id": "o1", "text": "Self-service"}, {"id": "o2", "text": "Ageing"}],
    "threats": [{"id": "t1", "text": "Comparison sites"}],
    "weights": {"o1": 2},
    "points": [
        {"voter": "a", "factor": "o1", "first": "s1", "second": "w1"},
        {"voter": "a", "factor": "t1", "first": "w1", "second": "s1"},
    ],
}


def both(swot: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(swot=swot)
    grid = grid_of(registers.swot, found.swot, english())
    return canvases(lambda canvas: paint_confrontation(canvas, grid, english()))


def test_each_cell_holds_the_weighted_points_of_its_pair() -> None:
    for canvas in both(SWOT):
        found = [words(canvas, f"{factor}:{insight}") for insight in ("s1", "w1") for factor in ("o1", "o2", "t1")]
        assert found == ["6", "", "2", "4", "", "3"]
        assert len(named(canvas, "o2:s1:empty")) == 1


def test_the_shade_grows_with_the_points() -> None:
    for canvas in both(SWOT):  # 6 of 6 is the fifth of five shades, 2 of 6 the second
        shades = {cell: only(canvas, f"{cell}:shade").get_facecolor() for cell in ("o1:s1", "o1:w1", "t1:s1")}
        assert len(set(shades.values())) == 3


def test_strongest_pairs_have_a_thick_edge_and_are_named_by_their_move() -> None:
    for canvas in both(SWOT):
        assert only(canvas, "o1:s1:shade").get_linewidth() > only(canvas, "t1:s1:shade").get_linewidth()
        assert [words(canvas, f"top:{place}") for place in range(3)] == [
            "Grow: Trusted brand × Self-service (6)",
            "Improve: Old systems × Self-service (4)",
            "Turn: Old systems × Comparison sites (3)",
        ]
        assert words(canvas, "top:0:codes") == "S1 × O1"


def test_pairs_that_tie_with_the_third_are_named_too() -> None:
    tied = {
        **SWOT,
        "weights": {},
        "points": [*SWOT["points"], {"voter": "b", "factor": "o2", "first": "w1", "second": "s1"}],
    }
    for canvas in both(tied):  # 3, 3, 3 and then 2, 2, 2: three stand out, the others do not
        assert len(named(canvas, "top:2:codes")) == 1
        assert named(canvas, "top:3:codes") == []
    four = {
        **SWOT,
        "weights": {"o1": 1.5},
        "points": [*tied["points"][:2], {"voter": "b", "factor": "o2", "first": "w1"}],
    }
    for canvas in both(four):  # 4.5, then 3 three times: all four
        assert len(named(canvas, "top:3:codes")) == 1


def test_each_block_carries_the_name_of_its_move() -> None:
    for canvas in both(SWOT):
        assert [words(canvas, f"move:{move}") for move in ("grow", "defend", "improve", "turn")] == [
            "Grow", "Defend", "Improve", "Turn",
        ]  # fmt: skip


def test_the_weight_of_an_opportunity_stands_with_its_code() -> None:
    for canvas in both(SWOT):
        assert words(canvas, "o1:head").startswith("O1 ×2")


def test_where_it_is_narrow_codes_are_explained_below() -> None:
    wide, narrow = both(SWOT)
    assert words(narrow, "t1:words") == "Comparison sites"
    assert named(wide, "t1:words") == []


def test_without_points_the_grid_is_empty_and_says_why() -> None:
    for canvas in both({**SWOT, "points": []}):
        assert words(canvas, "none") == "Nobody gave points yet."


def test_one_side_alone_is_a_list() -> None:
    for canvas in both({"strengths": SWOT["strengths"]}):
        assert words(canvas, "s1:words") == "Trusted brand"
        assert named(canvas, "move:grow") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The pairs with most points. Grow: Trusted brand × Self-service (6); Improve: Old systems × Self-service (4); Turn: Old systems × Comparison sites (3).",
        ),
        (
            "nl",
            "De paren met de meeste punten. Groeien: Trusted brand × Self-service (6); Verbeteren: Old systems × Self-service (4); Keren: Old systems × Comparison sites (3).",
        ),
    ],
)
def test_the_words_name_the_strongest_pairs(language: str, said: str) -> None:
    assert drawn("swot", language, swot=SWOT).alt == said


def test_the_table_holds_every_insight_in_full() -> None:
    long = "A brand that families in the region have trusted for three generations, in good times and bad ones"
    table = drawn("swot", "nl", swot={**SWOT, "weaknesses": [{"id": "w1", "text": long}]}).table
    assert table.head == ("Sterkte of zwakte", "K1 ×2 Self-service", "K2 Ageing", "B1 Comparison sites")
    assert table.rows == (("S1 Trusted brand", "6", "0", "2"), (f"Z1 {long}", "4", "0", "3"))


def test_without_any_insight_there_is_no_picture() -> None:
    assert chart("swot", swot={"points": SWOT["points"]}) is None
