"""What each model says, by its method, as formulas on the scores of its groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from maturity_kit.content.model import SIGNALS, SITUATIONS, Group, Method
from maturity_kit.content.parameters import ids, numeric
from maturity_kit.content.wording import Wording
from maturity_kit.reports.sheets.blocks import Block, Mark, parts_table, picked
from maturity_kit.reports.sheets.cells import NEAR, column_of, quoted, shown
from maturity_kit.reports.sheets.levels import read_ladder
from maturity_kit.reports.sheets.plan import Plan, Told
from maturity_kit.scoring.parts import elements
from maturity_kit.scoring.result import CycleReading, LayersReading, QuadrantReading, ValuesReading

WIDTHS = (44, 16, *(11,) * 16)
FIRST_MARK = 9


def write_readings(plan: Plan) -> None:
    """Fills the sheet with the readings."""
    page = plan.pages["readings"]
    page.widths(WIDTHS)
    page.text(0, 0, plan.say("sheet.readings"), "title")
    page.text(1, 0, plan.say("readings.hint"), "hint")
    page.sheet.freeze_panes(2, 1)
    page.sheet.repeat_rows(0, 1)
    row = 3
    for told in plan.models.values():
        page.text(row, 0, told.chapter.title, "heading")
        block = Block(plan, told, page, row + 1)
        READERS[told.layout.model.method](block)
        row = block.row + 2


def _top(told: Told) -> list[str]:
    return told.layout.below(told.layout.model.id)


def _counting(told: Told) -> list[str]:
    """The groups directly under the model that do not stand beside the score."""
    return [group.id for group in told.layout.model.groups if not group.beside]


def _title(block: Block, node: str | None) -> str:
    found = block.told.layout.model.by_id.get(node or "")
    return found.title.to(block.plan.story.language) if isinstance(found, Group) else ""


def _amounts(block: Block, nodes: Sequence[str], of: Callable[[float, float], float]) -> list[float | None]:
    facts = block.told.facts
    found = [(facts[node].weight, facts[node].four.score) for node in nodes]
    return [of(weight, score) if score is not None and weight > 0 else None for weight, score in found]


def _tree(block: Block) -> None:
    parts_table(block, _top(block.told))


def _quadrant(block: Block) -> None:
    told, reading = block.told, block.told.chapter.result.reading
    assert isinstance(reading, QuadrantReading)
    parts_table(block, _top(told))
    model, layout, case = told.layout.model, told.layout, told.chapter.result.case
    limits = [block.given(f"threshold_{axis}", numeric(model, f"threshold_{axis}")) for axis in "xy"]
    axes = [ids(model, axis)[0] for axis in "xy"]
    scores = [layout.there(axis, "score") for axis in axes]
    for axis, score, now in zip("xy", scores, (reading.x, reading.y), strict=True):
        block.line(axis, score, shown(now), "made")
    _cuts(block, limits)
    symptoms = ids(model, "symptoms")[0]
    if symptoms in model.by_id:
        block.line("symptoms", layout.there(symptoms, "score"), shown(reading.symptoms), "made")
    lefts = [f'AND({layout.there(axis, "in_force")}>0,{layout.there(axis, "low")}<>"")' for axis in axes]
    _now_in(block, scores, limits, lefts, reading)
    if reading.claimed:
        claimed = _situation(block, reading.claimed) if reading.claimed in SITUATIONS else reading.claimed
        block.page.text(block.row, 0, block.plan.say("reading.claimed"))
        block.page.text(block.row, 1, claimed)
        block.row += 1
    _possible(block, axes, limits, lefts, reading, all(case.left(axis) for axis in axes))


def _now_in(
    block: Block, scores: Sequence[str], limits: Sequence[str], lefts: Sequence[str], reading: QuadrantReading
) -> None:
    """The situation, by its number and its name, and how far the nearest threshold is."""
    known = "AND(" + ",".join([*lefts, *(f'{score}<>""' for score in scores)]) + ")"
    high = [f"IF({score}>={limit}-{NEAR},1,0)" for score, limit in zip(scores, limits, strict=True)]
    place = SITUATIONS.index(reading.situation) + 1 if reading.situation else ""
    number = block.line("situation_number", f'IF({known},1+{high[0]}+2*{high[1]},"")', place, "made-whole")
    chosen = ",".join(quoted(_situation(block, name)) for name in SITUATIONS)
    title = _situation(block, reading.situation) if reading.situation else ""
    block.line("situation", f'IF({number}="","",CHOOSE({number},{chosen}))', title, "made-text")
    distances = [f"ABS({score}-{limit})" for score, limit in zip(scores, limits, strict=True)]
    block.line("margin", f'IF({number}="","",MIN({",".join(distances)}))', shown(reading.margin), "made")


def _cuts(block: Block, limits: Sequence[str]) -> None:
    """The ends of the lines that stand for the two thresholds in the picture."""
    points = block.plan.points[block.told.layout.model.id]
    block.heads(("lines", "x", "y"))
    values = [numeric(block.told.layout.model, f"threshold_{axis}") for axis in "xy"]
    for axis, limit, value in zip("xy", limits, values, strict=True):
        first = block.row
        for end in (0.0, 100.0):
            fixed, free = (limit, value, "made"), (f"{end:g}", end, "made")
            pair = (fixed, free) if axis == "x" else (free, fixed)
            block.cells(block.plan.say(f"reading.threshold_{axis}"), [("end", *one) for one in pair])
        for column, name in enumerate("xy", 1):
            points[f"cut_{axis}_{name}"] = column_of(first, block.row - 1, column, block.page.title)


def _situation(block: Block, name: str) -> str:
    return Wording("verdict", block.plan.story.language)(f"situation.{name}")


def _possible(
    block: Block, axes: Sequence[str], limits: Sequence[str], lefts: Sequence[str], reading: QuadrantReading, left: bool
) -> None:
    """For each situation whether the bounds of both axes allow it."""
    layout = block.told.layout
    block.heads(("situation", "possible"))
    can_low = [f"{layout.there(axis, 'low')}<{limit}-{NEAR}" for axis, limit in zip(axes, limits, strict=True)]
    can_high = [f"{layout.there(axis, 'high')}>={limit}-{NEAR}" for axis, limit in zip(axes, limits, strict=True)]
    for place, name in enumerate(SITUATIONS):
        both = (can_high if place % 2 else can_low)[0], (can_high if place // 2 else can_low)[1]
        formula = f"IF(AND({','.join([*lefts, *both])}),1,0)"
        block.plan.book.name(f"possible_{place + 1}_{layout.model.id}", block.page.at(block.row, 1))
        block.cells(
            _situation(block, name), [("possible", formula, int(left and name in reading.possible), "made-whole")]
        )


def _cycle(block: Block) -> None:
    told, reading = block.told, block.told.chapter.result.reading
    assert isinstance(reading, CycleReading)
    nodes = elements(told.chapter.result.case)
    rows = parts_table(block, nodes)
    lost = Mark("weakest", _amounts(block, nodes, lambda weight, score: weight * (100 - score)), "{W}*(100-{S})")
    picked(block, rows, FIRST_MARK, lost, _title(block, reading.weakest))
    best = Mark("strongest", _amounts(block, nodes, lambda weight, score: score), "{S}")
    picked(block, rows, FIRST_MARK + 2, best, _title(block, reading.strongest))


def _layers(block: Block) -> None:
    told, reading = block.told, block.told.chapter.result.reading
    assert isinstance(reading, LayersReading)
    nodes = _counting(told)
    rows = parts_table(block, nodes)
    lowest = Mark("bottleneck", _amounts(block, nodes, lambda weight, score: score), "{S}", least=True)
    place = picked(block, rows, FIRST_MARK, lowest, _title(block, reading.bottleneck))
    scores, some = (f"${letter}${rows[0] + 1}:${letter}${rows[1] + 1}" for letter in "BJ")
    chain = f'IF(COUNT({some})=0,"",INDEX({scores},{place}))'
    block.line("chain_score", chain, shown(reading.chain), "made")


def _values(block: Block) -> None:
    told, reading = block.told, block.told.chapter.result.reading
    assert isinstance(reading, ValuesReading)
    nodes = _counting(told)
    rows = parts_table(block, nodes)
    lowest = Mark("weakest", _amounts(block, nodes, lambda weight, score: score), "{S}", least=True)
    picked(block, rows, FIRST_MARK, lowest, _title(block, reading.weakest))
    for half in ("insight", "solution"):
        groups = [one for one in ids(told.layout.model, half) if one in told.layout.rows]
        block.line(half, weighted(told, groups), shown(getattr(reading, half)), "made")
    for signal in SIGNALS:
        items = [item.id for item in told.layout.model.items if signal in item.signals]
        block.line(signal, tagged(told, items, "100-"), shown(reading.signals[signal]), "made")


def weighted(told: Told, groups: Sequence[str]) -> str:
    """The weighted mean of the scores of these groups, of those that have one and a weight."""
    layout = told.layout
    parts = [(layout.there(group, "score"), layout.there(group, "in_force")) for group in groups]
    weights = "+".join(f'IF({score}="",0,{weight})' for score, weight in parts) or "0"
    amounts = "+".join(f'IF({score}="",0,{weight}*N({score}))' for score, weight in parts) or "0"
    return f'IF(({weights})>0,({amounts})/({weights}),"")'


def tagged(told: Told, items: Sequence[str], ahead: str = "") -> str:
    """100 sum(w x) / sum(w) over the answered items among these, less than 100 when ``ahead`` says so."""
    if not items:
        return '""'
    weights, amounts = (told.layout.sum(key, items, there=True) for key in ("t_weight", "t_value"))
    return f'IF({weights}>0,{ahead}100*{amounts}/{weights},"")'


READERS: Mapping[Method, Callable[[Block], None]] = {
    "ladder": read_ladder,
    "quadrant": _quadrant,
    "cycle": _cycle,
    "layers": _layers,
    "values": _values,
    "tree": _tree,
}
