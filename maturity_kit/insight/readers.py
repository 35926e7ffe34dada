"""What the numbers of a model mean in its own terms: a plain tree, a ladder and a quadrant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.notices import jumps, own_targets
from maturity_kit.insight.rules import verdict_by
from maturity_kit.insight.words import listed, plain, whole
from maturity_kit.scoring.quadrant import SITUATIONS
from maturity_kit.scoring.result import ModelResult

RULES = ("geometric", "minimum")


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
        lowest = min(parts, key=lambda name: self.result.nodes[name].score or 0.0)
        return self.say("tree", score=score, part=self.title(lowest), lowest=self.score(lowest))

    def become(self) -> str:
        """The bounds of the score."""
        return self.say("become.score", low=whole(self.result.low), high=whole(self.result.high))

    def lowest(self) -> str:
        """Which part can still turn out lowest; empty when that is settled."""
        found = standing.lowest_candidates(self.result, self.parts())
        return self.say("become.lowest", names=self.names(found, "or")) if len(found) > 1 else ""

    def remarks(self) -> Iterator[str]:
        """The parts that do not count, and what another way of adding up would say."""
        out = [name for name, share in self.parts().items() if share == 0]
        if out:
            yield self.say("left-out", count=len(out), names=self.names(out))
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
        """Foundation is secured (level 1 of 4), Engagement is at work already, but Optimization was skipped."""
        reading, levels = self.reading, len(self.result.model.groups)
        if reading.position >= levels:
            return self.say("ladder.top", level=self.name(reading.attained))
        key = "ladder.attained" if reading.attained else "ladder.none"
        first = self.say(key, level=self.name(reading.attained), number=reading.attained, total=levels)
        return first + self.say("stop") if reading.reached <= reading.attained else first + self._above()

    def _above(self) -> str:
        reached, skipped = self.name(self.reading.reached), self.reading.skipped
        known = [level for level in skipped if level not in self.reading.open]
        if known:
            return self.say("ladder.skipped", count=len(known), level=reached, names=self.names(known))
        if skipped:
            return self.say("ladder.unproven", count=len(skipped), level=reached, names=self.names(skipped))
        return self.say("ladder.at-work" if self.reading.attained else "ladder.first-at-work", level=reached)

    def become(self) -> str:
        """The lowest and highest level that open answers allow."""
        low, high = self.reading.attained_low, self.reading.attained_high
        if low == high and self.reading.position >= len(self.result.model.groups):
            return ""
        if low == high:
            return self.say("become.same-level")
        return self.say("become.level", low=self.name(low), high=self.name(high))

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
        """The border, the claim and the symptoms."""
        yield from super().remarks()
        reading = self.reading
        if reading.on_the_border:
            yield self._nearest()
        if reading.claimed and reading.situation and reading.claimed != reading.situation:
            yield self.say("quadrant.claimed", claimed=self.name(reading.claimed), found=self.name(reading.situation))
        if reading.at_odds:
            key = "quadrant.symptoms-high" if reading.situation == SITUATIONS[-1] else "quadrant.symptoms-low"
            yield self.say(key, score=whole(reading.symptoms))

    def _nearest(self) -> str:
        """Which axis lies how far from its threshold."""
        reading, names = self.reading, standing.axes(self.result.model)
        pairs = ((reading.x, reading.threshold_x, names[0]), (reading.y, reading.threshold_y, names[1]))
        score, limit, axis = min(pairs, key=lambda pair: abs(pair[0] - pair[1]))
        return self.say("quadrant.near", axis=axis.title.to(self.say.language), score=plain(score, self.say.language),
                        threshold=plain(limit, self.say.language))  # fmt: skip


def situation_name(situation: str, language: str) -> str:
    """A situation of the quadrant by its name; a claim in other words stays as it was made."""
    names = Wording("verdict", language)
    return names(f"situation.{situation}") if f"situation.{situation}" in names.all() else situation
