"""The silo map: groups in frames, arcs between channels, departments told apart without colour."""

from __future__ import annotations

from typing import Any

import pytest
from charts.tables.filled import canvases, chart, drawn, english, tables
from drawn import named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.silos import paint_silos

# Edges web-app (one department), web-mail (two), mail-call (department of call unknown); print stands alone.
CHANNELS: list[dict[str, Any]] = [
    {
        "name": "Web",
        "department": "Digital",
        "system": "CMS",
        "responsible": "owner",
        "exchanges_with": ["App", "Mail"],
    },
    {"name": "Mail", "department": "Marketing", "exchanges_with": ["Call"]},
    {"name": "App", "department": "digital "},
    {"name": "Call"},
    {"name": "Print", "department": "Marketing"},
]


def both(channels: list[dict[str, Any]]) -> tuple[Canvas, Canvas]:
    registers, found = tables(channels=channels)
    assert found.channels is not None
    silo = found.channels
    return canvases(lambda canvas: paint_silos(canvas, registers.channels, silo, english()))


def test_channels_that_reach_each_other_share_a_frame_and_one_alone_has_its_own() -> None:
    for canvas in both(CHANNELS):
        frame, lone = only(canvas, "silo:1"), only(canvas, "lone:Print")
        inside = [named(canvas, f"channel:{name}")[0].y for name in ("Web", "Mail", "App", "Call")]
        assert all(frame.get_y() < y < frame.get_y() + frame.get_height() for y in inside)
        assert lone.get_y() > frame.get_y() + frame.get_height()
        assert words(canvas, "silo:1:title") == "Group 1: 4 channels"


def test_an_arc_ends_at_both_channels() -> None:
    for canvas in both(CHANNELS):
        arc = only(canvas, "edge:crossing").get_xydata()
        for end, name in ((arc[0], "Web"), (arc[-1], "Mail")):
            assert tuple(end) == pytest.approx(only(canvas, f"port:{name}").get_center())


def test_departments_are_told_apart_by_the_thickness_and_dashes_of_a_line() -> None:
    for canvas in both(CHANNELS):
        crossing, within, unknown = (only(canvas, f"edge:{kind}") for kind in ("crossing", "within", "unknown"))
        assert crossing.get_linewidth() == 2 * within.get_linewidth()
        assert not within.is_dashed()
        assert unknown.is_dashed()


def test_channels_of_one_department_stand_together() -> None:
    for canvas in both(CHANNELS):
        heights = [named(canvas, f"channel:{name}")[0].y for name in ("Web", "App", "Mail", "Call")]
        assert heights == sorted(heights)


def test_arcs_stay_inside_the_picture_however_far_apart_channels_are() -> None:
    names = [f"Channel {n}" for n in range(14)]
    many = [{"name": name, "exchanges_with": names[n + 1 :]} for n, name in enumerate(names)]
    for canvas in both(many):
        assert max(max(edge.get_xdata()) for edge in named(canvas, "edge:unknown")) < canvas.width


def test_the_same_channels_give_the_same_picture() -> None:
    assert drawn("channels", channels=CHANNELS) == drawn("channels", channels=CHANNELS)


def test_density_and_crossing_are_said() -> None:
    # 3 of 5 x 4 / 2 = 10 pairs: 30%; of the two edges whose departments are known one crosses: 50%
    found = drawn("channels", channels=CHANNELS)
    said = "30% of all possible pairs of channels share customer data. 50% of these exchanges cross a department."
    assert found.alt == f"5 channels form 2 separate groups. {said} On its own is Print."
    for canvas in both(CHANNELS):
        assert words(canvas, "numbers") == said


def test_the_table_names_partners_and_group() -> None:
    rows = drawn("channels", "nl", channels=CHANNELS).table.rows
    assert rows[0] == ("Web", "Digital", "CMS", "owner", "Mail en App", "1")
    assert rows[4] == ("Print", "Marketing", "–", "–", "–", "2")


def test_one_channel_alone_is_a_picture_without_arcs() -> None:
    for canvas in both([{"name": "Web"}]):
        assert words(canvas, "numbers") == "There is only one channel."
        assert only(canvas, "lone:Web")


def test_without_channels_there_is_no_picture() -> None:
    assert chart("channels") is None
