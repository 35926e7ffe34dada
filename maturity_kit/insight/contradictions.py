"""Where the models contradict each other, by rules that are data.

A rule speaks only when every one of its conditions is a known fact. What is not there, not answered, switched off, or
known from less than 60% of the questions is no fact, and a score between low and high is neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maturity_kit.content.model import Group, Item, Model
from maturity_kit.content.parameters import numeric
from maturity_kit.content.rules import REGISTERS, Condition, Kind, Rule
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.insight.notice import Notice, notice
from maturity_kit.insight.register_facts import READ
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import listed, plain
from maturity_kit.scoring.case import Case, at_least, in_use
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading, ValuesReading

HIGH, LOW, COVERAGE = 62.5, 45.0, 0.6


@dataclass(frozen=True)
class Fact:
    """What made a condition true.

    Attributes:
        key: which sentence of ``wording/rules.yaml`` tells it.
        subject: the id or name that the condition is about.
        model: the scored model it comes from; None for a working table whose model is not scored.
        value: the score, step, level or other number; a claim or the skipped levels by their ids.
        details: what the sentence names.
    """

    key: str
    subject: str
    model: Model | None
    value: float | str | tuple[str, ...]
    details: Mapping[str, object]

    def to(self, language: str) -> str:
        """The fact as a sentence."""
        say = Wording("rules", language)
        shown: dict[str, Any] = {name: _shown(found, say) for name, found in self.details.items()}
        return say(self.key, **shown)


@dataclass(frozen=True)
class Contradiction:
    """A rule that found one, with the facts in the order of its conditions."""

    rule: Rule
    facts: tuple[Fact, ...]

    @property
    def models(self) -> tuple[Model, ...]:
        """The models that contradict each other, each once."""
        return tuple({fact.model.id: fact.model for fact in self.facts if fact.model}.values())


def contradictions_of(
    rules: Iterable[Rule], results: Mapping[str, ModelResult], tables: Tables
) -> tuple[Contradiction, ...]:
    """The contradictions that rules find, in the order of the rules."""
    facts = _Facts(results, tables)
    found = []
    for rule in rules:
        known = [facts.of(condition) for condition in rule.when]
        if all(known):
            found.append(Contradiction(rule, tuple(fact for some in known for fact in some)))
    return tuple(found)


class _Facts:
    """What is known of one assessment; each kind of condition gives its facts, or none when it does not hold."""

    def __init__(self, results: Mapping[str, ModelResult], tables: Tables) -> None:
        self.results, self.tables = results, tables
        self.owners = {node: result for result in results.values() for node in (result.model.id, *result.model.by_id)}

    def of(self, one: Condition) -> tuple[Fact, ...]:
        """The facts that make a condition true."""
        kinds: Mapping[Kind, Callable[[Condition], Fact | None]] = {
            "node": self.node,
            "item": self.item,
            "attained": self.attained,
            "skipped": self.skipped,
            "claimed": self.claimed,
            "signal": self.signal,
            "register": self.register,
        }
        if one.any_ is not None:
            return tuple(fact for choice in one.any_ for fact in self.of(choice))
        fact = kinds[one.kind](one)
        return (fact,) if fact else ()

    def node(self, one: Condition) -> Fact | None:
        result = self.owners.get(one.subject)
        if result is None or not _in_use(result, one.subject):
            return None
        node = result.model.by_id.get(one.subject, result.model)
        found = result.nodes.get(one.subject, result)
        if isinstance(node, Item) or found.score is None or not _covered(found.coverage):
            return None
        if _side(found.score) != one.is_:
            return None
        details = {"title": node.title, "score": found.score, "coverage": 100 * (found.coverage or 0.0)}
        return Fact("node", one.subject, result.model, found.score, details)

    def item(self, one: Condition) -> Fact | None:
        result = self.owners.get(one.subject)
        item = result.model.by_id.get(one.subject) if result else None
        if result is None or not isinstance(item, Item) or not _in_use(result, item.id):
            return None
        pooled, place = result.case.pooled, result.case.compiled.item_index[item.id]
        value = float(pooled.values[place])
        if pooled.states[place] != "answered" or not one.holds(value):
            return None
        step = value - item.scale.min
        words = item.levels[int(step)] if item.levels and step.is_integer() else None
        details = {"question": item.text, "value": value, "most": float(item.scale.max), "words": words}
        return Fact("item" if words else "item.between", item.id, result.model, value, details)

    def attained(self, one: Condition) -> Fact | None:
        result = self.results.get(one.subject)
        reading = result.reading if result else None
        if result is None or not isinstance(reading, LadderReading) or reading.attained is None:
            return None
        if not one.holds(reading.attained) or not _judged(result, reading.attained, one.bound[0]):
            return None
        key = "attained" if reading.attained else "attained.none"
        level = result.model.groups[max(reading.attained, 1) - 1].title
        details = {"level": level, "place": str(reading.attained), "most": str(len(result.model.groups))}
        return Fact(key, one.subject, result.model, reading.attained, details)

    def skipped(self, one: Condition) -> Fact | None:
        result = self.results.get(one.subject)
        reading = result.reading if result else None
        if result is None or not isinstance(reading, LadderReading):
            return None
        known = [level for level in result.model.groups if _covered(result.nodes[level.id].coverage)]
        limit = numeric(result.model, "at_work")
        working = [level.id for level in known if at_least(result.nodes[level.id].score or 0.0, limit)]
        order = [level.id for level in result.model.groups]
        top = max((order.index(level) for level in working if result.case.left(level)), default=-1)
        gaps = [level for level in known if level.id in reading.skipped and order.index(level.id) < top]
        if not gaps:
            return None
        details = {"levels": tuple(level.title for level in gaps), "higher": result.model.groups[top].title}
        return Fact("skipped", one.subject, result.model, tuple(level.id for level in gaps), details)

    def claimed(self, one: Condition) -> Fact | None:
        result = self.results.get(one.subject)
        reading = result.reading if result else None
        if result is None or not isinstance(reading, QuadrantReading) or reading.claimed not in (one.in_ or ()):
            return None
        details = {"situation": notice(f"situation.{reading.claimed}")}
        return Fact("claimed", one.subject, result.model, str(reading.claimed), details)

    def signal(self, one: Condition) -> Fact | None:
        result = self.results.get(one.model or "")
        reading = result.reading if result else None
        if result is None or not isinstance(reading, ValuesReading):
            return None
        value = reading.signals[one.subject]
        if value is None or not one.holds(value) or not _covered(_tagged_coverage(result, one.subject)):
            return None
        return Fact(f"signal.{one.subject}", one.subject, result.model, value, {"value": value})

    def register(self, one: Condition) -> Fact | None:
        value, details = READ[one.subject](self.tables, one.layer)
        if value is None or not one.holds(value):
            return None
        method = REGISTERS[one.subject]
        model = next((result.model for result in self.results.values() if result.model.method == method), None)
        layer = model.by_id.get(str(details.get("layer"))) if model else None
        named = {**details, "layer": layer.title} if isinstance(layer, Group) else details
        return Fact(f"register.{one.subject}", one.subject, model, value, named)


def _side(score: float) -> str:
    """``high``, ``low``, or ``middle`` for what lies between."""
    return "high" if at_least(score, HIGH) else "middle" if at_least(score, LOW) else "low"


def _covered(coverage: float | None) -> bool:
    return coverage is not None and at_least(coverage, COVERAGE)


def _in_use(result: ModelResult, node: str) -> bool:
    """Whether nothing between the model and the node, nor the node itself, is switched off."""
    case = result.case
    above = () if node == result.model.id else result.model.path(node)
    return all(_weight(case, one) > 0 for one in above)


def _weight(case: Case, node: str) -> float:
    return float(case.overrides.get(node, case.model.node(node).weight))


def _judged(result: ModelResult, attained: int, bound: str) -> bool:
    """Whether enough is answered of the levels that were attained and, under an upper bound, of the one after them."""
    levels = [(place, level.id) for place, level in enumerate(result.model.groups, 1) if result.case.left(level.id)]
    passed = [level for place, level in levels if place <= attained]
    after = [level for place, level in levels if place > attained][:1] if bound in ("at_most", "below") else []
    return all(_covered(result.nodes[level].coverage) for level in (*passed, *after))


def _tagged_coverage(result: ModelResult, signal: str) -> float | None:
    """The part of the weight of the questions with a signal that is answered, 0..1; None without any that applies."""
    case = result.case
    used = in_use(case.compiled, case.weights) & case.applicable
    tagged = [n for n, item in enumerate(result.model.items) if signal in item.signals and used[n]]
    weights = {n: float(case.weights.items[n]) for n in tagged}
    answered = set(case.answered)
    top = max(weights.values(), default=0.0)
    total = sum(weight / top for weight in weights.values()) if top else 0.0
    return sum(weights[n] / top for n in tagged if n in answered) / total if total else None


def _shown(found: object, say: Wording) -> object:
    """What a sentence names, in its language."""
    if isinstance(found, Text | Notice):
        return found.to(say.language)
    if isinstance(found, float):
        return plain(found, say.language)
    return listed([str(_shown(one, say)) for one in found], say) if isinstance(found, tuple) else found
