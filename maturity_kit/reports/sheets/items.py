"""The formulas of a question: from its answer or its votes to its score, its bounds and its importance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from maturity_kit.assessment.pool import Ballot
from maturity_kit.content.model import Item, Scale
from maturity_kit.insight.answer_words import step_words
from maturity_kit.reports.sheets.cells import NEAR, Value, quoted, shown
from maturity_kit.reports.sheets.facts import Facts
from maturity_kit.reports.sheets.given import NOT_APPLICABLE, UNKNOWN, given
from maturity_kit.reports.sheets.layout import Layout
from maturity_kit.reports.sheets.plan import EDITION, Plan, Told

STATES = ("answered", "unknown", "not_asked", "not_applicable", "not_in_edition", "refused")
Named = Callable[[str], str]


class Made(NamedTuple):
    """A formula for a column, with what it gives."""

    key: str
    formula: str
    value: Value


def item_formulas(plan: Plan, told: Told, item: Item) -> Iterator[Made]:
    """Every formula of the row of an item."""
    layout, facts = told.layout, told.facts[item.id]
    place = layout.model.items.index(item)
    pooled = told.chapter.result.case.pooled
    state, value = pooled.states[place], pooled.values[place]
    now = value if state == "answered" else None
    words = {name: plan.say(f"state.{name}") for name in STATES}

    def here(key: str) -> str:
        return layout.here(item.id, key)

    is_answered = f"{here('state')}={quoted(words['answered'])}"
    yield from _votes(layout, item, given(plan.story.assessment, item).ballot)
    yield Made("state", _state(here, words, _counts(layout, item, "not_applicable")), words[state])
    answer = f"IF(ISNUMBER({here('answer')}),{here('answer')},{here('pooled')})"
    yield Made("value", f'IF({is_answered},{answer},"")', shown(now))
    share = f"({here('value')}-{here('min')})/({here('max')}-{here('min')})"
    yield Made("x", f'IF({is_answered},{share},"")', shown(None if now is None else item.scale.share(now)))
    yield Made("words", _words(plan, item, here, is_answered), words_now(plan, item, state, now))
    applies = (
        f"AND({here('state')}<>{quoted(words['not_applicable'])},{here('state')}<>{quoted(words['not_in_edition'])})"
    )
    yield from _scores(here, is_answered, applies, facts)
    yield from shared_formulas(layout, item.id, facts, f"IF({applies},{here('in_force')},0)")
    yield from _themes(here, is_answered, facts)


def _counts(layout: Layout, item: Item, last: str = "") -> str:
    """The cells with the counts of the steps of an item, up to the column ``last``."""
    return f"{layout.here(item.id, 'count_0')}:{layout.here(item.id, last or f'count_{item.scale.steps - 1}')}"


def _state(here: Named, words: dict[str, str], votes: str) -> str:
    """An agreed answer goes first, then the votes; else the edition says whether it was to be asked."""
    said = {name: quoted(text) for name, text in words.items()}
    answer, counts = here("answer"), here("voters")
    asked = f'IF(OR({EDITION}="full",{here("asked")}=1),{said["not_asked"]},{said["not_in_edition"]})'
    known = f"IF(ISNUMBER({here('pooled')}),{said['answered']},{said['unknown']})"
    mostly = f"IF(2*{here('not_applicable')}>{counts},{said['not_applicable']},{known})"
    voted = f"IF(COUNT({votes})>0,{mostly},{asked})"
    on_scale = f"AND({answer}>={here('min')},{answer}<={here('max')})"
    number = f"IF({on_scale},{said['answered']},{said['refused']})"
    not_applicable = ",".join(f"{answer}={quoted(sign)}" for sign in NOT_APPLICABLE)
    text = f'IF(OR({not_applicable}),{said["not_applicable"]},IF({answer}="",{voted},{said["refused"]}))'
    return f"IF(ISNUMBER({answer}),{number},IF({answer}={quoted(UNKNOWN)},{said['unknown']},{text}))"


def _votes(layout: Layout, item: Item, ballot: Ballot | None) -> Iterator[Made]:
    cells = _counts(layout, item)
    extra = f"{layout.here(item.id, 'unknown')}:{layout.here(item.id, 'not_applicable')}"
    yield Made("voters", f"SUM({cells},{extra})", ballot.voters if ballot else 0)
    middle = _median(layout, item, cells) if layout.median else _mean(layout, item, cells)
    yield Made("pooled", f'IF(SUM({cells})>0,{middle}+{item.scale.min},"")', _pooled(layout, item, ballot))


def _mean(layout: Layout, item: Item, cells: str) -> str:
    parts = [f"{step}*{layout.here(item.id, f'count_{step}')}" for step in range(1, item.scale.steps)]
    return f"({'+'.join(parts)})/SUM({cells})"


def _median(layout: Layout, item: Item, cells: str) -> str:
    """The mean of the steps of the two people in the middle: a step lies above all whose people so far are fewer."""

    def step_of(rank: str) -> str:
        first = layout.here(item.id, "count_0")
        upto = [f"(SUM({first}:{layout.here(item.id, f'count_{n}')})<={rank})" for n in range(item.scale.steps - 1)]
        return f"({'+'.join(upto)})"

    return f"({step_of(f'INT((SUM({cells})-1)/2)')}+{step_of(f'INT(SUM({cells})/2)')})/2"


def _pooled(layout: Layout, item: Item, ballot: Ballot | None) -> Value:
    if ballot is None or not sum(ballot.counts):
        return ""
    if not layout.median:
        steps = sum(step * count for step, count in enumerate(ballot.counts))
        return steps / sum(ballot.counts) + item.scale.min
    return _middle(ballot.counts) + item.scale.min


def _middle(counts: tuple[int, ...]) -> float:
    ranks = (sum(counts) - 1) // 2, sum(counts) // 2
    steps = [sum(sum(counts[: n + 1]) <= rank for n in range(len(counts) - 1)) for rank in ranks]
    return sum(steps) / 2


def _words(plan: Plan, item: Item, here: Named, is_answered: str) -> str:
    """The descriptor of the step; of anything else its state."""
    if not item.levels:
        return f'IF({is_answered},"",{here("state")})'
    step = f"INDEX({plan.choices(item)},1,{here('value')}-{here('min')}+1)"
    whole = f"ABS({here('value')}-ROUND({here('value')},0))<{NEAR}"
    return f"IF({is_answered},IF({whole},{step},{quoted(plan.say('between'))}),{here('state')})"


def words_now(plan: Plan, item: Item, state: str, value: float | None) -> str:
    """The words of an answer as they are now."""
    if value is None:
        return plan.say(f"state.{state}")
    if not item.levels:
        return ""
    return step_words(item, float(round(value)), plan.story.language) if _whole(value) else plan.say("between")


def _whole(value: float) -> bool:
    return abs(value - round(value)) < float(NEAR)


def _scores(here: Named, is_answered: str, applies: str, facts: Facts) -> Iterator[Made]:
    four = facts.four
    yield Made("score", f'IF({is_answered},100*{here("x")},"")', shown(four.score))
    low = f"IF({is_answered},100*{here('x')},0)"
    high = f"IF({is_answered},100*{here('x')},100)"
    yield Made("low", f'IF({applies},{low},"")', shown(four.low))
    yield Made("high", f'IF({applies},{high},"")', shown(four.high))
    yield Made("coverage", f'IF({applies},IF({is_answered},1,0),"")', shown(four.coverage))


def shared_formulas(layout: Layout, node: str, facts: Facts, counted: str) -> Iterator[Made]:
    """The formulas that items and groups have alike: targets, weights, importance."""

    def here(key: str) -> str:
        return layout.here(node, key)

    above = layout.parent(node)
    aim = f"IF(ISNUMBER({here('target')}),{here('target')},{layout.here(above, 'aim')})"
    yield Made("aim", aim, shown(facts.four.target))
    yield gap(here, facts)
    yield Made("in_force", f"IF(ISNUMBER({here('weight')}),{here('weight')},{here('own_weight')})", facts.weight)
    yield Made("counted", counted, facts.counted)
    yield from _weighted(here, facts)
    used = f"IF(AND({layout.here(above, 'used')}=1,{here('in_force')}>0),1,0)"
    yield Made("used", used, int(facts.used))
    yield Made("importance", _importance(layout, node), facts.importance)


def gap(here: Named, facts: Facts) -> Made:
    """How far a score stays below its target."""
    formula = f'IF(OR({here("score")}="",{here("aim")}=""),"",MAX(0,{here("aim")}-{here("score")}))'
    return Made("gap", formula, shown(facts.four.gap))


def _weighted(here: Named, facts: Facts) -> Iterator[Made]:
    yield Made("scored", f'IF({here("score")}="",0,{here("counted")})', facts.scored)
    for key in ("score", "low", "high", "coverage"):
        weight, found = ("scored", facts.scored) if key == "score" else ("counted", facts.counted)
        now = getattr(facts.four, key)
        formula = f'IF({here(key)}="",0,{here(weight)}*{here(key)})'
        yield Made(f"w_{key}", formula, 0.0 if now is None else found * now)


def _importance(layout: Layout, node: str) -> str:
    """The importance of the group above times the weight against the mean weight of the siblings that count."""
    above = layout.parent(node)
    inherited, mean = layout.here(above, "importance"), layout.here(above, "mean_below")
    model = layout.model
    path = model.path(node)
    aside = any(getattr(model.node(one), "beside", False) for one in path)
    weighed = f"IF({mean}>0,{inherited}*{layout.here(node, 'in_force')}/{mean},{inherited})"
    step = inherited if aside else weighed
    return f"IF({layout.here(node, 'used')}=1,{step},0)" if isinstance(model.node(node), Item) else step


def _themes(here: Named, is_answered: str, facts: Facts) -> Iterator[Made]:
    """What the themes and signals add up: by the item's own weight, whatever the groups weigh."""
    score = facts.four.score
    weight = facts.weight if score is not None and facts.used else 0.0
    yield Made("t_weight", f"IF(AND({is_answered},{here('used')}=1),{here('in_force')},0)", weight)
    yield Made("t_value", f'IF({here("x")}="",0,{here("t_weight")}*{here("x")})', weight * (score or 0.0) / 100)


def halves(scale: Scale) -> list[float]:
    """The answers a scale allows: its steps, and halfway between two.

    >>> halves(Scale(0, 2))
    [0.0, 0.5, 1.0, 1.5, 2.0]
    """
    return [scale.min + half / 2 for half in range(2 * scale.steps - 1)]
