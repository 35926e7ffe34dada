"""The verdict in a sentence of the model's own terms, how sure it is, and what to remark on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maturity_kit.content.model import Method
from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.readers import LadderReader, QuadrantReader, Reader
from maturity_kit.insight.readers_of_parts import CycleReader, LayersReader, ValuesReader
from maturity_kit.insight.words import listed
from maturity_kit.scoring.result import ModelResult

READERS: Mapping[Method, type[Reader]] = {
    "ladder": LadderReader,
    "quadrant": QuadrantReader,
    "cycle": CycleReader,
    "layers": LayersReader,
    "values": ValuesReader,
    "tree": Reader,
}


@dataclass(frozen=True)
class Verdict:
    """What a model says of an organisation, in words.

    Attributes:
        sentence: the verdict itself, in one plain sentence.
        uncertainty: how many questions are open and what the verdict could still become.
        remarks: what a careful reader should know beside it; may be empty.
    """

    sentence: str
    uncertainty: str
    remarks: tuple[str, ...] = ()


def verdict(result: ModelResult, language: str) -> Verdict:
    """The verdict of one model; without a score it says that there is none, and why."""
    say = Wording("verdict", language)
    if result.low is None:
        return Verdict(say("nothing-counts"), say("nothing-open"))
    reader = READERS[result.model.method](result, say)
    if result.score is None:
        return Verdict(say("no-answer"), _uncertainty(result, say, ""), tuple(Reader.remarks(reader)))
    said = [_uncertainty(result, say, reader.become()), *([say("tips")] if any(reader.near()) else [])]
    return Verdict(reader.sentence(), " ".join(said), tuple(reader.remarks()))


def _uncertainty(result: ModelResult, say: Wording, become: str) -> str:
    """How many questions are open or unknown, and what they can still change; ``become`` is empty when nothing."""
    total, unasked, unknown, sort = standing.doubts(result)
    if not unasked + unknown:
        return say("settled")
    if unasked == total:
        return say("all-open", count=total)
    if unknown == total:
        return say("all-unknown", count=total)
    counts = {"open": unasked, "unknown": unknown}
    said = listed([say(f"some.{state}", count=count) for state, count in counts.items() if count], say)
    after = say("all-possible") if unasked + unknown == total else become or say("stands")
    return f"{say('some' if sort == 'all' else f'some.{sort}', total=total, said=said)} {after}"
