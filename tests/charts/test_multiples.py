"""Small multiples: one scale for all, a mark for every side, whiskers where votes allow them."""

from __future__ import annotations

from typing import Any

import pytest
from building import answered, group, item, model
from drawn import named, only, texts, words
from matplotlib.patches import Circle, Polygon, Rectangle

from maturity_kit.charts import multiples
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.charts.multiples import CAP, TALL, paint_multiples, sections_of
from maturity_kit.insight.comparing.compare import compare
from maturity_kit.insight.comparing.comparison import Comparison

TREE = model("tree", group("g", item("g1", themes=["data"]), item("g2")), group("h", item("h1")))


def sides(*given: dict[str, Any], units: bool = False) -> Comparison:
    """Rounds 1, 2, ... with these answers, or units A, B, ... of one round."""
    named = [{"unit": "ABCDEFGH"[place]} if units else {"round": place + 1} for place in range(len(given))]
    return compare([answered(one, **name) for one, name in zip(given, named, strict=True)], {"m": TREE})


def painted(found: Comparison, width: int = WIDE) -> Canvas:
    return paint_multiples(Canvas(width), found, tuple(sections_of(found, "en")), "en")


def height(canvas: Canvas, y: float, scale: str) -> float:
    """A place in px as a score on the upright scale of a box."""
    box = only(canvas, scale)
    return round(float(100 * (box.get_y() + box.get_height() - y) / box.get_height()), 6)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_part_and_theme_has_a_chart_of_the_same_scale(width: int) -> None:
    """The model, g, h and the theme of g1; the mark of round 1 in g at (4 + 0)/2 steps, so 50."""
    canvas = painted(sides({"g1": 4, "g2": 0, "h1": 1}, {"g1": 4, "g2": 2, "h1": 1}), width)
    boxes = [only(canvas, f"{name}:scale") for name in ("m", "g", "h", "theme:data")]
    assert {(round(box.get_width(), 6), box.get_height()) for box in boxes} == {(round(boxes[0].get_width(), 6), TALL)}
    assert height(canvas, only(canvas, "g:0").center[1], "g:scale") == 50
    assert (words(canvas, "g:amount"), words(canvas, "theme:data:amount")) == ("50 75", "100 100")
    assert words(canvas, "section") == "M Themes through all models"


def test_charts_stand_in_rows_of_four_and_on_a_phone_of_two() -> None:
    """The model, g and h in one row; on a phone h begins the second."""
    found = sides({"g1": 1, "h1": 1}, {"g1": 2, "h1": 2})
    for width, rows in ((WIDE, 1), (NARROW, 2)):
        tops = {only(painted(found, width), f"{name}:scale").get_y() for name in ("m", "g", "h")}
        assert len(tops) == rows


def test_rounds_are_joined_and_units_are_not() -> None:
    rounds, units = ({"g1": 1}, {"g1": 3}), ({"g1": 1}, {"g1": 2}, {"g1": 3})
    assert len(named(painted(sides(*rounds)), "g:join")) == 1
    canvas = painted(sides(*units, units=True))
    assert named(canvas, "g:join") == [] and words(canvas, "g:number") == "1 2 3"


def test_what_is_open_is_a_dashed_line() -> None:
    """g2 open in round 1: g can become 50 to 100; a part without any answer has no chart."""
    canvas = painted(sides({"g1": 4}, {"g1": 4, "g2": 4}))
    line = only(canvas, "g:0:range")
    assert [height(canvas, y, "g:scale") for y in line.get_ydata()] == [100, 50] and line.get_linestyle() == "--"
    assert named(canvas, "g:1:range") == [] and named(canvas, "h:scale") == []


def test_whiskers_show_what_other_voters_could_have_given() -> None:
    """0, 0, 4, 4 can be drawn as anything from 0 to 100 points; four times step 2 only as 50. The key names them."""

    def voted(steps: tuple[int, ...], number: int) -> Any:
        rows = [{"voter": voter, "value": step} for voter, step in zip("abcd", steps, strict=True)]
        return answered({}, votes=dict.fromkeys(("g1", "g2", "h1"), rows), round=number)

    found = compare([voted((0, 0, 4, 4), 1), voted((2, 2, 2, 2), 2)], {"m": TREE})
    canvas = painted(found)
    upright, top, floor = named(canvas, "g:0:band")
    assert [height(canvas, y, "g:scale") for y in upright.get_ydata()] == [100, 0]
    assert (
        top.get_xdata()[1] - top.get_xdata()[0] == pytest.approx(2 * CAP) and floor.get_ydata()[0] > top.get_ydata()[0]
    )
    chart = multiples(found, "en")
    assert "with other voters" in texts(chart.svg)
    assert chart.table.rows[1] == ("\u2003The model as a whole", "50 (0–100)", "50 (50–50)")
    assert "with other voters" not in texts(multiples(sides({"g1": 1}, {"g1": 2}), "en").svg)


def test_the_words_say_what_the_picture_shows() -> None:
    """g from 25 to 75 and h as it was: the model rose too; the theme of g1 is as wide as g, which comes first."""
    chart = multiples(sides({"g1": 1, "g2": 1, "h1": 1}, {"g1": 3, "g2": 3, "h1": 1}), "en")
    assert chart.alt == (
        "From the first round to the last 3 went up, 0 went down and 1 stayed as they were."
        " Widest apart is g (M): 25 to 75."
    )
    assert chart.table.rows[:3] == (("M", "", ""), ("\u2003The model as a whole", "25", "50"), ("\u2003g", "25", "75"))
    units = multiples(sides({"g1": 1}, {"g1": 3}, units=True), "nl")
    assert units.title == "Elk onderdeel en thema, naast elkaar" and units.alt.startswith("Het verst uiteen ligt")
    assert multiples(sides({"g1": 1, "h1": 1}, {"g1": 1, "h1": 1, "g2": 1}, units=True), "nl").alt == "Niets verschilt."


def test_without_answers_the_picture_says_so() -> None:
    chart = multiples(sides({}, {}), "en")
    assert (chart.table.rows, chart.alt) == ((), "No model is filled in yet.")
    assert "No model is filled in yet." in texts(chart.svg)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_leaves_the_sheet(width: int) -> None:
    """Eight sides with long names, scores of 0 and 100, a title of many words."""
    long = model("tree", group("g", item("g1"), title={"en": "Integration between channels and departments " * 3}))
    found = compare([answered({"g1": 4 * (place % 2)}, unit="Very long unit name " * 3 + str(place))
                     for place in range(8)], {"m": long})  # fmt: skip
    canvas = painted(found, width)
    for artist in canvas.figure.get_children():
        if isinstance(artist, Polygon | Rectangle | Circle) and artist.get_label():
            box = artist.get_path().get_extents(artist.get_patch_transform())
            assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= canvas.height + 1
