"""What is uncertain about a question, and what it could do to the verdict, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.insight.doubts import Doubt
from maturity_kit.insight.words import whole


@dataclass(frozen=True)
class DoubtWords:
    """A doubt in sentences.

    Attributes:
        why: why it is uncertain.
        could: what the verdict could become; empty when this answer alone changes none.
        moves: how far it moves the score.
    """

    why: str
    could: str
    moves: str


def doubt_words(doubt: Doubt, model: Model, language: str) -> DoubtWords:
    """Why a question of this model is uncertain, and what it could do."""
    say = Wording("forms", language)
    voted = {"low": doubt.voted[0], "high": doubt.voted[1]} if doubt.voted else {}
    now, low, high = (found_words(model, one, language) for one in (doubt.now, doubt.at_low, doubt.at_high))
    return DoubtWords(
        say(f"doubts.{doubt.kind}", **voted),
        say(f"doubts.{what_turns(doubt)}", now=now, low=low, high=high) if doubt.flips else "",
        say("doubts.moves", count=int(whole(doubt.width))),
    )


def what_turns(doubt: Doubt) -> str:
    """Whether the lowest answer, the highest, or both would change the verdict."""
    ends = [end != doubt.now for end in (doubt.at_low, doubt.at_high)]
    return "turns-both" if all(ends) else "turns-low" if ends[0] else "turns-high"


def found_words(model: Model, found: int | str | None, language: str) -> str:
    """A level, a situation or a weakest part as people call it."""
    if isinstance(found, str) and found in model.by_id:
        title = getattr(model.node(found), "title").to(language)  # noqa: B009
        return Wording("forms", language)(f"doubts.part-{model.method}", name=title)
    return verdict_words(model, found, language)


def verdict_words(model: Model, found: int | str | None, language: str) -> str:
    """The name of a level or a situation; a dash for none."""
    if isinstance(found, str):
        return Wording("verdict", language)(f"situation.{found}")
    if found is None:
        return "–"
    if found == 0:
        return Wording("forms", language)("level.none", first=model.groups[0].title.to(language))
    return model.groups[found - 1].title.to(language)
