"""Answers back from a spreadsheet: the workbook or the form, read without computing or following anything."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maturity_kit.assessment.assessment import EDITIONS, Answer, Assessment, Vote
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Group, Item, Model
from maturity_kit.reports.sheets.book import named
from maturity_kit.reports.sheets.given import number_in
from maturity_kit.reports.sheets.kept import Kind, kept
from maturity_kit.reports.sheets.plan import EDITION
from maturity_kit.reports.sheets.problems import SheetCellsError, SheetError
from maturity_kit.reports.sheets.rows import Line, heads_of, line_of
from maturity_kit.reports.sheets.safe import sound_file

CHANGED = ("answers", "votes", "weights", "targets", "model_weights")
MODEL_WEIGHT = "weight_given_"
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 60, 5000, 400


@dataclass
class Taking:
    """An assessment while the cells of a file are laid over it; problems are gathered, none stops it."""

    base: Assessment
    kind: Kind
    items: Mapping[str, Item]
    groups: Mapping[str, float]
    answers: dict[str, Answer] = field(default_factory=dict)
    votes: dict[str, tuple[Vote, ...]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    targets: dict[str, float] = field(default_factory=dict)
    model_weights: dict[str, float] = field(default_factory=dict)
    edition: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    problems: list[SheetError] = field(default_factory=list)


def assessment_in(path: str | Path, models: Mapping[str, Model] | None = None) -> Assessment:
    """The assessment in a workbook or a form that this package made, with what was changed or filled in since.

    A changed cell wins; everything else is as it was, also what no cell shows. Answers to questions that no model
    knows are kept.

    Args:
        path: of the XLSX file.
        models: those of the workbook by default.

    Raises:
        SheetError: the file cannot be opened, or was not made here.
        SheetCellsError: cells that hold something else than is allowed, each by its name.
    """
    sheets, names = _opened(sound_file(path), str(path))
    taking = _taking(sheets, load_models() if models is None else models, str(path))
    for title, rows in sheets.items():
        _take_sheet(taking, title, rows)
    for name, place in names.items():
        _take_named(taking, name, place, sheets)
    if taking.problems:
        raise SheetCellsError(str(path), taking.problems)
    return _taken(taking)


Rows = list[tuple[Any, ...]]


def _opened(content: bytes, where: str) -> tuple[dict[str, Rows], dict[str, str]]:
    """The cells of each sheet, and the places of the names; nothing is computed and no link is followed."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl leaves out, such as charts, is not read here.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheets = {sheet.title: _cells(sheet) for sheet in book.worksheets[:MOST_SHEETS]}
            return sheets, {name: str(found.attr_text) for name, found in book.defined_names.items()}
        except Exception as problem:
            # Whatever the library says of a broken part comes to this.
            raise SheetError("not_a_sheet", where) from problem


def _cells(sheet: Any) -> Rows:
    """The cells of a sheet, row by row, as far as any sheet made here reaches."""
    sheet.reset_dimensions()
    return list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS))


def _taking(sheets: Mapping[str, Rows], models: Mapping[str, Model], where: str) -> Taking:
    for rows in sheets.values():
        found = kept((row[0].value for row in rows if row), where)
        if found:
            nodes = [node for model in models.values() for node in model.nodes]
            items = {node.id: node for node in nodes if isinstance(node, Item)}
            groups = {node.id: node.weight for node in nodes if isinstance(node, Group)} | dict.fromkeys(models, 1.0)
            kind, base = found
            return Taking(
                base,
                kind,
                items,
                groups,
                answers=dict(base.answers),
                votes=dict(base.votes),
                weights=dict(base.weights),
                targets=dict(base.targets),
                model_weights=dict(base.model_weights),
            )
    raise SheetError("not_ours", where)


def _take_sheet(taking: Taking, title: str, rows: Rows) -> None:
    for start, row in enumerate(rows):
        heads = heads_of(row)
        if heads:
            for line in _lines(taking, title, rows[start + 1 :], heads):
                line.take(taking)
            return


def _lines(taking: Taking, title: str, rows: Rows, heads: Mapping[str, int]) -> Iterator[Line]:
    for row in rows:
        line = line_of(title, row, heads)
        if line is None:
            continue
        if line.id in taking.seen:
            taking.problems.append(line.problem("id", "twice", found=line.id, other=taking.seen[line.id]))
            continue
        taking.seen[line.id] = line.place("id")
        yield line


def _take_named(taking: Taking, name: str, place: str, sheets: Mapping[str, Rows]) -> None:
    """The edition, and the weights of the models, which stand in cells with a name."""
    model = next((one for one in taking.groups if named(f"{MODEL_WEIGHT}{one}") == name), None)
    if name != EDITION and model is None:
        return
    title, _, cell = place.rpartition("!")
    title = title.strip("'").replace("''", "'")
    where = f"{title}!{cell.replace('$', '')}"
    found = _value_at(sheets.get(title, []), cell)
    if model is None:
        _take_edition(taking, found, where)
    elif found is None:
        taking.model_weights.pop(model, None)
    else:
        _take_model_weight(taking, model, found, where)


def _value_at(rows: Rows, cell: str) -> Any:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(cell.replace("$", ""))
    return rows[row - 1][column - 1].value if row <= len(rows) and column <= len(rows[row - 1]) else None


def _take_edition(taking: Taking, found: Any, where: str) -> None:
    if found in EDITIONS:
        taking.edition = str(found)
    else:
        taking.problems.append(SheetError("edition", where, found=found))


def _take_model_weight(taking: Taking, model: str, found: Any, where: str) -> None:
    weight = number_in(found)
    if weight is None or weight < 0:
        taking.problems.append(SheetError("weight", where, found=found))
    elif weight != taking.base.model_weights.get(model, 1.0):
        taking.model_weights[model] = weight


def _taken(taking: Taking) -> Assessment:
    changes = {name: getattr(taking, name) for name in CHANGED}
    return taking.base.model_copy(update={**changes, "edition": taking.edition or taking.base.edition})
