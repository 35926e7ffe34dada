"""A model of one's own takes part in everything: its page, the start, the synthesis and what is handed over."""

import shutil
from pathlib import Path

import pytest
from building import answered

from maturity_kit.content import scaffold
from maturity_kit.content.load import load_models
from maturity_kit.content.model import METHODS
from maturity_kit.forms.state import AssessmentState
from maturity_kit.reports.look import Look
from maturity_kit.reports.make import FORMATS, one_file
from maturity_kit.reports.story import story_of
from maturity_kit.serve.settings import find_notebooks
from maturity_kit.store import open_store
from maturity_kit.workbook import ModelPage, StartPage, SynthesisPage
from maturity_kit.workbook.notebooks import notebook_of

CHECKOUT = Path(__file__).resolve().parents[2]
PIECES = ("verdict", "chart", "remarks", "progress", "questions", "why", "next_steps", "uncertainty", "weights")
OF_METHOD = {"ladder": ("units",), "quadrant": ("claim",), "cycle": ("rounds",)}


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A workbook folder of its own."""
    for part in ("data", "notebooks"):
        shutil.copytree(CHECKOUT / part, tmp_path / part)
    monkeypatch.setenv("MATURITY_HOME", str(tmp_path))
    return tmp_path


def begun(model_id="mine", method="tree", groups=("Reach", "Answer")):
    """A new model of somebody, as `models new` writes it."""
    return scaffold.make(scaffold.Wish(model_id, "Customer <service>", method, groups, ["en"], "en"))


@pytest.fixture
def opened(book):
    """Makes a state in which every question of the models has one answer."""
    store = open_store(book / "store.sqlite")

    def open_with(value=None):
        models = load_models()
        values = {item.id: value for model in models.values() for item in model.items}
        versions = {model.id: model.version for model in models.values()}
        made = answered(values, id=str(len(store.list()) + 1), models=versions, edition="full")
        store.create(made)
        return AssessmentState(made, models, "en", store)

    yield open_with
    store.close()


@pytest.mark.parametrize("method", METHODS)
def test_each_method_has_a_whole_page(book, opened, sent, method):
    """Every piece is drawn with and without answers; an answer is saved and moves the verdict."""
    begun(method=method, groups=["Reach", "Answer", "Learn"])
    state = opened()
    page = ModelPage(state, "mine")
    first = state.models["mine"].items[0].id
    for piece in (*PIECES, *OF_METHOD.get(method, ())):
        assert getattr(page, piece)()._repr_html_()
    page.receive({"type": "edit", "kind": "answer", "subject": first, "payload": {"value": 3}, "key": "k1"})
    assert [message["type"] for message in sent[:2]] == ["show", "saved"]
    assert state.store.load("1").answers[first].value == 3
    assert page.result.nodes[first].score == 75.0


def test_what_somebody_typed_is_text_on_the_page(book, opened):
    """A title with markup in it is shown and never acted upon."""
    begun()
    page = StartPage(opened())
    assert "Customer &lt;service&gt;" in page.own_models()._repr_html_()


def test_the_start_page_leads_to_models_of_ones_own(book, opened):
    """Each has its name, how far it is answered and the way to its page; without one it is said how to begin."""
    assert "maturity-kit models new" in StartPage(opened()).own_models()._repr_html_()
    begun()
    html = StartPage(opened(2)).own_models()._repr_html_()
    assert 'href="8_mine?assessment=2&amp;lang=en"' in html
    assert "4 of 4" in html
    (book / "notebooks" / "8_mine.ipynb").rename(book / "kept.ipynb")
    notebooks_read_again()
    assert "No notebook shows this model yet" in StartPage(opened(2)).own_models()._repr_html_()


def test_the_synthesis_takes_it_along(book, opened):
    """Its verdict with the way to its page after those of the five, its questions on the road, its weight below."""
    begun()
    for name in ("four-d", "eight-values", "strategy-360", "data-driven-marketing"):
        (book / "data" / "models" / f"{name}.yaml").unlink()
    page = SynthesisPage(opened(1))
    verdicts = page.verdicts()._repr_html_()
    assert 0 < verdicts.index("Digital maturity") < verdicts.index("Customer &lt;service&gt;")
    assert "8_mine?assessment=1" in verdicts
    assert any(proposal.item in page.state.models["mine"].by_id for proposal in page.result.roadmap)
    assert 'data-mk-subject="mine"' in page.weights()._repr_html_()


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("pdf", "pptx", "onepager")])
def test_documents_take_it_along(book, opened, name):
    """Written from a workbook with nothing but a model of one's own."""
    alone(book)
    state = opened(1)
    file, content = one_file(story_of(state.assessment, "en", state.models), name, Look())
    assert file.startswith("o-") and content
    if name in ("html", "json"):
        assert b"mine.reach-1" in content or b"Question 1 about Reach?" in content


def test_a_workbook_of_ones_own_models_only(book, opened, sent):
    """Without the five the start page still shows its cards and leads to the first model there is."""
    alone(book)
    page = StartPage(opened(2))
    assert 'href="8_mine?assessment=1' in page.cards()._repr_html_()
    page.receive({"type": "action", "name": "create", "fields": {"organisation": "Another"}})
    assert sent[-1]["href"].startswith("8_mine?assessment=")


def test_the_quick_scan_takes_as_long_as_it_has_questions(book, opened):
    """40 questions are about 25 minutes; with 24 more it is 64 / 1.6 = 40."""
    assert "40 questions, about 25 minutes" in StartPage(opened()).new()._repr_html_()
    begun(groups=[f"Part {n}" for n in range(24)])
    assert "64 questions, about 40 minutes" in StartPage(opened()).new()._repr_html_()


def test_the_tenth_page_comes_after_the_ninth(book):
    """Notebooks stand in the order of their numbers, not of their letters."""
    for name in ("one", "two", "three"):
        begun(name, groups=[name])
    assert [found.address for found in find_notebooks(book / "notebooks")][-4:] == [
        "7_method",
        "8_one",
        "9_two",
        "10_three",
    ]
    assert notebook_of("three") == "10_three"


def alone(book):
    """Take away the five and their pages, and begin one model."""
    begun()
    for path in [*(book / "data" / "models").glob("*-*.yaml"), *(book / "notebooks").glob("[1-5]_*.ipynb")]:
        path.unlink()
    notebooks_read_again()


def notebooks_read_again():
    """A page lives shorter than its folder, so which notebook shows what is read once."""
    from maturity_kit.workbook import notebooks

    notebooks._notebooks.cache_clear()


def test_questions_without_descriptors_are_told_by_the_number_of_their_step(book, opened):
    """A tree of somebody else may have none: an answer and the step above it are then named by their number."""
    fields = "method: tree\ntitle: {en: Bare}\nscale: {min: 1, max: 6}\ngroups:\n  - id: b.a\n    title: {en: Part}\n    items:\n"
    items = "".join(f"      - {{id: b.{n}, text: {{en: How {n}?}}, effort: {n}}}\n" for n in (1, 2))
    (book / "data" / "models" / "bare.yaml").write_text(f'id: bare\nversion: "1"\n{fields}{items}')
    alone(book)
    (book / "data" / "models" / "mine.yaml").unlink()
    state = opened(3)
    for html in (SynthesisPage(state).road()._repr_html_(), ModelPage(state, "bare").next_steps()._repr_html_()):
        assert "Next step:</i> Step 4" in html
    (first, _) = story_of(state.assessment, "en", state.models).steps
    assert (first.now, first.next_step) == ("Step 3", "Step 4")
