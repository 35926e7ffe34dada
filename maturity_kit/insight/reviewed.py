"""When each part of a model was last looked at, over the rounds of one unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.fit import carried
from maturity_kit.assessment.pool import is_entry
from maturity_kit.content.model import Group, Item, Model


def last_reviewed(
    rounds: Sequence[Assessment],
    model: Model,
    groups: Sequence[str],
    touched: Mapping[int, Collection[str]] | None = None,
) -> dict[str, int | None]:
    """The place of the round in which somebody last said something about each group; None when nobody ever did.

    In the first round whatever was said counts. Later an answer counts when it is another than in the round before,
    with its note and evidence, and votes always count, for nobody's vote moves along to the next round.

    Args:
        rounds: the oldest first.
        model: whose ids are asked for.
        groups: ids of groups.
        touched: by place of a round the items whose answer was given in it, also when it is the same as before.
    """
    moved = [carried(one, (model,)) for one in rounds]
    said = {place: {model.current_id(item) for item in items} for place, items in (touched or {}).items()}
    looked_at = [_reviewed(moved, place) | said.get(place, set()) for place in range(len(moved))]
    found: dict[str, int | None] = {}
    for group in groups:
        items = _items(model, group)
        found[group] = max((place for place, seen in enumerate(looked_at) if items & seen), default=None)
    return found


def _reviewed(rounds: Sequence[Assessment], place: int) -> set[str]:
    """The items about which something was said in one round."""
    present, voted = rounds[place].answers, {item for item, votes in rounds[place].votes.items() if votes}
    if place == 0:
        return voted | {item for item, answer in present.items() if is_entry(answer)}
    former = rounds[place - 1].answers
    return voted | {item for item in {*present, *former} if present.get(item) != former.get(item)}


def _items(model: Model, group: str) -> set[str]:
    node = model.by_id[group]
    return {one.id for one in node.walk() if isinstance(one, Item)} if isinstance(node, Group) else {group}
