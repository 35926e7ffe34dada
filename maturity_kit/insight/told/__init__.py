"""What a consultant would say of each working table, from what was filled in and what follows from it.

A table with nothing in it gets one line: what filling it in will give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from maturity_kit.assessment.registers import Registers
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables
from maturity_kit.insight.told.choices import actions, stops
from maturity_kit.insight.told.dialogues import dialogues, objectives
from maturity_kit.insight.told.insights import confrontation, journey, swot
from maturity_kit.insight.told.market import channels, phase_levels, segments
from maturity_kit.insight.told.people import investments, roles
from maturity_kit.insight.told.rounds import kpis, standing_questions, strategy_steps
from maturity_kit.insight.told.telling import CLASH, GAP, STANDS, Filled, Said, Teller
from maturity_kit.insight.told.work import budget, programmes, projects, tasks
from maturity_kit.scoring.result import ModelResult

__all__ = ["CLASH", "GAP", "MOST", "STANDS", "TELLERS", "Filled", "Said", "filled", "most_telling", "told"]

MOST = 4
TELLERS: Mapping[str, Teller] = {
    "segments": segments,
    "phase_levels": phase_levels,
    "channels": channels,
    "strategy_steps": strategy_steps,
    "kpis": kpis,
    "standing_questions": standing_questions,
    "objectives": objectives,
    "dialogues": dialogues,
    "roles": roles,
    "investments": investments,
    "swot": swot,
    "confrontation": confrontation,
    "journey": journey,
    "programmes": programmes,
    "projects": projects,
    "tasks": tasks,
    "budget": budget,
    "actions": actions,
    "stops": stops,
}


def filled(kept: Registers, tables: Tables, results: Mapping[str, ModelResult], today: date, language: str) -> Filled:
    """The working tables with what follows from them, ready to be told in a language."""
    return Filled(kept, tables, results, today, Wording("tables", language))


def told(form: str, found: Filled) -> tuple[Said, ...]:
    """One to four sentences on a form; of more the weightiest, in the order in which they are said."""
    said = list(TELLERS[form](found))
    weightiest = sorted(range(len(said)), key=lambda place: -said[place].weight)[:MOST]
    return tuple(said[place] for place in sorted(weightiest))


def most_telling(forms: Iterable[str], found: Filled) -> str:
    """The weightiest sentence on several forms, the first on a tie; empty while none tells of more than a state."""
    said = [one for form in forms for one in told(form, found) if one.weight > STANDS]
    return max(said, key=lambda one: one.weight).words if said else ""
