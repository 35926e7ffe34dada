"""Contradictions between the models on the command line."""

import json

import pytest

RULE = {
    "id": "own",
    "when": [{"item": "dm.crm", "at_least": 0}],
    "text": {"en": "Two things clash.", "nl": "Twee dingen botsen."},
    "ask": {"en": "Which one holds?", "nl": "Welke klopt?"},
}


@pytest.fixture
def insurer(folder):
    """An organisation that personalises on a shaky foundation."""
    return folder / "data/examples/insurer.assessment.json"


def test_score_tells_each_contradiction_with_its_question(run, insurer):
    """Under a heading of its own; the file has the ids."""
    told = " ".join(run("score", insurer).out.split())
    heading = told.index("Where the models contradict each other")
    sentence = "Beforehand the room called itself omnichannel; its own answers show channels that work side by side."
    assert heading < told.index(f"{sentence} Ask in the room: Which example did you have in mind")
    ids = json.loads(run("score", insurer, "--json").out)["contradictions"]
    assert {"claim-and-channels", "engine-on-sand", "repair-or-start"} <= set(ids)


def test_the_rules_of_the_workbook_folder_are_the_ones_that_count(run, folder, insurer):
    """They can be changed, and left out; then nothing is said about it."""
    path = folder / "data/rules.yaml"
    path.write_text(json.dumps([RULE]))
    dutch = run("score", insurer, "--lang", "nl").out
    assert "Waar de modellen elkaar tegenspreken\n  - Twee dingen botsen. Vraag in de groep: Welke klopt?\n" in dutch
    path.unlink()
    done = run("score", insurer)
    assert (done.status, "contradict" in done.out) == (0, False)


def test_rules_that_cannot_be_read_are_one_sentence(run, folder, insurer):
    """With their place; no score without its contradictions. The doctor says the same."""
    (folder / "data/rules.yaml").write_text(json.dumps([RULE | {"when": [{"item": "dm.crm", "atleast": 3}]}]))
    done = run("score", insurer)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    told = "data/rules.yaml: [0].when[0].atleast: The key atleast does not exist here. Did you mean: at_least?"
    assert told in done.err.replace("\\", "/") and told in run("doctor").out.replace("\\", "/")
