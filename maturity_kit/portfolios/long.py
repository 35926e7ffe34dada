"""The long form: one row for each answer, those of an assessment together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from maturity_kit.portfolios.aside import CODES, Aside
from maturity_kit.portfolios.catalogue import Catalogue
from maturity_kit.portfolios.columns import Words, numbers, text, words
from maturity_kit.portfolios.layout import EDITION, ID, ITEM, STATE, VALUE, VERSION, WEIGHT, Layout
from maturity_kit.portfolios.sheet import (
    ANSWERED,
    EDITIONS,
    SILENT,
    STRANGE,
    WITHOUT_VALUE,
    Codes,
    Sheet,
    state_codes,
)
from maturity_kit.portfolios.wide import off_scale
from maturity_kit.scoring.compiled import Bools, Floats

ROW = "__row"
"""The column with the number of each row in the portfolio, added when rows are grouped."""
Places = NDArray[np.int64]


@dataclass(eq=False)
class _Rows:
    """The rows of a chunk while they are checked: ``wrong`` has the code of the first reason that fits, else 0.

    Attributes:
        who: place of the assessment among ``names``, -1 without an id.
        node: place of the node in the catalogue, -1 for an unknown one.
        values, weights: NaN without any.
        states: codes, ``SILENT`` without a state.
        quick: per assessment whether it is a quick scan.
        details: what differs from the first row of the assessment, by row.
    """

    table: Any
    layout: Layout
    catalogue: Catalogue
    who: Places
    names: tuple[str | None, ...]
    node: Places
    values: Floats
    weights: Floats
    states: Codes
    wrong: Codes
    quick: Bools = field(default_factory=lambda: np.zeros(0, bool))
    details: dict[int, str] = field(default_factory=dict)

    def mark(self, reason: str, wrong: Bools) -> None:
        """Marks rows that have no other reason yet."""
        self.wrong[wrong & (self.wrong == 0)] = CODES[reason]

    @property
    def good(self) -> Bools:
        """Rows without a reason so far."""
        return np.asarray(self.wrong == 0)


def read_long(table: Any, layout: Layout, catalogue: Catalogue) -> tuple[Sheet, Any]:
    """What the rows of a chunk say, and the table of what was set aside.

    Args:
        table: every row of some assessments, with the columns of ``layout.read`` and ``ROW``.
        layout: what the columns are.
        catalogue: of the models.
    """
    rows = _encoded(table, layout, catalogue)
    _check_ids(rows)
    _check_answers(rows)
    _check_details(rows)
    _check_versions(rows)
    _check_once(rows)
    sheet, left = _filled(rows)
    return sheet.kept(left), _set_aside(rows, left)


def _encoded(table: Any, layout: Layout, catalogue: Catalogue) -> _Rows:
    count = len(table)
    who, what = words(text(table[ID])), words(table[ITEM])
    node = np.array([*(catalogue.place.get(word or "", -1) for word in what.distinct), -1])[what.codes]
    states = state_codes(words(table[STATE])) if STATE in layout.special else np.full(count, SILENT, np.int8)
    empty = np.full(count, np.nan)
    return _Rows(table, layout, catalogue, who.codes, who.distinct, node, empty, empty.copy(), states,
                 np.zeros(count, np.int8))  # fmt: skip


def _check_ids(rows: _Rows) -> None:
    rows.mark("no-id", rows.who < 0)
    rows.mark("unknown-item", rows.node < 0)


def _check_answers(rows: _Rows) -> None:
    """Values, states and weights, each by itself and together."""
    value = numbers(rows.table[VALUE])
    rows.values = value.values
    silent = rows.states == SILENT
    rows.mark("not-a-number", value.worded)
    rows.mark("not-finite", value.infinite | (value.nan & (silent | (rows.states == ANSWERED))))
    item = rows.node < rows.catalogue.items
    scale = np.where(item, rows.node, 0)
    rows.mark("off-scale", item & off_scale(value.values, rows.catalogue.lowest[scale], rows.catalogue.highest[scale]))
    rows.mark("unknown-state", rows.states == STRANGE)
    valued = ~np.isnan(value.values)
    rows.mark("value-and-state", valued & np.isin(rows.states, WITHOUT_VALUE))
    weighted = _check_weights(rows)
    rows.mark("unknown-item", ~item & (valued | ~silent))
    rows.mark("nothing-said", ~valued & ((silent & ~weighted) | (rows.states == ANSWERED)))
    rows.states = np.where(silent & valued, ANSWERED, rows.states).astype(np.int8)


def _check_weights(rows: _Rows) -> Bools:
    """Whether each row has a weight."""
    if WEIGHT not in rows.layout.special:
        return np.zeros(len(rows.who), bool)
    weight = numbers(rows.table[WEIGHT])
    rows.mark("bad-weight", weight.worded | weight.infinite | (weight.values < 0))
    rows.weights = weight.values
    return ~np.isnan(weight.values)


def _check_details(rows: _Rows) -> None:
    """What is carried along is the same in every row of an assessment that has it, and its edition exists."""
    rows.quick = np.zeros(len(rows.names), bool)
    for name in rows.layout.carried:
        found = words(text(rows.table[name]))
        if name == EDITION:
            known = np.array([*(word in EDITIONS for word in found.distinct), True])
            rows.mark("unknown-edition", ~known[found.codes])
        first = _first(rows.who, (found.codes >= 0) & rows.good, found.codes, len(rows.names))
        other = rows.good & (found.codes >= 0) & (found.codes != first[rows.who])
        rows.details |= {
            place: f"{name}: {found.distinct[found.codes[place]]}" for place in np.flatnonzero(other).tolist()
        }
        rows.mark("other-details", other)
        if name == EDITION:
            rows.quick = np.array([*(word == EDITIONS[1] for word in found.distinct), False])[first[:-1]]


def _first(who: Places, use: Bools, what: Places, count: int) -> Places:
    """Per key the entry of its first row that is used, -1 without one; one more entry for rows without a key."""
    found = np.full(count + 1, -1, np.int64)
    found[who[use][::-1]] = what[use][::-1]
    found[-1] = -1
    return found


def _check_versions(rows: _Rows) -> None:
    """The answers of an assessment to one model are all of one version of it."""
    if VERSION not in rows.layout.special:
        return
    found: Words = words(rows.table[VERSION])
    models = len(rows.catalogue.models)
    key = np.where(rows.good, rows.who * models + rows.catalogue.model_of[rows.node], -1)
    told = rows.good & (found.codes >= 0)
    first = _first(key, told, found.codes, len(rows.names) * models)
    mixed = np.zeros(len(first), bool)
    mixed[key[told & (found.codes != first[key])]] = True
    mixed[-1] = False
    rows.mark("mixed-versions", rows.good & mixed[key])


def _check_once(rows: _Rows) -> None:
    """Of several rows of one assessment about one node the first counts."""
    key = np.where(rows.good, rows.who * rows.catalogue.nodes + rows.node, -1)
    numbers_of = np.arange(len(key))
    first = _first(key, rows.good, numbers_of, len(rows.names) * rows.catalogue.nodes)
    rows.mark("duplicate", rows.good & (first[key] != numbers_of))


def _filled(rows: _Rows) -> tuple[Sheet, Bools]:
    """The answers as arrays, and whether anything is left of each assessment."""
    catalogue, count = rows.catalogue, len(rows.names)
    values = np.full((catalogue.items, count), np.nan)
    states = np.zeros(values.shape, np.int8)
    told = rows.good & (rows.states != SILENT)
    values[rows.node[told], rows.who[told]] = rows.values[told]
    states[rows.node[told], rows.who[told]] = rows.states[told]
    weights = None
    weighted = rows.good & ~np.isnan(rows.weights)
    if weighted.any():
        weights = np.full((catalogue.nodes, count), np.nan)
        weights[rows.node[weighted], rows.who[weighted]] = rows.weights[weighted]
    left = np.zeros(count, bool)
    left[rows.who[rows.good]] = True
    return Sheet(_about(rows), values, states, rows.quick if rows.quick.any() else None, weights), left


def _about(rows: _Rows) -> Any:
    """One row for each assessment: its id, and of each carried column what its first row with something says."""
    columns = {ID: pa.array(rows.names, pa.string())}
    for name in rows.layout.carried:
        column = rows.table[name].combine_chunks()
        there = np.asarray(column.is_valid()) & (rows.who >= 0)
        first = _first(rows.who, there & rows.good, np.arange(len(rows.who)), len(rows.names))[:-1]
        columns[name] = column.take(pa.array(first, mask=first < 0))
    return pa.table(columns)


def _set_aside(rows: _Rows, left: Bools) -> Any:
    """The rows with a reason, and the assessments of which nothing is left, by the number of their first row."""
    aside, number = Aside(), rows.table[ROW].to_numpy()
    names, items = text(rows.table[ID]), text(rows.table[ITEM])
    for reason, code in CODES.items():
        places = np.flatnonzero(rows.wrong == code)
        if len(places):
            take = pa.array(places)
            found = _found(rows, reason, take)
            aside.add(reason, number[places], names.take(take), items.take(take), found)
    first = _first(rows.who, rows.who >= 0, np.arange(len(rows.who)), len(rows.names))[:-1]
    gone = np.flatnonzero(~left & (first >= 0))
    named = pa.array(rows.names, pa.string()).take(pa.array(gone))
    aside.add("nothing-left", number[first[gone]], named, None, named)
    return aside.table()


COLUMN_OF = {
    "no-id": ID,
    "unknown-item": ITEM,
    "unknown-state": STATE,
    "value-and-state": STATE,
    "bad-weight": WEIGHT,
    "unknown-edition": EDITION,
    "mixed-versions": VERSION,
}
"""Where that which is wrong stands, by reason; the value otherwise."""


def _found(rows: _Rows, reason: str, take: Any) -> Any:
    if reason == "other-details":
        return [rows.details[place] for place in take.to_pylist()]
    return text(rows.table[COLUMN_OF.get(reason, VALUE)].take(take))
