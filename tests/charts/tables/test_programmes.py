"""Programmes on a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from charts.tables.filled import TODAY, canvases, chart, drawn, english, tables
from drawn import between, named, only, words

from maturity_kit.charts.canvas import Canvas
from maturity_kit.charts.tables.programmes import blocks_of, paint_programmes
from maturity_kit.charts.tables.timeline import calendar

NOW = date.fromisoformat(TODAY)
ROWS: dict[str, Any] = {
    "programmes": [{"name": "Welcome", "kind": "retention", "owner": "lead", "goal": "second policy"}],
    "projects": [
        {"name": "Series", "programme": "Welcome", "start": "2026-06-01", "end": "2026-07-31", "testing": "a week"},
        {"name": "Past", "programme": "Welcome", "start": "2026-05-01", "end": "2026-06-30"},
        {"name": "Open", "start": "2026-07-15"},
        {"name": "Idea"},
    ],
    "tasks": [
        {"task": "a", "programme": "Letters", "due": "2026-06-01", "done": "2026-06-01"},
        {"task": "b", "programme": "Letters", "due": "2026-06-08", "done": "2026-06-09"},
        {"task": "c", "due": "2026-08-01"},
    ],
}


def both(rows: dict[str, Any]) -> tuple[Canvas, Canvas]:
    registers, found = tables(**rows)
    return canvases(lambda canvas: paint_programmes(canvas, blocks_of(registers, found), NOW, english()))


def test_a_calendar_runs_over_whole_months() -> None:
    line = calendar([date(2026, 5, 10), date(2026, 7, 31)], 100, 92)  # 1 May to 1 August: 92 days
    assert (line.first, line.last) == (date(2026, 5, 1), date(2026, 8, 1))
    assert [line.at(day) for day in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 8, 1))] == [100, 131, 192]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2026, 1, 1), date(2026, 12, 31)), [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]),
        ((date(2020, 6, 1), date(2027, 5, 31)), [date(2022, 1, 1), date(2024, 1, 1), date(2026, 1, 1)]),
    ],
)  # fmt: skip
def test_as_many_months_are_named_as_have_room(days: tuple[date, date], expected: list[date]) -> None:
    assert calendar(days, 0, 340).months() == expected  # room for four steps of 84 px


def test_a_calendar_ends_with_the_last_year_that_dates_have() -> None:
    assert calendar([date(1, 1, 1), date(9999, 12, 31)], 0, 100).last == date.max


def test_a_bar_is_solid_up_to_today_and_lighter_after_it() -> None:
    for canvas in both(ROWS):
        passed, ahead = only(canvas, "Series:passed"), only(canvas, "Series:ahead")
        assert passed.get_x() + passed.get_width() == pytest.approx(ahead.get_x())
        assert passed.get_width() / ahead.get_width() == pytest.approx(30 / 30)  # 30 days of June, 30 up to 31 July
        assert only(canvas, "Series:today").get_xdata()[0] == pytest.approx(ahead.get_x())
        assert named(canvas, "Past:ahead") == []


def test_a_project_without_an_end_leads_on() -> None:
    for canvas in both(ROWS):
        assert only(canvas, "Open:no-end")
        assert named(canvas, "Open:passed") == []


def test_chips_say_what_was_planned_and_what_is_missing() -> None:
    for canvas in both(ROWS):
        assert words(canvas, "Series:chip:words") == "✓ testing: a week"
        assert words(canvas, "Past:chip:words") == "○ no time for testing ○ ended, not evaluated"
        assert words(canvas, "Idea:chip:words") == "○ no dates ○ no time for testing"


def test_routine_work_has_its_score_as_a_bar() -> None:
    for canvas in both(ROWS):  # one of two letters on time
        assert words(canvas, "Letters:routine") == "Routine work: 50 of 100 on time"
        assert between(canvas, "Letters:score", "Letters:scale") == (0, 50)
        assert words(canvas, "loose:routine") == "Routine work: nothing was due yet"


def test_what_belongs_to_no_programme_comes_last() -> None:
    assert [block.name for block in blocks_of(*tables(**ROWS))] == ["Welcome", "Letters", ""]


def test_programmes_without_dates_have_no_calendar() -> None:
    for canvas in both({"programmes": ROWS["programmes"]}):
        assert named(canvas, "axis") == []
        assert words(canvas, "Welcome:about") == "retention · lead · second policy"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Programmes: 1. There are 4 projects. 3 have no time for testing: Past, Open and Idea. "
            "1 has ended without an evaluation: Past. Of the routine work that was due 50 out of 100 was on time.",
        ),
        (
            "nl",
            "Programma's: 1. Er zijn 4 projecten. 3 hebben geen tijd om te testen: Past, Open en Idea. "
            "1 is afgelopen zonder evaluatie: Past. Van het routinewerk dat klaar moest zijn, was 50 van de 100 op tijd.",
        ),
    ],
)
def test_the_words_name_what_is_missing(language: str, said: str) -> None:
    assert drawn("programmes", language, **ROWS).alt == said


def test_the_table_has_one_row_a_project_and_one_for_a_programme_without() -> None:
    rows = drawn("programmes", **ROWS).table.rows
    assert rows[0] == ("Welcome", "retention", "lead", "Series", "1 Jun 2026", "31 Jul 2026", "a week", "–", "–")
    assert rows[2] == ("Letters", "–", "–", "–", "–", "–", "–", "–", "50")


def test_without_programmes_projects_and_tasks_there_is_no_picture() -> None:
    assert chart("programmes") is None
