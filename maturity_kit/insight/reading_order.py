"""The order in which people meet the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

READING_ORDER = ("digital-maturity", "data-driven-marketing", "strategy-360", "four-d", "eight-values")
"""The workbook's own models; any other is somebody's own."""

Found = TypeVar("Found")


def in_reading_order(by_model: Mapping[str, Found]) -> dict[str, Found]:
    """What belongs to each model, in the order in which people meet them; models of one's own come last."""
    known = [model for model in READING_ORDER if model in by_model]
    return {model: by_model[model] for model in [*known, *(model for model in by_model if model not in known)]}
