"""Around the day: lists that open in a spreadsheet, dates for a calendar, the invitation, and the check after 90 days."""

import csv
import io
from datetime import date

import pytest
from icalendar import Calendar

from maturity_kit.assessment.events import new_assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.roles import load_roles
from maturity_kit.reports.around import RULE, actions_csv, actions_ics, check_items, invitation_text, stops_csv
from maturity_kit.reports.separated import restored
from maturity_kit.reports.story import story_of
from tests.building import answered, model, simple
from tests.reports.test_story import EXAMPLES

HOSTILE = '=cmd|"/c calc"!A1'
MODEL = {"m": model("tree", simple("a", 20))}


@pytest.fixture(scope="module")
def insurer():
    return story_of(load_assessment(EXAMPLES / "insurer.assessment.json"), "nl")


def told(registers, language="en", answers=(("a1", 2),)):
    return story_of(answered(dict(answers), registers=registers), language, MODEL)


def rows(text, separator):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))


def events(story):
    return Calendar.from_ical(actions_ics(story)).walk("VEVENT")


def test_the_list_of_actions_has_a_row_for_each(insurer):
    """Three actions under a head in Dutch, parted by semicolons as Excel in Dutch wants it; the date as computers know it."""
    head, *found = rows(actions_csv(insurer), ";")
    assert (head[0], len(found)) == ("Actie", 3)
    assert found[0][1:3] == ["Teamleider Online Marketing", "2026-10-30"]
    assert found[0][-1] == "Wat gebeurt er met advertenties voor een product als een klant het gekocht heeft?"


def test_the_list_of_stops_has_a_row_for_each(insurer):
    """With the hours that each frees."""
    assert [row[2] for row in rows(stops_csv(insurer), ";")] == ["Uren per maand", "26", "10", "14"]


def test_without_rows_there_is_still_a_head():
    """An empty list opens as a list, in English with commas."""
    assert rows(stops_csv(told({})), ",") == [["What stops", "Why", "Hours a month", "Within reach"]]


@pytest.mark.parametrize("name", [HOSTILE, "+31 6", "-1", "@SUM(A1)", "'t Hof", 'a;"b"\nc', "<b>&", "🌷 مرحبا"])
def test_no_cell_is_a_formula_and_every_text_can_be_read_back(name):
    """An apostrophe stands before what a spreadsheet would run, and nothing is lost by it."""
    cell = rows(actions_csv(told({"actions": [{"name": name}]})), ",")[1][0]
    assert cell[0] not in "=+-@\t\r"
    assert restored(cell) == name


def test_each_dated_action_is_a_day_in_the_calendar(insurer):
    """Whole days that keep nobody busy, and ninety days after 8 October the check: 6 January."""
    found = events(insurer)
    assert [one.decoded("dtstart") for one in found] == [
        date(2026, 10, 30), date(2026, 11, 13), date(2026, 11, 15), date(2027, 1, 6)
    ]  # fmt: skip
    assert all(one.decoded("dtend").toordinal() - one.decoded("dtstart").toordinal() == 1 for one in found)
    assert {str(one["transp"]) for one in found} == {"TRANSPARENT"}
    assert str(found[-1]["summary"]) == "Check na 90 dagen · Lindewaard Verzekeringen"


def test_an_action_without_a_date_is_in_the_list_only():
    """Nothing is dated by us but the check."""
    assert len(events(told({"actions": [{"name": "First"}]}))) == 1


def test_a_calendar_made_again_moves_its_events():
    """The same action on another day keeps its UID; another action has one of its own."""

    def uids(*actions):
        return [str(one["uid"]) for one in events(told({"actions": list(actions)}))]

    first, moved = ({"name": "First", "date": day} for day in ("2026-12-01", "2026-12-08"))
    assert uids(first) == uids(moved)
    assert len(set(uids(first, {"name": "Second", "date": "2026-12-01"}))) == 3


def test_lines_are_folded_and_what_people_wrote_stays_text():
    """No line over 75 bytes, each ended by CR LF; commas, line ends and names of other fields do not get out of their field."""
    name = "Één, twee; drie\\ 🌷 " * 20 + "\nBEGIN:VALARM\r\nX:1\x00"
    text = actions_ics(told({"actions": [{"name": "First", "date": "2026-12-01", "first_step": name}]}))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert [line for line in text.split("\r\n") if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        *["BEGIN:VEVENT"] * 2,
    ]
    assert "\x00" not in text
    told_back = str(Calendar.from_ical(text).walk("VEVENT")[0]["description"])
    assert told_back.startswith("First step: Één, twee; drie\\ 🌷")


def test_the_same_story_gives_the_same_calendar(insurer):
    """Nothing of the moment of making is in it."""
    assert actions_ics(insurer) == actions_ics(insurer)


def test_the_check_asks_the_questions_of_the_actions_first(insurer):
    """Seven of the three actions, then five that are open or disputed; none twice."""
    chosen = [item for action in insurer.registers.actions for item in action.items]
    found = [item.id for item in check_items(insurer)]
    assert found[:7] == chosen
    assert found[7:] == [one.item for one in insurer.doubts if one.item not in chosen][:5]


def test_the_check_never_leaves_a_question_of_an_action_out():
    """Fifteen questions of one action are fifteen, whatever number is asked for."""
    asked = [f"a{n}" for n in range(1, 16)]
    story = told({"actions": [{"name": "All", "items": [*asked, "nobody.knows"]}]})
    assert [item.id for item in check_items(story, 3)] == asked


def test_without_actions_the_check_asks_what_is_open():
    """One answer of twenty: a dozen of the other nineteen."""
    found = [item.id for item in check_items(told({}))]
    assert len(found) == 12 and "a1" not in found


def test_an_empty_assessment_has_nothing_to_check():
    """And its list and calendar can be made all the same."""
    story = story_of(new_assessment("x", "Tuin", "2026-11-22"), "nl")
    assert check_items(story) == () and len(events(story)) == 1


def test_everybody_gets_the_quick_scan_with_what_to_bring():
    """Forty questions in one text; without an address it says that the address follows."""
    story = story_of(new_assessment("x", "Tuin & Zn", "2026-11-22", edition="quick"), "nl")
    text = invitation_text(story)
    assert text.startswith("Onderwerp: Jouw kijk op de digital marketing van Tuin & Zn\n\nHallo,")
    assert "Er zijn 40 vragen voor je" in text and "Het adres van de pagina krijg je apart." in text
    assert RULE not in text and "Wat je er het beste bij kunt pakken\n\nStrategie\n- " in text
    assert "https://example.org/join" in invitation_text(story, "https://example.org/join")


def test_of_the_full_edition_each_role_gets_its_own_invitation(insurer):
    """Nobody gets 133 questions."""
    roles = load_roles().roles
    parts = invitation_text(insurer).split(RULE)
    assert len(parts) == len(roles)
    assert all(f"‘{role.title.to('nl')}’" in part for role, part in zip(roles, parts, strict=True))
