"""The workbook's pages; ``open_workbook`` is all a notebook imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_kit import charts
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.load import load_models
from maturity_kit.forms.state import AssessmentState, PageError
from maturity_kit.home import home
from maturity_kit.store import load_examples, open_store
from maturity_kit.workbook.client_page import ClientPage
from maturity_kit.workbook.model_page import ModelPage
from maturity_kit.workbook.request import asked, language_asked
from maturity_kit.workbook.start_page import StartPage
from maturity_kit.workbook.synthesis_page import SynthesisPage

if TYPE_CHECKING:
    from maturity_kit.store import Store

SNAPSHOT = "snapshot.assessment.json"
__all__ = ["ClientPage", "ModelPage", "StartPage", "SynthesisPage", "open_workbook"]

# A waiting kernel has run this import when a visitor comes: what is slow the first time belongs here.
charts.warm()


def open_workbook(page: str) -> ModelPage | StartPage | SynthesisPage | ClientPage:
    """Open a page of the workbook and show its first line.

    Args:
        page: ``start``, ``synthesis``, ``client``, or the id of a model such as ``digital-maturity``.

    Returns:
        The page; each of its methods shows one part of it. The assessment is the one the address asks for, else
        the one changed last; an empty store is filled with the examples first.

    Raises:
        InputError: no model has this id, or the assessment asked for is not in the store.
    """
    models = load_models()
    opened: ModelPage | StartPage | SynthesisPage | ClientPage
    if page == "client":
        assessment = load_assessment(home() / SNAPSHOT)
        opened = ClientPage(AssessmentState(assessment, models, language_asked(assessment.language)))
    else:
        store = open_store()
        assessment = _assessment(store)
        state = AssessmentState(assessment, models, language_asked(assessment.language), store)
        if page in models:
            opened = ModelPage(state, page)
        elif page == "start":
            opened = StartPage(state)
        elif page == "synthesis":
            opened = SynthesisPage(state)
        else:
            raise PageError("error.page", found=page, allowed=", ".join(["start", *models, "synthesis"]))
    opened.open()
    return opened


def _assessment(store: Store) -> Assessment:
    """The assessment the address asks for, else the one changed last, else the first example."""
    wanted = asked().get("assessment") or store.latest()
    if wanted is None:
        load_examples(store)
        wanted = store.latest()
    if wanted is None:
        raise PageError("error.empty")
    return store.load(wanted)
