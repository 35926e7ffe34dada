"""The page on method: the document and the numbers in force. It is about no assessment, so it needs no widget."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.forms.bridge import styles
from maturity_kit.forms.html import Region
from maturity_kit.forms.method import method_html, parameters_html
from maturity_kit.insight.reading_order import in_reading_order
from maturity_kit.workbook.piece import Piece


class MethodPage:
    """What the models are, what is ours, how a score is made and what it does not say."""

    def __init__(self, models: Mapping[str, Model], language: str) -> None:
        self.models, self.language = models, language

    def open(self) -> None:
        """Show nothing but, where there is no template of ours, the style sheet."""
        from IPython.display import HTML, display

        if styles():
            display(HTML(styles()))  # type: ignore[no-untyped-call]

    def document(self) -> Piece:
        """The document on method, with the numbers in force."""
        return Piece(method_html(self.models, self.language))

    def parameters(self) -> Region:
        """Per model a table of its parameters, and one of what holds in every model."""
        return Region("method", "parameters", lambda: parameters_html(in_reading_order(self.models), self.language))


def folded_method(models: Mapping[str, Model], language: str) -> Region:
    """Document and numbers as one piece, for a page whose own chapters are headings of level 2."""
    title = f"<div class='mk-text'><h3>{Wording('method', language)('in-force')}</h3></div>"
    return Region(
        "method",
        "method",
        lambda: method_html(models, language, 3) + title + parameters_html(in_reading_order(models), language, 4),
    )
