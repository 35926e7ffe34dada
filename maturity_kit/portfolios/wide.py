"""The wide form: one row for each assessment, a column for each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from maturity_kit.portfolios.aside import Aside
from maturity_kit.portfolios.catalogue import Catalogue
from maturity_kit.portfolios.columns import Numbers, numbers, text, words
from maturity_kit.portfolios.layout import EDITION, ID, Layout
from maturity_kit.portfolios.sheet import (
    ANSWERED,
    EDITIONS,
    NOT_ASKED,
    STRANGE,
    WITHOUT_VALUE,
    Codes,
    Sheet,
    something_said,
    state_codes,
)
from maturity_kit.scoring.compiled import Bools, Floats

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Reading:
    """One chunk while it is read; ``cut`` marks the assessments of which something was set aside."""

    table: Any
    ids: Any
    first: int
    aside: Aside
    cut: Bools

    def add(self, reason: str, wrong: Bools, item: str | None, column: str) -> None:
        """Sets a cell of the marked rows aside."""
        places = np.flatnonzero(wrong)
        if len(places):
            self.cut[places] = True
            found = text(self.table[column].take(pa.array(places)))
            self.aside.add(reason, places + self.first, self.ids.take(pa.array(places)), item, found)


def read_wide(table: Any, layout: Layout, catalogue: Catalogue, first: int, repeated: Rows) -> tuple[Sheet, Any]:
    """What the rows of a chunk say, and the table of what was set aside.

    Args:
        table: the chunk, with the columns of ``layout.read``.
        layout: what the columns are.
        catalogue: of the models.
        first: number of the first row in the portfolio.
        repeated: numbers of the rows of the portfolio whose assessment stands in an earlier row.
    """
    rows = len(table)
    reading = _Reading(table, text(table[ID]), first, Aside(), np.zeros(rows, bool))
    whole, quick = _whole_rows(reading, layout, repeated)
    values, states = _answers(reading, layout, catalogue, whole)
    weights = _weights(reading, layout, catalogue, whole)
    keep = whole & ~(reading.cut & ~something_said(states))
    reading.add("nothing-left", whole & ~keep, None, ID)
    about = table.select([ID, *layout.carried]).set_column(0, ID, reading.ids)
    sheet = Sheet(about, values, states, quick if quick.any() else None, weights)
    return sheet.kept(keep), reading.aside.table()


def _whole_rows(reading: _Reading, layout: Layout, repeated: Rows) -> tuple[Bools, Bools]:
    """Whether each row can be used at all, and whether it is a quick scan."""
    rows = len(reading.table)
    named = words(reading.ids).codes >= 0
    reading.add("no-id", ~named, None, ID)
    quick, known = editions(reading.table, layout)
    reading.add("unknown-edition", named & ~known, None, EDITION if EDITION in layout.carried else ID)
    again = np.zeros(rows, bool)
    again[repeated - reading.first] = True
    reading.add("duplicate", named & known & again, None, ID)
    return named & known & ~again, quick


def editions(table: Any, layout: Layout) -> tuple[Bools, Bools]:
    """Whether each row is of a quick scan, and whether its edition is one that exists; without one it is full."""
    if EDITION not in layout.carried:
        return np.zeros(len(table), bool), np.ones(len(table), bool)
    found = words(table[EDITION])
    names = [*found.distinct, EDITIONS[0]]
    return np.array([name == EDITIONS[1] for name in names])[found.codes], np.array(
        [name in EDITIONS for name in names]
    )[found.codes]


def _answers(reading: _Reading, layout: Layout, catalogue: Catalogue, whole: Bools) -> tuple[Floats, Codes]:
    values = np.full((catalogue.items, len(whole)), np.nan)
    states = np.zeros(values.shape, np.int8)
    beside = {place: name for name, place in layout.states.items()}
    for name, place in layout.values.items():
        found = numbers(reading.table[name])
        good = _checked(reading, name, place, catalogue, found, whole)
        values[place, good] = found.values[good]
        states[place, good] = ANSWERED
        if place in beside:
            _beside(reading, beside.pop(place), place, catalogue, whole, (values, states))
    for place, name in beside.items():
        _beside(reading, name, place, catalogue, whole, (values, states))
    return values, states


def _checked(reading: _Reading, name: str, place: int, catalogue: Catalogue, found: Numbers, whole: Bools) -> Bools:
    """Whether each row has a value that counts; NaN stands for nothing, as pandas has it."""
    item = catalogue.ids[place]
    reading.add("not-a-number", whole & found.worded, item, name)
    reading.add("not-finite", whole & found.infinite, item, name)
    off = whole & off_scale(found.values, catalogue.lowest[place], catalogue.highest[place])
    reading.add("off-scale", off, item, name)
    return whole & ~np.isnan(found.values) & ~off


def off_scale(values: Floats, lowest: Any, highest: Any) -> Bools:
    """Whether each value is outside its scale; NaN is not."""
    with np.errstate(invalid="ignore"):
        return np.asarray((values < lowest) | (values > highest))


def _beside(
    reading: _Reading, name: str, place: int, catalogue: Catalogue, whole: Bools, into: tuple[Floats, Codes]
) -> None:
    """Takes the states of one item from the column beside it."""
    values, states = into[0][place], into[1][place]
    codes = state_codes(words(reading.table[name]))
    item, column = catalogue.ids[place], reading.table[name]
    there = column.is_valid().to_numpy()
    reading.add("unknown-state", whole & (codes == STRANGE), item, name)
    both = whole & (states == ANSWERED) & np.isin(codes, WITHOUT_VALUE)
    reading.add("value-and-state", both, item, name)
    reading.add("nothing-said", whole & there & (states != ANSWERED) & (codes == ANSWERED), item, name)
    values[both | (codes == STRANGE)] = np.nan
    states[both | (codes == STRANGE)] = NOT_ASKED
    told = whole & (states != ANSWERED) & np.isin(codes, WITHOUT_VALUE) & ~both
    states[told] = codes[told]


def _weights(reading: _Reading, layout: Layout, catalogue: Catalogue, whole: Bools) -> Floats | None:
    """The own weights; what is set aside leaves the model's own in force."""
    if not layout.weights:
        return None
    weights = np.full((catalogue.nodes, len(whole)), np.nan)
    for name, place in layout.weights.items():
        found = numbers(reading.table[name])
        bad = whole & (found.worded | found.infinite | (found.values < 0))
        reading.add("bad-weight", bad, catalogue.ids[place], name)
        weights[place] = np.where(bad, np.nan, found.values)
    return weights
