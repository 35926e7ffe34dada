"""Voting cards on paper and the sheet to count them on, for when phones or Wi-Fi fail."""

from __future__ import annotations

import itertools
import math
import re
import shlex
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.content.model import Item
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.reports.errors import ReportError
from maturity_kit.reports.typesetting import printable, typeset

Part = Literal["cards", "sheet"]
PARTS: tuple[Part, ...] = ("cards", "sheet")
MOST_PEOPLE = 100
MOST_PAGES = 800
"""Cards for 40 people on the 40 questions of the quick scan; a page takes 0.6 MB of memory while it is made."""
SHORT = 8
LONGEST_NAME = 60
EXAMPLE = (0, 2, 5, 1, 0)
SHOWN_STEPS = 10
ON_PAPER = (
    *("unknown", "not_applicable", "anonymous"),
    *("sheet", "how_to_count", "sheet_ballot", "sheet_people", "sheet_number", "sheet_question", "sheet_tallies"),
    *("sheet_unknown", "sheet_not_applicable", "sheet_total"),
)
"""Keys of the wording that the template asks for."""


class Cards(NamedTuple):
    """Cards to print.

    Attributes:
        pdf: A4; first the cards, set by set in the order of the questions, then the counting sheet.
        per_page: cards on a page, all with the same question: 2, or 1 when a question is too long for half a page.
        sets: how often the cards of all questions are in it.
        card_pages: pages with cards, 0 without cards.
        sheet_pages: pages of the counting sheet, 0 without it.
    """

    pdf: bytes
    per_page: int
    sets: int
    card_pages: int
    sheet_pages: int


def voting_cards(
    assessment: Assessment,
    questions: Sequence[Item],
    language: str,
    people: int | None = None,
    parts: Iterable[Part] = PARTS,
) -> Cards:
    """Cards with the questions and the sheet to count them on.

    A page carries one question, so that a set printed in order and cut across the middle is two piles, each with every
    question once and in order: one person's cards.

    Args:
        assessment: named on every page; nothing of its answers is.
        questions: in this order.
        language: of the texts, where a question has it.
        people: a card of each question for each of them, 1..100; without it one set.
        parts: what to print.

    Raises:
        ReportError: no question, people outside 1..100, more than 800 pages, or a question that fits on no page.
    """
    wanted = list(parts)
    _check_given(questions, people)
    sets = {per_page: math.ceil((people or 1) / per_page) for per_page in (1, 2)}
    pdf, layout = typeset("cards", _data(assessment, questions, language, wanted, sets))
    per_page = layout["per-page"]
    card_pages = len(questions) * sets[per_page] if "cards" in wanted else 0
    _check_made(layout["misfits"], card_pages, sets[per_page])
    return Cards(pdf, per_page, sets[per_page], card_pages, layout["pages"] - card_pages)


def _check_given(questions: Sequence[Item], people: int | None) -> None:
    if not questions:
        raise ReportError("nothing")
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise ReportError("people", found=people, allowed=f"1–{MOST_PEOPLE}")


def _check_made(misfits: Sequence[str], card_pages: int, sets: int) -> None:
    if misfits:
        raise ReportError("too_long", found=misfits[0])
    if card_pages > MOST_PAGES:
        raise ReportError("pages", found=card_pages, allowed=MOST_PAGES, sets=sets)


def _data(
    assessment: Assessment, questions: Sequence[Item], language: str, parts: Sequence[Part], sets: dict[int, int]
) -> dict[str, Any]:
    say = Wording("reports", language)
    return {
        "title": f"{say('title' if 'cards' in parts else 'sheet')} – {_cut(assessment.organisation)}",
        "language": _code(language),
        "about": _about(assessment, say),
        "words": {key: say(key) for key in ON_PAPER},
        "command": _command(assessment, questions[0]),
        "questions": [_question(item, n, len(questions), language) for n, item in enumerate(questions, 1)],
        "sets": {str(per_page): count for per_page, count in sets.items()},
        "parts": list(parts),
        "most": MOST_PAGES,
    }


def _question(item: Item, number: int, count: int, language: str) -> dict[str, Any]:
    return {
        "id": printable(item.id),
        "number": number,
        "place": Wording("reports", language)("place", number=number, of=count),
        "text": printable(item.text.to(language)),
        "levels": [printable(level.to(language)) for level in item.levels],
        "first": item.scale.min,
        "steps": item.scale.steps,
        "language": _spoken(item.text, language),
    }


def _spoken(text: Text, language: str) -> str:
    """The language in which the text is given when ``language`` is asked for."""
    return _code(next((known for known in (language, "en", *text) if known in text), language))


def _code(language: str) -> str:
    """The first part of a language tag; what is none counts as English."""
    found = re.match(r"[a-z]{2,3}(?![A-Za-z])", language)
    return found.group() if found else "en"


def _about(assessment: Assessment, say: Wording) -> str:
    """Who and which round it is about, cut so that it stays on a line."""
    who = ", ".join(_cut(name) for name in (assessment.organisation, assessment.unit) if name.strip())
    about = (who, say("round", round=assessment.round), printable(assessment.id[:SHORT]))
    return " · ".join(part for part in about if part)


def _cut(name: str) -> str:
    whole = printable(name)
    return whole if len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME - 1] + "…"


def _command(assessment: Assessment, item: Item) -> str:
    """The command that types in a row of the counting sheet, with the first question as the example."""
    steps = item.scale.steps
    counts = " ".join(str(people) for people in itertools.islice(itertools.cycle(EXAMPLE), min(steps, SHOWN_STEPS)))
    rest = " …" if steps > SHOWN_STEPS else ""
    named = shlex.join((assessment.id[:SHORT], item.id))
    return printable(f"maturity-kit count {named} {counts}{rest} --unknown 1 --not-applicable 0")
