"""Why a proposal stands on the road, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.content.model import Item, Model
from maturity_kit.content.wording import Wording
from maturity_kit.insight.reasons import Reason
from maturity_kit.insight.words import whole

SHORT, LINE = 110, 80
"""Characters of a question in short, and of the name of an action."""
HEAVY, LIGHT = 1.1, 0.9
"""An importance above or below which a question weighs more, or less, than most."""


def brief(words: str, most: int = SHORT) -> str:
    """A text cut after a whole word, with an ellipsis where something was left out.

    >>> brief("One two three", 9)
    'One two…'
    """
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def short_name(step: str) -> str:
    """A next step as the name of an action: its first clause, and of that no more than fits on a line.

    >>> short_name("Every form has an owner; whoever changes one, tells the others.")
    'Every form has an owner'
    """
    ends = [place for sign in (";", ":", ". ") if (place := step.find(sign)) > 0]
    return brief(step[: min(ends)] if ends else step.rstrip("."), LINE)


def sentences(reason: Reason, models: Mapping[str, Model], language: str) -> list[str]:
    """Why a proposal is there, or why it waits, a sentence each."""
    say, step = Wording("forms", language), reason.proposal
    found = [_stands(reason, say)]
    if reason.skipped:
        found.append(say("road.repairs", level=reason.skipped.to(language)))
    if reason.layer:
        found.append(say("road.focus", layer=reason.layer.to(language), dialogue=reason.dialogue))
    if step.also:
        found.append(say("road.serves", items=", ".join(_served(models, other, say) for other in step.also)))
    if step.waits:
        found.append(say(f"road.waits-{step.waits}"))
    return found


def jump_words(reason: Reason, language: str) -> str:
    """The warning that a proposal lies above a level that is not secured; empty without one."""
    if reason.jump is None:
        return ""
    level, lower = (reason.jump.details[name].to(language) for name in ("level", "lower"))  # type: ignore[attr-defined]
    return Wording("forms", language)("road.jump", level=level, lower=lower)


def _stands(reason: Reason, say: Wording) -> str:
    importance = reason.proposal.importance
    weighs = "heavy" if importance > HEAVY else "light" if importance < LIGHT else "usual"
    return say(
        "road.stands" if reason.own_target else "road.stands-default",
        score=whole(reason.score),
        target=whole(reason.target),
        weighs=say(f"road.weighs-{weighs}"),
        takes=say(f"road.takes-{min(3, max(1, round(reason.item.effort)))}"),
    )


def _served(models: Mapping[str, Model], item_id: str, say: Wording) -> str:
    model = next(model for model in models.values() if item_id in model.by_id)
    item = model.node(item_id)
    words = brief(item.text.to(say.language)) if isinstance(item, Item) else item_id
    return say("road.served", question=words, model=model.title.to(say.language))
