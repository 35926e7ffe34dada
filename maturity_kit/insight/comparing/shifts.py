"""What lies between two sides of a comparison: scores and answers that differ, and the parts of each difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from maturity_kit.content.model import EQUAL, Item, Model
from maturity_kit.errors import InputError
from maturity_kit.scoring.resampling import Band
from maturity_kit.scoring.result import Change

Direction = Literal["up", "down", "same", "new", "gone", "none"]
Kind = Literal["change", "difference"]
Told = Literal["more", "within"]
NO_BAND = Band()


class ComparisonError(InputError):
    """What cannot be compared, in a sentence of ``wording/compare.yaml``."""

    room: ClassVar[str] = "compare"


@dataclass(frozen=True)
class Shift:
    """A score (0..100) on two sides, and the parts of the difference; None where a score or a version is missing.

    ``band`` is what the difference could have been with other voters, where votes allow it.
    """

    before: float | None
    after: float | None
    parts: Change
    band: Band = NO_BAND

    @property
    def change(self) -> float | None:
        """How many points ``after`` is higher; None unless both sides have a score."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def direction(self) -> Direction:
        """``new`` without a score before, ``gone`` without one after, ``none`` without either."""
        if self.before is None or self.after is None:
            return "none" if self.before is self.after else "new" if self.before is None else "gone"
        moved = self.after - self.before
        return "same" if abs(moved) <= EQUAL else "up" if moved > 0 else "down"

    @property
    def told(self) -> Told | None:
        """``more`` than other people in the room would explain, ``within`` what they could have given, or untold."""
        if not self.band.defined:
            return None
        return "within" if self.band.holds(0) else "more"


@dataclass(frozen=True)
class Moved:
    """An item with another value than on the side before; values on the scale of the item, ``points`` of 100."""

    item: Item
    before: float
    after: float
    points: float


@dataclass(frozen=True, eq=False, repr=False)
class ModelStep:
    """How one model differs between two sides.

    Attributes:
        model: of the side after.
        whole: the score of the model.
        groups: every group of that model by id.
        new: items that the version before did not ask.
        gone: items that the version after does not ask any more.
        moved: items with a value on both sides, the greatest move first.
    """

    model: Model
    whole: Shift
    groups: Mapping[str, Shift]
    new: tuple[Item, ...]
    gone: tuple[Item, ...]
    moved: tuple[Moved, ...]

    def __repr__(self) -> str:
        return f"ModelStep(model={self.model.id!r}, whole={self.whole}, moved={len(self.moved)})"


@dataclass(frozen=True, eq=False, repr=False)
class Step:
    """From one side to another; ``before`` and ``after`` are places among the sides.

    ``kind`` is ``change`` from a round of a unit to a later one, and ``difference`` between any two other sides: what
    lies between two units or organisations is nobody's progress.
    """

    before: int
    after: int
    models: Mapping[str, ModelStep]
    kind: Kind = "change"

    def __repr__(self) -> str:
        return f"Step(before={self.before}, after={self.after}, kind={self.kind!r}, models={list(self.models)})"
