"""What a facilitator decides before a room opens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from maturity_kit.assessment.assessment import EDITIONS
from maturity_kit.content import checked
from maturity_kit.content.checked import Filled, Strict, String, as_input_error

KINDS = ("room", "ahead")


class Settings(Strict):
    """The settings of a room, kept with it as JSON.

    Attributes:
        kind: ``room`` when all vote on one question at a time, ``ahead`` when each answers alone before the day.
        items: ids of the questions, in the order in which the facilitator means to ask them.
        edition: what was chosen for: ``quick`` or ``full``.
        roles: titles by id and language of the roles people choose from; empty when roles are not asked.
        routed: ids of the questions for each role; a role that is not in it gets every question.
        names: whether people are asked for their name.
        language: of the facilitator, and of people whose browser speaks neither language.
        closes: the day until which a link can be answered; only said, the facilitator closes.
    """

    kind: Annotated[Literal["room", "ahead"], checked.one_of(KINDS), checked.enum(KINDS)] = "room"
    items: tuple[Filled, ...] = ()
    edition: Annotated[Literal["quick", "full"], checked.one_of(EDITIONS), checked.enum(EDITIONS)] = "quick"
    roles: dict[Filled, dict[Filled, String]] = Field(default_factory=dict)
    routed: dict[Filled, tuple[Filled, ...]] = Field(default_factory=dict)
    names: bool = False
    language: Filled = "en"
    closes: String = ""

    def items_of(self, role: str) -> tuple[str, ...]:
        """The questions for somebody with this role, in the order of the room."""
        wanted = self.routed.get(role)
        return self.items if wanted is None else tuple(item for item in self.items if item in wanted)


def settings_of(fields: object, where: str = "") -> Settings:
    """Settings from their fields; raises InputError when they do not fit."""
    try:
        return Settings.model_validate(fields)
    except ValidationError as problem:
        raise as_input_error(problem, where) from None
