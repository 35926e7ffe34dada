"""What is to be done with every chunk, wherever that happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_kit.portfolios.catalogue import Catalogue
from maturity_kit.portfolios.layout import Layout
from maturity_kit.portfolios.long import read_long
from maturity_kit.portfolios.scoring import score_sheet
from maturity_kit.portfolios.wide import read_wide

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Chunk:
    """A part of a portfolio that is scored in one go.

    Attributes:
        number: from 0, the order of the scores.
        table: an Arrow table; the long form has all rows of its assessments and their numbers in the column ``ROW``.
        first: wide form: the number of the first row.
        repeated: wide form: numbers of the rows whose assessment stands in an earlier row.
    """

    number: int
    table: Any
    first: int = 0
    repeated: Rows | None = None


@dataclass(frozen=True, eq=False)
class Spec:
    """The models, what the columns are, and whether groups are wanted."""

    catalogue: Catalogue
    layout: Layout
    groups: bool = False


def score_chunk(spec: Spec, chunk: Chunk) -> tuple[Any, Any]:
    """The scores of a chunk and what was set aside, as Arrow tables."""
    if spec.layout.form == "wide":
        repeated = np.zeros(0, np.int64) if chunk.repeated is None else chunk.repeated
        sheet, aside = read_wide(chunk.table, spec.layout, spec.catalogue, chunk.first, repeated)
    else:
        sheet, aside = read_long(chunk.table, spec.layout, spec.catalogue)
    return score_sheet(sheet, spec.catalogue, spec.groups), aside
