"""The picture of rounds or units: a lane for each side, marks where the scores are, and shapes that differ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from building import answered, group, item, model
from drawn import named, only, texts, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.patches import Circle, Polygon, Rectangle
from scoring.made import assessments, models

import maturity_kit as mk
from maturity_kit.charts import compared
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.compare import FILLS, draw_mark, paint_compared
from maturity_kit.insight.comparing.compare import compare
from maturity_kit.insight.comparing.comparison import Comparison

TREE = model("tree", group("g", item("g1"), item("g2")), group("h", item("h1")))
LADDER = model("ladder", group("first", item("f1")), group("second", item("s1")), id="l")


def sides(*given: dict[str, Any], **names: str) -> Comparison:
    """Rounds 1, 2, ... with these answers; with ``unit`` units of one round instead."""
    units = "unit" in names
    return compare(
        [answered(values, unit="ABCDEFGH"[place] if units else "", round=1 if units else place + 1)
         for place, values in enumerate(given)],
        {"m": TREE, "l": LADDER},
    )  # fmt: skip


def painted(found: Comparison, width: int = WIDE) -> Canvas:
    return paint_compared(Canvas(width), found, "en")


def at(canvas: Canvas, name: str, scale: str) -> float:
    """The middle of a mark as a score on its scale."""
    box, mark = only(canvas, scale), only(canvas, name)
    xs = [x for x, _ in mark.get_path().vertices] if isinstance(mark, Polygon) else []
    middle = mark.center[0] if isinstance(mark, Circle) else (min(xs) + max(xs)) / 2
    return round(float(100 * (middle - box.get_x()) / box.get_width()), 6)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.concept("s3-cycle")
def test_each_round_has_a_mark_where_its_score_is(width: int) -> None:
    """g: (4 + 0)/2 steps is 50 in the first round, (4 + 3)/2 is 87.5 in the second; a line joins them."""
    canvas = painted(sides({"g1": 4, "g2": 0, "h1": 1}, {"g1": 4, "g2": 3, "h1": 1}), width)
    assert (at(canvas, "g:0", "g:scale"), at(canvas, "g:1", "g:scale")) == (50, 87.5)
    assert (words(canvas, "g:amount"), words(canvas, "h:amount")) == ("50 → 88", "25 → 25")
    assert len(named(canvas, "g:join")) == 1


def test_equal_scores_do_not_hide_each_other() -> None:
    """The lanes lie below each other, so both marks are seen."""
    canvas = painted(sides({"h1": 2}, {"h1": 2}))
    first, second = only(canvas, "h:0"), only(canvas, "h:1")
    assert isinstance(second, Polygon)
    assert max(y for _, y in second.get_path().vertices) - first.center[1] >= 12


def test_what_is_open_is_a_dashed_range_and_the_key_says_so() -> None:
    """g2 open in the first round: g can become 50 to 100; nothing is open in the second."""
    canvas = painted(sides({"g1": 4, "h1": 0}, {"g1": 4, "g2": 4, "h1": 0}))
    box, line = only(canvas, "g:scale"), only(canvas, "g:0:range")
    ends = [round(float(100 * (x - box.get_x()) / box.get_width()), 6) for x in line.get_xdata()]
    assert ends == [50, 100] and line.get_linestyle() == "--" and named(canvas, "g:1:range") == []
    assert any(text.startswith("open") for text in texts(compared(sides({"g1": 4}, {"g1": 4}), "en").svg))
    closed = {"g1": 1, "g2": 1, "h1": 1}
    assert not any(text.startswith("open") for text in texts(compared(sides(closed, closed), "en").svg))


def test_without_a_score_there_is_no_mark_and_no_line() -> None:
    canvas = painted(sides({"g1": 1}, {"g1": 1, "h1": 4}))
    assert (named(canvas, "h:0"), named(canvas, "h:join"), words(canvas, "h:amount")) == ([], [], "100")


def test_six_sides_have_six_looks() -> None:
    """Shape and fill together tell them apart without colour; from the third on a number as well."""
    canvas = Canvas(WIDE)
    for place in range(len(FILLS)):
        draw_mark(canvas, 10, 10, place, f"mark:{place}")
    looks = []
    for place in range(len(FILLS)):
        mark = only(canvas, f"mark:{place}")
        sign = mark.get_y() if isinstance(mark, Rectangle) else getattr(mark, "radius", None)
        form = [tuple(point) for point in mark.get_xy()] if isinstance(mark, Polygon) else sign
        looks.append((type(mark).__name__, str(form), tuple(mark.get_facecolor())))
    assert len(set(looks)) == 6
    units = painted(sides(*[{"h1": step % 5} for step in range(6)], unit="yes"))
    assert [label.words for label in named(units, "h:number")] == ["1", "2", "3", "4", "5", "6"]
    assert named(painted(sides({"h1": 1}, {"h1": 2})), "h:number") == []


def test_lines_join_rounds_of_one_unit_only() -> None:
    """Two rounds of A and one of B: one line; units of one round: each with the next, and the range in numbers."""
    mixed = compare([answered({"h1": step}, unit=unit, round=number)
                     for unit, number, step in (("A", 1, 0), ("A", 2, 1), ("B", 1, 2))], {"m": TREE})  # fmt: skip
    assert len(named(painted(mixed), "h:join")) == 1
    units = painted(sides({"h1": 4}, {"h1": 0}, {"h1": 2}, unit="yes"))
    assert (len(named(units, "h:join")), words(units, "h:amount")) == (2, "0–100")


@pytest.mark.concept("dm-brand")
def test_the_standing_of_each_unit_is_in_the_picture() -> None:
    """One brand on its first level, the other under construction."""
    canvas = painted(sides({"f1": 3, "s1": 0}, {"f1": 1, "s1": 0}, unit="yes"))
    assert words(canvas, "l:standing") == "A: first B: first, under construction"


def test_the_table_and_the_words_say_what_the_picture_shows() -> None:
    chart = compared(sides({"g1": 1, "g2": 1, "h1": 1}, {"g1": 3, "g2": 3, "h1": 1}), "en")
    assert chart.table.head == ("Model and part", "Round 1", "Round 2", "Change", "by answers", "by weights")
    assert chart.table.rows == (
        ("M", "25", "50", "+25", "+25", "0"),
        ("\u2003g", "25", "75", "+50", "+50", "0"),
        ("\u2003h", "25", "25", "0", "0", "0"),
    )
    assert (chart.title, chart.alt) == ("O", "M rose by 25, all of it by answers.")


def test_of_more_than_one_step_the_table_has_the_sum_of_each() -> None:
    chart = compared(sides({"h1": 0}, {"h1": 2}, {"h1": 1}), "nl")
    assert chart.table.head[4:] == ("Ronde 1 → Ronde 2", "Ronde 2 → Ronde 3")
    assert chart.table.rows[2] == ("\u2003h", "0", "50", "25", "+50", "−25")


def test_without_answers_the_picture_says_so() -> None:
    chart = compared(sides({}, {}), "nl")
    assert (chart.table.rows, chart.alt) == ((), "Er is nog geen model ingevuld.")
    assert "Er is nog geen model ingevuld." in texts(chart.svg)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_leaves_the_sheet(width: int) -> None:
    """Eight units with long names, scores of 0 and 100: every mark and every lane lies inside."""
    found = compare([answered({"g1": 4 * (place % 2), "h1": 4}, unit="Very long unit name " * 3 + str(place))
                     for place in range(8)], {"m": TREE})  # fmt: skip
    canvas = painted(found, width)
    for artist in canvas.figure.get_children():
        if isinstance(artist, Polygon | Rectangle) and artist.get_label():
            box = artist.get_path().get_extents(artist.get_patch_transform())
            assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= canvas.height + 1


@given(st.data(), st.sampled_from(["en", "nl"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_the_answers_there_is_a_picture_and_the_parts_add_up(data: st.DataObject, language: str) -> None:
    """Any models, any two rounds: tables without a hole, words without a gap, version + weights + answers = change."""
    made = data.draw(models())
    rounds = [mk.parse_assessment(json.dumps(data.draw(assessments(made)) | {"round": number})) for number in (1, 2)]
    found = compare(rounds, made)
    chart = compared(found, language)
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    assert "{" not in chart.alt
    for row in mk.changes_frame(found).dropna(subset=["change", "version", "weights", "answers"]).itertuples():
        assert row.change == pytest.approx(row.version + row.weights + row.answers, abs=1e-9)
