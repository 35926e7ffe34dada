"""A picture for each working table of an assessment; a table with nothing in it has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from maturity_kit.assessment.registers import Registers
from maturity_kit.charts.chart import Chart
from maturity_kit.charts.tables.budget import budget
from maturity_kit.charts.tables.confrontation import confrontation
from maturity_kit.charts.tables.dialogues import dialogues
from maturity_kit.charts.tables.investments import investments
from maturity_kit.charts.tables.journey import journey
from maturity_kit.charts.tables.kpis import kpis
from maturity_kit.charts.tables.objectives import objectives
from maturity_kit.charts.tables.programmes import programmes
from maturity_kit.charts.tables.roles import roles
from maturity_kit.charts.tables.segments import segments
from maturity_kit.charts.tables.silos import silos
from maturity_kit.charts.tables.strategy import strategy_steps
from maturity_kit.insight.tables import Tables
from maturity_kit.scoring.result import ModelResult

__all__ = [
    "PAINTERS", "budget", "confrontation", "dialogues", "draw_table", "investments", "journey", "kpis", "objectives",
    "programmes", "roles", "segments", "silos", "strategy_steps",
]  # fmt: skip
Results = Mapping[str, ModelResult]
Painter = Callable[[Registers, Tables, Results, date, str], Chart | None]
PAINTERS: Mapping[str, Painter] = {
    "segments": lambda rows, found, results, _, language: segments(rows, found, results, language),
    "channels": lambda rows, found, _, __, language: silos(rows, found, language),
    "strategy_steps": lambda rows, found, _, __, language: strategy_steps(rows, found, language),
    "kpis": lambda rows, found, _, __, language: kpis(rows, found, language),
    "objectives": lambda rows, found, _, __, language: objectives(rows, found, language),
    "dialogues": lambda rows, found, results, _, language: dialogues(rows, found, results, language),
    "roles": roles,
    "investments": lambda rows, found, results, _, language: investments(rows, found, results, language),
    "swot": lambda rows, found, _, __, language: confrontation(rows, found, language),
    "journey": lambda rows, _, __, ___, language: journey(rows, language),
    "programmes": lambda rows, found, _, today, language: programmes(rows, found, today, language),
    "budget": lambda rows, found, _, __, language: budget(rows, found, language),
}


def draw_table(
    register: str, registers: Registers, tables: Tables, results: Results, today: date, language: str
) -> Chart | None:
    """The picture that goes with a register, by the name of its field; None when there is nothing to draw.

    Args:
        register: one of ``PAINTERS``.
        registers: the rows.
        tables: what they amount to.
        results: the models they belong to, for the names of layers and levels.
        today: the date of the assessment.
        language: of every word.
    """
    return PAINTERS[register](registers, tables, results, today, language)
