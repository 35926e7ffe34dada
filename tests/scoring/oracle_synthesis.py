"""What several models say together, beside ``oracle.py``: overall, themes and roadmap."""

from __future__ import annotations

import math
from functools import reduce
from itertools import pairwise

from scoring.oracle import (
    NONE,
    answered_in,
    beside,
    counting,
    counts_as_entry,
    four,
    geometric,
    group_rule,
    items_of,
    less,
    mean,
    minimum,
    node_fields,
    paths,
    renamed,
    sheet_of,
    target,
)
from scoring.oracle_readings import falling, reading

from maturity_kit.content.model import THEMES


def result(fields, models):
    """The fields of a result file, without contradictions, registers and notices."""
    sheets = {name: sheet_of(fields, models[name]) for name in sorted(models) if is_scored(fields, models[name])}
    return {
        "models": {name: model_fields(sheet) for name, sheet in sheets.items()},
        "overall": overall(fields, sheets),
        "themes": themes(sheets),
        "roadmap": roadmap(fields, sheets),
    }


def is_scored(fields, model):
    """Whether a model has an entry in ``models``, an answer or a vote."""
    answers, votes = (renamed(fields.get(name, {}), model) for name in ("answers", "votes"))
    said = (counts_as_entry(answers.get(item.id)) or votes.get(item.id) for item in model.items)
    return model.id in fields.get("models", {}) or any(said)


def model_fields(sheet):
    """The fields of one model in a result file."""
    rules = {"geometric": geometric(sheet, sheet.model), "minimum": minimum(sheet, sheet.model)}
    nodes = {node.id: node_fields(sheet, node) for node in sheet.model.nodes}
    return {**node_fields(sheet, sheet.model), "rules": rules, "nodes": nodes, "reading": reading(sheet)}


def model_weight(fields, name):
    """The weight of a model among the scored ones."""
    return fields.get("model_weights", {}).get(name, 1)


def overall(fields, sheets):
    """The rule of a group whose children are the scored models."""
    weighted = [(model_weight(fields, name), four(sheet, sheet.model)) for name, sheet in sheets.items()]
    kept = [(w, numbers) for w, numbers in weighted if w > 0 and numbers != NONE]
    return dict(zip(("score", "low", "high", "coverage"), group_rule(kept), strict=True))


def themes(sheets):
    """The mean per theme over the models that have one."""
    found = {name: mean((1, theme(sheet, name)) for sheet in sheets.values()) for name in THEMES}
    return {name: number for name, number in found.items() if number is not None}


def theme(sheet, name):
    """Score of a theme in one model."""
    tagged = [item for item in answered_in(sheet, sheet.model, True) if name in item.themes]
    level = mean((sheet.w(item), sheet.x(item)) for item in tagged)
    return None if level is None else 100 * level


# Roadmap


def importance(fields, sheets, sheet, item):
    """How much the item weighs in everything, against what an equal share would weigh; 0 when switched off."""
    own = model_weight(fields, sheet.model.id)
    path = paths(sheet.model)[item.id]
    if own == 0 or any(sheet.w(node) == 0 for node in path[1:]):
        return 0
    steps = [own / mean((1, model_weight(fields, name)) for name in sheets)]
    for above, node in pairwise(path):
        if beside(node):
            break
        siblings = [(1, sheet.w(child)) for child in counting(sheet, above)]
        steps.append(sheet.w(node) / mean(siblings) if siblings else 1)
    return math.prod(steps)


def candidates(fields, sheets):
    """Every answered item under its target, with its priority, in order."""
    found = []
    for sheet in sheets.values():
        for item in items_of(sheet, sheet.model, True):
            wanted = 75 if target(sheet, item) is None else target(sheet, item)
            weight = importance(fields, sheets, sheet, item)
            if weight > 0 and sheet.answered(item) and less(100 * sheet.x(item), wanted):
                priority = weight * (wanted / 100 - sheet.x(item)) / item.effort
                step = dict(item.next_step(sheet.marks[item.id]))
                found.append({"item": item.id, "topic": item.topic, "priority": priority, "next_step": step})
    return sorted(found, key=falling(lambda candidate: candidate["priority"]))


def one_per_topic(found):
    """The candidates with those of one topic as one, the first, which names the others."""
    firsts = {}
    for candidate in found:
        subject = ("topic", candidate["topic"]) if candidate["topic"] else ("item", candidate["item"])
        firsts.setdefault(subject, []).append(candidate)
    return [{**same[0], "also": [other["item"] for other in same[1:]]} for same in firsts.values()]


def roadmap(fields, sheets):
    """Ten proposals: now, next and later, each in order of priority."""
    ordered = one_per_topic(candidates(fields, sheets))
    ladders = [reading(sheet)["repairs"] for sheet in sheets.values() if sheet.model.method == "ladder"]
    repairs = {repair["item"] for found in ladders for repair in found if repair["class"] == "a"}

    def take(taken, candidate):
        is_third = candidate["item"] in repairs and sum(one["item"] in repairs for one in taken) == 2
        return taken if len(taken) == 3 or is_third else [*taken, candidate]

    now = reduce(take, ordered, [])
    rest = [candidate for candidate in ordered if candidate not in now]
    later = 10 - len(now) - 3
    horizons = [("now", now), ("next", rest[:3]), ("later", rest[3 : 3 + later])]
    fields = ("item", "priority", "also", "next_step")
    return [{name: one[name] for name in fields} | {"horizon": horizon} for horizon, found in horizons for one in found]
