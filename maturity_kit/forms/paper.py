"""A working table as text, for paper: what stands in the controls of a form is cut off when it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maturity_kit.charts.tables.signs import day, number
from maturity_kit.content.wording import Wording
from maturity_kit.forms.fields import Field, named
from maturity_kit.forms.html import render

UNSEEN = ("id", "weights", "points", "totals")


@dataclass(frozen=True)
class Line:
    """A row, a record or a field with its words and its parts."""

    label: str
    words: str = ""
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Paper:
    """Writes what was filled in, in one language; layers are named by ``titles``."""

    say: Wording
    titles: Mapping[str, str]

    def html(self, register: Field, found: Any) -> str:
        """Everything that was filled in as nested lists; empty without anything."""
        line = self.line(register, found, "") if found else None
        return render("paper", self.say.language, lines=line.parts or (line,)) if line else ""

    def line(self, field: Field, found: Any, label: str) -> Line | None:
        """One field with what it holds; None when it holds nothing."""
        parts: tuple[Line, ...] = ()
        words = ""
        if field.kind == "rows":
            parts = tuple(self.row(field, row) for row in found or ())
        elif field.kind == "layers":
            parts = tuple(filter(None, (self.line(field.fields[0], one, self.titles.get(layer, layer))
                                        for layer, one in (found or {}).items())))  # fmt: skip
        elif field.kind == "record":
            parts = tuple(self.inside(field, found or {}))
        else:
            words = self.words(field, found)
        return Line(label, words, parts) if words or parts else None

    def row(self, rows: Field, found: Mapping[str, Any]) -> Line:
        """A row under what names it."""
        name = named(rows).name
        return Line(str(found.get(name) or ""), "", tuple(self.inside(rows, {**found, name: None})))

    def inside(self, field: Field, found: Mapping[str, Any]) -> Iterator[Line]:
        """The fields of a row or record that hold something."""
        for one in field.fields:
            line = None if one.name in UNSEEN else self.line(one, found.get(one.name), self.say(one.words))
            if line:
                yield line

    def words(self, field: Field, found: Any) -> str:
        """One value as people read it."""
        if found in (None, "", False, [], {}):
            return ""
        if field.kind == "choice":
            return self.say(f"{field.name}.{found}")
        if field.kind == "flag":
            return "✓"
        if field.kind == "date":
            return day(date.fromisoformat(str(found)), self.say.language)
        if field.kind == "money":
            return number(found["amount"], self.say.language, found["currency"])
        if field.kind == "names":
            return ", ".join(found)
        return number(found, self.say.language) if field.kind == "number" else str(found)
