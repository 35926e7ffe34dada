"""Spreadsheets for tests: computed by LibreOffice, and read by the names of their cells."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from maturity_kit.content.model import Model
from maturity_kit.reports.sheets.book import named

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed, so nothing recomputes")


def opened(path: Path, **how: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, **how)


def computed(path: Path, folder: Path) -> Any:
    """The file as LibreOffice computes it: openpyxl saves no values, so every number is a new one."""
    bare = folder / "bare" / path.name
    bare.parent.mkdir(exist_ok=True)
    opened(path).save(bare)
    profile = (folder / "profile").as_uri()
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = [
        OFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder / "new",
    ]
    subprocess.run([*command, bare], check=True, capture_output=True, timeout=240)
    return opened(folder / "new" / path.name, data_only=True)


def value(book: Any, name: str) -> Any:
    """What the cell with a name holds; None when that is nothing."""
    title, cell = next(book.defined_names[named(name)].destinations)
    found = book[title][cell].value
    return None if found == "" else found


def heads(sheet: Any) -> dict[str, int]:
    """The columns of a sheet of a model by their heads."""
    return {str(cell.value): cell.column for cell in sheet[4] if cell.value}


def row_of(sheet: Any, node: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == node)


def node(sheet: Any, model: Model) -> dict[str, tuple[Any, ...]]:
    """Score, low, high, coverage, target and gap of every node, and of the model by its id; None for nothing."""
    columns = heads(sheet)
    wanted = [columns[head] for head in ("Score", "Low", "High", "Coverage", "Target that holds", "Gap")]
    rows = {str(row[0].value): row for row in sheet.iter_rows(min_row=5)}
    blank = {None: None, "": None}
    return {
        name: tuple(blank.get(rows[name][column - 1].value, rows[name][column - 1].value) for column in wanted)
        for name in (model.id, *(one.id for one in model.nodes))
    }


def order(book: Any) -> list[tuple[str, str]]:
    """Ids and horizons on the sheet with the roadmap."""
    rows = [row for row in book["Roadmap"].iter_rows(min_row=5, values_only=True) if row[0]]
    return [(row[8], row[1]) for row in rows]
