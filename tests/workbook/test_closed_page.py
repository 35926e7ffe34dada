"""A page that could not be opened: one sentence, and nothing from the cells after it."""

from IPython.core.interactiveshell import InteractiveShell

from maturity_kit.forms.state import PageError
from maturity_kit.workbook import ClosedPage


def test_a_notebook_shows_the_sentence_and_nothing_for_any_part():
    """What a cell would show of a part is an empty comment, never the name of a Python object in its place."""
    page = ClosedPage(PageError("error.empty"), "en")
    shown, _ = InteractiveShell.instance().display_formatter.format(page.verdicts())
    assert shown["text/html"] == "<!-- -->"
    assert len(page.result.roadmap) <= 10
