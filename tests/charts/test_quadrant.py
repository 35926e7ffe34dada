"""The plane: the point, the rectangle of what is possible, voters, claims and names."""

from __future__ import annotations

from collections import Counter
from typing import Any

from building import answered, model, simple
from drawn import named, only, texts, words

from maturity_kit.charts import plane
from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.quadrant import paint_plane
from maturity_kit.content.wording import Wording
from maturity_kit.scoring.result import ModelResult
from maturity_kit.scoring.score import score_model

PARTS = {"x": "x", "y": "y", "symptoms": "s"}


def scored(values: dict[str, Any], **more: Any) -> ModelResult:
    parts = [simple("x", 2), simple("y", 2), simple("s", 1, beside=True)]
    return score_model(model("quadrant", *parts, parameters=PARTS), answered(values, **more))


def drawn(result: ModelResult, crowd: tuple[tuple[float, float], ...] = ()) -> Canvas:
    return paint_plane(Canvas(), result, Wording("charts", "en"), Counter(crowd))


def scores(x: float, y: float, canvas: Canvas) -> tuple[float, float]:
    """A place in px as the two scores that it stands for."""
    ground = only(canvas, "plane")
    across = 100 * (x - ground.get_x()) / ground.get_width()
    up = 100 - 100 * (y - ground.get_y()) / ground.get_height()
    return round(across, 6), round(up, 6)


# x: 1 of 4 and unknown: S = 25, L = 12.5, H = 62.5; y: 4 and 3 of 4: 87.5
HALF = {"x1": 1, "x2": "unknown", "y1": 4, "y2": 3}


def test_the_point_stands_at_both_scores() -> None:
    canvas = drawn(scored(HALF))
    assert scores(*only(canvas, "point").get_center(), canvas) == (25, 87.5)


def test_the_rectangle_spans_exactly_what_open_answers_allow() -> None:
    canvas = drawn(scored(HALF))
    box = only(canvas, "bounds")
    assert scores(box.get_x(), box.get_y() + box.get_height(), canvas) == (12.5, 87.5)
    assert scores(box.get_x() + box.get_width(), box.get_y(), canvas) == (62.5, 87.5)


def test_the_thresholds_are_those_of_the_model() -> None:
    canvas = drawn(scored(HALF))
    xs, ys = only(canvas, "limit:x").get_xdata(), only(canvas, "limit:y").get_ydata()
    assert scores(xs[0], ys[0], canvas) == (62.5, 62.5)


def test_every_situation_is_named_in_the_plane() -> None:
    canvas = drawn(scored(HALF))
    assert words(canvas, "omnichannel:name") == "Omnichannel marketing"
    assert words(canvas, "single-channel-one-to-one:name") == "Single-channel data-driven one-to-one marketing"


def test_a_situation_that_is_still_possible_says_so() -> None:
    canvas = drawn(scored(HALF))  # x can reach 62.5, its threshold
    assert words(canvas, "omnichannel-one-to-one:tag") == "still possible"
    assert words(canvas, "single-channel:tag") == ""


def test_the_claim_is_marked_on_its_situation() -> None:
    canvas = drawn(scored(HALF, claims={"m": "omnichannel"}))
    assert words(canvas, "omnichannel:tag") == "⚑ claimed beforehand"


def test_voters_are_dots_and_those_on_one_place_a_larger_one() -> None:
    canvas = drawn(scored(HALF), ((25, 50), (75, 50), (75, 50), (75, 50), (75, 50)))
    lone, four = named(canvas, "voter")
    assert scores(*lone.get_center(), canvas) == (25, 50)
    assert (lone.get_radius(), four.get_radius()) == (4, 6)  # 4 + 2 (sqrt n - 1)


def test_without_a_score_on_an_axis_there_is_a_rectangle_but_no_point() -> None:
    canvas = drawn(scored({"x1": 1, "x2": 1}))
    assert named(canvas, "point") == []
    assert len(named(canvas, "bounds")) == 1


def test_an_axis_that_dropped_out_is_said_and_nothing_is_possible() -> None:
    canvas = drawn(scored(HALF, weights={"y": 0}))
    assert words(canvas, "none") == "There is no situation: one of the two axes does not count."
    assert named(canvas, "bounds") == named(canvas, "point") == []


def test_a_name_gives_way_to_a_point_in_its_corner() -> None:
    full = {"x1": 4, "x2": 4, "y1": 4, "y2": 4}
    name = named(drawn(scored(full)), "omnichannel-one-to-one:name")[0]
    canvas = drawn(scored(full))
    assert abs(name.y - only(canvas, "point").get_center()[1]) > 40


def test_alt_and_table_hold_what_the_picture_shows() -> None:
    chart = plane(scored(HALF), "en", [(1, 2)])
    assert chart.alt.endswith("On the axes: x 25 (13–63); y 88; s no score yet (0–100). One dot shows 1 voter alone.")
    assert chart.table.rows[0] == ("x", "25", "13", "63", "50%", "–")


def test_thresholds_are_written_as_the_language_does() -> None:
    assert texts(plane(scored(HALF), "nl").svg).count("62,5") == 2
