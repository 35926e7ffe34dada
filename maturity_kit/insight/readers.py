"""What the numbers of a model mean in its own terms: a plain tree, a ladder and a quadrant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from maturity_kit.content.parameters import numeric
from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.notices import jumps, own_targets
from maturity_kit.insight.rules import verdict_by
from maturity_kit.insight.words import EQUAL, FEW, decimals, in_words, listed, whole
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import BORDER, ModelResult

RULES = ("geometric", "minimum")
NEAR = 5.0


class Reader:
    """Reads a plain tree; the other methods build on it.

    ``sentence`` is asked for only when the model has a score, ``become`` only when questions are open.
    """

    def __init__(self, result: ModelResult, say: Wording) -> None:
        self.result = result
        self.say = say
        self.reading: Any = result.reading

    def title(self, node_id: str) -> str:
        """The title of a group in the language of the sentence."""
        return standing.title(self.result, node_id, self.say.language)

    def names(self, node_ids: Iterable[str], link: str = "and") -> str:
        """The titles of groups in a row."""
        return listed(map(self.title, node_ids), self.say, link)

    def score(self, node_id: str) -> str:
        """The score of a node in whole points."""
        return whole(self.result.nodes[node_id].score)

    def parts(self) -> Mapping[str, float]:
        """The nodes that the verdict compares, with their share of the weight."""
        return standing.shares_in(self.result)

    def scored(self) -> list[str]:
        """Those that count and have a score."""
        return standing.scored(self.result, self.parts())

    def all_equal(self) -> bool:
        """Whether no part that has a score differs from another."""
        return not standing.differ(self.result, self.parts())

    def sentence(self) -> str:
        """The score and the lowest part."""
        score, parts = whole(self.result.score), self.scored()
        if len(parts) < 2 or self.all_equal():
            return self.say("tree.score", score=score)
        lowest = standing.lowest(self.result, self.parts())
        return self.among("tree", lowest, score=score, lowest=self.score(lowest[0]))

    def among(self, key: str, node_ids: Sequence[str], **details: str) -> str:
        """A sentence on all that tie; more than three are counted before they are named."""
        key, number = f"{key}.many" if len(node_ids) > FEW else key, in_words(len(node_ids), self.say)
        named = {"names": self.names(node_ids), "number": number, "Number": number.capitalize(), **details}
        return self.say(key, len(node_ids), **named)

    def become(self) -> str:
        """The bounds of the score."""
        return self.say("become.score", low=whole(self.result.low), high=whole(self.result.high))

    def lowest(self) -> str:
        """Which part can still turn out lowest; empty when that is settled."""
        found = standing.lowest_candidates(self.result, self.parts())
        return self.say("become.lowest", names=self.names(found, "or")) if found else ""

    def near(self) -> Iterator[str]:
        """What stands so near a threshold that a small change of an answer tips the verdict."""
        yield from ()

    def side(self, key: str, name: str, score: float, limit: float) -> str:
        """How a score lies to its threshold."""
        place = "exact" if abs(score - limit) <= EQUAL else "above" if score > limit else "below"
        shown, edge = (decimals(number, self.say.language) for number in (score, limit))
        return self.say(f"{key}.{place}", name=name, score=shown, threshold=edge)

    def remarks(self) -> Iterator[str]:
        """The parts that do not count, what is near a threshold, and what another way of adding up would say."""
        out = [name for name, share in self.parts().items() if share == 0]
        if out:
            yield self.say("left-out", count=len(out), names=self.names(out))
        yield from self.near()
        others = {rule: verdict_by(self.result, rule) for rule in RULES}
        said = [self.say(f"rules.{rule}", found=self.name(found)) for rule, found in others.items()
                if found is not None and found != self.found()]  # fmt: skip
        if said:
            yield self.say("rules", said=listed(said, self.say))

    def found(self) -> Any:
        """The level or situation; none where the model has neither."""
        return None

    def name(self, found: Any) -> str:
        """What a level or situation is called."""
        return str(found)


class LadderReader(Reader):
    """The level that is attained, what is at work above it, and what was skipped."""

    def found(self) -> Any:
        """The level that is attained."""
        return self.reading.attained

    def name(self, found: Any) -> str:
        """A level by its title; 0 is the first level, under construction."""
        if found:
            return self.title(self.result.model.groups[found - 1].id)
        return self.say("ladder.zero", first=self.title(self.scoring_levels()[0]))

    def scoring_levels(self) -> list[str]:
        """The levels that did not drop out."""
        return [name for name, share in self.parts().items() if share > 0]

    def sentence(self) -> str:
        """Foundation is secured (level 1 of 4); Engagement is under way, but above a gap: Optimization is not."""
        reading, levels = self.reading, len(self.result.model.groups)
        if reading.position >= levels:
            return self.say("ladder.top", level=self.name(reading.attained))
        if not reading.attained and reading.reached and not reading.skipped:
            return self.say("ladder.first", level=self.name(0))
        key = "ladder.attained" if reading.attained else "ladder.none"
        first = self.say(key, level=self.name(reading.attained), number=reading.attained, total=levels)
        return first + self.say("stop") if reading.reached <= reading.attained else first + self._above()

    def _above(self) -> str:
        reached, skipped = self.reading.reached, self.reading.skipped
        if not skipped:
            return self.say("ladder.at-work", level=self.name(reached))
        passes = standing.level_states(self.result)[reached - 1] == "above-gap"
        above = self.say("ladder.passes" if passes else "ladder.works", level=self.name(reached))
        known = [level for level in skipped if level not in self.reading.open]
        key, low = ("ladder.gap", known) if known else ("ladder.unproven", skipped)
        return self.say(key, count=len(low), above=above, names=self.names(low))

    def become(self) -> str:
        """The lowest and highest level that open answers allow."""
        low, high = self.reading.attained_low, self.reading.attained_high
        if low == high and self.reading.position >= len(self.result.model.groups):
            return ""
        if low == high:
            return self.say("become.same-level")
        return self.say("become.level", low=self.name(low), high=self.name(high))

    def near(self) -> Iterator[str]:
        """Each level that decides which one is attained and stands within five points of its threshold."""
        limit = numeric(self.result.model, "threshold")
        for level in standing.tipping_levels(self.result, NEAR):
            yield self.side("ladder.near", self.title(level), self.result.nodes[level].score or 0.0, limit)

    def remarks(self) -> Iterator[str]:
        """What to repair in skipped levels, what is open, targets that jump."""
        yield from super().remarks()
        repairs = sum(repair.cls == "a" for repair in self.reading.repairs)
        if self.reading.skipped and repairs:
            yield self.say("ladder.repair", count=repairs, names=self.names(self.reading.skipped))
        if self.reading.open:
            yield self.say("ladder.open", count=len(self.reading.open), names=self.names(self.reading.open))
        for jump in jumps(self.result, own_targets(self.result)):
            yield jump.to(self.say.language)


class QuadrantReader(Reader):
    """The situation by name, what it means, and how close the border is."""

    def found(self) -> Any:
        """The situation."""
        return self.reading.situation

    def name(self, found: Any) -> str:
        """A situation by its name."""
        return situation_name(str(found), self.say.language)

    def sentence(self) -> str:
        """The situation and what it means."""
        situation = self.reading.situation
        if situation is None:
            return self.say("quadrant.half" if self.reading.possible else "quadrant.dropped", names=self._silent())
        key = "quadrant.border" if self.reading.on_the_border else "quadrant"
        return self.say(key, situation=self.name(situation), meaning=self.say(f"meaning.{situation}"))

    def _silent(self) -> str:
        axes = standing.axes(self.result.model)[:2]
        return self.names(axis.id for axis in axes if axis.id not in self.scored())

    def become(self) -> str:
        """The other situations that the bounds allow."""
        others = [self.name(found) for found in self.reading.possible if found != self.reading.situation]
        return self.say("become.situation", count=len(others), names=listed(others, self.say, "or")) if others else ""

    def remarks(self) -> Iterator[str]:
        """The claim and the symptoms."""
        yield from super().remarks()
        yield from self.contrasts()

    def contrasts(self) -> Iterator[str]:
        """Where what was claimed, or what customers notice, differs from the situation."""
        reading = self.reading
        if reading.claimed and reading.situation and reading.claimed != reading.situation:
            yield self.say("quadrant.claimed", claimed=self.name(reading.claimed), found=self.name(reading.situation))
        if reading.at_odds:
            key = "quadrant.symptoms-high" if reading.situation == SITUATIONS[-1] else "quadrant.symptoms-low"
            yield self.say(key, score=whole(reading.symptoms))

    def near(self) -> Iterator[str]:
        """Each axis that lies on the border."""
        reading, names = self.reading, standing.axes(self.result.model)
        limits = (reading.threshold_x, reading.threshold_y)
        for axis, score, limit in zip(names, (reading.x, reading.y), limits, strict=False):
            if reading.on_the_border and abs(score - limit) < BORDER - EQUAL:
                yield self.side("quadrant.near", axis.title.to(self.say.language), score, limit)


def situation_name(situation: str, language: str) -> str:
    """A situation of the quadrant by its name; a claim in other words stays as it was made."""
    names = Wording("verdict", language)
    return names(f"situation.{situation}") if f"situation.{situation}" in names.all() else situation
