"""Roles per layer: who is there, who leaves, who is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from charts.tables.filled import TODAY, canvases, chart, drawn, english, four_d, tables
from drawn import between, named, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.roles import paint_roles
from maturity_kit.charts.tables.signs import layer_titles

ROLES: dict[str, Any] = {
    "fd.data": [
        {"role": "Engineer", "state": "present"},
        {"role": "Steward", "state": "external", "until": TODAY, "takes_over": "head of IT"},
        {"role": "Tester", "state": "external", "until": "2026-06-30"},
        {"role": "Architect", "state": "missing"},
    ]
}


def both(roles: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(four_d(), roles=roles)
    titles = layer_titles(four_d(), (), "en")
    rows = {layer: registers.roles.get(layer, ()) for layer in titles}
    today = date.fromisoformat(TODAY)
    return canvases(lambda canvas: paint_roles(canvas, rows, found.roles, titles, today, english()))


def test_the_bar_is_solid_for_who_stays_and_lighter_for_who_leaves() -> None:
    # of four roles one is present and one external: a quarter each; the one whose day has passed is missing
    for canvas in both(ROLES):
        assert between(canvas, "fd.data:present", "fd.data:scale") == (0, 25)
        assert between(canvas, "fd.data:external", "fd.data:scale") == (25, 50)
        assert words(canvas, "fd.data:coverage") == "50% filled"


def test_chips_say_until_when_and_who_takes_over() -> None:
    for canvas in both(ROLES):
        said = words(canvas, "fd.data:role:words")
        assert "✓ Engineer" in said
        assert "◐ Steward, external until 1 Jul 2026, then head of IT" in said
        assert "○ Tester, external until 30 Jun 2026, which has passed" in said
        assert "○ Architect" in said
        assert len(named(canvas, "fd.data:role:missing")) == 2


def test_a_layer_without_roles_says_so_and_has_no_bar() -> None:
    for canvas in both(ROLES):
        assert words(canvas, "fd.design:coverage") == "no roles yet"
        assert named(canvas, "fd.design:scale") == []


def test_the_words_give_coverage_and_name_who_is_missing() -> None:
    assert drawn("roles", "nl", four_d(), roles=ROLES).alt == (
        "Rollen ingevuld: Data 50%; Decisions nog geen rollen; Design nog geen rollen; Delivery nog geen rollen. "
        "Er ontbreken 2 rollen: Tester en Architect."
    )


def test_the_table_has_one_row_a_role() -> None:
    rows = drawn("roles", "en", four_d(), roles=ROLES).table.rows
    assert rows[1] == ("Steward", "Data", "external", "1 Jul 2026", "head of IT")
    assert rows[2][2] == "missing"


def test_without_any_role_there_is_no_picture() -> None:
    assert chart("roles", results=four_d(), roles={"fd.data": []}) is None
