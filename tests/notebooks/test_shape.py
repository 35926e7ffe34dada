"""Notebooks stay thin: prose that asks, one call that answers."""

import json
import re
from pathlib import Path

import pytest

from maturity_kit.serve.settings import find_notebooks

FOLDER = Path(__file__).parents[2] / "notebooks"
IMPORTS = {"analyst": "import maturity_kit as mk"}
"""What a notebook may import, by its folder; elsewhere only the workbook."""

NOTEBOOKS = sorted(FOLDER.rglob("*.ipynb"))
MOST_CODE_CELLS, MOST_LINES, FEWEST_WORDS = 12, 3, 20


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def lines(cell):
    return [line for line in "".join(cell["source"]).splitlines() if line.strip()]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_all_eleven_notebooks_are_here():
    """One for each model, a start, a synthesis, the method, the page for clients and two for analysts."""
    assert len(NOTEBOOKS) == 11


def test_only_numbered_notebooks_are_served():
    """Those of analysts are for JupyterLab, that of clients is published on its own."""
    served = [notebook.address for notebook in find_notebooks(FOLDER)]
    assert len(served) == 8 and all(address[0].isdigit() for address in served)


def test_code_is_short(notebook):
    """At most twelve code cells of at most three lines, and prose enough around them."""
    code = cells(notebook, "code")
    code_lines = sum(len(lines(cell)) for cell in code)
    words = sum(len("".join(cell["source"]).split()) for cell in cells(notebook, "markdown"))
    assert len(code) <= MOST_CODE_CELLS
    assert all(len(lines(cell)) <= MOST_LINES for cell in code)
    assert words >= FEWEST_WORDS * code_lines


def test_code_only_opens_and_shows(notebook):
    """No functions, no paths, and one import: the workbook, or for analysts the package."""
    code = "\n".join("".join(cell["source"]) for cell in cells(notebook, "code"))
    assert re.findall(r"^\s*(?:from|import)\b.*", code, re.M) == [
        IMPORTS.get(notebook.parent.name, "from maturity_kit.workbook import open_workbook")
    ]
    assert not re.search(r"\bdef\b|\blambda\b|[\w.]+/[\w.]+", code)


def test_prose_is_there_in_both_languages(notebook):
    """Every paragraph has a cell in English, followed by one in Dutch."""
    tags = [cell["metadata"]["tags"] for cell in cells(notebook, "markdown")]
    assert tags == [["lang-en"], ["lang-nl"]] * (len(tags) // 2)


def test_nothing_of_a_run_is_kept(notebook):
    """No outputs and no counters, so that a notebook says nothing about anybody."""
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells(notebook, "code"))


def test_an_analyst_has_a_defended_answer_in_ten_lines():
    """From the file to whether other weights change the advice, with the draws that defend it."""
    path = FOLDER / "analyst" / "weights_and_uncertainty.ipynb"
    code = [line for cell in cells(path, "code") for line in lines(cell)]
    assert any("sensitivity(" in line for line in code[:10]) and "effect" in code[9]
