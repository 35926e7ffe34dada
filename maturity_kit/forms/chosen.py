"""What the room chose, to read and to print: the actions and what stops, each with what was agreed on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from maturity_kit.charts.tables.signs import day, number
from maturity_kit.content.wording import Wording
from maturity_kit.forms.html import render
from maturity_kit.forms.offers import words_of
from maturity_kit.forms.state import AssessmentState

CHOSEN = ("actions", "stops")
SHORT = ("owner", "date", "hours", "reach")
LONG = ("reason", "first_step", "measure")


def chosen_html(state: AssessmentState, register: str) -> str:
    """The rows of one of these registers as a list; nothing without rows."""
    rows = state.assessment.registers.get(register) or ()
    return render("chosen", state.language, rows=[_row(state, register, row) for row in rows]) if rows else ""


def agreed_html(state: AssessmentState) -> str:
    """Both lists under their titles; what has no rows is left out."""
    say = Wording("registers", state.language)
    heading = Markup("<h3>{}</h3>")
    lists = [(say(f"Registers.{register}"), chosen_html(state, register)) for register in CHOSEN]
    return "".join(heading.format(title) + Markup(rows) for title, rows in lists if rows)


def _row(state: AssessmentState, register: str, row: Mapping[str, Any]) -> dict[str, Any]:
    say = Wording("registers", state.language)
    kind = "Action" if register == "actions" else "Stop"
    return {
        "name": row["name"],
        "short": [(say(f"{kind}.{name}"), _words(say, name, row[name])) for name in SHORT if _said(row, name)],
        "long": [(say(f"{kind}.{name}"), row[name]) for name in LONG if _said(row, name)],
        "items": [words_of(state, item) for item in row.get("items", ())],
    }


def _said(row: Mapping[str, Any], name: str) -> bool:
    return row.get(name) not in (None, "")


def _words(say: Wording, name: str, found: Any) -> str:
    if name == "date":
        return day(date.fromisoformat(str(found)), say.language)
    if name == "reach":
        return say(f"reach.{found}")
    return number(found, say.language) if name == "hours" else str(found)
