"""What the console shows: one object with everything, built from what the desk knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_kit.content.model import Item, Model
from maturity_kit.insight.verdict import Verdict
from maturity_kit.live.facilitator.beamer import Screen, screen_of
from maturity_kit.live.facilitator.desk import Desk, Picture
from maturity_kit.live.facilitator.questions import Row, Wanted, following, rows_of


@dataclass(frozen=True)
class View:
    """The console.

    Attributes:
        screen: what the room sees meanwhile.
        model: that asks the question in front.
        following: the question that comes next.
        rows: the list of questions, as ``wanted``.
        preview: what the model says now; None as long as a vote may be open.
        connected: people with a page open.
    """

    picture: Picture
    screen: Screen
    model: Model | None
    following: Item | None
    rows: Sequence[Row]
    wanted: Wanted
    preview: Verdict | None
    connected: int


def console_of(picture: Picture, desk: Desk, wanted: Wanted, preview: Verdict | None, language: str) -> View:
    """The console as the room is now."""
    return View(
        picture=picture,
        screen=screen_of(picture, desk.hall, desk.venue),
        model=picture.model_of(picture.room.item),
        following=following(picture),
        rows=rows_of(picture, wanted, language),
        wanted=wanted,
        preview=preview,
        connected=desk.connected,
    )
