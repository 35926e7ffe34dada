"""What was said in one chunk of a portfolio, as arrays: nodes first, assessments last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_kit.portfolios.columns import Words
from maturity_kit.scoring.compiled import Bools, Floats

NOT_ASKED, ANSWERED, UNKNOWN, NOT_APPLICABLE, NOT_IN_EDITION = range(5)
"""Codes of states; from ``NOT_APPLICABLE`` on an item drops out."""
STATES = ("not_asked", "answered", "unknown", "not_applicable", "not_in_edition")
"""The words of the column ``state``, in the order of their codes."""
WITHOUT_VALUE = (NOT_ASKED, UNKNOWN, NOT_APPLICABLE, NOT_IN_EDITION)
SILENT, STRANGE = -1, -2
"""Codes where no state is given, and where the word is none of them."""
EDITIONS = ("full", "quick")

Codes = NDArray[np.int8]


def something_said(states: Codes) -> Bools:
    """Per assessment whether something was said of these items, shape (items, assessments) to (assessments,)."""
    greatest = np.asarray(states.max(axis=0))
    if greatest.max(initial=NOT_ASKED) < NOT_IN_EDITION:
        return greatest > NOT_ASKED
    return np.asarray(((states != NOT_ASKED) & (states != NOT_IN_EDITION)).any(axis=0))


def state_codes(found: Words) -> Codes:
    """The states of rows, ``SILENT`` without one and ``STRANGE`` for a word that is none."""
    known = [STATES.index(word) if word in STATES else STRANGE for word in found.distinct]
    return np.array([*known, SILENT], np.int8)[found.codes]


@dataclass(frozen=True, eq=False)
class Sheet:
    """The answers of some assessments.

    Attributes:
        about: an Arrow table with one row for each assessment: its id and the columns that are carried along.
        values: on the scale of the item, shape (items, assessments); NaN unless answered.
        states: codes of the states, shape (items, assessments).
        quick: whether each assessment is a quick scan; None when none is.
        weights: own weights, shape (nodes, assessments), NaN where the model's own holds; None without any.
    """

    about: Any
    values: Floats
    states: Codes
    quick: Bools | None = None
    weights: Floats | None = None

    def kept(self, keep: Bools) -> Sheet:
        """The sheet of some of the assessments; ``keep`` has one entry for each."""
        if keep.all():
            return self
        return Sheet(
            self.about.filter(keep),
            self.values[:, keep],
            self.states[:, keep],
            None if self.quick is None else self.quick[keep],
            None if self.weights is None else self.weights[:, keep],
        )
