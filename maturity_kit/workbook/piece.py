"""HTML that stays as it is once it is shown."""

from __future__ import annotations

from markupsafe import Markup


class Piece(Markup):
    """HTML that a notebook shows as it is."""

    def _repr_html_(self) -> str:
        return str(self)
