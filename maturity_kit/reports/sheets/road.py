"""The roadmap as formulas: priority of every question, the order without doubles, and what comes now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from maturity_kit.content.model import Item
from maturity_kit.insight.roadmap import TARGET, Candidate, candidates, in_order, items_in, skipped_repairs
from maturity_kit.reports.sheets.book import named
from maturity_kit.reports.sheets.cells import NEAR, Value, cell, column_of
from maturity_kit.reports.sheets.items import words_now
from maturity_kit.reports.sheets.plan import Plan, Told
from maturity_kit.scoring.ranking import ranked

HEAD = 3
KEYS = (
    *("model", "id", "text", "x", "aim", "effort", "importance", "share", "gain", "priority"),
    *("rank", "topic", "kept", "place", "repair", "focus"),
)
WALK = ("step", "row", "is_repair", "is_focus", "taken", "passed", "taken_so_far", "now", "rest_so_far", "order")
TEXTS = ("model", "id", "text", "topic")
GAP = 1e-11
"""What is left to the target, 0..1, above which there is something to gain."""


class Row(NamedTuple):
    """One question among the candidates, in the order of the models."""

    told: Told
    item: Item


@dataclass(frozen=True)
class Road:
    """The sheet with the candidates while it is written; rows and columns count from 0."""

    plan: Plan
    rows: tuple[Row, ...]

    @property
    def last(self) -> int:
        """The last row."""
        return HEAD + max(len(self.rows), 1)

    @property
    def title(self) -> str:
        """Of the sheet."""
        return self.plan.pages["candidates"].title

    @cached_property
    def found(self) -> dict[str, Candidate]:
        """The candidates by item."""
        story = self.plan.story
        return {one.item.id: one for one in candidates(story.result.models, story.assessment.model_weights)}

    @cached_property
    def order(self) -> list[str]:
        """Ids of the candidates in their order, each topic once."""
        return [one.item.id for one in in_order(list(self.found.values()))]

    @cached_property
    def repairs(self) -> set[str]:
        """Ids of the items that repair a skipped level."""
        return skipped_repairs(self.plan.story.result.models)

    @cached_property
    def now(self) -> Mapping[str, dict[str, Value]]:
        """What the columns of the candidates give, by item."""
        return _now(self)

    def texts(self, told: Told, item: Item) -> dict[str, Value]:
        """The answer in words, the next step, and the others about the same topic, as they are now."""
        place = told.layout.model.items.index(item)
        pooled = told.chapter.result.case.pooled
        state, value = pooled.states[place], pooled.values[place]
        given = value if state == "answered" else None
        step = "" if given is None else item.next_step(given).to(self.plan.story.language)
        others = [row.item for row in self.rows if item.topic and row.item.topic == item.topic and row.item is not item]
        also = " ".join(other.id for other in others if other.id in self.found) if item.id in self.order else ""
        return {"words": words_now(self.plan, item, state, given), "next_step": step, "also": also}

    def down(self, key: str, there: bool = False) -> str:
        """The column of a key."""
        return column_of(HEAD + 1, self.last, column(key), self.title if there else "")


def column(key: str) -> int:
    """The column of a key; the walk stands to the right of the candidates."""
    return KEYS.index(key) if key in KEYS else len(KEYS) + 1 + WALK.index(key)


def write_candidates(plan: Plan) -> Road:
    """Fills the left part of the sheet with the candidates; the road for what follows from them."""
    by_id = [plan.models[one] for one in sorted(plan.models)]
    road = Road(plan, tuple(Row(told, item) for told in by_id for item in told.layout.model.items))
    page = plan.pages["candidates"]
    page.text(0, 0, plan.say("sheet.candidates"), "title")
    page.text(1, 0, plan.say("candidates.hint"), "hint")
    page.widths((16, 15, 50, *(10,) * (len(KEYS) + len(WALK))))
    page.sheet.freeze_panes(HEAD + 1, 3)
    page.sheet.repeat_rows(HEAD)
    for keys in (KEYS, WALK):
        page.heads(HEAD, [plan.say(f"road.{key}") for key in keys], column(keys[0]))
    focus = focused(road)
    for place, row in enumerate(road.rows, HEAD + 1):
        _candidate(road, place, row, road.now[row.item.id])
        _marks(road, place, row, row.item.id in road.repairs, row.item.id in focus)
    return road


def _now(road: Road) -> Mapping[str, dict[str, Value]]:
    """What the columns of the candidates give, by item."""
    story = road.plan.story
    results, weights = story.result.models, story.assessment.model_weights
    found = road.found
    kept = {name: place for place, name in enumerate(road.order, 1)}
    ranks = _ranks(road, {name: one.priority for name, one in found.items()})
    own = {name: weights.get(name, 1.0) for name in results}
    mean = sum(own.values()) / max(len(own), 1)
    rows: dict[str, dict[str, Value]] = {}
    for told, item in road.rows:
        facts = told.facts[item.id]
        target = TARGET if facts.four.target is None else facts.four.target
        score = facts.four.score
        share = own[told.layout.model.id] / mean if mean else 0.0
        gain: Value = "" if score is None else target / 100 - score / 100
        candidate = item.id in found
        rows[item.id] = {
            "x": "" if score is None else score / 100,
            "aim": target,
            "effort": item.effort,
            "importance": facts.importance,
            "share": share,
            "gain": gain,
            "priority": found[item.id].priority if candidate else -1,
            "rank": ranks.get(item.id, ""),
            "kept": int(item.id in kept),
            "place": kept.get(item.id, ""),
        }
    return rows


def _ranks(road: Road, priorities: Mapping[str, float]) -> dict[str, int]:
    names = [row.item.id for row in road.rows if row.item.id in priorities]
    return {names[place]: n for n, place in enumerate(ranked([priorities[name] for name in names]), 1)}


def _candidate(road: Road, row: int, found: Row, now: dict[str, Value]) -> None:
    """One question: what it adds for the effort, its rank, and whether another with its topic goes first."""
    plan, page, (told, item) = road.plan, road.plan.pages["candidates"], found
    at = {key: cell(row, column(key)) for key in KEYS}
    topic = f"topic {item.topic}" if item.topic else f"item {item.id}"
    texts = {"model": told.chapter.title, "id": item.id, "text": item.text.to(plan.story.language), "topic": topic}
    for key, text in texts.items():
        page.text(row, column(key), text, "small" if key in ("id", "topic") else "text")
    here = {key: told.layout.there(item.id, key) for key in ("x", "aim", "importance", "effort")}
    priority, rank = road.down("priority"), road.down("rank")
    gains = f'IF({at["x"]}="",FALSE,{at["gain"]}>{GAP:.11f})'
    amount = f"{at['importance']}*{at['share']}*{at['gain']}/{at['effort']}"
    ahead = f"SUMPRODUCT(--({priority}>{at['priority']}+{NEAR}))"
    ties = f"SUMPRODUCT((ABS({priority}-{at['priority']})<={NEAR})*(ROW({priority})<{row + 1}))"
    same = f'SUMPRODUCT(({road.down("topic")}={at["topic"]})*({rank}<>"")*({rank}<{at["rank"]}))'
    formulas = {
        "x": here["x"],
        "aim": f'IF({here["aim"]}="",{TARGET:g},{here["aim"]})',
        "effort": here["effort"],
        "importance": here["importance"],
        "share": _share(plan, told),
        "gain": f'IF({at["x"]}="","",{at["aim"]}/100-{at["x"]})',
        "priority": f"IF(AND({gains},{at['importance']}*{at['share']}>0),{amount},-1)",
        "rank": f'IF({at["priority"]}<0,"",1+{ahead}+{ties})',
        "kept": f'IF({at["rank"]}="",0,IF({same}=0,1,0))',
        "place": f'IF({at["kept"]}=0,"",SUMPRODUCT({road.down("kept")}*({rank}<>"")*({rank}<={at["rank"]})))',
    }
    for key, formula in formulas.items():
        page.formula(row, column(key), formula, now[key], "made-number")


def _share(plan: Plan, told: Told) -> str:
    """The model's weight against the mean weight of the scored models."""
    every = ",".join(named(f"model_weight_{name}") for name in plan.models)
    return f"IF(SUM({every})>0,{named(f'model_weight_{told.layout.model.id}')}/AVERAGE({every}),0)"


def _marks(road: Road, row: int, found: Row, repair: bool, focus: bool) -> None:
    """Whether it repairs a skipped level, and whether it lies in the widest layer of the focus dialogue."""
    page, (told, item) = road.plan.pages["candidates"], found
    if told.layout.model.method == "ladder":
        formula = f'IF({told.layout.there(item.id, "repair")}="a",1,0)'
        page.formula(row, column("repair"), formula, int(repair), "made-whole")
    else:
        page.number(row, column("repair"), 0)
    page.number(row, column("focus"), int(focus))


def focused(road: Road) -> set[str]:
    """Ids of the items in the layers in which the focus dialogue falls short most."""
    result = road.plan.story.result
    return items_in(result.models, result.tables.widest)
