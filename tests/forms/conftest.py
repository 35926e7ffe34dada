"""An assessment, its state and a store of its own for every test."""

from pathlib import Path

import pytest

from maturity_kit.assessment.events import Event, new_assessment
from maturity_kit.assessment.files import load_assessment
from maturity_kit.content.load import load_models
from maturity_kit.forms.state import AssessmentState
from maturity_kit.store import open_store

ROOT = Path(__file__).parents[2]
INSURER = ROOT / "data/examples/insurer.assessment.json"


@pytest.fixture(scope="session")
def models():
    return load_models(ROOT / "data/models")


@pytest.fixture
def store(tmp_path):
    with_store = open_store(tmp_path / "store.sqlite")
    yield with_store
    with_store.close()


@pytest.fixture
def empty():
    return new_assessment("a1", "Van Dijk", "2026-11-22", models={"digital-maturity": "1.0"}, edition="quick")


@pytest.fixture
def insurer():
    return load_assessment(INSURER)


@pytest.fixture
def kept(store, empty, models):
    """A state whose edits are kept in a store."""
    store.create(empty)
    return AssessmentState(empty, models, "en", store)


@pytest.fixture
def frozen(insurer, models):
    """A state as a published page has it."""
    return AssessmentState(insurer, models, "en")


def answer(item, key="k1", **entry):
    return Event("answer", item, entry or None, at="2026-11-22T10:00:00+01:00", key=key)
