"""Peers from a file of scores or a frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from maturity_kit.content.arguments import expect_path
from maturity_kit.insight.peers import LEAST, ORGANISATION, ROUND, UNIT, Peers, PeersError, peers_of
from maturity_kit.portfolios.layout import ID
from maturity_kit.portfolios.problems import PortfolioError
from maturity_kit.portfolios.reading import open_parquet
from maturity_kit.portfolios.run import Portfolio

if TYPE_CHECKING:
    import pandas as pd


def peers(
    source: pd.DataFrame | Portfolio | str | Path,
    by: str,
    value: str = "overall.score",
    of: str | None = None,
    least: int = LEAST,
) -> Peers:
    """How a value is spread over the organisations of each group, and where one of them stands.

    A group with fewer than ``least`` organisations is hidden, and so is a second one when the first could otherwise be
    worked out from the whole. Each organisation counts once: the newest ``round`` of each of its units, and the mean of
    these. Organisations without the value are left out and counted.

    Args:
        source: scores with a column ``organisation``: a frame, a portfolio that was scored, or the name of its file.
        by: the column that makes the groups, such as ``sector``.
        value: the column that is compared, such as ``digital-maturity.score``.
        of: an organisation, or the id of one of its assessments.
        least: organisations that a distribution needs, 2 or more.

    Raises:
        InputError: the file cannot be read, a column is missing or holds no numbers, or the organisation is not there.

    >>> import pandas as pd
    >>> scores = pd.DataFrame({"organisation": [f"o{n}" for n in range(21)], "sector": ["shop"] * 11 + ["bank"] * 10})
    >>> found = peers(scores.assign(**{"overall.score": range(0, 42, 2)}), by="sector", of="o3")
    >>> [(one.group, one.count, one.quartiles[1]) for one in found.shown]
    [(None, 21, 20.0), ('bank', 10, 31.0), ('shop', 11, 10.0)]
    >>> found.standing
    Standing(organisation='o3', value=6, group='shop', others=10, lower=3, equal=0)
    """
    frame = _frame(source, by, value)
    return peers_of(frame, by, value, _organisation(frame, of), least)


def _organisation(frame: pd.DataFrame, of: str | None) -> str | None:
    """The organisation with this name, else the one whose assessment has this id."""
    if of is None or ORGANISATION not in frame or ID not in frame or (frame[ORGANISATION] == of).any():
        return of
    meant = frame.loc[frame[ID].astype(str) == of, ORGANISATION].dropna()
    return str(meant.iloc[0]) if len(meant) else of


def _frame(source: pd.DataFrame | Portfolio | str | Path, by: str, value: str) -> pd.DataFrame:
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return source
    path = source.out if isinstance(source, Portfolio) else source
    expect_path(path)
    file = open_parquet(path)
    there = file.schema.names
    for name in (ORGANISATION, by, value):
        if name not in there:
            raise PeersError("peers.column", str(path), found=name, allowed=", ".join(there))
    wanted = dict.fromkeys((ID, ORGANISATION, UNIT, ROUND, by, value))
    try:
        found: Any = file.content.read(columns=[name for name in wanted if name in there])
    except (OSError, pa.ArrowException) as problem:
        raise PortfolioError("file.damaged", str(path), found=problem) from None
    frame: pd.DataFrame = found.to_pandas()
    return frame
