"""The list of questions beside the room: what to ask next, what is still disputed, where to go back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from maturity_kit.content.model import Item, Model
from maturity_kit.insight.room.order import Next, settled
from maturity_kit.live.facilitator.desk import Picture

SHOWS = ("next", "walk", "all")
FIRST = 6
"""How many of the questions to ask next are shown at once."""


@dataclass(frozen=True)
class Wanted:
    """What the facilitator wants to see of the list: ``show`` of ``SHOWS``, a model by its id, words to look for."""

    show: str = "next"
    model: str = ""
    words: str = ""


@dataclass(frozen=True)
class Row:
    """A question in the list.

    Attributes:
        reason: why it stands where it stands, in words; empty while a vote is open.
        status: ``agreed``, ``revealed``, ``parked``, ``skipped`` or empty; a key under ``console.status.``.
        revealed: whether its result can be shown again.
    """

    item: Item
    model: Model
    reason: str = ""
    status: str = ""
    revealed: bool = False


def rows_of(picture: Picture, wanted: Wanted, language: str) -> tuple[Row, ...]:
    """The questions that fit what is wanted, in the order of asking, or of the models for ``all``.

    The question in front of the room is not among them. As long as a vote is open no reason is given, because a reason
    tells of thresholds and of what people said before. Words are looked for in every question of the models.
    """
    rows = [_row(picture, *found, language) for found in _found(picture, wanted, language)]
    return tuple(rows[:FIRST] if wanted == Wanted() else rows)


def following(picture: Picture, wanted: Wanted, language: str) -> Item | None:
    """The question that comes next: the first of what is wanted that was not revealed here, agreed or put aside.

    When all of these are done, the first of the whole room. Nobody is led back to a question that was left divided.
    """
    room = picture.room
    aside = {room.item, *room.parked, *room.skipped, *room.revealed}
    left = (
        item
        for found in (_found(picture, wanted, language), _found(picture, Wanted(), language))
        for one, item, _ in found
        if item.id not in aside and one.reason != "settled"
    )
    return next(left, None)


def _found(picture: Picture, wanted: Wanted, language: str) -> list[tuple[Next, Item, Model]]:
    ask = set(picture.room.settings.items)
    asked = {item.id: (item, model) for model in picture.models.values() for item in model.items}
    return [
        (one, *asked[one.item])
        for one in _ordered(picture, wanted)
        if _fits(picture, wanted, *asked[one.item], ask, language)
    ]


def _ordered(picture: Picture, wanted: Wanted) -> Sequence[Next]:
    if wanted.show != "all":
        # What the agenda is about now goes first; inside it and after it the order of asking stays.
        return sorted(picture.order, key=lambda one: bool(picture.turn) and one.model not in picture.turn)
    places: Mapping[str, int] = {item: n for n, item in enumerate(picture.room.settings.items)}
    last = len(places)
    return sorted(picture.order, key=lambda one: places.get(one.item, last))


def _fits(picture: Picture, wanted: Wanted, item: Item, model: Model, ask: set[str], language: str) -> bool:
    if item.id == picture.room.item or (wanted.model and wanted.model != model.id):
        return False
    if wanted.words:
        text = f"{item.id} {item.text.to(language)} {item.hint.to(language)}".casefold()
        return all(word in text for word in wanted.words.casefold().split())
    return item.id in ask and (wanted.show != "walk" or item.id in picture.walk)


def _row(picture: Picture, one: Next, item: Item, model: Model, language: str) -> Row:
    reason = "" if picture.room.phase == "open" or one.reason == "settled" else one.words(language)
    status = next((name for name, holds in STATUSES.items() if holds(picture, item)), "")
    return Row(item, model, reason, status, one.item in picture.room.revealed)


STATUSES: Mapping[str, Callable[[Picture, Item], bool]] = {
    "parked": lambda picture, item: item.id in picture.room.parked,
    "skipped": lambda picture, item: item.id in picture.room.skipped,
    "agreed": lambda picture, item: settled(picture.assessment, item),
    "revealed": lambda picture, item: item.id in picture.room.revealed,
}
