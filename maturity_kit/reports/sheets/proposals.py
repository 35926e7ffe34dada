"""The walk down the candidates, and the sheet of the roadmap: now, next, later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.content.model import Item
from maturity_kit.insight.roadmap import PROPOSAL, REPAIRS, TAKEN
from maturity_kit.reports.sheets.cells import Value, cell, column_of, quoted, row_of
from maturity_kit.reports.sheets.plan import FIRST_CHOICE
from maturity_kit.reports.sheets.road import HEAD, WALK, Road, column, focused

HORIZONS = ("now", "next", "later")
COLUMNS = ("order", "horizon", "model", "text", "words", "next_step", "priority", "waits", "id", "also")
WIDTHS = (7, 11, 22, 44, 40, 40, 10, 16, 15, 22)
NUMBERS: Mapping[str, str] = {"order": "made-whole", "priority": "made-number"}


@dataclass(frozen=True)
class Taken:
    """One row of the walk as it is now."""

    row: int
    repair: bool
    focus: bool
    taken: bool
    passed: bool
    so_far: int
    now: bool
    rest: int
    order: int


def walked(road: Road) -> list[Taken]:
    """The candidates in their order, with what becomes of each."""
    order, repairs, focus = road.order, road.repairs, focused(road)
    places = {row.item.id: n for n, row in enumerate(road.rows, 1)}
    taken: list[str] = []
    passed: list[str] = []
    for name in order:
        if len(taken) < TAKEN:
            third = name in repairs and sum(one in repairs for one in taken) >= REPAIRS
            (passed if third else taken).append(name)
    first = next((name for name in order if name in focus), None)
    swap = first is not None and len(taken) == TAKEN and not focus & set(taken)
    now = [*taken[:-1], first] if swap else taken
    rest = [name for name in order if name not in now]
    found = []
    for place, name in enumerate(order, 1):
        so_far = sum(one in taken for one in order[:place])
        beyond = sum(one in rest for one in order[:place])
        final = now.index(name) + 1 if name in now else len(now) + beyond
        flags = name in repairs, name in focus, name in taken, name in passed
        found.append(Taken(places[name], *flags, so_far, name in now, beyond, final))
    return found


def write_walk(road: Road) -> None:
    """Fills the right part of the sheet with the candidates: a row for each place in the order."""
    now = walked(road)
    for place in range(1, len(road.rows) + 1):
        _step(road, HEAD + place, place, now[place - 1] if place <= len(now) else None, now)


def _step(road: Road, row: int, place: int, now: Taken | None, every: Sequence[Taken]) -> None:
    at = {key: cell(row, column(key)) for key in WALK}
    first = place == 1
    so_far = "0" if first else cell(row - 1, column("taken_so_far"))
    rest = "0" if first else cell(row - 1, column("rest_so_far"))
    above = f"SUMPRODUCT({_above(row, 'taken')}*{_above(row, 'is_repair')})" if not first else "0"
    swap, third, focus = _swap(road)
    takes = f"IF({so_far}>={TAKEN},0,IF(AND({at['is_repair']}=1,{above}>={REPAIRS}),0,1))"
    taken = now.so_far if now else (every[-1].so_far if every else 0)
    beyond = now.rest if now else (every[-1].rest if every else 0)
    swapped = f"IF({swap},IF({place}={third},0,IF({place}={focus},1,{at['taken']})),{at['taken']})"
    order = f"IF({at['now']}=1,IF({swap},IF({place}={focus},{TAKEN},{at['taken_so_far']}),{at['taken_so_far']})"
    formulas: dict[str, tuple[str, Value]] = {
        "row": (f'IFERROR(MATCH({place},{road.down("place")},0),"")', now.row if now else ""),
        "is_repair": (_look_up(road, at["row"], "repair"), int(bool(now and now.repair))),
        "is_focus": (_look_up(road, at["row"], "focus"), int(bool(now and now.focus))),
        "taken": (f'IF({at["row"]}="",0,{takes})', int(bool(now and now.taken))),
        "passed": (f'IF(OR({at["row"]}="",{so_far}>={TAKEN}),0,1-{at["taken"]})', int(bool(now and now.passed))),
        "taken_so_far": (f"{so_far}+{at['taken']}", taken),
        "now": (f'IF({at["row"]}="",0,{swapped})', int(bool(now and now.now))),
        "rest_so_far": (f'IF({at["row"]}="",{rest},{rest}+1-{at["now"]})', beyond),
        "order": (
            f'IF({at["row"]}="","",{order},SUM({road.down("now")})+{at["rest_so_far"]}))',
            now.order if now else "",
        ),
    }
    road.plan.pages["candidates"].number(row, column("step"), place)
    for key, (formula, value) in formulas.items():
        road.plan.pages["candidates"].formula(row, column(key), formula, value, "made-whole")


def _above(row: int, key: str) -> str:
    return column_of(HEAD + 1, row - 1, column(key))


def _look_up(road: Road, row: str, key: str) -> str:
    return f'IF({row}="",0,INDEX({road.down(key)},{row}))'


def _swap(road: Road) -> tuple[str, str, str]:
    """Whether the third gives way to the focus dialogue; the places of the third, and of the first in its layer."""
    taken, focus = road.down("taken"), road.down("is_focus")
    swap = f"AND(SUM({taken})={TAKEN},SUMPRODUCT({taken}*{focus})=0,SUM({focus})>0)"
    return swap, f"MATCH({TAKEN},{road.down('taken_so_far')},0)", f"MATCH(1,{focus},0)"


def write_proposals(road: Road) -> None:
    """Fills the sheet of the roadmap: ten steps at most."""
    plan, page = road.plan, road.plan.pages["road"]
    page.text(0, 0, plan.say("sheet.road"), "title")
    page.text(1, 0, plan.say("road.hint"), "hint")
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEAD + 1, 4)
    page.sheet.repeat_rows(HEAD)
    page.heads(HEAD, [plan.say(f"road.{key}") for key in COLUMNS])
    now = sorted(walked(road), key=lambda one: one.order)
    for place in range(1, PROPOSAL + 1):
        _proposal(road, HEAD + place, place, now[place - 1] if place <= len(now) else None)
    if not road.rows:
        page.text(HEAD + 1, 3, plan.say("road.none"))


def _proposal(road: Road, row: int, place: int, now: Taken | None) -> None:
    plan, page = road.plan, road.plan.pages["road"]
    step = f"MATCH({place},{road.down('order', there=True)},0)"
    walk = {
        key: f"INDEX({road.down(key, there=True)},{step})" for key in ("row", "now", "passed", "taken", "rest_so_far")
    }
    words = {name: plan.say(f"horizon.{name}") for name in HORIZONS}
    later = f"IF({walk['rest_so_far']}<={TAKEN},{quoted(words['next'])},{quoted(words['later'])})"
    waits = {key: quoted(plan.say(f"waits.{key}")) for key in ("repairs", "focus")}
    why = f'IF({walk["now"]}=1,"",IF({walk["taken"]}=1,{waits["focus"]},IF({walk["passed"]}=1,{waits["repairs"]},"")))'
    values = _values(road, place, now)
    formulas = {
        "order": f'IF(COUNT({road.down("order", there=True)})<{place},"",{place})',
        "horizon": f"IF({walk['now']}=1,{quoted(words['now'])},{later})",
        **{key: f"INDEX({road.down(key, there=True)},{walk['row']})" for key in ("model", "text", "priority", "id")},
        **{key: f"INDEX({_texts(road, key)},{walk['row']})" for key in ("words", "next_step", "also")},
        "waits": why,
    }
    for number, key in enumerate(COLUMNS):
        formula = formulas[key] if key == "order" else f'IFERROR({formulas[key]},"")'
        page.formula(row, number, formula, values[key], NUMBERS.get(key, "made-text"))


def _texts(road: Road, key: str) -> str:
    places = {"words": 1, "next_step": 2, "also": 3}
    return column_of(HEAD + 1, road.last, column(WALK[-1]) + places[key], road.title)


def _values(road: Road, place: int, now: Taken | None) -> dict[str, Value]:
    if now is None:
        return dict.fromkeys(COLUMNS, "")
    plan = road.plan
    told, item = road.rows[now.row - 1]
    horizon = "now" if now.now else "next" if now.rest <= TAKEN else "later"
    waits = "" if now.now else "focus" if now.taken else "repairs" if now.passed else ""
    return {
        "order": place,
        "horizon": plan.say(f"horizon.{horizon}"),
        "model": told.chapter.title,
        "text": item.text.to(plan.story.language),
        "priority": road.now[item.id]["priority"],
        "waits": plan.say(f"waits.{waits}") if waits else "",
        "id": item.id,
        **road.texts(told, item),
    }


def write_texts(road: Road) -> None:
    """The last columns beside the walk: of each candidate its answer in words, the next step, and its doubles."""
    page = road.plan.pages["candidates"]
    start = column(WALK[-1]) + 1
    page.heads(HEAD, [road.plan.say(f"road.{key}") for key in ("words", "next_step", "also")], start)
    for place, (told, item) in enumerate(road.rows, HEAD + 1):
        now = road.texts(told, item)
        formulas = (told.layout.there(item.id, "words"), _next_step(road, told.layout.there(item.id, "value"), item))
        for offset, (key, formula) in enumerate(zip(("words", "next_step"), formulas, strict=True)):
            page.formula(place, start + offset, formula, now[key], "made-text")
        page.formula(place, start + 2, _also(road, place, item), now["also"], "made-text")


def _next_step(road: Road, value: str, item: Item) -> str:
    """The descriptor of the next whole step up; empty at the top and without descriptors."""
    if not item.levels:
        return '""'
    row = road.plan.choice_rows[item.id]
    choices = row_of(row, FIRST_CHOICE, FIRST_CHOICE + len(item.levels) - 1, road.plan.pages["choices"].title)
    step = f"INT({value}-{item.scale.min}+0.000000001)+2"
    return f'IF({value}="","",IF({step}>{len(item.levels)},"",INDEX({choices},1,{step})))'


def _also(road: Road, row: int, item: Item) -> str:
    """Ids of the other candidates about the same topic, for the one that stands on the road."""
    kept = cell(row, column("kept"))
    parts = []
    for place, (_, other) in enumerate(road.rows, HEAD + 1):
        if item.topic and other.topic == item.topic and other is not item:
            rank = cell(place, column("rank"))
            parts.append(f'IF({rank}="","",{quoted(other.id + " ")})')
    return f'IF({kept}=1,TRIM({"&".join(parts)}),"")' if parts else '""'
