"""The assessment inside the file: a sheet that is put away, so that nothing is lost on the way back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import as_fields, parse_assessment
from maturity_kit.reports.sheets.book import LONGEST, Page

FORMAT = "maturity-sheets/1"
TITLE = "maturity"
Kind = Literal["workbook", "form"]
KINDS: tuple[Kind, ...] = ("workbook", "form")
OF_A_FORM = ("answers", "votes", "claims", "registers")
"""What a form does not carry: it goes to people who should answer by themselves."""


def keep(page: Page, assessment: Assessment, kind: Kind) -> None:
    """Writes the assessment as JSON, a part in each row; the sheet is hidden."""
    text = json.dumps(as_fields(assessment), ensure_ascii=True, separators=(",", ":"))
    # "_x0041_" would be read as an escaped sign; JSON has its own way to write the underscore.
    safe = text.replace("_x", "\\u005fx")
    parts = [safe[start : start + LONGEST] for start in range(0, len(safe), LONGEST)]
    for row, part in enumerate((FORMAT, kind, *parts)):
        page.text(row, 0, part, "hint")
    page.sheet.hide()


def kept(cells: Iterable[Any], where: str) -> tuple[Kind, Assessment] | None:
    """The kind of file and the assessment in it; None when the cells are not those of ``keep``.

    Raises:
        InputError: an assessment that is broken.
    """
    rows: Iterator[str] = (str(found) for found in cells if found is not None)
    if next(rows, "") != FORMAT:
        return None
    kind = next(rows, "")
    known = next((one for one in KINDS if one == kind), None)
    return (known, parse_assessment("".join(rows), where)) if known else None


def for_a_form(assessment: Assessment) -> Assessment:
    """The assessment without what anybody said: only who, when, which models, weights and targets."""
    return assessment.model_copy(update={name: {} for name in OF_A_FORM})
