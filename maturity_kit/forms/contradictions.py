"""Where the models contradict each other, as a list to talk about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from maturity_kit.forms.html import render
from maturity_kit.insight.contradictions import COVERAGE, Contradiction
from maturity_kit.insight.words import whole


def contradictions_html(found: Sequence[Contradiction], language: str, address: Callable[[str], str]) -> str:
    """Each sentence with its question, and in a fold the facts behind it.

    Args:
        found: the contradictions.
        language: of the page.
        address: of the page of a model by its id; empty where there is none, and then the model is not a link.
    """
    share = whole(100 * COVERAGE)
    return render("contradictions", language, found=found, address=address, share=share)
