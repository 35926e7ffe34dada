"""The guide to a model of one's own is followed to the letter: its model, its answers, its numbers and its mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_kit.assessment.files import parse_assessment
from maturity_kit.cli import main
from maturity_kit.content.load import load_models, parse_model
from maturity_kit.content.model import METHODS
from maturity_kit.errors import InputError
from maturity_kit.scoring.score import score_model

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "data" / "models" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S)


MODEL, ANSWERS = blocks("yaml")[0], blocks("json")[0]


def test_the_model_of_the_guide_has_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check has nothing to say about it, not even a doubt."""
    path = tmp_path / "customer-service.yaml"
    path.write_text(MODEL, encoding="utf-8")
    assert main(["models", "check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Files: 1; refused: 0; faults: 0; doubts: 0."


def test_its_numbers_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three that the guide works out by hand, from the model and the answers in it, also by the command."""
    result = score_model(parse_model(MODEL), parse_assessment(ANSWERS, "guide"))
    told = [float(found) for found in re.findall(r"\*\*([\d.]+)\*\*", GUIDE[GUIDE.index("*Answer* is the mean") :])]
    assert told[:3] == [50.0, 62.5, 54.17]
    found = [result.nodes["cs.answer"].score, result.nodes["cs.learn"].score, result.score]
    assert found == pytest.approx([50, 62.5, 325 / 6])
    assert [round(score, 2) for score in found] == told[:3]
    (tmp_path / "customer-service.yaml").write_text(MODEL, encoding="utf-8")
    answers = tmp_path / "trial.assessment.json"
    answers.write_text(ANSWERS, encoding="utf-8")
    assert main(["score", str(answers), "--models", str(tmp_path)]) == 0
    assert "The score is 54 out of 100" in capsys.readouterr().out


def test_it_can_stand_beside_the_models_of_the_workbook() -> None:
    """No id of the guide is one of theirs."""
    own = parse_model(MODEL)
    taken = {name for model in load_models(ROOT / "data" / "models").values() for name in (model.id, *model.by_id)}
    assert not taken & {own.id, *own.by_id}


def test_every_method_and_option_is_told() -> None:
    for method in METHODS:
        assert f"| `{method}` |" in GUIDE
    for command in ("models new", "models check", "models show", "workbook", "score"):
        assert f"maturity-kit {command}" in GUIDE


def replaced(old: str, new: str) -> str:
    assert MODEL.count(old) >= 1
    return MODEL.replace(old, new, 1)


FIRST = '{en: "Nobody can tell; there is no list of questions."}'
MISTAKES: list[Callable[[], str]] = [
    lambda: replaced(FIRST, "{en: No}"),
    lambda: replaced(FIRST, "{en: Some, not all}"),
    lambda: replaced('version: "1.0"', "version: 1.0"),
    lambda: replaced(f"          - {FIRST}\n", ""),
    lambda: replaced("id: cs.answer-once", "id: cs.answer-time"),
    lambda: replaced("hint:", "hints:"),
    lambda: replaced('summary: {en: "What the questions of customers change."}', 'summary: "Text"'),
    lambda: replaced("themes: [content]", "themes: [contents]"),
    lambda: replaced("weight: 3", "weight: -1"),
    lambda: replaced("      - id: cs.learn-content", "     - id: cs.learn-content"),
]
TABLE = GUIDE[GUIDE.index("| you wrote |") : GUIDE.index("## 5.")]
HEAD, *ROWS = re.findall(r"^\| (.+?) \| (.+?) \| .+? \|$", TABLE, re.M)


@pytest.mark.parametrize(("row", "mistake"), list(zip(ROWS, MISTAKES, strict=True)), ids=[row[0] for row in ROWS])
def test_each_mistake_gets_the_message_of_the_guide(row: tuple[str, str], mistake: Callable[[], str]) -> None:
    with pytest.raises(InputError) as refused:
        parse_model(mistake(), "own.yaml")
    assert row[1] in str(refused.value)


def test_a_new_version_keeps_answers_under_another_id() -> None:
    """As the guide says under versions: the answer to the old id moves along."""
    entry = re.findall(r"`(renamed: \{.+?\})`", GUIDE)[0]
    newer = parse_model(MODEL.replace("cs.answer-time", "cs.answer-speed").replace("groups:", f"{entry}\ngroups:", 1))
    result = score_model(newer, parse_assessment(ANSWERS, "guide"))
    assert result.nodes["cs.answer-speed"].score == 75.0
    assert json.loads(ANSWERS)["answers"]["cs.answer-time"] == {"value": 3}
