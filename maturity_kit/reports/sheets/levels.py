"""The levels of a ladder as formulas: secured, at work, attained, reached, skipped, open, position."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_kit.content.model import Group, Item
from maturity_kit.content.parameters import numeric
from maturity_kit.reports.sheets.blocks import Block, Column, parts_table
from maturity_kit.reports.sheets.cells import NEAR, Value, cell, shown
from maturity_kit.reports.sheets.plan import Told
from maturity_kit.reports.sheets.repairs import gates_now
from maturity_kit.scoring.case import at_least
from maturity_kit.scoring.ladder import firm_levels
from maturity_kit.scoring.result import LadderReading

PARAMETERS = ("threshold", "at_work", "gate", "min_coverage")
KEYS = (
    *("number", "left", "blocked", "secured", "working", "blocked_low", "secured_low", "secured_high"),
    *("chain", "chain_low", "chain_high", "skipped", "open", "after"),
)

Made = dict[str, tuple[str, Value]]
"""The formulas of some columns, each with what it gives."""


@dataclass(frozen=True)
class Level:
    """What holds for one level now; ``chains`` for the score, all open answers at their lowest, at their highest."""

    left: bool
    blocked: bool
    firm: tuple[bool, bool, bool]
    working: bool
    blocked_low: bool
    chains: tuple[bool, bool, bool]


def levels_now(told: Told) -> list[Level]:
    """Every level of a ladder, in order."""
    case, model = told.chapter.result.case, told.layout.model
    threshold, at_work = numeric(model, "threshold"), numeric(model, "at_work")
    secured = firm_levels(case)
    found: list[Level] = []
    for group in model.groups:
        four, left = told.facts[group.id].four, case.left(group.id)
        gates = [gates_now(told, item) for item in _items(group)]
        blocked, blocked_low = (any(gate[n] for gate in gates) for n in (0, 1))
        low = four.low is not None and at_least(four.low, threshold) and not blocked_low
        high = four.high is not None and at_least(four.high, threshold) and not blocked
        now = secured[group.id] if left else _firm(told, group, blocked)
        working = now or (four.score is not None and at_least(four.score, at_work))
        before = found[-1].chains if found else (True, True, True)
        chains = tuple(was and (firm or not left) for was, firm in zip(before, (now, low, high), strict=True))
        found.append(Level(left, blocked, (now, low, high), working, blocked_low, (chains[0], chains[1], chains[2])))
    return found


def _items(group: Group) -> list[Item]:
    return [one for one in group.walk() if isinstance(one, Item)]


def _firm(told: Told, group: Group, blocked: bool) -> bool:
    """Whether a level that dropped out would be secured by what is in it."""
    four, model = told.facts[group.id].four, told.layout.model
    if four.score is None or four.coverage is None or blocked:
        return False
    enough = at_least(four.coverage, numeric(model, "min_coverage"))
    return enough and at_least(four.score, numeric(model, "threshold"))


def read_ladder(block: Block) -> None:
    """The block of a ladder."""
    told, reading = block.told, block.told.chapter.result.reading
    assert isinstance(reading, LadderReading)
    model = told.layout.model
    parts_table(block, told.layout.below(model.id))
    points = {key: block.given(key, numeric(model, key)) for key in PARAMETERS}
    now = levels_now(told)
    summary = block.row + len(now) + 2
    reached, attained = (block.page.at(summary + n, 1) for n in range(2))
    block.heads(("level", *KEYS))
    first = block.row
    for place, (group, level) in enumerate(zip(model.groups, now, strict=True), 1):
        at = {key: block.page.at(block.row, column) for column, key in enumerate(KEYS, 1)}
        block.plan.levels[group.id] = at
        block.cells(
            group.title.to(block.plan.story.language),
            _cells(block, group, place, level, points, (reached, attained), first),
        )
    block.row += 1
    _summary(block, reading, first, len(now))


def _cells(
    block: Block, group: Group, place: int, level: Level, points: dict[str, str], found: tuple[str, str], first: int
) -> list[Column]:
    """Every cell of a level, in the order of ``KEYS``."""
    at = {key: block.here(column) for column, key in enumerate(KEYS, 1)}
    above = None if block.row == first else {key: cell(block.row - 1, column) for column, key in enumerate(KEYS, 1)}
    rows = {
        **_firmness(block, group, level, points, at),
        **_chains(level, at, above),
        **_places(block, group, place, level, found, at),
    }
    return [(key, rows[key][0], "" if rows[key][1] == "" else int(rows[key][1]), "made-whole") for key in KEYS]


def _firmness(block: Block, group: Group, level: Level, points: dict[str, str], at: dict[str, str]) -> Made:
    """Whether a level takes part, is blocked, secured and at work; also with open answers at an end."""
    layout = block.told.layout
    score, low, high, coverage = (layout.there(group.id, key) for key in ("score", "low", "high", "coverage"))
    items = layout.items_in(group.id)
    limit, enough = f"{points['threshold']}-{NEAR}", f",{coverage}>={points['min_coverage']}-{NEAR}"

    def firm(value: str, blocked: str, more: str = "") -> str:
        return f'IF({value}="",0,IF(AND({value}>={limit},{blocked}=0{more}),1,0))'

    works = f'IF({score}="",FALSE,{score}>={points["at_work"]}-{NEAR})'
    return {
        "left": (f'IF(AND({layout.there(group.id, "in_force")}>0,{low}<>""),1,0)', level.left),
        "blocked": (f"IF({layout.sum('under_gate', items, there=True)}>0,1,0)", level.blocked),
        "secured": (firm(score, at["blocked"], enough), level.firm[0]),
        "working": (f"IF(OR({at['secured']}=1,{works}),1,0)", level.working),
        "blocked_low": (f"IF({layout.sum('under_gate_low', items, there=True)}>0,1,0)", level.blocked_low),
        "secured_low": (firm(low, at["blocked_low"]), level.firm[1]),
        "secured_high": (firm(high, at["blocked"]), level.firm[2]),
    }


def _chains(level: Level, at: dict[str, str], above: dict[str, str] | None) -> Made:
    """Whether every level up to this one that did not drop out is secured."""
    found: Made = {}
    pairs = (("chain", "secured"), ("chain_low", "secured_low"), ("chain_high", "secured_high"))
    for now, (key, secured) in zip(level.chains, pairs, strict=True):
        before = above[key] if above else "1"
        found[key] = (f"IF(AND({before}=1,OR({at['left']}=0,{at[secured]}=1)),1,0)", now)
    return found


def _places(block: Block, group: Group, place: int, level: Level, found: tuple[str, str], at: dict[str, str]) -> Made:
    """Whether a level was skipped, is open, and can be the next."""
    reading = block.told.chapter.result.reading
    assert isinstance(reading, LadderReading)
    reached, attained = found
    skipped = f"IF(AND({place}<{reached},{at['left']}=1,{at['secured']}=0),1,0)"
    undecided = f"IF(AND({at['left']}=1,{at['secured_high']}=1,{at['secured_low']}=0),1,0)"
    following = f'IF(AND({place}>N({attained}),{at["left"]}=1),{place},"")'
    return {
        "number": (str(place), place),
        "skipped": (skipped, group.id in reading.skipped),
        "open": (undecided, group.id in reading.open),
        "after": (following, place if place > (reading.attained or 0) and level.left else ""),
    }


def _summary(block: Block, reading: LadderReading, first: int, count: int) -> None:
    """The lines below the levels; the first three are where the levels look for them."""
    last = first + count - 1
    down = {
        key: f"${letter}${first + 1}:${letter}${last + 1}" for key, letter in zip(KEYS, "BCDEFGHIJKLMNO", strict=True)
    }
    working = f"SUMPRODUCT(MAX({down['number']}*{down['working']}*{down['left']}))"
    block.line("reached", working, reading.reached, "made-whole")
    _attained(block, "attained", "chain", reading.attained, down)
    following = next(
        (n for n, one in enumerate(levels_now(block.told), 1) if one.left and n > (reading.attained or 0)), ""
    )
    block.line("following", f'IF(COUNT({down["after"]})=0,"",MIN({down["after"]}))', following, "made-whole")
    _attained(block, "attained_low", "chain_low", reading.attained_low, down)
    _attained(block, "attained_high", "chain_high", reading.attained_high, down)
    block.line("position", _position(block, count), shown(reading.position))


def _attained(block: Block, key: str, chain: str, now: int | None, down: dict[str, str]) -> None:
    greatest = f"SUMPRODUCT(MAX({down['number']}*{down[chain]}*{down['left']}))"
    block.line(key, f'IF(SUM({down["left"]})=0,"",{greatest})', shown(now), "made-whole")


def _position(block: Block, count: int) -> str:
    """The number of levels when all are secured, else the level attained and how far the next one is."""
    points = block.plan.points[block.told.layout.model.id]
    layout = block.told.layout
    firm = "+".join(f"N({block.plan.levels[group.id]['left']})*(1-N({block.plan.levels[group.id]['secured']}))"
                    for group in layout.model.groups)  # fmt: skip
    scores = ",".join(f"N({layout.there(group.id, 'score')})" for group in layout.model.groups)
    following, attained = points["following"], points["attained"]
    part = f"MIN(0.99,CHOOSE({following},{scores})/{points['threshold']})"
    return f'IF({attained}="","",IF(({firm})=0,{count},{attained}+{part}))'
