"""One row of a sheet that comes in: what was changed in it since it was written, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from maturity_kit.assessment.assessment import Answer, Vote
from maturity_kit.content.model import Item, Scale
from maturity_kit.content.text import Text
from maturity_kit.content.wording import LANGUAGES, Wording
from maturity_kit.reports.sheets.book import cell_text
from maturity_kit.reports.sheets.given import TEXTS, Given, Said, given, number_in, read_sign
from maturity_kit.reports.sheets.problems import SheetError

if TYPE_CHECKING:
    from maturity_kit.reports.sheets.taking_in import Taking

# Only control signs: a text that itself reads "_x0041_" comes out of the file as it was typed.
CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
SINGLE = ("id", "answer", *TEXTS, "weight", "target", "unknown", "not_applicable")
MOST_STEPS = 101
MOST_PEOPLE = 1_000_000
HIGHEST = 100.0


@cache
def _heads() -> Mapping[str, str]:
    """Each key by the heads that it has in any language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        say = Wording("sheets", language)
        found |= {say(f"column.{key}"): key for key in SINGLE}
        found |= {say("column.count", step=step): f"count_{step - 1}" for step in range(1, MOST_STEPS + 1)}
    return found


def heads_of(row: Sequence[Any]) -> dict[str, int]:
    """The columns by key, when this is the row with the heads of a sheet with questions; else empty."""
    known = _heads()
    found = {known[text]: place for place, one in enumerate(row) if (text := str(one.value).strip()) in known}
    return found if {"id", "answer"} <= found.keys() else {}


@dataclass(frozen=True)
class Line:
    """The cells of one row by key.

    Attributes:
        title: of the sheet.
        number: of the row, from 1.
        columns: the letters of each column.
    """

    id: str
    title: str
    number: int
    cells: Mapping[str, Any]
    columns: Mapping[str, str]

    def place(self, key: str) -> str:
        """``Sheet!D14``."""
        return f"{self.title}!{self.columns[key]}{self.number}"

    def problem(self, key: str, problem: str, **details: object) -> SheetError:
        """A problem with a cell of this row."""
        return SheetError(problem, self.place(key), **details)

    def found(self, key: str) -> Any:
        """What a cell holds; None when it is empty or there is no such column."""
        one = self.cells.get(key)
        return None if one is None else one.value

    def text(self, key: str) -> str:
        """The text of a cell as it was written; signs that a file has to spell out are signs again."""
        found = self.found(key)
        return "" if found is None else cell_text(CONTROL.sub(lambda sign: chr(int(sign[1], 16)), str(found)))

    def take(self, taking: Taking) -> None:
        """Lays what was changed in this row over the assessment."""
        computed = [key for key in self.cells if self.cells[key].data_type == "f"]
        if computed:
            taking.problems += [self.problem(key, "formula", found=self.found(key)) for key in computed]
        elif self.id in taking.groups:
            _take_numbers(self, taking, taking.groups[self.id])
        else:
            _take_item(self, taking)


def line_of(title: str, row: Sequence[Any], heads: Mapping[str, int]) -> Line | None:
    """The row as a line; None without an id."""
    from openpyxl.utils import get_column_letter

    cells = {key: row[place] for key, place in heads.items() if place < len(row)}
    known = cells.get("id")
    if known is None or known.value is None or not str(known.value).strip():
        return None
    letters = {key: get_column_letter(place + 1) for key, place in heads.items()}
    return Line(str(known.value).strip(), title, known.row, cells, letters)


def _take_item(line: Line, taking: Taking) -> None:
    """Answers to a question that no model knows are kept, as they are in files."""
    item = taking.items.get(line.id)
    if item is None:
        if any(line.found(key) is not None for key in ("answer", *TEXTS)):
            _take_answer(line, taking, Item(line.id, Text()), known=False)
        return
    before = given(taking.base, item)
    _take_answer(line, taking, item)
    if any(key.startswith("count_") for key in line.cells):
        _take_votes(line, taking, item, before)
    _take_numbers(line, taking, item.weight)


def _take_answer(line: Line, taking: Taking, item: Item, known: bool = True) -> None:
    before = given(taking.base, item) if known else Given(Said(), dict.fromkeys(TEXTS, ""), None)
    said = read_sign(line.found("answer"))
    allowed = _allowed(item)
    if said is None or (said.value is not None and known and not _on_scale(said.value, item.scale)):
        taking.problems.append(line.problem("answer", "answer", found=line.found("answer"), allowed=allowed))
        return
    texts = {key: line.text(key) for key in TEXTS}
    if said == before.said and texts == before.texts:
        return
    if said.state == "not_applicable" and not texts["reason"].strip():
        taking.problems.append(line.problem("reason" if "reason" in line.columns else "answer", "reason"))
        return
    entry = taking.base.answers.get(item.id) or Answer()
    kept = {
        key: getattr(entry, key) if text == before.texts[key] else text.strip() or None for key, text in texts.items()
    }
    answer = Answer(value=said.value, state=said.state, **kept)
    if any(found is not None for found in (answer.value, answer.state, *kept.values())):
        taking.answers[item.id] = answer
    else:
        taking.answers.pop(item.id, None)


def _on_scale(value: float, scale: Scale) -> bool:
    return scale.min <= value <= scale.max


def _allowed(item: Item) -> str:
    return f"{item.scale.min}–{item.scale.max}, ?, n/a"


def _take_votes(line: Line, taking: Taking, item: Item, before: Given) -> None:
    """The newest ballot, when its counts are others than they were."""
    keys = [*(f"count_{step}" for step in range(item.scale.steps)), "unknown", "not_applicable"]
    numbers: list[int | None] = []
    for key in keys:
        found = line.found(key)
        people = number_in(found)
        if found is not None and (people is None or people != int(people) or not 0 <= people <= MOST_PEOPLE):
            taking.problems.append(line.problem(key, "count", found=found))
            return
        numbers.append(None if people is None else int(people))
    ballot = before.ballot
    was = [None] * len(keys) if ballot is None else [*ballot.counts, ballot.unknown, ballot.not_applicable]
    if numbers == was:
        return
    votes = taking.votes.get(item.id, ())
    older = tuple(vote for vote in votes if ballot is None or vote.ballot != ballot.number)
    if any(number is not None for number in numbers):
        *counts, unknown, not_applicable = (number or 0 for number in numbers)
        newest = ballot.number if ballot else 1
        older += (Vote(ballot=newest, counts=tuple(counts), unknown=unknown, not_applicable=not_applicable),)
    taking.votes[item.id] = older


def _take_numbers(line: Line, taking: Taking, own: float) -> None:
    """Weight and target; an empty weight is that of the model."""
    if "weight" in line.cells:
        weight = taking.base.weights.get(line.id, own)
        _take_number(line, taking, "weight", taking.weights, weight, float("inf"))
    if "target" in line.cells:
        _take_number(line, taking, "target", taking.targets, taking.base.targets.get(line.id), HIGHEST)


def _take_number(
    line: Line, taking: Taking, key: str, into: dict[str, float], before: float | None, most: float
) -> None:
    found = line.found(key)
    number = number_in(found)
    if found is None or not str(found).strip():
        into.pop(line.id, None)
    elif number is None or not 0 <= number <= most:
        taking.problems.append(line.problem(key, key, found=found))
    elif number != before:
        into[line.id] = number
