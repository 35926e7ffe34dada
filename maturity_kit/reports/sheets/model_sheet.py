"""The sheet of a model: its groups and questions in order, with the formulas from answers to scores."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.model import Group, Item
from maturity_kit.reports.sheets.book import Page
from maturity_kit.reports.sheets.cells import column_of, positive, shown
from maturity_kit.reports.sheets.facts import Facts
from maturity_kit.reports.sheets.given import given, sign_of
from maturity_kit.reports.sheets.items import Made, gap, item_formulas, shared_formulas
from maturity_kit.reports.sheets.layout import HEAD, READ, SCORES, Layout
from maturity_kit.reports.sheets.plan import Plan, Told
from maturity_kit.reports.sheets.repairs import repair_formulas

WIDTHS = {"id": 15, "text": 46, "answer": 9, "words": 38, "reason": 18, "note": 26, "evidence": 22}
WIDTH, WIDER = 9.5, 15
BARS = {
    "type": "data_bar",
    **{"bar_color": "#8fc1cc", "bar_solid": True},
    **{"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100},
}
SHARES = ("coverage",)
POINTS = ("score", "low", "high", "aim", "gap")
WHOLE = ("used", "voters", "in_level", "under_gate", "under_gate_low", "repair_order", "repair_key")
WORDS = ("words", "state", "repair")


def write_model(plan: Plan, told: Told) -> None:
    """Fills the sheet of a model."""
    page, layout = told.page, told.layout
    page.text(0, 0, told.chapter.title, "title")
    page.text(1, 0, plan.say("model.hint"), "hint")
    page.heads(HEAD, (_head(plan, key) for key in layout.columns))
    _set_up(page, layout)
    _root(plan, told)
    for node in layout.model.nodes:
        if isinstance(node, Group):
            _group(plan, told, node)
        else:
            _item(plan, told, node)
    _name(plan, layout)


def _head(plan: Plan, key: str) -> str:
    if key.startswith("count_"):
        return plan.say("column.count", step=int(key[6:]) + 1)
    return plan.say(f"column.{key}")


def _set_up(page: Page, layout: Layout) -> None:
    page.widths([WIDTHS.get(key, WIDTH if key in (*READ, *SCORES) else WIDER) for key in layout.columns])
    page.sheet.freeze_panes(HEAD + 1, 2)
    page.sheet.repeat_rows(HEAD)
    page.sheet.print_area(0, 0, layout.last, len((*READ, *SCORES)) - 1)


def _root(plan: Plan, told: Told) -> None:
    layout, root = told.layout, told.layout.model.id
    facts = told.facts[root]
    row = layout.rows[root]
    told.page.text(row, 0, root, "small")
    told.page.text(row, 1, plan.say("model.whole"), "part")
    told.page.number(row, layout.columns["target"], plan.story.assessment.targets.get(root), "asked-number")

    def here(key: str) -> str:
        return layout.here(root, key)

    made = [*_of_children(layout, root, facts), gap(here, facts)]
    made.append(Made("aim", f'IF(ISNUMBER({here("target")}),{here("target")},"")', shown(facts.four.target)))
    made += [Made("used", "1", 1), Made("importance", "1", 1)]
    _write(told, root, made)


def _of_children(layout: Layout, node: str, facts: Facts) -> Iterator[Made]:
    """The four values of a group as weighted means over its children that did not drop out."""
    below = layout.below(node)
    counted, scored = layout.sum("counted", below) or "0", layout.sum("scored", below) or "0"
    score = f'IF({scored}>0,MIN(100,{layout.sum("w_score", below)}/{scored}),"")'
    yield Made("score", score, shown(facts.four.score))
    for key in ("low", "high", "coverage"):
        mean = f"{layout.sum(f'w_{key}', below)}/{counted}"
        yield Made(key, f'IF({counted}>0,{mean},"")', shown(getattr(facts.four, key)))
    several = positive([layout.rows[one] for one in below], layout.columns["counted"])
    yield Made("mean_below", f"IF({counted}>0,{counted}/{several},0)", facts.mean_below)


def _group(plan: Plan, told: Told, group: Group) -> None:
    layout, facts, row = told.layout, told.facts[group.id], told.layout.rows[group.id]
    told.page.text(row, 0, group.id, "small")
    title = group.title.to(plan.story.language)
    told.page.text(row, 1, plan.say("model.beside", title=title) if group.beside else title, "part")
    _weights(plan, told, group.id, group.weight)
    counted = "0" if group.beside else f'IF({layout.here(group.id, "low")}="",0,{layout.here(group.id, "in_force")})'
    made = [*_of_children(layout, group.id, facts), *shared_formulas(layout, group.id, facts, counted)]
    _write(told, group.id, [*made, *repair_formulas(plan, told, group)])


def _item(plan: Plan, told: Told, item: Item) -> None:
    layout, page, row = told.layout, told.page, told.layout.rows[item.id]
    page.text(row, 0, item.id, "small")
    page.text(row, 1, item.text.to(plan.story.language))
    _answer(plan, told, item)
    _weights(plan, told, item.id, item.weight)
    quick = any(one.quick for one in layout.model.items)
    fixed = {"min": item.scale.min, "max": item.scale.max, "asked": int(item.quick or not quick), "effort": item.effort}
    if layout.model.method == "ladder":
        fixed["essential"] = int(item.essential)
    for key, number in fixed.items():
        page.number(row, layout.columns[key], number)
    _write(told, item.id, [*item_formulas(plan, told, item), *repair_formulas(plan, told, item)])


def _answer(plan: Plan, told: Told, item: Item) -> None:
    """The yellow cells: what is agreed, the texts beside it, and the newest ballot per step."""
    layout, page, row = told.layout, told.page, told.layout.rows[item.id]
    found = given(plan.story.assessment, item)
    sign, column = sign_of(found.said, plan.story.language), layout.columns["answer"]
    if isinstance(sign, str):
        page.text(row, column, sign, "asked")
    else:
        page.number(row, column, sign, "asked-number")
    rule = {"validate": "list", "source": f"={plan.allowed(item.scale)}", "error_message": plan.say("answer.error")}
    page.sheet.data_validation(row, column, row, column, rule)
    for key, text in found.texts.items():
        page.text(row, layout.columns[key], text, "asked")
    counts = found.ballot.counts if found.ballot else [None] * item.scale.steps
    for step, people in enumerate(counts):
        page.number(row, layout.columns[f"count_{step}"], people, "asked-number")
    for key in ("unknown", "not_applicable"):
        page.number(row, layout.columns[key], getattr(found.ballot, key, None), "asked-number")


def _weights(plan: Plan, told: Told, node: str, own: float) -> None:
    layout, page, row = told.layout, told.page, told.layout.rows[node]
    weight, target = layout.columns["weight"], layout.columns["target"]
    page.number(row, weight, told.facts[node].weight, "asked-number")
    page.number(row, target, plan.story.assessment.targets.get(node), "asked-number")
    page.number(row, layout.columns["own_weight"], own)
    least = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": plan.say("weight.error")}
    between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    page.sheet.data_validation(row, weight, row, weight, least)
    page.sheet.data_validation(row, target, row, target, {**between, "error_message": plan.say("target.error")})


def _write(told: Told, node: str, made: list[Made]) -> None:
    row = told.layout.rows[node]
    for key, formula, value in made:
        told.page.formula(row, told.layout.columns[key], formula, value, _look(key))


def _look(key: str) -> str:
    if key in WORDS:
        return "made-text"
    if key in SHARES:
        return "made-share"
    return "made" if key in POINTS else "made-whole" if key in WHOLE else "made-number"


def _name(plan: Plan, layout: Layout) -> None:
    model, page = layout.model.id, plan.models[layout.model.id].page
    for key in ("score", "low", "high", "coverage"):
        plan.book.name(f"{key}_{model}", layout.there(model, key))
    scores = column_of(HEAD + 1, layout.last, layout.columns["score"]).replace("$", "")
    page.sheet.conditional_format(scores, BARS)
