"""What is wrong with a spreadsheet that comes in, told by sheet and cell, all of it at once."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_kit.errors import InputError

MOST_TOLD = 50


class SheetError(InputError):
    """One problem; its sentences are those of ``wording/sheets.yaml``."""

    room = "sheets"


class SheetCellsError(SheetError):
    """Every problem in a file, one in each line.

    Attributes:
        problems: in the order of sheets and cells; ``where`` of each is ``Sheet!D14``.
    """

    def __init__(self, where: str, problems: Sequence[SheetError]) -> None:
        self.problems = tuple(problems)
        super().__init__("problems", where, count_of=len(problems))

    def sentence(self, language: str) -> str:
        """All of them; of very many the first fifty and how many more there are."""
        lines = [super().sentence(language), *(one.to(language) for one in self.problems[:MOST_TOLD])]
        more = len(self.problems) - MOST_TOLD
        if more > 0:
            lines.append(SheetError("more", more=more).sentence(language))
        return "\n".join(lines)
