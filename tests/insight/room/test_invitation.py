"""What people read before they vote."""

from __future__ import annotations

from datetime import date

import pytest
from building import answered, group, item, model

from maturity_kit.content.load import load_models
from maturity_kit.content.roles import Role, load_roles
from maturity_kit.content.text import Text
from maturity_kit.insight.room.invitation import evidence_list, invitation, minutes, subject, told_before

ITEMS = load_models()["four-d"].items
ADDRESS = "https://example.org/join/7K3Q"
ASKED = answered().model_copy(update={"organisation": "Garden\n & {Sons}"})
ROLE = load_roles().by_id["analysis"]


def test_an_invitation_says_what_how_long_until_when_where_and_what_is_stored() -> None:
    """26 questions of 40 seconds are 17 minutes and 20 seconds: about 15."""
    assert invitation(ASKED, ROLE, ITEMS, ADDRESS, "en", date(2026, 12, 1)).split("\n\n") == [
        "Hello,",
        "How far along is the digital marketing of Garden & {Sons}? Before we meet, we would like to know what you see "
        "of it in your own work.",
        "There are 26 questions for you; together they take about 15 minutes. Choose each time the sentence you could "
        "show evidence for today. “I don't know” is an honest answer too. When you are asked where you "
        "work, choose “Data and analysis”.",
        f"Answer here: {ADDRESS}\nPlease answer by Tuesday 1 December 2026.",
        "Please answer on your own, without comparing. We discuss the differences together.",
        "You answer anonymously: nobody sees who chose what, the result shows numbers only. We store what you choose "
        "and when, with your role, under a random number: no name, no address. When everyone in a small room chooses "
        "the same, everyone knows what you chose. Roles are shown apart only when at least four people answered in "
        "them.\n",
    ]


def test_a_dutch_invitation_is_dutch_throughout() -> None:
    found = invitation(ASKED, ROLE, ITEMS, ADDRESS, "nl", date(2026, 12, 1))
    assert "Er zijn 26 vragen voor je; samen kosten ze ongeveer 15 minuten." in found
    assert "Doe dat uiterlijk dinsdag 1 december 2026." in found
    assert "Kies ‘Data en analyse’ als er wordt gevraagd waar je werkt." in found
    assert subject(ASKED, "nl") == "Jouw kijk op de digital marketing van Garden & {Sons}"


@pytest.mark.parametrize(
    ("closes", "told"),
    [("2026-12-01", "by Tuesday 1 December 2026."), (" Friday\nnoon ", "by Friday noon."), ("", ""), (None, "")],
)
def test_the_last_day_is_a_date_or_words_or_not_said(closes: str | None, told: str) -> None:
    found = invitation(ASKED, None, ITEMS, ADDRESS, "en", closes)
    assert (told in found, "answer by" in found) == (True, bool(told))


def test_without_roles_none_is_mentioned() -> None:
    found = invitation(ASKED, None, ITEMS, ADDRESS, "en")
    assert "role" not in found.lower()


def test_nobody_is_told_to_be_anonymous_who_gives_a_name() -> None:
    found = invitation(ASKED, ROLE, ITEMS, ADDRESS, "en", names=True)
    assert "anonymous" not in found
    assert "with your role and the name you give, so your votes can be traced to you" in found


@pytest.mark.parametrize(("questions", "seconds", "told"), [(40, 40, 25), (50, 40, 35), (1, 40, 5), (40, 60, 40)])
def test_how_long_it_takes_is_told_in_steps_of_five_minutes(questions: int, seconds: float, told: int) -> None:
    """40 x 40 s = 26.7 minutes; 50 x 40 s = 33.3; 40 x 60 s = 40."""
    assert minutes(questions, seconds) == told


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("roles", [True, False])
@pytest.mark.parametrize("names", [True, False])
def test_before_voting_two_sentences_are_told(language: str, roles: bool, names: bool) -> None:
    kept, unanimity = told_before(language, roles=roles, names=names)
    assert (kept.count("."), unanimity.count(".")) == (1, 1)
    word = {"en": "your role", "nl": "je rol"}[language]
    assert (word in kept) is roles
    assert (("traced" in kept) or ("herleiden" in kept)) is names


def test_the_evidence_to_bring_stands_by_theme_and_nothing_stands_twice() -> None:
    """The order is that of the themes: strategy before data; what has none comes last."""
    fields = [
        item("a", themes=["data", "people"], hint={"en": "Bring the list."}),
        item("b", hint={"en": "Bring a friend."}),
        item("c", themes=["strategy"], hint={"en": "Bring the plan."}),
        item("d", themes=["strategy"]),
        item("e", themes=["data"], hint={"en": "Bring  the\nlist."}),
        item("f", themes=["strategy"], hint={"en": "Bring the map."}),
    ]
    items = model("tree", group("g", *fields)).items
    assert evidence_list(items, "en") == [
        ("Strategy", "Bring the plan."),
        ("Strategy", "Bring the map."),
        ("Data", "Bring the list."),
        ("Other", "Bring a friend."),
    ]
    assert [heading for heading, _ in evidence_list(items, "nl")] == ["Strategie", "Strategie", "Data", "Overig"]


def test_every_question_of_the_quick_scan_has_something_to_bring() -> None:
    items = [one for each in load_models().values() for one in each.edition("quick")]
    assert len(evidence_list(items, "nl")) == 40


def test_a_department_is_called_by_its_name() -> None:
    own = Role(id="sales", title=Text(en="Sales & co", nl="Sales & co"))
    assert "“Sales & co”" in invitation(ASKED, own, ITEMS, ADDRESS, "en")
