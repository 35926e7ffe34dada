"""What the numbers of a model mean in its own terms, for the methods that compare parts: cycle, layers and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maturity_kit.content.model import SIGNALS
from maturity_kit.content.parameters import ids
from maturity_kit.insight import standing
from maturity_kit.insight.readers import Reader
from maturity_kit.insight.words import listed, whole


class CycleReader(Reader):
    """The strongest element, and the one where most is to be won."""

    def parts(self) -> Mapping[str, float]:
        """The elements of the cycle."""
        return standing.shares_in(self.result, ids(self.result.model, "elements")[0])

    def sentence(self) -> str:
        """Where it is strong, and where most is to be won."""
        strong, weak, scored = self.reading.strongest, self.reading.weakest, self.scored()
        details: dict[str, Any] = {"strong": self.title(strong), "score": self.score(strong), "count": len(scored)}
        if len(scored) == 1:
            return self.say("cycle.only", **details)
        if self.all_equal():
            return self.say("cycle.equal", **details)
        if strong == weak:
            return self.say("cycle.same", **details)
        return self.say("cycle", weak=self.title(weak), lowest=self.score(weak), **details)

    def become(self) -> str:
        """Which elements can still turn out strongest, or have most to win."""
        weak = standing.greatest_losses(self.result, self.parts())
        strong = standing.highest_candidates(self.result, self.parts())
        said = [self.say(key, names=self.names(found, "or")) for key, found in
                (("become.strongest", strong), ("become.most-to-win", weak)) if len(found) > 1]  # fmt: skip
        return " ".join(said)


class LayersReader(Reader):
    """The bottleneck, read as the weakest link of a chain."""

    def sentence(self) -> str:
        """The bottleneck and what the chain is worth."""
        layer, scored = self.reading.bottleneck, self.scored()
        details: dict[str, Any] = {"layer": self.title(layer), "chain": whole(self.reading.chain), "count": len(scored)}
        if len(scored) == 1:
            return self.say("layers.only", **details)
        return self.say("layers.equal" if self.all_equal() else "layers", **details)

    def become(self) -> str:
        """Which layer can still turn out to be the bottleneck."""
        return self.lowest()

    def remarks(self) -> Iterator[str]:
        """The greatest gap to the ambition, and whose reading the chain is."""
        yield from super().remarks()
        gaps = {name: gap for name, gap in self.reading.gaps.items() if gap}
        if gaps:
            widest = max(gaps, key=lambda name: gaps[name])
            yield self.say("layers.gap", count=int(whole(gaps[widest])), layer=self.title(widest),
                           target=whole(self.result.nodes[widest].target))  # fmt: skip
        if len(self.scored()) > 1:
            yield self.say("layers.ours")


class ValuesReader(Reader):
    """The weakest value, and insight held against solution."""

    def sentence(self) -> str:
        """The weakest value, and which half is ahead."""
        scored, weakest = self.scored(), self.reading.weakest
        details: dict[str, Any] = {"value": self.title(weakest), "score": self.score(weakest), "count": len(scored)}
        if len(scored) == 1:
            return self.say("values.only", **details) + self.say("stop")
        first = self.say("values.equal" if self.all_equal() else "values", **details)
        return first + self._halves()

    def _halves(self) -> str:
        insight, solution = self.reading.insight, self.reading.solution
        if insight is None or solution is None:
            return self.say("stop")
        key = "values.ahead" if self.reading.solution_ahead else "values.halves"
        return self.say(key, insight=whole(insight), solution=whole(solution))

    def become(self) -> str:
        """Which value can still turn out weakest, and whether the solution can still run ahead."""
        said = [self.lowest(), self.say("become.ahead") if standing.ahead_is_open(self.result) else ""]
        return " ".join(filter(None, said))

    def remarks(self) -> Iterator[str]:
        """Solution ahead of insight, and the signals as what they are."""
        yield from super().remarks()
        if self.reading.solution_ahead:
            yield self.say("values.insight-first")
        found = {name: self.reading.signals.get(name) for name in SIGNALS}
        said = [self.say("signal", name=self.say(f"signal.{name}"), score=whole(score))
                for name, score in found.items() if score is not None]  # fmt: skip
        if said:
            yield self.say("signals", count=len(said), names=listed(said, self.say))
