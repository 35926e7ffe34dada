"""Working tables for tests: rows as the file has them, and the tables, results and pictures that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from building import answered, group, item, model

import maturity_kit as mk
from maturity_kit.assessment.registers import Registers, registers_of
from maturity_kit.charts import Chart, draw_table
from maturity_kit.charts.canvas import NARROW, WIDE, Canvas
from maturity_kit.content.wording import Wording
from maturity_kit.insight.tables import Tables, tables_of
from maturity_kit.scoring.result import LadderReading, ModelResult

TODAY = "2026-07-01"
Paint = Callable[[Canvas], Canvas]


def tables(results: Mapping[str, ModelResult] | None = None, **rows: Any) -> tuple[Registers, Tables]:
    """Registers and what they amount to on the first of July 2026."""
    kept = answered({}, registers=rows, date=TODAY)
    return registers_of(kept.registers), tables_of(kept, results or {})


def ladder(attained: int | None) -> dict[str, ModelResult]:
    """A ladder of four levels A to D, read as standing on one of them."""
    levels = [group(name, item(name.lower())) for name in "ABCD"]
    found = mk.score(answered({}, models={"m": "1"}), {"m": model("ladder", *levels)}).models["m"]
    assert isinstance(found.reading, LadderReading)
    return {"m": replace(found, reading=replace(found.reading, attained=attained))}


@cache
def four_d() -> Mapping[str, ModelResult]:
    """The four layers of the model that comes with the workbook."""
    models = {"four-d": mk.load_models(Path(__file__).parents[3] / "data" / "models")["four-d"]}
    return mk.score(answered({}, models={"four-d": "1"}), models).models


def chart(
    register: str, language: str = "en", results: Mapping[str, ModelResult] | None = None, **rows: Any
) -> Chart | None:
    """The picture of a register made of these rows."""
    registers, found = tables(results, **rows)
    return draw_table(register, registers, found, results or {}, answered({}, date=TODAY).date, language)


def drawn(register: str, language: str = "en", results: Mapping[str, ModelResult] | None = None, **rows: Any) -> Chart:
    """The same, when there has to be one."""
    found = chart(register, language, results, **rows)
    assert found is not None
    return found


def canvases(paint: Paint) -> tuple[Canvas, Canvas]:
    """The same picture in both widths, to look at its artists."""
    return paint(Canvas(WIDE)), paint(Canvas(NARROW))


def english() -> Wording:
    """The words of the pictures in English."""
    return Wording("charts", "en")
