"""A published model of others loads as data: its layout becomes a tree, and its own rule comes out to the digit."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from statistics import mean

import pytest
import yaml
from building import answered
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_kit.assessment.files import dump_assessment
from maturity_kit.cli import main as maturity_kit
from maturity_kit.content.load import load_model, parse_model
from maturity_kit.content.model import Model
from maturity_kit.scoring.score import score_model
from tests.samm.convert import LayoutError, convert, main
from tests.samm.garden import FUNCTIONS, STREAMS, guid, write

STEP_OF = {0.0: 0, 0.25: 1, 0.5: 2, 1.0: 4}
ASKED = [
    (function, short, letter, level)
    for function, practices in FUNCTIONS.items()
    for short, letter, level in product(practices, STREAMS, "123")
]


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("garden"))


@pytest.fixture(scope="module")
def converted(layout: Path) -> Model:
    return parse_model(yaml.safe_dump(convert(layout)))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The layout, to spoil something in."""
    return write(tmp_path / "model")


def own_id(function: str, *names: str) -> str:
    return ".".join(["samm", function, *names]).lower()


def test_the_tree_has_the_shape_of_the_layout(converted: Model) -> None:
    """Functions, practices and streams as groups in their order, a question for each level, answers as sentences."""
    assert [group.id for group in converted.groups] == ["samm.soil", "samm.harvest"]
    assert [group.title.to("en") for group in converted.groups[0].groups] == ["Compost", "Mulch", "Drainage"]
    assert [item.id for item in converted.items] == [own_id(*names) for names in ASKED]
    first = converted.items[0]
    assert first.text.to("en") == "Does anybody look after compost at all?"
    assert first.hint.to("en") == "Somebody can point at it; It was there last month"
    assert [level.to("en") for level in first.levels] == [
        "No",
        "Yes, in some beds",
        "Yes, in half of the beds",
        "On the way to “Yes, in nearly every bed” (between two answers)",
        "Yes, in nearly every bed",
    ]
    assert converted.groups[0].summary.to("en") == "All of soil. Really."


def test_a_practice_worked_by_hand(converted: Model) -> None:
    """Stream A 1 + 0.5 + 0.25 = 1.75, stream B 0.5 + 0 + 0 = 0.5; the practice is their mean, 1.125."""
    values = {"a.1": 4, "a.2": 2, "a.3": 1, "b.1": 2, "b.2": 0, "b.3": 0}
    found = score_model(converted, answered({f"samm.soil.co.{name}": step for name, step in values.items()}))
    samm = {name: found.nodes[f"samm.soil.co{name}"].score * 3 / 100 for name in (".a", ".b", "")}
    assert samm == pytest.approx({".a": 1.75, ".b": 0.5, "": 1.125}, abs=1e-12)


@given(st.lists(st.sampled_from(sorted(STEP_OF)), min_size=36, max_size=36))
@settings(max_examples=100, deadline=None)
def test_the_rule_of_samm_comes_out(converted: Model, said: list[float]) -> None:
    """Stream = sum of its three levels, practice = mean of two streams, function = mean of three practices."""
    answers = dict(zip(ASKED, said, strict=True))
    steps = {own_id(*names): STEP_OF[value] for names, value in answers.items()}
    nodes = score_model(converted, answered(steps)).nodes
    for function, practices in FUNCTIONS.items():
        of_practices = []
        for short in practices:
            streams = [sum(answers[function, short, letter, level] for level in "123") for letter in STREAMS]
            of_practices.append(mean(streams))
            for letter, found in zip(STREAMS, streams, strict=True):
                assert nodes[own_id(function, short, letter)].score * 3 / 100 == pytest.approx(found, abs=1e-9)
            assert nodes[own_id(function, short)].score * 3 / 100 == pytest.approx(mean(streams), abs=1e-9)
        assert nodes[own_id(function)].score * 3 / 100 == pytest.approx(mean(of_practices), abs=1e-9)


def test_the_file_is_checked_and_scored_by_the_commands(
    layout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the layout to a score without a line of Python: everything at the highest answer is 100, SAMM's 3."""
    path = tmp_path / "models" / "garden.yaml"
    path.parent.mkdir()
    assert main([str(layout), "--id", "garden", "--title", "The garden", "--out", str(path)]) == 0
    assert maturity_kit(["models", "check", str(path)]) == 0
    model = load_model(path)
    best = tmp_path / "best.json"
    best.write_text(dump_assessment(answered({item.id: 4 for item in model.items}, models={"garden": "1.0"})))
    capsys.readouterr()
    assert maturity_kit(["score", str(best), "--json", "--models", str(path.parent)]) == 0
    assert json.loads(capsys.readouterr().out)["models"]["garden"]["score"] == 100.0


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


SPOILED = [
    (
        "questions/CO-1-A.yml",
        f"answerSet: {guid('beds')}",
        "answerSet: none",
        "answerSet is none, which no file in answer_sets",
    ),
    ("streams/CO-A.yml", "letter: A\n", "", "letter is missing or empty. Write it; needed are id, name, letter"),
    ("streams/CO-A.yml", "order: 1", "order: first", "order is first; a whole number is needed"),
    ("streams/CO-A.yml", guid("CO", "A"), guid("CO", "B"), "is that of CO-A.yml as well"),
    ("activities/CO-1-A.yml", guid("CO", "1"), guid("CO", "2"), "found 0 for level 1, 2 for level 2, 1 for level 3"),
    ("activities/CO-1-A.yml", guid("CO", "1"), guid("MU", "1"), "is of another practice than its stream"),
    ("maturity_levels/3.yml", "number: 3", "number: 4", "0 for level 3, 1 for level 4; a stream sums one question"),
    ("answer_sets/beds.yml", "value: 0.25", "value: 0.3", "the value 0.3 is no quarter from 0 to 1"),
    ("answer_sets/beds.yml", "value: 1\n", "value: 0.75\n", "an answer of 0 or of 1 is missing"),
    ("answer_sets/beds.yml", "value: 0.5", "value: half", "the value half is no quarter"),
    ("answer_sets/beds.yml", "- text: No", "- word: No", "values is no list of answers with text and value"),
    ("business_functions/Soil.yml", "id: ", "id: [", "this is not YAML"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), SPOILED)
def test_a_broken_layout_is_refused(broken: Path, name: str, old: str, new: str, told: str) -> None:
    """With the file, what was found and what to do."""
    spoil(broken, name, old, new)
    with pytest.raises(LayoutError) as refused:
        convert(broken)
    assert told in str(refused.value)
    assert str(broken) in str(refused.value) and str(refused.value).endswith(".")


def test_a_folder_without_the_layout_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence and status 1, no traceback."""
    assert main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "no YAML files are here. Give the folder that holds business_functions" in said.err


def test_a_practice_without_streams_is_refused(broken: Path) -> None:
    """It would have no score."""
    for path in [
        *(broken / "streams").glob("CO-*"),
        *(broken / "activities").glob("CO-*"),
        *(broken / "questions").glob("CO-*"),
    ]:
        path.unlink()
    with pytest.raises(LayoutError, match=r"S-Compost\.yml: nothing names its id .* as practice, so it has no score"):
        convert(broken)


def test_an_id_that_no_model_can_have_is_refused(layout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the converter writes is read back before it is given."""
    assert main([str(layout), "--id", "a b"]) == 1
    assert "a b" in capsys.readouterr().err
