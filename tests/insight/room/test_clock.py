"""The clock of the agenda, worked by hand: three parts of 10, 20 and 30 minutes from nine o'clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from maturity_kit.content.agenda import parse_agenda
from maturity_kit.insight.room.agenda import PAUSE, Clock, clock

AGENDA = parse_agenda(
    json.dumps(
        [
            {"id": name, "minutes": minutes, "title": {"en": name}, "do": {"en": "Do."}}
            for name, minutes in (("a", 10), ("b", 20), ("c", 30))
        ]
    )
)


def at(minute: float) -> datetime:
    """So many minutes after nine o'clock, in UTC."""
    return datetime.fromtimestamp(datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp() + 60 * minute, UTC)


def found(now: float, *starts: tuple[str, float]) -> Clock:
    return clock(AGENDA, [(part, at(minute)) for part, minute in starts], at(now))


def told(one: Clock) -> tuple[str | None, float, float, float, datetime]:
    return one.part, one.spent, one.left, one.ahead, one.ends


def test_before_the_first_part_the_day_ends_an_hour_after_it_begins() -> None:
    assert told(found(5)) == (None, 0, 0, 0, at(65))


def test_inside_a_part_the_day_runs_on_time() -> None:
    assert told(found(4, ("a", 0))) == ("a", 4, 6, 0, at(60))


def test_a_part_that_was_finished_early_puts_the_day_ahead() -> None:
    """a took 7 of 10 minutes."""
    assert told(found(9, ("a", 0), ("b", 7))) == ("b", 2, 18, 3, at(57))


def test_overtime_puts_the_day_behind_minute_by_minute() -> None:
    """At minute 16, a still runs: 6 over its 10, and b and c take 50 more."""
    assert told(found(16, ("a", 0))) == ("a", 16, -6, -6, at(66))


def test_a_skipped_part_saves_its_minutes() -> None:
    """From a after 10 minutes straight to c: 30 remain instead of 50."""
    assert told(found(10, ("a", 0), ("c", 10))) == ("c", 0, 30, 20, at(40))


def test_going_back_to_a_part_adds_to_it_and_leaves_the_rest_of_the_other() -> None:
    """a 10, b 5, then a again for 3: 13 spent on a, 15 left of b and 30 of c after minute 18: 3 behind."""
    assert told(found(18, ("a", 0), ("b", 10), ("a", 15))) == ("a", 13, -3, -3, at(63))


def test_back_in_a_part_that_was_left_early_its_rest_is_planned_again() -> None:
    """a was left after 6 and had 4 left; at minute 10 it is on again since 9: 3 left; b has 17 left, c 30."""
    assert told(found(10, ("a", 0), ("b", 6), ("a", 9))) == ("a", 7, 3, 0, at(60))


def test_after_going_back_the_day_goes_on_where_it_was() -> None:
    """a 10, b 5, a 3, b again from 18: at 20 it has 7, 13 left, and the day is 3 behind."""
    assert told(found(20, ("a", 0), ("b", 10), ("a", 15), ("b", 18))) == ("b", 7, 13, -3, at(63))


def test_a_part_that_was_passed_over_comes_back_when_the_room_goes_before_it() -> None:
    """a 10, c from 10 to 12, then back to a: b was never done and is ahead again: 0 + 28 + 20 after minute 12."""
    assert told(found(12, ("a", 0), ("c", 10), ("a", 12))) == ("a", 10, 0, 0, at(60))


def test_a_pause_stops_the_part_but_not_the_day() -> None:
    """Paused at 4, now 9: 6 of a are left and 50 follow; the day is 5 behind."""
    one = found(9, ("a", 0), (PAUSE, 4))
    assert told(one) == ("a", 4, 6, -5, at(65))
    assert one.paused


def test_after_a_pause_the_part_goes_on() -> None:
    one = found(10, ("a", 0), (PAUSE, 4), ("a", 9))
    assert told(one) == ("a", 5, 5, -5, at(65))
    assert not one.paused


def test_a_pause_before_the_first_part_is_no_start() -> None:
    assert told(found(9, (PAUSE, 0))) == (None, 0, 0, 0, at(69))
    assert told(found(12, (PAUSE, 0), ("a", 10))) == ("a", 2, 8, 0, at(70))


def test_a_part_that_the_agenda_does_not_have_counts_as_a_pause() -> None:
    """The file was changed during the day."""
    assert told(found(9, ("a", 0), ("gone", 4))) == ("a", 4, 6, -5, at(65))


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert found(3, ("a", 5)).spent == 0
    assert found(9, ("a", 5), ("b", 4)).by_part == {"a": 0, "b": 5}


def test_the_last_part_runs_over_too() -> None:
    """a 10, b 20, c from 30; at 65 it is 5 over."""
    one = found(65, ("a", 0), ("b", 10), ("c", 30))
    assert told(one) == ("c", 35, -5, -5, at(65))
    assert one.by_part == pytest.approx({"a": 10, "b": 20, "c": 35})
