"""The workbook for Excel and LibreOffice: answers and weights to change, every score a formula."""

from __future__ import annotations

from maturity_kit.reports.look import Look
from maturity_kit.reports.sheets.around import write_choices, write_lists, write_method, write_start
from maturity_kit.reports.sheets.book import Book
from maturity_kit.reports.sheets.facts import facts_of
from maturity_kit.reports.sheets.kept import TITLE, keep
from maturity_kit.reports.sheets.layout import Layout
from maturity_kit.reports.sheets.model_sheet import write_model
from maturity_kit.reports.sheets.pictures import draw
from maturity_kit.reports.sheets.plan import Plan, Told
from maturity_kit.reports.sheets.proposals import write_proposals, write_texts, write_walk
from maturity_kit.reports.sheets.readings import write_readings
from maturity_kit.reports.sheets.road import write_candidates
from maturity_kit.reports.sheets.together import write_overall
from maturity_kit.reports.story import Story

PLAIN = Look()
BEFORE = ("start", "readings", "pictures", "road")
AFTER = ("together", "candidates", "choices", "lists", "method")


def workbook(story: Story, look: Look = PLAIN) -> bytes:
    """The workbook as an XLSX file.

    Answers, weights, targets and the edition are cells to change; scores, bounds, readings, themes and the road are
    formulas on them, each with the value it has now. Nothing that people wrote is a formula or a link. The same story
    gives the same bytes.
    """
    plan = _planned(story, look)
    write_readings(plan)
    for told in plan.models.values():
        write_model(plan, told)
    write_overall(plan)
    road = write_candidates(plan)
    write_walk(road)
    write_texts(road)
    write_proposals(road)
    write_start(plan)
    write_choices(plan)
    write_lists(plan)
    write_method(plan)
    draw(plan)
    keep(plan.book.page(TITLE), story.assessment, "workbook")
    return plan.book.close()


def _planned(story: Story, look: Look) -> Plan:
    """The sheets in their order, empty."""
    book = Book(story.language, look, story.assessment.date, story.organisation)
    pages = {key: book.page(book.say(f"sheet.{key}")) for key in BEFORE}
    models = {}
    for name, chapter in story.chapters.items():
        page = book.page(chapter.title)
        models[name] = Told(chapter, Layout(chapter.model, page.title), page, facts_of(chapter.result))
    pages |= {key: book.page(book.say(f"sheet.{key}")) for key in AFTER}
    return Plan(story, book, pages, models)
