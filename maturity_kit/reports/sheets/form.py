"""The form to fill in offline, for people who were not there: every question with its choices in a drop-down."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Item, Model
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.reports.look import Look
from maturity_kit.reports.sheets.book import Book, Page
from maturity_kit.reports.sheets.cells import row_of
from maturity_kit.reports.sheets.given import NOT_APPLICABLE, PARTING, TEXTS, UNKNOWN
from maturity_kit.reports.sheets.kept import TITLE, for_a_form, keep
from maturity_kit.reports.sheets.layout import HEAD

PLAIN = Look()
KEYS = ("id", "text", "answer", *TEXTS, "hint")
WIDTHS = (15, 50, 44, 24, 34, 30, 40)
ABOUT = ("form.what", "form.how", "form.back")
LONGEST_CHOICE = 200


def form_of(
    assessment: Assessment, language: str, models: Mapping[str, Model] | None = None, look: Look = PLAIN
) -> bytes:
    """An empty form as an XLSX file, with the questions of the edition of an assessment.

    It carries who it is about, the round, the models, weights and targets; nothing that anybody answered, so that
    people answer by themselves. What is filled in comes back as an assessment of its own.

    Args:
        assessment: names the organisation, the round and the edition.
        language: of the questions.
        models: those of the workbook by default; asked are the models that the assessment names, or else all of them.
        look: the accent colour.
    """
    known = load_models() if models is None else models
    moved = carried(assessment, known.values())
    asked = {name: model for name, model in known.items() if name in moved.models} or dict(known)
    book = Book(language, look, moved.date, moved.organisation)
    start = book.page(book.say("sheet.start"))
    pages = {name: book.page(model.title.to(language)) for name, model in in_reading_order(asked).items()}
    choices = book.page(book.say("sheet.choices"))
    _start(book, start, moved)
    row = 0
    for name, page in pages.items():
        row = _questions(book, page, asked[name], moved.edition, choices, row)
    keep(book.page(TITLE), for_a_form(moved), "form")
    return book.close()


def _start(book: Book, page: Page, assessment: Assessment) -> None:
    names = (assessment.organisation, assessment.unit)
    page.widths((110,))
    page.text(0, 0, " · ".join(name for name in names if name.strip()) or book.say("about.nobody"), "title")
    day = assessment.date.isoformat()
    page.text(1, 0, book.say("about.round", round=assessment.round, date=day), "hint")
    for row, key in enumerate(ABOUT, 3):
        page.text(row, 0, book.say(key))
    page.sheet.activate()


def _questions(book: Book, page: Page, model: Model, edition: str, choices: Page, row: int) -> int:
    """Fills the sheet of a model; the next free row of the choices."""
    language = book.say.language
    page.text(0, 0, model.title.to(language), "title")
    page.text(1, 0, book.say("form.hint"), "hint")
    page.heads(HEAD, [book.say(f"column.{key}") for key in KEYS])
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEAD + 1, 2)
    page.sheet.repeat_rows(HEAD)
    for place, item in enumerate(model.edition(edition), HEAD + 1):
        page.text(place, 0, item.id, "small")
        page.text(place, 1, item.text.to(language))
        page.text(place, len(KEYS) - 1, item.hint.to(language))
        for column in range(2, 3 + len(TEXTS)):
            page.text(place, column, "", "asked")
        last = _choices(book, choices, row, item)
        source = f"={row_of(row, 1, last, choices.title)}"
        rule = {"validate": "list", "source": source, "error_message": book.say("answer.error")}
        page.sheet.data_validation(place, 2, place, 2, rule)
        row += 1
    return row


def _choices(book: Book, page: Page, row: int, item: Item) -> int:
    """Writes the choices of a question in a row; the last column."""
    language = book.say.language
    words = [level.to(language) for level in item.levels] or [""] * item.scale.steps
    offered = [_choice(str(step), text) for step, text in enumerate(words, item.scale.min)]
    offered.append(_choice(UNKNOWN, book.say("state.unknown")))
    offered.append(_choice(NOT_APPLICABLE[language == "nl"], book.say("state.not_applicable")))
    page.text(row, 0, item.id, "small")
    for column, choice in enumerate(offered, 1):
        page.text(row, column, choice)
    return len(offered)


def _choice(sign: str, words: str) -> str:
    whole = f"{sign} {PARTING} {words}" if words else sign
    return whole if len(whole) <= LONGEST_CHOICE else whole[: LONGEST_CHOICE - 1] + "…"
