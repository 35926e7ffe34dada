"""The columns that only a ladder has: what blocks a level, and which answers are to be repaired, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_kit.content.model import Group, Item
from maturity_kit.content.parameters import numeric
from maturity_kit.reports.sheets.cells import NEAR, column_of, quoted
from maturity_kit.reports.sheets.items import Made
from maturity_kit.reports.sheets.layout import HEAD, Layout
from maturity_kit.reports.sheets.plan import Plan, Told
from maturity_kit.scoring.case import in_use
from maturity_kit.scoring.result import LadderReading

CLASSES = ("a", "b", "c")
FAR = 1_000_000


def repair_formulas(plan: Plan, told: Told, node: Group | Item) -> Iterator[Made]:
    """The formulas of a node of a ladder; none in other models."""
    if told.layout.model.method != "ladder":
        return
    yield _in_level(told, node)
    if isinstance(node, Item):
        yield from _gates(plan, told, node)
        yield from _repair(plan, told, node)


def _in_level(told: Told, node: Group | Item) -> Made:
    """Whether a node counts in its level: the weights in between are above 0 and nothing there stands beside."""
    layout, case = told.layout, told.chapter.result.case
    path = layout.model.path(node.id)
    if len(path) == 1:
        return Made("in_level", "1", 1)
    if isinstance(node, Group):
        nodes = [one for one in map(layout.model.node, path[1:]) if isinstance(one, Group)]
        now = not any(one.beside for one in nodes) and all(told.facts[one.id].weight > 0 for one in nodes)
        if node.beside:
            return Made("in_level", "0", 0)
    else:
        used = in_use(case.compiled, case.weights, of_levels=True, beside_too=False)
        now = bool(used[case.compiled.item_index[node.id]])
    above = layout.here(layout.parent(node.id), "in_level")
    return Made("in_level", f"IF(AND({above}=1,{layout.here(node.id, 'in_force')}>0),1,0)", int(now))


def gates_now(told: Told, item: Item) -> tuple[bool, bool]:
    """Whether an essential answer lies under the gate, now, and with every open answer at its lowest."""
    case, place = told.chapter.result.case, told.layout.model.items.index(item)
    limit = numeric(told.layout.model, "gate") - float(NEAR)
    counts = item.essential and _in_level(told, item).value == 1
    under = counts and case.pooled.states[place] == "answered" and case.pooled.values[place] < limit
    return under, under or (counts and place in case.unanswered and item.scale.min < limit)


def _gates(plan: Plan, told: Told, item: Item) -> Iterator[Made]:
    layout, gate = told.layout, plan.points[told.layout.model.id]["gate"]
    under, under_low = gates_now(told, item)
    here = {key: layout.here(item.id, key) for key in layout.columns}
    both = f"{here['essential']}=1,{here['in_level']}=1"
    below = f'IF({here["value"]}="",FALSE,{here["value"]}<{gate}-{NEAR})'
    yield Made("under_gate", f"IF(AND({both},{below}),1,0)", int(under))
    unknown = f'{here["coverage"]}=0,{here["coverage"]}<>"",{here["min"]}<{gate}-{NEAR}'
    lowest = f"IF(OR({here['under_gate']}=1,AND({both},{unknown})),1,0)"
    yield Made("under_gate_low", lowest, int(under_low))


def _repair(plan: Plan, told: Told, item: Item) -> Iterator[Made]:
    layout = told.layout
    here = {key: layout.here(item.id, key) for key in layout.columns}
    level = plan.levels[layout.model.path(item.id)[0]]
    points = plan.points[layout.model.id]
    under = f"{here['value']}<{points['gate']}-{NEAR}"
    weak = f"OR(100*{here['x']}<{points['threshold']}-{NEAR},AND({here['essential']}=1,{under}))"
    following = f'IF({points["following"]}={level["number"]},IF({weak},"c",""),"")'
    secured = f'IF(AND({level["left"]}=1,{level["secured"]}=1),IF({under},"b",""),{following})'
    found = f'IF({level["skipped"]}=1,IF({weak},"a",""),{secured})'
    out = f'IF(OR({here["in_level"]}=0,{here["value"]}=""),"",{found})'
    cls, order = _repaired(told, item)
    yield Made("repair", out, cls)
    codes = "+".join(f"{n}*({here['repair']}={quoted(name)})" for n, name in enumerate(CLASSES))
    key = f'IF({here["repair"]}="",{FAR},1000*({codes})+2*{level["number"]}+1-{here["essential"]})'
    yield Made("repair_key", key, _key(layout, item, cls))
    lost = told.facts[item.id].weight * (1 - (told.facts[item.id].four.score or 0.0) / 100) if cls else 0.0
    yield Made("repair_lost", f'IF({here["repair"]}="",0,{here["in_force"]}*(1-{here["x"]}))', lost)
    yield Made("repair_order", _order(layout, item), order)


def _key(layout: Layout, item: Item, cls: str) -> int:
    if not cls:
        return FAR
    level = layout.below(layout.model.id).index(layout.model.path(item.id)[0]) + 1
    return 1000 * CLASSES.index(cls) + 2 * level + 1 - int(item.essential)


def _order(layout: Layout, item: Item) -> str:
    """Place among the repairs: by class, level, essential first; then by what is lost, ties in order of the model."""
    keys, lost = layout.down("repair_key"), layout.down("repair_lost")
    key, own = layout.here(item.id, "repair_key"), layout.here(item.id, "repair_lost")
    ahead = f'SUMPRODUCT(({keys}<>"")*({keys}<{key}))+SUMPRODUCT(({keys}={key})*({lost}>{own}+{NEAR}))'
    row = layout.rows[item.id] - 1
    keys, lost = (column_of(HEAD + 1, row, layout.columns[name]) for name in ("repair_key", "repair_lost"))
    ties = f"SUMPRODUCT(({keys}={key})*(ABS({lost}-{own})<={NEAR}))"
    return f'IF({layout.here(item.id, "repair")}="","",1+{ahead}+{ties})'


def _repaired(told: Told, item: Item) -> tuple[str, int | str]:
    reading = told.chapter.result.reading
    assert isinstance(reading, LadderReading)
    places = {one.item: (one.cls, n) for n, one in enumerate(reading.repairs, 1)}
    return places.get(item.id, ("", ""))
