"""How each method reads its tree, beside ``oracle.py``: one function per method, one sentence of scoring.md per line."""

from __future__ import annotations

from functools import cmp_to_key

from scoring.oracle import EPS, answered_in, dropped, four, gap, less, mean, score

from maturity_kit.content.model import SIGNALS

SITUATIONS = {
    ("low", "low"): "single-channel",
    ("high", "low"): "omnichannel",
    ("low", "high"): "single-channel-one-to-one",
    ("high", "high"): "omnichannel-one-to-one",
}
INSIGHT = ("ev.goal", "ev.customer", "ev.journey", "ev.swot")
SOLUTION = ("ev.programmes", "ev.people", "ev.budget", "ev.planning")


def reading(sheet):
    """The reading of a model by its own method."""
    read = {"ladder": ladder, "quadrant": quadrant, "cycle": cycle, "layers": layers, "values": values}
    return {"method": sheet.model.method, **read.get(sheet.model.method, lambda _: {})(sheet)}


def falling(key):
    """A sort key for a falling order in which differences below ``EPS`` are ties."""
    return cmp_to_key(lambda one, other: 0 if abs(key(one) - key(other)) < EPS else (key(other) > key(one)) * 2 - 1)


# Ladder


def setting(sheet, name):
    """A parameter of the ladder."""
    return sheet.model.parameters.get(name, {"threshold": 62.5, "at_work": 50, "gate": 2, "min_coverage": 0.6}[name])


def under_gate(sheet, item):
    """Whether an answer is under the gate."""
    return less(sheet.marks[item.id], setting(sheet, "gate"))


def secured(sheet, level):
    """Enough score, enough known, and no essential item under the gate."""
    found, _, _, coverage = four(sheet, level)
    if found is None or less(found, setting(sheet, "threshold")) or less(coverage, setting(sheet, "min_coverage")):
        return False
    return not any(item.essential and under_gate(sheet, item) for item in answered_in(sheet, level, False))


def at_work(sheet, level):
    """Secured, or a score that shows the level is being worked on."""
    found = score(sheet, level)
    return secured(sheet, level) or (found is not None and not less(found, setting(sheet, "at_work")))


def standing(sheet):
    """(number, level) of the levels that did not drop out."""
    return [(n, level) for n, level in enumerate(sheet.model.groups, 1) if not dropped(sheet, level)]


def attained(sheet):
    """The number of the last level of an unbroken chain of secured levels."""
    chain = 0
    for number, level in standing(sheet):
        if not secured(sheet, level):
            return chain
        chain = number
    return chain if standing(sheet) else None


def ladder(sheet):
    """The reading of a ladder."""
    lowest, highest = sheet.filled("min"), sheet.filled("max")
    levels = standing(sheet)
    reached = max((n for n, level in levels if at_work(sheet, level)), default=0)
    following = next(((n, level) for n, level in levels if not secured(sheet, level)), None)
    skipped = [(n, level) for n, level in levels if n < reached and not secured(sheet, level)]
    return {
        "attained": attained(sheet),
        "attained_low": attained(lowest),
        "attained_high": attained(highest),
        "reached": reached,
        "skipped": [level.id for _, level in skipped],
        "open": [level.id for _, level in levels if secured(highest, level) and not secured(lowest, level)],
        "position": position(sheet, levels, following),
        "repairs": [
            {"item": item.id, "class": name, "next_step": dict(item.next_step(sheet.marks[item.id]))}
            for name, item in repairs(sheet, levels, reached, skipped, following)
        ],
    }


def position(sheet, levels, following):
    """Where on the staircase, with the part of the next step."""
    if not levels:
        return None
    if following is None:
        return len(sheet.model.groups)
    return attained(sheet) + min(0.99, (score(sheet, following[1]) or 0) / setting(sheet, "threshold"))


def repairs(sheet, levels, reached, skipped, following):
    """(class, item) in the order in which they are to be done."""

    def weak(item):
        low = less(100 * sheet.x(item), setting(sheet, "threshold"))
        return low or (item.essential and under_gate(sheet, item))

    def gated(item):
        return under_gate(sheet, item)

    firm = [(n, level) for n, level in levels if n <= reached and secured(sheet, level)]
    upcoming = [] if following is None or following in skipped else [following]
    for name, chosen, wanted in (("a", skipped, weak), ("b", firm, gated), ("c", upcoming, weak)):
        for _, level in chosen:
            items = [item for item in answered_in(sheet, level, False) if wanted(item)]
            items.sort(key=falling(lambda item: sheet.w(item) * (1 - sheet.x(item))))
            items.sort(key=lambda item: not item.essential)
            yield from ((name, item) for item in items)


# Quadrant


def quadrant(sheet):
    """The reading of a quadrant."""
    part = {name: sheet.model.parameters.get(name, f"dd.{default}") for name, default in
            (("x", "channels"), ("y", "data"), ("symptoms", "symptoms"))}  # fmt: skip
    node = {name: sheet.model.by_id.get(part[name]) for name in part}
    axes = [(node[axis], sheet.model.parameters.get(f"threshold_{axis}", 62.5)) for axis in "xy"]
    scores = [score(sheet, axis) for axis, _ in axes]
    complete = None not in scores and not any(dropped(sheet, axis) for axis, _ in axes)
    sides = tuple("low" if complete and less(s, t) else "high" for s, (_, t) in zip(scores, axes, strict=True))
    margins = [abs(s - t) for s, (_, t) in zip(scores, axes, strict=True)] if complete else [None]
    return {
        "situation": SITUATIONS[sides] if complete else None,
        "possible": possible(sheet, axes),
        "margin": min(margins),
        "x": scores[0],
        "y": scores[1],
        "symptoms": score(sheet, node["symptoms"]) if node["symptoms"] else None,
        "claimed": sheet.claim,
    }


def possible(sheet, axes):
    """The situations that the bounds of both axes allow."""
    if any(dropped(sheet, axis) for axis, _ in axes):
        return []

    def allowed(side, axis, threshold):
        _, low, high, _ = four(sheet, axis)
        return less(low, threshold) if side == "low" else not less(high, threshold)

    def fits(sides):
        return all(allowed(side, *axis) for side, axis in zip(sides, axes, strict=True))

    return [situation for sides, situation in SITUATIONS.items() if fits(sides)]


# Cycle, layers, values


def first(sheet, nodes, key):
    """The id of the node with the greatest ``key``, among nodes with a score and a weight; the first on a tie."""
    able = [node for node in nodes if sheet.w(node) > 0 and score(sheet, node) is not None]
    return min(able, key=falling(key)).id if able else None


def cycle(sheet):
    """The reading of a cycle; an element judged beside the score is not in the running."""
    found = sheet.model.by_id[sheet.model.parameters.get("elements", "s3.elements")].groups
    elements = [element for element in found if not element.beside]
    return {
        "weakest": first(sheet, elements, lambda node: sheet.w(node) * (100 - score(sheet, node))),
        "strongest": first(sheet, elements, lambda node: score(sheet, node)),
    }


def layers(sheet):
    """The reading of layers: every group directly under the model that is not beside."""
    found = [group for group in sheet.model.groups if not group.beside]
    lowest = first(sheet, found, lambda node: -score(sheet, node))
    return {
        "bottleneck": lowest,
        "chain": score(sheet, sheet.model.by_id[lowest]) if lowest else None,
        "gaps": {group.id: gap(sheet, group) for group in found},
    }


def values(sheet):
    """The reading of values."""
    names = {side: tuple(sheet.model.parameters.get(side, default)) for side, default in
             (("insight", INSIGHT), ("solution", SOLUTION))}  # fmt: skip
    sides = {side: [sheet.model.by_id[group] for group in names[side]] for side in names}
    of_both = [group for group in sheet.model.groups if group.id in {*names["insight"], *names["solution"]}]
    return {
        "signals": {name: signal(sheet, name) for name in SIGNALS},
        **{side: mean((sheet.w(g), score(sheet, g)) for g in sides[side] if sheet.w(g) > 0) for side in sides},
        "weakest": first(sheet, of_both, lambda node: -score(sheet, node)),
    }


def signal(sheet, name):
    """100 without anything that warns, over the answered items tagged with the signal."""
    tagged = [item for item in answered_in(sheet, sheet.model, True) if name in item.signals]
    level = mean((sheet.w(item), sheet.x(item)) for item in tagged)
    return None if level is None else 100 - 100 * level
