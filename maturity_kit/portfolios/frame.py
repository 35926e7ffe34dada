"""A portfolio in memory: a DataFrame of answers in, a DataFrame of scores out."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from maturity_kit.content.model import Model
from maturity_kit.portfolios.catalogue import catalogue_of
from maturity_kit.portfolios.columns import words
from maturity_kit.portfolios.layout import ID, Form, layout_of
from maturity_kit.portfolios.long import ROW
from maturity_kit.portfolios.problems import PortfolioError
from maturity_kit.portfolios.run import Portfolio, check_names
from maturity_kit.portfolios.scoring import columns_of
from maturity_kit.portfolios.spec import Chunk, Spec, score_chunk

if TYPE_CHECKING:
    import pandas as pd

PLACE = "frame"


def portfolio_frame(
    source: pd.DataFrame | Portfolio,
    models: Mapping[str, Model] | None = None,
    *,
    form: Form | None = None,
    groups: bool = False,
) -> pd.DataFrame:
    """The scores of a portfolio: one row for each assessment.

    Args:
        source: answers in long or wide form, or a portfolio that was scored, whose file is then read.
        models: those of the workbook by default.
        form: ``long`` or ``wide``; told from the columns by default.
        groups: whether the score of every group is wanted too.

    Returns:
        ``assessment``, the columns that are carried along, then for each model ``<model>.score``, ``.low``, ``.high``
        (0..100), ``.coverage`` (0..1) and the readings of its method, then ``overall.score`` and so on, as
        ``data/README.md`` lists them. What does not exist is NaN. There is a warning about rows that cannot be used,
        see ``set_aside_frame``.

    Raises:
        PortfolioError: no rows, or a column that is missing or of a type that cannot be used.

    >>> import pandas as pd
    >>> answers = pd.DataFrame({"assessment": ["a", "b"], "dm.website": [4, 2], "dm.tags": [2, None]})
    >>> portfolio_frame(answers)[["assessment", "digital-maturity.score"]].round(1).values.tolist()
    [['a', 75.0], ['b', 50.0]]
    """
    if isinstance(source, Portfolio):
        return _read(source.out)
    scores, aside = _scored(source, models, form, groups)
    if len(aside):
        told = PortfolioError("frame.set_aside", PLACE, found=len(aside)).to("en")
        warnings.warn(told, stacklevel=2)
    return _pandas(scores)


def set_aside_frame(
    source: pd.DataFrame | Portfolio, models: Mapping[str, Model] | None = None, *, form: Form | None = None
) -> pd.DataFrame:
    """What of a portfolio cannot be used: a row for each answer, cell or assessment, with what was found and why.

    Args:
        source: answers in long or wide form, or a portfolio that was scored, whose file is then read.
        models: those of the workbook by default.
        form: ``long`` or ``wide``; told from the columns by default.

    Returns:
        ``row`` (its number in the source, from 0), ``assessment``, ``item``, ``found``, ``reason`` and ``message``.

    Raises:
        PortfolioError: as for ``portfolio_frame``.

    >>> import pandas as pd
    >>> answers = pd.DataFrame({"assessment": ["a", "b"], "dm.website": [4, 9]})
    >>> set_aside_frame(answers)[["row", "found", "reason"]].values.tolist()
    [[1, '9', 'off-scale'], [1, 'b', 'nothing-left']]
    """
    if isinstance(source, Portfolio):
        return _read(source.aside)
    return _pandas(_scored(source, models, form, False)[1])


def _scored(
    frame: pd.DataFrame, models: Mapping[str, Model] | None, form: Form | None, groups: bool
) -> tuple[Any, Any]:
    table = _arrow(frame)
    if not len(table):
        raise PortfolioError("rows.none", PLACE)
    catalogue = catalogue_of(models)
    layout = layout_of(table.schema, catalogue, PLACE, form)
    check_names(layout, columns_of(catalogue, groups), PLACE)
    if layout.form == "wide":
        return score_chunk(Spec(catalogue, layout, groups), Chunk(0, table, 0, _repeated(table)))
    numbered = table.append_column(ROW, pa.array(np.arange(len(table))))
    return score_chunk(Spec(catalogue, layout, groups), Chunk(0, numbered))


def _repeated(table: Any) -> Any:
    """The rows whose id stands in an earlier row."""
    codes = words(table[ID]).codes
    return np.setdiff1d(np.arange(len(codes)), np.unique(codes, return_index=True)[1])


def _arrow(frame: pd.DataFrame) -> Any:
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise PortfolioError("frame.kind", PLACE, found=type(frame).__name__)
    names = [str(name) for name in frame.columns]
    return pa.Table.from_arrays([_column(frame.iloc[:, place]) for place in range(len(names))], names)


def _column(column: pd.Series[Any]) -> Any:
    """A column as Arrow; one that mixes numbers with text becomes text, so that each row is judged by itself."""
    try:
        found = pa.array(column, from_pandas=True)
    except pa.ArrowException:
        found = pa.array(column.astype(object).where(column.notna(), None).map(str, na_action="ignore"), pa.string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _read(path: Any) -> pd.DataFrame:
    import pandas as pd

    return pd.read_parquet(path)


def _pandas(table: Any) -> pd.DataFrame:
    found: pd.DataFrame = table.to_pandas()
    return found
