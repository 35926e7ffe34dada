"""What the tellers of the working tables share: the tables, and numbers, dates and names as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maturity_kit.assessment.registers import Registers
from maturity_kit.content.wording import Wording
from maturity_kit.insight import standing
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.words import whole
from maturity_kit.scoring.result import LadderReading, ModelResult, QuadrantReading, ValuesReading

STANDS, GAP, CLASH = 0, 1, 2
"""How much a sentence matters: how things stand, what is missing, and what contradicts or cannot wait."""
SHOWN, FULL, LONGEST = 3, 4, 120


@dataclass(frozen=True)
class Said:
    """One sentence on a working table."""

    words: str
    weight: int = STANDS


@dataclass(frozen=True)
class Filled:
    """What was filled in, what follows from it, and the language to say it in."""

    kept: Registers
    tables: Tables
    results: Mapping[str, ModelResult]
    today: date
    say: Wording

    def quoted(self, name: str | None) -> str:
        """A name as somebody typed it, between quotation marks, on one line and not endless."""
        words = " ".join((name or "").split())
        brief = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
        return self.say("quoted", name=brief)

    def names(self, found: Iterable[str]) -> str:
        """Names between quotation marks in a row."""
        return self.row(map(self.quoted, found), ", ")

    def row(self, found: Iterable[str], between: str = "") -> str:
        """Words in a row; of more than four the first three are named and the others counted.

        Without ``between`` semicolons part them when one has a comma.
        """
        words = list(found)
        between = between or ("; " if any("," in one for one in words) else ", ")
        if len(words) > FULL:
            return self.say("names.more", count=len(words) - SHOWN, names=between.join(words[:SHOWN]))
        *head, last = words or [""]
        return " ".join((between.join(head), self.say("and"), last)) if head else last

    def title(self, node_id: str) -> str:
        """The title of a group of any of the models; the id of a group that none of them has."""
        owners = (result for result in self.results.values() if node_id in result.model.by_id)
        owner = next(owners, None)
        return standing.title(owner, node_id, self.say.language) if owner else node_id

    def titles(self, node_ids: Iterable[str]) -> str:
        """The titles of groups in a row."""
        return self.row(map(self.title, node_ids))

    def percent(self, share: float) -> str:
        """A share of 0..1 in whole percents."""
        return self.say("percent", number=whole(100 * share))

    def number(self, found: float) -> str:
        """A number as the language writes it."""
        from babel.numbers import format_decimal

        return str(format_decimal(found, "#,##0.##", locale=self.say.language))

    def day(self, found: date) -> str:
        """A day as the language writes it."""
        from babel.dates import format_date

        return str(format_date(found, "d MMMM y", locale=self.say.language))

    @property
    def ladder(self) -> tuple[ModelResult, LadderReading] | None:
        """The first ladder in which something was answered."""
        for result in self.results.values():
            if isinstance(result.reading, LadderReading) and result.score is not None:
                return result, result.reading
        return None

    @property
    def quadrant(self) -> tuple[ModelResult, QuadrantReading] | None:
        """The first quadrant."""
        for result in self.results.values():
            if isinstance(result.reading, QuadrantReading):
                return result, result.reading
        return None

    @property
    def values(self) -> ValuesReading | None:
        """The reading of the first model of values."""
        readings = (result.reading for result in self.results.values())
        return next((one for one in readings if isinstance(one, ValuesReading)), None)


Teller = Callable[[Filled], Iterator[Said]]


def blank(words: str | None) -> bool:
    """Whether a field says nothing."""
    return not (words or "").strip()
