"""What the numbers of a model mean in its own terms, for the methods that compare parts: cycle, layers and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maturity_kit.content.model import SIGNALS
from maturity_kit.content.parameters import ids
from maturity_kit.insight import standing
from maturity_kit.insight.readers import Reader
from maturity_kit.insight.reading_order import READING_ORDER
from maturity_kit.insight.words import EQUAL, listed, plain, whole


class CycleReader(Reader):
    """The strongest element, and the one where most is to be won."""

    def parts(self) -> Mapping[str, float]:
        """The elements of the cycle."""
        return standing.shares_in(self.result, ids(self.result.model, "elements")[0])

    def sentence(self) -> str:
        """Where it is strong, and where most is to be won."""
        strong, count = standing.highest(self.result, self.parts()), len(self.scored())
        details: dict[str, Any] = {"strong": self.title(strong[0]), "score": self.score(strong[0]), "count": count}
        if count == 1:
            return self.say("cycle.only", **details)
        if self.all_equal():
            return self.say("cycle.equal", **details)
        if len(strong) == 1 and strong == standing.most_to_win(self.result, self.parts()):
            return self.say("cycle.same", **details)
        return self.among("cycle", strong, score=details["score"], won=self._won())

    def _won(self) -> str:
        """Where most is to be won, each with its score; with its weight where that is the reason."""
        weak = standing.most_to_win(self.result, self.parts())
        weights = standing.weights_that_explain(self.result, self.parts())
        said = [self.say("cycle.weighed", name=self.title(name), score=self.score(name),
                         weight=plain(weight, self.say.language, 2)) for name, weight in weights.items()]  # fmt: skip
        said = said or [self.say("cycle.at", names=self.names(weak), score=self.score(weak[0]))]
        return self.say("cycle.won", names=listed(said, self.say))

    def become(self) -> str:
        """Which elements can still turn out strongest, or have most to win."""
        weak = standing.greatest_losses(self.result, self.parts())
        strong = standing.highest_candidates(self.result, self.parts())
        said = [self.say(key, names=self.names(found, "or")) for key, found in
                (("become.strongest", strong), ("become.most-to-win", weak)) if found]  # fmt: skip
        return " ".join(said)


class LayersReader(Reader):
    """The bottleneck, read as the weakest link of a chain."""

    def sentence(self) -> str:
        """The bottleneck and what the chain is worth."""
        chain, count = whole(self.reading.chain), len(self.scored())
        if count == 1:
            return self.say("layers.only", layer=self.title(self.reading.bottleneck), chain=chain)
        if self.all_equal():
            return self.say("layers.equal", count=count, chain=chain)
        return self.among("layers", standing.lowest(self.result, self.parts()), chain=chain)

    def become(self) -> str:
        """Which layer can still turn out to be the bottleneck."""
        return self.lowest()

    def remarks(self) -> Iterator[str]:
        """The greatest gap to the ambition, and whose reading the chain is."""
        yield from super().remarks()
        gaps = {name: gap for name, gap in self.reading.gaps.items() if gap}
        if gaps:
            widest = [name for name, gap in gaps.items() if gap >= max(gaps.values()) - EQUAL]
            targets = dict.fromkeys(whole(self.result.nodes[name].target) for name in widest)
            yield self.say("layers.gap", count=int(whole(gaps[widest[0]])), names=self.names(widest),
                           target=listed(targets, self.say))  # fmt: skip
        if len(self.scored()) > 1 and self.result.model.id in READING_ORDER:
            yield self.say("layers.ours")


class ValuesReader(Reader):
    """The weakest value, and insight held against solution."""

    def sentence(self) -> str:
        """The weakest value, and which half is ahead."""
        count, weakest = len(self.scored()), standing.lowest(self.result, self.parts())
        score = self.score(weakest[0])
        if count == 1:
            return self.say("values.only", value=self.title(weakest[0]), score=score) + self.say("stop")
        if self.all_equal():
            return self.say("values.equal", count=count, score=score) + self._halves()
        return self.among("values", weakest, score=score) + self._halves()

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
