"""Rows that cannot be used: set aside with what was found and why, never dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from maturity_kit.content.wording import Wording

REASONS = (
    "no-id",
    "unknown-item",
    "not-a-number",
    "not-finite",
    "off-scale",
    "unknown-state",
    "value-and-state",
    "nothing-said",
    "bad-weight",
    "unknown-edition",
    "other-details",
    "mixed-versions",
    "duplicate",
    "nothing-left",
)
"""Every reason, in the order in which they are looked for: a row has the first that fits."""
CODES = {reason: code for code, reason in enumerate(REASONS, start=1)}

SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("assessment", pa.string()),
        ("item", pa.string()),
        ("found", pa.string()),
        ("reason", pa.string()),
        ("message", pa.string()),
    ]
)
"""The columns of the file with rows set aside; ``row`` counts from 0, as pandas does."""


@dataclass
class Aside:
    """Collects what is set aside in one chunk."""

    pieces: list[Any] = field(default_factory=list)

    def add(self, reason: str, rows: Any, assessments: Any, items: Any, found: Any) -> None:
        """Notes some rows.

        Args:
            reason: one of ``REASONS``.
            rows: their numbers in the portfolio, from 0.
            assessments, items: their ids; text for all of them, or one for each.
            found: what stands in the place that is wrong.
        """
        count = len(rows)
        if count:
            message = Wording("portfolio", "en")(f"reason.{reason}")
            columns = [_words(given, count) for given in (assessments, items, found, reason, message)]
            self.pieces.append(pa.table([pa.array(rows, pa.int64()), *columns], schema=SCHEMA))

    def table(self) -> Any:
        """Everything that was noted, by row."""
        return pa.concat_tables([SCHEMA.empty_table(), *self.pieces]).combine_chunks().sort_by("row")


def _words(given: Any, count: int) -> Any:
    """A column of text: one word for all rows, none at all, or one for each."""
    if given is None or isinstance(given, str):
        return pa.repeat(pa.scalar(given, pa.string()), count)
    return given.cast(pa.string()) if isinstance(given, pa.Array | pa.ChunkedArray) else pa.array(given, pa.string())
