"""From the answers of a chunk to its scores: one row an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from maturity_kit.content.model import Method, Model
from maturity_kit.portfolios.catalogue import Catalogue, Part
from maturity_kit.portfolios.readings import Batch, Choice, Columns, read_many, weighted_means
from maturity_kit.portfolios.sheet import NOT_APPLICABLE, NOT_ASKED, Sheet, something_said
from maturity_kit.scoring.compiled import Bools, Floats, Weights, compile
from maturity_kit.scoring.tree import TreeScores, score_tree

ROWS = 4096
"""Assessments at a time, so that what is computed of them stays in the cache."""
FOUR = ("score", "low", "high", "coverage")
OVERALL = "overall"
NUMBER, LEVEL, NAME = pa.float64(), pa.int16(), pa.dictionary(pa.int32(), pa.string())
OF_METHOD: Mapping[Method, Mapping[str, Any]] = {
    "ladder": {"attained": LEVEL, "reached": LEVEL, "position": NUMBER},
    "quadrant": {"situation": NAME, "margin": NUMBER, "x": NUMBER, "y": NUMBER},
    "cycle": {"weakest": NAME, "strongest": NAME},
    "layers": {"bottleneck": NAME, "chain": NUMBER},
    "values": {"insight": NUMBER, "solution": NUMBER, "weakest": NAME},
    "tree": {},
}
"""The columns of each method, after the four that every model has."""


def columns_of(catalogue: Catalogue, groups: bool) -> dict[str, Any]:
    """The columns of scores with their types, in order; with ``groups`` one for each group of each model as well."""
    found: dict[str, Any] = {}
    for model in catalogue.models:
        found |= {f"{model.id}.{name}": NUMBER for name in FOUR}
        found |= {f"{model.id}.{name}": kind for name, kind in OF_METHOD[model.method].items()}
    found |= {f"{OVERALL}.{name}": NUMBER for name in FOUR}
    if groups:
        found |= {name: NUMBER for model in catalogue.models for name in _group_columns(model)}
    return found


def _group_columns(model: Model) -> list[str]:
    return [f"{group}.score" for group in compile(model).group_ids[1:]]


def score_sheet(sheet: Sheet, catalogue: Catalogue, groups: bool = False) -> Any:
    """An Arrow table: what is known about each assessment, then the columns of ``columns_of``."""
    kinds = columns_of(catalogue, groups)
    pieces = [_scored(sheet, block, catalogue, groups) for block in _blocks(sheet.values.shape[1])]
    table = sheet.about
    for name, kind in kinds.items():
        table = table.append_column(name, pa.chunked_array([_array(one[name], kind) for one in pieces], kind))
    return table


def _blocks(rows: int) -> Iterator[slice]:
    """One slice after another; one empty slice when there are no rows."""
    for start in range(0, max(rows, 1), ROWS):
        yield slice(start, min(start + ROWS, rows))


def _scored(sheet: Sheet, block: slice, catalogue: Catalogue, groups: bool) -> Columns:
    """The columns of some assessments."""
    found: Columns = {}
    own = None if sheet.weights is None else sheet.weights[:, block]
    together = []
    for part in catalogue.parts:
        states = sheet.states[part.items, block]
        applies = _applies(states, None if sheet.quick is None else sheet.quick[block], catalogue.not_quick[part.items])
        batch = _batch(part, sheet.values[part.items, block], applies, own)
        columns = _of_model(batch, something_said(states), groups)
        together.append([columns[f"{part.model.id}.{name}"] for name in FOUR])
        found |= columns
    places = [part.weight for part in catalogue.parts]
    weights = np.ones((len(places), 1)) if own is None else _or(own[places], 1.0)
    for name, values in zip(FOUR, zip(*together, strict=True), strict=True):
        found[f"{OVERALL}.{name}"] = weighted_means(np.stack(values), weights)
    return found


def _applies(states: Any, quick: Bools | None, not_quick: Bools) -> Bools | None:
    """Whether each item counts, shape (items, rows); None when all do."""
    if quick is None and states.max(initial=NOT_ASKED) < NOT_APPLICABLE:
        return None
    dropped = states >= NOT_APPLICABLE
    if quick is not None:
        dropped |= quick & not_quick[:, None] & (states == NOT_ASKED)
    return ~dropped if dropped.any() else None


def _batch(part: Part, values: Floats, applies: Bools | None, own: Floats | None) -> Batch:
    compiled = part.compiled
    above = values - compiled.lowest[:, None] if compiled.lowest.any() else values
    x = (above / compiled.width[:, None]).T
    weights = compiled.weights
    if own is not None:
        roots = np.ones((own.shape[1], 1))
        of_groups = np.hstack([roots, _or(own[part.groups].T, weights.groups[1:])])
        weights = Weights(_or(own[part.items].T, weights.items), of_groups)
    tree = score_tree(compiled, x, None if applies is None else applies.T, weights)
    return Batch(part.model, compiled, x, weights, tree)


def _or(own: Floats, otherwise: Floats | float) -> Floats:
    """Own weights, and others where there are none."""
    return np.where(np.isnan(own), otherwise, own)


def _of_model(batch: Batch, used: Bools, groups: bool) -> Columns:
    """The columns of one model; nothing where nothing was said of it."""
    tree, model = batch.tree, batch.model
    root = TreeScores(tree.score[:, 0], tree.low[:, 0], tree.coverage[:, 0])
    found: Columns = {name: getattr(root, name) for name in FOUR} | read_many(batch)
    found = {f"{model.id}.{name}": values for name, values in found.items()}
    if groups:
        found |= dict(zip(_group_columns(model), tree.score[:, 1:].T, strict=True))
    return found if used.all() else {name: _where(used, values) for name, values in found.items()}


def _where(used: Bools, values: Floats | Any) -> Any:
    """The values of the rows that are used; NaN or -1 in the others."""
    if isinstance(values, Choice):
        return Choice(np.where(used, values.places, -1), values.names)
    return np.where(used, values, np.nan if values.dtype.kind == "f" else -1)


def _array(values: Any, kind: Any) -> Any:
    """An Arrow array without NaN or -1: what does not exist is null."""
    if isinstance(values, Choice):
        places = pa.array(values.places.astype(np.int32), mask=values.places < 0)
        return pa.DictionaryArray.from_arrays(places, pa.array(values.names, pa.string()))
    if kind == LEVEL:
        return pa.array(values.astype(np.int16), LEVEL, mask=values < 0)
    return pa.array(values, NUMBER, mask=np.isnan(values))
