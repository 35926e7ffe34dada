"""The sheets around the numbers: the start, the choices, the lists behind drop-downs, the method."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from maturity_kit.insight.method import method_text
from maturity_kit.reports.sheets.book import Page
from maturity_kit.reports.sheets.cells import quoted, shown
from maturity_kit.reports.sheets.given import NOT_APPLICABLE, UNKNOWN
from maturity_kit.reports.sheets.items import halves
from maturity_kit.reports.sheets.plan import EDITION, FIRST_CHOICE, Plan

ABOUT = ("about.what", "about.change", "about.colours", "about.live", "about.still", "about.back")
FOUR = ("score", "low", "high", "coverage")
START = (40, 12, 12, 12, 12, 22, 70)
POINTS = {
    "ladder": "attained",
    "quadrant": "situation",
    "cycle": "weakest",
    "layers": "bottleneck",
    "values": "weakest",
}


def write_start(plan: Plan) -> None:
    """Fills the first sheet: what this is, the edition, and the verdicts side by side."""
    page, story = plan.pages["start"], plan.story
    page.widths(START)
    page.text(0, 0, story.organisation or plan.say("about.nobody"), "title")
    day = story.assessment.date.isoformat()
    page.text(1, 0, plan.say("about.round", round=story.assessment.round, date=day), "hint")
    for row, key in enumerate(ABOUT, 3):
        page.sheet.merge_range(row, 0, row, 6, plan.say(key), plan.book.looks["text"])
        page.sheet.set_row(row, 32)
    row = 4 + len(ABOUT)
    page.text(row, 0, plan.say("about.edition"), "bold")
    page.text(row, 1, story.assessment.edition, "asked")
    rule = {"validate": "list", "source": ["quick", "full"], "error_message": plan.say("edition.error")}
    page.sheet.data_validation(row, 1, row, 1, rule)
    plan.book.name(EDITION, page.at(row, 1))
    page.sheet.freeze_panes(2, 1)
    page.sheet.activate()
    _verdicts(plan, page, row + 2)


def _verdicts(plan: Plan, page: Page, row: int) -> None:
    keys = ("model", *FOUR, "says", "sentence")
    page.heads(row, [plan.say(f"reading.{key}") for key in keys])
    if not plan.models:
        page.text(row + 1, 0, plan.say("about.nothing"))
    for place, (name, told) in enumerate(plan.models.items(), row + 1):
        page.text(place, 0, told.chapter.title, "bold")
        for column, key in enumerate(FOUR, 1):
            now = shown(getattr(told.chapter.result, key))
            look = "made-share" if key == "coverage" else "made"
            page.formula(place, column, told.layout.there(name, key), now, look)
        _says(plan, page, place, name)
        page.text(place, 6, told.chapter.verdict.sentence)


def _says(plan: Plan, page: Page, row: int, name: str) -> None:
    """The reading in its own terms: the level attained, the situation, the part that stands out."""
    told = plan.models[name]
    key = POINTS.get(told.layout.model.method)
    if key is None:
        page.text(row, 5, "–")
        return
    place, now = plan.points[name][key], plan.said[name][key]
    if key == "attained":
        levels = len(told.layout.model.groups)
        before, _, after = plan.say("about.level", level="|", most=levels).partition("|")
        words = f"{before}{now}{after}" if now != "" else ""
        place, now = f'IF({place}="","",{quoted(before)}&{place}&{quoted(after)})', words
    page.formula(row, 5, place, now, "made-text")


def write_choices(plan: Plan) -> None:
    """Fills the sheet with every question, where to look for evidence, and what each step means."""
    page, language = plan.pages["choices"], plan.story.language
    most = max((len(item.levels) for _, item in plan.items()), default=0)
    heads = [plan.say(f"column.{key}") for key in ("id", "text", "hint")]
    page.heads(0, [*heads, *(plan.say("column.step", step=n + 1) for n in range(most))])
    page.widths((15, 46, 36, *(34,) * most))
    page.sheet.freeze_panes(1, 2)
    page.sheet.repeat_rows(0)
    for _, item in plan.items():
        row = plan.choice_rows[item.id]
        page.text(row, 0, item.id, "small")
        page.text(row, 1, item.text.to(language))
        page.text(row, 2, item.hint.to(language))
        for step, level in enumerate(item.levels):
            page.text(row, FIRST_CHOICE + step, level.to(language))


def write_lists(plan: Plan) -> None:
    """Fills the sheet behind the drop-downs: the steps of each scale, halves, don't know and not applicable."""
    page = plan.pages["lists"]
    page.heads(0, [plan.say("lists.scale", least=scale.min, most=scale.max) for scale in plan.scales])
    page.widths([18] * max(len(plan.scales), 1))
    for column, scale in enumerate(plan.scales):
        numbers = halves(scale)
        for row, number in enumerate(numbers, 1):
            page.number(row, column, number)
        signs = (UNKNOWN, NOT_APPLICABLE[plan.story.language == "nl"])
        for row, sign in enumerate(signs, 1 + len(numbers)):
            page.text(row, column, sign)


def write_method(plan: Plan) -> None:
    """Fills the sheet with the method: how this file computes, then the document on method."""
    page = plan.pages["method"]
    page.widths((120,))
    page.text(0, 0, plan.say("sheet.method"), "title")
    lines = [("text", plan.say(key)) for key in ("method.tree", "method.near", "method.road", "method.pooled")]
    models = {name: told.layout.model for name, told in plan.models.items()}
    lines += paragraphs(method_text(plan.story.language, models))
    for row, (look, text) in enumerate(lines, 2):
        page.text(row, 0, text, look)


def paragraphs(markdown: str) -> list[tuple[str, str]]:
    """The headings and paragraphs of a document as plain text, each with its look."""
    found, look = [], "text"
    for token in MarkdownIt().parse(markdown):
        if token.type in ("heading_open", "paragraph_open"):
            look = "heading" if token.type == "heading_open" else "text"
        elif token.type == "inline":
            found.append((look, _plain(token)))
    return found


def _plain(token: Token) -> str:
    return "".join(
        " " if one.type == "softbreak" else one.content for one in token.children or () if one.type != "html_inline"
    )
