"""All models together: the overall number and the themes."""

from __future__ import annotations

from maturity_kit.content.model import THEMES
from maturity_kit.content.wording import Wording
from maturity_kit.insight.themes import theme_scores
from maturity_kit.reports.sheets.cells import cell, column_of, shown
from maturity_kit.reports.sheets.plan import Plan
from maturity_kit.reports.sheets.readings import tagged

FOUR = ("score", "low", "high", "coverage")
COLOURS = {
    "type": "3_color_scale",
    **{f"{end}_type": "num" for end in ("min", "mid", "max")},
    **{"min_value": 0, "mid_value": 50, "max_value": 100},
    **{"min_color": "#f4d9b0", "mid_color": "#f7f7f7", "max_color": "#9ccfd8"},
}
IN_FORCE = 6
MODELS = 4
"""The row of the heads of the models."""


def write_overall(plan: Plan) -> None:
    """Fills the sheet with the models as children of one group, and the themes that run through them."""
    page = plan.pages["together"]
    page.text(0, 0, plan.say("sheet.together"), "title")
    page.text(1, 0, plan.say("together.hint"), "hint")
    page.widths((34, *(13,) * 10))
    page.sheet.freeze_panes(2, 1)
    page.heads(MODELS, [plan.say(f"reading.{key}") for key in ("model", "model_weight", *FOUR, "in_force")])
    weights = plan.story.assessment.model_weights
    row = MODELS
    for row, (name, told) in enumerate(plan.models.items(), MODELS + 1):
        page.text(row, 0, told.chapter.title)
        page.number(row, 1, weights.get(name, 1.0), "asked-number")
        plan.book.name(f"weight_given_{name}", page.at(row, 1))
        in_force = f"IF(ISNUMBER({cell(row, 1)}),{cell(row, 1)},1)"
        page.formula(row, IN_FORCE, in_force, weights.get(name, 1.0), "made-number")
        plan.book.name(f"model_weight_{name}", page.at(row, IN_FORCE))
        for column, key in enumerate(FOUR, 2):
            now = getattr(told.chapter.result, key)
            page.formula(row, column, told.layout.there(name, key), shown(now), _look(key))
    if plan.models:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": plan.say("weight.error")}
        page.sheet.data_validation(MODELS + 1, 1, row, 1, rule)
    _overall(plan, row)
    _themes(plan, row + 4)


def _look(key: str) -> str:
    return "made-share" if key == "coverage" else "made"


def _overall(plan: Plan, last: int) -> None:
    page, row = plan.pages["together"], last + 1
    page.text(row, 0, plan.say("reading.overall"), "bold")
    for column, key in enumerate(FOUR, 2):
        now = shown(getattr(plan.story.result.overall, key))
        parts = [(cell(one, IN_FORCE), cell(one, column)) for one in range(MODELS + 1, last + 1)]
        have = "+".join(f'IF({found}="",0,{weight})' for weight, found in parts)
        amount = "+".join(f'IF({found}="",0,{weight}*N({found}))' for weight, found in parts)
        page.formula(row, column, f'IF(({have})>0,({amount})/({have}),"")' if parts else '""', now, _look(key))
        plan.book.name(f"overall_{key}", page.at(row, column))


def _themes(plan: Plan, row: int) -> None:
    """Each theme in each model, and its mean over the models that have one."""
    page, story = plan.pages["together"], plan.story
    words = Wording("charts", story.language)
    titles = [told.chapter.title for told in plan.models.values()]
    page.heads(row, [plan.say("reading.theme"), plan.say("reading.mean"), *titles])
    for place, theme in enumerate(THEMES, row + 1):
        page.text(place, 0, words(f"theme.{theme}"))
        for column, told in enumerate(plan.models.values(), 2):
            items = [item.id for item in told.layout.model.items if theme in item.themes]
            now = theme_scores(told.chapter.result).get(theme)
            page.formula(place, column, tagged(told, items), shown(now))
        found = f"{cell(place, 2)}:{cell(place, 1 + max(len(plan.models), 1))}"
        mean = f'IF(COUNT({found})=0,"",AVERAGE({found}))'
        page.formula(place, 1, mean, shown(story.result.themes.get(theme)))
        plan.book.name(f"theme_{theme}", page.at(place, 1))
    points = plan.points.setdefault("themes", {})
    span = (row + 1, row + len(THEMES))
    points["names"], points["scores"] = (column_of(*span, column, page.title) for column in (0, 1))
    page.sheet.conditional_format(row + 1, 1, row + len(THEMES), 1 + len(plan.models), COLOURS)
