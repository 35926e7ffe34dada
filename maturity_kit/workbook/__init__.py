"""The workbook's pages; ``open_workbook`` is all a notebook imports."""

from __future__ import annotations

from collections.abc import Mapping

from maturity_kit import charts
from maturity_kit.assessment.assessment import Assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.assessment.fit import carried, check_values
from maturity_kit.content.load import load_models
from maturity_kit.content.model import Model
from maturity_kit.content.rules import load_rules
from maturity_kit.errors import InputError
from maturity_kit.forms.bridge import served
from maturity_kit.forms.html import warm
from maturity_kit.forms.state import AssessmentState, PageError
from maturity_kit.home import home
from maturity_kit.store import Store, load_examples, open_store
from maturity_kit.workbook.client_page import ClientPage
from maturity_kit.workbook.closed_page import ClosedPage
from maturity_kit.workbook.method_page import MethodPage
from maturity_kit.workbook.model_page import ModelPage
from maturity_kit.workbook.request import asked, language_asked
from maturity_kit.workbook.start_page import StartPage
from maturity_kit.workbook.synthesis_page import SynthesisPage

SNAPSHOT = "snapshot.assessment.json"
AnyPage = ModelPage | StartPage | SynthesisPage | ClientPage | MethodPage
__all__ = ["ClientPage", "ClosedPage", "MethodPage", "ModelPage", "StartPage", "SynthesisPage", "open_workbook"]

# A waiting kernel has run this import when a visitor comes: what is slow the first time belongs here.
charts.warm()
warm()


def open_workbook(page: str) -> AnyPage | ClosedPage:
    """Open a page of the workbook and show its first line.

    Args:
        page: ``start``, ``synthesis``, ``method``, ``client``, or the id of a model such as ``digital-maturity``.

    Returns:
        The page; each of its methods shows one part of it. The assessment is the one the address asks for, else
        the one changed last; an empty store is filled with the examples first. When a served page cannot be opened,
        it shows why in one sentence.

    Raises:
        InputError: outside a served page, for a broken model or rule, a damaged store, or an id that is not there.
    """
    try:
        opened = _opened(page, load_models())
    except InputError as problem:
        if not served():
            raise
        return ClosedPage(problem, language_asked("en"))
    opened.open()
    return opened


def _opened(page: str, models: Mapping[str, Model]) -> AnyPage:
    if page in ("client", "synthesis"):
        load_rules()
    if page == "client":
        assessment = load_assessment(home() / SNAPSHOT)
        return ClientPage(AssessmentState(assessment, models, language_asked(assessment.language)))
    if page == "method":
        return MethodPage(models, language_asked("en"))
    store = open_store()
    revision, assessment = _assessment(store)
    check_values(carried(assessment, models.values()), models.values(), assessment.organisation)
    state = AssessmentState(assessment, models, language_asked(assessment.language), store, revision)
    if page in models:
        return ModelPage(state, page)
    if page == "start":
        return StartPage(state)
    if page == "synthesis":
        return SynthesisPage(state)
    raise PageError("error.page", found=page, allowed=", ".join(["start", *models, "synthesis", "method"]))


def _assessment(store: Store) -> tuple[int, Assessment]:
    """The assessment the address asks for, else the one changed last, else the first example.

    The revision goes with it and is read first, so that no change in between is taken for one that was seen.
    """
    wanted = asked().get("assessment") or store.latest()
    if wanted is None:
        load_examples(store)
        wanted = store.latest()
    if wanted is None:
        raise PageError("error.empty")
    return store.revision(wanted), store.load(wanted)
